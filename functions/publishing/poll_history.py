"""A vote's history in words: what was done, what the clock did, what is still to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from functions.polls.poll import Line, Poll
from functions.polls.state import State
from functions.publishing.dossier import national_zone
from functions.publishing.poll_seen import Seen
from functions.publishing.said import Said, pick
from functions.shared import words
from functions.shared.words import t

# What the clock will do has words of its own until it is done.
COMING = {"opened": "opens", "ended": "ends"}


@dataclass(frozen=True)
class Event:
    """One line of the timeline; `tone` is past, now or next."""

    tone: str
    at: dt.datetime
    when: str
    datetime: str
    what: str
    label: str
    text: Said | None = None


def events(seen: Seen, lang: str) -> list[Event]:
    """Return the timeline in a language, in the order of time."""
    told = sorted(_told(seen), key=lambda one: one[0])
    past = [at for at, _, _ in told if at <= seen.now]
    return [
        _event(seen, at, what, text, at == max(past, default=None), lang) for at, what, text in told
    ]


def reason(poll: Poll) -> Mapping[str, str]:
    """Return why a vote was withdrawn."""
    found = [line.text for line in poll.history if line.what == "withdrawn"]
    return found[-1] if found else {}


def _told(seen: Seen) -> Iterator[tuple[dt.datetime, str, Mapping[str, str]]]:
    poll = seen.poll
    for line in poll.history:
        yield line.at, line.what, _words(line)
    if seen.state != State.WITHDRAWN or (poll.withdrawn_at or poll.opens_at) > poll.opens_at:
        yield poll.opens_at, "opened", {}
    if seen.state != State.WITHDRAWN:
        yield poll.closes_at, "ended", {}


def _words(line: Line) -> Mapping[str, str]:
    """Return the reason that was given; what paper added is told elsewhere."""
    return line.text if line.what in ("withdrawn", "overridden") else {}


def _event(
    seen: Seen, at: dt.datetime, what: str, text: Mapping[str, str], is_last: bool, lang: str
) -> Event:
    tone = "next" if at > seen.now else "now" if is_last else "past"
    said = pick(dict(text), lang)
    return Event(
        tone,
        at,
        words.moment(lang, at, str(national_zone())),
        at.isoformat(),
        what,
        t(lang, f"poll.event.{COMING.get(what, what) if tone == 'next' else what}"),
        said if said.text else None,
    )
