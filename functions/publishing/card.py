"""A petition as a card in a list."""

from __future__ import annotations

from dataclasses import dataclass

from functions.petitions.status import Goal
from functions.publishing import facets, history, places
from functions.publishing.dossier import Dossier
from functions.publishing.places import Place
from functions.publishing.said import Said, lead, petition_text
from functions.shared import words


@dataclass(frozen=True)
class StateView:
    """A state's word and colour family."""

    id: str
    label: str
    tone: str


@dataclass(frozen=True)
class GoalView:
    """A goal as the page shows it."""

    id: str
    label: str
    need: int
    percent: int
    left: int


@dataclass(frozen=True)
class Card:
    """What a card shows."""

    id: int
    url: str
    title: Said
    lead: Said
    state: StateView
    category: Place
    total: int
    goal: GoalView | None
    days_left: int | None
    example: bool
    late: bool


def card(dossier: Dossier, lang: str) -> Card:
    """Return a petition's card in a language."""
    return dossier.once("card", lang, lambda: _card(dossier, lang))


def _card(dossier: Dossier, lang: str) -> Card:
    petition = dossier.petition
    text, text_lang = petition_text(petition, lang)
    return Card(
        id=petition.id,
        url=f"/{lang}/petitions/{petition.id}/",
        title=Said(text.title, text_lang),
        lead=Said(lead(text), text_lang),
        state=state_view(dossier, lang),
        category=places.category(petition.category, lang),
        total=dossier.counts.total,
        # What was never published gathered nothing to measure.
        goal=goal_view(dossier, dossier.next_goal, lang) if petition.published_at else None,
        days_left=dossier.days_left,
        example=petition.example,
        late=dossier.is_late,
    )


def state_view(dossier: Dossier, lang: str) -> StateView:
    """Return the state in words."""
    state = dossier.status.state
    return StateView(state, words.t(lang, f"petition.state.{state}"), facets.tone(state))


def goal_view(dossier: Dossier, goal: Goal | None, lang: str) -> GoalView | None:
    """Return a goal with how far it is; the percentage is 100 only once the goal is met."""
    if goal is None:
        return None
    need, total = goal.count_needed, dossier.counts.total
    return GoalView(
        id=goal.id,
        label=history.goal_label(dossier, goal.id, lang),
        need=need,
        percent=min(100, 100 * max(total, 0) // need),
        left=max(0, need - total),
    )
