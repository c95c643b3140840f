"""What the government edits, as compiled from `content/`: rules, places, bodies, words."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from functions.shared.settings import settings

Texts = dict[str, str]


@dataclass(frozen=True)
class EmailRule:
    """How one provider's addresses name the same mailbox."""

    alias: str = ""
    strip: str = ""
    extension: str = "+"


@dataclass(frozen=True)
class EmailDomains:
    """Rules by domain; any other domain has only its `+` extension taken off."""

    rules: dict[str, EmailRule]

    def rule(self, domain: str) -> EmailRule:
        return self.rules.get(domain, EmailRule())


@dataclass(frozen=True)
class Content:
    """The compiled content; every section is plain data."""

    government: dict[str, Any]
    rules: dict[str, dict[str, Any]]
    jurisdictions: dict[str, dict[str, Any]]
    bodies: dict[str, dict[str, Any]]
    categories: dict[str, dict[str, Any]]
    calendars: dict[str, dict[str, Any]]
    clocks: dict[str, dict[str, Any]]
    complaints: dict[str, Any]
    processes: dict[str, dict[str, Any]]
    recognition: dict[str, dict[str, Any]]
    platform: dict[str, dict[str, Any]]
    indicators: dict[str, dict[str, Any]]
    map: dict[str, Any]
    words: dict[str, dict[str, str | Texts]]
    email_domains: EmailDomains
    disposable: frozenset[str]
    version: str

    @property
    def languages(self) -> list[str]:
        return list(self.government["languages"])

    @property
    def default_language(self) -> str:
        return str(self.government["default_language"])


@cache
def load() -> Content:
    """Return the content of this deployment; read once. Raises OSError if it was not compiled."""
    return parse(json.loads(Path(settings().content_path).read_text(encoding="utf-8")))


def parse(raw: dict[str, Any]) -> Content:
    """Turn the compiled mapping into Content."""
    return Content(
        government=raw["government"],
        rules=raw["rules"],
        jurisdictions=raw["jurisdictions"],
        bodies=raw["bodies"],
        categories=raw["categories"],
        calendars=raw["calendars"],
        clocks=raw["clocks"],
        complaints=raw["complaints"],
        processes=raw.get("processes", {}),
        recognition=raw.get("recognition", {}),
        platform=raw.get("platform", {}),
        indicators=raw.get("indicators", {}),
        map=raw["map"],
        words=raw["words"],
        email_domains=EmailDomains(
            {domain: EmailRule(**rule) for domain, rule in raw["email_domains"].items()}
        ),
        disposable=frozenset(raw["disposable"]),
        version=raw["version"],
    )
