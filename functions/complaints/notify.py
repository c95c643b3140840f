"""Tell what happened to a complaint: runs each minute, one message a move and reader, never two.

The reporter is told when the move is made; this run finds what a crash left untold. Supporters, and
the reporters and supporters of duplicates, are told here: where a fan-out stands is kept in one
item, so a run that ends early goes on in the next. The key of each message is the guard.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from aws_lambda_powertools import Logger

from functions.complaints import complaint, letter, notice
from functions.complaints.complaint import Record
from functions.complaints.letter import Reader
from functions.mail import outbox
from functions.shared import clock, crypto, keys, table
from functions.shared.errors import InvalidTokenError

logger = Logger(service="dauys")
Waiting = tuple[int, int]  # the complaint and the place in its history
OVERLAP = dt.timedelta(minutes=5)
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MOST_LETTERS = 1_000
# Between the office and the reporter: who supports the complaint is spared these.
BETWEEN_THEM = frozenset({"ask", "reply", "go_on"})


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Find new moves since the last run and go on with open fan-outs."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Do one run; return how many messages it put into the outbox.

    The state moves on last, so a run that dies is done again: guards keep it from telling twice.
    """
    state = table.get("ops", keys.COMPLAINTS_STATE) or {"since": clock.text(BEGINNING), "open": []}
    since = clock.parse(state["since"]) - OVERLAP
    waiting = [(number, place) for number, place in state["open"]]
    told = 0
    for record in complaint.changed_since(since):
        for place in _new_places(record, since):
            told += notice.tell(record, record.complaint.history[place])
            if _concerns_others(record, place) and (record.complaint.id, place) not in waiting:
                waiting.append((record.complaint.id, place))
    sent, waiting = _fan_out(waiting)
    still = [list(one) for one in waiting]
    table.put("ops", {**keys.COMPLAINTS_STATE, "since": clock.text(now), "open": still})
    logger.info("complaints", extra={"told": told, "sent": sent, "waiting": len(still)})
    return {"reporters": told, "others": sent}


def _new_places(record: Record, since: dt.datetime) -> list[int]:
    return [
        place
        for place, entry in enumerate(record.complaint.history)
        if entry.at >= since and entry.move not in notice.QUIET
    ]


def _concerns_others(record: Record, place: int) -> bool:
    is_between = record.complaint.history[place].move in BETWEEN_THEM
    return not is_between and bool(record.supporters or record.complaint.duplicates)


def _fan_out(waiting: list[Waiting]) -> tuple[int, list[Waiting]]:
    """Tell the others, as many as a run may; return how many, and what is left to be gone over.

    A fan-out that did not end is gone over anew: its guards skip those who were told, and do not
    count, so each run gets further.
    """
    sent, still = 0, list[Waiting]()
    for number, place in waiting:
        if sent >= MOST_LETTERS:
            still.append((number, place))
            continue
        record = complaint.load(number)
        for reader in _readers(record, record.complaint.history[place].at):
            message = letter.letter(record.complaint, place, reader)
            sent += outbox.post(_guard(number, place, reader), message, box="news")
            if sent >= MOST_LETTERS:
                still.append((number, place))
                break
    return sent, still


def _guard(number: int, place: int, reader: Reader) -> str:
    """The reporter of a duplicate has a secret; a supporter has a tag, told by the way out."""
    return f"complaint#{number}#{place}#{reader.tag or reader.complaint}"


def _readers(record: Record, at: dt.datetime) -> Iterator[Reader]:
    """Yield the supporters, then for each duplicate its reporter and its supporters.

    Nobody hears of what happened before they joined.
    """
    yield from _supporters(record, at)
    for number in record.complaint.duplicates:
        child = complaint.load(number)
        joined = [one.at for one in child.complaint.history if one.move == "mark_duplicate"]
        if child.complaint.duplicate_of != record.complaint.id or joined[-1] > at:
            continue
        reporter = notice.reader_of(child)
        if reporter:
            yield reporter
        yield from _supporters(child, at)


def _supporters(record: Record, at: dt.datetime) -> Iterator[Reader]:
    facts = record.complaint
    if not record.supporters:
        return
    begins = keys.support(facts.id, "")
    for item in table.query("core", "pk", begins["pk"], begins=begins["sk"]):
        if clock.parse(item["at"]) >= at:
            continue
        tag = item["sk"].removeprefix(begins["sk"])
        try:
            who = crypto.open_token("supporter", item["who"])
        except InvalidTokenError:
            logger.warning("supporter cannot be read")
            continue
        way_out = crypto.seal("unsubscribe", {"c": facts.id, "t": tag})
        yield Reader(who["e"], who["l"], facts.id, facts.number, way_out=way_out, tag=tag)
