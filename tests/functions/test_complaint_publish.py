"""Complaints become pages and data; an idle minute costs one Query; one change touches little."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from functions.complaints.complaint import Photo
from functions.complaints.place import cell
from functions.publishing import complaint_csv, store
from functions.publishing.complaint_lists import sheaves
from functions.shared import clock as time
from tests.conftest import NOW, Calls, Clock
from tests.functions.complaint_site import (
    ALMATY,
    RESOLVED,
    SECRET,
    changed,
    entry,
    publish,
    stored,
)
from tests.functions.publishing_kit import HOSTILE, Site

LANGUAGES = ("kk", "ru", "en")


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


def page(site: Site, number: int = 1, lang: str = "ru") -> str:
    return site.text(f"{lang}/complaints/{number}/index.html")


def test_a_complaint_gets_pages_in_three_languages_and_its_data(site: Site) -> None:
    stored(1, *RESOLVED)
    publish(site)

    for lang in LANGUAGES:
        assert '<span class="c-mut">' in page(site, lang=lang)
        for rest in ("", "map/", "categories/", "statistics/", "corrections/", "state/open/"):
            assert site.has(f"{lang}/complaints/{rest}index.html")
    shown = site.json("complaints/1.json")["data"]
    assert (shown["number"], shown["attributes"]["text"]) == ("2026-000001-5", "Яма 1")
    assert [one["move"] for one in shown["attributes"]["history"]] == list(RESOLVED)
    assert shown["attributes"]["result"]["facts"]["actions"][0]["en"] == "Done"
    assert site.json("complaints.json")["data"][0]["id"] == 1


def test_an_idle_minute_is_one_query_and_writes_nothing(
    site: Site, dynamodb: Calls, clock: Clock
) -> None:
    stored(1, *RESOLVED, "rate", survey={"satisfied": True, "ratings": {}})
    publish(site)
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    clock.pass_(minutes=1)
    dynamodb.take()

    report = publish(site)

    assert dynamodb.take() == ["Query"]
    assert (report.complaints, report.files) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before
    store.forget()
    assert publish(site).complaints == 0


def test_what_nobody_accepted_is_in_no_file_public_or_private(site: Site, clock: Clock) -> None:
    stored(1)
    stored(2, *RESOLVED, supporters=3)
    stored(3, "accept", "verify", "ask", "reply")
    clock.pass_(days=20)
    publish(site)

    for folder in ("site", "private"):
        for path in (site.folder.parent / folder).rglob("*"):
            assert path.is_dir() or SECRET.encode() not in path.read_bytes(), path


def test_what_people_typed_appears_as_text_everywhere(site: Site) -> None:
    stored(1, *life_of_false(), shown=HOSTILE)
    stored(2, *RESOLVED, shown=HOSTILE)
    publish(site)

    for path in site.folder.rglob("*.html"):
        text = path.read_text()
        assert "<script>alert" not in text
        assert '"><img' not in text
        assert "shell" in path.parts or text.count("</body>") == 1
    rows = list(csv.DictReader(io.StringIO(site.text("complaints.csv"))))
    assert {row["description"] for row in rows} == {f"'{HOSTILE}"}
    assert site.json("complaints/1.json")["data"]["attributes"]["text"] == HOSTILE


def life_of_false() -> tuple[str, ...]:
    return ("accept", "verify", "declare_false", "publish_correction")


def test_an_answer_stands_beside_the_reporter_s_no(site: Site) -> None:
    stored(1, *RESOLVED)
    publish(site)
    assert "Заявитель не согласен" not in page(site)
    changed(1, entry("rate", 30, facts={"satisfied": False}))
    publish(site)

    shown = page(site)
    assert "Сделано" in shown
    assert "Ответил, что проблема не решена" in shown
    assert "Заявитель не согласен" in site.text("ru/complaints/state/contradicted/index.html")


def test_a_due_date_is_shown_with_its_steps_and_red_once_it_is_over(
    site: Site, clock: Clock
) -> None:
    stored(1, "accept", "verify")
    publish(site)
    assert "15 рабочих дней" in page(site)
    assert "c-clock--late" not in page(site)
    assert site.json("complaints/1.json")["data"]["attributes"]["due_on"] == "2026-10-14"

    clock.pass_(days=15)
    report = publish(site)

    assert report.complaints == 1
    assert "c-clock--late" in page(site)
    assert site.json("complaints/1.json")["data"]["attributes"]["is_late"] is True
    assert "Яма" in site.text("ru/complaints/state/late/index.html")
    assert site.json("complaints/statistics.json")["totals"]["overdue"] == 1


def test_a_survey_closes_by_time_alone(site: Site, clock: Clock) -> None:
    stored(1, *RESOLVED)
    publish(site)
    clock.pass_(days=30)
    publish(site)
    assert site.json("complaints/1.json")["data"]["attributes"]["state"] == "closed"
    assert site.json("complaints/statistics.json")["by_state"] == {"closed": 1}


def test_a_duplicate_and_its_parent_speak_of_each_other(site: Site) -> None:
    stored(1, "accept", "verify")
    stored(2, "accept")
    publish(site)
    of = entry("mark_duplicate", 4, "moderator", facts={"of": 1, "number": "2026-000001-5"})
    changed(2, of, duplicate_of=1)

    report = publish(site)

    assert report.complaints == 2
    assert 'href="/ru/complaints/1/"' in page(site, 2)
    assert 'href="/ru/complaints/2/"' in page(site, 1)
    assert site.json("complaints/1.json")["data"]["attributes"]["duplicates"] == [2]
    changed(1, entry("confirm", 5))
    publish(site)
    assert "Подтверждена" in page(site, 2)


def test_one_change_renders_what_it_touches_and_no_more(site: Site) -> None:
    for number in range(1, 61):
        stored(number, "accept")
    publish(site)
    kept = {
        path: path.stat().st_mtime_ns
        for path in site.folder.glob("ru/complaints/**/index.html")
        if "/page/" in str(path)
    }
    assert kept

    stored(61, "accept")
    report = publish(site)

    assert report.complaints == 1
    # Pages, JSON, five lists and the overviews in three languages, data, feeds, a cell.
    assert report.files < 60
    assert {path: path.stat().st_mtime_ns for path in kept} == kept


def test_pages_of_a_list_are_numbered_from_the_oldest() -> None:
    rows = [(number, "") for number in range(1, 12)]
    cut = list(sheaves(rows, 3))

    assert [[number for number, _ in sheaf.rows] for sheaf in cut] == [
        [11, 10, 9, 8, 7],
        [6, 5, 4],
        [3, 2, 1],
    ]
    assert [(sheaf.number, sheaf.newer, sheaf.older) for sheaf in cut] == [
        (0, None, 2),
        (2, 0, 1),
        (1, 2, None),
    ]
    assert [len(sheaf.rows) for sheaf in sheaves([], 3)] == [0]


def test_the_json_list_leads_through_all(site: Site) -> None:
    for number in range(1, 131):
        stored(number, "accept")
    publish(site)

    seen, path = [], "complaints.json"
    while path:
        read = site.json(path)
        seen += [one["id"] for one in read["data"]]
        link = read["links"]["next"]
        path = link.removeprefix("https://dauys.example/") if link else ""
    assert seen == list(range(130, 0, -1))
    assert site.json("complaints.json")["meta"] == {"total": 130}


def test_a_run_without_time_leaves_the_rest_to_the_next(site: Site) -> None:
    for number in (1, 2, 3):
        stored(number, "accept")
    budget = iter([60_000, 1_000])
    assert publish(site, left=lambda: next(budget, 0)).waiting == 2
    assert not site.has("complaints.json")
    while publish(site, left=lambda: 20_000).files:
        pass
    assert len(site.json("complaints.json")["data"]) == 3


def test_lists_that_a_run_has_no_time_for_are_made_by_the_next(site: Site) -> None:
    for number in (1, 2):
        stored(number, "accept")
    publish(site, left=lambda: 1_000)
    assert not site.has("ru/complaints/index.html")
    while publish(site, left=lambda: 20_000).files:
        pass
    assert "Яма 2" in site.text("ru/complaints/index.html")


def test_the_csv_has_the_columns_of_the_bulk_format(site: Site) -> None:
    stored(1, *RESOLVED)
    stored(2, category="corruption")
    publish(site)

    rows = list(csv.reader(io.StringIO(site.text("complaints.csv"))))
    assert tuple(rows[0]) == complaint_csv.COLUMNS
    first = dict(zip(rows[0], rows[1], strict=True))
    assert first["service_request_id"] == "2026-000001-5"
    assert first["closed_date"] == "2026-09-23T18:03:04Z"
    assert (first["lat"], first["long"]) == ("43.2389", "76.8897")
    assert first["status_notes"] == "Мәтін"
    assert rows[2][-3:] == ["", "", ""]
    excel = (site.folder / "complaints.excel.csv").read_bytes()
    assert excel.startswith(b"\xef\xbb\xbfservice_request_id;")


def test_open_reports_lie_in_the_cell_that_nearby_reads(site: Site) -> None:
    stored(1, "accept", supporters=2)
    stored(2, *RESOLVED)
    stored(3, "accept", category="clinic")
    publish(site)

    path = f"complaints/near/{cell((round(ALMATY[0], 4), round(ALMATY[1], 4)))}.json"
    assert site.json(path) == {
        "reports": [
            {
                "id": 1,
                "number": "2026-000001-5",
                "category": "road-damage",
                "title": "Яма 1",
                "lat": 43.2389,
                "long": 76.8897,
                "state": "accepted",
                "supports": 2,
            }
        ]
    }
    points = site.json("complaints/points.json")
    assert [row[0] for row in points["points"]] == [2, 1]
    assert points["fields"] == ["id", "lat", "long", "category", "state", "is_open"]


def test_a_supporter_is_counted_once_the_complaint_says_that_it_changed(
    site: Site, clock: Clock
) -> None:
    stored(1, "accept")
    publish(site)
    clock.pass_(minutes=5)
    stored(1, "accept", supporters=1, changed_at=clock.now)
    publish(site)
    assert "ещё 1 человек сообщил" in page(site)


def test_accepted_photos_are_shown_and_no_others(site: Site) -> None:
    stored(1, "accept", shown_photos=[Photo(id="ab12", width=800, height=600)])
    stored(2, shown_photos=[Photo(id="cd34", width=800, height=600)])
    publish(site)

    assert 'src="/media/ab12.small.jpg"' in page(site, 1)
    assert "/media/" not in page(site, 2)


def test_a_correction_has_a_page_two_feeds_and_its_markup(site: Site) -> None:
    stored(1, *life_of_false())
    publish(site)

    assert "Текст" in site.text("ru/complaints/corrections/index.html")
    feed = site.json("complaints/corrections.json")
    assert feed["feed_url"] == "https://dauys.example/complaints/corrections.json"
    assert [item["url"] for item in feed["items"]] == ["https://dauys.example/kk/complaints/1/"]
    assert ET.fromstring(site.text("complaints/corrections.xml")).tag.endswith("feed")
    block = page(site).partition('<script type="application/ld+json">')[2].partition("</script>")[0]
    data = json.loads(block)
    assert data["correction"]["@type"] == "CorrectionComment"
    assert data["mainEntity"]["@type"] == "ClaimReview"
    assert data["mainEntity"]["reviewRating"]["ratingValue"] == 1


def test_satisfaction_is_shown_in_tens_and_renewed_in_tens(site: Site, clock: Clock) -> None:
    said = {"satisfied": True, "ratings": {"staff": 5}}
    history = (*RESOLVED, "rate")
    for number in range(1, 10):
        stored(number, *history, survey=said)
    publish(site)
    assert site.json("complaints/satisfaction.json")["totals"] is None

    def answered(number: int) -> object:
        stored(number, *history, survey=said, changed_at=clock.pass_(minutes=5))
        publish(site)
        told = site.json("complaints/satisfaction.json")["totals"]
        return told and told["answered"]

    assert [answered(number) for number in range(10, 21)] == [10] * 10 + [20]
    told = site.json("complaints/satisfaction.json")
    assert told["totals"]["share"] == 1
    assert (told["totals"]["low"], told["totals"]["means"]["staff"]) == (0.839, 5.0)
    assert told["totals"]["means"]["time"] is None
    assert told["protection"]["smallest_count"] == 10


def test_small_groups_are_hidden_so_that_none_can_be_computed(site: Site) -> None:
    history = (*RESOLVED, "rate")
    said = {"satisfied": False, "ratings": {}}
    for number in range(1, 31):
        category = "road-damage" if number <= 14 else "waste" if number <= 28 else "clinic"
        stored(number, *history, survey=said, category=category)
    publish(site)

    told = site.json("complaints/satisfaction.json")
    assert told["totals"]["answered"] == 30
    hidden = [name for name, cell in told["by_category"].items() if cell is None]
    assert "clinic" in hidden
    assert len(hidden) >= 2
    rows = list(csv.DictReader(io.StringIO(site.text("complaints/satisfaction.csv"))))
    marks = {row["answered"] for row in rows if row["group"] in hidden}
    assert marks == {"c"}


def test_a_survey_is_read_once_for_each_answer(site: Site, dynamodb: Calls, clock: Clock) -> None:
    stored(1, *RESOLVED, "rate", survey={"satisfied": True, "ratings": {"staff": 4}})
    dynamodb.take()
    publish(site)
    assert dynamodb.take().count("GetItem") == 1
    clock.pass_(minutes=1)
    changed(1, entry("redact", 40))
    dynamodb.take()
    publish(site)
    assert dynamodb.take() == ["Query"]


def test_bodies_and_the_first_page_tell_of_complaints(site: Site) -> None:
    stored(1, *RESOLVED)
    site.publish()
    assert "/ru/complaints/1/" not in site.text("ru/index.html")
    publish(site)

    site.publish()

    assert "/ru/complaints/1/" in site.text("ru/index.html")
    assert "Ответы на жалобы" in site.text("ru/bodies/akimat-almaty/index.html")
    assert "sitemap-complaints-1.xml" in site.text("sitemap.xml")
    assert "https://dauys.example/ru/complaints/1/" in site.text("sitemap-complaints-1.xml")
    assert site.publish().files == 0


def test_news_of_complaints_are_feeds(site: Site) -> None:
    stored(1, *RESOLVED)
    publish(site)
    items = site.json("complaints/feed.json")["items"]
    assert len(items) == len(RESOLVED) + 1
    assert len({item["id"] for item in items}) == len(items)
    assert items[-1]["date_published"] == time.text(NOW.replace(day=23))
