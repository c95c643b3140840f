"""The pages of a survey sent without scripts: what is wrong, and a last look before it goes.

An open survey knows nobody, so a form sent twice would count twice: the last look gives it a
request id, under which it counts once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from functions.shared import page
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.words import pick, t
from functions.surveys import form_html
from functions.surveys.inputs_html import first_id
from functions.surveys.question import FIELD, OTHER, Answers, Question, chosen
from functions.surveys.survey import Survey

SHEET = '<link rel="stylesheet" href="/assets/css/survey.css">'
PROVES = {"code": "code", "link": "key"}


def refused(survey: Survey, lang: str, error: InvalidInputError, typed: Mapping[str, Any]) -> str:
    """Return the form with everything typed, and a summary that links to each wrong field."""
    known = form_html.names(survey)
    items = "".join(_item(field, known, lang) for field in error.fields)
    title = t(lang, "errors.invalid_input")
    summary = f'<div class="c-errors" role="alert"><h1>{escape(title)}</h1><ul>{items}</ul></div>'
    wrong = {field.name: field for field in error.fields}
    send = _button(t(lang, "errors.send_again"))
    fields = form_html.form(survey, lang, typed, wrong) + _proof(survey, lang, typed, wrong)
    form = f'<form class="c-form c-form--wide" method="post">{fields}{_lang(lang)}{send}</form>'
    return _page(lang, title, summary + form)


def last_look(
    survey: Survey, lang: str, answers: Answers, typed: Mapping[str, Any], rid: str
) -> str:
    """Return the answers that will count, and a button that sends them."""
    rows = "".join(
        f"<dt>{escape(pick(question.text, lang)[0])}</dt><dd>{escape(words)}</dd>"
        for question, words in _told(survey, answers, lang)
    )
    fields = [(name, value) for name, value in typed.items() if name.startswith(FIELD)]
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(str(one))}">'
        for name, value in [*fields, ("rid", rid), ("lang", lang), ("step", "send")]
        for one in (value if isinstance(value, list) else [value])
    )
    title = t(lang, "survey.check_title")
    body = (
        f"<h1>{escape(title)}</h1><p>{escape(t(lang, 'survey.check_lead'))}</p>"
        f'<dl class="c-check-list">{rows}</dl>'
        f'<form class="c-form" method="post">{hidden}{_button(t(lang, "survey.send"))}</form>'
    )
    return _page(lang, title, body)


def _item(field: FieldError, known: Mapping[str, Question], lang: str) -> str:
    question = known.get(field.name)
    message = page.field_message(lang, field)
    if question is None:
        words = f"{page.label(lang, field.name)}: {message}"
        return f'<li><a href="#f-{escape(field.name)}">{escape(words)}</a></li>'
    words = f"{form_html.label(field.name, question, lang)}: {message}"
    return f'<li><a href="#{first_id(field.name, question)}">{escape(words)}</a></li>'


def _proof(
    survey: Survey, lang: str, typed: Mapping[str, Any], wrong: Mapping[str, FieldError]
) -> str:
    """Return the field of the code or the private link, with what was pasted."""
    name = PROVES.get(survey.identity)
    if name is None:
        return ""
    note, mark = "", ""
    if name in wrong:
        words = escape(page.field_message(lang, wrong[name]))
        note = f'<p class="c-error" id="e-{name}">{words}</p>'
        mark = f' aria-invalid="true" aria-describedby="e-{name}"'
    return (
        f'<div class="c-field{" c-field--error" if note else ""}"><label for="f-{name}">'
        f'{escape(t(lang, f"survey.{name}"))}</label>{note}<textarea id="f-{name}"'
        f' name="{name}" rows="3"{mark}>{escape(str(typed.get(name, "")))}</textarea></div>'
    )


def _told(survey: Survey, answers: Answers, lang: str) -> Iterator[tuple[Question, str]]:
    for question in survey.questions:
        if question.id in answers:
            yield question, said(question, answers[question.id], lang)


def said(question: Question, answer: Any, lang: str) -> str:
    """Return an answer in words."""
    texts = {one.id: pick(one.text, lang)[0] for one in (*question.options, *question.rows)}
    texts[OTHER] = t(lang, "survey.other")
    if question.kind == "matrix":
        return "; ".join(f"{texts[row]}: {mark}" for row, mark in answer.items())
    if question.kind == "ranking":
        return "; ".join(f"{place}. {texts[one]}" for place, one in enumerate(answer, 1))
    if question.kind not in ("single", "multiple"):
        return str(answer)
    own = f" ({answer[OTHER]})" if isinstance(answer, dict) else ""
    found = chosen(answer)
    return ", ".join(texts[one] for one in ([found] if isinstance(found, str) else found)) + own


def _button(words: str) -> str:
    return f'<button class="c-btn c-btn--p" type="submit">{escape(words)}</button>'


def _lang(lang: str) -> str:
    return f'<input type="hidden" name="lang" value="{escape(lang)}">'


def _page(lang: str, title: str, body: str) -> str:
    return page.render(lang, title, f'{SHEET}<div class="c-wrap c-narrow">{body}</div>')
