"""What a move says to those it is told to, in words: pure, from the complaint and the entry.

Officials' texts go into a letter; what the reporter typed never does, or the form would be a relay
for spam. A private entry's text is for the reporter alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from functions.complaints import category, clock, links, move
from functions.complaints.complaint import Complaint, Entry
from functions.complaints.states import SURVEYED, Status
from functions.mail.message import Message
from functions.shared.content import load
from functions.shared.words import date, pick, t


@dataclass(frozen=True)
class Reader:
    """Who reads: the number is that of the reader's own complaint, if there is one.

    `secret` opens the reporter's page; a supporter has none, but a `way_out` of further mail and
    the `tag` that stands for the mailbox.
    """

    to: str
    lang: str
    complaint: int
    number: str
    secret: str = ""
    way_out: str = ""
    tag: str = ""


def letter(facts: Complaint, place: int, reader: Reader) -> Message:
    """Return the message about the entry at a place of the history."""
    entry = facts.history[place]
    then = facts.model_copy(update={"history": facts.history[: place + 1]})
    lines = [*_said(entry, reader), *_terms(then, entry, reader), _way_on(facts, reader)]
    params = {
        "number": reader.number,
        "details": "\n\n".join(lines),
        "link": address(reader),
    }
    return Message(reader.to, f"complaint_{entry.move}", reader.lang, params, reader.way_out)


def address(reader: Reader) -> str:
    """Return the page that a reader is led to: the own one, or the public one."""
    if reader.secret:
        return links.absolute(links.track(reader.lang, reader.complaint, reader.secret))
    return links.absolute(links.page(reader.lang, reader.complaint))


def name_of(body: str, lang: str) -> str:
    """Return a body's name; its id if the content no longer has it."""
    found = load().bodies.get(body)
    return pick(found["name"], lang)[0] if found else body


def actions(entry: Entry, lang: str) -> list[str]:
    """Return what was done, as the result says it."""
    return [pick(texts, lang)[0] for texts in entry.facts.get("actions", [])]


def line(lang: str, name: str, **params: str) -> str:
    """Return one of the letter's small sentences."""
    return t(lang, f"mail.complaint_line.{name}", **params)


def day(facts: Complaint, end: dt.datetime, lang: str) -> str:
    """Write the last day of a term, in the zone of the complaint's calendar."""
    return date(lang, clock.last_day(clock.calendar_of(facts.clock), end))


def _said(entry: Entry, reader: Reader) -> Iterator[str]:
    """Yield who decided what, and why."""
    lang = reader.lang
    if entry.body:
        yield line(lang, "body", body=name_of(entry.body, lang))
    if entry.code in category.reasons():
        yield line(lang, "reason", reason=pick(category.reasons()[entry.code].name, lang)[0])
    if entry.role != "reporter" and not (entry.private and not reader.secret):
        text = pick(entry.text, lang)[0]
        if text:
            yield text
    done = actions(entry, lang)
    if done:
        yield "\n".join([line(lang, "actions"), *(f"— {one}" for one in done)])
    if entry.move == "mark_duplicate":
        yield line(lang, "of", page=links.absolute(links.page(lang, entry.facts["of"])))


def _terms(facts: Complaint, entry: Entry, reader: Reader) -> Iterator[str]:
    """Yield until when the answer is due, and until when the reporter may do something."""
    found, lang = move.status_of(facts, entry.at), reader.lang
    if entry.move == "due_moved":
        yield line(lang, "moved", day=date(lang, dt.date.fromisoformat(entry.facts["from"])))
    if found.is_open:
        yield line(lang, "was_due" if found.is_late else "due", day=date(lang, found.due.on))
    if reader.complaint == facts.id and reader.secret:
        yield from _chances(facts, found, entry, reader)


def _chances(facts: Complaint, found: Status, entry: Entry, reader: Reader) -> Iterator[str]:
    lang = reader.lang
    if entry.move == "ask":
        yield line(lang, "reply", day=day(facts, move.reply_by(facts), lang))
    if entry.move in SURVEYED and found.survey_until:
        page = links.absolute(links.survey(lang, facts.id, reader.secret))
        yield line(lang, "survey", day=day(facts, found.survey_until, lang), link=page)
    if found.appeal_until:
        yield line(lang, "appeal", day=day(facts, found.appeal_until, lang))


def _way_on(facts: Complaint, reader: Reader) -> str:
    return line(reader.lang, "own" if reader.secret else "page", link=address(reader))
