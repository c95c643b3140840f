"""News of complaints as feeds: what happened to any of them, and the official corrections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from functions.publishing import complaint_history as history
from functions.publishing import complaint_names as names
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.publishing.feeds import MOST_ITEMS, Feed, Item
from functions.publishing.said import pick
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

PATH = "/complaints/"
CORRECTIONS = ("corrections.json", "corrections.xml")


def news(press: ComplaintPress) -> Feed:
    """Return the last entries of all complaints, in the government's own language."""
    rows = press.store.db.execute(
        "SELECT id FROM complaint ORDER BY updated_at DESC, id DESC LIMIT ?", (MOST_ITEMS,)
    ).fetchall()
    lang = load().default_language
    items = [item for (number,) in rows for item in _items(press.public(number), lang)]
    return Feed(t(lang, "complaint.feed"), _home(lang, ""), PATH, lang, _newest(items))


def corrections(press: ComplaintPress) -> Feed:
    """Return the last official corrections."""
    lang, title = load().default_language, "complaint.corrections.heading"
    items = [
        _item(one, one.correction, lang) for one in corrected(press, MOST_ITEMS) if one.correction
    ]
    home = _home(lang, "corrections/")
    return Feed(t(lang, title), home, PATH, lang, _newest(items), CORRECTIONS)


def corrected(press: ComplaintPress, most: int) -> list[PublicComplaint]:
    """Return the complaints that were corrected, the last correction first."""
    rows = press.store.db.execute(
        "SELECT id FROM complaint WHERE corrected_at != '' ORDER BY corrected_at DESC, id DESC"
        " LIMIT ?",
        (most,),
    ).fetchall()
    return [press.public(number) for (number,) in rows]


def _items(one: PublicComplaint, lang: str) -> Iterator[Item]:
    filed = PublicEntry(one.filed_at, "file", "reporter")
    for entry in (filed, *one.history):
        yield _item(one, entry, lang)


def _item(one: PublicComplaint, entry: PublicEntry, lang: str) -> Item:
    url = f"{settings().site_url}/{lang}/complaints/{one.id}/"
    label, text = history.label(entry, lang), pick(entry.texts, lang)
    return Item(
        id=f"{url}#{entry.move}-{clock.text(entry.at)}",
        url=url,
        title=f"{label}: {names.heading(one, lang)} ({one.number})",
        text=text.text or label,
        at=entry.at,
        lang=text.lang if text.text else lang,
    )


def _newest(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: (item.at, item.id), reverse=True)[:MOST_ITEMS]


def _home(lang: str, rest: str) -> str:
    return f"{settings().site_url}/{lang}/complaints/{rest}"
