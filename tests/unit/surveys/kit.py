"""Questions and answers for the tests of surveys."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.surveys.question import Option, Question
from functions.surveys.reply import Reply
from functions.surveys.survey import Page, Survey
from tests.conftest import NOW

WEEK = dt.timedelta(days=7)


def texts(words: str) -> dict[str, str]:
    """Return words that differ by language, to see which one is shown."""
    return {"kk": f"{words} kk", "ru": f"{words} ru", "en": f"{words} en"}


def options(*names: str) -> list[Option]:
    return [Option(id=name, text=texts(name)) for name in names]


def question(name: str, kind: str = "single", **parts: Any) -> Question:
    """Return a question that is whole, whatever its kind."""
    given: dict[str, Any] = {"id": name, "kind": kind, "text": texts(f"Question {name}")}
    if kind in ("single", "multiple", "ranking"):
        given["options"] = options("a", "b", "c")
    if kind == "matrix":
        given["rows"] = options("one", "two")
    if kind == "number":
        given |= {"least": 0, "most": 100}
    return Question(**given | parts)


def follows(asked: str, test: str = "answered", value: Any = None) -> dict[str, Any]:
    """Return the part of a question that asks for an earlier answer."""
    return {"show_if": [{"question": asked, "test": test, "value": value}]}


def follows_any(*rules: tuple[str, str, Any]) -> dict[str, Any]:
    """Return the part of a question that asks for one of several earlier answers."""
    return {"show_if": [follows(*one)["show_if"][0] for one in rules], "show_when": "any"}


EVERY = (
    question("one", required=True, other=True),
    question("many", "multiple", other=True),
    question("mark", "scale"),
    question("ten", "scale", low=0, high=10),
    question("size", "number", whole=True, unit=texts("km")),
    question("words", "text"),
    question("rows", "matrix"),
    question("order", "ranking"),
    question("why", "text", **follows("one", "equals", "b")),
)


def survey(*questions: Question, **parts: Any) -> Survey:
    """Return a survey that is open now."""
    given: dict[str, Any] = {
        "id": 1,
        "title": texts("Survey"),
        "about": texts("About"),
        "pages": [Page(questions=list(questions or EVERY))],
        "identity": "none",
        "body": "akimat-almaty",
        "jurisdiction": "KZ-75",
        "opens_at": NOW - WEEK,
        "closes_at": NOW + WEEK,
        "opened_at": NOW - WEEK,
        "changed_at": NOW - WEEK,
    }
    return Survey(**given | parts)


def replies(name: str, *answers: Any, region: str = "") -> list[Reply]:
    """Return one reply for each answer to a question."""
    return [Reply({name: answer}, region, "email" if region else "") for answer in answers]
