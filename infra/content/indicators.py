"""Reading `indicators.yml`: the dictionary of indicators, every text in every language."""

from __future__ import annotations

from pathlib import Path

from functions.opendata.indicators import DIMENSIONS, Indicator
from functions.opendata.indicators_formulas import FORMULAS
from infra.content.check import Problems, check, mapping
from infra.content.model import LANGUAGES
from infra.content.places import Section
from infra.content.source import Source, read

TEXTS = ("name", "definition", "formula")


def indicators(root: Path) -> Section:
    """Return the dictionary in the order of its file. Raises ContentError with every problem."""
    path, compiled, problems = root / "indicators.yml", Section(), Problems()
    source = read(path, root)
    for name, data in mapping(source, source.data or {}).items():
        with problems:
            one = check(Indicator, {"id": name, **mapping(source, data, name)}, source, name)
            _texts(one, source, problems)
            _known(one, source, problems)
            compiled[name] = one.model_dump(mode="json")
    problems.settle()
    return compiled


def _texts(one: Indicator, source: Source, problems: Problems) -> None:
    for field in TEXTS:
        texts = getattr(one, field)
        if set(texts) != set(LANGUAGES) or not all(texts.values()):
            problems.add(source.problem("must have kk, ru and en", one.id, field))


def _known(one: Indicator, source: Source, problems: Problems) -> None:
    if one.id not in FORMULAS:
        problems.add(source.problem("has no formula in indicators_formulas.py", one.id))
    for dimension in set(one.by) - set(DIMENSIONS):
        problems.add(source.problem(f"{dimension!r} is no dimension", one.id, "by"))
