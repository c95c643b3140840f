"""Surveys become pages and data; results come after the close, or in steps, and tell nobody."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from functions.publishing import participation_publish
from functions.shared import clock as time
from functions.surveys import survey
from functions.surveys.reply import Reply
from functions.surveys.survey import Survey, Theme
from tests.conftest import NOW, Calls, Clock
from tests.functions import surveys_kit as kit
from tests.functions.publishing_kit import HOSTILE, Site
from tests.unit.surveys.kit import WEEK, follows, options, question, texts

LANGUAGES = ("kk", "ru", "en")
CLOSED = {"closes_at": NOW - WEEK / 7, "opens_at": NOW - 2 * WEEK}


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Iterator[Site]:
    kit.forget()
    yield Site(environment)
    kit.forget()


def publish(**options_: Any) -> participation_publish.Report:
    return participation_publish.publish(time.now(), **options_)


def data(site: Site, number: int = 1) -> dict[str, Any]:
    return dict(site.json(f"surveys/{number}.json")["data"]["attributes"])


def lines(site: Site, number: int = 1) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(site.text(f"surveys/{number}/results.csv"))))


def people(count: int, answers: dict[str, Any], region: str = "KZ-75") -> list[Reply]:
    return [Reply(answers, region, "email")] * count


def test_an_open_survey_has_a_form_in_three_languages_and_no_results(site: Site) -> None:
    kit.stored()
    kit.answered(1, people(40, {"one": "a"}))
    publish()

    for lang in LANGUAGES:
        page = site.text(f"{lang}/surveys/1/index.html")
        assert 'action="/api/v1/surveys/1/answers"' in page
        assert f"Question rows {lang}" in page
        assert f"Survey {lang}" in site.text(f"{lang}/surveys/index.html")
    assert not site.has("en/surveys/1/results/index.html")
    assert not site.has("surveys/1/results.csv")
    assert (data(site)["state"], data(site)["identity"]) == ("open", "none")
    assert data(site)["results_data"] is None
    assert [one["id"] for one in site.json("surveys.json")["data"]] == [1]


def test_a_draft_is_nowhere(site: Site) -> None:
    kit.stored(opened_at=None)
    publish()

    assert not site.has("surveys/1.json")
    assert "Survey" not in site.text("en/surveys/index.html").partition("<main>")[2].replace(
        "Surveys", ""
    )


def test_results_come_two_minutes_after_the_close(site: Site, clock: Clock) -> None:
    kit.stored(closes_at=NOW)
    kit.answered(1, people(12, {"one": "a", "many": ["a", "b"], "mark": 4}))
    publish()
    assert "being counted" in site.text("en/surveys/1/results/index.html")
    clock.pass_(minutes=2)
    publish()

    page = site.text("en/surveys/1/results/index.html")
    assert "12 forms came" in page
    assert "more than 100%" in page
    told = {one["question"]: one for one in data(site)["results_data"]["questions"]}
    assert told["many"]["answered"] == 12
    # All twelve gave the same mark: a mean would tell what each of them gave.
    assert (told["mark"]["mean"], told["size"]["hidden"]) == (None, "few")
    assert "form" not in site.text("en/surveys/1/index.html").partition("<main>")[2][:200]


def test_the_shares_of_several_answers_are_of_the_people(site: Site) -> None:
    kit.stored(question("many", "multiple"), **CLOSED)
    kit.answered(1, people(30, {"many": ["a", "b"]}) + people(20, {"many": ["a"]}) + [Reply({})])
    kit.answered(2, [])
    publish()

    cells = {one["answer"]: one for one in lines(site) if one["answer"]}
    assert (cells["b"]["count"], cells["b"]["share"]) == ("30", "0.6")
    # All fifty chose a: that nobody did not is as telling as a small count.
    assert cells["a"]["count"] == "c"


def test_an_idle_run_after_the_count_reads_no_answers(
    site: Site, dynamodb: Calls, clock: Clock
) -> None:
    kit.stored(**CLOSED)
    kit.answered(1, people(12, {"one": "a"}))
    publish()
    dynamodb.take()
    clock.pass_(minutes=1)

    assert publish().files == 0
    assert set(dynamodb.take()) == {"Query"}
    publish(everything=True)
    assert data(site)["results_data"]["people"] == 12


def test_live_results_move_in_steps_of_ten(site: Site, clock: Clock) -> None:
    kit.stored(question("mark", "scale"), results="live")
    shown = []
    for count in (9, 10, 19, 20):
        kit.answered(1, people(count, {"mark": 5}))
        clock.pass_(minutes=61)
        publish()
        found = data(site)["results_data"]
        shown.append((found["people"], found["questions"] and found["questions"][0]["answered"]))

    assert shown == [(None, None), (10, 10), (10, 10), (20, 20)]


def test_regions_are_told_where_people_are_known_and_small_ones_hide_in_twos(site: Site) -> None:
    kit.stored(question("mark", "scale"), identity="code", **CLOSED)
    told = people(40, {"mark": 5}) + people(3, {"mark": 1}, "KZ-71") + people(15, {"mark": 2}, "")
    kit.answered(1, told)
    publish()

    by = data(site)["results_data"]["by"]["region"]
    assert by == {"": None, "KZ-71": None, "KZ-75": 40}
    means = data(site)["results_data"]["means"]["region"]["mark"]
    assert (means["KZ-75"]["mean"], means["KZ-71"]["mean"]) == (5.0, None)
    page = site.text("ru/surveys/1/results/index.html")
    assert "Алматы" in page
    assert "скрыто" in page


def test_an_open_survey_of_unknown_people_says_so_and_has_no_regions(site: Site) -> None:
    kit.stored(**CLOSED)
    kit.answered(1, people(40, {"one": "a"}))
    publish()

    assert data(site)["identity"] == "none"
    assert data(site)["results_data"]["by"] == {}
    assert "несколько раз" in site.text("ru/surveys/1/results/index.html")


def test_texts_are_counted_and_only_themes_are_published(site: Site) -> None:
    themes = [Theme(name=texts("Bins"), count=14), Theme(name=texts("Rare"), count=2)]
    kit.stored(question("words", "text"), themes={"words": themes}, **CLOSED)
    kit.answered(1, people(20, {"words": "my secret words"}))
    publish()

    written = "".join(path.read_text() for path in site.folder.rglob("*") if path.is_file())
    assert "my secret words" not in written
    assert "Bins en" in site.text("en/surveys/1/results/index.html")
    assert data(site)["themes"]["words"] == [
        {"name": texts("Bins"), "count": 14},
        {"name": texts("Rare"), "count": None},
    ]


def test_answers_without_a_person_leave_nothing_of_one_in_the_public_tree(site: Site) -> None:
    found = kit.stored(question("one", other=True), **CLOSED)
    kit.answered(1, people(12, {"one": {"chosen": "other", "other": "my own words"}}))
    publish()

    told = site.text("surveys/1.json") + site.text("surveys/1/results.csv")
    assert "my own words" not in told
    assert found.id == 1


def test_each_column_of_the_data_is_described(site: Site) -> None:
    kit.stored(**CLOSED)
    kit.answered(1, people(30, {"one": "a", "rows": {"one": 4}, "order": ["a", "b", "c"]}))
    publish()

    described = site.json("surveys/1/results.csv-metadata.json")
    columns = [one["name"] for one in described["tableSchema"]["columns"]]
    assert described["@context"] == "http://www.w3.org/ns/csvw"
    assert columns == list(lines(site)[0])
    assert all(one["dc:description"] for one in described["tableSchema"]["columns"])
    assert list(site.json("surveys/1.json")["columns"]) == columns
    assert all(name in site.text("kk/surveys/1/results/index.html") for name in columns)


def test_texts_missing_in_a_language_are_shown_in_another_and_the_page_says_so(site: Site) -> None:
    kit.stored(question("one", text={"ru": "Только по-русски"}))
    publish()

    page = site.text("kk/surveys/1/index.html")
    assert '<span lang="ru">Только по-русски</span>' in page
    assert "аударылмаған" in page
    assert "не переведена" not in site.text("ru/surveys/1/index.html")


def test_conditions_are_said_beside_the_question(site: Site) -> None:
    kit.stored(question("one"), question("why", "text", **follows("one", "equals", "b")))
    publish()

    page = site.text("en/surveys/1/index.html")
    assert "Only if you answered “b en” to question 1." in page
    assert "data-show=" in page


def test_hostile_texts_stay_text(site: Site) -> None:
    evil = {"en": HOSTILE}
    asked = question("one", text=evil, options=[*options("a"), {"id": "b", "text": evil}])
    kit.stored(asked, title=evil, about=evil, **CLOSED)
    kit.answered(1, people(30, {"one": "b"}) + people(30, {"one": "a"}))
    publish()
    kit.stored(asked, id=2, title=evil, about=evil)
    publish()

    for path in ("surveys/1/results/", "surveys/1/", "surveys/2/", "surveys/"):
        page = site.text(f"en/{path}index.html")
        assert "<script>alert" not in page
        assert "<img src=x" not in page
    labels = {one["answer"]: one["label"] for one in lines(site) if one["answer"]}
    assert labels["b"].startswith("'=cmd")


def test_a_survey_ended_early_has_its_results_then(site: Site, clock: Clock) -> None:
    found = kit.stored()
    kit.answered(1, people(12, {"one": "a"}))
    publish()
    clock.pass_(minutes=5)
    ended = found.model_copy(update={"closed_at": clock.now, "changed_at": clock.now})
    survey.save(survey.load(1), ended, "r")
    clock.pass_(minutes=3)
    publish()

    assert data(site)["state"] == "closed"
    assert data(site)["results_data"]["people"] == 12


def test_links_that_were_sent_are_told_with_the_share_that_answered(site: Site) -> None:
    kit.stored(question("one"), identity="link", invited=40, **CLOSED)
    kit.answered(1, people(20, {"one": "a"}))
    publish()

    assert "Links sent: 40. Answered: 50%." in site.text("en/surveys/1/results/index.html")
    assert data(site)["invited"] == 40


def test_the_survey_says_what_it_is_about(site: Site) -> None:
    kit.stored(subject_kind="work", subject="3")
    kit.stored(id=2, subject_kind="body", subject="akimat-almaty")
    publish()

    assert 'href="/en/implemented/3/"' in site.text("en/surveys/1/index.html")
    assert 'href="/ru/bodies/akimat-almaty/"' in site.text("ru/surveys/2/index.html")
    assert data(site)["subject"] == {"kind": "work", "id": "3"}


def test_json_is_whole(site: Site) -> None:
    kit.stored()
    publish()
    raw = json.loads(site.text("surveys/1.json"))

    assert (
        Survey.model_validate(
            {**survey.load(1).survey.model_dump(), "pages": raw["data"]["attributes"]["pages"]}
        ).questions
        == survey.load(1).survey.questions
    )


def test_news_of_surveys_are_feeds(site: Site, clock: Clock) -> None:
    kit.stored(opens_at=NOW + WEEK, closes_at=NOW + 2 * WEEK, opened_at=NOW - WEEK)
    kit.stored(id=2, **CLOSED)
    kit.stored(id=3, opened_at=None)
    publish()

    feed = site.json("surveys/feed.json")
    told = [(one["url"].partition("/kk/")[2], one["title"]) for one in feed["items"]]
    assert told == [
        ("surveys/2/results/", "Сауалнама нәтижесі шықты: Survey kk"),
        ("surveys/2/", "Сауалнама аяқталды: Survey kk"),
        ("surveys/2/", "Сауалнама ашылды: Survey kk"),
        ("surveys/1/", "Сауалнама жарияланды: Survey kk"),
    ]
    assert len({one["id"] for one in feed["items"]}) == len(told)
    (root, entries) = ET.fromstring(site.text("surveys/atom.xml")), "{http://www.w3.org/2005/Atom}"
    assert len(root.findall(f"{entries}entry")) == len(told)
    for page in ("ru/surveys/", "ru/surveys/1/"):
        assert 'href="/surveys/feed.json"' in site.text(f"{page}index.html")
