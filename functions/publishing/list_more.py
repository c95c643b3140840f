"""The way on where the pages of a list end: the search, asked for what the list holds."""

from __future__ import annotations

from urllib.parse import urlencode

from functions.publishing import search_query
from functions.publishing.listing import PAGE_SIZE
from functions.shared import words
from functions.shared.words import t

FIRST = "most"  # what is found without words comes nearly in this order


def view(lang: str, name: str, sort: str, shown: int, total: int) -> dict[str, str] | None:
    """Return what stands below the last page of a list that shows `shown` of `total` petitions.

    None if it shows all. Where the search has nearly the list's order (it takes the numbers of
    signatures in steps, the newest of a step first) and reaches so far, it goes on with the page
    after the last one; else it begins anew, and finds by words what no page shows.
    """
    if shown >= total:
        return None
    kind, _, value = name.partition("/")
    asked = {"kind": "petition"} | ({kind: value} if value else {})
    after = shown // PAGE_SIZE + 1
    if sort == FIRST and after <= search_query.MOST_PAGES:
        asked["page"] = str(after)
    return {
        "told": t(lang, "lists.more_told", n=words.number(lang, shown)),
        "url": f"/{lang}/search/?{urlencode(asked)}",
        "label": t(lang, "lists.more"),
    }
