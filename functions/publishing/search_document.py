"""What a publisher hands to the search: one thing with a page, in every language it has.

Each publisher writes an index of its own; none reads another's facts, and search knows nothing of
a thing but this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = (
    *("petition", "complaint", "poll", "project", "idea", "work", "survey"),
    *("body", "dataset", "page"),
)
LEAD_CHARACTERS = 200


@dataclass(frozen=True)
class Told:
    """The words in one language: `title` and `lead` are shown, `details` is only looked through."""

    title: str
    lead: str = ""
    details: str = ""


@dataclass(frozen=True)
class Document:
    """One thing. `path` is its page's address after the language; `language` is the original's.

    The more `weight`, the earlier among equals: signatures, voters, 0. `at` is an instant as
    `clock.text` writes it, "" for none. `state_key` and `count_key` are keys of content/words; the
    second takes `n` and `need`. `states` are all the names by which the thing is found under the
    filter; one that is not given is `state`. What is typed exactly as one of `numbers` leads
    straight to the page. `topic` names the category by language.
    """

    kind: str
    id: str
    path: str
    language: str
    texts: Mapping[str, Told]
    weight: int = 0
    at: str = ""
    state: str = ""
    state_key: str = ""
    tone: str = "closed"
    states: Sequence[str] = ()
    category: str = ""
    jurisdiction: str = ""
    body: str = ""
    topic: Mapping[str, str] = field(default_factory=dict)
    icon: str = "other"
    count: int | None = None
    count_key: str = ""
    needed: int | None = None
    numbers: Sequence[str] = ()
    example: bool = False

    def __post_init__(self) -> None:
        if self.kind not in KINDS or self.language not in self.texts:
            raise ValueError(f"{self.kind} {self.id} has no kind or no original text")

    def facets(self) -> list[str]:
        """Return the names by which the thing is filtered."""
        named = {"category": self.category, "jurisdiction": self.jurisdiction, "body": self.body}
        states = self.states or ([self.state] if self.state else [])
        return [
            f"kind/{self.kind}",
            *(f"state/{state}" for state in states),
            *(f"{name}/{value}" for name, value in named.items() if value),
        ]


def to_json(document: Document) -> dict[str, Any]:
    """Return a document as JSON holds it."""
    return asdict(document)


def from_json(written: Mapping[str, Any]) -> Document:
    """Read a document that `to_json` wrote."""
    texts = {lang: Told(**told) for lang, told in written["texts"].items()}
    return Document(**{**written, "texts": texts})
