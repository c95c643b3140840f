"""Rows about taking part: by region, with small counts hidden, and by month and kind of act.

Nobody is counted twice or once: people have no accounts, so what is counted are acts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter

from functions.opendata.dataset import HIDDEN, Absent, Row
from functions.publishing import project_pages
from functions.publishing.data_sources import Sources, day, names, published, title
from functions.publishing.regions import NATION
from functions.shared.content import load

BASE = 5
_KINDS = ("region", "city")
_MONTH = len("2026-11")
# Of the list of each jurisdiction, how many stand in it.
_PETITIONS = (
    "SELECT name, COUNT(*) FROM facet WHERE name >= 'jurisdiction/' AND name < 'jurisdiction0'"
    " GROUP BY name"
)
# Who starts something is an author; who answers to what others started is active.
_LEVELS = {
    "petition": "author",
    "complaint": "author",
    "idea": "author",
    "signature": "active",
    "vote": "active",
}


def participation(sources: Sources) -> dict[str, list[Row]]:
    """Return acts by region of the country, and by month."""
    return {"regions": _regions(sources), "months": _months(sources)}


def _regions(sources: Sources) -> list[Row]:
    row = sources.petitions.execute(
        "SELECT cells, on_day FROM region WHERE pid = ?", (NATION,)
    ).fetchone()
    cells: dict[str, int | None] = json.loads(row[0]) if row else {}
    started = _by_place(sources)
    places = {code: one for code, one in load().jurisdictions.items() if one["kind"] in _KINDS}
    return [
        {
            "jurisdiction": code,
            "name": title(place["name"]),
            "population": place.get("population"),
            "signatures": _shown(cells.get(code, 0)),
            "updated_on": day(row[1]) if row else None,
            **{f"{kind}s": started[kind][code] for kind in ("petition", "complaint", "project")},
            **names(place["name"]),
        }
        for code, place in sorted(places.items())
    ]


def _shown(count: int | None) -> int | Absent:
    """Return a count as the pages show it, rounded; a hidden one stays hidden."""
    return Absent(HIDDEN) if count is None else BASE * round(count / BASE)


def _by_place(sources: Sources) -> dict[str, Counter[str]]:
    """Count public things by the region they belong to; those of the whole country are in none."""
    petitions = Counter[str]()
    for name, n in sources.petitions.execute(_PETITIONS):
        petitions[_region(name.removeprefix("jurisdiction/"))] += n
    told = (json.loads(line) for (line,) in _lines(sources))
    projects = (one["jurisdiction"] for one in sources.listed(project_pages.KIND))
    return {
        "petition": petitions,
        "complaint": Counter(line["region"] for line in told),
        "project": Counter(map(_region, projects)),
    }


def _lines(sources: Sources) -> list[tuple[str]]:
    return sources.complaints.execute("SELECT line FROM complaint WHERE line != ''").fetchall()


def _region(code: str) -> str:
    """Return the region that a jurisdiction is or lies in; "" for the whole country."""
    known = load().jurisdictions
    while code in known and known[code]["kind"] not in _KINDS:
        code = known[code].get("parent") or ""
    return code


def _months(sources: Sources) -> list[Row]:
    found = Counter[tuple[str, str]]()
    for act, month, n in _acts(sources):
        found[month, act] += n
    return [
        {"month": _first(month), "act": act, "level": _LEVELS[act], "count": n}
        for (month, act), n in sorted(found.items())
    ]


def _acts(sources: Sources) -> list[tuple[str, str, int]]:
    """Return (act, month, how many) of all that is public, in UTC."""
    every: list[tuple[str, str, int]] = []
    for act, db, select in (
        (
            "petition",
            sources.petitions,
            "SELECT substr(published_at, 1, 7), COUNT(*) FROM petition"
            " WHERE visibility = 'public' GROUP BY 1",
        ),
        (
            "signature",
            sources.petitions,
            "SELECT substr(hour, 1, 7), SUM(n) FROM hour JOIN standing ON standing.id = pid"
            " WHERE visibility = 'public' GROUP BY 1 HAVING SUM(n) != 0",
        ),
        (
            "complaint",
            sources.complaints,
            "SELECT substr(json_extract(listed, '$.attributes.filed_at'), 1, 7), COUNT(*)"
            " FROM complaint WHERE listed != '' GROUP BY 1",
        ),
        ("vote", sources.own.db, "SELECT month, n FROM log_votes"),
    ):
        every += [(act, str(month), int(n)) for month, n in db.execute(select) if month]
    return [*every, *(("idea", month, 1) for month in _ideas(sources))]


def _ideas(sources: Sources) -> list[str]:
    found = []
    for project in sources.listed(project_pages.KIND):
        shown = published(f"projects/{project['id']}.json")
        every = shown["data"]["attributes"]["all_ideas"] if shown else []
        found += [str(one["at"])[:_MONTH] for one in every]
    return found


def _first(month: str) -> dt.date:
    return dt.date.fromisoformat(f"{month}-01")
