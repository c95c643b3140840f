"""A dataset with every kind of field, for tests of its formats."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from functions.opendata import government, release
from functions.opendata.dataset import Absent, Dataset
from functions.opendata.government import Government
from functions.opendata.release import Previous, Release
from functions.opendata.releases import Rows
from functions.shared.content import load

SITE = "https://dauys.example"
NOW = dt.datetime(2026, 9, 30, 12, 3, 4, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
Described = dict[str, Any]


def texts(word: str) -> dict[str, str]:
    """Return a text that is told apart by its language."""
    return {"kk": f"{word} (қазақша)", "ru": f"{word} (по-русски)", "en": word}


def column(name: str, kind: str = "string", **more: Any) -> Described:
    return {"name": name, "kind": kind, "label": texts(name.capitalize()), **more}


def described() -> Described:
    """Return a description as a clerk would write it."""
    return {
        "id": "bus-stops",
        "title": texts("Bus stops"),
        "description": texts('Stops of buses, with "quotes", a \\ and passengers of a day'),
        "keywords": {"kk": ["аялдама"], "ru": ["остановка"], "en": ["stop", "bus"]},
        "theme": "TRAN",
        "area": "KZ-75",
        "period": {"start": "2024-01-01"},
        "publisher": "ministry-ai-digital",
        "contact": "data@example.org",
        "sources": [{"title": "A register", "url": "https://example.org/register"}],
        "frequency": "DAILY",
        "issued": "2026-01-15",
        "tables": [
            {
                "name": "stops",
                "title": texts("Stops"),
                "key": ["code"],
                "missing": {"c": texts("hidden"), "..": texts("not counted")},
                "disclosure": {"columns": ["passengers"]},
                "columns": [
                    column("code", pattern="[A-Z]{2}-[0-9]+", required=True),
                    column("name", meaning=texts("What is on the sign")),
                    column("passengers", "integer", minimum=0, required=True),
                    column("score", "number", unit="1–5", minimum=1, maximum=5),
                    column("opened", "date"),
                    column("seen", "datetime"),
                    column("built", "year"),
                    column("roof", "boolean"),
                    column("kind", values={"tram": texts("tram"), "bus": texts("bus")}),
                ],
            }
        ],
        "charts": [{"kind": "bars", "x": "code", "y": ["passengers"]}],
    }


def dataset(**changes: Any) -> Dataset:
    return Dataset.model_validate(described() | changes)


def rows() -> Rows:
    """Return three rows with all that is hard to write: formulas, quotes, lines, hidden counts."""
    return {
        "stops": [
            {
                "code": "AB-1", "name": '=1+1,"x";\nӘлем', "passengers": 120,
                "score": Decimal("4.50"), "opened": dt.date(2024, 1, 31), "seen": NOW,
                "built": 1999, "roof": True, "kind": "tram",
            },
            {
                "code": "AB-2", "name": "'-quoted", "passengers": Absent("c"), "score": None,
                "opened": None, "seen": None, "built": None, "roof": False, "kind": None,
            },
            {
                "code": "AB-3", "name": None, "passengers": 15, "score": Decimal(3), "opened": None,
                "seen": None, "built": 2020, "roof": None, "kind": "bus",
            },
        ]
    }  # fmt: skip


def owner() -> Government:
    return government.of(load())


def made(
    one: Dataset | None = None,
    held: Rows | None = None,
    *,
    before: Release | None = None,
    now: dt.datetime = NOW,
) -> Release:
    """Return a release; its files are read back from the one before."""
    last = Previous(before.summary, before.files.get) if before else None
    return release.make(
        one or dataset(), held or rows(), site_url=SITE, now=now, government=owner(), before=last
    )
