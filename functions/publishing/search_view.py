"""Results as the page shows them, and as JSON."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from functions.publishing import filters, marking, paging, search_merge, search_query, terms
from functions.publishing.card import StateView
from functions.publishing.head import Address
from functions.publishing.render import Sheet
from functions.publishing.search_merge import Found
from functions.publishing.search_query import MOST_COUNTED, Query
from functions.publishing.search_row import Json
from functions.shared import words
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

View = dict[str, object]


def data(found: Found, query: Query, lang: str) -> Json:
    """Return the answer as JSON."""
    return {
        "data": [result(row, lang) for row in found.rows],
        "meta": {
            "total": found.total,
            "is_more": found.is_more,
            "page": query.page,
            "pages": search_merge.last_page(found),
            "kinds": dict(found.kinds),
            "is_near": found.is_near,
            "meant": found.meant or None,
        },
    }


def result(row: Json, lang: str) -> Json:
    """Return one thing; only a petition has signatures."""
    title, lead, told_in = _text(row, lang)
    is_petition = row["kind"] == "petition"
    return {
        "kind": row["kind"],
        "id": int(row["id"]) if row["id"].isdigit() else row["id"],
        "url": f"/{lang}/{row['path']}",
        "title": title,
        "lead": lead,
        "lang": told_in,
        "state": row["state"] or None,
        "state_label": t(lang, row["state_key"]) if row["state_key"] else None,
        "jurisdiction": row["jurisdiction"] or None,
        "category": row["category"] or None,
        "body": row["body"] or None,
        "signature_count": row["count"] if is_petition else None,
        "signatures_needed": row["needed"] if is_petition else None,
        "example": row["example"],
    }


def sheet(lang: str, query: Query, found: Found) -> Sheet:
    """Return the page of results."""
    kind, last = query.filters.get("kind", ""), search_merge.last_page(found)
    chosen, body = query.filters, query.filters.get("body", "")
    stems = terms.all_stems(terms.words(found.meant if found.is_near else query.words))
    stems |= terms.all_stems(terms.words(query.words))
    title = t(lang, "search.title")
    return Sheet(
        template="search.html",
        section="plain",
        address=_address(lang, query),
        title=f"{query.words} — {title}" if query.words else f"{title} — {t(lang, 'chrome.name')}",
        description=t(lang, "search.description"),
        values={
            "filter": filters.view(lang, chosen, query.words, kind, body),
            "found": {
                "heading": _heading(found, lang),
                "first": (query.page - 1) * search_query.PAGE_SIZE + 1,
                "is_near": found.is_near,
                "rows": [_shown(row, lang, stems) for row in found.rows],
                "pages": paging.pages(query.page, last, lambda n: _link(lang, query, page=str(n))),
            },
            "tabs": _tabs(lang, query, found),
            "meant": {"words": found.meant, "url": _link(lang, query, q=found.meant)},
            "bare": _link(lang, Query(query.words)) if any(chosen.values()) else "",
        },
    )


def _heading(found: Found, lang: str) -> str:
    key = "search.found_more" if found.is_more else "search.found"
    return t(lang, key, n=found.total)


def _tabs(lang: str, query: Query, found: Found) -> list[View]:
    """Return a tab for everything and one for each kind in which something was found."""
    chosen, total = query.filters.get("kind", ""), sum(found.kinds.values())
    shown = {kind: n for kind, n in found.kinds.items() if n}
    if chosen and chosen not in shown:
        shown[chosen] = 0
    return [
        {
            "label": t(lang, f"search.kind.{kind or 'all'}"),
            "n": words.number(lang, min(n, MOST_COUNTED)) + ("+" if n > MOST_COUNTED else ""),
            "url": _link(lang, query, kind=kind, state="", category="", page=""),
            "current": kind == chosen,
        }
        for kind, n in ({"": total} | shown).items()
    ]


def _shown(row: Json, lang: str, stems: frozenset[str]) -> View:
    title, lead, told_in = _text(row, lang)
    state = StateView(row["state"], t(lang, row["state_key"]), row["tone"]) if row["state"] else ""
    return {
        "url": f"/{lang}/{row['path']}",
        "lang": told_in,
        "kind": t(lang, f"search.one.{row['kind']}"),
        "title": marking.mark(title, told_in, stems),
        "excerpt": marking.mark(lead, told_in, stems),
        "state": state,
        "topic": row["topic"].get(lang, "") or next(iter(row["topic"].values()), ""),
        "icon": row["icon"],
        "count": row["count"],
        "counted": _counted(row, lang),
        "needed": row["needed"],
        "example": row["example"],
    }


def _counted(row: Json, lang: str) -> str:
    if not row["count_key"]:
        return ""
    if row["needed"]:
        return t(lang, row["count_key"], need=row["needed"])
    return t(lang, row["count_key"], n=row["count"])


def _text(row: Json, lang: str) -> tuple[str, str, str]:
    """Return the title and the lead in the language asked, else in the original's, and which."""
    told_in = lang if lang in row["texts"] else row["language"]
    title, lead = row["texts"][told_in]
    return title, lead, told_in


def _address(lang: str, query: Query) -> Address:
    """Return where the page lies; in the other languages the same is asked."""
    asked = _link(lang, query, page=str(query.page)).removeprefix(f"/{lang}/search/")
    languages, site = load().languages, settings().site_url
    return Address(lang, "search/", languages, site, indexed=False, asked=asked)


def _link(lang: str, query: Query, **changes: str) -> str:
    """Return the page of a question with changes; the first page and empty words are left out."""
    named: Mapping[str, str] = {"q": query.words, **query.filters, "page": "", **changes}
    kept = {n: v for n, v in named.items() if v and (n, v) != ("page", "1")}
    return f"/{lang}/search/" + (f"?{urlencode(kept)}" if kept else "")
