"""The data about all petitions: lists in the UK's shape, CSV, trending, topics, feeds."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from functions.publishing import feeds, listing, outputs, paging, uk, uk_lists
from functions.publishing.listing import Row
from functions.publishing.petition_pages import dump
from functions.publishing.press import Press
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

RECENT_HOURS = 1
_EVERYTHING = -1  # no LIMIT, in SQLite
_NEWEST_FIRST = ("recent", "rejected")


def publish(press: Press) -> int:
    """Publish the data files; a shard is made only if a petition in it changed."""
    made: dict[str, outputs.Lazy] = {}
    for state in uk_lists.STATES:
        rows = _rows(press, state)
        made |= _shards(press, state, rows)
    made["petitions.json"] = made["petitions/lists/all/50/1.json"]
    written = outputs.put_lazy(press.store, "lists-json", made)
    return written + outputs.put(press.store, "data", dict(_files(press)))


def _rows(press: Press, state: str) -> list[Row]:
    if state == "not_debated":  # what has no debate is not told apart: a duty, or nothing
        return []
    name = {"all": "all", "recent": "state/open"}.get(state, f"state/{state}")
    sort = "new" if state in _NEWEST_FIRST else "most"
    return listing.rows(press.store.db, name, sort, _EVERYTHING)


def _shards(press: Press, state: str, rows: Sequence[Row]) -> dict[str, outputs.Lazy]:
    made: dict[str, outputs.Lazy] = {}
    for count in uk_lists.COUNTS:
        last = paging.last(len(rows), count)
        for number in range(1, last + 1):
            held = rows[(number - 1) * count : number * count]
            shard = _Shard(press, state, count, number, last, held)
            path = f"petitions/lists/{state}/{count}/{number}.json"
            made[path] = outputs.Lazy(shard.signature(), shard)
    return made


@dataclass(frozen=True)
class _Shard:
    """One page of the JSON list, made when it is called."""

    press: Press
    state: str
    count: int
    number: int
    last: int
    rows: Sequence[Row]

    def signature(self) -> bytes:
        told = f"{self.press.version}|{self.last}|" + ",".join(
            f"{row.pid}:{row.version}" for row in self.rows
        )
        return hashlib.blake2b(told.encode(), digest_size=16).digest()

    def __call__(self) -> bytes:
        items = [uk.listed(self.press.dossier(row.pid)) for row in self.rows]
        return dump(uk_lists.page(items, self.state, self.count, self.number, self.last))


def _files(press: Press) -> Iterator[tuple[str, bytes]]:
    yield "petitions.csv", _csv(press, "all")
    for state in uk_lists.STATES:
        yield f"petitions/lists/{state}.csv", _csv(press, state)
    yield "topics.json", dump(uk.topics())
    yield "trending.json", dump(_trending(press))
    feed = _feed(press)
    yield "feed.json", feeds.json_feed(feed)
    yield "atom.xml", feeds.atom(feed)
    gone = press.store.db.execute("SELECT id FROM petition WHERE visibility = 'gone' ORDER BY id")
    yield "gone.json", dump({"petitions": [pid for (pid,) in gone]})


def _csv(press: Press, state: str) -> bytes:
    """Return the CSV of a state, all rows, in the order of its list."""
    lines = dict(press.store.db.execute("SELECT id, csv FROM petition WHERE csv != ''").fetchall())
    return (uk_lists.CSV_HEAD + "".join(lines[row.pid] for row in _rows(press, state))).encode()


def _trending(press: Press) -> dict[str, object]:
    """Return the petitions most signed since the last full hour began."""
    since = (press.now - dt.timedelta(hours=RECENT_HOURS)).strftime("%Y-%m-%dT%H")
    rows = press.store.db.execute(
        "SELECT hour.pid, SUM(n) FROM hour JOIN petition ON petition.id = hour.pid"
        " WHERE hour >= ? AND visibility = 'public' GROUP BY hour.pid HAVING SUM(n) > 0"
        " ORDER BY SUM(n) DESC, hour.pid LIMIT ?",
        (since, uk_lists.MOST_TRENDING),
    ).fetchall()
    dossiers = [(press.dossier(pid), int(n)) for pid, n in rows]
    return uk_lists.trending(dossiers, f"{since}:00:00.000Z")


def _feed(press: Press) -> feeds.Feed:
    """Return the news of all petitions: of those in which something happened last."""
    rows = press.store.db.execute(
        "SELECT id FROM (SELECT id, published_at AS at FROM petition WHERE visibility = 'public'"
        " UNION ALL SELECT id, answered_at FROM petition"
        " WHERE visibility = 'public' AND answered_at != ''"
        " UNION ALL SELECT pid, at FROM passed JOIN petition ON petition.id = pid"
        " WHERE visibility = 'public') GROUP BY id ORDER BY MAX(at) DESC LIMIT ?",
        (2 * feeds.MOST_ITEMS,),
    )
    items = [item for (pid,) in rows.fetchall() for item in feeds.items(press.dossier(pid))]
    newest = sorted(items, key=lambda item: (item.at, item.id), reverse=True)[: feeds.MOST_ITEMS]
    lang = load().default_language
    home = f"{settings().site_url}/{lang}/"
    return feeds.Feed(t(lang, "lists.feed_title"), home, "/", lang, newest)
