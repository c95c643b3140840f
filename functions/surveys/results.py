"""What people answered, added up: one figure a question, a row of a matrix, a thing ranked; pure.

These figures are exact and not public: `disclosed` makes of them what may be shown.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field, replace
from statistics import median
from typing import Any

from functions.surveys import intervals
from functions.surveys.question import Answers, Kind, Question, chosen, is_asked
from functions.surveys.reply import Reply

BANDS = 5
MOST_VALUES = 11  # a number with no more whole values than this is counted value by value
# The marks that count as satisfied: 4 and 5 of five, 7 to 10 of ten.
SATISFIED = {5: 4, 10: 7}
TEXTS = "texts"


@dataclass(frozen=True)
class Figure:
    """What was answered to one thing.

    `asked` are those for whom it came up, `answered` those who said something. `counts` are by
    option, mark, place or band; those of `multiple` add up to more than the people. `values` are
    what stands for each count where a mean makes sense. `satisfied` counts the marks from `enough`.
    """

    question: str
    kind: Kind
    asked: int
    answered: int
    counts: dict[str, int] = field(default_factory=dict)
    row: str = ""
    values: dict[str, float] = field(default_factory=dict)
    mean: float | None = None
    low: float | None = None
    high: float | None = None
    median: float | None = None
    satisfied: int | None = None
    enough: int | None = None

    @property
    def key(self) -> str:
        """Its name within the survey."""
        return f"{self.question}.{self.row}" if self.row else self.question

    @property
    def written(self) -> str:
        """As JSON, for `read`."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


def read(written: str) -> Figure:
    """Read a figure back."""
    return Figure(**json.loads(written))


def figures(questions: Sequence[Question], replies: Sequence[Reply]) -> list[Figure]:
    """Return the figures of all questions, in their order."""
    found = []
    for question in questions:
        said = [one.answers for one in replies if is_asked(question, one.answers)]
        found += _of(question, said)
    return found


def satisfied_from(question: Question) -> int | None:
    """Return the lowest mark that counts as satisfied; None where no marks are given."""
    return SATISFIED.get(question.high) if question.kind in ("scale", "matrix") else None


def bands(question: Question) -> list[tuple[float, float]]:
    """Return the bands in which a number is counted: (from, below); the last takes its end too."""
    least, most = question.least or 0.0, question.most or 0.0
    if question.whole and most - least < MOST_VALUES:
        return [(float(n), float(n)) for n in range(int(least), int(most) + 1)]
    step = (most - least) / BANDS
    return [(least + n * step, least + (n + 1) * step) for n in range(BANDS)]


def band_name(low: float, high: float) -> str:
    """Return the name of a band, such as `20-40`."""
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _of(question: Question, said: Sequence[Answers]) -> list[Figure]:
    given = [answers[question.id] for answers in said if question.id in answers]
    if question.kind == "matrix":
        rows = {row.id: [one[row.id] for one in given if row.id in one] for row in question.rows}
        return [_marks(question, len(said), marks, row) for row, marks in rows.items()]
    if question.kind == "ranking":
        places = {one.id: [order.index(one.id) + 1 for order in given] for one in question.options}
        return [_places(question, len(said), found, name) for name, found in places.items()]
    if question.kind == "scale":
        return [_marks(question, len(said), given)]
    if question.kind == "number":
        return [_numbers(question, len(said), given)]
    return [_choices(question, len(said), given)]


def _choices(question: Question, asked: int, given: Sequence[Any]) -> Figure:
    if question.kind == "text":
        return Figure(question.id, "text", asked, len(given), {TEXTS: len(given)})
    several = question.kind == "multiple"
    counted = Counter(
        one for answer in given for one in (chosen(answer) if several else [chosen(answer)])
    )
    counts = {name: counted[name] for name in question.choices}
    return Figure(question.id, question.kind, asked, len(given), counts)


def _marks(question: Question, asked: int, marks: Sequence[int], row: str = "") -> Figure:
    counted, enough = Counter(marks), satisfied_from(question) or question.high
    figure = Figure(
        question.id,
        question.kind,
        asked,
        len(marks),
        {str(mark): counted[mark] for mark in question.marks},
        row,
        {str(mark): float(mark) for mark in question.marks},
        satisfied=sum(mark >= enough for mark in marks),
        enough=enough,
    )
    return _with_mean(figure, marks, question.low, question.high)


def _places(question: Question, asked: int, places: Sequence[int], row: str) -> Figure:
    counted, last = Counter(places), len(question.options)
    names = range(1, last + 1)
    figure = Figure(
        question.id,
        "ranking",
        asked,
        len(places),
        {str(place): counted[place] for place in names},
        row,
        {str(place): float(place) for place in names},
    )
    return _with_mean(figure, places, 1, last)


def _numbers(question: Question, asked: int, numbers: Sequence[float]) -> Figure:
    edges = bands(question)
    counted = Counter(_band(number, edges) for number in numbers)
    least, most = question.least or 0.0, question.most or 0.0
    figure = Figure(
        question.id,
        "number",
        asked,
        len(numbers),
        {band_name(*edge): counted[edge] for edge in edges},
        median=float(median(numbers)) if numbers else None,
    )
    return _with_mean(figure, numbers, least, most)


def _band(number: float, edges: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return next(
        (edge for edge in edges if edge[0] == number == edge[1] or edge[0] <= number < edge[1]),
        edges[-1],
    )


def _with_mean(figure: Figure, values: Sequence[float], lowest: float, highest: float) -> Figure:
    if len(values) < intervals.FEWEST_FOR_MEAN:
        return figure
    mean, low, high = intervals.mean(values, lowest=lowest, highest=highest)
    return replace(figure, mean=mean, low=low, high=high)
