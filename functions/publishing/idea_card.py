"""An idea, or an application, as a card in a list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.projects.project import Project
from functions.publishing import places, project_words
from functions.publishing.card import StateView
from functions.publishing.project_seen import SeenIdea
from functions.publishing.said import Said


@dataclass(frozen=True)
class IdeaCard:
    """What a card shows; `place`, `cost` and `author` are "" where there is nothing to tell."""

    number: int
    url: str
    title: Said
    lead: Said
    state: StateView
    supports: int
    place: str
    cost: str
    author: str
    on: dt.date
    example: bool


def card(one: SeenIdea, project: Project, lang: str) -> IdeaCard:
    """Return an idea's card in a language."""
    idea = one.idea
    cost = idea.estimate if idea.estimate is not None else idea.cost
    return IdeaCard(
        number=idea.number,
        url=f"/{lang}/projects/{project.id}/ideas/{idea.number}/",
        title=project_words.title(idea, lang),
        lead=project_words.lead(project_words.text(idea, lang)),
        state=project_words.idea_state(one.standing.state, lang),
        supports=one.supports,
        place=place(one, lang),
        cost="" if cost is None else project_words.money(cost, project.money.currency, lang),
        author=idea.author,
        on=project_words.local(idea.at),
        example=idea.example,
    )


def place(one: SeenIdea, lang: str) -> str:
    """Return where an idea is meant to be carried out, in a line."""
    found = one.idea.place
    name = places.jurisdiction_name(found.jurisdiction, lang) if found.jurisdiction else ""
    return ", ".join(part for part in (name, found.address) if part)
