"""What is said where no file is: the route of everything that is neither a file nor the API.

The CDN asks here when the site's bucket has no such file (error pages of the CDN's own would hold
for the API's refusals too); on one machine the front does the same. A removed petition is gone
(410), a page past the end of a list is empty, a petition in an unknown format is not told (406),
one asked for without a number is a bad question (400); all else is not found (404). What lies below
/open311/ answers in GeoReport's own way.
"""

from __future__ import annotations

import json
import re
from http import HTTPStatus
from urllib.parse import urlencode

from aws_lambda_powertools.event_handler import Response

from functions.petitions import known
from functions.publishing import open311_document, uk_page
from functions.shared import clock, http, objects, page
from functions.shared.content import load
from functions.shared.errors import CivicError, GoneError, NotAcceptableError, NotFoundError
from functions.shared.settings import settings

app = http.Api()
CACHE = "public, max-age=30"
LISTED = "public, max-age=30, stale-while-revalidate=60, stale-if-error=150"
DEFAULTS = {("state", "all"), ("count", "50")}
_LIST = re.compile(r"/petitions/lists/([a-z_]+)/(\d+)/([1-9]\d{0,4})\.json")
# What the UK's service answers by the ending and the number: 406 and 400.
_FORMATS = re.compile(r"/(?:archived/)?petitions(?:/([^/.]+)(?:/count)?)?\.(\w+)")
_PETITION = re.compile(r"(?:/[a-z]{2})?/petitions/([1-9]\d{0,8})[./].*")


@app.get(".+")
def missing() -> Response[str]:
    """Say what is at an address that has no file."""
    path = app.current_event.path
    if path.startswith(open311_document.TOP):
        words = app.current_event.query_string_parameters or {}
        return open311_document.document(path, words)
    beyond = _LIST.fullmatch(path)
    listed = list_page(*beyond.groups()) if beyond else None
    if listed:
        return Response(int(HTTPStatus.OK), http.JSON, listed, {"Cache-Control": LISTED})
    return refusal(path, _error(path))


def list_page(state: str, count: str, number: str) -> str | None:
    """Return a page of a list that no file holds: one far down, or an empty one past its end."""
    far = uk_page.compose(state, int(count), int(number))
    return far or past_the_end(state, count, number)


def past_the_end(state: str, count: str, number: str) -> str | None:
    """Return the empty page of a list, in the shape of its first page; None without a list."""
    first = objects.read("site", f"petitions/lists/{state}/{count}/1.json")
    if first is None:
        return None
    shape = json.loads(first.body)
    asked = {"state": state, "page": number, "count": count}
    kept = {n: v for n, v in asked.items() if (n, v) not in DEFAULTS}
    own = {
        "self": f"{settings().site_url}/petitions.json?{urlencode(kept)}",
        "next": None,
        "prev": shape["links"]["last"],
    }
    return json.dumps(shape | {"links": shape["links"] | own, "data": []}, ensure_ascii=False)


def _error(path: str) -> CivicError:
    if is_gone(path):
        return GoneError()
    found = _FORMATS.fullmatch(path)
    number, ending = found.groups() if found else ("1", "json")
    if ending not in ("json", "csv"):
        return NotAcceptableError()
    is_number = number is None or (number.isascii() and number.isdigit())
    return NotFoundError() if is_number else CivicError()


def is_gone(path: str) -> bool:
    """Tell whether an address belongs to a petition that was public and has been removed."""
    found = _PETITION.fullmatch(path)
    if found is None:
        return False
    try:
        return known.get(int(found[1])).status(clock.now()).visibility == "gone"
    except NotFoundError:
        return False


def refusal(path: str, error: CivicError) -> Response[str]:
    """Answer a page in the language of the address, or problem details where data was asked."""
    lang = path[1:3] if path[1:3] in load().languages and path[3:4] == "/" else http.language(app)
    if path.endswith(".json") or path.startswith("/api/"):
        kind, body = http.PROBLEM, json.dumps(http.problem(lang, error), ensure_ascii=False)
    else:
        stored = objects.read("site", f"{lang}/{int(error.status)}/index.html")
        kind, body = http.HTML, stored.body.decode() if stored else page.refusal(lang, error, {})
    return Response(int(error.status), kind, body, {"Cache-Control": CACHE})


handler = http.handler(app)
