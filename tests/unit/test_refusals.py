"""Every reason that a form of votes, projects or surveys may give is said in three languages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from functions.polls.methods.rule import REASONS
from functions.shared.content import load
from functions.shared.errors import FieldError
from functions.shared.page import field_message
from tests.conftest import ROOT

ROOMS = ("polls", "projects", "surveys", "participants")
DESK = ("poll_*.py", "project_*.py", "work_*.py", "survey_*.py")
PARAMS = {"known": "irv, single", "least": 1, "most": 9, "method": "irv"}
LANGUAGES = ("kk", "ru", "en")


def sources() -> Iterator[Path]:
    for room in ROOMS:
        yield from (ROOT / "functions" / room).rglob("*.py")
    for pattern in DESK:
        yield from (ROOT / "functions/desk").glob(pattern)


def codes(error: str) -> set[str]:
    """Return the codes that calls of an error name as their second argument, however chosen."""
    found = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == error:
                written = [one for part in node.args[1:2] for one in ast.walk(part)]
                found |= {
                    one.value
                    for one in written
                    if isinstance(one, ast.Constant) and re.fullmatch(r"[a-z_]+", str(one.value))
                }
    return found


@pytest.mark.parametrize("code", REASONS)
def test_why_a_rule_cannot_be_is_said_in_every_language(environment: Path, code: str) -> None:
    said = {
        field_message(lang, FieldError("rule", f"rule_{code}", tuple(PARAMS.items())))
        for lang in LANGUAGES
    }

    assert len(said) == len(LANGUAGES)
    assert not said & {load().words[lang]["errors.field.invalid"] for lang in LANGUAGES}
    assert not any("{" in one for one in said)


def test_every_reason_is_given_and_every_given_one_is_known() -> None:
    assert codes("RuleError") == set(REASONS)


def test_what_forms_refuse_has_words_of_its_own(environment: Path) -> None:
    refused = codes("FieldError")

    assert len(refused) > 40
    for lang in LANGUAGES:
        words = load().words[lang]
        assert {one for one in refused if f"errors.field.{one}" not in words} <= {
            "rule_",
            "choice_",
        }
