"""Answers for forms sent without scripts: a page that names what is wrong and keeps what was typed.

Built by hand and escaped at every value, so that the small functions need no template engine.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from types import MappingProxyType
from typing import Any

from functions.shared import objects
from functions.shared.content import load
from functions.shared.errors import CivicError, FieldError
from functions.shared.words import pick, t

TOKENS = ("SHELL-TITLE", "SHELL-DESCRIPTION", "SHELL-HEAD", "SHELL-LANGS", "SHELL-BODY")
LONG_FIELDS = ("background", "details", "description", "text", "token")
CHECKBOXES = ("consent", "notify", "erase", "may_publish")
HIDDEN_FIELDS = (
    "rid", "lang", "rule_set", "jurisdiction", "body", "category", "website", "proof", "permit",
    "lat", "long", "step", "act", "show",
)  # fmt: skip
_BARE = "<!doctype html><html><head><title>SHELL-TITLE</title></head><body>SHELL-BODY</body></html>"


@dataclass(frozen=True)
class Question:
    """A field that only one form has: its label, and its choices (value, words) if it is a list.

    A heading has no control: it stands above the fields that are wrong together.
    """

    label: str
    choices: tuple[tuple[str, str], ...] = ()
    is_heading: bool = False


Questions = Mapping[str, Question]
NONE: Questions = MappingProxyType({})


def render(lang: str, title: str, body: str) -> str:
    """Put a body of trusted HTML into the plain shell of a language."""
    parts = {"SHELL-TITLE": escape(title), "SHELL-BODY": body}
    out = []
    for piece in _shell(lang):
        out.append(parts.get(piece, "") if piece in TOKENS else piece)
    return "".join(out)


def refusal(lang: str, error: CivicError, typed: Mapping[str, Any], own: Questions = NONE) -> str:
    """Return the page of a refusal: a summary that links to each field, and the form again."""
    title = t(lang, f"errors.{error.code}")
    items = "".join(_summary_item(lang, field, own) for field in error.fields)
    summary = f'<div class="c-errors" role="alert"><h1>{escape(title)}</h1><ul>{items}</ul></div>'
    form = _form(lang, error, typed, own)
    return render(lang, title, f'<div class="c-wrap c-narrow">{summary}{form}</div>')


def questions(lang: str, form: str) -> Questions:
    """Return the fields that a form calls otherwise than others do; none for a form of no name."""
    prefix = f"errors.label.{form}."
    known = load().words[lang].items() if form else ()
    return {
        key.removeprefix(prefix): Question(str(said))
        for key, said in known
        if key.startswith(prefix)
    }


def field_message(lang: str, field: FieldError) -> str:
    """Return the words for one wrong field."""
    key = f"errors.field.{field.code}"
    known = key if key in load().words[lang] else "errors.field.invalid"
    return t(lang, known, **dict(field.params))


def label(lang: str, name: str, own: Questions = NONE) -> str:
    """Return a field's label; its own name if there is none."""
    if name in own:
        return own[name].label
    key = f"errors.label.{name}"
    return t(lang, key) if key in load().words[lang] else name


def _summary_item(lang: str, field: FieldError, own: Questions) -> str:
    words = f"{label(lang, field.name, own)}: {field_message(lang, field)}"
    return f'<li><a href="#f-{escape(field.name)}">{escape(words)}</a></li>'


def _form(lang: str, error: CivicError, typed: Mapping[str, Any], own: Questions) -> str:
    """Return the form with everything typed; it posts to the address it came from."""
    wrong = {field.name: field for field in error.fields}
    heads = [name for name in wrong if name in own and own[name].is_heading]
    named = {*heads, *typed, "body"}
    names = [*heads, *typed, *(name for name in wrong if name not in named)]
    if not wrong:
        return (
            f'<p><a class="c-btn c-btn--p" href="/{lang}/">{escape(t(lang, "errors.home"))}</a></p>'
        )
    fields = "".join(
        _field(lang, name, typed.get(name, ""), wrong.get(name), own) for name in names
    )
    send = escape(t(lang, "errors.send_again"))
    button = f'<button class="c-btn c-btn--p" type="submit">{send}</button>'
    return f'<form class="c-form" method="post">{fields}{button}</form>'


