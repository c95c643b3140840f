"""What people say of the answers, as open data that does not tell what any one of them said.

A cell is shown once ten people answered, two cells of a table are hidden at least if any is, and a
shown cell is renewed only when ten more answered: so neither a total nor yesterday's file gives
back what one person said. The rule stands in the files.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from dataclasses import asdict
from operator import attrgetter
from typing import Any

from functions.complaints import statistics
from functions.complaints.statistics import CRITERIA, Answer, Satisfaction
from functions.publishing import complaint_names as names
from functions.publishing import outputs
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.public_json import dump
from functions.shared import words
from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT, protect
from functions.shared.words import t

DIMENSIONS = ("body", "category", "region", "quarter")
ALL = "all"
HIDDEN = "c"  # the mark of official statistics for what is not shown
DIGITS = 3
_NUMBERS = ("asked", "answered", "response_rate", "satisfied", "share", "low", "high")

# By dimension and group; None is hidden. The dimension `all` has one group of the same name.
Tables = dict[str, dict[str, Satisfaction | None]]
View = dict[str, Any]


def publish(press: ComplaintPress) -> int:
    """Publish both files."""
    found = tables(press)
    files = {
        "complaints/satisfaction.json": dump(_data(found)),
        "complaints/satisfaction.csv": _csv(found),
    }
    return outputs.put(press.store, "satisfaction", files)


def tables(press: ComplaintPress) -> Tables:
    """Return the protected tables; new figures take the place of old ones where they may."""
    every = _answers(press)
    made: Tables = {ALL: _table(press, ALL, {ALL: every})}
    for dimension in DIMENSIONS:
        groups = statistics.by(every, attrgetter(dimension))
        shown = {name: groups[name] for name in sorted(groups) if name}
        made[dimension] = _table(press, dimension, shown)
    return made


def _answers(press: ComplaintPress) -> list[Answer]:
    rows = press.store.db.execute(
        "SELECT asked, survey.answer FROM complaint LEFT JOIN survey USING (id)"
        " WHERE asked != '' ORDER BY id"
    )
    found = []
    for asked, written in rows:
        said = json.loads(written) if written else {}
        place = dict(zip(DIMENSIONS, json.loads(asked), strict=True))
        found.append(Answer(**place, **said))
    return found


def _table(
    press: ComplaintPress, dimension: str, groups: Mapping[str, list[Answer]]
) -> dict[str, Satisfaction | None]:
    found = {name: _renewed(press, dimension, name, groups[name]) for name in groups}
    if dimension == ALL:
        return {
            n: one if one.answered >= SMALLEST_PUBLISHED_COUNT else None for n, one in found.items()
        }
    counts = protect({name: one.answered for name, one in found.items()})
    return {name: one if counts[name] is not None else None for name, one in found.items()}


def _renewed(
    press: ComplaintPress, dimension: str, name: str, answers: list[Answer]
) -> Satisfaction:
    """Return a group's figures: the last shown ones until ten more people answered."""
    fresh = statistics.satisfaction(answers, fewest=SMALLEST_PUBLISHED_COUNT)
    row = press.store.db.execute(
        "SELECT told FROM figure WHERE dimension = ? AND name = ?", (dimension, name)
    ).fetchone()
    held = Satisfaction(**json.loads(row[0])) if row else None
    if held and abs(fresh.answered - held.answered) < SMALLEST_PUBLISHED_COUNT:
        return held
    if fresh.answered >= SMALLEST_PUBLISHED_COUNT:
        press.store.db.execute(
            "INSERT OR REPLACE INTO figure VALUES (?, ?, ?)",
            (dimension, name, json.dumps(asdict(fresh))),
        )
    return fresh


def _data(found: Tables) -> View:
    by = {
        f"by_{dimension}": {name: _cell(one) for name, one in found[dimension].items()}
        for dimension in DIMENSIONS
    }
    return {
        "totals": _cell(found[ALL][ALL]),
        **by,
        "criteria": CRITERIA,
        "scale": {"worst": 1, "best": statistics.BEST},
        "protection": {
            "smallest_count": SMALLEST_PUBLISHED_COUNT,
            "fewest_hidden_cells": 2,
            "renewed_after_answers": SMALLEST_PUBLISHED_COUNT,
            "hidden": None,
        },
        "about": {
            "asked": "answers whose survey is over or was filled in; each counts once",
            "low": "with high: Wilson's score interval of the share satisfied, 95 %",
            "means": "of those who rated the criterion; null where too few did",
            "quarter": "of the day on which the answer was given",
        },
    }


def _cell(one: Satisfaction | None) -> View | None:
    if one is None:
        return None
    return {
        name: round(value, DIGITS) if isinstance(value, float) else value
        for name, value in asdict(one).items()
    }


def _csv(found: Tables) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["dimension", "group", *_NUMBERS, *(f"mean_{name}" for name in CRITERIA)])
    for dimension, groups in found.items():
        for name, one in groups.items():
            writer.writerow([dimension, name, *_row(one)])
    return out.getvalue().encode()


def _row(one: Satisfaction | None) -> list[object]:
    cell = _cell(one)
    if cell is None:
        return [HIDDEN] * (len(_NUMBERS) + len(CRITERIA))
    means = [HIDDEN if cell["means"][name] is None else cell["means"][name] for name in CRITERIA]
    return [*(cell[name] for name in _NUMBERS), *means]


def view(found: Tables, lang: str) -> View:
    """Return the tables in words, for the page of statistics."""
    total = found[ALL][ALL]
    return {
        "total": _shown(total, lang) if total else None,
        "means": [
            (t(lang, f"complaint.criterion.{name}"), _mean(total, name, lang)) for name in CRITERIA
        ],
        "tables": [_worded(dimension, found[dimension], lang) for dimension in DIMENSIONS],
    }


def _worded(dimension: str, cells: Mapping[str, Satisfaction | None], lang: str) -> View:
    columns = ("answered", "rate", "share", "interval")
    return {
        "caption": t(lang, f"complaint.by.{dimension}"),
        "head": [
            t(lang, f"complaint.facet.{dimension}"),
            *(t(lang, f"complaint.satisfaction.{name}") for name in columns),
        ],
        "rows": [
            (names.group(dimension, name, lang), *_shown(one, lang).values())
            for name, one in cells.items()
        ],
    }


def _shown(one: Satisfaction | None, lang: str) -> dict[str, str]:
    if one is None:
        few = t(lang, "complaint.too_few")
        return {"answered": few, "response_rate": few, "share": few, "interval": few}
    return {
        "answered": words.number(lang, one.answered),
        "response_rate": _percent(one.response_rate, lang),
        "share": _percent(one.share, lang),
        "interval": f"{_percent(one.low, lang)} – {_percent(one.high, lang)}",
    }


def _percent(share: float | None, lang: str) -> str:
    return "–" if share is None else t(lang, "complaint.percent", n=round(100 * share))


def _mean(total: Satisfaction | None, name: str, lang: str) -> str:
    mean = total.means[name] if total else None
    if mean is None:
        return t(lang, "complaint.too_few")
    return f"{mean:.1f}" if lang == "en" else f"{mean:.1f}".replace(".", ",")
