"""Steps that fewer and fewer pass: a funnel; and who takes part, as a pyramid over the people."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from functions.publishing import charts_frame as frame
from functions.publishing.charts_frame import WIDTH, Drawing

LINE, BAR, SPACE, LEAST = 23, 26, 16, 2.0
TIER, TIER_SPACE = 30, 12


@dataclass(frozen=True)
class Step:
    """One step: how many came here, as written, and what part of those before."""

    name: str
    count: int
    shown: str
    note: str = ""


@dataclass(frozen=True)
class Tier:
    """A level of the pyramid in per cent of all people: between `low` and `high`; by the rule."""

    name: str
    low: float
    high: float
    shown: str
    rule: float
    note: str = ""


def funnel(steps: Sequence[Step], *, title: str, about: str = "") -> Drawing:
    """Draw each step as a bar in the middle, the widest as wide as the picture."""
    most = max([1, *(one.count for one in steps)])
    top, parts = 0.0, []
    for at, one in enumerate(steps):
        width = WIDTH * one.count / most
        parts.append(frame.text(0, top + LINE - 6, one.name, "k-n"))
        parts.append(frame.text(WIDTH, top + LINE - 6, one.shown, "k-v", "end"))
        y = top + LINE
        parts.append(frame.rect(0, y, WIDTH, BAR, "k-bg"))
        shape = max(width, LEAST) if one.count else 0.0
        look = f"k-q{min(at + 1, 4)}"
        parts.append(
            frame.rect((WIDTH - shape) / 2, y, shape, BAR, look, f"{one.name}: {one.shown}")
        )
        top = y + BAR
        if one.note:
            parts.append(frame.text(WIDTH / 2, top + LINE - 5, one.note, "k-t", "middle"))
            top += LINE
        top += SPACE
    return Drawing(max(top - SPACE + 2, 1), "".join(parts), title, about, "funnel")


def pyramid(tiers: Sequence[Tier], *, title: str, about: str = "") -> Drawing:
    """Draw the levels below one another: surely, perhaps, and the outline of the rule."""
    top, parts = 0.0, []
    for one in tiers:
        parts.append(frame.text(0, top + LINE - 6, one.name, "k-n"))
        parts.append(frame.text(WIDTH, top + LINE - 6, one.shown, "k-v", "end"))
        y = top + LINE
        parts.append(_centred(one.high, y, "k-f4"))
        parts.append(_centred(one.low, y, "k-f1"))
        parts.append(_centred(one.rule, y, "k-r"))
        top = y + TIER
        if one.note:
            parts.append(frame.text(WIDTH / 2, top + LINE - 4, one.note, "k-t", "middle"))
            top += LINE
        top += TIER_SPACE
    return Drawing(max(top - TIER_SPACE + 2, 1), "".join(parts), title, about, "pyramid")


def _centred(share: float, y: float, look: str) -> str:
    width = (WIDTH - 4) * share / 100
    shape = max(width, LEAST) if share else 0.0
    return frame.rect((WIDTH - shape) / 2, y + 1, shape, TIER - 2, look)
