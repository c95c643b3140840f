"""The content compiler: what it makes of good content, and how it names what is wrong."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from infra.build import compile_content, main, write_content
from infra.content.source import ContentError
from tests.unit.lives import CONTENT, compiled

ROOT = CONTENT.parent
SPRITE = "site/overrides/assets/sprite.svg"
MOMENTS = [
    "submitted",
    "confirmed",
    "sponsored",
    "returned",
    "resubmitted",
    "rejected",
    "published",
    "reached",
    "extended",
    "closed",
    "response",
    "debate_scheduled",
    "hearing_scheduled",
    "debate",
    "hearing",
    "decision",
    "step",
    "withdrawn",
    "archived",
    "removed",
    "sponsors_due",
    "support_due",
    "closes",
    "debate_planned",
    "hearing_planned",
    "step_planned",
]
DUTIES = [
    "moderation",
    "admissibility",
    "routing",
    "answer",
    "debate",
    "hearing",
    "review",
    "parliament",
    "decision",
]
GOALS = [
    "sponsors",
    "support",
    "moderation",
    "response",
    "debate",
    "hearing",
    "review",
    "parliament",
]

Edit = Callable[[str, str, str], Path]


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Copy the content and replace one text in one file."""

    def edited(name: str, old: str, new: str) -> Path:
        copy = tmp_path / "content"
        shutil.copytree(CONTENT, copy, ignore=shutil.ignore_patterns("*.csv", "*.md"))
        path = copy / name
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return copy

    return edited


def section(name: str) -> Any:
    return compiled()[name]


def problems(content: Path) -> list[str]:
    with pytest.raises(ContentError) as caught:
        compile_content(content)
    return caught.value.problems


def test_kazakhstan_has_seventeen_regions_and_three_cities() -> None:
    places = section("jurisdictions")
    kinds = [one["kind"] for one in places.values()]

    assert (kinds.count("country"), kinds.count("region"), kinds.count("city")) == (1, 17, 3)
    assert {code for code in places if code != "KZ"} == {
        f"KZ-{number}"
        for number in [
            "10",
            "11",
            "15",
            "19",
            "23",
            "27",
            "31",
            "33",
            "35",
            "39",
            "43",
            "47",
            "55",
            "59",
            "61",
            "62",
            "63",
            "71",
            "75",
            "79",
        ]
    }
    assert all(one["parent"] == "KZ" for code, one in places.items() if code != "KZ")


def test_every_region_has_a_place_of_its_own_on_the_tile_map() -> None:
    tiles = [tuple(one["tile"]) for one in section("jurisdictions").values() if one["tile"]]

    assert len(set(tiles)) == len(tiles) == 20
    assert all(0 <= column < 7 and 0 <= row < 4 for column, row in tiles)


def test_populations_of_the_regions_add_up_to_about_the_country() -> None:
    places = section("jurisdictions")
    regions = sum(one["population"] for code, one in places.items() if code != "KZ")

    # Some regions' figures are of an earlier day; each tells its own.
    assert regions == pytest.approx(places["KZ"]["population"], rel=0.002)
    assert all(one["population_on"] and one["population_source"] for one in places.values())


def test_every_region_has_an_akimat_and_a_maslikhat() -> None:
    bodies = list(section("bodies").values())
    regions = {code for code, one in section("jurisdictions").items() if one["tile"]}

    for kind in ("akimat", "maslikhat"):
        assert {one["jurisdiction"] for one in bodies if one["kind"] == kind} == regions


def test_active_rule_sets_find_bodies_to_address() -> None:
    kinds = {one["kind"] for one in section("bodies").values()}

    for key in section("government")["rule_sets"]:
        assert set(section("rules")[key]["addressees"]) <= kinds


def test_icons_of_categories_are_in_the_sprite() -> None:
    symbols = set(re.findall(r'<symbol id="([^"]+)"', (ROOT / SPRITE).read_text("utf-8")))

    assert {one["icon"] for one in section("categories").values()} <= symbols


def test_holidays_are_no_weekend_days_and_exchanged_days_are() -> None:
    for calendar in section("calendars").values():
        weekend = set(calendar["weekend"])
        assert not {dt.date.fromisoformat(day).weekday() for day in calendar["holidays"]} & weekend
        assert {dt.date.fromisoformat(day).weekday() for day in calendar["working"]} <= weekend


def test_every_event_duty_and_goal_has_words_in_every_language() -> None:
    keys = {f"petition.event.{kind}" for kind in MOMENTS}
    keys |= {f"petition.duty.{kind}" for kind in DUTIES}
    keys |= {f"petition.goal.{kind}" for kind in GOALS}

    for words in section("words").values():
        assert keys <= set(words)


def test_mail_providers_are_compiled_one_rule_a_domain() -> None:
    domains = section("email_domains")

    assert domains["googlemail.com"] == {"alias": "gmail.com", "strip": ".", "extension": "+"}
    assert domains["ya.ru"]["alias"] == "yandex.ru"
    assert not domains["mail.ru"]["alias"]
    assert "mailinator.com" in section("disposable")


def test_the_written_file_is_the_compiled_content(tmp_path: Path) -> None:
    target = write_content(CONTENT, tmp_path / "build" / "content.json")

    assert json.loads(target.read_text("utf-8")) == compiled()
    assert sorted(path.name for path in target.parent.iterdir()) == ["content.json", "datasets"]


