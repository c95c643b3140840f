"""Votes become pages and data; what is hidden until the end is in no file before it."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from functions.polls.poll import Line, Override
from functions.publishing import store
from functions.shared import objects
from tests.conftest import NOW, Calls, Clock
from tests.functions.poll_site import (
    DAY,
    closed,
    facts,
    logged,
    options,
    publish,
    stored,
    texts,
)
from tests.functions.publishing_kit import HOSTILE, Site

LANGUAGES = ("kk", "ru", "en")
BUDGET = {"method": "greedy", "ballot": "knapsack", "budget": 100}


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return Site(environment)


def page(site: Site, number: int = 1, lang: str = "en") -> str:
    return site.text(f"{lang}/polls/{number}/index.html")


def test_a_vote_gets_pages_in_three_languages_and_its_data(site: Site) -> None:
    stored(facts(), email=3, eid=1, changed=2)
    publish()

    for lang in LANGUAGES:
        assert 'action="/api/v1/polls/1/ballots"' in page(site, lang=lang)
        for rest in ("polls/", "polls/state/open/", "polls/place/KZ-75/", "participate/"):
            assert site.has(f"{lang}/{rest}index.html"), rest
    shown = site.json("polls/1.json")["data"]["attributes"]
    assert (shown["state"], shown["voters"], shown["log_size"]) == ("open", 4, 100)
    assert shown["count"] == {"email": 3, "eid": 1, "paper": 0, "changed": 2}
    assert site.json("polls.json")["data"][0]["attributes"]["count"] == shown["count"]
    assert "<strong>4</strong>" in page(site)


def test_the_first_page_tells_of_open_votes(site: Site) -> None:
    site.publish()
    assert "/en/polls/" not in site.text("en/index.html")
    stored(facts(), email=3)
    publish()

    site.publish()

    assert '<a href="/en/polls/">1 vote is open</a>' in site.text("en/index.html")
    assert "Идёт 1 голосование" in site.text("ru/index.html")
    assert site.publish().files == 0


def test_an_idle_minute_is_one_query_for_each_kind_and_writes_nothing(
    site: Site, dynamodb: Calls, clock: Clock
) -> None:
    from functions.publishing.participation_kinds import KINDS

    stored(facts(), email=3)
    publish()
    before = {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")}
    clock.pass_(minutes=1)
    dynamodb.take()

    report = publish()

    assert dynamodb.take() == ["Query"] * len(KINDS)
    assert (report.things, report.files) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in site.folder.rglob("*")} == before
    store.forget()
    assert publish().things == 0


def test_a_draft_is_nowhere(site: Site) -> None:
    draft = facts(1, sealed=None, question=texts("nobody may read this"))
    stored(draft)
    stored(facts(2))
    publish()

    assert not site.has("en/polls/1/index.html")
    assert not site.has("polls/1.json")
    assert [one["id"] for one in site.json("polls.json")["data"]] == [2]
    for path in site.folder.rglob("*"):
        is_seal = path.name == "rule.json"
        assert path.is_dir() or is_seal or b"nobody may read this" not in path.read_bytes(), path


def test_the_page_follows_the_clock_from_waiting_to_counting(site: Site, clock: Clock) -> None:
    stored(facts(opens_at=NOW + DAY, closes_at=NOW + 3 * DAY))
    publish()
    assert "It opens on" in page(site)
    assert "/ballots" not in page(site)

    clock.pass_(days=1)
    publish()
    assert 'action="/api/v1/polls/1/ballots"' in page(site)
    assert "2 days left" in page(site)

    clock.pass_(days=1)
    publish()
    assert "1 day left" in page(site)

    clock.pass_(days=1)
    publish()
    assert "being counted" in page(site)
    assert "/ballots" not in page(site)


def test_a_vote_whose_seal_is_not_logged_does_not_open(site: Site) -> None:
    own = facts()
    stored(own)
    held = json.loads((site.folder.parent / "log/counts.json").read_text())
    objects.write("log", "counts.json", json.dumps(held | {"sealed": {}}).encode())
    publish()
    assert "/ballots" not in page(site)

    logged(own)
    publish()
    assert 'action="/api/v1/polls/1/ballots"' in page(site)


def test_the_turnout_is_told_and_no_total_before_the_end(site: Site) -> None:
    stored(facts(options=options(2), rule={"method": "single"}), email=40)
    publish()
    assert "Voted so far" in page(site)
    assert "running total" in page(site)
    attributes = site.json("polls/1.json")["data"]["attributes"]
    assert attributes["result"] is None
    assert attributes["winners"] is None
    assert "<progress" not in page(site)


@pytest.mark.parametrize(
    ("rule", "count", "field"),
    [
        ({"method": "for_against"}, 0, 'type="radio" name="choice" id="v-choice-for"'),
        ({"method": "single"}, 3, 'type="radio" name="choice" id="v-choice-2"'),
        ({"method": "multiple", "max_choices": 2}, 3, 'type="checkbox" name="choice[]"'),
        ({"method": "approval"}, 3, 'type="checkbox" name="choice[]"'),
        ({"method": "rating", "scale": [1, 5]}, 3, 'type="radio" name="rating-3" value="5"'),
        ({"method": "rating", "scale": [0, 100]}, 3, 'name="rating-3" inputmode="numeric"'),
        ({"method": "irv"}, 3, 'name="rank-3"'),
        ({"method": "schulze"}, 3, 'name="rank-3"'),
        ({"method": "points", "points": 10}, 3, 'name="points-3"'),
        (BUDGET, 3, 'data-cost="20"'),
        (BUDGET | {"ballot": "cumulative", "points": 5}, 3, 'name="points-3"'),
        (BUDGET | {"ballot": "ordinal"}, 3, 'name="rank-3"'),
        (BUDGET | {"method": "equal_shares", "ballot": "approval"}, 3, 'name="choice[]"'),
    ],
)
def test_each_method_has_a_ballot_that_needs_no_scripts(
    site: Site, rule: dict[str, object], count: int, field: str
) -> None:
    stored(facts(options=options(count, 20), rule=rule))
    publish()
    for lang in LANGUAGES:
        assert field in page(site, lang=lang)
        assert 'name="code"' in page(site, lang=lang)
        assert '<button class="c-btn c-btn--p c-btn--w" type="submit">' in page(site, lang=lang)


def test_a_share_is_told_exactly_and_exactly_the_threshold_is_not_more(site: Site) -> None:
    strict = {"threshold": "70", "strict": True, "threshold_of": "valid", "quorum": 50}
    closed(facts(1, rule=strict, closes_at=NOW - DAY), [("for", 70), ("against", 30)])
    closed(facts(2, rule=strict, closes_at=NOW - DAY), [("for", 71), ("against", 29)])
    closed(facts(3, rule=strict, closes_at=NOW - DAY), [("for", 29), ("against", 1)])
    third = {"threshold": "2/3", "strict": False, "threshold_of": "valid"}
    closed(facts(4, rule=third, closes_at=NOW - DAY), [("for", 2), ("against", 1)])
    publish()

    assert "Not adopted" in page(site, 1)
    assert "For: 70 of 100 = 70%. Needed: more than 70%." in page(site, 1)
    assert "Exactly 70% is not enough." in page(site, 1)
    assert "The quorum was met: 100, needed 50." in page(site, 1)
    assert "<h3>Adopted</h3>" in page(site, 2)
    assert "The quorum was missed: 30, needed 50." in page(site, 3)
    assert "≈ 66.67% (2/3)" in page(site, 4)
    assert "≈ 66,67\u00a0% (2/3)" in page(site, 4, "ru")


def test_a_result_shows_winners_rounds_and_ties(site: Site) -> None:
    three = options(3)
    ranked = [([1, 2], 4), ([2, 1], 3), ([3, 2], 3)]
    closed(facts(1, rule={"method": "irv"}, options=three, closes_at=NOW - DAY), ranked)
    publish()

    shown = page(site)
    assert "<strong><span>Question option 2</span></strong>" in shown
    assert "Round 2" in shown
    assert "Exhausted ballots" in shown
    assert "Level: Question option 2, Question option 3." in shown
    assert "/assets/js/poll/recount_button.js" in shown
    assert "dauys verify --poll 1 https://dauys.example" in shown
    assert site.json("polls/1.json")["data"]["attributes"]["winners"] == [2]


@pytest.mark.parametrize(
    ("rule", "ballots", "said"),
    [
        ({"method": "schulze"}, [([1, 2, 3], 6), ([2, 3, 1], 5)], "Every pair compared"),
        ({"method": "rating"}, [({"1": 5, "2": 1}, 12)], "Sum of marks"),
        ({"method": "points", "points": 9}, [({"1": 5, "3": 4}, 12)], "Points"),
        (BUDGET, [([1], 6), ([2, 3], 7)], "Spent: ₸ 60 of ₸ 100; left over: ₸ 40."),
        (
            {"method": "equal_shares", "ballot": "approval", "budget": 100},
            [([1], 6), ([2, 3], 7)],
            "Share of one voter",
        ),
    ],
)
def test_every_method_has_its_result(
    site: Site, rule: dict[str, object], ballots: list[tuple[object, int]], said: str
) -> None:
    closed(facts(options=options(3, 20), rule=rule, closes_at=NOW - DAY), ballots)
    publish()
    assert said in page(site)
    for lang in LANGUAGES:
        assert 'id="result"' in page(site, lang=lang)


def test_few_ballots_are_not_published_and_the_page_says_why(site: Site) -> None:
    closed(facts(closes_at=NOW - DAY), [("for", 4), ("against", 1)])
    publish()
    assert "fewer than ten ballots" in page(site)
    assert "ballots.json" not in page(site)
    assert "data-recount" not in page(site)


def test_a_departure_from_the_count_stands_on_the_page_for_good(site: Site) -> None:
    own = facts(options=options(2), rule={"method": "single"}, closes_at=NOW - DAY)
    departed = Override(
        at=NOW,
        role="supervisor",
        computed=[1],
        passed=True,
        winners=[2],
        added=[2],
        removed=[1],
        reason=texts("because of pipes"),
    )
    closed(own, [(1, 9), (2, 3)], overrides=[departed])
    publish()
    shown = page(site)
    assert "Departure from the count" in shown
    assert "because of pipes" in shown
    assert "Dropped: <span>Question option 1" in shown
    attributes = site.json("polls/1.json")["data"]["attributes"]
    assert (attributes["winners"], attributes["overridden"]) == ([2], True)
    assert attributes["result"]["winners"] == [1]


def test_a_withdrawn_vote_keeps_its_page_and_says_why(site: Site) -> None:
    line = Line(at=NOW, what="withdrawn", role="supervisor", text=texts("wrong street"))
    stored(facts(withdrawn_at=NOW, history=[line], changed_at=NOW), email=3)
    publish()
    assert "The vote was withdrawn" in page(site)
    assert "wrong street" in page(site)
    assert "/ballots" not in page(site)


def test_what_officials_typed_appears_as_text_everywhere(site: Site) -> None:
    hostile = dict.fromkeys(LANGUAGES, HOSTILE)
    stored(facts(1, question=hostile, about=hostile))
    three = [one.model_copy(update={"text": hostile, "more": hostile}) for one in options(3)]
    closed(facts(2, options=three, rule={"method": "irv"}, closes_at=NOW - DAY), [([1, 2], 12)])
    publish()
    for path in site.folder.rglob("*.html"):
        text = path.read_text()
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        assert "{{7*7}}" in text or HOSTILE[:4] not in text
    rows = list(csv.DictReader(io.StringIO(site.text("polls.csv"))))
    assert rows[0]["question"].startswith("'=cmd")


def test_lists_put_open_votes_first_and_feeds_are_well_formed(site: Site) -> None:
    closed(facts(1, closes_at=NOW - DAY), [("for", 12)])
    stored(facts(2, opens_at=NOW + DAY, closes_at=NOW + 5 * DAY))
    stored(facts(3), email=1)
    publish()

    text = site.text("en/polls/index.html")
    places = [text.index(f'href="/en/polls/{number}/"') for number in (3, 2, 1)]
    assert places == sorted(places)
    assert 'href="/en/polls/1/"' not in site.text("en/polls/state/open/index.html")
    feed = site.json("polls/feed.json")
    assert {item["url"] for item in feed["items"]} >= {"https://dauys.example/kk/polls/3/"}
    assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
    assert ET.fromstring(site.text("polls/atom.xml")).tag.endswith("feed")
    rows = list(csv.DictReader(io.StringIO(site.text("polls.csv"))))
    assert [(row["poll"], row["state"]) for row in rows] == [
        ("1", "closed"),
        ("2", "sealed"),
        ("3", "open"),
    ]


def test_sitemaps_name_the_pages_and_the_index_names_the_sitemaps(site: Site) -> None:
    stored(facts())
    publish()
    site.publish()
    assert "sitemap-participation-1.xml" in site.text("sitemap.xml")
    assert "https://dauys.example/ru/polls/1/" in site.text("sitemap-participation-1.xml")
