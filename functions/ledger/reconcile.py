"""Every day: compare signatures and ballots with the log, and put what is missing in again.

The table is the truth about who signed or voted, the log must contain it, the inbox only brings it
fast.
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
from functions.ledger.entries import Subject
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
    """What was found, by petition or poll where it matters; it holds no personal data."""

    size: int = 0
    again: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    unguarded: dict[int, int] = field(default_factory=dict)
    unguarded_ballots: dict[int, int] = field(default_factory=dict)
    stages_deleted: int = 0


def handler(event: dict[str, Any], context: object) -> dict[str, Any]:
    """Run once; what needs a person is logged as a warning."""
    report = asdict(run(clock.now()))
    alarms = ("unguarded", "unguarded_ballots", "again")
    write = logger.warning if any(report[name] for name in alarms) else logger.info
    write("reconciled", **report)
    return report


def run(now: datetime) -> Report:
    """Compare everything that is not settled for good."""
    published = publication.current()
    if published is None:
        return Report()
    found = logged.load(reader.entries(lookups.fetch, 0, published.size))
    report = Report(size=found.size)
    for subject in _subjects(found, now):
        _compare(subject, found, now, report)
    report.stages_deleted = _delete_stages()
    return report


def _subjects(found: Logged, now: datetime) -> list[Subject]:
    """Return the petitions and polls to look at: all but those closed or counted some days ago."""
    settled = clock.text(now - CLOSED_FOR)[:13]
    known: set[Subject] = {("p", petition) for petition in found.fold.tallies}
    known |= {("q", poll) for poll in found.fold.polls}
    for kind, name in (("PETITION", "p"), ("POLL", "q")):
        stored = table.query("core", "kind", kind, index="changes", sk_name="changed_at")
        known |= {(name, int(item["pk"].partition("#")[2])) for item in stored}
    ends = found.closed_in
    return sorted(one for one in known if one not in ends or ends[one] > settled)


def _compare(subject: Subject, found: Logged, now: datetime, report: Report) -> None:
    """Compare the items of one petition or poll with its leaves."""
    asks = asked.sort(items(subject))
    report.refused += asks.refused
    for one in [*asks.first, *asks.signatures]:
        if found.find(one) is None:
            _again(one.item, one.entry.t, found.size, now, report)
    for act in asks.acts:
        index = found.find(act.about)
        if not is_done(found, act, index):
            place = None if index is None else {"i": index}
            _again(act.item, act.item["e"]["t"], found.size, now, report, place)
    kind, number = subject
    if kind == "q":
        if lacking := _lacking(number, found, asks):
            report.unguarded_ballots[number] = lacking
    elif unguarded := _unguarded(number, found, asks):
        report.unguarded[number] = unguarded


def items(subject: Subject) -> Iterator[table.Item]:
    """Yield the signatures of a petition or the ballots of a poll, and its requests to the log."""
    kind, number = subject
    ask = keys.poll_log_request if kind == "q" else keys.log_request
    first = f"B{number}" if kind == "q" else f"{number}"
    partitions = [f"{first}#{shard}" for shard in SHARDS]
    partitions.append(ask(number, "", "")["pk"])
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

    What cannot follow the log for a week is only reported; a signature or ballot always can.
    """
    if item["bucket"] > inbox.minute(now - SETTLED_AFTER):
        return
    if kind not in ("sign", "vote") and clock.parse(item["at"]) < now - GIVEN_UP_AFTER:
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
    indexes = {found.index(("p", petition), one.hash) for one in known} - {None}
    return (tally.total if tally else 0) - sum(found.is_live(index) for index in indexes)


def _lacking(poll: int, found: Logged, asks: Asked) -> int:
    """Return how many ballots are in the log of which the table has no item."""
    tally = found.fold.polls.get(poll)
    known = {found.index(("q", poll), one.hash) for one in asks.signatures} - {None}
    return (tally.total + tally.changed if tally else 0) - len(known)


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
