"""The row of page numbers below a list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

NEIGHBOURS = 2


@dataclass(frozen=True)
class Link:
    """One number in the row."""

    number: int
    url: str
    current: bool


@dataclass(frozen=True)
class Pages:
    """The row: numbers with None for a gap, and where the next page is."""

    last: int
    links: list[Link | None]
    next: str


def last(total: int, size: int) -> int:
    """Return the number of the last page; an empty list has one page."""
    return max(1, -(-total // size))


def pages(current: int, last_page: int, url: Callable[[int], str]) -> Pages:
    """Return the row: the first, the last, those around the current one, gaps between."""
    near = range(current - NEIGHBOURS, current + NEIGHBOURS + 1)
    shown = sorted({1, last_page, *(n for n in near if 1 <= n <= last_page)})
    links: list[Link | None] = []
    before = 0
    for number in shown:
        if number != before + 1:
            links.append(None)
        links.append(Link(number, url(number), number == current))
        before = number
    return Pages(last_page, links, url(current + 1) if current < last_page else "")
