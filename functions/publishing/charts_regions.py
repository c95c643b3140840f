"""The tile map of this government's regions with the values of a table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from functions.publishing import charts_numbers, charts_tiles, places
from functions.publishing.charts_frame import Drawing
from functions.publishing.said import pick
from functions.shared.content import load
from functions.shared.words import t


def tiles(
    values: Mapping[str, float | None],
    lang: str,
    *,
    title: str,
    write: Callable[[float], str],
    short: Callable[[float], str] | None = None,
    about: str = "",
    middle: float | None = None,
) -> Drawing:
    """Draw every region of the content; one without a value stays empty.

    `write` gives a value as the legend has it, `short` as a tile has it.
    """
    cells = [
        charts_tiles.Cell(
            column=one["tile"][0],
            row=one["tile"][1],
            short=pick(one.get("short") or one["name"], lang).text,
            name=places.jurisdiction_name(code, lang),
            value=values.get(code),
            shown=_shown(values.get(code), short or write),
        )
        for code, one in load().jurisdictions.items()
        if one.get("tile")
    ]
    missing = t(lang, "statistics.missing")
    return charts_tiles.tiles(
        cells, title=title, write=write, missing=missing, about=about, middle=middle
    )


def _shown(value: float | None, write: Callable[[float], str]) -> str:
    return charts_numbers.NOTHING if value is None else write(value)
