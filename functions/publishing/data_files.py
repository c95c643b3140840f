"""The data about all petitions: lists in the UK's shape, CSV, trending, topics, feeds."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from functions.publishing import (
    feeds,
    listing,
    outputs,
    paging,
    pieces,
    uk,
    uk_archive,
    uk_lists,
    uk_page,
)
from functions.publishing.listing import Row
from functions.publishing.press import Press
from functions.publishing.public_json import dump
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

RECENT_HOURS = 1


def publish(press: Press) -> int:
    """Publish the data files; a shard is made only if a petition in it changed."""
    made: dict[str, outputs.Lazy[bytes]] = {}
    for state in uk_lists.STATES:
        made |= _shards(press, state)
    made["petitions.json"] = made["petitions/lists/all/50/1.json"]
    written = outputs.put_lazy(press.store, "lists-json", made, press.has_time)
    lines = listing.lines(press.store.db)
    # One after the other: together they would be the largest thing in memory.
    for state in uk_lists.STATES:
        written += outputs.put(press.store, f"list/{state}", dict(_whole(press, state, lines)))
    return written + outputs.put(press.store, "data", dict(_files(press)))


def _list(state: str) -> tuple[str, str]:
    """Return the list that a state of the UK's interface stands for, and its order."""
    if state == "not_debated":  # what has no debate is not told apart: a duty, or nothing
        return "none", "most"
    name = {"all": "all", "recent": "state/open"}.get(state, f"state/{state}")
    return name, "new" if state in uk_lists.NEWEST_FIRST else "most"


def _shards(press: Press, state: str) -> dict[str, outputs.Lazy[bytes]]:
    """Return the first pages of a list; `uk_page` answers for the others, from its order."""
    made: dict[str, outputs.Lazy[bytes]] = {}
    rows = listing.rows(press.store.db, *_list(state), uk_page.MOST_MADE)
    size = listing.size(press.store.db, *_list(state))
    for count in uk_lists.COUNTS:
        last = paging.last(size, count)
        for number in range(1, paging.last(len(rows), count) + 1):
            held = rows[(number - 1) * count : number * count]
            shard = _Shard(press, state, count, number, last, held)
            path = f"petitions/lists/{state}/{count}/{number}.json"
            made[path] = outputs.Lazy(shard.signature(), shard)
    return made


def _whole(press: Press, state: str, lines: Mapping[int, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield what holds all of a list: its CSV and, if not all its pages are made, its order."""
    ids = listing.ids(press.store.db, *_list(state))
    body = b"".join([uk_lists.CSV_HEAD.encode(), *map(lines.__getitem__, ids)])
    yield f"petitions/lists/{state}.csv", body
    if state == "all":
        yield "petitions.csv", body
    if len(ids) > uk_page.MOST_MADE:
        yield uk_page.order(state), dump({"petitions": ids})


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
        shown = ",".join(f"{pid}:{version}" for pid, version in self.rows)
        return self.press.signature(self.last, shown)

    def __call__(self) -> bytes:
        pids = [pid for pid, _ in self.rows]
        items = self.press.pieces.get(pids, pieces.LISTED)
        size = listing.log_size(self.press.store.db, pids)
        return uk_lists.page(items, size, self.state, self.count, self.number, self.last)


def _files(press: Press) -> Iterator[tuple[str, bytes]]:
    yield "topics.json", dump(uk.topics())
    yield from uk_archive.files()
    yield "trending.json", dump(_trending(press))
    feed = _feed(press)
    yield "feed.json", feeds.json_feed(feed)
    yield "atom.xml", feeds.atom(feed)
    gone = press.store.db.execute("SELECT id FROM standing WHERE visibility = 'gone' ORDER BY id")
    yield "gone.json", dump({"petitions": [pid for (pid,) in gone]})


def _trending(press: Press) -> dict[str, object]:
    """Return the petitions most signed since the last full hour began."""
    since = (press.now - dt.timedelta(hours=RECENT_HOURS)).strftime("%Y-%m-%dT%H")
    rows = press.store.db.execute(
        "SELECT pid, SUM(n) FROM late_hour JOIN standing ON standing.id = pid"
        " WHERE hour >= ? AND visibility = 'public' GROUP BY pid HAVING SUM(n) > 0"
        " ORDER BY SUM(n) DESC, pid LIMIT ?",
        (since, uk_lists.MOST_TRENDING),
    ).fetchall()
    dossiers = [(press.dossier(pid), int(n)) for pid, n in rows]
    return uk_lists.trending(dossiers, f"{since}:00:00.000Z")


# The last of each kind of news, each found by an index, which a plus sign keeps SQLite from passing
# over for the one on visibility; then the last of them all.
_NEWS = """
SELECT id FROM (
  SELECT * FROM (SELECT id, published_at AS at FROM standing WHERE visibility = 'public'
    ORDER BY published_at DESC LIMIT ?)
  UNION ALL SELECT * FROM (SELECT id, answered_at FROM standing
    WHERE answered_at != '' AND +visibility = 'public' ORDER BY answered_at DESC LIMIT ?)
  UNION ALL SELECT * FROM (SELECT pid, at FROM passed JOIN standing ON standing.id = pid
    WHERE +visibility = 'public' ORDER BY at DESC LIMIT ?))
GROUP BY id ORDER BY MAX(at) DESC LIMIT ?
"""


def _feed(press: Press) -> feeds.Feed:
    """Return the news of all petitions: of those in which something happened last."""
    rows = press.store.db.execute(_NEWS, (2 * feeds.MOST_ITEMS,) * 4)
    items = [item for (pid,) in rows.fetchall() for item in feeds.items(press.dossier(pid))]
    newest = sorted(items, key=lambda item: (item.at, item.id), reverse=True)[: feeds.MOST_ITEMS]
    lang = load().default_language
    home = f"{settings().site_url}/{lang}/"
    return feeds.Feed(t(lang, "lists.feed_title"), home, "/", lang, newest)
