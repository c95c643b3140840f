"""The map that is built of a government's own layers."""

from __future__ import annotations

import gzip
import json
import math
from pathlib import Path

import pytest

from infra.content.source import ContentError
from infra.map import draw, shapes
from infra.map.projection import MARGIN, WIDTH, fitted
from tests.conftest import ROOT

MOST_BYTES = 60_000
CITY = """
name: {kk: Қала, ru: Город, en: City}
frame: district
layers:
- {kind: district, file: districts.geojson, source: The city's own register, licence: CC BY 4.0}
- {kind: road, file: streets.geojson, source: The city's own register, licence: CC BY 4.0}
- {kind: place, file: places.geojson, source: The city's own register, licence: CC BY 4.0}
"""
NAME = {"kk": "Қала", "ru": "Город", "en": "City"}
SQUARE = [[76.8, 43.2], [77.0, 43.2], [77.0, 43.3], [76.8, 43.3], [76.8, 43.2]]


def city(folder: Path) -> Path:
    """Write a map of two districts, a street and a place."""
    layers = {
        "districts": ("Polygon", [SQUARE], {}),
        "streets": ("LineString", [[76.85, 43.22], [76.9, 43.2200001], [76.95, 43.22]], {}),
        "places": ("Point", [76.9, 43.25], {"name": NAME, "rank": 1, "jurisdiction": "KZ-75"}),
    }
    (folder / "map").mkdir()
    (folder / "map/map.yml").write_text(CITY, "utf-8")
    for name, (kind, coordinates, properties) in layers.items():
        geometry = {"type": kind, "coordinates": coordinates}
        feature = {"type": "Feature", "properties": properties, "geometry": geometry}
        text = json.dumps({"type": "FeatureCollection", "features": [feature]})
        (folder / "map" / f"{name}.geojson").write_text(text, "utf-8")
    return folder / "map"


def test_the_map_of_the_country_is_small_and_says_where_it_comes_from() -> None:
    drawn = draw.read(ROOT / "content/map")
    assert drawn
    sent = draw.svg(drawn) + draw.data(drawn)
    assert len(gzip.compress(sent.encode())) < MOST_BYTES
    assert all(one.source and one.licence for one in drawn.description.layers)
    assert list(drawn.paths) == ["land", "country", "river", "water"]


def test_every_region_has_a_centre_on_the_map(content_file: Path) -> None:
    content = json.loads(content_file.read_text())
    regions = {code for code, one in content["jurisdictions"].items() if one["parent"]}
    centres = content["map"]["centres"]
    assert {one["code"] for one in centres} == regions
    assert all(0 < one["x"] < WIDTH and 0 < one["y"] < content["map"]["height"] for one in centres)
    assert all(set(one["name"]) == {"kk", "ru", "en"} for one in centres)


def test_a_city_brings_its_own_districts_and_streets(tmp_path: Path) -> None:
    drawn = draw.read(city(tmp_path))
    assert drawn
    assert list(drawn.paths) == ["district", "road"]
    assert drawn.paths["district"].endswith("z")
    assert drawn.paths["road"].count(" ") == 2  # a straight street is two points
    section = draw.section(tmp_path / "map")
    assert section["kinds"] == ["district", "road"]
    assert section["centres"] == [
        {
            "code": "KZ-75",
            "name": NAME,
            "x": 5000,
            "y": pytest.approx(section["height"] / 2, abs=30),  # type: ignore[operator]
            "long": 76.9,
            "lat": 43.25,
            "label": dict.fromkeys(NAME, "right"),
        }
    ]


def test_a_government_without_a_map_has_none(tmp_path: Path) -> None:
    assert draw.section(tmp_path / "map") == {}


def test_a_broken_layer_is_named(tmp_path: Path) -> None:
    folder = city(tmp_path)
    (folder / "streets.geojson").write_text('{"type": "FeatureCollection"}')
    with pytest.raises(ContentError, match=r"streets\.geojson"):
        draw.read(folder)


def test_the_projection_fits_and_keeps_shapes() -> None:
    frame = [(46.5, 46.0), (87.3, 49.0), (70.0, 55.4), (68.0, 40.6)]
    plane = fitted(frame)
    flat = [plane.of(point) for point in frame]
    assert min(x for x, _ in flat) == pytest.approx(MARGIN)
    assert max(x for x, _ in flat) == pytest.approx(WIDTH - MARGIN)
    assert max(y for _, y in flat) == pytest.approx(plane.height - MARGIN, abs=1)
    for point in frame:
        north = math.dist(plane.of(point), plane.of((point[0], point[1] + 0.001)))
        east = math.dist(plane.of(point), plane.of((point[0] + 0.001, point[1])))
        assert east / north == pytest.approx(math.cos(math.radians(point[1])), rel=1e-3)


def test_lines_lose_what_is_not_seen_and_rings_what_is_far_out() -> None:
    assert shapes.simplified([(0, 0), (5, 0.2), (10, 0)]) == [(0, 0), (10, 0)]
    assert len(shapes.simplified([(0, 0), (5, 9), (10, 0)])) == 3
    far = WIDTH + 9 * shapes.SLACK
    ring = shapes.clipped([(0, 0), (far, 0), (far, 100), (0, 100)], 500)
    assert max(x for x, _ in ring) == WIDTH + shapes.SLACK
    assert shapes.path([[(1, 1), (4, 0), (4, 0)]], closed=True) == "M1 1l3-1z"
