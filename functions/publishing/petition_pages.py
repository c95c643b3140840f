"""The files of one petition: its pages in every language, its JSON, its feeds; and its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from functions.petitions import signature
from functions.publishing import facets, feeds, outputs, uk, uk_lists, views
from functions.publishing.burst import Burst
from functions.publishing.card import card
from functions.publishing.dossier import Dossier, next_render_at
from functions.publishing.head import Address
from functions.publishing.petition_source import Source
from functions.publishing.printer import Printer
from functions.publishing.records import NO_END
from functions.publishing.render import Sheet
from functions.publishing.said import petition_text
from functions.publishing.store import Store
from functions.shared import clock
from functions.shared.settings import settings
from functions.shared.words import t

SHOWN_SIGNERS = 50


@dataclass(frozen=True)
class Made:
    """What rendering a petition gives: files with their hashes, and rows for the read model."""

    pid: int
    standing: tuple[object, ...]
    facets: list[tuple[object, ...]]
    duties: list[tuple[object, ...]]
    linked: list[tuple[int, str]]
    hashes: outputs.Hashes
    written: int


def make(printer: Printer, source: Source, burst: Burst) -> Made:
    """Render a petition's files and gather those that changed; works in any process."""
    dossier = source.dossier(printer.now)
    files = _files(printer, dossier) if dossier.has_page else {}
    there = outputs.unpack(source.files) if source.files and not source.stale else {}
    hashes, written = outputs.Hashes(), 0
    for path, body in files.items():
        hashes[path] = outputs.digest(body)
        if there.get(path) != hashes[path]:
            burst.add(path, body)
            written += 1
    place = f"jurisdiction/{dossier.petition.jurisdiction}"
    return Made(
        pid=source.pid,
        standing=_standing(printer, dossier),
        facets=_facets(dossier),
        duties=_duties(dossier),
        linked=[] if dossier.is_public or not dossier.has_page else [(source.pid, place)],
        hashes=hashes,
        written=written,
    )


def keep(store: Store, made: Made) -> None:
    """Keep what lists are made from, and which files there are; others are taken away."""
    db, pid, owner = store.db, made.pid, f"petition/{made.pid}"
    db.execute(_KEEP, (*made.standing, pid))
    for table, rows in (("facet", made.facets), ("duty", made.duties)):
        db.execute(f"DELETE FROM {table} WHERE pid = ?", (pid,))  # noqa: S608  two names
        db.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?)", rows)  # noqa: S608
    # What lists showed of it holds what may be taken away now, such as a name.
    db.execute("DELETE FROM piece WHERE pid = ?", (pid,))
    db.execute("DELETE FROM linked WHERE pid = ?", (pid,))
    db.executemany("INSERT INTO linked VALUES (?, ?)", made.linked)
    there = outputs.hashes(store, owner)
    for path in there.keys() - made.hashes.keys():
        store.burst.take_away(path)
    outputs.keep(store, owner, there, made.hashes, stale=True)


