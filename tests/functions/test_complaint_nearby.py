"""Open reports nearby: from public files alone, of the same kind, within its radius."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from functions.complaints import nearby, place
from functions.shared import objects
from tests.conftest import Calls, Send

HERE = (43.2389, 76.8897)
PATH = "/api/v1/complaints/nearby"


def report(number: int, north: float = 0, **changes: Any) -> dict[str, Any]:
    """Return a public report so many metres to the north."""
    return {
        "id": number,
        "number": f"2026-{number:06d}-0",
        "category": "road-damage",
        "title": "Пример",
        "lat": HERE[0] + north / 111_195,
        "long": HERE[1],
        "state": "assigned",
        "supports": 1,
    } | changes


def publish(folder: Path, *reports: dict[str, Any]) -> None:
    cells: dict[str, list[dict[str, Any]]] = {}
    for one in reports:
        cells.setdefault(place.cell((one["lat"], one["long"])), []).append(one)
    for cell, found in cells.items():
        path = folder / "site/complaints/near" / f"{cell}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"reports": found}))


def ask(send: Send, **asked: Any) -> Any:
    query = {"category": "road-damage", "lat": str(HERE[0]), "long": str(HERE[1]), "lang": "kk"}
    words = {name: value for name, value in (query | asked).items() if value is not None}
    return send(nearby.handler, "GET", PATH, query=words)


def test_the_nearest_of_the_same_kind_come_first(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    far, other = report(3, north=60), report(4, category="waste")
    publish(environment, report(1, north=40), report(2, north=10), far, other)

    found = ask(send)

    assert dynamodb.take() == []
    assert [(one["id"], one["metres"]) for one in found.json["reports"]] == [(2, 10), (1, 40)]
    assert found.json["reports"][0]["url"] == "/kk/complaints/2/"
    assert found.headers["cache-control"] == "public, max-age=30"


def test_ten_are_enough(environment: Path, send: Send) -> None:
    publish(environment, *(report(number) for number in range(1, 15)))

    assert len(ask(send).json["reports"]) == 10


def test_at_most_four_files_are_read(
    environment: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = list[str]()
    monkeypatch.setattr(objects, "read", lambda _, key: read.append(key))
    corner = (place.CELL * 2161, place.CELL * 3844)

    ask(send, category="air", lat=str(corner[0]), long=str(corner[1]))

    assert len(set(read)) == 4


def test_what_is_private_has_nothing_nearby(
    environment: Path, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(environment, report(1, category="corruption"))
    monkeypatch.setattr(objects, "read", lambda *_: 1 / 0)

    assert ask(send, category="corruption").json == {"reports": []}


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"category": "none"}, "category"),
        ({"lat": "north"}, "lat"),
        ({"lat": "91"}, "lat"),
        ({"long": None}, "long"),
        ({"long": "nan"}, "long"),
    ],
)
def test_a_wrong_question_is_refused(
    environment: Path, send: Send, asked: dict[str, Any], wrong: str
) -> None:
    answer = ask(send, **asked)

    assert (answer.status, answer.json["errors"][0]["name"]) == (422, wrong)
