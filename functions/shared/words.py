"""Words, numbers and dates in Kazakh, Russian and English."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import lru_cache
from zoneinfo import ZoneInfo

from functions.shared.content import load

THIN_SPACE = "\u202f"
_MONTHS = {
    "kk": "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан",
    "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
    "en": "January February March April May June July August September October November December",
}


def t(lang: str, key: str, **params: str | int) -> str:
    """Return the words for a key, with `{placeholders}` filled; `n` chooses the plural form.

    Raises KeyError for a key that the content does not have in this language.
    """
    words = load().words[lang][key]
    if isinstance(words, dict):
        words = words[plural_form(lang, int(params["n"]))]
    if not params:
        return words
    shown = {
        name: number(lang, value) if isinstance(value, int) else value
        for name, value in params.items()
    }
    return words.format_map(shown)


def plural_form(lang: str, n: int) -> str:
    """Return the plural category of a whole number (Unicode CLDR 46, kk, ru, en)."""
    if lang != "ru":
        return "one" if n == 1 else "other"
    if n % 10 == 1 and n % 100 != 11:
        return "one"
    return "few" if n % 10 in (2, 3, 4) and n % 100 not in (12, 13, 14) else "many"


@lru_cache(maxsize=50_000)  # small numbers are most of those in tables
def number(lang: str, n: int) -> str:
    """Write a whole number with its thousands apart: 12,345 in English, else 12 345."""
    grouped = f"{n:,}"
    return grouped if lang == "en" else grouped.replace(",", THIN_SPACE)


@lru_cache(maxsize=20_000)  # tables of days say the same dates over and over
def date(lang: str, on: dt.date) -> str:
    """Write a date in full."""
    month = _MONTHS[lang].split()[on.month - 1]
    return f"{on.year} ж. {on.day} {month}" if lang == "kk" else f"{on.day} {month} {on.year}"


def moment(lang: str, at: dt.datetime, timezone: str) -> str:
    """Write an instant as date and time of day in a zone."""
    local = at.astimezone(ZoneInfo(timezone))
    return f"{date(lang, local.date())}, {local:%H:%M}"


def pick(texts: Mapping[str, str], lang: str) -> tuple[str, str]:
    """Return the text in the language asked, else in the first there is, and its language."""
    if texts.get(lang):
        return texts[lang], lang
    return next(((text, other) for other, text in texts.items() if text), ("", lang))
