"""One run of the publisher of participation: the read model, renderers, rows of things."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from functions.publishing.feeds import MOST_ITEMS, Item
from functions.publishing.head import Address
from functions.publishing.making import Making
from functions.shared import clock
from functions.shared.settings import settings


@dataclass(frozen=True)
class Row:
    """What lists, feeds and sitemaps are made from; `shown` is all that a list shows of a thing.

    `paths` are its pages after the language, for the sitemap; `due_at` is when its page changes by
    time alone, "" for never.
    """

    state: str
    shown: str
    listed: str
    csv: Sequence[str] = ()
    sort: str = ""
    facets: Sequence[str] = ()
    news: Sequence[Item] = ()
    paths: Sequence[str] = ()
    trails: Sequence[str] = field(default=())
    due_at: str = ""


class ParticipationPress(Making):
    """What every page maker needs; lives for one run."""

    def facts(self, kind: str, number: int) -> str:
        """Return a thing's facts as they were taken in. Raises KeyError."""
        row = self.store.db.execute(
            "SELECT facts FROM thing WHERE kind = ? AND id = ?", (kind, number)
        ).fetchone()
        if row is None:
            raise KeyError(f"{kind} {number}")
        return str(row[0])

    def keep(self, kind: str, number: int, row: Row) -> None:
        """Keep what is made from many things, and when to render this one again."""
        db, version = self.store.db, self._version(row)
        db.execute(
            "UPDATE thing SET state = ?, version = ?, listed = ?, csv = ?, sort = ?, due_at = ?"
            " WHERE kind = ? AND id = ?",
            (
                *(row.state, version, row.listed),
                *(json.dumps(list(row.csv), ensure_ascii=False), row.sort, row.due_at),
                *(kind, number),
            ),
        )
        for name in ("facet", "news", "trail"):
            db.execute(f"DELETE FROM {name} WHERE kind = ? AND id = ?", (kind, number))  # noqa: S608
        self.keep_paths(kind, row.paths, number)
        facets = ((kind, name, number) for name in row.facets)
        db.executemany("INSERT INTO facet VALUES (?, ?, ?)", facets)
        told = ((kind, number, one.id, clock.text(one.at), _written(one)) for one in row.news)
        db.executemany("INSERT OR REPLACE INTO news VALUES (?, ?, ?, ?, ?)", told)
        trails = ((trail, kind, number) for trail in row.trails if trail)
        db.executemany("INSERT OR REPLACE INTO trail VALUES (?, ?, ?)", trails)

    def keep_paths(self, kind: str, paths: Iterable[str], number: int = 0) -> None:
        """Keep for the sitemap the pages of a thing, or with number 0 those made from many."""
        db = self.store.db
        db.execute("DELETE FROM sitemap WHERE kind = ? AND id = ?", (kind, number))
        rows = ((kind, number, path) for path in paths)
        db.executemany("INSERT OR REPLACE INTO sitemap VALUES (?, ?, ?)", rows)

    def listed(self, kind: str, facet: str = "all") -> list[tuple[int, str]]:
        """Return the things of a list with the hash of what lists show of each, in its order."""
        return self.store.db.execute(
            "SELECT facet.id, thing.version FROM facet JOIN thing USING (kind, id)"
            " WHERE facet.kind = ? AND facet.name = ? ORDER BY thing.sort, facet.id DESC",
            (kind, facet),
        ).fetchall()

    def sizes(self, kind: str) -> dict[str, int]:
        """Return how many things each list of a kind holds."""
        rows = self.store.db.execute(
            "SELECT name, COUNT(*) FROM facet WHERE kind = ? GROUP BY name ORDER BY name", (kind,)
        )
        return {str(name): int(n) for name, n in rows}

    def column(self, kind: str, name: str) -> list[str]:
        """Return `listed` or `csv` of all public things of a kind, by number."""
        rows = self.store.db.execute(
            f"SELECT {name} FROM thing JOIN facet USING (kind, id)"  # noqa: S608  a column's name
            " WHERE kind = ? AND facet.name = 'all' ORDER BY id",
            (kind,),
        )
        return [str(value) for (value,) in rows]

    def news(self, kind: str) -> list[Item]:
        """Return the last news of a kind, newest first."""
        rows = self.store.db.execute(
            "SELECT item FROM news WHERE kind = ? ORDER BY at DESC, ref DESC LIMIT ?",
            (kind, MOST_ITEMS),
        )
        return [_read(item) for (item,) in rows]

    def address(self, lang: str, rest: str, *, feeds: str = "", indexed: bool = True) -> Address:
        """Return the address of a page that exists in every language; `feeds` is their folder."""
        site = settings().site_url
        links = _feeds(feeds) if feeds else ()
        return Address(lang, rest, self.languages, site, indexed, links)

    def _version(self, row: Row) -> str:
        seen = json.dumps([row.shown, row.listed, row.csv, row.sort]).encode()
        return hashlib.blake2b(seen, digest_size=12).hexdigest()


def _feeds(folder: str) -> Sequence[tuple[str, str]]:
    return (
        ("application/feed+json", f"{folder}feed.json"),
        ("application/atom+xml", f"{folder}atom.xml"),
    )


def _written(one: Item) -> str:
    return json.dumps(vars(one) | {"at": clock.text(one.at)}, ensure_ascii=False)


def _read(item: str) -> Item:
    raw = json.loads(item)
    return Item(**raw | {"at": clock.parse(raw["at"])})
