"""Files about the site itself: sitemaps, robots.txt, security.txt, and the manifest."""

from __future__ import annotations

from functions.petitions.rules import rule_set
from functions.publishing import list_pages, listing, outputs, sitemaps
from functions.publishing.petition_pages import dump
from functions.publishing.press import Press
from functions.shared import clock
from functions.shared.content import load


def publish(press: Press) -> int:
    """Publish what machines read first."""
    files = sitemaps.sitemaps(_paths(press))
    files["robots.txt"] = sitemaps.robots()
    files[".well-known/security.txt"] = sitemaps.security(press.now)
    return outputs.put(press.store, "site", files)


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
