"""POST /api/v1/unsubscriptions/{token}: no more news; a button's press or RFC 8058's one click."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.petitions import signature
from functions.shared import crypto, http, keys, table
from functions.shared.errors import CivicError

app = http.Api()
NO_MAIL = "REMOVE who"


@app.post("/api/v1/unsubscriptions/<token>")
def unsubscribe(token: str) -> Response[str]:
    """Forget the address of somebody who wanted news: one write. A GET never does it.

    A token with `c` is that of a complaint's supporter, one with `j` that of an idea's; both still
    count.
    A form without scripts has no token in its address and brings it in its body.
    """
    try:
        asked = http.asked_of(app)
    except CivicError:
        asked = http.Asked({}, is_form=False, lang=http.language(app))
    carried = crypto.open_token("unsubscribe", str(asked.data.get("token") or token).strip())
    if "c" in carried:
        table.delete("core", keys.support(carried["c"], carried["t"]))
    elif "j" in carried:
        table.update("core", keys.idea_support(carried["j"], carried["n"], carried["t"]), NO_MAIL)
    else:
        signature.forget({"p": carried["p"], "sk": carried["t"]})
    if "List-Unsubscribe" in asked.data:
        return http.json_answer({"state": "unsubscribed"})
    return http.answer(asked, {"state": "unsubscribed"}, done="unsubscribed")


handler = http.handler(app)
