"""The ready processes, and what the compiler says of a wrong one."""

from __future__ import annotations

from pathlib import Path

import pytest

from functions.polls.methods.rule import Rule
from functions.projects.process import StageRule
from infra.content import processes
from infra.content.source import ContentError
from tests.unit.projects.facts import TEXT, process

READY = ("crowd", "contest", "budget", "document", "initiative", "recruiting", "pledge")


@pytest.mark.parametrize("name", READY)
def test_every_text_is_in_three_languages(name: str) -> None:
    made = process(name)
    texts = [made.name, made.intro, *(one.name for one in made.stages)]
    for stage in made.stages:
        texts += [one.name for one in (*stage.criteria, *stage.checks, *stage.duties)]  # type: ignore[misc]

    assert all(set(one) == {"kk", "ru", "en"} and all(one.values()) for one in texts)


@pytest.mark.parametrize("name", READY)
def test_every_vote_has_a_rule_that_can_be_counted(name: str) -> None:
    for stage in process(name).stages:
        if stage.kind == "vote":
            options = [{"id": 1, "cost": 5}, {"id": 2, "cost": 7}]
            pair = stage.rule["method"] == "for_against"
            budget = {"budget": 10} if stage.rule["method"] == "greedy" else {}
            more = {} if pair else {"options": options}
            assert Rule.parse(stage.rule | more | budget).method == stage.rule["method"]


def test_the_kazakh_budget_is_as_practised() -> None:
    made = process("budget")
    council, vote = made.stage("council"), made.stage("vote")

    assert (made.assurance, made.ideas.cost, made.ideas.place) == (("eid",), "required", "required")
    assert (made.limits.project, made.limits.district) == (55_500_000, 800_000_000)
    assert (council.days, council.rework, council.recheck) == (7, "4 days", "2 days")
    assert [(one.act, one.term, one.starts) for one in council.duties] == [
        ("publish_protocol", "1 working day", "ends")
    ]
    assert vote.rule["max_choices"] == 3


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("id: other", "must equal the file's name"),
        ("calendar: nowhere", "is not in calendars"),
        ("stages: []", "at least 1 item"),
        ("sort: x", "is not known here"),
    ],
)
def test_a_wrong_process_is_told_by_file_and_line(tmp_path: Path, change: str, says: str) -> None:
    root = tmp_path / "content"
    (root / "processes").mkdir(parents=True)
    text = "{kk: А, ru: Б, en: C}"
    stages = f"[{{key: talk, kind: discussion, name: {text}, days: 5}}]"
    lines = {"id": "mine", "name": text, "intro": text, "calendar": "kz", "stages": stages}
    name, _, value = change.partition(": ")
    written = "\n".join(f"{key}: {told}" for key, told in (lines | {name: value}).items())
    (root / "processes" / "mine.yml").write_text(written, encoding="utf-8")

    with pytest.raises(ContentError, match=says) as told:
        processes.processes(root, {"kz": {}})

    assert "mine.yml, line" in str(told.value)


@pytest.mark.parametrize("kind", ["screening", "review", "vote"])
def test_a_stage_has_what_its_kind_needs(kind: str) -> None:
    with pytest.raises(ValueError, match="needs"):
        StageRule.model_validate({"key": "x", "kind": kind, "name": TEXT, "days": 3})
