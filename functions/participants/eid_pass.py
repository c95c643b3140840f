"""GET /api/v1/passes/eid: a participation code from an electronic identity, without a mail."""

from __future__ import annotations

import re
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.participants import links, oidc, participant
from functions.participants.participant import Participant
from functions.shared import http
from functions.shared.content import load
from functions.shared.errors import NotFoundError

PURPOSE = "pass-eid"
CALLBACK = "/api/v1/passes/eid/callback"
_BIRTHDATE = re.compile(r"(\d{4})(?:-\d\d-\d\d)?", re.ASCII)
_IIN = re.compile(r"\d{6}[1-6]\d{5}", re.ASCII)
app = http.Api()


@app.get("/api/v1/passes/eid")
def start() -> Response[str]:
    """Send the browser to the provider."""
    if not oidc.is_offered():
        raise NotFoundError
    query = app.current_event.query_string_parameters or {}
    lang, back, region = http.language(app), query.get("back", ""), query.get("region", "")
    kept = {
        "l": lang,
        "b": back if links.is_own(back) else "",
        "r": region if region in load().jurisdictions else "",
    }
    return http.redirect(oidc.ask(PURPOSE, kept, CALLBACK, lang))


@app.get("/api/v1/passes/eid/callback")
def callback() -> Response[str]:
    """Turn the provider's answer into a participation code, and open the page that takes it."""
    query = app.current_event.query_string_parameters or {}
    kept = oidc.returned(PURPOSE, query.get("state", ""))
    lang = str(kept["l"])
    if query.get("error") or not query.get("code"):
        return http.redirect(kept["b"] or f"/{lang}/participate/")
    who = _person(oidc.claims(str(query["code"]), kept, CALLBACK), lang, kept["r"])
    return http.redirect(links.participate(lang, participant.seal(who), kept["b"]))


def _person(claims: dict[str, Any], lang: str, declared: str) -> Participant:
    """Return who signed in; what the provider says of the region goes before what was declared."""
    told = claims.get("region", "")
    return Participant.model_validate({
        "ident": oidc.ident(claims),
        "assurance": "eid",
        "region": told if told in load().jurisdictions else declared,
        "born": _year(str(claims.get("birthdate", ""))) or _year_of(str(claims.get("iin", ""))),
        "name": str(claims.get("name", "")),
        "lang": lang,
    })  # fmt: skip


def _year(birthdate: str) -> int | None:
    """Return the year of a birth date as a provider writes it (OpenID Connect Core 1.0, §5.1)."""
    found = _BIRTHDATE.fullmatch(birthdate)
    return int(found[1]) or None if found else None


def _year_of(iin: str) -> int | None:
    """Return the year of birth that Kazakhstan's individual number tells.

    It begins with YYMMDD; the seventh digit is the century with the sex: 1 and 2 stand for the
    19th century, 3 and 4 for the 20th, 5 and 6 for the 21st, and 0 tells nothing.
    """
    if not _IIN.fullmatch(iin):
        return None
    return 1800 + 100 * ((int(iin[6]) - 1) // 2) + int(iin[:2])


handler = http.handler(app)
