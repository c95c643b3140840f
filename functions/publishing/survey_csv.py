"""The results of a survey as a table: one line a count, a mean, or a group of people.

`c` stands for what is not shown, as in official statistics. Beside the file lies a description of
each column in the W3C's form (CSV on the Web, Metadata Vocabulary for Tabular Data, 2015).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Any

from functions.publishing import survey_words
from functions.publishing.survey_rows import Seen
from functions.shared.content import load
from functions.shared.text import starts_like_formula
from functions.surveys.disclosed import Group, Share, Shown
from functions.surveys.outcome import Outcome, key_of
from functions.surveys.question import Question

HIDDEN = "c"
# By column: what it holds, and the type of its cells, hidden ones apart.
COLUMNS: dict[str, tuple[str, str]] = {
    "question": ("Id of the question, as in the survey's JSON", "string"),
    "row": (
        "Id of the row of a matrix, or of the thing that was ranked; empty for others",
        "string",
    ),
    "kind": (
        "Kind of the question: single, multiple, scale, number, text, matrix, ranking",
        "string",
    ),
    "dimension": (
        "region or assurance where the line is of a group of people; else empty",
        "string",
    ),
    "group": ("Code of the region, or email, or eid; empty where people gave none", "string"),
    "asked": ("How many people the question came up for", "integer"),
    "answered": ("How many of them answered it", "integer"),
    "answer": ("Id of the choice, the mark, the place, or the band; empty for the whole", "string"),
    "label": ("The choice in the government's first language", "string"),
    "count": ("How many people gave this answer", "integer"),
    "share": ("count divided by answered; of several choices the sum may be over 1", "number"),
    "share_low": ("Lower end of the share's 95 % interval (Wilson, 1927)", "number"),
    "share_high": ("Upper end of the share's 95 % interval", "number"),
    "mean": ("Mean of marks, places or numbers, rounded to one decimal", "number"),
    "mean_low": (
        "Lower end of the mean's 95 % interval (Student); widened where counts hide",
        "number",
    ),
    "mean_high": ("Upper end of the mean's 95 % interval", "number"),
    "median": ("Median of numbers", "number"),
    "satisfied": ("Share of marks 4 and 5 of 5, or 7 to 10 of 10", "number"),
    "satisfied_low": ("Lower end of its 95 % interval (Wilson, 1927)", "number"),
    "satisfied_high": ("Upper end of its 95 % interval", "number"),
}
Line = dict[str, Any]


def table(seen: Seen) -> bytes:
    """Return the file (RFC 4180, UTF-8)."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(COLUMNS), restval="", lineterminator="\r\n")
    writer.writeheader()
    if seen.outcome and seen.outcome.people is not None:
        writer.writerows(_lines(seen, seen.outcome))
    return out.getvalue().encode()


def described(number: int) -> Line:
    """Return the description of the columns, as the W3C's form asks."""
    columns = [
        {
            "name": name,
            "titles": name,
            "dc:description": text,
            "datatype": kind,
            "null": ["", HIDDEN],
        }
        for name, (text, kind) in COLUMNS.items()
    ]
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": "results.csv",
        "dc:title": f"Results of survey {number}",
        "tableSchema": {"columns": columns},
    }


def _lines(seen: Seen, found: Outcome) -> Iterator[Line]:
    questions = {one.id: one for one in seen.survey.questions}
    for one in found.shown:
        yield from _figure(questions[one.question], one)
        for dimension, figures in found.means.items():
            for group, cell in figures.get(key_of(one), {}).items():
                yield _name(one) | {"dimension": dimension, "group": group} | _group(cell)
    for dimension, cells in found.present.items():
        for group, count in cells.items():
            line = {"dimension": dimension, "group": group}
            yield line | {"answered": HIDDEN if count is None else count}


def _name(one: Shown) -> Line:
    return {"question": one.question, "row": one.row, "kind": one.kind}


def _figure(question: Question, one: Shown) -> Iterator[Line]:
    lang, name = load().default_language, _name(one)
    whole = {"asked": one.asked, "answered": one.answered, "mean": one.mean}
    whole |= {"mean_low": one.low, "mean_high": one.high, "median": one.median}
    marked = one.satisfied or Share()
    whole |= dict(
        zip(("satisfied", "satisfied_low", "satisfied_high"), _share(marked), strict=True)
    )
    if one.hidden:
        yield name | dict.fromkeys(("asked", "answered"), HIDDEN)
        return
    told = {key: value for key, value in whole.items() if value is not None}
    kept = {} if one.mean is not None or not question.marks or one.kind not in _MEANS else _NO_MEAN
    yield name | kept | told
    for answer, cell in one.cells.items():
        label = survey_words.option(question, answer, lang)
        safe = f"'{label}" if starts_like_formula(label) else label
        line: dict[str, object] = {"answer": answer, "label": safe}
        values = (cell.count, *_share(cell))
        for column, value in zip(
            ("count", "share", "share_low", "share_high"), values, strict=True
        ):
            line[column] = HIDDEN if value is None else value
        yield name | line


_MEANS = ("scale", "matrix", "ranking", "number")
_NO_MEAN = dict.fromkeys(("mean", "mean_low", "mean_high"), HIDDEN)


def _share(cell: Share) -> tuple[float | None, float | None, float | None]:
    return cell.share, cell.low, cell.high


def _group(cell: Group) -> Line:
    values = {"answered": cell.answered, "mean": cell.mean, "mean_low": cell.low}
    values["mean_high"] = cell.high
    return {name: HIDDEN if value is None else value for name, value in values.items()}
