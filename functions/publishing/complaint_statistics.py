"""How complaints are answered, as a page with charts and tables and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from operator import attrgetter

from markupsafe import Markup

from functions.complaints import statistics
from functions.complaints.statistics import Figures, Line
from functions.publishing import charts, outputs, places, satisfaction
from functions.publishing import complaint_names as names
from functions.publishing.complaint_press import SECTION, ComplaintPress
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.content import load
from functions.shared.words import t

DIMENSIONS = ("body", "category", "region", "quarter")
TOTALS = ("total", "open", "overdue", "on_time", "late", "median_days", "satisfied", "contradicted")

View = dict[str, object]
Groups = Mapping[str, Figures]


def publish(press: ComplaintPress) -> int:
    """Publish the page in every language, and the numbers."""
    every = lines(press)
    totals = statistics.figures(every)
    groups = {name: grouped(every, name) for name in DIMENSIONS}
    states = Counter(line.state for line in every)
    said = satisfaction.tables(press)
    files = {
        f"{lang}/complaints/statistics/index.html": _page(press, totals, groups, states, said, lang)
        for lang in press.languages
    }
    files["complaints/statistics.json"] = dump(_data(totals, groups, states))
    return outputs.put(press.store, "statistics", files)


def lines(press: ComplaintPress) -> list[Line]:
    """Return what statistics need of every complaint."""
    rows = press.store.db.execute("SELECT line FROM complaint WHERE line != '' ORDER BY id")
    return [Line(**json.loads(row)) for (row,) in rows]


def grouped(every: Sequence[Line], dimension: str) -> dict[str, Figures]:
    """Return the figures of each group of a dimension; what is in none is left out."""
    found = statistics.by(every, attrgetter(dimension))
    return {name: statistics.figures(found[name]) for name in sorted(found) if name}


def _data(totals: Figures, groups: Mapping[str, Groups], states: Mapping[str, int]) -> View:
    by = {
        f"by_{name}": {one: asdict(figures) for one, figures in each.items()}
        for name, each in groups.items()
    }
    about = {
        "on_time": "answered within the term; late: answered after it; overdue: not answered yet",
        "median_days": "working days from the day of registration to the answer",
        "satisfied": "the reporter said that the answer was enough; contradicted: that it was not",
        "quarter": "of the day on which the complaint was filed",
    }
    return {
        "totals": asdict(totals),
        "by_state": dict(sorted(states.items())),
        **by,
        "about": about,
    }


def _page(
    press: ComplaintPress,
    totals: Figures,
    groups: Mapping[str, Groups],
    states: Mapping[str, int],
    said: satisfaction.Tables,
    lang: str,
) -> bytes:
    heading = t(lang, "complaint.statistics.heading")
    sheet = Sheet(
        template="complaint_statistics.html",
        section=SECTION,
        address=press.address(lang, "statistics/"),
        title=f"{heading} — {t(lang, 'chrome.name')}",
        description=t(lang, "complaint.statistics.lead"),
        values={
            "totals": totals_view(totals, lang),
            "states": [
                {"label": t(lang, f"complaint.state.{state}"), "n": states[state]}
                for state in sorted(states, key=lambda one: -states[one])
            ],
            "quarters": _quarters(groups["quarter"], lang),
            "span": _span(groups["quarter"]),
            "tables": [_table(name, groups[name], lang) for name in DIMENSIONS],
            "map": _map(groups["region"], lang),
            "satisfaction": satisfaction.view(said, lang),
        },
    )
    return press.renderers[lang].page(sheet)


def totals_view(found: Figures, lang: str) -> list[View]:
    """Return the figures in words."""
    labels = (t(lang, f"complaint.figure.{name}") for name in TOTALS)
    return [
        {"label": label, "shown": shown}
        for label, shown in zip(labels, _shown(found, lang), strict=True)
    ]


def _shown(found: Figures, lang: str) -> list[str]:
    """Return the figures as written; a dash where there is nothing to measure yet."""
    values = (getattr(found, name) for name in TOTALS)
    return ["–" if value is None else words.number(lang, value) for value in values]


def _table(dimension: str, groups: Groups, lang: str) -> View:
    busiest = sorted(groups.items(), key=lambda one: -one[1].total)
    rows = groups.items() if dimension == "quarter" else busiest
    return {
        "name": dimension,
        "caption": t(lang, f"complaint.by.{dimension}"),
        "head": [
            t(lang, f"complaint.facet.{dimension}"),
            *(t(lang, f"complaint.figure.{name}") for name in TOTALS),
        ],
        "rows": [
            [
                names.group(dimension, name, lang),
                *(one["shown"] for one in totals_view(found, lang)),
            ]
            for name, found in rows
        ],
    }


def _quarters(groups: Groups, lang: str) -> Markup:
    values = [found.total for found in groups.values()]
    return charts.bars(values, title=t(lang, "complaint.by.quarter"))


def _span(groups: Groups) -> str:
    """Return the first and the last quarter."""
    return " – ".join(dict.fromkeys(end for end in (*list(groups)[:1], *list(groups)[-1:])))


def _map(groups: Groups, lang: str) -> Markup:
    tiled = {code: one for code, one in load().jurisdictions.items() if one.get("tile")}
    sizes = {code: groups[code].total if code in groups else 0 for code in tiled}
    tiles = [
        charts.Tile(
            column=one["tile"][0],
            row=one["tile"][1],
            short=pick(one.get("short") or one["name"], lang).text,
            name=places.jurisdiction_name(code, lang),
            value=sizes[code],
            shown=words.number(lang, sizes[code]),
        )
        for code, one in tiled.items()
    ]
    return charts.tiles(tiles, title=t(lang, "complaint.by.region"))
