"""How a chart looks in a picture of its own: the colours of the light page, as attributes.

A picture that is opened by itself has no style sheet, and the site's policy forbids one inside it.
Every class here is also in charts.css; a test holds both together.
"""

from __future__ import annotations

INK, MUTED, LINE, FIELD, PAPER, GROUND = (
    *("#0c2230", "#4a606d", "#d3dfe3"),
    *("#63798a", "#ffffff", "#e9f1f3"),
)
SERIES = ("#00677f", "#c2570c", "#6a4bb5", "#8fc3cf", "#a8201a")
SHADES = ("#d5e8ec", "#a5d0da", "#5fafbf", "#167b93", "#00526a")
APART = ("#a94e00", "#f3c894", "#a5d0da", "#00677f")
FONT = "Onest, Arial, sans-serif"

Look = dict[str, str]


def _written(size: str, fill: str, weight: str = "400") -> Look:
    return {"font-size": size, "fill": fill, "font-weight": weight}


def _stroke(colour: str, width: str, dashes: str = "") -> Look:
    made = {"stroke": colour, "stroke-width": width, "fill": "none"}
    return made | ({"stroke-dasharray": dashes} if dashes else {})


LOOKS: dict[str, Look] = {
    "k-t": _written("14.5", MUTED),
    "k-n": _written("15.5", INK, "500"),
    "k-v": _written("15.5", INK, "700"),
    "k-e": _written("18", INK, "700")
    | {"paint-order": "stroke", "stroke": PAPER, "stroke-width": "5"},
    "k-s": _written("14", INK, "700"),
    "k-w": _written("13", INK, "500"),
    "k-on": {"fill": "#ffffff"},
    "k-g": _stroke(LINE, "1"),
    "k-ax": _stroke(FIELD, "1.2"),
    "k-i": _stroke(INK, "1.6"),
    "k-m": _stroke(INK, "1.4", "5 4"),
    "k-no": _stroke(FIELD, "1.4", "2 5"),
    "k-r": _stroke(INK, "1.4", "5 4"),
    "k-bg": {"fill": GROUND},
    "k-x": {"fill": PAPER, "stroke": FIELD, "stroke-dasharray": "4 4"},
    **{f"k-q{at}": {"fill": colour} for at, colour in enumerate(SHADES)},
    **{f"k-d{at}": {"fill": colour} for at, colour in enumerate(APART)},
    **{f"k-f{at}": {"fill": colour} for at, colour in enumerate(SERIES, start=1)},
    **{
        f"k-l{at}": _stroke(colour, "3.2") | {"stroke-linejoin": "round"}
        for at, colour in enumerate(SERIES, start=1)
    },
    **{
        f"k-p{at}": {"fill": PAPER, "stroke": colour, "stroke-width": "2.6"}
        for at, colour in enumerate(SERIES, start=1)
    },
}
