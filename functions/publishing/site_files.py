"""Files about the site itself: sitemaps, robots.txt, security.txt, settings, the manifest."""

from __future__ import annotations

from functions.petitions import outage
from functions.petitions.rules import rule_set
from functions.publishing import list_pages, listing, outputs, sitemaps
from functions.publishing.petition_pages import dump
from functions.publishing.press import Press
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

MOST_OUTAGES = 500


def publish(press: Press) -> int:
    """Publish what machines read first."""
    others = [*press.front.sitemaps, *press.participation.sitemaps]
    files = sitemaps.sitemaps(_paths(press), others)
    files["robots.txt"] = sitemaps.robots()
    files[".well-known/security.txt"] = sitemaps.security(press.now)
    return outputs.put(press.store, "site", files)


def config(press: Press) -> int:
    """Publish what the pages' scripts must know of the settings, as soon as it changes."""
    told = {"proof_of_work_bits": settings().proof_of_work_bits}
    return outputs.put(press.store, "config", {"config.json": dump(told)})


def status(press: Press) -> int:
    """Publish when signing was out of order; what does not change is not written."""
    told = outage.told(outage.load(press.now), MOST_OUTAGES)
    return outputs.put(press.store, "status", {"status.json": dump(told)})


def manifest(press: Press, *, size: int, root: str) -> None:
    """Say what is published now; written last, so that whoever sees it finds all of it."""
    db = press.store.db
    files = db.execute("SELECT COUNT(*) FROM output").fetchone()[0]
    told = {
        "published_at": clock.text(press.now),
        "log": {"size": size, "root": root},
        "petitions": listing.size(db, "all"),
        "files": files,
    }
    outputs.put(press.store, "manifest", {"publication.json": dump(told)})


def _paths(press: Press) -> list[str]:
    db = press.store.db
    paths = ["", "petitions/new/", "bodies/", "rules/"]
    paths += [list_pages.path(name, "most") for name in listing.sizes(db)]
    paths += [f"bodies/{body}/" for body in load().bodies]
    paths += sorted({f"rules/{rule_set(key).id}/" for key in load().rules})
    public = db.execute("SELECT id FROM petition WHERE visibility = 'public' ORDER BY id")
    return [*paths, *(f"petitions/{pid}/" for (pid,) in public)]
