"""GET /api/v1/search, /api/v1/petitions/similar and /{lang}/search: words to petitions.

The page of results needs no script. A number that is a petition's goes straight to it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response

from functions.petitions.status import State
from functions.publishing import facets, filters, marking, paging, places, search_query, terms
from functions.publishing.card import StateView
from functions.publishing.head import Address
from functions.publishing.places import Place
from functions.publishing.render import Sheet, renderers
from functions.publishing.search_query import Query, Row
from functions.publishing.search_reader import index
from functions.publishing.version import version
from functions.shared import clock, http
from functions.shared.content import load
from functions.shared.errors import NotFoundError
from functions.shared.settings import settings
from functions.shared.words import t

CACHE = "public, max-age=30, stale-while-revalidate=60, stale-if-error=150"
MOST_DIGITS = 9
LONGEST_FILTER = 64

app = http.Api()


@app.get("/api/v1/search")
def search() -> Response[str]:
    """Return petitions by words and filters, as JSON."""
    lang, query = http.language(app), _query(_asked())
    found = _exact(query, lang) or search_query.search(index(clock.now()), query, lang)
    last = min(paging.last(found.total, search_query.PAGE_SIZE), search_query.MOST_PAGES)
    data = {
        "data": [_result(row, lang) for row in found.rows],
        "meta": {"total": found.total, "page": query.page, "pages": last},
    }
    return http.json_answer(data, cache=CACHE)


@app.get("/api/v1/petitions/similar")
def similar() -> Response[str]:
    """Return at most five petitions like a title, for the form in which one is started."""
    lang = http.language(app)
    title = _asked().get("q", "")[: terms.LONGEST_QUERY]
    rows = search_query.similar(index(clock.now()), title, lang)
    return http.json_answer({"data": [_result(row, lang) for row in rows]}, cache=CACHE)


@app.get("/<lang>/search")
def search_page(lang: str) -> Response[str]:
    """Return the page of results."""
    if lang not in load().languages:
        raise NotFoundError
    now, asked = clock.now(), _asked()
    query = _query(asked)
    exact = _exact(query, lang)
    if exact and exact.rows:
        return http.redirect(f"/{lang}/petitions/{exact.rows[0]['pid']}/", HTTPStatus.SEE_OTHER)
    found = search_query.search(index(now), query, lang)
    body = _page(now, lang, query, found)
    return Response(int(HTTPStatus.OK), http.HTML, body, {"Cache-Control": CACHE})


def _asked() -> dict[str, str]:
    return dict(app.current_event.query_string_parameters or {})


def _query(asked: Mapping[str, str]) -> Query:
    """Read the query; whatever cannot be meant is left out, never an error."""
    chosen = {name: asked.get(name, "")[:LONGEST_FILTER] for name in (*filters.NAMES, "body")}
    written = asked.get("page", "1")
    page = int(written) if written.isascii() and written.isdigit() and len(written) <= 4 else 1
    page = min(max(page, 1), search_query.MOST_PAGES)
    return Query(asked.get("q", "")[: terms.LONGEST_QUERY].strip(), chosen, page)


def _exact(query: Query, lang: str) -> search_query.Found | None:
    """Return the petition whose number was typed."""
    typed = query.words.removeprefix("№").strip()
    if not (typed.isascii() and typed.isdigit() and len(typed) <= MOST_DIGITS):
        return None
    row = search_query.by_id(index(clock.now()), int(typed), lang)
    return search_query.Found(1, [row]) if row else None


def _result(row: Row, lang: str) -> dict[str, object]:
    return {
        "id": row["pid"],
        "url": f"/{lang}/petitions/{row['pid']}/",
        "title": row["title"],
        "lead": row["lead"],
        "lang": row["lang"],
        "state": row["state"],
        "state_label": t(lang, f"petition.state.{row['state']}"),
        "jurisdiction": row["jurisdiction"],
        "category": row["category"],
        "body": row["body"],
        "signature_count": row["total"],
        "signatures_needed": row["needed"] or None,
        "example": bool(row["example"]),
    }


def _page(now: dt.datetime, lang: str, query: Query, found: search_query.Found) -> str:
    last = min(paging.last(found.total, search_query.PAGE_SIZE), search_query.MOST_PAGES)
    prefixes = terms.prefixes(query.words)
    title = t(lang, "lists.search")
    sheet = Sheet(
        template="search.html",
        section="petitions",
        address=_address(lang, query),
        title=f"{title} — {t(lang, 'chrome.name')}",
        description=t(lang, "lists.description"),
        values={
            "filter": filters.view(lang, query.filters, query.words),
            "found": {
                "total": found.total,
                "first": (query.page - 1) * search_query.PAGE_SIZE + 1,
                "rows": [_shown(row, lang, prefixes) for row in found.rows],
                "pages": paging.pages(query.page, last, lambda n: _link(lang, query, n)),
            },
        },
    )
    return renderers(version(now))[lang].page(sheet).decode()


def _shown(row: Row, lang: str, prefixes: tuple[str, ...]) -> dict[str, object]:
    state: str = row["state"]
    category: Place = places.category(row["category"], lang)
    excerpt = marking.excerpt(row["details"], prefixes) if prefixes else row["lead"]
    return {
        "url": f"/{lang}/petitions/{row['pid']}/",
        "lang": row["lang"],
        "title": marking.mark(row["title"], prefixes),
        "excerpt": marking.mark(excerpt, prefixes),
        "state": StateView(state, t(lang, f"petition.state.{state}"), facets.tone(State(state))),
        "category": category,
        "total": row["total"],
        "needed": row["needed"],
        "example": bool(row["example"]),
    }


def _address(lang: str, query: Query) -> Address:
    """Return where the page lies; in the other languages the same is asked."""
    kept = _asks(query, query.page)
    languages, site = load().languages, settings().site_url
    return Address(lang, "search/", languages, site, indexed=False, asked=kept)


def _link(lang: str, query: Query, number: int) -> str:
    return f"/{lang}/search/{_asks(query, number)}"


def _asks(query: Query, number: int) -> str:
    """Return the query string of a page of these results; nothing if nothing is asked."""
    words = {"q": query.words, **query.filters, "page": str(number) if number > 1 else ""}
    kept = {name: value for name, value in words.items() if value}
    return f"?{urlencode(kept)}" if kept else ""


handler = http.handler(app)
