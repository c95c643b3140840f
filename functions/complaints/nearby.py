"""GET /api/v1/complaints/nearby: open reports of the same kind near a point, before one is sent.

They come from the public files of the map's cells, which publishing writes: no table is asked.
"""

from __future__ import annotations

import json
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.complaints import category, links
from functions.complaints.category import Category
from functions.complaints.place import cells_within, metres
from functions.shared import http, objects
from functions.shared.content import load
from functions.shared.errors import FieldError, InvalidInputError

app = http.Api()
MOST_CELLS = 4  # a circle of the widest radius touches no more, up to 60° of latitude
MOST_REPORTS = 10
CACHE = "public, max-age=30"
Point = tuple[float, float]


@app.get("/api/v1/complaints/nearby")
def nearby() -> Response[str]:
    """Tell what is open nearby: at most four objects are read."""
    asked = app.current_event.query_string_parameters or {}
    chosen = category.categories().get(asked.get("category", ""))
    if chosen is None:
        raise InvalidInputError(FieldError("category", "not_a_choice"))
    point = (_degrees(asked, "lat", 90), _degrees(asked, "long", 180))
    told = {"reports": similar(chosen, point, http.language(app))}
    return http.json_answer(told, headers=http.kept(CACHE, http.LANGUAGE))


def similar(chosen: Category, point: Point, lang: str = "") -> list[dict[str, Any]]:
    """Return open reports of a category within its radius, the nearest first."""
    if not chosen.radius or chosen.private or chosen.decimals is None:
        return []
    found = []
    for cell in cells_within(point, chosen.radius)[:MOST_CELLS]:
        for report in _reports(cell):
            away = round(metres(point, (report["lat"], report["long"])))
            if report["category"] == chosen.id and away <= chosen.radius:
                page = links.page(lang or load().default_language, report["id"])
                found.append(report | {"metres": away, "url": page})
    return sorted(found, key=lambda one: (one["metres"], one["id"]))[:MOST_REPORTS]


def _reports(cell: str) -> list[dict[str, Any]]:
    stored = objects.read("site", f"complaints/near/{cell}.json")
    return list(json.loads(stored.body)["reports"]) if stored else []


def _degrees(asked: dict[str, str], name: str, most: int) -> float:
    try:
        value = float(asked[name])
    except (KeyError, ValueError):
        raise InvalidInputError(FieldError(name, "invalid")) from None
    if not -most <= value <= most:
        raise InvalidInputError(FieldError(name, "invalid"))
    return value


handler = http.handler(app)
