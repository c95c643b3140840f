"""The statistics as published: pages, files and pictures that tell the same numbers."""

from __future__ import annotations

import csv
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from functions.opendata.dataset import Absent
from functions.publishing import statistics_pages
from functions.publishing import store as stores
from functions.publishing.data_book import DATA
from functions.publishing.making import Making
from functions.shared import clock
from functions.shared.content import load
from tests.conftest import ROOT
from tests.functions.publishing_kit import Site

NOW = clock.parse("2026-11-22T06:00:00Z")
HIDDEN = Absent("c")
AT = clock.parse("2026-03-01T06:00:00Z")
OWN = (
    "service-quality-by-region-2020",
    "service-quality-by-year-2014-2020",
    "goal-achievement-by-region-2020",
    "crowdsourcing-platform-users-2020",
)
BODY = "akimat-almaty"


def own(name: str) -> dict[str, Any]:
    """Return a dataset of the government as its rows are read: numbers as numbers."""
    path = ROOT / "content/datasets" / f"{name}.csv"
    rows = csv.DictReader(path.open(encoding="utf-8"))
    return {"rows": [{key: cell(text) for key, text in row.items()} for row in rows]}


def cell(text: str) -> Any:
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return (Decimal(text) if re.fullmatch(r"-?\d+\.\d+", text) else text) or None


def petition(number: int, **parts: Any) -> dict[str, Any]:
    row = {"id": number, "jurisdiction": "KZ-75", "body": BODY, "published_at": AT}
    return {**row, "rejection_code": None, "signatures": 120, "answered_at": None} | parts


def duty(number: int, state: str, year: int = 2026) -> dict[str, Any]:
    due = dt.datetime(year, 5, 1, tzinfo=dt.UTC)
    row = {"petition": number, "body": BODY, "jurisdiction": "KZ-75", "state": state}
    return {**row, "starts_at": AT, "due_at": due, "done_at": None, "days": 12}


def complaint(number: int, year: int, *, late: bool) -> dict[str, Any]:
    row = {"service_request_id": number, "status": "closed", "agency_responsible": BODY}
    at = dt.datetime(year, 6, 1, tzinfo=dt.UTC)
    more = {"requested_datetime": at, "region": "KZ-75", "late": late}
    return {**row, **more, "counted": True, "working_days": 21 if late else 3}


def said(dimension: str, group: str, *numbers: object) -> dict[str, Any]:
    return {"dimension": dimension, "group": group} | dict(
        zip(("asked", "answered", "satisfied"), numbers, strict=True)
    )


def tables() -> dict[str, dict[str, list[Any]]]:
    """Return rows as the publisher of data gives them."""
    months = [
        {"month": dt.date(2026, month, 1), "level": level, "act": act, "count": n}
        for month, level, act, n in (
            (1, "author", "petition", 2),
            (1, "active", "signature", 90),
            (3, "active", "vote", 40),
        )
    ]
    places = [("KZ-75", 150), ("KZ-71", HIDDEN), ("KZ-79", HIDDEN)]
    regions = [{"jurisdiction": code, "signatures": n} for code, n in places]
    reached = [
        {"petition": 1, "threshold": "response", "reached_at": AT},
        {"petition": 2, "threshold": "moderation", "reached_at": AT},
    ]
    return {
        "petitions": {
            "petitions": [petition(1, answered_at=AT), petition(2), petition(3, published_at=None)],
            "thresholds": reached,
        },
        "duties": {"duties": [duty(1, "done"), duty(2, "late"), duty(2, "pending", 2027)]},
        "complaints": {
            "requests": [complaint(n, 2025 + n % 2, late=n > 2) for n in range(1, 5)],
        },
        "satisfaction": {
            "groups": [
                said("all", "all", 40, 20, 15),
                said("body", BODY, 40, 20, 15),
                said("body", "ministry-health", HIDDEN, HIDDEN, HIDDEN),
            ]
        },
        "participation": {"regions": regions, "months": months},
        **{name: own(name) for name in OWN},
    }


@pytest.fixture
def site(environment: Path) -> Site:
    return Site(environment)


def publish(rows: dict[str, Any], now: dt.datetime = NOW) -> int:
    store = stores.load(DATA)
    files = statistics_pages.publish(Making(store, now, "v1"), rows)
    store.burst.flush()
    store.save()
    return files


def test_every_indicator_has_its_page_in_every_language_and_its_files(site: Site) -> None:
    publish(tables())

    for lang in load().languages:
        for path in [*statistics_pages.paths(), "statistics/service-quality/"]:
            page = site.text(f"{lang}/{path}index.html")
            assert page.count("<h1") == 1, path
            assert not re.search(r"\sstyle=|<style|<script(?! type=.module)", page), path
    for name in load().indicators:
        assert site.json(f"statistics/{name}.json")["indicator"]["id"] == name
        assert site.text(f"statistics/{name}.csv").startswith("indicator,dimension,group,value")


