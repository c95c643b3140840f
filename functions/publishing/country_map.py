"""The map as a page draws it without scripts: layers, centres, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from functions.publishing import places
from functions.publishing.said import pick
from functions.shared.content import load
from functions.shared.words import number

View = dict[str, object]


def view(lang: str, links: Mapping[str, str], counts: Mapping[str, int]) -> View | None:
    """Return what `country_map.html` draws; None if the content has no map.

    `links` leads from a centre to the page of its jurisdiction, `counts` is what it has there.
    """
    drawn = load().map
    if not drawn:
        return None
    return {
        "name": pick(drawn["name"], lang).text,
        "note": pick(drawn["note"], lang).text if drawn["note"] else "",
        "width": drawn["width"],
        "height": drawn["height"],
        "kinds": drawn["kinds"],
        "sources": drawn["sources"],
        "centres": [_centre(one, lang, links, counts) for one in drawn["centres"]],
    }


def _centre(
    one: Mapping[str, Any], lang: str, links: Mapping[str, str], counts: Mapping[str, int]
) -> View:
    code = str(one["code"])
    n = counts.get(code, 0)
    return {
        "name": pick(one["name"], lang).text,
        "region": places.jurisdiction_name(code, lang),
        "url": links.get(code, ""),
        "n": number(lang, n) if n else "",
        "x": one["x"],
        "y": one["y"],
        "side": one["label"].get(lang, "none"),
    }
