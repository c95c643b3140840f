"""Where a work comes from: the idea it carries out moves along with it, once at each end."""

from __future__ import annotations

from functions.participants import contribution
from functions.participants.participant import Participant
from functions.projects import idea, idea_move, idea_states
from functions.projects.idea import Record
from functions.projects.idea_states import State
from functions.projects.project import Entry
from functions.projects.work import TRAIL, Work
from functions.shared.errors import FieldError, InvalidInputError, NotFoundError


def check(trail: str) -> Record | None:
    """Return the idea that a trail names, if it names one; a won idea only.

    Raises InvalidInputError for what is no trail, or an idea that cannot be carried out now.
    """
    if not TRAIL.fullmatch(trail):
        raise InvalidInputError(FieldError("trail", "invalid"))
    try:
        record = idea_of(trail)
    except NotFoundError:
        raise InvalidInputError(FieldError("trail", "not_a_choice")) from None
    if record and idea_states.standing(record.idea).state not in (State.WON, State.IN_WORK):
        raise InvalidInputError(FieldError("trail", "not_a_choice"))
    return record


def begin(work: Work, entry: Entry) -> None:
    """Note on the idea that its work has begun: one PutItem, once."""
    _move(work, entry, "start_work")


def finish(work: Work, entry: Entry) -> None:
    """Note on the idea that it is done, and on its authors' own lists that theirs was."""
    record = _move(work, entry, "finish_work")
    if record is None:
        return
    ref = f"project/{record.idea.project}/idea/{record.idea.number}"
    for one in idea.open_contacts(record):
        if one.ident:
            contribution.add(Participant(ident=one.ident), "implemented", ref, entry.at)


def idea_of(trail: str) -> Record | None:
    """Return the idea that a trail names: one GetItem; None for another kind of trail."""
    if not trail.startswith("idea-"):
        return None
    _, project_id, number = trail.split("-")
    return idea.load(int(project_id), int(number), consistent=True)


def _move(work: Work, entry: Entry, act: str) -> Record | None:
    record = idea_of(work.trail)
    if record is None:
        return None
    if any(one.act == act and one.facts.get("work") == work.id for one in record.idea.history):
        return record
    line = entry.model_copy(update={"act": act, "facts": {"work": work.id}, "text": {}})
    if not idea_states.may(record.idea, act, entry.role, None):
        return record
    return idea_move.apply(record, line, None)
