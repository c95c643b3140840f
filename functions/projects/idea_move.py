"""Making a move of an idea: is it allowed, does it carry what it must, what becomes of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from functions.projects import idea, idea_states
from functions.projects.idea import MOST_ENTRIES, Record
from functions.projects.process import StageRule
from functions.projects.project import Entry
from functions.shared.errors import FieldError, InvalidInputError, NotNowError, TooManyError

MOST_LETTERS = 120_000  # two bytes each in Cyrillic; an item holds 400 KB (DynamoDB's limit)


def has_made(record: Record, entry: Entry) -> bool:
    """Tell whether this very request was already carried out."""
    return bool(entry.rid) and any(
        (one.rid, one.act) == (entry.rid, entry.act) for one in record.idea.history
    )


def make(record: Record, entry: Entry, stage: StageRule | None, **changes: Any) -> Record:
    """Return the idea after a move; `changes` are facts that the move sets besides.

    Raises NotNowError if the table of moves does not allow it, InvalidInputError naming what the
    move must carry, TooManyError if the history is full.
    """
    facts = record.idea
    if not idea_states.may(facts, entry.act, entry.role, stage):
        raise NotNowError
    lacks = idea_states.missing(entry)
    if lacks:
        raise InvalidInputError(*(FieldError(name, "missing") for name in lacks))
    if len(facts.history) >= MOST_ENTRIES:
        raise TooManyError
    update = {**changes, "history": [*facts.history, entry], "changed_at": entry.at}
    made = facts.model_copy(update=update)
    if len(made.model_dump_json(exclude_defaults=True)) > MOST_LETTERS:
        raise TooManyError
    return replace(record, idea=made)


def apply(record: Record, entry: Entry, stage: StageRule | None, **changes: Any) -> Record:
    """Make a move and store it: one conditional PutItem; none if this request made it before."""
    if has_made(record, entry):
        return record
    return idea.save(record, make(record, entry, stage, **changes))
