"""Reading `map/`: which layers there are, where they come from, and their GeoJSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from infra.content.check import check
from infra.content.source import ContentError, read

Kind = Literal["land", "country", "district", "green", "water", "river", "road", "place"]
AREAS: frozenset[str] = frozenset({"land", "country", "district", "green", "water"})
Point = tuple[float, float]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Layer(_Part):
    """A file, how it is drawn, where it comes from and what its licence allows."""

    kind: Kind
    file: str = Field(pattern=r"^[a-z0-9_-]+\.geojson$")
    source: str
    licence: str


class Description(_Part):
    """The file `map.yml`."""

    name: dict[str, str]
    frame: Kind
    note: dict[str, str] = Field(default_factory=dict)
    layers: list[Layer]


class Place(_Part):
    """A named point; the smaller the rank, the earlier it is shown."""

    name: dict[str, str]
    rank: int = Field(ge=1, le=9)
    jurisdiction: str = ""
    at: Point


class _Geometry(BaseModel):
    type: Literal["Point", "LineString", "MultiLineString", "Polygon", "MultiPolygon"]
    coordinates: list[object]


class _Feature(BaseModel):
    properties: dict[str, object]
    geometry: _Geometry


class _Collection(BaseModel):
    type: Literal["FeatureCollection"]
    features: list[_Feature]


def description(folder: Path) -> Description:
    """Return what `map.yml` says. Raises ContentError."""
    source = read(folder / "map.yml", folder.parent)
    return check(Description, source.data, source)


def lines(folder: Path, layer: Layer) -> list[list[Point]]:
    """Return the rings or lines of a layer, holes included. Raises ContentError."""
    found: list[list[Point]] = []
    for feature in _features(folder, layer):
        _gather(feature.geometry.coordinates, found)
    return found


def places(folder: Path, layer: Layer) -> list[Place]:
    """Return the places of a layer, in the order in which they are shown. Raises ContentError."""
    try:
        found = [
            Place.model_validate(one.properties | {"at": one.geometry.coordinates})
            for one in _features(folder, layer)
        ]
    except ValidationError as error:
        raise ContentError([f"map/{layer.file}: {error}"]) from None
    return sorted(found, key=lambda place: place.rank)


def _features(folder: Path, layer: Layer) -> list[_Feature]:
    try:
        text = (folder / layer.file).read_text("utf-8")
        return _Collection.model_validate(json.loads(text)).features
    except (OSError, ValueError) as error:
        raise ContentError([f"map/{layer.file}: {error}"]) from None


def _gather(coordinates: object, found: list[list[Point]]) -> None:
    """Collect every list of points, however deep it lies."""
    if not isinstance(coordinates, list) or not coordinates:
        return
    first = coordinates[0]
    if isinstance(first, list) and first and isinstance(first[0], int | float):
        found.append([(float(point[0]), float(point[1])) for point in coordinates])
        return
    for part in coordinates:
        _gather(part, found)
