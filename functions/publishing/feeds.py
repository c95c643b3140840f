"""News of petitions as JSON Feed 1.1 and Atom: one feed for all, one for each petition."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from functions.publishing import history
from functions.publishing.dossier import Dossier
from functions.publishing.said import petition_text
from functions.shared import clock
from functions.shared.settings import settings

MOST_ITEMS = 50
_ATOM = "http://www.w3.org/2005/Atom"
_XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
_OLDEST = "1970-01-01T00:00:00Z"
# Characters that no XML 1.0 file may hold, escaped or not.
_NOT_XML = re.compile("[^\\t\\n\\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
ET.register_namespace("", _ATOM)


@dataclass(frozen=True)
class Item:
    """One event of a petition; its id never changes."""

    id: str
    url: str
    title: str
    text: str
    at: dt.datetime
    lang: str


@dataclass(frozen=True)
class Feed:
    """A feed's name, where it is about, and its items, newest first; `names` are its two files."""

    title: str
    home: str
    path: str
    lang: str
    items: Sequence[Item]
    names: tuple[str, str] = ("feed.json", "atom.xml")


def items(dossier: Dossier) -> list[Item]:
    """Return what happened since publication, newest first, in the petition's own language."""
    lang = dossier.petition.language
    title = petition_text(dossier.petition, lang)[0].title
    url = f"{settings().site_url}/{lang}/petitions/{dossier.petition.id}/"
    start = dossier.petition.published_at or dossier.petition.submitted_at
    told = [event for event in history.events(dossier, lang) if event.at and event.at >= start]
    return [
        Item(
            id=f"{url}#{event.kind}-{clock.text(event.at)}",
            url=url,
            title=f"{event.label}: {title}",
            text=event.text or event.label,
            at=event.at,
            lang=lang,
        )
        for event in reversed(told)
        if event.at and event.tone in ("past", "now")
    ][:MOST_ITEMS]


def json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed 1.1."""
    made = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": f"{settings().site_url}{feed.path}{feed.names[0]}",
        "language": feed.lang,
        "items": [
            {
                "id": item.id,
                "url": item.url,
                "title": item.title,
                "content_text": item.text,
                "date_published": clock.text(item.at),
                "language": item.lang,
            }
            for item in feed.items
        ],
    }
    return json.dumps(made, ensure_ascii=False, indent=1).encode()


def atom(feed: Feed) -> bytes:
    """Return the feed as Atom (RFC 4287)."""
    link = f"{settings().site_url}{feed.path}{feed.names[1]}"
    root = ET.Element(f"{{{_ATOM}}}feed", {f"{{{_XML_NAMESPACE}}}lang": feed.lang})
    _add(root, "title", feed.title)
    _add(root, "id", link)
    _add(root, "updated", clock.text(feed.items[0].at) if feed.items else _OLDEST)
    _add(_add(root, "author"), "name", feed.title)
    _add(root, "link", rel="self", type="application/atom+xml", href=link)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    for item in feed.items:
        entry = _add(root, "entry")
        _add(entry, "title", item.title)
        _add(entry, "id", item.id)
        _add(entry, "link", href=item.url)
        _add(entry, "updated", clock.text(item.at))
        _add(entry, "summary", item.text)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _NOT_XML.sub("", text) or None
    return child
