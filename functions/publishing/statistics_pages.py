"""Publish the statistics: pages in every language, files of numbers, pictures of charts.

What does not change keeps its bytes: the day on the pages is that on which a number last changed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from zoneinfo import ZoneInfo

from markupsafe import Markup

from functions.publishing import (
    charts_figure,
    outputs,
    statistics_compare,
    statistics_data,
    statistics_dictionary,
    statistics_edition,
    statistics_figures,
    statistics_overview,
    statistics_quality,
)
from functions.publishing.charts_figure import Figure
from functions.publishing.head import Address
from functions.publishing.making import Making
from functions.publishing.render import Sheet
from functions.publishing.statistics_edition import Edition
from functions.publishing.statistics_own import Tables
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

SECTION = OWNER = "statistics"
QUALITY = "service-quality"
CHANGED_ON, DIGEST = "statistics_on", "statistics_digest"
View = dict[str, object]
Files = dict[str, bytes]


def publish(press: Making, tables: Tables) -> int:
    """Publish all of it; return how many files were written."""
    edition = _edition(press, tables)
    files = statistics_data.files(edition)
    for lang in press.languages:
        for page in _pages(edition, lang):
            files |= page.files(press, edition, lang)
    return outputs.put(press.store, OWNER, files)


def paths() -> list[str]:
    """Return the pages after the language that there always are, for the sitemap."""
    names = ("", "indicators/", "compare/", *(f"{name}/" for name in load().indicators))
    return [f"{SECTION}/{name}" for name in names]


def _edition(press: Making, tables: Tables) -> Edition:
    today = press.now.astimezone(ZoneInfo(load().government["timezone"])).date()
    edition = statistics_edition.make(tables, today)
    if press.store.get(DIGEST) == (found := statistics_edition.digest(edition)):
        on = dt.date.fromisoformat(press.store.get(CHANGED_ON))
        return statistics_edition.make(tables, on)
    press.store.set(DIGEST, found)
    press.store.set(CHANGED_ON, today.isoformat())
    return edition


class _Page:
    """One page of statistics: where it is, what it is called, its values and its charts."""

    def __init__(
        self,
        template: str,
        rest: str,
        title: str,
        lead: str,
        values: Mapping[str, object],
        figures: Sequence[Figure] = (),
    ) -> None:
        self.template = template
        self.rest = f"{SECTION}/{rest}"
        self.title = title
        self.lead = lead
        self.values = values
        self.figures = figures

    def files(self, press: Making, edition: Edition, lang: str) -> Files:
        """Return the page and the pictures of its charts."""
        address = Address(lang, self.rest, press.languages, settings().site_url)
        sheet = Sheet(
            template=self.template,
            section=SECTION,
            address=address,
            title=f"{self.title} — {t(lang, 'chrome.name')}",
            description=self.lead,
            values={
                "title": self.title,
                "lead": self.lead,
                "on": edition.on,
                "has_quality": statistics_quality.is_there(edition),
                **self.values,
            },
        )
        made = {f"{lang}/{self.rest}index.html": press.renderers[lang].page(sheet)}
        for figure in self.figures:
            if figure.drawing is None:
                continue
            shown = edition.known.get(figure.indicator)
            foot = statistics_figures.foot(edition, lang, shown)
            made[figure.picture[1:]] = charts_figure.file(figure, foot, lang)
        return made


def _pages(edition: Edition, lang: str) -> Iterator[_Page]:
    yield _overview(edition, lang)
    yield _dictionary(edition, lang)
    yield _compare(edition, lang)
    if statistics_quality.is_there(edition):
        yield _quality(edition, lang)
    for name in edition.known:
        yield _indicator(edition, name, lang)


def _drawn(figures: Sequence[Figure], lang: str, level: str = "h3") -> list[Markup]:
    return [charts_figure.html(one, lang, level) for one in figures]


def _overview(edition: Edition, lang: str) -> _Page:
    found = statistics_overview.figures(edition, lang)
    made = {name: _drawn(figures, lang) for name, figures in found.items()}
    return _Page(
        "statistics.html",
        "",
        t(lang, "statistics.heading"),
        t(lang, "statistics.lead"),
        {
            "key": statistics_overview.key(edition, lang),
            "sections": statistics_overview.sections(lang, made),
        },
        [figure for figures in found.values() for figure in figures],
    )


def _dictionary(edition: Edition, lang: str) -> _Page:
    return _Page(
        "statistics_indicators.html",
        "indicators/",
        t(lang, "statistics.indicators"),
        t(lang, "statistics.indicators_lead", n=len(edition.known)),
        {"groups": statistics_dictionary.groups(edition, lang)},
    )


def _compare(edition: Edition, lang: str) -> _Page:
    figures = statistics_compare.figures(edition, lang)
    return _Page(
        "statistics_compare.html",
        "compare/",
        t(lang, "statistics.compare"),
        t(lang, "statistics.compare_lead"),
        {
            "tables": statistics_compare.tables(edition, lang),
            "figures": _drawn(figures, lang, "h2"),
            "groups": statistics_dictionary.groups(edition, lang),
        },
        figures,
    )


def _quality(edition: Edition, lang: str) -> _Page:
    figures = statistics_quality.figures(edition, lang)
    return _Page(
        "statistics_quality.html",
        f"{QUALITY}/",
        t(lang, "statistics.service_quality"),
        t(lang, "statistics.quality_lead"),
        {
            "figures": _drawn(figures, lang, "h2"),
            "means": statistics_quality.means(edition, lang),
            "chains": statistics_quality.chains(edition, lang),
        },
        figures,
    )


def _indicator(edition: Edition, name: str, lang: str) -> _Page:
    one = edition.known[name]
    figures = statistics_dictionary.figures(edition, name, lang)
    return _Page(
        "statistics_indicator.html",
        f"{name}/",
        one.name[lang],
        one.definition[lang],
        {
            "one": statistics_dictionary.described(edition, one, lang),
            "figures": _drawn(figures, lang, "h2"),
            "siblings": statistics_dictionary.siblings(edition, one, lang),
        },
        figures,
    )
