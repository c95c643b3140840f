"""That somebody voted: one item a person, which says neither when nor what.

Its tag is made under the poll's own key, which is not the ballots' key; no attribute of a mark is
found on a ballot.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import Literal

from functions.ledger.parallel import each
from functions.participants import own, participant
from functions.participants.participant import Participant
from functions.shared import keys, table
from functions.shared.errors import ConflictError

Taken = Literal["marked", "already", "online"]
AGES = (16, 18, 25, 35, 45, 55, 65)
UNKNOWN = "unknown"
SHARDS = [f"{shard:02x}" for shard in range(256)]


class OnPaperError(ConflictError):
    """This person's ballot was cast on paper."""

    code = "voted_on_paper"


def keys_name(poll_id: int) -> str:
    """Return the name of the keys that marks are tagged by."""
    return f"POLL#{poll_id}"


def tag(poll_id: int, ident: str) -> str:
    """Return what stands for a person among a poll's marks."""
    found = own.own_keys(keys_name(poll_id))
    return participant.tag(found.tag, f"poll/{poll_id}/mark", ident)


def put(poll_id: int, who: Participant, now: dt.datetime) -> None:
    """Mark that somebody votes online: one conditional PutItem, however often they change it.

    Raises OnPaperError.
    """
    item: table.Item = {
        **keys.mark(poll_id, tag(poll_id, who.ident)),
        "rg": who.region or None,
        "ag": age_band(who.born, now),
        "a": who.assurance,
        "ch": "online",
    }
    there = table.put_if(
        "signatures", item, "attribute_not_exists(pk) OR ch = :online", {":online": "online"}
    )
    if there is not None:
        raise OnPaperError


def put_paper(
    poll_id: int, ident: str, region: str, born: int | None, *, batch: str, now: dt.datetime
) -> Taken:
    """Mark that somebody voted on paper: one conditional PutItem.

    `batch` is the list that names them, so that the same list sent again finds its own marks.
    """
    item: table.Item = {
        **keys.mark(poll_id, tag(poll_id, ident)),
        "rg": region or None,
        "ag": age_band(born, now),
        "a": "paper",
        "ch": "paper",
        "batch": batch,
    }
    there = table.put_new("signatures", item)
    if there is None or there.get("batch") == batch:
        return "marked"
    return "already" if there["ch"] == "paper" else "online"


def turnout(poll_id: int) -> dict[str, Counter[str]]:
    """Return how many voted, by region, age band and assurance class: one Query a shard."""
    found: dict[str, Counter[str]] = {"region": Counter(), "age": Counter(), "assurance": Counter()}
    names = {"region": "rg", "age": "ag", "assurance": "a"}
    for items in each(_shard, [f"V{poll_id}#{shard}" for shard in SHARDS]):
        for item in items:
            for part, name in names.items():
                found[part][item.get(name) or UNKNOWN] += 1
    return found


def _shard(pk: str) -> list[table.Item]:
    return list(table.query("signatures", "pk", pk))


def age_band(born: int | None, now: dt.datetime) -> str:
    """Return the band of the age that is reached this year, such as `25-34`; "" if not known."""
    if born is None:
        return ""
    age = now.year - born
    if age < AGES[0]:
        return f"0-{AGES[0] - 1}"
    low = max(one for one in AGES if one <= age)
    above = [one for one in AGES if one > age]
    return f"{low}-{above[0] - 1}" if above else f"{low}+"
