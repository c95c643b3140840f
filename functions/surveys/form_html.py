"""The questions of a survey as fields of a form: the same on its page and when it comes back.

Built by hand and escaped at every value, so that the small function needs no template engine. All
questions are there; what an earlier answer decides is said beside the question, and a script hides
it where it does not come up.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from functions.shared.errors import FieldError
from functions.shared.words import pick, t
from functions.surveys.field_html import Asking, said
from functions.surveys.inputs_html import inputs
from functions.surveys.question import OTHER, Question
from functions.surveys.survey import Page, Survey

NOTHING: Mapping[str, Any] = {}


def form(
    survey: Survey,
    lang: str,
    typed: Mapping[str, Any] = NOTHING,
    wrong: Mapping[str, FieldError] = NOTHING,
) -> str:
    """Return the pages of a survey as field sets, with what was typed and what is wrong in it."""
    numbers = {question.id: number for number, question in enumerate(survey.questions, 1)}
    made = []
    for place, page in enumerate(survey.pages, 1):
        asked = (
            Asking(survey, question, numbers[question.id], lang, typed, wrong)
            for question in page.questions
        )
        fields = "".join(one.frame(inputs(one)) for one in asked)
        made.append(_page(page, place, len(survey.pages), fields, lang))
    return "".join(made)


def names(survey: Survey) -> dict[str, Question]:
    """Return every field's name, without the mark of a list, with the question it belongs to."""
    found: dict[str, Question] = {}
    for question in survey.questions:
        parts = [row.id for row in question.rows] + [OTHER] * question.other
        parts += [one.id for one in question.options] if question.kind == "ranking" else []
        found[question.field] = question
        found |= {f"{question.field}-{part}": question for part in parts}
    return found


def label(name: str, question: Question, lang: str) -> str:
    """Return what a line of the list of errors calls a field: the question, and its row if any."""
    part = name.removeprefix(question.field).lstrip("-")
    listed = {one.id: one for one in (*question.rows, *question.options)}
    words = pick(question.text, lang)[0]
    return f"{words}: {pick(listed[part].text, lang)[0]}" if part in listed else words


def _page(page: Page, place: int, pages: int, fields: str, lang: str) -> str:
    title = said(page.title, lang) if page.title else escape(t(lang, "survey.part", n=place))
    quiet = "" if page.title or pages > 1 else ' class="c-sr"'
    return (
        f'<fieldset class="c-set" data-step="{place}" id="step-{place}">'
        f'<legend class="c-h" tabindex="-1"><span{quiet}>{title}</span></legend>'
        f"{fields}{_walk(place, pages, lang)}</fieldset>"
    )


def _walk(place: int, pages: int, lang: str) -> str:
    """Return the buttons between pages, which a script shows."""
    if pages == 1:
        return ""
    back = f'<button class="c-btn" type="button" data-back>{escape(t(lang, "forms.back"))}</button>'
    onward = (
        '<button class="c-btn c-btn--p" type="button" data-next>'
        f"{escape(t(lang, 'forms.next'))}</button>"
    )
    shown = (back if place > 1 else "") + (onward if place < pages else "")
    return f'<p class="c-acts" data-walk hidden>{shown}</p>'
