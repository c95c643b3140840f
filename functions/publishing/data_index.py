"""The pages at permanent addresses, which have no language: they lead to those that have."""

from __future__ import annotations

from collections.abc import Mapping

from functions.opendata.summary import Summary
from functions.publishing.head import LANGUAGE_NAMES, Address
from functions.publishing.making import Making
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.settings import settings
from functions.shared.words import t

TOP = "data/"


def page(press: Making, summary: Summary) -> bytes:
    """Return the page of a dataset, in the government's own language with a link to each."""
    said, told = summary.dataset.title, summary.dataset.description
    titles = {lang: pick(said, lang).text for lang in press.languages}
    described = pick(told, press.languages[0]).text
    return _page(press, f"{TOP}{summary.id}/", titles, described, "datapackage.json dataset.ttl")


def catalogue(press: Making) -> bytes:
    """Return the page of the whole catalogue."""
    titles = {lang: t(lang, "data.heading") for lang in press.languages}
    described = t(press.languages[0], "data.lead")
    return _page(press, TOP, titles, described, "catalog.ttl catalog.jsonld")


def _page(
    press: Making, path: str, titles: Mapping[str, str], description: str, files: str
) -> bytes:
    lang = press.languages[0]
    links = [
        {
            "url": f"/{one}/{path}",
            "lang": one,
            "title": titles[one],
            "name": LANGUAGE_NAMES.get(one, (one, one))[1],
        }
        for one in press.languages
    ]
    sheet = Sheet(
        template="dataset_index.html",
        section="data",
        address=Address(lang, path, press.languages, settings().site_url, indexed=False),
        title=f"{titles[lang]} — {t(lang, 'chrome.name')}",
        description=description,
        values={
            "title": titles[lang],
            "lead": t(lang, "data.top_lead" if path == TOP else "data.index_lead"),
            "links": links,
            "files": [{"url": f"/{path}{name}", "name": name} for name in files.split()],
        },
    )
    return press.renderers[lang].page(sheet)
