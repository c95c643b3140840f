"""What the public may read of a complaint: the one function that decides it, for every format.

Nothing that a person typed passes before an official accepted it: not the text, not the address,
not the words of a reply, a reopening or an appeal. A private category shows where the complaint
stands and who answers for it, never what it says or where it is.
"""

from __future__ import annotations

import datetime as dt

from functions.complaints.category import Category, area_of, categories
from functions.complaints.complaint import Complaint, Entry
from functions.complaints.place import Place, shown
from functions.complaints.shown import is_accepted
from functions.complaints.states import State, Status
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.shared.content import load

# Small values of an entry that are public; whatever else an entry holds stays with the desk.
FACTS = (
    *("until", "from", "to", "due_on", "of", "number"),
    *("actions", "satisfied", "rule", "why", "late", "two_officials"),
)
NO_ADDRESS = {"address": "", "address_id": "", "zipcode": ""}
CHOSEN = ("singlevaluelist", "multivaluelist")
_ENDED_BY = ("mark_duplicate", "withdraw")
_REGIONS = ("region", "city", "country")


def view(complaint: Complaint, status: Status, supports: int = 0) -> PublicComplaint:
    """Return what is public of a complaint that stands as `status` says."""
    category = categories().get(complaint.category)
    is_told = is_accepted(complaint) and status.state not in (State.WITHDRAWN, State.DISMISSED)
    # A category that the content no longer knows is treated like a private one.
    is_private = category is None or category.private
    may_show = is_told and complaint.may_publish and not is_private
    return PublicComplaint(
        id=complaint.id,
        number=complaint.number,
        category=complaint.category,
        channel=complaint.channel,
        language=complaint.language,
        example=complaint.example,
        text=complaint.shown if may_show else None,
        place=_place(complaint, status, category, may_show),
        region=_region(complaint.place.jurisdiction, category),
        attributes=_attributes(complaint, category) if may_show else {},
        photos=tuple(complaint.shown_photos) if may_show else (),
        history=tuple(_entry(entry, is_private) for entry in complaint.history),
        status=status,
        clock=complaint.clock,
        office=complaint.office,
        filed_at=complaint.filed_at,
        updated_at=max((entry.at for entry in complaint.history), default=complaint.filed_at),
        closed_at=_closed_at(complaint, status),
        duplicate_of=complaint.duplicate_of,
        duplicates=tuple(complaint.duplicates),
        supports=supports,
    )


def kept(complaint: Complaint) -> Complaint:
    """Return the facts that pages are made from, without the words that are in none of them."""
    chosen = _attributes(complaint, categories().get(complaint.category))
    entries = [
        entry.model_copy(update={"text": {}}) if _is_hidden(entry) else entry
        for entry in complaint.history
    ]
    made: dict[str, object] = {
        "description": "",
        "history": entries,
        "attributes": {code: list(keys) for code, keys in chosen.items()},
    }
    if not is_accepted(complaint):
        place = complaint.place.model_copy(update=NO_ADDRESS)
        made |= {"shown": None, "shown_photos": [], "place": place}
    return complaint.model_copy(update=made)


def _place(
    complaint: Complaint, status: Status, category: Category | None, may_show: bool
) -> Place | None:
    """Return the place as exactly as its category is shown; the address only once accepted."""
    if category is None or category.private or category.decimals is None:
        return None
    place = shown(complaint.place, category.decimals)
    if status.state in (State.WITHDRAWN, State.DISMISSED):
        place = place.model_copy(update={"lat": None, "long": None})
    if not may_show or not category.shows_address:
        place = place.model_copy(update=NO_ADDRESS)
    return place


def _region(jurisdiction: str, category: Category | None) -> str:
    if category is None or category.decimals is None:
        return ""
    known = load().jurisdictions
    larger = (code for code in area_of(jurisdiction) if known[code]["kind"] in _REGIONS)
    return next(larger, "")


def _attributes(complaint: Complaint, category: Category | None) -> dict[str, tuple[str, ...]]:
    """Return the answers chosen from a list; what was typed is not looked through, so not shown."""
    found = {}
    for one in category.attributes if category else ():
        known = {value.key for value in one.values}
        chosen = tuple(key for key in complaint.attributes.get(one.code, ()) if key in known)
        if one.datatype in CHOSEN and chosen:
            found[one.code] = chosen
    return found


def _entry(entry: Entry, is_private_category: bool) -> PublicEntry:
    is_correction = entry.move == "publish_correction"
    is_hidden = _is_hidden(entry) or (is_private_category and not is_correction)
    facts = {name: entry.facts[name] for name in FACTS if name in entry.facts}
    if is_hidden:
        facts.pop("actions", None)
    return PublicEntry(
        at=entry.at,
        move=entry.move,
        role=entry.role,
        body=entry.body,
        code=entry.code,
        texts={} if is_hidden else dict(entry.text),
        is_private=entry.private,
        facts=facts,
    )


def _is_hidden(entry: Entry) -> bool:
    """Tell whether an entry's words stay between the reporter and the body."""
    return entry.private or entry.role == "reporter"


def _closed_at(complaint: Complaint, status: Status) -> dt.datetime | None:
    if status.is_open:
        return None
    if status.answered_at:
        return status.answered_at
    return next((one.at for one in reversed(complaint.history) if one.move in _ENDED_BY), None)
