"""The files of one petition: its pages in every language, its JSON, its feeds; and its rows."""

from __future__ import annotations

from dataclasses import dataclass

from functions.petitions import signature
from functions.publishing import feeds, outputs, petition_rows, pieces, uk, views
from functions.publishing.burst import Burst
from functions.publishing.dossier import Dossier
from functions.publishing.head import Address
from functions.publishing.petition_rows import Rows
from functions.publishing.petition_source import Source
from functions.publishing.printer import Printer
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.publishing.said import petition_text
from functions.publishing.store import Store
from functions.shared.settings import settings
from functions.shared.words import t

SHOWN_SIGNERS = 50


@dataclass(frozen=True)
class Made:
    """What rendering a petition gives: rows for the read model, pieces for lists, files' hashes."""

    rows: Rows
    pieces: list[pieces.Made]
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
    shown = pieces.make(printer, dossier, source.pieces if dossier.is_public else ())
    return Made(petition_rows.of(printer, dossier), shown, hashes, written)


def keep(store: Store, made: Made) -> None:
    """Keep what lists are made from, and which files there are; others are taken away."""
    petition_rows.keep(store.db, made.rows)
    owner = f"petition/{made.rows.pid}"
    there = outputs.hashes(store, owner)
    for path in there.keys() - made.hashes.keys():
        store.burst.take_away(path)
    outputs.keep(store, owner, there, made.hashes, stale=True)


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