def test_page_json_and_csv_tell_the_same_number(site: Site) -> None:
    publish(tables())

    listed = {one["id"]: one for one in site.json("statistics.json")["indicators"]}
    one = site.json("statistics/complaint_on_time_share.json")
    assert one["total"]["value"] == listed["complaint_on_time_share"]["value"] == 50
    assert [(row["group"], row["value"]) for row in one["by"]["year"]] == [
        ("2025", 50),
        ("2026", 50),
    ]
    rows = list(csv.DictReader(site.text("statistics/complaint_on_time_share.csv").splitlines()))
    assert rows[0]["value"] == "50.0"
    assert "50,0\u202f%" in site.text("ru/statistics/complaint_on_time_share/index.html")
    assert "50.0%" in site.text("en/statistics/index.html")


def test_thresholds_before_publication_are_none_that_oblige_a_body(site: Site) -> None:
    publish(tables())

    one = site.json("statistics/threshold_share.json")["total"]
    assert (one["part"], one["whole"], one["value"]) == (1, 2, 50)


def test_what_is_not_due_yet_has_no_year(site: Site) -> None:
    publish(tables())

    by = site.json("statistics/petition_on_time_share.json")["by"]
    assert [row["group"] for row in by["year"]] == ["2026"]


def test_a_hidden_count_is_hidden_everywhere(site: Site) -> None:
    publish(tables())

    rows = site.json("statistics/signatures_per_1000.json")["by"]["region"]
    by = {row["group"]: row for row in rows}
    assert (by["KZ-71"]["value"], by["KZ-71"]["part"], by["KZ-71"]["hidden"]) == (None, None, True)
    assert "region,KZ-71,c,c,c,c,c" in site.text("statistics/signatures_per_1000.csv")
    assert "body,ministry-health,c,c,c,c,c" in site.text("statistics/satisfied_share.csv")
    assert "hidden" in site.text("en/statistics/satisfied_share/index.html")


def test_satisfaction_is_told_with_its_interval(site: Site) -> None:
    publish(tables())

    assert "53.1% – 88.8%" in site.text("en/statistics/satisfied_share/index.html")


def test_the_published_analysis_is_recomputed_on_its_page(site: Site) -> None:
    publish(tables())

    page = site.text("en/statistics/service-quality/index.html")
    assert "<strong>4.59</strong>" in page
    # Row 11 of the published table: Mangystau, 4.88, 0.47, 10.66, 110.66, 0.0441, 10.44.
    row = re.search(r"Mangystau Region</th>((?:<td[^>]*>[^<]*</td>){6})", page)
    assert row
    cells = re.findall(r">([^<]+)</td>", row[1])
    assert cells == ["4.88", "0.47", "10.66", "110.66", "0.0441", "10.44"]


def test_without_datasets_of_the_government_there_is_no_analysis(site: Site) -> None:
    publish({name: rows for name, rows in tables().items() if name not in OWN})

    assert not site.has("en/statistics/service-quality/index.html")
    assert "service-quality/" not in site.text("en/statistics/index.html")


def test_before_any_data_the_pages_stand_and_say_so(site: Site) -> None:
    publish({})

    assert "No data yet" in site.text("en/statistics/works_on_time_share/index.html")
    assert site.json("statistics.json")["indicators"][0]["value"] == 0


def test_the_same_numbers_on_another_day_write_nothing(site: Site) -> None:
    publish(tables())
    before = site.text("en/statistics/index.html")

    assert publish(tables(), NOW + dt.timedelta(days=3)) == 0
    assert site.text("en/statistics/index.html") == before
    assert "22 November 2026" in before


def test_a_picture_tells_its_source_and_licence(site: Site) -> None:
    publish(tables())

    own_data = site.text("statistics/map.en.svg")
    quoted = site.text("statistics/quality-map.en.svg")
    assert "CC BY 4.0" in own_data
    assert "Bopina-Omarova" in quoted
    assert "not stated by the source" in quoted
    assert "CC BY 4.0" not in quoted


def test_every_picture_that_a_page_offers_is_there(site: Site) -> None:
    publish(tables())

    for path in site.folder.glob("*/statistics/**/index.html"):
        for picture in re.findall(r'href="(/statistics/[^"]+\.svg)"', path.read_text("utf-8")):
            assert site.has(picture[1:]), (path, picture)


def test_what_the_pages_say_of_age_and_sex_is_that_nobody_is_asked(site: Site) -> None:
    publish(tables())

    assert "Age and sex are neither asked nor stored" in site.text("en/statistics/index.html")


def test_a_picture_is_the_same_whichever_page_offers_it(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: dict[str, set[bytes]] = {}
    files = statistics_pages._Page.files

    def noted(self: Any, *told: Any) -> dict[str, bytes]:
        found = files(self, *told)
        for path, body in found.items():
            made.setdefault(path, set()).add(body)
        return found

    monkeypatch.setattr(statistics_pages._Page, "files", noted)
    publish(tables())

    assert {path for path, bodies in made.items() if len(bodies) > 1} == set()
    assert len(made) > 100
