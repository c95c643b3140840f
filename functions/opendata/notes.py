"""A release told in a sentence or two, in every language."""

from __future__ import annotations

from functions.opendata.summary import Change, SchemaChange
from functions.shared.content import load
from functions.shared.words import t

Texts = dict[str, str]


def note(change: Change) -> Texts:
    """Return what a release changed."""
    return {lang: _note(change, lang) for lang in load().languages}


def _note(change: Change, lang: str) -> str:
    parts = [t(lang, f"dataset.step.{change.step}", version=change.version)]
    parts += [_schema(one, lang) for one in change.schema_changes]
    several = len(change.rows) > 1
    for rows in change.rows:
        said = [
            t(lang, f"dataset.rows.{name}", n=n)
            for name, n in (
                ("added", rows.added),
                ("removed", rows.removed),
                ("changed", rows.changed),
            )
            if n
        ]
        if said:
            told = ", ".join(said) + "."
            parts.append(f"{rows.table}: {told}" if several else told[:1].upper() + told[1:])
    if change.step == "patch" and len(parts) == 1:
        parts.append(t(lang, "dataset.only_words"))
    return " ".join(parts)


def _schema(change: SchemaChange, lang: str) -> str:
    name = f"{change.table}.{change.name}" if change.name else change.table
    return t(lang, f"dataset.schema.{change.what}", name=name)
