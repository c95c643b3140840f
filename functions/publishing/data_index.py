"""The page at a dataset's permanent address, which has no language: it leads to those that have."""

from __future__ import annotations

from functions.opendata.summary import Summary
from functions.publishing.head import LANGUAGE_NAMES, Address
from functions.publishing.making import Making
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.settings import settings
from functions.shared.words import t


def page(press: Making, summary: Summary) -> bytes:
    """Return the page, in the government's own language with a link to each."""
    lang = press.languages[0]
    title = pick(summary.dataset.title, lang).text
    address = Address(
        lang, f"data/{summary.id}/", press.languages, settings().site_url, indexed=False
    )
    links = [
        {
            "url": f"/{one}/data/{summary.id}/",
            "lang": one,
            "title": pick(summary.dataset.title, one).text,
            "name": LANGUAGE_NAMES.get(one, (one, one))[1],
        }
        for one in press.languages
    ]
    sheet = Sheet(
        template="dataset_index.html",
        section="data",
        address=address,
        title=f"{title} — {t(lang, 'chrome.name')}",
        description=pick(summary.dataset.description, lang).text,
        values={"title": title, "links": links, "id": summary.id},
    )
    return press.renderers[lang].page(sheet)
