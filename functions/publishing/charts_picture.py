"""A chart as a file of its own: its colours inside, its title, and whence the figures are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from functions.publishing import charts_frame as frame
from functions.publishing.charts_frame import WIDTH, Drawing, number
from functions.publishing.charts_looks import FONT, INK, LOOKS, MUTED, PAPER

EDGE = 26
SIZE = 2  # how many pixels a unit has when nothing else is said
TITLE, NOTE, SMALL = 23.0, 15.0, 12.5
NARROWER = 0.53  # of the size: how wide a character is on average
LEADING = 1.3
_CLASSES = re.compile(r'class="([a-z0-9 -]+)"')


@dataclass(frozen=True)
class Words:
    """What is written around the chart; `foot` tells source, licence and address."""

    title: str
    note: str = ""
    foot: Sequence[str] = ()


def picture(drawing: Drawing, legend: Sequence[tuple[str, str]], words: Words, lang: str) -> bytes:
    """Return the file. Texts are escaped, nothing is loaded from elsewhere."""
    head, top = _block(words.title, EDGE + TITLE, TITLE, INK, "700")
    note, top = _block(words.note, top + 2, NOTE, MUTED) if words.note else ("", top)
    body = f'<g transform="translate({EDGE} {number(top)})">{_coloured(drawing.inside)}</g>'
    names, top = _legend(legend, top + drawing.height + 10)
    foot, top = _foot(words.foot, top + 18)
    width, height = WIDTH + 2 * EDGE, top + EDGE / 2
    made = (
        f'<svg xmlns="http://www.w3.org/2000/svg" lang="{lang}" xml:lang="{lang}" role="img"'
        f' width="{width * SIZE}" height="{number(height * SIZE)}"'
        f' viewBox="0 0 {width} {number(height)}" font-family="{escape(FONT)}">'
        f"<title>{escape(words.title)}</title><desc>{escape(drawing.about or words.note)}</desc>"
        f'<rect width="{width}" height="{number(height)}" fill="{PAPER}"/>'
        f"{head}{note}{body}{names}{foot}</svg>\n"
    )
    return made.encode()


def _coloured(shapes: str) -> str:
    """Put the looks in place of the classes."""

    def looks(found: re.Match[str]) -> str:
        merged: dict[str, str] = {}
        for name in found[1].split():
            merged |= LOOKS[name]
        return " ".join(f'{name}="{value}"' for name, value in merged.items())

    return _CLASSES.sub(looks, shapes)


def _block(said: str, top: float, size: float, fill: str, weight: str = "400") -> tuple[str, float]:
    """Write lines from a first base line on; return them and where the next thing may begin."""
    room = WIDTH * frame.CHARACTER / (size * NARROWER)
    lines = frame.wrapped(said, room, most=6)
    parts = [
        f'<text x="{EDGE}" y="{number(top + place * size * LEADING)}" font-size="{size}"'
        f' font-weight="{weight}" fill="{fill}">{escape(one)}</text>'
        for place, one in enumerate(lines)
    ]
    return "".join(parts), top + len(lines) * size * LEADING


def _legend(legend: Sequence[tuple[str, str]], top: float) -> tuple[str, float]:
    parts = []
    for look, name in legend:
        fill = LOOKS[look]["fill"]
        parts.append(f'<rect x="{EDGE}" y="{number(top)}" width="14" height="14" fill="{fill}"/>')
        parts.append(
            f'<text x="{EDGE + 22}" y="{number(top + 12)}" font-size="14" fill="{INK}">'
            f"{escape(name)}</text>"
        )
        top += 22
    return "".join(parts), top


def _foot(lines: Sequence[str], top: float) -> tuple[str, float]:
    drawn = []
    for said in lines:
        block, top = _block(said, top, SMALL, MUTED)
        drawn.append(block)
    return "".join(drawn), top
