"""A vote as a card in a list."""

from __future__ import annotations

from dataclasses import dataclass

from functions.polls.state import State
from functions.publishing import places, poll_words
from functions.publishing.card import StateView
from functions.publishing.dossier import national_zone
from functions.publishing.poll_seen import Seen
from functions.publishing.said import Said, pick
from functions.shared import words
from functions.shared.words import t


@dataclass(frozen=True)
class PollCard:
    """What a card shows; `when` is the instant that matters next, or mattered last."""

    id: int
    url: str
    question: Said
    lead: Said
    method: str
    state: StateView
    place: str
    when: str
    voters: int
    example: bool


def card(seen: Seen, lang: str) -> PollCard:
    """Return a vote's card in a language."""
    poll = seen.poll
    return PollCard(
        id=poll.id,
        url=f"/{lang}/polls/{poll.id}/",
        question=pick(poll.question, lang),
        lead=pick(poll.about, lang),
        method=poll_words.method(seen.rule.method, lang),
        state=poll_words.state(seen.state, lang),
        place=places.jurisdiction_name(poll.jurisdiction, lang),
        when=_when(seen, lang),
        voters=seen.logged.total,
        example=poll.example,
    )


def _when(seen: Seen, lang: str) -> str:
    if seen.state == State.SEALED:
        key, at = "poll.opens", seen.poll.opens_at
    else:
        key = "poll.until" if seen.state == State.OPEN else "poll.closed_at"
        at = seen.poll.closes_at
    if seen.state == State.WITHDRAWN and seen.poll.withdrawn_at:
        key, at = "poll.state.withdrawn", seen.poll.withdrawn_at
    day = words.date(lang, at.astimezone(national_zone()).date())
    return f"{t(lang, key)}: {day}"
