"""Words of descriptions in every language of the government."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from functions.opendata.government import Government
from functions.shared.words import t

Texts = dict[str, str]


def texts(government: Government, key: str, /, **params: str | int | Texts) -> Texts:
    """Return a word in every language; a parameter may itself be a text in every language."""
    return {lang: t(lang, key, **_in(lang, params)) for lang in government.languages}


def joined(parts: Sequence[Mapping[str, str]], languages: Sequence[str], by: str = " ") -> Texts:
    """Return texts one after the other, in every language."""
    return {lang: by.join(part[lang] for part in parts if part.get(lang)) for lang in languages}


def _in(lang: str, params: Mapping[str, str | int | Texts]) -> dict[str, str | int]:
    return {
        name: value.get(lang, next(iter(value.values()), "")) if isinstance(value, dict) else value
        for name, value in params.items()
    }
