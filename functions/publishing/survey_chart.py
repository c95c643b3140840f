"""Bars of shares and marks of means, drawn as SVG without words: a table says the same beside them.

A bar of a share is of all who answered, so bars of a question with several answers may add up to
more than one whole, and none is cut. The thin line is the interval.
"""

from __future__ import annotations

from markupsafe import Markup

WIDTH, HEIGHT = 200, 16
MIDDLE = HEIGHT / 2
TICK = 4


def share(value: float, low: float, high: float) -> Markup:
    """Draw a share from 0 to 1 as a bar with its interval."""
    bar = f'<rect class="v" x="0" y="3" width="{value * WIDTH:.1f}" height="{HEIGHT - 6}"/>'
    return _picture(bar + _interval(low * WIDTH, high * WIDTH))


def mean(value: float, low: float, high: float, lowest: float, highest: float) -> Markup:
    """Draw a mean as a point on the line of all marks, with its interval."""
    spread = highest - lowest
    at, left, right = ((one - lowest) / spread * WIDTH for one in (value, low, high))
    line = f'<path class="b" d="M0 {MIDDLE}H{WIDTH}"/>'
    point = f'<circle class="v" cx="{at:.1f}" cy="{MIDDLE}" r="5"/>'
    return _picture(line + _interval(left, right) + point)


def _interval(left: float, right: float) -> str:
    top, bottom = MIDDLE - TICK, MIDDLE + TICK
    return (
        f'<path class="i" d="M{left:.1f} {top}V{bottom}M{left:.1f} {MIDDLE}H{right:.1f}'
        f'M{right:.1f} {top}V{bottom}"/>'
    )


def _picture(inside: str) -> Markup:
    # Only numbers made here are inside.
    return Markup(  # noqa: S704
        f'<svg class="s-bar" viewBox="-6 0 {WIDTH + 12} {HEIGHT}" aria-hidden="true"'
        f' focusable="false" preserveAspectRatio="none">{inside}</svg>'
    )
