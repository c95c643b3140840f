"""What all drawn charts share: the frame, the shapes, and text cut to fit.

Looks come from classes only: on a page from charts.css, in a picture from charts_looks.py. Shapes
are drawn 480 units wide, so that a phone shows them at two thirds and text stays readable.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup, escape

WIDTH = 480
# Widths of a character in units, at the size that text has on a phone.
CHARACTER = 10.6
ELLIPSIS = "…"


@dataclass(frozen=True)
class Drawing:
    """A chart as shapes, with what it says for those who cannot see it."""

    height: float
    inside: str
    title: str
    about: str = ""
    kind: str = "chart"

    def svg(self, name: str) -> Markup:
        """Return it for a page; `name` is unique there."""
        about = f'<desc id="{name}-d">{escape(self.about)}</desc>' if self.about else ""
        described = f' aria-describedby="{name}-d"' if self.about else ""
        # Every text inside was escaped where it was put in.
        return Markup(  # noqa: S704
            f'<svg class="k-svg k-{self.kind}" viewBox="0 0 {WIDTH} {number(self.height)}"'
            f' role="img" aria-labelledby="{name}-t"{described}>'
            f'<title id="{name}-t">{escape(self.title)}</title>{about}{self.inside}</svg>'
        )


def number(value: float) -> str:
    """Write a coordinate: one decimal at most."""
    return f"{value:.1f}".removesuffix(".0")


def text(x: float, y: float, said: str, look: str, anchor: str = "") -> str:
    """Write one line; `anchor` is middle or end."""
    side = f' text-anchor="{anchor}"' if anchor else ""
    return f'<text class="{look}" x="{number(x)}" y="{number(y)}"{side}>{escape(said)}</text>'


def rect(x: float, y: float, width: float, height: float, look: str, tip: str = "") -> str:
    """Draw a bar; `tip` is told when it is pointed at."""
    place = f'x="{number(x)}" y="{number(y)}" width="{number(width)}" height="{number(height)}"'
    if tip:
        return f'<rect class="{look}" {place}><title>{escape(tip)}</title></rect>'
    return f'<rect class="{look}" {place}/>'


def line(x1: float, y1: float, x2: float, y2: float, look: str) -> str:
    """Draw a straight line."""
    ends = f'x1="{number(x1)}" y1="{number(y1)}" x2="{number(x2)}" y2="{number(y2)}"'
    return f'<line class="{look}" {ends}/>'


def interval(low: float, high: float, y: float, reach: float) -> str:
    """Draw the reach of an interval across a bar, with its two ends."""
    return (
        line(low, y, high, y, "k-i")
        + line(low, y - reach, low, y + reach, "k-i")
        + line(high, y - reach, high, y + reach, "k-i")
    )


def wrapped(said: str, room: float, most: int = 2) -> list[str]:
    """Cut a text between words into lines that fit; what does not fit ends in an ellipsis."""
    limit = max(int(room / CHARACTER), 4)
    lines, rest = list[str](), " ".join(said.split())
    while rest and len(lines) < most:
        if len(rest) <= limit:
            return [*lines, rest]
        at = rest.rfind(" ", 0, limit + 1)
        at = at if at > limit // 2 else limit
        lines.append(rest[:at].rstrip())
        rest = rest[at:].lstrip()
    if rest:
        lines[-1] = lines[-1][: limit - 1].rstrip(" ,.-–") + ELLIPSIS
    return lines
