"""Whose data it is: names, mailbox, languages, places and bodies, as descriptions need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from functions.shared.content import Content

Texts = dict[str, str]
# Kinds of publishers, of the ADMS vocabulary that DCAT-AP uses.
_PUBLISHER_TYPES = {
    "country": "NationalAuthority",
    "region": "RegionalAuthority",
    "city": "RegionalAuthority",
    "district": "LocalAuthority",
}


@dataclass(frozen=True)
class Publisher:
    """Who publishes: its name in every language, its page, its kind."""

    id: str
    name: Texts
    url: str = ""
    type: str = "NationalAuthority"


@dataclass(frozen=True)
class Government:
    """The government, seen as a publisher of data."""

    id: str
    name: Texts
    languages: tuple[str, ...]
    default_language: str
    contact: str
    area: str
    places: Mapping[str, Texts] = field(default_factory=dict)
    bodies: Mapping[str, Publisher] = field(default_factory=dict)
    url: str = ""
    example: bool = False

    def publisher(self, body: str = "") -> Publisher:
        """Return a body, or the government itself if no body is named. Raises KeyError."""
        return self.bodies[body] if body else Publisher(self.id, self.name, self.url)

    def text(self, texts: Mapping[str, str]) -> str:
        """Return a text in the default language, or the first there is."""
        return texts.get(self.default_language) or next(iter(texts.values()), "")


def of(content: Content) -> Government:
    """Return the government of the compiled content."""
    raw, places = content.government, content.jurisdictions
    roots = (code for code, place in places.items() if not place.get("parent"))
    return Government(
        id=raw["id"],
        name=raw["name"],
        languages=tuple(raw["languages"]),
        default_language=raw["default_language"],
        contact=raw["contact_email"],
        area=next(roots, ""),
        places={code: place["name"] for code, place in places.items()},
        bodies={
            one: Publisher(
                one,
                body["name"],
                body.get("url") or "",
                _PUBLISHER_TYPES.get(places[body["jurisdiction"]]["kind"], "NationalAuthority"),
            )
            for one, body in content.bodies.items()
        },
        example=bool(raw.get("example")),
    )
