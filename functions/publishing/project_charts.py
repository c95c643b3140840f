"""Charts of projects as SVG: the funnel from idea to result, a bar of three parts.

Looks come from classes; a table of the same numbers stands beside each.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH, STEP, BAR, ROOM = 640, 62, 30, 150


@dataclass(frozen=True)
class Bar:
    """One step: its name, how many, and what is written beside the bar."""

    name: str
    count: int
    shown: str
    note: str = ""


def funnel(bars: Sequence[Bar], *, title: str) -> Markup:
    """Draw steps as bars below one another, the longest as wide as the picture allows."""
    if not bars:
        return Markup("")
    most = max(1, *(one.count for one in bars))
    parts = [_step(one, at, (WIDTH - ROOM) * one.count / most) for at, one in enumerate(bars)]
    head = (
        f'<svg class="p-funnel" viewBox="0 0 {WIDTH} {STEP * len(bars)}" role="img"'
        f' aria-label="{escape(title)}">'
    )
    return Markup(head + "".join(parts) + "</svg>")  # noqa: S704  every text was escaped


def shares(parts: Sequence[int], *, title: str) -> Markup:
    """Draw one bar whose parts are as wide as their numbers: agreed, disagreed, passed."""
    whole = sum(parts)
    if not whole:
        return Markup("")
    drawn, at = [], 0.0
    for name, part in zip("adp", parts, strict=True):
        width = 100 * part / whole
        drawn.append(f'<rect class="{name}" x="{at:.2f}" width="{width:.2f}" height="8"/>')
        at += width
    head = (
        '<svg class="p-shares" viewBox="0 0 100 8" preserveAspectRatio="none" role="img"'
        f' aria-label="{escape(title)}">'
    )
    return Markup(head + "".join(drawn) + "</svg>")  # noqa: S704  the title was escaped


def _step(one: Bar, at: int, width: float) -> str:
    top, wide = at * STEP, max(width, 3.0) if one.count else 0.0
    beside = wide + (10 if wide else 0)
    note = f'<text class="n" x="0" y="{top + 16}">{escape(one.name)}'
    note += f' <tspan class="m">{escape(one.note)}</tspan></text>' if one.note else "</text>"
    return (
        f'{note}<rect class="s{at}" x="0" y="{top + 24}" width="{wide:.1f}" height="{BAR}" rx="6"/>'
        f'<text class="v" x="{beside:.1f}" y="{top + 45}">{escape(one.shown)}</text>'
    )
