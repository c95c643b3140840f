"""Every minute: do what signing needs, and write down whether it could be done.

The signatures' table must take the conditional write that a signature is, a petition's keys must be
there and open, tokens must be sealed and opened, and no confirmation may wait long in the outbox.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools import Logger

from functions.mail import outbox
from functions.petitions import outage
from functions.shared import clock, crypto, keyring, keys, table
from functions.shared.errors import NotFoundError

CANARY = 0  # a petition number that nobody is given
MAIL_LATE = dt.timedelta(minutes=15)

logger = Logger(service="dauys")
Check = Callable[[dt.datetime], dt.datetime | None]


def handler(_event: dict[str, Any], _context: Any) -> dict[str, Any]:
    """Measure once."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, Any]:
    """Return what is out of order, and how many outages were written or made longer."""
    troubles = check(now)
    noted = outage.note(now, troubles)
    if troubles:
        logger.error("signing_out_of_order", extra={"causes": sorted(troubles)})
    return {"troubles": sorted(troubles), "outages": len(noted)}


def check(now: dt.datetime) -> dict[str, dt.datetime]:
    """Return what is out of order, and since when."""
    found = {}
    for name, look in (("table", _table), ("keys", _keys), ("mail", _mail)):
        try:
            since = look(now)
        except Exception:  # whatever it is, a signer would have met it too
            logger.exception("canary", extra={"check": name})
            since = now
        if since is not None:
            found[name] = since
    return found


def _table(now: dt.datetime) -> None:
    """Write the canary's item under the condition of a signature."""
    item = {**keys.CANARY_SIGNATURE, "st": "drop", "at": clock.text(now)}
    there = table.put_if(
        "signatures", item, "attribute_not_exists(pk) OR st = :gone", {":gone": "drop"}
    )
    if there is not None:
        raise ValueError("the condition does not hold")


def _keys(now: dt.datetime) -> None:
    """Open the canary's own keys and a token, with nothing kept in memory."""
    keyring.forget()
    crypto.petition_keys.cache_clear()
    try:
        crypto.petition_keys(CANARY)
    except NotFoundError:
        crypto.new_petition_keys(CANARY)
    crypto.open_token("canary", crypto.seal("canary", {"at": clock.text(now)}))


def _mail(now: dt.datetime) -> dt.datetime | None:
    """Return since when confirmations wait, if they do so for too long."""
    since = outbox.waiting_since("now")
    return since if since and now - since > MAIL_LATE else None
