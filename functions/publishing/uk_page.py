"""Pages of the UK's lists that no file holds: put together from the list's order when asked for.

The first petitions of each list are made as files. With all of them, one signature would write
thousands of files again, since petitions stand in the order of their counts.
"""

from __future__ import annotations

import json
from typing import Any

from functions.publishing import paging, public_json, uk_lists
from functions.shared import objects

# So many petitions of each list are published as ready pages, in every size of page.
MOST_MADE = 500
# What the list of the UK's interface does not tell of a petition.
_NOT_LISTED = {
    "signatures_by_country",
    "signatures_by_constituency",
    "signatures_by_region",
    "other_parliamentary_business",
}

Json = dict[str, Any]


def order(state: str) -> str:
    """Return the path of the file that holds a list's petitions in their order."""
    return f"petitions/lists/{state}/order.json"


def compose(state: str, count: int, number: int) -> str | None:
    """Return a page of a list as JSON; None if the list has no such page or size of pages."""
    stored = objects.read("site", order(state)) if count in uk_lists.COUNTS else None
    if stored is None:
        return None
    ids = json.loads(stored.body)["petitions"]
    asked = ids[(number - 1) * count : number * count]
    bodies = objects.read_each("site", [f"petitions/{pid}.json" for pid in asked])
    # What was taken away since is left out, as it would be from the next order.
    items = [_listed(json.loads(body)) for body in bodies if body]
    if not items:
        return None
    size = max(item["attributes"]["log_size"] for item in items)
    last = paging.last(len(ids), count)
    return uk_lists.page(map(public_json.dump, items), size, state, count, number, last).decode()


def _listed(shown: Json) -> Json:
    """Return a petition as lists hold it, from its own file."""
    data = shown["data"]
    kept = {key: value for key, value in data["attributes"].items() if key not in _NOT_LISTED}
    return {
        "type": data["type"],
        "id": data["id"],
        "links": {"self": shown["links"]["self"]},
        "attributes": kept,
    }
