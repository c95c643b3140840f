"""What one can complain about and to whom it goes, with the words of the desk: from content."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.shared.calendars import Calendar
from functions.shared.content import load
from functions.shared.facts import Texts

Datatype = Literal["string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"]
EXACT_DECIMALS = 4  # about 10 metres
# The look for similar reports reads four cells of the map at most, which hold no wider circle.
WIDEST_METRES = 500


class Part(BaseModel):
    """A part of the content: nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Value(Part):
    """A choice of a list attribute."""

    key: str
    name: Texts


class Attribute(Part):
    """A question that a category asks, in the words of GeoReport's service definition."""

    code: str
    datatype: Datatype
    required: bool = False
    variable: bool = True
    description: Texts
    hint: Texts = Field(default_factory=dict)
    values: list[Value] = Field(default_factory=list)


class Category(Part):
    """A kind of complaint. `decimals` is how exactly its place is public; None: not at all.

    A category with a `channel` is not filed here: the text says where, such as an emergency number.
    """

    id: str
    group: str
    name: Texts
    description: Texts
    keywords: Texts = Field(default_factory=dict)
    icon: str
    clock: str = ""
    channel: Texts = Field(default_factory=dict)
    call: str = ""
    place: Literal["required", "optional", "none"] = "required"
    radius: int = Field(default=100, ge=0, le=WIDEST_METRES)
    decimals: int | None = Field(default=4, ge=1, le=6)
    anonymous: bool = False
    private: bool = False
    attributes: list[Attribute] = Field(default_factory=list)

    @property
    def is_filed_here(self) -> bool:
        return not self.channel

    @property
    def shows_address(self) -> bool:
        """Tell whether an accepted complaint's address is public: only where its point is exact."""
        return not self.private and (self.decimals or 0) >= EXACT_DECIMALS


class Rule(Part):
    """A line of the routing table; what it does not name, it does not ask. First match wins."""

    body: str
    category: list[str] = Field(default_factory=list)
    group: list[str] = Field(default_factory=list)
    area: list[str] = Field(default_factory=list)
    days: Literal["", "working", "off"] = ""
    hours: str = Field(default="", pattern=r"^$|^\d\d:\d\d-\d\d:\d\d$")
    why: Texts


class Reason(Part):
    """A reason code and its words; `moves` are the moves it can be given for."""

    moves: list[str]
    name: Texts


class Template(Part):
    """An answer that is ready to be edited; `{number}` and `{body}` are filled in."""

    moves: list[str]
    name: Texts
    text: Texts


@cache
def categories() -> dict[str, Category]:
    """Return the categories by id, in the order of the content."""
    return {one: Category.model_validate(raw) for one, raw in _section("categories").items()}


@cache
def routing() -> tuple[Rule, ...]:
    """Return the routing table in its order."""
    return tuple(Rule.model_validate(raw) for raw in load().complaints["routing"])


@cache
def reasons() -> dict[str, Reason]:
    """Return the reason codes."""
    return {code: Reason.model_validate(raw) for code, raw in _section("reasons").items()}


@cache
def templates() -> dict[str, Template]:
    """Return the answer templates."""
    return {one: Template.model_validate(raw) for one, raw in _section("templates").items()}


def four_eyes() -> frozenset[str]:
    """Return the moves that a second official must approve."""
    return frozenset(load().complaints["four_eyes"])


def route(
    category: Category,
    area: Sequence[str],
    at: dt.datetime,
    calendar: Calendar,
    table: Sequence[Rule] | None = None,
) -> tuple[int, Rule] | None:
    """Return the first rule that matches, and its number counted from 1.

    `area` is the place's jurisdiction and all that it lies in; `at` is local to the calendar.
    """
    for number, rule in enumerate(table if table is not None else routing(), 1):
        if _matches(rule, category, area, at, calendar):
            return number, rule
    return None


def area_of(jurisdiction: str) -> list[str]:
    """Return a jurisdiction and all that it lies in, the smallest first."""
    found, places = list[str](), load().jurisdictions
    while jurisdiction in places and jurisdiction not in found:
        found.append(jurisdiction)
        jurisdiction = places[jurisdiction].get("parent") or ""
    return found


def _matches(
    rule: Rule, category: Category, area: Sequence[str], at: dt.datetime, calendar: Calendar
) -> bool:
    local = at.astimezone(calendar.zone)
    works = calendar.is_working(local.date())
    return (
        (not rule.category or category.id in rule.category)
        and (not rule.group or category.group in rule.group)
        and (not rule.area or bool(set(rule.area) & set(area)))
        and (not rule.days or works == (rule.days == "working"))
        and (not rule.hours or _within(rule.hours, f"{local:%H:%M}"))
    )


def _within(hours: str, time: str) -> bool:
    """Tell whether a time lies in a span; one that ends before it begins runs over midnight."""
    begin, end = hours.split("-")
    return begin <= time < end if begin <= end else time >= begin or time < end


def _section(name: str) -> dict[str, dict[str, object]]:
    return dict(load().complaints[name])
