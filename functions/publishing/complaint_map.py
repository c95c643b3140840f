"""The map of complaints, and the page of what one may complain about."""

from __future__ import annotations

from functions.complaints.category import categories
from functions.publishing import complaint_facets as facets
from functions.publishing import complaint_form, country_map, outputs
from functions.publishing import complaint_names as names
from functions.publishing.complaint_press import SECTION, ComplaintPress
from functions.publishing.render import Sheet
from functions.shared.words import t

LISTED = 24


def publish(press: ComplaintPress) -> int:
    """Publish both pages in every language."""
    made = {}
    for lang in press.languages:
        made[f"{lang}/complaints/map/index.html"] = _map(press, lang)
        made[f"{lang}/complaints/categories/index.html"] = _categories(press, lang)
    return outputs.put(press.store, "map", made)


def _map(press: ComplaintPress, lang: str) -> bytes:
    rows = press.store.db.execute(
        "SELECT id FROM complaint WHERE point != '' ORDER BY id DESC LIMIT ?", (LISTED,)
    ).fetchall()
    heading = t(lang, "complaint.map.heading")
    links = {code: f"/{lang}/complaints/jurisdiction/{code}/" for code in facets.regions()}
    sheet = Sheet(
        template="complaint_map.html",
        section=SECTION,
        address=press.address(lang, "map/"),
        title=f"{heading} — {t(lang, 'chrome.name')}",
        description=t(lang, "complaint.map.lead"),
        values={
            "cards": press.cards((number for (number,) in rows), lang),
            "country": country_map.view(lang, links, _sizes(press)),
            "categories": {
                one: names.category(one, lang).name
                for one, kind in categories().items()
                if kind.is_filed_here
            },
            "states": {state: facets.label(f"state/{state}", lang) for state in facets.STATES},
        },
    )
    return press.renderers[lang].page(sheet)


def _sizes(press: ComplaintPress) -> dict[str, int]:
    """Return how many complaints each region has."""
    rows = press.store.db.execute(
        "SELECT name, COUNT(*) FROM facet WHERE name LIKE 'jurisdiction/%' GROUP BY name"
    )
    return {name.partition("/")[2]: int(n) for name, n in rows}


def _categories(press: ComplaintPress, lang: str) -> bytes:
    heading = t(lang, "complaint.categories.heading")
    sheet = Sheet(
        template="complaint_categories.html",
        section=SECTION,
        address=press.address(lang, "categories/"),
        title=f"{heading} — {t(lang, 'chrome.name')}",
        description=t(lang, "complaint.categories.lead"),
        values={"groups": complaint_form.groups(lang)},
    )
    return press.renderers[lang].page(sheet)
