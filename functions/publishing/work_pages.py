"""Works for the publisher of participation: pages, lists, data, and the trails that lead to them.

A work's page shows its whole trail, which votes and ideas change too; so pages are made together,
each only if something on it is new.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from functions.publishing import (
    feeds,
    outputs,
    participation_search,
    project_files,
    project_rows,
    project_words,
    work_card,
    work_json,
    work_lists,
    work_page,
    work_store,
    work_trail,
)
from functions.publishing.dossier import national_zone
from functions.publishing.feeds import Feed, Item
from functions.publishing.participation_press import ParticipationPress, Row
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.publishing.store import Store
from functions.publishing.work_seen import SeenWork
from functions.publishing.work_store import KIND
from functions.shared import clock
from functions.shared.content import load as content
from functions.shared.settings import settings
from functions.shared.words import t

PATH = "/implemented/"
COLUMNS = (
    *("implemented", "state", "title", "body", "jurisdiction", "contractor", "planned", "spent"),
    *("currency", "progress", "late", "decided_on", "begins_on", "ends_on", "done_on"),
    *("confirmed_yes", "confirmed_no", "trail", "example"),
)


def intake(store: Store, now: dt.datetime) -> set[int]:
    """Take in new facts of works and what residents say of them: one Query."""
    return project_rows.intake(store, KIND, work_store.facts, now)


def publish(press: ParticipationPress, number: int) -> int:
    """Keep a work's row and publish its JSON; its page follows with the lists."""
    work_store.count(press, number)
    seen = work_store.load(press, number)
    press.keep(KIND, number, _row(press, seen))
    participation_search.keep_work(press, seen)
    files = {f"implemented/{number}.json": dump(work_json.show(seen))}
    return outputs.put(press.store, f"work/{number}", files)


def together(press: ParticipationPress) -> int:
    """Publish pages, lists, data and trails."""
    pages = dict(_pages(press))
    written = outputs.put_lazy(press.store, "work-pages", pages, press.has_time)
    return written + work_lists.publish(press) + outputs.put(press.store, "work-data", _data(press))


def _pages(press: ParticipationPress) -> Iterator[tuple[str, outputs.Lazy[bytes]]]:
    for number, shown in press.listed(KIND):
        seen = work_store.load(press, number)
        trail = work_trail.steps(press, seen.work.trail)
        authors = work_trail.authors(press, seen.work.trail)
        facts = (seen.work.model_dump_json(), seen.condition, seen.yes, seen.no)
        signature = press.signature(shown, facts, trail, authors)
        for lang in press.languages:
            page = _Page(press, seen, lang)
            yield f"{lang}/implemented/{number}/index.html", outputs.Lazy(signature, page)


@dataclass(frozen=True)
class _Page:
    """A work's page, made when it is called."""

    press: ParticipationPress
    seen: SeenWork
    lang: str

    def __call__(self) -> bytes:
        work, lang = self.seen.work, self.lang
        rest = f"implemented/{work.id}/"
        sheet = Sheet(
            template="work.html",
            section="projects",
            address=self.press.address(lang, rest, feeds=PATH),
            title=f"{pick(work.title, lang).text} — {t(lang, 'chrome.name')}",
            description=pick(work.asked, lang).text,
            values={"w": work_page.page(self.press, self.seen, lang)},
            kind="article",
            scripts=["/assets/js/project/project.js"] if work.done_on else [],
        )
        return self.press.renderers[lang].page(sheet)


def _row(press: ParticipationPress, seen: SeenWork) -> Row:
    work, changes = seen.work, seen.next_change_on()
    told = work_json.listed(seen)
    return Row(
        state=seen.condition.state,
        shown="".join(repr(work_card.card(seen, lang)) for lang in press.languages),
        listed=dump(told).decode(),
        csv=_cells(seen, told["attributes"]),
        sort=work_lists.sort(seen),
        facets=work_lists.facets(seen),
        news=list(_news(seen)),
        paths=[f"implemented/{work.id}/"],
        trails=[work.trail],
        due_at=_midnight(changes) if changes else "",
    )


def _midnight(on: dt.date) -> str:
    zone = national_zone()
    return clock.text(dt.datetime.combine(on, dt.time(), zone).astimezone(dt.UTC))


def _cells(seen: SeenWork, told: dict[str, object]) -> list[str]:
    lang = content().default_language
    more = {
        "implemented": seen.work.id,
        "title": pick(seen.work.title, lang).text,
        "confirmed_yes": seen.yes,
        "confirmed_no": seen.no,
    }
    row = told | more
    return [_written(row[name]) for name in COLUMNS]


def _written(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


def _news(seen: SeenWork) -> Iterator[Item]:
    lang, work = content().default_language, seen.work
    title = pick(work.title, lang).text
    url = f"{settings().site_url}/{lang}/implemented/{work.id}/"
    yield Item(url, url, title, pick(work.decided, lang).text or title, work.at, lang)
    for entry in work.history:
        label, said = project_words.act("work", entry.act, lang), pick(entry.text, lang)
        mark = f"{url}#{entry.act}-{clock.text(entry.at)}"
        told_in = said.lang if said.text else lang
        yield Item(mark, url, f"{label}: {title}", said.text or label, entry.at, told_in)


def _data(press: ParticipationPress) -> dict[str, bytes]:
    data = [json.loads(row) for row in press.column(KIND, "listed")]
    cells = [json.loads(row) for row in press.column(KIND, "csv")]
    lang = content().default_language
    home = f"{settings().site_url}/{lang}{PATH}"
    feed = Feed(t(lang, "work.feed"), home, PATH, lang, press.news(KIND))
    return {
        "implemented.json": dump({"data": data, "meta": {"total": len(data)}}),
        "implemented.csv": project_files.table(COLUMNS, cells),
        "implemented/feed.json": feeds.json_feed(feed),
        "implemented/atom.xml": feeds.atom(feed),
        **dict(_trails(press)),
    }


def _trails(press: ParticipationPress) -> Iterator[tuple[str, bytes]]:
    """Yield a file for every trail that something published stands on."""
    rows = press.store.db.execute("SELECT DISTINCT trail FROM trail ORDER BY trail").fetchall()
    for (trail,) in rows:
        yield f"trails/{trail}.json", dump(work_trail.data(press, trail))
