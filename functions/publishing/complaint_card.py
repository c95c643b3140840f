"""A complaint as a card in a list."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.complaints.clock import calendar_of
from functions.publishing import complaint_names as names
from functions.publishing.card import StateView
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.places import Place
from functions.publishing.said import Said


@dataclass(frozen=True)
class ComplaintCard:
    """What a card shows; `lead` is None where no text is public."""

    id: int
    number: str
    url: str
    heading: str
    lead: Said | None
    state: StateView
    late: bool
    contradicted: bool
    category: Place
    body: str
    filed_on: dt.date
    supports: int
    example: bool


def card(one: PublicComplaint, lang: str) -> ComplaintCard:
    """Return a complaint's card in a language."""
    return ComplaintCard(
        id=one.id,
        number=one.number,
        url=f"/{lang}/complaints/{one.id}/",
        heading=names.heading(one, lang),
        lead=Said(one.lead, one.language) if one.text else None,
        state=names.state(one.state, lang),
        late=one.status.is_late and one.status.is_open,
        contradicted=one.contradiction is not None,
        category=names.category(one.category, lang),
        body=names.body(one.body, lang).name,
        filed_on=calendar_of(one.clock).local_date(one.filed_at),
        supports=one.supports,
        example=one.example,
    )
