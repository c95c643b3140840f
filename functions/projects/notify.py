"""Tell what happened to an idea: runs each minute, one message an event and reader, never two.

Authors are told of every step, supporters who want news of those that concern them. A fan-out that
did not end is gone over anew in the next run: the key of each message is the guard against two.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from aws_lambda_powertools import Logger

from functions.mail import outbox
from functions.mail.message import Message
from functions.projects import idea, letter, project, supporters
from functions.projects.idea import Record
from functions.projects.project import Project
from functions.shared import clock, keys, table

logger = Logger(service="dauys")
Waiting = tuple[int, int, int]  # project, idea, place in its history
OVERLAP = dt.timedelta(minutes=5)
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
MOST_LETTERS = 1_000


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Find new moves since the last run and go on with open fan-outs."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Do one run; return how many messages it put into the outbox.

    The state moves on last, so a run that dies is done again: guards keep it from telling twice.
    """
    state = table.get("ops", keys.PROJECTS_STATE) or {"since": clock.text(BEGINNING), "open": []}
    since = clock.parse(state["since"]) - OVERLAP
    waiting: list[Waiting] = [(p, n, place) for p, n, place in state["open"]]
    for found in _changed(since):
        for place, entry in enumerate(found.idea.history):
            one = (found.idea.project, found.idea.number, place)
            if entry.at >= since and entry.act in letter.TOLD and one not in waiting:
                waiting.append(one)
    sent, still = _fan_out(waiting)
    kept = [list(one) for one in still]
    table.put("ops", {**keys.PROJECTS_STATE, "since": clock.text(now), "open": kept})
    logger.info("projects", extra={"sent": sent, "waiting": len(kept)})
    return {"sent": sent, "waiting": len(kept)}


def _changed(since: dt.datetime) -> Iterator[Record]:
    begins = keys.idea(0, 0)["sk"].partition("#")[0] + "#"
    for item in project.changed_since(since):
        if item["sk"].startswith(begins):
            yield idea.from_item(item)


def _fan_out(waiting: list[Waiting]) -> tuple[int, list[Waiting]]:
    sent, still = 0, list[Waiting]()
    known: dict[int, Project] = {}
    for one in waiting:
        if sent >= MOST_LETTERS:
            still.append(one)
            continue
        if one[0] not in known:
            known[one[0]] = project.load(one[0]).project
        for guard, message in _messages(known[one[0]], idea.load(one[0], one[1]), one[2]):
            sent += outbox.post(guard, message, box="news")
            if sent >= MOST_LETTERS:
                still.append(one)
                break
    return sent, still


def _messages(found: Project, record: Record, place: int) -> Iterator[tuple[str, Message]]:
    """Yield the messages about one step, each with its guard."""
    entry, number = record.idea.history[place], record.idea.number
    told = f"idea#{found.id}#{number}#{place}"
    for one in idea.open_contacts(record):
        if one.email:
            yield f"{told}#{one.tag}", letter.to_author(found, record.idea, entry, one)
    if entry.act not in letter.FOR_SUPPORTERS:
        return
    for backer in supporters.of(found.id, number):
        email, lang = supporters.mailbox(found.id, backer) if backer.counts else ("", "")
        # Nobody hears of what happened before they joined.
        if email and backer.at <= entry.at:
            message = letter.to_supporter(found, record.idea, entry, backer, (email, lang))
            yield f"{told}#s#{backer.tag}", message
