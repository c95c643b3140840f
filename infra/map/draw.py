"""The map as the site serves it: one SVG of paths, one JSON of places, and what templates need."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from infra.map import layers, shapes
from infra.map.layers import AREAS, Description, Place
from infra.map.projection import WIDTH, Projection, fitted

DECIMALS = 5
# What a label of a centre takes at the size of a phone: half a letter's width, and a line.
LETTER, LINE, DOT = 170, 330, 120
Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Map:
    """A description with its projection, its paths by kind and its places."""

    description: Description
    projection: Projection
    paths: dict[str, str]
    places: list[Place]


def read(folder: Path) -> Map | None:
    """Return the map of a content folder; None if it has none. Raises ContentError."""
    if not (folder / "map.yml").is_file():
        return None
    told = layers.description(folder)
    shaped: dict[str, list[list[layers.Point]]] = {}
    for one in told.layers:
        if one.kind != "place":
            shaped[one.kind] = shaped.get(one.kind, []) + layers.lines(folder, one)
    projection = fitted(point for line in shaped[told.frame] for point in line)
    paths = {kind: _path(kind, lines, projection) for kind, lines in shaped.items()}
    named = [layers.places(folder, one) for one in told.layers if one.kind == "place"]
    return Map(told, projection, paths, [place for group in named for place in group])


def svg(drawn: Map) -> str:
    """Return the file whose parts pages use; it has no colours of its own."""
    # Lines stay as thick as the page says, however far the map is zoomed.
    how = 'fill-rule="evenodd" vector-effect="non-scaling-stroke"'
    parts = "".join(f'<path id="{kind}" {how} d="{d}"/>' for kind, d in drawn.paths.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg"><defs>{parts}</defs></svg>\n'


def data(drawn: Map) -> str:
    """Return what the script of the map reads: projection, kinds and places."""
    told = {
        **_frame(drawn),
        "places": [
            [round(v) for v in drawn.projection.of(place.at)]
            + [place.rank, place.jurisdiction, place.name]
            for place in drawn.places
        ],
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) + "\n"


def section(folder: Path) -> dict[str, object]:
    """Return what templates draw without scripts, as a section of the compiled content."""
    drawn = read(folder)
    if drawn is None:
        return {}
    sources = [{"source": one.source, "licence": one.licence} for one in drawn.description.layers]
    return {
        **_frame(drawn),
        "name": drawn.description.name,
        "note": drawn.description.note,
        "sources": sources,
        "centres": list(_centres(drawn)),
    }


def _frame(drawn: Map) -> dict[str, object]:
    plane = drawn.projection
    return {
        "width": WIDTH,
        "height": plane.height,
        "cone": plane.cone,
        "meridian": plane.meridian,
        "scale": round(plane.scale, DECIMALS),
        "left": round(plane.left, DECIMALS),
        "top": round(plane.top, DECIMALS),
        "kinds": list(drawn.paths),
    }


def _path(kind: str, lines: list[list[layers.Point]], projection: Projection) -> str:
    flat = [[projection.of(point) for point in line] for line in lines]
    if kind in AREAS:
        flat = [ring for line in flat if (ring := shapes.clipped(line, projection.height))]
    return shapes.path(map(shapes.simplified, flat), closed=kind in AREAS)


def _centres(drawn: Map) -> Iterator[dict[str, object]]:
    """Yield the places that stand for a jurisdiction; `label` is where its name has room."""
    centres = [place for place in drawn.places if place.jurisdiction]
    sides = {lang: _sides(drawn, centres, lang) for lang in centres[0].name} if centres else {}
    for number, place in enumerate(centres):
        x, y = drawn.projection.of(place.at)
        yield {
            "code": place.jurisdiction,
            "name": place.name,
            "x": round(x),
            "y": round(y),
            "long": place.at[0],
            "lat": place.at[1],
            "label": {lang: found[number] for lang, found in sides.items()},
        }


def _sides(drawn: Map, centres: list[Place], lang: str) -> list[str]:
    """Return on which side of its dot each name of a language has room; `none` on no side."""
    dots = [drawn.projection.of(place.at) for place in centres]
    taken, sides = [_around(dot) for dot in dots], list[str]()
    for place, dot in zip(centres, dots, strict=True):
        others = [box for box in taken if box != _around(dot)]
        side, box = _room(LETTER * len(place.name[lang]) + DOT, *dot, others)
        sides.append(side)
        if box:
            taken.append(box)
    return sides


def _room(width: float, x: float, y: float, taken: list[Box]) -> tuple[str, Box | None]:
    for side, left, top in (
        ("right", x + DOT, y - LINE / 2),
        ("left", x - width - DOT, y - LINE / 2),
        ("above", x - width / 2, y - LINE - DOT),
        ("below", x - width / 2, y + DOT),
    ):
        box = (left, top, left + width, top + LINE)
        if box[0] > 0 and box[2] < WIDTH and not any(_meet(box, other) for other in taken):
            return side, box
    return "none", None


def _around(dot: layers.Point) -> Box:
    return dot[0] - DOT, dot[1] - DOT, dot[0] + DOT, dot[1] + DOT


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
