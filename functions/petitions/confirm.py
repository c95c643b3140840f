"""POST /api/v1/confirmations: the press of the button on the page that a mailed link opens.

For a signature this is one conditional PutItem, which is guard and record in one.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from aws_lambda_powertools.event_handler import Response
from pydantic import BaseModel, ConfigDict, Field

from functions.ledger import entries
from functions.ledger.promise import due_at, promise
from functions.petitions import history, known, petition, signature, token
from functions.petitions.known import Known
from functions.petitions.notice import tell_petitioner
from functions.petitions.person import public_name
from functions.petitions.signature import Placed
from functions.petitions.token import Confirmation
from functions.shared import clock, crypto, http
from functions.shared.errors import CivicError, NotNowError, PetitionClosedError
from functions.shared.form import Line

app = http.Api()
GRACE = dt.timedelta(hours=24)
TOKEN_LIMIT = 4_000


class ConfirmationRequest(BaseModel):
    """The token of the link; a co-petitioner may add a name to be shown."""

    model_config = ConfigDict(extra="forbid")

    token: str = Field(min_length=1, max_length=TOKEN_LIMIT)
    name: Line = Field(default="", max_length=100)
    lang: str = ""


@app.post("/api/v1/confirmations")
def confirm() -> Response[str]:
    """Do what the token stands for, once; a repeat says thank you again."""
    request, asked = http.read(app, ConfirmationRequest)
    carried = token.unseal(request.token.strip())
    found = known.unless(
        carried.petition, lambda one: refusal(carried, one, clock.now()), carried.asked_at
    )
    act = {"sign": _sign, "sponsor": _sponsor, "petition": _petition}.get(carried.kind)
    answer = act(carried, found) if act else _join(carried, found, request.name)
    return http.answer(asked, {"petition": carried.petition} | answer, done="confirmed")


def refusal(carried: Confirmation, found: Known, now: dt.datetime) -> CivicError | None:
    """Return why this cannot be confirmed now, if so.

    A signature can until 24 hours after closing, when signing began before.
    """
    status = found.status(now)
    if carried.kind == "sponsor":
        return None if status.takes_sponsors else NotNowError()
    if carried.kind != "sign" or status.takes_signatures:
        return None
    at_asking = found.status(carried.asked_at)
    end = at_asking.closes_at
    in_time = at_asking.takes_signatures and (end is None or now <= end + GRACE)
    return known.not_there(status) or (None if in_time else PetitionClosedError())


def _sign(carried: Confirmation, found: Known) -> dict[str, Any]:
    return _receipt(_place(carried, found))


def _sponsor(carried: Confirmation, found: Known) -> dict[str, Any]:
    """Add a sponsor, then the signature; tell the petitioner when the number is reached."""
    sponsors = found.rules.sponsors
    if sponsors is None:
        raise NotNowError
    placed = _place(carried, found)
    record = petition.add_sponsor(
        carried.petition, placed.item["sk"], clock.now(), sponsors.maximum
    )
    times = record.petition.sponsor_times
    if len(times) >= sponsors.minimum:
        history.add(carried.petition, times[sponsors.minimum - 1], "sponsors_reached")
        tell_petitioner(record, "sponsored")
    return _receipt(placed) | {"state": "sponsor"}


def _petition(carried: Confirmation, found: Known) -> dict[str, Any]:
    """Confirm the petitioner's mailbox: the petition goes on its way, with its first signature.

    A repeat finds each write done, and does those that a crash left undone.
    """
    record, now = petition.load(carried.petition), clock.now()
    if record.petition.confirmed_at is None:
        confirmed = record.petition.model_copy(update={"confirmed_at": now, "changed_at": now})
        record = petition.save(record, confirmed)
        known.forget()
    history.add(carried.petition, record.petition.confirmed_at or now, "confirmed")
    tell_petitioner(record, "confirmed")
    return _receipt(_place(carried, found)) | {"state": "petition"}


def _join(carried: Confirmation, found: Known, name: str) -> dict[str, Any]:
    """Join as a co-petitioner, before the petition is published; a repeat changes nothing."""
    record = petition.load(carried.petition)
    placed = _place(carried, found)
    shown = public_name(found.rules.public.petitioner, carried.show, name)
    names = record.petition.copetitioners
    if placed.outcome == "counted" and shown and shown not in names:
        joined = {"copetitioners": [*names, shown], "changed_at": clock.now()}
        petition.save(record, record.petition.model_copy(update=joined))
    return _receipt(placed) | {"state": "copetitioner"}


def _place(carried: Confirmation, found: Known) -> Placed:
    item = signature.new_item(
        carried.petition,
        carried,
        crypto.petition_keys(carried.petition),
        rid=carried.rid,
        asked_at=carried.asked_at,
        at=clock.now(),
        flags=carried.flags,
        shown=public_name(found.rules.public.signers, carried.show, carried.name),
    )
    return signature.put(item)


def _receipt(placed: Placed) -> dict[str, Any]:
    """Return what the signer may keep; nothing of it to somebody who signs a second time."""
    if placed.outcome == "already":
        return {"state": "already"}
    leaf, at = placed.leaf, clock.parse(placed.item["at"])
    return {
        "state": "counted",
        "entry": leaf.decode(),
        "salt": placed.item["salt"].hex(),
        "promise": promise(entries.leaf_hash(leaf), at),
        "included_by": clock.text(due_at(at)),
        "withdrawal": crypto.seal(
            "withdraw", {"p": placed.item["p"], "t": placed.item["sk"], "c": placed.item["c"]}
        ),
    }


handler = http.handler(app)
