"""The outcome of a survey: exact figures, held back until ten more people answered, then protected.

One way for the public pages and for the desk: nobody sees more than may be published.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT as FEWEST
from functions.shared.disclosure import protect
from functions.surveys import disclosed, results
from functions.surveys.disclosed import Group, Shown
from functions.surveys.reply import Reply
from functions.surveys.results import Figure
from functions.surveys.survey import Survey

DIMENSIONS = ("region", "assurance")
PEOPLE = "people"  # everybody who sent something
_WITH_MEAN = ("scale", "matrix", "number")
_BETWEEN = "/"

# Exact figures by their names: `<figure>`, `people`, and `<dimension>/<group>/<figure>`.
Exact = dict[str, Figure]


@dataclass(frozen=True)
class Outcome:
    """What may be shown; `people` None: too few. `means` are by dimension, figure and group."""

    people: int | None
    shown: list[Shown]
    present: dict[str, dict[str, int | None]] = field(default_factory=dict)
    means: dict[str, dict[str, dict[str, Group]]] = field(default_factory=dict)


def exact(survey: Survey, replies: Iterable[Reply]) -> Exact:
    """Return all figures as they are: not public."""
    every = list(replies)
    found = _named(survey, every)
    for dimension in DIMENSIONS if survey.identity == "code" else ():
        for group in sorted({getattr(one, dimension) for one in every}):
            members = [one for one in every if getattr(one, dimension) == group]
            path = _BETWEEN.join((dimension, group, ""))
            found |= {path + key: one for key, one in _named(survey, members).items()}
    return found


def renewed(fresh: Exact, held: Mapping[str, Figure]) -> Exact:
    """Return the figures to show: each as it was shown before until ten more people answered."""
    return {key: disclosed.renewed(one, held.get(key)) for key, one in fresh.items()}


def outcome(survey: Survey, figures: Exact) -> Outcome:
    """Return what may be shown of the figures."""
    people = figures[PEOPLE].answered
    own = [one for key, one in figures.items() if _BETWEEN not in key and key != PEOPLE]
    shown = disclosed.shown(survey.questions, own)
    groups = {dimension: _groups(figures, dimension) for dimension in DIMENSIONS}
    return Outcome(
        people if people >= FEWEST else None,
        shown,
        {name: _present(found) for name, found in groups.items() if found},
        {name: _means(shown, found) for name, found in groups.items() if found},
    )


def key_of(one: Figure | Shown) -> str:
    """Return the name of a figure within the survey."""
    return f"{one.question}.{one.row}" if one.row else one.question


def _named(survey: Survey, replies: list[Reply]) -> Exact:
    found = {PEOPLE: Figure(PEOPLE, "text", len(replies), len(replies))}
    return found | {key_of(one): one for one in results.figures(survey.questions, replies)}


def _groups(figures: Exact, dimension: str) -> dict[str, Exact]:
    """Return the figures of each group of a dimension."""
    found: dict[str, Exact] = {}
    for key, one in figures.items():
        name, _, rest = key.partition(_BETWEEN)
        if name == dimension and rest:
            group, _, figure = rest.partition(_BETWEEN)
            found.setdefault(group, {})[figure] = one
    return found


def _present(groups: Mapping[str, Exact]) -> dict[str, int | None]:
    """Return how many of each group answered, small groups hidden; none at all if all are."""
    return protect({name: figures[PEOPLE].answered for name, figures in groups.items()})


def _means(shown: Iterable[Shown], groups: Mapping[str, Exact]) -> dict[str, dict[str, Group]]:
    keys = [key_of(one) for one in shown if one.kind in _WITH_MEAN and not one.hidden]
    told = {
        key: disclosed.groups({name: figures[key] for name, figures in groups.items()})
        for key in keys
    }
    return {
        key: cells for key, cells in told.items() if any(one.answered for one in cells.values())
    }
