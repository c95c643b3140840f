"""Several conditions of one question: would the number of those asked tell of too few people? Pure.

Of one condition that number says nothing new. Of several it says how many met one and not another,
or met both, which no published table tells; so such a question is hidden unless each of these parts
is empty or holds ten people.
"""

from __future__ import annotations

from collections.abc import Mapping

from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT as FEWEST
from functions.surveys.question import Condition, Question
from functions.surveys.results import Figure


def tells(question: Question, asked: int, figures: Mapping[str, Figure]) -> bool:
    """Tell whether a question is to be hidden; `figures` are exact, by question."""
    if len(question.show_if) < 2:
        return False
    met = [_met(one, figures.get(one.question)) for one in question.show_if]
    known = [count for count in met if count is not None]
    if len(known) < len(met):
        return True
    parts = [abs(count - asked) for count in known]
    if question.show_when == "any":
        parts.append(abs(sum(known) - asked))
    return any(0 < part < FEWEST for part in parts)


def _met(condition: Condition, source: Figure | None) -> int | None:
    """Return how many met a condition; None where the figures do not say."""
    if source is None or source.row:
        return None
    if condition.test == "answered":
        return source.answered
    if source.kind == "number":
        return None
    if condition.test != "at_least":
        return source.counts.get(str(condition.value), 0)
    least = float(condition.value or 0)
    return sum(count for name, count in source.counts.items() if float(name) >= least)
