"""The UK's lists as static files: shards of the JSON list, trending petitions, CSV."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from functions.ledger import claims
from functions.publishing import facets, public_json, uk
from functions.publishing.dossier import Dossier
from functions.publishing.said import petition_text
from functions.shared.settings import settings

STATES = ("all", *claims.STATES)
NEWEST_FIRST = ("recent", "rejected")  # the others begin with the most signatures
COUNTS = (50, 25, 10)
DEFAULT_COUNT = 50
MOST_TRENDING = 10
# The UK's four columns, then the size of the log at which the count was taken.
CSV_HEAD = "Petition,URL,State,Signatures Count,Log Size\n"
# A spreadsheet takes such a beginning for a formula; the UK's file has %HH in its place.
_FORMULA = "-=+@\t\r\0"

Json = dict[str, Any]


def links(state: str, count: int, page: int, last: int) -> Json:
    """Return the links of a page of a list, in the UK's order of words."""
    return {
        "self": _link(state, count, page),
        "first": _link(state, count, 1),
        "last": _link(state, count, last),
        "next": _link(state, count, page + 1) if page < last else None,
        "prev": _link(state, count, min(page - 1, last)) if page > 1 else None,
    }


def page(
    items: Iterable[bytes], log_size: int, state: str, count: int, number: int, last: int
) -> bytes:
    """Return one page of a list of petitions, each given as JSON, and the newest log they tell."""
    told, data = public_json.dump(links(state, count, number, last)), b",".join(items)
    return b'{"links":%b,"data":[%b],"meta":{"log_size":%d}}' % (told, data, log_size)


def trending(dossiers: Iterable[tuple[Dossier, int]], updated_at: str) -> Json:
    """Return `/trending.json`: `signature_count` is that of the last hour, as in the UK's."""
    return {
        "data": [
            {
                "type": "petition",
                "id": dossier.petition.id,
                "links": {"self": uk.address(dossier.petition.id)},
                "attributes": {"action": dossier.petition.text.title, "signature_count": recent},
            }
            for dossier, recent in list(dossiers)[:MOST_TRENDING]
        ],
        "links": {"self": f"{settings().site_url}/trending.json"},
        "meta": {"updated_at": updated_at},
    }


def csv_row(dossier: Dossier) -> str:
    """Return a petition's line of the CSV: three quoted cells, the count, its size of the log."""
    lang = dossier.petition.language
    title = petition_text(dossier.petition, lang)[0].title
    url = f"{settings().site_url}/{lang}/petitions/{dossier.petition.id}/"
    cells = ",".join(_cell(text) for text in (title, url, facets.uk_state(dossier)))
    return f"{cells},{dossier.counts.total},{dossier.log.size}\n"


def _cell(text: str) -> str:
    if text and text[0] in _FORMULA:
        text = f"%{ord(text[0]):02X}{text[1:]}"
    return '"' + text.replace('"', '""') + '"'


def _link(state: str, count: int, number: int) -> str:
    words: list[tuple[str, str]] = []
    if state != "all":
        words.append(("state", state))
    if number > 1:
        words.append(("page", str(number)))
    if count != DEFAULT_COUNT:
        words.append(("count", str(count)))
    query = f"?{urlencode(words)}" if words else ""
    return f"{settings().site_url}/petitions.json{query}"
