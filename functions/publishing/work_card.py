"""A work as a card in a list."""

from __future__ import annotations

from dataclasses import dataclass

from functions.publishing import places, project_words
from functions.publishing.card import StateView
from functions.publishing.said import Said, pick
from functions.publishing.work_seen import SeenWork
from functions.shared import words
from functions.shared.words import t


@dataclass(frozen=True)
class WorkCard:
    """What a card shows; `when` is the day of the end, planned or real."""

    id: int
    url: str
    title: Said
    lead: Said
    state: StateView
    body: str
    place: str
    progress: int
    when: str
    cost: str
    is_late: bool
    is_over_budget: bool
    example: bool


def card(seen: SeenWork, lang: str) -> WorkCard:
    """Return a work's card in a language."""
    work, found = seen.work, seen.condition
    key, on = ("work.done_on", work.done_on) if work.done_on else ("work.ends_on", work.ends_on)
    is_spent = work.spent is not None
    cost = work.spent if is_spent else work.planned
    amount = "" if cost is None else project_words.money(cost, work.currency, lang)
    return WorkCard(
        id=work.id,
        url=f"/{lang}/implemented/{work.id}/",
        title=pick(work.title, lang),
        lead=project_words.lead(pick(work.asked, lang)),
        state=project_words.work_state(found.state, lang),
        body=places.body_name(work.body, lang),
        place=places.jurisdiction_name(work.jurisdiction, lang),
        progress=found.progress,
        when=t(lang, key, date=words.date(lang, on)),
        cost=amount and t(lang, "work.spent_so" if is_spent else "work.planned_so", amount=amount),
        is_late=seen.late_now,
        is_over_budget=found.over_budget > 0,
        example=work.example,
    )
