"""The news of all datasets: JSON Feed 1.1, Atom, and a log that is only ever added to."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from xml.etree import ElementTree as ET

from functions.opendata import json_file
from functions.opendata.addresses import Addresses
from functions.opendata.government import Government
from functions.opendata.notes import note
from functions.opendata.said import texts
from functions.opendata.summary import Change, Summary
from functions.shared import clock

MOST_ITEMS = 50
_ATOM = "http://www.w3.org/2005/Atom"
_XML = "http://www.w3.org/XML/1998/namespace"
_NOT_XML = re.compile("[^\\t\\n\\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OLDEST = "1970-01-01T00:00:00Z"
ET.register_namespace("", _ATOM)


def lengthened(log: bytes, summaries: Sequence[Summary]) -> bytes:
    """Return the log with the releases that are not in it yet; what is there stays as it is."""
    known = {(line["dataset"], line["version"]) for line in map(json.loads, log.splitlines())}
    new = [
        change
        for summary in summaries
        for change in summary.changes
        if (change.dataset, change.version) not in known
    ]
    new.sort(key=lambda one: (one.at, one.dataset))
    return log + b"".join(_line(change) for change in new)


def latest(log: bytes) -> list[Change]:
    """Return the last releases, newest first."""
    lines = log.splitlines()[-MOST_ITEMS:]
    return [Change.model_validate_json(line) for line in reversed(lines)]


def json_feed(
    changes: Sequence[Change], titles: dict[str, str], government: Government, addresses: Addresses
) -> bytes:
    """Return the news as JSON Feed; `_dauys` holds the change as data."""
    lang = government.default_language
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": _title(government),
        "home_page_url": addresses.catalogue_page(lang),
        "feed_url": addresses.top("changes.json"),
        "language": lang,
        "items": [
            {
                "id": _id(change, addresses),
                "url": addresses.page(change.dataset, lang),
                "title": _headline(change, titles),
                "content_text": note(change)[lang],
                "date_published": clock.text(change.at),
                "tags": [change.step],
                "_dauys": {"notes": note(change), **json.loads(change.model_dump_json())},
            }
            for change in changes
        ],
    }
    return json_file.document(made)


def atom(
    changes: Sequence[Change], titles: dict[str, str], government: Government, addresses: Addresses
) -> bytes:
    """Return the news as Atom (RFC 4287)."""
    lang, link = government.default_language, addresses.top("changes.atom")
    root = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML}}}lang": lang})
    _add(root, "title", _title(government))
    _add(root, "id", link)
    _add(root, "updated", clock.text(changes[0].at) if changes else _OLDEST)
    _add(_add(root, "author"), "name", government.text(government.name))
    _add(root, "link", rel="self", type="application/atom+xml", href=link)
    _add(root, "link", rel="alternate", type="text/html", href=addresses.catalogue_page(lang))
    for change in changes:
        entry = _add(root, "entry")
        _add(entry, "title", _headline(change, titles))
        _add(entry, "id", _id(change, addresses))
        _add(entry, "link", href=addresses.page(change.dataset, lang))
        _add(entry, "updated", clock.text(change.at))
        _add(entry, "category", term=change.step)
        _add(entry, "summary", note(change)[lang])
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _line(change: Change) -> bytes:
    return change.model_dump_json().encode() + b"\n"


def _title(government: Government) -> str:
    return government.text(texts(government, "dataset.feed_title", government=government.name))


def _headline(change: Change, titles: dict[str, str]) -> str:
    return f"{titles.get(change.dataset, change.dataset)}: {change.version}"


def _id(change: Change, addresses: Addresses) -> str:
    return f"{addresses.dataset(change.dataset)}#{change.version}"


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _NOT_XML.sub("", text) or None
    return child
