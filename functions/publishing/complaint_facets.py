"""In which lists a complaint stands, and what those lists are called."""

from __future__ import annotations

from functions.complaints.category import categories
from functions.complaints.states import State
from functions.publishing import complaint_names, places
from functions.publishing.complaint_public import PublicComplaint
from functions.shared.content import load
from functions.shared.words import t

KINDS = ("state", "category", "body", "jurisdiction")
# Beside the states themselves: what people ask for first.
GATHERED = ("open", "late", "contradicted")
STATES = (*GATHERED, *(str(state) for state in State))
_PLACES = ("region", "city")


def names(one: PublicComplaint) -> list[str]:
    """Return the names of all the lists a complaint stands in."""
    found = ["all", f"state/{one.state}", f"category/{one.category}", f"body/{one.body}"]
    gathered = {
        "open": one.status.is_open,
        "late": one.status.is_open and one.status.is_late,
        "contradicted": one.contradiction is not None,
    }
    found += [f"state/{name}" for name, holds in gathered.items() if holds]
    return [*found, f"jurisdiction/{one.region}"] if one.region else found


def every() -> list[str]:
    """Return every list that has a page, also an empty one: addresses do not come and go."""
    known = load()
    kinds = {
        "state": STATES,
        "category": [name for name, one in categories().items() if one.is_filed_here],
        "body": known.bodies,
        "jurisdiction": regions(),
    }
    return ["all", *(f"{kind}/{name}" for kind, values in kinds.items() for name in values)]


def label(name: str, lang: str) -> str:
    """Return what a list holds, in words; "" for the list of all."""
    kind, _, value = name.partition("/")
    if kind == "state":
        return t(
            lang, f"complaint.list.{value}" if value in GATHERED else f"complaint.state.{value}"
        )
    if kind == "category":
        return complaint_names.category(value, lang).name
    if kind == "body":
        return places.body_name(value, lang)
    return places.jurisdiction_name(value, lang) if kind == "jurisdiction" else ""


def regions() -> list[str]:
    """Return the codes of the regions and cities that have a list."""
    known = load().jurisdictions
    return [code for code, one in known.items() if one["kind"] in _PLACES]
