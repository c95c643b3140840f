"""Reading `complaints/`: categories, clocks, routing, reasons, answer templates, settings."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, Field

from functions.complaints.category import Category, Part, Reason, Rule, Template
from functions.complaints.clock import ClockRule
from functions.complaints.states import MOVES
from functions.shared.calendars import term
from infra.content.check import Problems, check, mapping
from infra.content.places import Section
from infra.content.source import ContentError, Source, Value, read

ModelT = TypeVar("ModelT", bound=BaseModel)


class Settings(Part):
    """How this government takes complaints."""

    clock: str
    office: str
    four_eyes: list[str] = Field(default_factory=list)
    phone_trunk: dict[str, str] = Field(default_factory=dict)


def complaints(root: Path, clocks: Section, bodies: Section, places: Section) -> dict[str, object]:
    """Return the compiled section. Raises ContentError with every problem."""
    folder, problems = root / "complaints", Problems()
    settings_source = read(folder / "settings.yml", root)
    settings = check(Settings, settings_source.data, settings_source)
    routing_source = read(folder / "routing.yml", root)
    lines = routing_source.data if isinstance(routing_source.data, list) else []
    rules = [check(Rule, line, routing_source, n) for n, line in enumerate(lines)]
    categories, source = _named(folder / "categories.yml", root, Category, "id")
    reasons, reasons_source = _named(folder / "reasons.yml", root, Reason)
    templates, templates_source = _named(folder / "templates.yml", root, Template)
    for number, rule in enumerate(rules):
        groups = {one.group for one in categories.values()}
        _known(problems, routing_source, [rule.body], bodies, number, "body")
        _known(problems, routing_source, rule.category, categories, number, "category")
        _known(problems, routing_source, rule.group, groups, number, "group")
        _known(problems, routing_source, rule.area, places, number, "area")
    for name, category in categories.items():
        _known(problems, source, [category.clock or settings.clock], clocks, name, "clock")
    for where, named in ((reasons_source, reasons), (templates_source, templates)):
        for name, one in named.items():
            _known(problems, where, one.moves, MOVES, name, "moves")
    _known(problems, settings_source, [settings.office], bodies, "office")
    _known(problems, settings_source, settings.four_eyes, MOVES, "four_eyes")
    problems.settle()
    return {
        **settings.model_dump(mode="json"),
        "categories": {name: one.model_dump(mode="json") for name, one in categories.items()},
        "routing": [rule.model_dump(mode="json") for rule in rules],
        "reasons": {name: one.model_dump(mode="json") for name, one in reasons.items()},
        "templates": {name: one.model_dump(mode="json") for name, one in templates.items()},
    }


def clocks(root: Path, calendars: Section) -> Section:
    """Read `complaints/clocks.yml` into one entry a key `id@version`. Raises ContentError."""
    path, compiled = root / "complaints" / "clocks.yml", Section()
    source = read(path, root)
    for name, data in mapping(source, source.data).items():
        rule = check(ClockRule, {"id": name, **mapping(source, data, name)}, source, name)
        written = (
            rule.accept,
            rule.decide,
            rule.forward,
            rule.reply,
            rule.survey,
            rule.appeal,
            rule.keep_contacts,
            rule.extension.most,
            rule.extension.notice,
        )
        for one in written:
            try:
                term(one)
            except ValueError as error:
                raise ContentError([source.problem(str(error), name)]) from None
        if rule.calendar not in calendars:
            raise ContentError([source.problem(f"{rule.calendar!r} is no calendar", name)])
        compiled[rule.key] = rule.model_dump(mode="json")
    return compiled


def _named(
    path: Path, root: Path, model: type[ModelT], key: str = ""
) -> tuple[dict[str, ModelT], Source]:
    source, found, problems = read(path, root), dict[str, ModelT](), Problems()
    for name, data in mapping(source, source.data).items():
        with problems:
            more: dict[str, Value] = {key: name} if key else {}
            found[name] = check(model, more | mapping(source, data, name), source, name)
    problems.settle()
    return found, source


def _known(
    problems: Problems, source: Source, names: Iterable[str], among: Iterable[str], *path: str | int
) -> None:
    for name in set(names) - set(among):
        problems.add(source.problem(f"{name!r} is not known", *path))
