"""GET /api/v1/search, /api/v1/petitions/similar and /{lang}/search: words to what is published.

`/petitions.json` and `/petitions.csv` come here too, where they ask for words. The page of results
needs no script. A number that is a thing's goes straight to it. Nothing here asks the tables: all
answers come from the index files.
"""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.publishing import (
    search_merge,
    search_query,
    search_reader,
    search_view,
    terms,
    uk_asked,
)
from functions.publishing.render import renderers
from functions.publishing.search_document import KINDS
from functions.publishing.search_merge import Found
from functions.publishing.search_query import FILTERS, Query
from functions.publishing.version import version
from functions.shared import clock, http
from functions.shared.content import load
from functions.shared.errors import NotFoundError

CACHE = "public, max-age=30, stale-while-revalidate=60, stale-if-error=150"
LONGEST_FILTER = 64

app = http.Api()


@app.get("/api/v1/search", compress=True)
def search() -> Response[str]:
    """Return what is found by words and filters, as JSON."""
    query = _query(_asked())
    found = _numbered(query) or search_merge.search(search_reader.every(clock.now()), query)
    told = search_view.data(found, query, http.language(app))
    return http.json_answer(told, headers=http.kept(CACHE, http.ENCODING, http.LANGUAGE))


@app.get("/api/v1/petitions/similar")
def similar() -> Response[str]:
    """Return at most five petitions like a title, for the form in which one is started."""
    title = _asked().get("q", "")[: terms.LONGEST_QUERY]
    rows = search_merge.similar(search_reader.index("petitions", clock.now()), title)
    lang = http.language(app)
    told = {"data": [search_view.result(row, lang) for row in rows]}
    return http.json_answer(told, headers=http.kept(CACHE, http.LANGUAGE))


@app.get("/<lang>/search", compress=True)
def search_page(lang: str) -> Response[str]:
    """Return the page of results."""
    if lang not in load().languages:
        raise NotFoundError
    now, query = clock.now(), _query(_asked())
    exact = _numbered(query)
    if exact:
        return http.redirect(f"/{lang}/{exact.rows[0]['path']}", HTTPStatus.SEE_OTHER)
    found = search_merge.search(search_reader.every(now), query)
    body = renderers(version(now))[lang].page(search_view.sheet(lang, query, found)).decode()
    return Response(int(HTTPStatus.OK), http.HTML, body, http.kept(CACHE, http.ENCODING))


@app.get("/petitions/asked.json", compress=True)
def petitions_json() -> Response[str]:
    """Return `/petitions.json` for words that no file is made for, in the UK's shape."""
    parts, asked = search_reader.index("petitions", clock.now()), uk_asked.read(_asked())
    exact = uk_asked.numbered(parts, asked)
    if exact:
        return http.redirect(exact)
    return http.json_answer(uk_asked.listed(parts, asked), headers=http.kept(CACHE, http.ENCODING))


@app.get("/petitions/asked.csv", compress=True)
def petitions_csv() -> Response[str]:
    """Return `/petitions.csv` for words that no file is made for."""
    parts = search_reader.index("petitions", clock.now())
    body = uk_asked.table(parts, uk_asked.read(_asked()))
    named = {"Content-Disposition": "attachment; filename=filtered-petitions.csv"}
    kind = "text/csv; charset=utf-8"
    return Response(int(HTTPStatus.OK), kind, body, http.kept(CACHE, http.ENCODING) | named)


def _asked() -> dict[str, str]:
    return dict(app.current_event.query_string_parameters or {})


def _query(asked: Mapping[str, str]) -> Query:
    """Read the query; whatever cannot be meant is left out, never an error."""
    chosen = {name: asked.get(name, "")[:LONGEST_FILTER] for name in FILTERS}
    if chosen["kind"] not in KINDS:
        chosen["kind"] = ""
    written = asked.get("page", "1")
    page = int(written) if written.isascii() and written.isdigit() and len(written) <= 4 else 1
    page = min(max(page, 1), search_query.MOST_PAGES)
    return Query(asked.get("q", "")[: terms.LONGEST_QUERY].strip(), chosen, page)


def _numbered(query: Query) -> Found | None:
    """Return the thing whose number was typed."""
    parts = search_reader.every(clock.now()) if any(c.isdigit() for c in query.words) else []
    rows = search_merge.numbered(parts, query.words, query.filters["kind"])
    return Found(len(rows), rows) if rows else None


handler = http.handler(app)