def _field(lang: str, name: str, typed: object, wrong: FieldError | None, own: Questions) -> str:
    if name in HIDDEN_FIELDS and wrong is None:
        return f'<input type="hidden" name="{escape(name)}" value="{escape(str(typed))}">'
    note, mark = "", ""
    if wrong:
        note = f'<p class="c-error" id="e-{escape(name)}">{escape(field_message(lang, wrong))}</p>'
        mark = f' aria-invalid="true" aria-describedby="e-{escape(name)}"'
    look = f"c-field{' c-field--error' if wrong else ''}"
    said = escape(label(lang, name, own))
    if name in own and own[name].is_heading:
        return f'<div class="{look}" id="f-{escape(name)}" tabindex="-1"><b>{said}</b>{note}</div>'
    if name in own and own[name].choices and name.endswith("[]"):
        boxes = _boxes(name, own[name], typed, mark)
        return f'<fieldset class="{look}"><legend>{said}</legend>{note}{boxes}</fieldset>'
    if name in own and own[name].choices:
        control = _choices(name, own[name], typed, mark)
    else:
        control = _control(lang, name, str(typed), mark)
    return f'<div class="{look}"><label for="f-{escape(name)}">{said}</label>{note}{control}</div>'


def _control(lang: str, name: str, value: str, mark: str) -> str:
    named = f'id="f-{escape(name)}" name="{escape(name)}"{mark}'
    if name in LONG_FIELDS:
        return f"<textarea {named}>{escape(value)}</textarea>"
    if name in CHECKBOXES:
        return f'<input {named} type="checkbox" value="true"{" checked" if value else ""}>'
    if name in ("region", "jurisdiction"):
        return f"<select {named}>{_places(lang, value)}</select>"
    kind = "email" if name == "email" else "text"
    return f'<input {named} type="{kind}" value="{escape(value)}">'


def _choices(name: str, question: Question, typed: object, mark: str) -> str:
    """A list of which one may be chosen."""
    options = '<option value=""></option>'
    for value, words in question.choices:
        selected = " selected" if value == str(typed) else ""
        options += f'<option value="{escape(value)}"{selected}>{escape(words)}</option>'
    return f'<select id="f-{escape(name)}" name="{escape(name)}"{mark}>{options}</select>'


def _boxes(name: str, question: Question, typed: object, mark: str) -> str:
    """Boxes of which several may be ticked; the first has the field's id, so that links find it."""
    chosen = {str(one) for one in (typed if isinstance(typed, list) else [typed])}
    boxes = ""
    for at, (value, words) in enumerate(question.choices):
        named = f'id="f-{escape(name)}" ' if at == 0 else ""
        ticked = " checked" if value in chosen else ""
        box = f'<input {named}type="checkbox" name="{escape(name)}" value="{escape(value)}"'
        boxes += f'<label class="c-opt">{box}{ticked}{mark}><span>{escape(words)}</span></label>'
    return f'<div class="c-opts">{boxes}</div>'


def _places(lang: str, chosen: str) -> str:
    options = ['<option value=""></option>']
    for code, place in load().jurisdictions.items():
        mark = " selected" if code == chosen else ""
        name = escape(pick(place["name"], lang)[0])
        options.append(f'<option value="{escape(code)}"{mark}>{name}</option>')
    return "".join(options)


@cache
def _shell(lang: str) -> tuple[str, ...]:
    """Return the plain shell cut at its tokens; a bare page if none is published yet."""
    stored = objects.read("site", f"{lang}/shell/plain/index.html")
    pieces = [stored.body.decode() if stored else _BARE]
    for token in TOKENS:
        pieces = [cut for piece in pieces for cut in _cut(piece, token)]
    return tuple(pieces)


def _cut(piece: str, token: str) -> list[str]:
    if piece in TOKENS or token not in piece:
        return [piece]
    before, after = piece.split(token, 1)
    return [before, token, after]
