"""A ready page of questions: the criteria by which the quality of public services is studied.

They are those by which reporters rate the answers to complaints, so that figures compare.
"""

from __future__ import annotations

from functions.shared.content import load
from functions.shared.facts import Texts
from functions.surveys.question import Option, Question
from functions.surveys.survey import Page

CRITERIA = ("staff", "access", "information", "procedure", "time", "costs", "feedback", "result")


def satisfaction() -> Page:
    """Return the page, in every language: one scale of five marks, a row each criterion."""
    rows = [Option(id=name, text=_texts(f"criterion.{name}")) for name in CRITERIA]
    question = Question(
        id="quality",
        kind="matrix",
        text=_texts("ready.text"),
        rows=rows,
        low_label=_texts("ready.low"),
        high_label=_texts("ready.high"),
    )
    return Page(title=_texts("ready.title"), questions=[question])


def _texts(key: str) -> Texts:
    return {lang: str(words[f"survey.{key}"]) for lang, words in load().words.items()}
