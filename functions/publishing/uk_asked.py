"""The UK's list for words that no file is made for: `q`, `topic`, any `count` up to fifty.

The index says which petitions and in which order; each is then told as its own published file tells
it, so this list and the files never differ.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from functions.publishing import paging, search_merge, search_query, search_words, terms, uk_lists
from functions.publishing.search_index import mark, minute
from functions.publishing.search_merge import Parts, Place
from functions.publishing.search_part import Either
from functions.publishing.search_query import Hits
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


def numbered(parts: Parts, asked: Asked) -> str:
    """Return the address of the petition whose number is asked for; "" if it is no such number."""
    found = search_merge.numbered(parts, asked.q) if asked.q.isdigit() else []
    return f"/petitions/{found[0]['id']}.json" if found else ""


def listed(parts: Parts, asked: Asked) -> Json:
    """Return one page of the list."""
    found = _hits(parts, asked)
    total = min(sum(one.every.bit_count() for one in found), MOST)
    last, shown = paging.last(total, asked.size), _page(found, asked)
    items = _items([one["id"] for one in search_merge.documents(parts, shown)])
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


def table(parts: Parts, asked: Asked) -> str:
    """Return the rows of the state's published CSV that are asked for, at most ten thousand."""
    found = [
        (tier, row, place)
        for place, one in enumerate(_hits(parts, asked))
        for tier, row in one.first(MOST_ROWS)
    ]
    rows = [(place, row) for _, row, place in sorted(found)[:MOST_ROWS]]
    wanted = {
        typed
        for place, part in enumerate(parts)
        for typed in search_query.numbers(part, [row for at, row in rows if at == place])
    }
    stored = objects.read("site", f"petitions/lists/{asked.state}.csv")
    head, *lines = stored.body.decode().splitlines(keepends=True) if stored else [""]
    told = ((line, _ROW.search(line)) for line in lines)
    return head + "".join(line for line, named in told if named and named[1] in wanted)


def _hits(parts: Parts, asked: Asked) -> list[Hits]:
    if asked.state == "not_debated" or (asked.q and not terms.words(asked.q)):
        return []
    known = search_words.look_up(parts, terms.words(asked.q))
    return [
        search_query.hits(part, words, _marks(asked))
        for part, words in zip(parts, known, strict=True)
    ]


def _page(found: Sequence[Hits], asked: Asked) -> list[Place]:
    """Return the things of a page; those that are told newest first, of the first 20,000."""
    is_newest, end = asked.state in uk_lists.NEWEST_FIRST, asked.page * asked.size
    rows = [
        (-minute(row) if is_newest else tier, row, place)
        for place, one in enumerate(found)
        for tier, row in one.first(MOST if is_newest else end)
    ]
    return [(place, row) for _, row, place in sorted(rows)[end - asked.size : end]]


def _marks(asked: Asked) -> list[Either]:
    state = {"all": "", "recent": "open"}.get(asked.state, asked.state)
    topics = tuple(mark(f"category/{topic}") for topic in asked.topics)
    return [one for one in ((mark(f"state/{state}"),) if state else (), topics) if one]


def _items(ids: Sequence[str]) -> list[Json]:
    """Return petitions as lists hold them, from their own files."""
    stored = objects.read_each("site", [f"petitions/{one}.json" for one in ids])
    return [_item(json.loads(body)) for body in stored if body]


def _item(shown: Json) -> Json:
    data = shown["data"]
    kept = {name: value for name, value in data["attributes"].items() if name not in _OWN}
    return {"type": data["type"], "id": data["id"], "links": shown["links"], "attributes": kept}
