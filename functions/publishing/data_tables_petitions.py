"""Rows about petitions: what is asked, which thresholds were reached, what bodies owe."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import partial
from operator import itemgetter

from functions.opendata.dataset import Row
from functions.opendata.spool import Spool
from functions.publishing.data_sources import Json, Record, Sources, moment, names, page, title
from functions.publishing.records import NO_END, Owed, record
from functions.shared import clock
from functions.shared.content import load

CLASSES = ("email", "eid", "paper")
_ROW = (
    "SELECT id, facts, state, log_size, published_at, closes_at, answered_at, done_on"
    " FROM petition WHERE visibility = 'public' ORDER BY id"
)


def petitions(sources: Sources) -> dict[str, Spool]:
    """Return every public petition with its counts, and the thresholds that it has."""
    passed: dict[int, dict[str, str]] = defaultdict(dict)
    for pid, goal, at in sources.petitions.execute("SELECT pid, goal, at FROM passed"):
        passed[pid][goal] = at
    every, goals = Spool(), Spool()
    for row in sources.petitions.execute(_ROW):
        facts: Json = json.loads(row[1])
        every.append(_petition(row, facts, _counts(sources, row[0]), passed[row[0]]))
        goals.extend(_goals(facts, passed[row[0]]))
    return {"petitions": every, "thresholds": goals}


def _petition(
    row: tuple[int, str, str, int, str, str, str, str],
    facts: Json,
    counts: dict[str, int],
    passed: dict[str, str],
) -> Record:
    pid, _, state, log_size, published_at, closes_at, answered_at, done_on = row
    rejection, decision = facts.get("rejection"), facts.get("decision")
    return {
        "id": pid,
        "title": facts["text"]["title"],
        "language": facts["language"],
        "state": state,
        "jurisdiction": facts["jurisdiction"],
        "body": facts["body"],
        "category": facts["category"],
        "rule_set": facts["rule_set"],
        "submitted_at": moment(facts["submitted_at"]),
        "published_at": moment(published_at if facts.get("published_at") else None),
        "closes_at": moment(closes_at),
        "threshold_reached_at": moment(min(passed.values(), default=None)),
        "answered_at": moment(answered_at),
        "decision": decision["kind"] if decision else None,
        "implemented_on": clock.parse(f"{done_on}T00:00:00Z").date() if done_on else None,
        "rejection_code": rejection["code"] if rejection else None,
        "signatures": sum(counts.values()),
        **{f"signatures_{name}": counts.get(name, 0) for name in CLASSES},
        "log_size": log_size,
        "example": bool(facts.get("example")),
        "page": page(f"petitions/{pid}/"),
    }


def _counts(sources: Sources, pid: int) -> dict[str, int]:
    rows = sources.petitions.execute("SELECT class, n FROM count WHERE pid = ?", (pid,))
    return dict(rows.fetchall())


def _goals(facts: Json, passed: dict[str, str]) -> Iterator[Record]:
    for goal, needed in sorted(facts.get("thresholds", {}).items()):
        yield {
            "petition": facts["id"],
            "threshold": goal,
            "signatures_needed": needed,
            "reached_at": moment(passed.get(goal)),
        }


def duties(sources: Sources) -> dict[str, Sequence[Row]]:
    """Return what bodies owe on petitions, in time or not, and each body's record."""
    rows = sources.petitions.execute(
        "SELECT pid, duty.body, kind, starts_at, duty.due_at, done_at, facts FROM duty"
        " JOIN petition ON petition.id = pid ORDER BY pid, starts_at, kind, duty.body"
    )
    every = Spool()
    by_body: dict[str, list[Owed]] = defaultdict(list)
    numbers = Counter[int]()
    for pid, body, kind, starts_at, due_at, done_at, facts in rows:
        owed = Owed(pid, kind, starts_at, due_at, done_at)
        by_body[body].append(owed)
        numbers[pid] += 1
        row = _duty(sources, owed, body, numbers[pid])
        every.append(row | {"jurisdiction": json.loads(facts)["jurisdiction"]})
    told = partial(_body, sources)
    bodies = [told(body, owed) for body, owed in sorted(by_body.items(), key=itemgetter(0))]
    return {"duties": every, "bodies": bodies}


def _duty(sources: Sources, owed: Owed, body: str, number: int) -> Record:
    starts, done = clock.parse(owed.starts_at), moment(owed.done_at)
    return {
        "petition": owed.pid,
        "number": number,
        "body": body,
        "jurisdiction": None,
        "kind": owed.kind,
        "starts_at": starts,
        "due_at": moment(owed.due_at if owed.due_at != NO_END else None),
        "done_at": done,
        "days": max(0, (done - starts).days) if done else None,
        "state": owed.state(clock.text(sources.now)),
    }


def _body(sources: Sources, body: str, owed: list[Owed]) -> Record:
    told = record(owed, sources.now, len({one.pid for one in owed}))
    known = load().bodies.get(body, {}).get("name") or {load().default_language: body}
    return {"body": body, "name": title(known), **vars(told), **names(known)}
