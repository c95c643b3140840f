"""Files about the site itself: sitemaps, robots.txt, security.txt, settings, the manifest."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from functions.petitions import outage
from functions.petitions.rules import rule_set
from functions.publishing import list_frame, listing, outputs, sitemaps
from functions.publishing.press import Press
from functions.publishing.public_json import dump
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings

MOST_OUTAGES = 500
# Numbers of petitions a sitemap: with the lists, in all languages, below what the format allows.
_RANGE = 12_000
_RANGES = """
SELECT id / ?, group_concat(id) FROM (
  SELECT id FROM standing WHERE visibility = 'public' ORDER BY id) GROUP BY 1
"""


def publish(press: Press) -> int:
    """Publish what machines read first."""
    parts = dict(_sitemaps(press))
    written = outputs.put_lazy(press.store, "sitemaps", parts, press.has_time)
    others = [*press.front.sitemaps, *press.participation.sitemaps]
    files = {
        "sitemap.xml": sitemaps.index([*parts, *others]),
        "robots.txt": sitemaps.robots(),
        ".well-known/security.txt": sitemaps.security(press.now),
    }
    return written + outputs.put(press.store, "site", files)


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
    files = db.execute(
        "SELECT COALESCE(SUM(n), 0) FROM output WHERE owner != 'manifest'"
    ).fetchone()[0]
    told = {
        "published_at": clock.text(press.now),
        "log": {"size": size, "root": root},
        "petitions": listing.size(db, "all"),
        "files": files,
    }
    press.store.burst.flush()
    outputs.put(press.store, "manifest", {"publication.json": dump(told)})


def _sitemaps(press: Press) -> Iterator[tuple[str, outputs.Lazy[bytes]]]:
    """Yield the sitemaps: lists and bodies with the first petitions, then a range of numbers each.

    A petition stays in its range, so a new one has one sitemap made again.
    """
    hubs, ranges = _hubs(press), {0: ""} | dict(press.store.db.execute(_RANGES, (_RANGE,)))
    for place, numbers in sorted(ranges.items()):
        first = [] if place else hubs
        signature = press.signature(*first, numbers)
        yield f"sitemap-{place + 1}.xml", outputs.Lazy(signature, partial(_part, first, numbers))


def _part(first: list[str], numbers: str) -> bytes:
    paths = (f"petitions/{number}/" for number in numbers.split(",") if number)
    return sitemaps.part([*first, *paths])


def _hubs(press: Press) -> list[str]:
    """Return what leads to petitions."""
    paths = ["", "petitions/new/", "bodies/", "rules/"]
    sizes = listing.told_sizes(press.store, press.now)
    paths += [list_frame.path(name, "most") for name in sizes]
    paths += [f"bodies/{body}/" for body in load().bodies]
    return paths + sorted({f"rules/{rule_set(key).id}/" for key in load().rules})
