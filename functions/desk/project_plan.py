"""What an act on a project comes to: the project after it, what its public line says, the moves.

The moves of ideas follow from the line alone, so a request that broke off is completed by repeating
it, whatever has happened since.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from functions.desk.project_case import Case
from functions.projects import idea, idea_move
from functions.projects.project import Entry, Project
from functions.shared.errors import FieldError, InvalidInputError

Told = dict[str, Any]
Move = tuple[int, str, dict[str, Any]]
# The list of a line's facts that names the ideas of a move.
_LISTS = (
    ("selected", "select"),
    ("left", "not_select"),
    ("ballot", "put_to_vote"),
    ("winners", "win"),
    ("fallback", "fall_back"),
    ("losers", "lose"),
    ("impossible", "find_impossible"),
    ("replaced_by", "replace"),
)


@dataclass(frozen=True)
class Plan:
    """The project after an act, the facts of its public line, and lines that follow from it."""

    made: Project
    facts: dict[str, Any] = field(default_factory=dict)
    also: tuple[str, ...] = ()


def moves(entry: Entry) -> Iterator[Move]:
    """Yield the moves of ideas that a line of the history stands for."""
    for name, act in _LISTS:
        for number in entry.facts.get(name, []):
            yield number, act, {"stage": entry.facts["stage"]} if "stage" in entry.facts else {}


def check(case: Case, entry: Entry) -> None:
    """Raise what any of the moves would raise, before anything is written."""
    for number, act, facts in moves(entry):
        if number not in case.ideas:
            raise InvalidInputError(FieldError("ideas", "not_a_choice"))
        idea_move.make(case.ideas[number], _line(entry, act, facts), _rule(case, entry))


def carry_out(case: Case, entry: Entry) -> int:
    """Make the moves, each once: one PutItem each; return how many there are."""
    count = 0
    for number, act, facts in moves(entry):
        record = idea.load(case.facts.id, number, consistent=True)
        idea_move.apply(record, _line(entry, act, facts), _rule(case, entry))
        count += 1
    return count


def known(case: Case, numbers: Iterable[int], among: Iterable[int], field_name: str) -> list[int]:
    """Return numbers of ideas in their order. Raises InvalidInputError for one not among them."""
    found = list(dict.fromkeys(numbers))
    if not set(found) <= set(among):
        raise InvalidInputError(FieldError(field_name, "not_a_choice"))
    return found


def _line(entry: Entry, act: str, facts: dict[str, Any]) -> Entry:
    return entry.model_copy(update={"act": act, "facts": facts})


def _rule(case: Case, entry: Entry) -> Any:
    key = entry.facts.get("stage")
    return case.facts.process.stage(key) if key else case.rule
