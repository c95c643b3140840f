"""Every day: compare the table of signatures with the log, and put what is missing in again.

The table is the truth about who signed, the log must contain it, the inbox only brings it fast.
What the log lacks goes into the inbox once more, with the size of the log in which it was missed,
so that the sequencer can see whether it was logged in the meantime: nothing is counted twice. What
the log has and the table has not is only reported: nothing is ever invented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Any

from aws_lambda_powertools import Logger

from functions.ledger import asked, head, inbox, logged, publication, reader
from functions.ledger import lookup as lookups
from functions.ledger.asked import Act, Asked
from functions.ledger.logged import Logged
from functions.ledger.parallel import each
from functions.shared import clock, keys, objects, table
from functions.shared.keys import Key

SETTLED_AFTER = timedelta(minutes=30)
GIVEN_UP_AFTER = timedelta(days=7)
CLOSED_FOR = timedelta(days=3)
_STAGE = re.compile(r"stage/(\d+)-[0-9a-f]+")
SHARDS = [f"{shard:02x}" for shard in range(256)]

logger = Logger(service="dauys")


@dataclass
class Report:
    """What was found, by petition where it matters; it holds no personal data."""

    size: int = 0
    again: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unguarded: dict[int, int] = field(default_factory=dict)
    stages_deleted: int = 0


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Run once; what needs a person is logged as a warning."""
    report = asdict(run(clock.now()))
    write = logger.warning if report["unguarded"] or report["again"] else logger.info
    write("reconciled", **report)
    return report


def run(now: datetime) -> Report:
    """Compare everything that is not settled for good."""
    published = publication.current()
    if published is None:
        return Report()
    found = logged.load(reader.entries(lookups.fetch, 0, published.size))
    report = Report(size=found.size)
    for petition in _petitions(found, now):
        _compare(petition, found, now, report)
    report.stages_deleted = _delete_stages()
    return report


def _petitions(found: Logged, now: datetime) -> list[int]:
    """Return the petitions to look at: all but those closed some days ago."""
    settled = clock.text(now - CLOSED_FOR)[:13]
    stored = table.query("core", "kind", "PETITION", index="changes", sk_name="changed_at")
    known = {int(item["pk"].partition("#")[2]) for item in stored} | found.fold.tallies.keys()
    return sorted(p for p in known if p not in found.closed_in or found.closed_in[p] > settled)


def _compare(petition: int, found: Logged, now: datetime, report: Report) -> None:
    """Compare one petition's items with its leaves."""
    asks = asked.sort(items(petition))
    report.refused += asks.refused
    for one in [*asks.first, *asks.signatures]:
        if found.find(one) is None:
            _again(one.item, one.entry.t, found.size, now, report)
    for act in asks.acts:
        index = found.find(act.about)
        if not is_done(found, act, index):
            place = None if index is None else {"i": index}
            _again(act.item, act.item["e"]["t"], found.size, now, report, place)
    unguarded = _unguarded(petition, found, asks)
    if unguarded:
        report.unguarded[petition] = unguarded


def items(petition: int) -> Iterator[table.Item]:
    """Yield a petition's signatures and requests to the log."""
    partitions = [f"{petition}#{shard}" for shard in SHARDS]
    partitions.append(keys.log_request(petition, "", "")["pk"])
    for part in each(_partition, partitions):
        yield from part


def _partition(pk: str) -> list[table.Item]:
    return list(table.query("signatures", "pk", pk))


def is_done(found: Logged, act: Act, index: int | None) -> bool:
    """Tell whether what was asked about a signature is in the log, or can no longer be."""
    if index is None:
        return False
    if found.find_act(act, index) is not None:
        return True
    is_drop = act.item["e"]["t"] == "drop"
    return not found.is_signature(index) or (is_drop and not found.is_live(index))


def _again(
    item: table.Item,
    kind: str,
    size: int,
    now: datetime,
    report: Report,
    place: table.Item | None = None,
) -> None:
    """Put an item into the inbox of this minute, unless it may still come by itself.

    What cannot follow the log for a week is only reported; a signature always can.
    """
    if item["bucket"] > inbox.minute(now - SETTLED_AFTER):
        return
    if kind != "sign" and clock.parse(item["at"]) < now - GIVEN_UP_AFTER:
        report.refused[f"{kind}_given_up"] += 1
        return
    values = {"bucket": inbox.bucket(now, item["c"]), "again": size} | (place or {})
    try:
        table.update(
            "signatures",
            Key(pk=item["pk"], sk=item["sk"]),
            "SET " + ", ".join(f"#{name} = :{name}" for name in values),
            {f":{name}": value for name, value in values.items()} | {":c": item["c"]},
            condition="#c = :c",
            names={f"#{name}": name for name in [*values, "c"]},
        )
    except table.ConditionFailedError:
        return
    report.again[kind] += 1


def _unguarded(petition: int, found: Logged, asks: Asked) -> int:
    """Return how many signatures count for which the table has neither item nor request."""
    tally = found.fold.tallies.get(petition)
    known = [*asks.signatures, *(act.about for act in asks.acts)]
    indexes = {found.index(petition, one.hash) for one in known} - {None}
    return (tally.total if tally else 0) - sum(found.is_live(index) for index in indexes)


def _delete_stages() -> int:
    """Delete the stages of runs that lost: none of them can become the head any more."""
    now = head.load()
    if now is None:
        return 0
    lost = [
        name
        for name in objects.list_keys("private", "stage/")
        if name != now.stage and (found := _STAGE.fullmatch(name)) and int(found[1]) <= now.size
    ]
    each(lambda name: objects.delete("private", name), lost)
    return len(lost)
