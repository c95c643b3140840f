"""Who took part, by region, age and way of proof: small numbers are hidden before they get here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from functions.polls.mark import UNKNOWN
from functions.publishing import places
from functions.shared import words
from functions.shared.content import load
from functions.shared.words import t

KINDS = ("region", "age", "assurance")
Groups = Mapping[str, Mapping[str, int | None]]


def tables(groups: Groups, lang: str) -> list[dict[str, Any]]:
    """Return a table for each way to group people that has anything to show."""
    return [_table(kind, groups[kind], lang) for kind in KINDS if groups.get(kind)]


def _table(kind: str, cells: Mapping[str, int | None], lang: str) -> dict[str, Any]:
    rows = [[_name(kind, name, lang), _shown(n, lang)] for name, n in sorted(cells.items())]
    label = t(lang, f"poll.by.{kind}")
    head = [t(lang, f"poll.group.{kind}"), t(lang, "poll.turnout")]
    return {"label": label, "head": head, "rows": rows}


def _name(kind: str, name: str, lang: str) -> str:
    if kind == "assurance":
        return t(lang, f"poll.class.{name}")
    if kind == "region" and name in load().jurisdictions:
        return places.jurisdiction_name(name, lang)
    return t(lang, "poll.by.unknown") if name == UNKNOWN else name


def _shown(n: int | None, lang: str) -> str:
    return t(lang, "poll.by.hidden") if n is None else words.number(lang, n)
