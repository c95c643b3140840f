"""The search form above lists: words and three choices, sent to the search function."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from functions.publishing import facets, places
from functions.shared.content import load
from functions.shared.words import t

NAMES = ("state", "jurisdiction", "category")
# States and topics are those of petitions; a place is a thing's of every kind.
_EVERY_KIND = ("jurisdiction",)
_KINDS = ("country", "region", "city")

View = dict[str, object]


def view(
    lang: str, chosen: Mapping[str, str], words: str = "", kind: str = "petition", body: str = ""
) -> View:
    """Return the form with what was chosen; `kind` is what is looked for, "" for everything."""
    names = NAMES if kind == "petition" else _EVERY_KIND
    return {
        "words": words,
        "hidden": {name: value for name, value in (("kind", kind), ("body", body)) if value},
        "choices": [
            {
                "name": name,
                "label": t(lang, f"lists.filter.{name}"),
                "any": t(lang, f"lists.any.{name}"),
                "chosen": chosen.get(name, ""),
                "options": [
                    {"value": value, "label": label} for value, label in _options(name, lang)
                ],
            }
            for name in names
        ],
    }


def _options(name: str, lang: str) -> Iterator[tuple[str, str]]:
    if name == "state":
        yield from ((state, t(lang, f"lists.state.{state}")) for state in facets.STATES)
    elif name == "jurisdiction":
        for code, place in load().jurisdictions.items():
            if place["kind"] in _KINDS:
                yield code, places.jurisdiction_name(code, lang)
    else:
        yield from ((one, places.category(one, lang).name) for one in load().categories)
