"""The results of a survey as plain values: charts, tables behind them, what is hidden and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from functions.publishing import survey_chart, survey_words
from functions.publishing.said import pick
from functions.publishing.survey_rows import Seen
from functions.shared import words
from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT as FEWEST
from functions.shared.words import t
from functions.surveys.disclosed import Group, Share, Shown
from functions.surveys.outcome import DIMENSIONS, Outcome, key_of
from functions.surveys.question import Question
from functions.surveys.results import satisfied_from
from functions.surveys.survey import Theme

HEADS = {"scale": "mark", "matrix": "mark", "ranking": "place", "number": "band"}
View = dict[str, Any]


def view(seen: Seen, lang: str) -> View:
    """Return everything that the page of results shows in a language."""
    found, own = seen.outcome, seen.survey
    counted = [] if found is None or found.people is None else found.shown
    questions = {one.id: (place, one) for place, one in enumerate(own.questions, 1)}
    return {
        "people": found.people if found else None,
        "is_counted": found is not None,
        "is_code": own.identity == "code",
        "invited": _invited(seen, lang),
        "questions": [
            _question(*questions[name], list(group), seen, lang)
            for name, group in groupby(counted, key=lambda one: one.question)
        ],
        "present": list(_present(found, lang)) if counted and found else [],
    }


def _invited(seen: Seen, lang: str) -> str:
    """Return how many of those who were sent a link answered."""
    found, invited = seen.outcome, seen.survey.invited
    if not found or not found.people or not invited:
        return ""
    share = survey_words.percent(min(1, found.people / invited), lang)
    return t(lang, "survey.results.invited", n=str(invited), share=share)


def _question(
    place: int, question: Question, shown: Sequence[Shown], seen: Seen, lang: str
) -> View:
    found = seen.outcome
    made: View = {
        "id": question.id,
        "number": place,
        "text": pick(question.text, lang),
        "kind": question.kind,
        "is_several": question.kind == "multiple",
        "rows": [],
        "tables": [_cells(question, one, lang) for one in shown if one.cells],
        "themes": _themes(question, seen, lang),
        "groups": list(_groups(question, shown, found, lang)) if found else [],
    }
    if len(shown) > 1 or shown[0].row:
        made["rows"] = [_row(question, one, lang) for one in shown]
        made["mean_head"] = t(lang, _mean_key(question))
        return made | {"figure": None, "marks": _enough(question, lang)}
    return made | {"figure": _figure(question, shown[0], lang)}


def _figure(question: Question, one: Shown, lang: str) -> View:
    """Return what is told of a question without rows."""
    if one.hidden:
        return {"hidden": t(lang, f"survey.results.hidden.{one.hidden}")}
    told = {"asked": one.asked or 0, "answered": one.answered or 0}
    lines = []
    if one.mean is None and one.kind == "scale":
        lines.append((t(lang, "survey.results.mean"), t(lang, "survey.results.hidden.mean")))
    if one.mean is not None:
        lines.append((t(lang, "survey.results.mean"), _mean(one, lang)))
    if one.median is not None:
        lines.append((t(lang, "survey.results.median"), survey_words.decimal(one.median, lang)))
    if one.satisfied and one.satisfied.share is not None:
        lines.append((_enough(question, lang), _satisfied(one.satisfied, lang)))
    return {
        "hidden": "",
        "of": t(lang, "survey.results.of", **told),
        "lines": lines,
        "bars": [_bar(question, name, cell, lang) for name, cell in one.cells.items()],
    }


def _row(question: Question, one: Shown, lang: str) -> View:
    """Return a row of a matrix, or a thing that was ranked: its mean is what compares."""
    name = survey_words.row(question, one.row, lang)
    if one.hidden or one.mean is None:
        few = t(lang, f"survey.results.hidden.{one.hidden or 'mean'}")
        return {"name": name, "hidden": few, "chart": ""}
    highest = len(question.options) if question.kind == "ranking" else question.high
    lowest = 1 if question.kind == "ranking" else question.low
    span = (one.mean, one.low or one.mean, one.high or one.mean)
    upper = one.satisfied.share if one.satisfied else None
    return {
        "name": name,
        "hidden": "",
        "chart": survey_chart.mean(*span, lowest, highest),
        "mean": survey_words.decimal(one.mean, lang),
        "interval": _between(one.low, one.high, lang),
        "answered": words.number(lang, one.answered or 0),
        "satisfied": "–" if upper is None else survey_words.percent(upper, lang),
    }


def _bar(question: Question, name: str, cell: Share, lang: str) -> View:
    label = survey_words.option(question, name, lang)
    if cell.share is None or cell.low is None or cell.high is None:
        return {"name": label, "share": t(lang, "survey.results.few"), "chart": ""}
    chart = survey_chart.share(cell.share, cell.low, cell.high)
    return {"name": label, "share": survey_words.percent(cell.share, lang), "chart": chart}


def _cells(question: Question, one: Shown, lang: str) -> View:
    """Return the table behind a chart."""
    few = t(lang, "survey.results.few")
    head = [HEADS.get(question.kind, "option"), "count", "share", "interval"]
    caption = (
        survey_words.row(question, one.row, lang) if one.row else pick(question.text, lang).text
    )
    return {
        "caption": caption,
        "head": [t(lang, f"survey.results.{name}") for name in head],
        "rows": [
            [
                survey_words.option(question, name, lang),
                few if cell.count is None else words.number(lang, cell.count),
                few if cell.share is None else survey_words.percent(cell.share, lang),
                few if cell.share is None else survey_words.interval(cell, lang),
            ]
            for name, cell in one.cells.items()
        ],
    }


def _themes(question: Question, seen: Seen, lang: str) -> View | None:
    themes = seen.survey.themes.get(question.id, [])
    if question.kind != "text" or not themes:
        return None
    few = t(lang, "survey.results.few")
    return {
        "head": [t(lang, "survey.results.theme"), t(lang, "survey.results.answered")],
        "rows": [[pick(one.name, lang).text, theme_count(one) or few] for one in themes],
    }


def theme_count(theme: Theme) -> int | None:
    """Return in how many texts a theme was found; None where that would be too few to tell."""
    return theme.count if theme.count >= FEWEST else None


def _groups(
    question: Question, shown: Sequence[Shown], found: Outcome, lang: str
) -> Iterator[View]:
    """Yield a table of means by region and by how people were known."""
    for dimension in DIMENSIONS:
        by_figure = found.means.get(dimension, {})
        told = [(one, by_figure[key_of(one)]) for one in shown if key_of(one) in by_figure]
        for one, cells in told:
            caption = t(lang, f"survey.results.by.{dimension}")
            if one.row:
                caption = f"{survey_words.row(question, one.row, lang)}: {caption}"
            head = [f"survey.results.group.{dimension}"]
            head += [f"survey.results.{name}" for name in ("answered", "mean", "interval")]
            yield {
                "caption": caption,
                "head": [t(lang, key) for key in head],
                "rows": [
                    [survey_words.group(dimension, name, lang), *_group(cell, lang)]
                    for name, cell in cells.items()
                ],
            }


def _group(cell: Group, lang: str) -> list[str]:
    if cell.answered is None:
        return [t(lang, "survey.results.few")] * 3
    mean = survey_words.decimal(cell.mean, lang)
    return [words.number(lang, cell.answered), mean, _between(cell.low, cell.high, lang)]


def _present(found: Outcome, lang: str) -> Iterator[View]:
    for dimension, cells in found.present.items():
        if any(cells.values()):
            heads = (f"survey.results.group.{dimension}", "survey.results.answered")
            yield {
                "caption": t(lang, f"survey.results.by.{dimension}"),
                "head": [t(lang, key) for key in heads],
                "rows": [
                    [
                        survey_words.group(dimension, name, lang),
                        t(lang, "survey.results.few") if n is None else words.number(lang, n),
                    ]
                    for name, n in cells.items()
                ],
            }


def _mean(one: Shown, lang: str) -> str:
    return f"{survey_words.decimal(one.mean, lang)} ({_between(one.low, one.high, lang)})"


def _satisfied(cell: Share, lang: str) -> str:
    return f"{survey_words.percent(cell.share or 0, lang)} ({survey_words.interval(cell, lang)})"


def _between(low: float | None, high: float | None, lang: str) -> str:
    return f"{survey_words.decimal(low, lang)} – {survey_words.decimal(high, lang)}"


def _mean_key(question: Question) -> str:
    return "survey.results.mean_place" if question.kind == "ranking" else "survey.results.mean"


def _enough(question: Question, lang: str) -> str:
    """Return which marks count as satisfied, in words; "" where none do."""
    least = satisfied_from(question)
    if least is None:
        return ""
    return t(lang, "survey.results.satisfied", least=str(least), most=str(question.high))
