"""The files of one petition: its pages in every language, its JSON, its feeds; and its rows."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from functions.petitions import signature
from functions.publishing import facets, feeds, outputs, uk, uk_lists, views
from functions.publishing.dossier import Dossier, next_render_at
from functions.publishing.head import Address
from functions.publishing.press import Press
from functions.publishing.records import NO_END
from functions.publishing.render import Sheet
from functions.publishing.said import petition_text
from functions.shared import clock
from functions.shared.settings import settings
from functions.shared.words import t

SHOWN_SIGNERS = 50


def publish(press: Press, pid: int) -> int:
    """Publish a petition's files, or take them away; return how many files were written."""
    press.forget(pid)
    dossier = press.dossier(pid)
    _remember(press, dossier)
    files = _files(press, dossier) if dossier.has_page else {}
    return outputs.put(press.store, f"petition/{pid}", files)


def dump(data: Mapping[str, object]) -> bytes:
    """Write JSON as all public files have it."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


def _files(press: Press, dossier: Dossier) -> dict[str, bytes]:
    pid, files = dossier.petition.id, dict[str, bytes]()
    signers = _signers(dossier)
    for lang in press.languages:
        view = views.petition(dossier, lang) | {"signers": signers}
        sheet = _sheet(press, dossier, lang, view)
        files[f"{lang}/petitions/{pid}/index.html"] = press.renderers[lang].page(sheet)
        if dossier.is_public:
            body = press.renderers[lang].fragment("embed.html", {"p": view})
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


def _sheet(press: Press, dossier: Dossier, lang: str, view: views.View) -> Sheet:
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
        press.languages,
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
        values={"p": view, "sign": views.sign(dossier, lang)},
        kind="article",
        scripts=("/assets/js/count.js",),
    )


def _feed(dossier: Dossier) -> feeds.Feed:
    lang, pid = dossier.petition.language, dossier.petition.id
    title = petition_text(dossier.petition, lang)[0].title
    home = f"{settings().site_url}/{lang}/petitions/{pid}/"
    return feeds.Feed(title, home, f"/petitions/{pid}/", lang, feeds.items(dossier))


def _remember(press: Press, dossier: Dossier) -> None:
    """Keep what lists sort and filter by, and when the petition must be rendered again."""
    facts, status, pid = dossier.petition, dossier.status, dossier.petition.id
    due = next_render_at(dossier)
    closes = status.closes_at if status.takes_signatures else None
    answered = max((one.at for one in facts.responses), default=None)
    press.store.db.execute(
        "UPDATE petition SET visibility = ?, state = ?, version = ?, published_at = ?,"
        " closes_at = ?, near = ?, done_on = ?, answered_at = ?, due_at = ?, csv = ?"
        " WHERE id = ?",
        (
            status.visibility,
            status.state.value,
            _version(press, dossier),
            clock.text(facts.published_at or facts.submitted_at),
            clock.text(closes) if closes else "",
            _nearness(dossier),
            dossier.done_on.isoformat() if dossier.done_on else "",
            clock.text(answered) if answered else "",
            clock.text(due) if due else "",
            uk_lists.csv_row(dossier),
            pid,
        ),
    )
    _list(press, dossier)
    _owe(press, dossier)


def _list(press: Press, dossier: Dossier) -> None:
    db, pid = press.store.db, dossier.petition.id
    names = facets.names(dossier) if dossier.is_public else []
    db.execute("DELETE FROM facet WHERE pid = ?", (pid,))
    total = dossier.counts.total
    db.executemany("INSERT INTO facet VALUES (?, ?, ?)", ((name, pid, total) for name in names))


def _owe(press: Press, dossier: Dossier) -> None:
    db, pid = press.store.db, dossier.petition.id
    db.execute("DELETE FROM duty WHERE pid = ?", (pid,))
    if not dossier.is_public:
        return
    db.executemany(
        "INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?)",
        (
            (
                pid,
                duty.body,
                duty.kind,
                clock.text(duty.starts_at),
                clock.text(duty.due_at) if duty.due_at else NO_END,
                clock.text(duty.done_at) if duty.done_at else "",
            )
            for duty in dossier.duties
        ),
    )


def _nearness(dossier: Dossier) -> float:
    """Return how far the next goal of an open petition is reached; -1 if there is none to reach."""
    goal = dossier.next_goal
    if not goal or goal.reached_at or not dossier.status.takes_signatures:
        return -1.0
    return min(dossier.counts.total / goal.count_needed, 1.0)


def _version(press: Press, dossier: Dossier) -> str:
    """Return a hash of all that lists show of a petition."""
    if not dossier.has_page:
        return ""
    shown = "".join(press.card(dossier.petition.id, lang) for lang in press.languages)
    data = dump(uk.listed(dossier))
    return hashlib.blake2b(shown.encode() + data, digest_size=12).hexdigest()
