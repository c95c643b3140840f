"""The UK's list for words that no file is made for: `q`, `topic`, any `count` up to fifty.

The index says which petitions and in which order; each is then told as its own published file tells
it, so this list and the files never differ.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from functions.publishing import paging, search_index, search_query, search_words, terms, uk_lists
from functions.publishing.search_index import mark
from functions.shared import objects
from functions.shared.settings import settings

MOST = 20_000
MOST_ROWS = 10_000
MOST_TOPICS = 20
_ROW = re.compile(r'/petitions/(\d+)/",')
_PAGE = re.compile(r"[1-9][0-9]{0,4}")
_COUNT = re.compile(r"[1-9]|[1-5][0-9]")
# What only a petition's own file tells.
_OWN = (
    *("signatures_by_country", "signatures_by_constituency", "signatures_by_region"),
    "other_parliamentary_business",
)

Json = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What is asked, in the UK's words; `count` is "" unless the caller gave a good one."""

    q: str
    state: str
    page: int
    count: str
    topics: tuple[str, ...]

    @property
    def size(self) -> int:
        """How many petitions a page holds."""
        return min(int(self.count or uk_lists.DEFAULT_COUNT), uk_lists.DEFAULT_COUNT)

    def address(self, page: int) -> str:
        """Return the address of a page, in the UK's order of words."""
        words = {
            "q": self.q,
            "state": self.state if self.state != "all" else "",
            "page": str(page) if page > 1 else "",
            "count": self.count,
            "topic": ",".join(self.topics),
        }
        kept = {name: value for name, value in words.items() if value}
        query = f"?{urlencode(kept, safe=',', quote_via=quote)}" if kept else ""
        return f"{settings().site_url}/petitions.json{query}"


def read(words: Mapping[str, str]) -> Asked:
    """Read the words of an address; whatever cannot be meant counts as not given."""
    state, page, count = (words.get(name, "") for name in ("state", "page", "count"))
    topics = [one for one in words.get("topic", "").split(",") if one][:MOST_TOPICS]
    return Asked(
        q=(words.get("q") or words.get("query") or "")[: terms.LONGEST_QUERY].strip(),
        state=state if state in uk_lists.STATES else "all",
        page=int(page) if _PAGE.fullmatch(page) else 1,
        count=count if _COUNT.fullmatch(count) else "",
        topics=tuple(dict.fromkeys(topics)),
    )


def numbered(index: sqlite3.Connection, asked: Asked) -> str:
    """Return the address of the petition whose number is asked for; "" if it is no such number."""
    found = search_query.numbered(index, asked.q) if asked.q.isdigit() else []
    return f"/petitions/{found[0]['id']}.json" if found else ""


def listed(index: sqlite3.Connection, asked: Asked) -> Json:
    """Return one page of the list."""
    rows, total = _hits(index, asked, asked.page * asked.size)
    last, at = paging.last(total, asked.size), (asked.page - 1) * asked.size
    ids = [row["id"] for row in search_query.documents(index, rows[at : at + asked.size])]
    items = _items(ids)
    size = max((item["attributes"]["log_size"] for item in items), default=0)
    return {
        "links": {
            "self": asked.address(asked.page),
            "first": asked.address(1),
            "last": asked.address(last),
            "next": asked.address(asked.page + 1) if asked.page < last else None,
            "prev": asked.address(min(asked.page - 1, last)) if asked.page > 1 else None,
        },
        "data": items,
        "meta": {"log_size": size},
    }


def table(index: sqlite3.Connection, asked: Asked) -> str:
    """Return the rows of the state's published CSV that are asked for, at most ten thousand."""
    rows, _ = _hits(index, asked, MOST_ROWS)
    wanted = set(search_query.numbers(index, rows))
    stored = objects.read("site", f"petitions/lists/{asked.state}.csv")
    head, *lines = stored.body.decode().splitlines(keepends=True) if stored else [""]
    told = ((line, _ROW.search(line)) for line in lines)
    return head + "".join(line for line, found in told if found and found[1] in wanted)


def _hits(index: sqlite3.Connection, asked: Asked, most: int) -> tuple[list[int], int]:
    if asked.state == "not_debated" or (asked.q and not terms.words(asked.q)):
        return [], 0
    words = search_words.look_up(index, terms.words(asked.q))
    hits, n = search_query.hits(index, words, _marks(asked), most, MOST)
    return [row for _, row in hits], n


def _marks(asked: Asked) -> str:
    state = {"all": "", "recent": "open"}.get(asked.state, asked.state)
    topics = " OR ".join(f'"{mark(f"category/{topic}")}"' for topic in asked.topics)
    return search_index.merged(
        [
            f'mark : "{mark(f"state/{state}")}"' if state else "",
            f"mark : ({topics})" if topics else "",
        ]
    )


def _items(ids: Sequence[str]) -> list[Json]:
    """Return petitions as lists hold them, from their own files."""
    stored = objects.read_each("site", [f"petitions/{one}.json" for one in ids])
    return [_item(json.loads(body)) for body in stored if body]


def _item(shown: Json) -> Json:
    data = shown["data"]
    kept = {name: value for name, value in data["attributes"].items() if name not in _OWN}
    return {"type": data["type"], "id": data["id"], "links": shown["links"], "attributes": kept}