def dump(data: Mapping[str, object]) -> bytes:
    """Write JSON as all public files have it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _files(printer: Printer, dossier: Dossier) -> dict[str, bytes]:
    pid, files = dossier.petition.id, dict[str, bytes]()
    signers = _signers(dossier)
    for lang in printer.languages:
        view = views.petition(dossier, lang) | {"signers": signers}
        sheet = _sheet(printer, dossier, lang, view)
        files[f"{lang}/petitions/{pid}/index.html"] = printer.renderers[lang].page(sheet)
        if dossier.is_public:
            body = printer.renderers[lang].fragment("embed.html", {"p": view})
            files[f"{lang}/petitions/{pid}/embed/index.html"] = body.encode()
    files[f"petitions/{pid}.json"] = dump(uk.show(dossier))
    files[f"petitions/{pid}/count.json"] = dump(uk.count(dossier))
    if dossier.is_public:
        feed = _feed(dossier)
        files[f"petitions/{pid}/feed.json"] = feeds.json_feed(feed)
        files[f"petitions/{pid}/atom.xml"] = feeds.atom(feed)
    return files


def _signers(dossier: Dossier) -> list[views.View]:
    """Return the names that may be shown, with their days where the rule set shows days."""
    public = dossier.rules.public
    if public.signers == "hidden" or not dossier.counts.total:
        return []
    return [
        {"name": name, "on": dossier.day(at) if public.dates else None}
        for name, at in signature.shown(dossier.petition.id, SHOWN_SIGNERS)
    ]


def _sheet(printer: Printer, dossier: Dossier, lang: str, view: views.View) -> Sheet:
    pid = dossier.petition.id
    text = petition_text(dossier.petition, lang)[0]
    own = (
        ("application/feed+json", f"/petitions/{pid}/feed.json"),
        ("application/atom+xml", f"/petitions/{pid}/atom.xml"),
    )
    public = dossier.is_public
    address = Address(
        lang,
        f"petitions/{pid}/",
        printer.languages,
        settings().site_url,
        public,
        own if public else (),
    )
    return Sheet(
        template="petition.html",
        section="petitions",
        address=address,
        title=f"{text.title} — {t(lang, 'chrome.name')}",
        description=text.background,
        values={"p": view, "form": printer.form(dossier, lang)},
        kind="article",
        scripts=("/assets/js/count.js",),
    )


def _feed(dossier: Dossier) -> feeds.Feed:
    lang, pid = dossier.petition.language, dossier.petition.id
    title = petition_text(dossier.petition, lang)[0].title
    home = f"{settings().site_url}/{lang}/petitions/{pid}/"
    return feeds.Feed(title, home, f"/petitions/{pid}/", lang, feeds.items(dossier))


_KEEP = (
    "UPDATE standing SET visibility = ?, state = ?, version = ?, published_at = ?, closes_at = ?,"
    " near = ?, done_on = ?, answered_at = ?, due_at = ?, csv = ? WHERE id = ?"
)


def _standing(printer: Printer, dossier: Dossier) -> tuple[object, ...]:
    """Return what lists sort and filter by, and when the petition must be rendered again."""
    facts, status = dossier.petition, dossier.status
    due = next_render_at(dossier)
    answered = max((one.at for one in facts.responses), default=None)
    return (
        status.visibility,
        status.state.value,
        _version(printer, dossier),
        _published_at(dossier),
        _closes_at(dossier),
        _nearness(dossier),
        dossier.done_on.isoformat() if dossier.done_on else "",
        clock.text(answered) if answered else "",
        clock.text(due) if due else "",
        uk_lists.csv_row(dossier),
    )


def _published_at(dossier: Dossier) -> str:
    return clock.text(dossier.petition.published_at or dossier.petition.submitted_at)


def _closes_at(dossier: Dossier) -> str:
    closes = dossier.status.closes_at if dossier.status.takes_signatures else None
    return clock.text(closes) if closes else ""


def _facets(dossier: Dossier) -> list[tuple[object, ...]]:
    """Return the rows of the lists that a petition stands in, with what they are sorted by."""
    if not dossier.is_public:
        return []
    pid, total = dossier.petition.id, dossier.counts.total
    sorts = (_published_at(dossier), _closes_at(dossier), _nearness(dossier))
    return [(name, pid, total, *sorts) for name in facets.names(dossier)]


def _duties(dossier: Dossier) -> list[tuple[object, ...]]:
    if not dossier.is_public:
        return []
    return [
        (
            dossier.petition.id,
            duty.body,
            duty.kind,
            clock.text(duty.starts_at),
            clock.text(duty.due_at) if duty.due_at else NO_END,
            clock.text(duty.done_at) if duty.done_at else "",
        )
        for duty in dossier.duties
    ]


def _nearness(dossier: Dossier) -> float:
    """Return how far the next goal of an open petition is reached; -1 if there is none to reach."""
    goal = dossier.next_goal
    if not goal or goal.reached_at or not dossier.status.takes_signatures:
        return -1.0
    return min(dossier.counts.total / goal.count_needed, 1.0)


def _version(printer: Printer, dossier: Dossier) -> str:
    """Return a hash of all that lists show of a petition."""
    if not dossier.has_page:
        return ""
    shown = "".join(repr(card(dossier, lang)) for lang in printer.languages)
    data = dump(uk.listed(dossier))
    return hashlib.blake2b(shown.encode() + data, digest_size=12).hexdigest()
