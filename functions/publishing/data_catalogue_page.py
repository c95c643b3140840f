"""The page that lists all datasets, by theme and by publisher, without a script."""

from __future__ import annotations

from typing import Any

from functions.opendata import government, release
from functions.opendata.summary import Summary
from functions.opendata.vocabulary import THEMES
from functions.publishing import data_described, data_page, data_shown
from functions.publishing.complaint_structured import script
from functions.publishing.making import Making
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

View = dict[str, Any]


def page(press: Making, every: list[Summary], lang: str) -> bytes:
    """Return the page in a language."""
    own, site = government.of(load()), settings().site_url
    markup = release.structured_catalogue(every, lang, site_url=site, government=own)
    sheet = Sheet(
        template="datasets.html",
        section=data_page.SECTION,
        address=data_page.address(press, "", lang),
        title=f"{t(lang, 'data.heading')} — {t(lang, 'chrome.name')}",
        description=t(lang, "data.lead"),
        values={"markup": script(markup), **_view(every, lang)},
    )
    return press.renderers[lang].page(sheet)


def _view(every: list[Summary], lang: str) -> View:
    cards = [_card(one, lang) for one in every if not data_described.month_of(one.id)]
    months = [one for one in every if data_described.month_of(one.id)]
    least = min((one.quality.points for one in every), default=0)
    of = max((one.quality.of for one in every), default=0)
    return {
        "total": len(every),
        "themes": _themes(cards),
        "publishers": _publishers(cards),
        "months": [_link(one, lang) for one in reversed(months)],
        "months_lead": _lead(months[0], lang) if months else "",
        "quality": {"points": least, "of": of},
    }


def _card(one: Summary, lang: str) -> View:
    dataset = one.dataset
    return _link(one, lang) | {
        "lead": _lead(one, lang),
        "theme": dataset.theme,
        "theme_name": data_page.theme(dataset, lang),
        "publisher": data_shown.publisher(dataset, lang),
        "rows": sum(one.rows.values()),
        "formats": ["CSV", "Excel", "JSON"],
        "modified_on": data_shown.day(one.modified_at, lang),
        "quality": one.quality,
        "is_retired": bool(dataset.replaced_by),
    }


def _link(one: Summary, lang: str) -> View:
    url, name = f"/{lang}/data/{one.id}/", pick(one.dataset.title, lang).text
    return {"id": one.id, "url": url, "title": name}


def _lead(one: Summary, lang: str) -> str:
    """Return the first sentence of a description, where it has several."""
    text = pick(one.dataset.description, lang).text
    return text.split(". ", 1)[0].rstrip(".") + "." if text else ""


def _themes(cards: list[View]) -> list[View]:
    """Return the themes that have datasets, those of government itself first."""
    order = sorted(THEMES, key=lambda code: (code != "GOVE", code))
    found = []
    for code in order:
        held = [card for card in cards if card["theme"] == code]
        if held:
            found.append({"code": code, "name": held[0]["theme_name"], "cards": held})
    return found


def _publishers(cards: list[View]) -> list[View]:
    names = dict.fromkeys(card["publisher"] for card in cards)
    return [
        {"name": name, "cards": [card for card in cards if card["publisher"] == name]}
        for name in names
    ]
