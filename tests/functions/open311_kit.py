"""An Open311 endpoint for tests: complaints filed, documents published, handlers asked."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

from functions.complaints import api_key, complaint, open311
from functions.publishing import missing, open311_files, open311_list
from functions.publishing import store as stores
from functions.publishing.complaint_book import COMPLAINTS
from functions.publishing.complaint_intake import facts
from functions.publishing.complaint_press import ComplaintPress
from functions.shared import clock
from tests.conftest import Answer, Context, event

ROOT = "/open311/v2"
FORM = {"content-type": "application/x-www-form-urlencoded; charset=utf-8"}


def published() -> int:
    """Publish whatever is new, as the publisher would; return how many files were written."""
    now = clock.now()
    store = stores.load(COMPLAINTS)
    changed = sorted(facts(store, now))
    written = open311_files.publish(ComplaintPress(store, now, "test"), changed)
    store.save()
    return written


def key(*, test: bool = False) -> str:
    """Return a key of an example app."""
    made, _ = api_key.issue(
        "Example app", "app@example.kz", test=test, rid=f"key-{test}", by="op", now=clock.now()
    )
    return made


def reported(**changes: str) -> dict[str, str]:
    """Return the fields of a good report, without a key."""
    base = {
        "service_code": "road-damage",
        "attribute[surface]": "carriageway",
        "lat": "43.238949",
        "long": "76.889709",
        "email": "reporter@example.kz",
        "description": "Пример: яма на дороге",
    }
    return {name: value for name, value in (base | changes).items() if value}


def post(fields: Iterable[tuple[str, str]] | dict[str, str], path: str = "requests.json") -> Answer:
    """Post a form as an app does."""
    pairs = fields.items() if isinstance(fields, dict) else fields
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)
    sent = event("POST", f"{ROOT}/{path}", body, headers=FORM)
    return Answer(open311.handler(sent, Context()))


def listed(path: str = "requests.json", **words: str) -> Answer:
    """Ask for a list."""
    sent = event("GET", f"{ROOT}/{path}", query=words or None)
    return Answer(open311_list.handler(sent, Context()))


def asked(path: str, **words: str) -> Answer:
    """Ask for an address that is no file, as the CDN does then."""
    return Answer(missing.handler(event("GET", path, query=words or None), Context()))


def ids(answer: Answer) -> list[str]:
    """Return the ids of a list."""
    assert answer.status == 200, answer.text
    return [one["service_request_id"] for one in answer.json]


def told(answer: Answer) -> list[str]:
    """Return the descriptions of an error document."""
    return [one["description"] for one in answer.json]


def number(complaint_id: int = 1) -> str:
    """Return a complaint's service_request_id."""
    return complaint.load(complaint_id, consistent=True).complaint.number


class Files:
    """The published documents of an endpoint."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "site" / ROOT.lstrip("/")

    def json(self, path: str) -> Any:
        return json.loads((self.root / path).read_text("utf-8"))

    def xml(self, path: str) -> ET.Element:
        return ET.fromstring((self.root / path).read_text("utf-8"))

    def has(self, path: str) -> bool:
        return (self.root / path).exists()