def test_the_version_changes_with_the_content_only(edit: Edit) -> None:
    changed = edit("government.yml", "contact_email: petitions@", "contact_email: hello@")

    assert compile_content(CONTENT)["version"] == section("version")
    assert compile_content(changed)["version"] != section("version")


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (
            "rules/uk.yml",
            "count: 10000\n",
            "count: lots\n",
            r"content/rules/uk.yml, line \d+, thresholds.0.count: 'lots' is no threshold",
        ),
        (
            "rules/uk.yml",
            "within: 14 days",
            "within: a fortnight",
            r"content/rules/uk.yml, line \d+, moderation.within: 'a fortnight' is no term",
        ),
        (
            "rules/uk.yml",
            "retention_months: 6",
            "retentoin_months: 6",
            r"line \d+, retentoin_months: is not known here; look for a typing mistake",
        ),
        ("rules/uk.yml", "level: country\n", "", r"uk.yml, line \d+, level: is missing"),
        ("rules/uk.yml", "id: uk", "id: gb", r"line \d+, id: must equal the file's name, uk"),
        ("rules/uk.yml", "calendar: gb", "calendar: xx", r"calendar: xx.yml is not in calendars/"),
        (
            "rules/uk.yml",
            "kind: debate, body: uk-petitions-committee",
            "kind: debate, body: nobody",
            r"thresholds.1.duty.body: 'nobody' is neither in bodies/ nor",
        ),
        (
            "rules/uk.yml",
            "rejections: [duplicate",
            "rejections: [dupe",
            r"rejections.0: 'dupe' is not in rules/parts/rejections.yml",
        ),
        ("rules/uk.yml", "prohibited: general", "prohibited: gen", r"prohibited: 'gen' is not in"),
        (
            "rules/uk.yml",
            "  ru: Петиция Правительству и Парламенту Великобритании\n",
            "",
            r"content/rules/uk.yml, line \d+, title: must have kk, ru and en",
        ),
        (
            "government.yml",
            "  - kz-central",
            "  - kz-centre",
            r"content/government.yml, line \d+, rule_sets.0: 'kz-centre' is not in rules/",
        ),
        (
            "jurisdictions/kz.yml",
            "parent: KZ",
            "parent: QZ",
            r"kz.yml, line \d+, KZ-10: parent 'QZ' is no jurisdiction",
        ),
        (
            "bodies/kz-central.yml",
            "jurisdiction: KZ",
            "jurisdiction: QZ",
            r"kz-central.yml, line \d+, government: jurisdiction 'QZ' is not in",
        ),
        (
            "categories.yml",
            "  icon: bus",
            "  icon: bus\n  icon: tram",
            r"content/categories.yml, line \d+: 'icon' is written twice",
        ),
        (
            "calendars/kz.yml",
            "2024-01-02",
            "2024-02-30",
            r"content/calendars/kz.yml, line \d+, holidays.1: ",
        ),
        ("calendars/kz.yml", "Asia/Almaty", "Asia/Alma", r"timezone: 'Asia/Alma' is no time zone"),
        (
            "email/domains.yml",
            "googlemail.com]",
            "gmail.com]",
            r"content/email/domains.yml, line \d+, 0: gmail.com is there twice",
        ),
        (
            "words/extra.yml",
            "",
            "extra.word: {kk: а, ru: б}\n",
            r"extra.word: must have kk, ru and en",
        ),
        (
            "words/extra.yml",
            "",
            'extra.word: {kk: "{n}", ru: "{n}", en: none}\n',
            r"other \{placeholders\} in another language",
        ),
        (
            "words/extra.yml",
            "",
            "extra.word: {kk: а, ru: {one: б, other: в}, en: c}\n",
            r"extra.word.ru: plural needs few, many, one, other",
        ),
        ("words/extra.yml", "", "extra: [\n", r"content/words/extra.yml, line \d+: "),
    ],
)
def test_a_mistake_is_named_by_file_line_and_field(
    edit: Edit, name: str, old: str, new: str, says: str
) -> None:
    found = problems(edit(name, old, new))

    assert any(re.search(says, problem) for problem in found), found


def test_mistakes_of_several_rule_sets_are_told_at_once(edit: Edit) -> None:
    content = edit("rules/uk.yml", "count: 10000\n", "count: lots\n")
    other = content / "rules" / "scotland.yml"
    other.write_text(other.read_text("utf-8").replace("level: country", "level: land"), "utf-8")

    found = "\n".join(problems(content))

    assert "rules/uk.yml" in found
    assert "rules/scotland.yml" in found


def test_words_that_yaml_would_take_for_truth_stay_words(edit: Edit) -> None:
    content = edit("words/extra.yml", "", "extra.no: {kk: no, ru: on, en: 2024-04-04}\n")
    words: Any = compile_content(content)["words"]

    assert [words[lang]["extra.no"] for lang in ("kk", "ru", "en")] == ["no", "on", "2024-04-04"]


def test_a_missing_file_is_named(edit: Edit) -> None:
    content = edit("government.yml", "id: kz", "id: kz")
    (content / "categories.yml").unlink()

    assert problems(content) == ["content/categories.yml: the file is missing"]


def test_the_command_tells_how_it_went(
    edit: Edit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    content = edit("rules/uk.yml", "level: country", "level: land")
    monkeypatch.chdir(content.parent)

    assert main([]) == 2
    assert main(["content"]) == 1
    assert "content/rules/uk.yml" in capsys.readouterr().err
    shutil.rmtree(content)
    shutil.copytree(CONTENT, content)
    assert main(["content"]) == 0
    assert (content.parent / "build" / "content.json").is_file()
