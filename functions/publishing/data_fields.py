"""The columns of a dataset explained: meaning, type, unit, allowed values, protection, in words."""

from __future__ import annotations

from typing import Any

from functions.opendata.dataset import Column, Disclosure, Table
from functions.publishing import data_shown
from functions.publishing.said import pick
from functions.shared.words import t

View = dict[str, Any]


def view(table: Table, lang: str) -> View:
    """Return what the section of a table's columns shows."""
    labels = [pick(table.column(name).label, lang).text for name in table.key]
    return {
        "caption": t(lang, "data.fields_of", table=pick(table.title, lang).text),
        "rows": [_column(column, table, lang) for column in table.columns],
        "key": t(lang, "data.key", names=", ".join(labels)) if labels else "",
        "missing": [
            {"value": value, "label": pick(label, lang).text}
            for value, label in table.missing.items()
        ],
        "protection": _protection(table.disclosure, table, lang) if table.disclosure else "",
    }


def _column(column: Column, table: Table, lang: str) -> View:
    is_protected = bool(table.disclosure and column.name in table.disclosure.columns)
    return {
        "name": column.name,
        "label": pick(column.label, lang).text,
        "meaning": pick(column.meaning, lang).text,
        "type": t(lang, f"data.type.{column.kind}"),
        "unit": data_shown.unit(column, lang),
        "rules": _rules(column, lang),
        "is_protected": is_protected,
        "values": [
            {"code": code, "label": pick(label, lang).text} for code, label in column.values.items()
        ],
    }


def _rules(column: Column, lang: str) -> list[str]:
    """Return what a value must be besides its type."""
    told = [t(lang, "data.required" if column.required else "data.may_be_empty")]
    if column.unique:
        told.append(t(lang, "data.unique"))
    least, most = column.minimum, column.maximum
    if least is not None and most is not None:
        told.append(t(lang, "data.between", least=str(least), most=str(most)))
    elif least is not None:
        told.append(t(lang, "data.at_least", least=str(least)))
    elif most is not None:
        told.append(t(lang, "data.at_most", most=str(most)))
    return told


def _protection(rule: Disclosure, table: Table, lang: str) -> str:
    """Return the rule that hides small numbers, with the columns it is for."""
    labels = [pick(table.column(name).label, lang).text for name in rule.columns]
    told = f"{', '.join(labels)}. " + t(lang, "data.protection_rule", threshold=rule.threshold)
    if rule.base > 1:
        told += " " + t(lang, "data.protection_rounded", base=rule.base)
    return told
