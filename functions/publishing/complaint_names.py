"""What the parts of a complaint are called: its state, category, place, body, reason."""

from __future__ import annotations

from functions.complaints.category import categories, reasons
from functions.complaints.states import State
from functions.publishing import places
from functions.publishing.card import StateView
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.places import Place
from functions.publishing.said import pick
from functions.shared.words import t

TONES = {
    State.RECEIVED: "open",
    State.ACCEPTED: "open",
    State.RESOLVED: "answered",
    State.SURVEY: "answered",
    State.CLOSED: "answered",
    State.NOT_CONFIRMED: "closed",
    State.FALSE: "closed",
    State.CORRECTED: "closed",
    State.DISMISSED: "closed",
    State.DUPLICATE: "closed",
    State.WITHDRAWN: "closed",
}


def state(found: State, lang: str) -> StateView:
    """Return a state's word and colour family; what is being worked on is under review."""
    return StateView(found, t(lang, f"complaint.state.{found}"), TONES.get(found, "review"))


def category(category_id: str, lang: str) -> Place:
    """Return a category, with its icon and its list."""
    known = categories().get(category_id)
    name = pick(known.name, lang).text if known else category_id
    icon = known.icon if known else "other"
    return Place(category_id, name, f"/{lang}/complaints/category/{category_id}/", icon)


def body(body_id: str, lang: str) -> Place:
    """Return a body with its page."""
    return places.body(body_id, None, lang)


def region(code: str, lang: str) -> Place | None:
    """Return a region with its list of complaints; None where the region is not told."""
    if not code:
        return None
    name = places.jurisdiction_name(code, lang)
    return Place(code, name, f"/{lang}/complaints/jurisdiction/{code}/")


def group(dimension: str, name: str, lang: str) -> str:
    """Return what a group of the statistics is called."""
    if dimension == "body":
        return places.body_name(name, lang)
    if dimension == "category":
        return category(name, lang).name
    return places.jurisdiction_name(name, lang) if dimension == "region" else name


def reason(code: str, lang: str) -> str:
    """Return the words of a reason code; "" without one."""
    known = reasons().get(code)
    return pick(known.name, lang).text if known else code


def heading(one: PublicComplaint, lang: str) -> str:
    """Return what a complaint is about and where, as far as that is told."""
    where = one.place.address if one.place else ""
    found = region(one.region, lang)
    where = where or (found.name if found else "")
    name = category(one.category, lang).name
    return t(lang, "complaint.heading", category=name, where=where) if where else name
