"""The inputs of each kind of question as HTML; lists of errors lead to the first of them."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from functions.surveys.answer import LIST, NUMBER_LENGTH, OTHER_LIMIT
from functions.surveys.field_html import Asking, said
from functions.surveys.question import OTHER, Question

SHORT_TEXT = 200


def inputs(asking: Asking) -> str:
    """Return the inputs of a question."""
    return _MAKERS[asking.question.kind](asking)


def first_id(name: str, question: Question) -> str:
    """Return the id of the first input of a field."""
    listed = question.rows if question.kind == "matrix" else question.options
    if name == question.field and question.kind in ("matrix", "ranking"):
        return f"f-{name}-{listed[0].id}"
    return f"f-{name}"


def _id(name: str, place: int) -> str:
    return f"f-{name}-{place}" if place else f"f-{name}"


def _choices(asking: Asking) -> str:
    question = asking.question
    several = question.kind == "multiple"
    name, kind = question.field + LIST * several, "checkbox" if several else "radio"
    texts = [(one.id, said(one.text, asking.lang)) for one in question.options]
    texts += [(OTHER, asking.t("other"))] * question.other
    made = []
    for place, (value, words) in enumerate(texts):
        chosen = " checked" if value in asking.given(name) else ""
        made.append(
            f'<label class="c-opt"><input id="{_id(question.field, place)}" type="{kind}"'
            f' name="{escape(name)}" value="{escape(value)}"{chosen}'
            f"{asking.mark(question.field)}><span>{words}</span></label>"
        )
    return f'<div class="c-opts">{"".join(made)}</div>{_other(asking) if question.other else ""}'


def _other(asking: Asking) -> str:
    name = f"{asking.question.field}-{OTHER}"
    return (
        f'<div class="c-field s-other" data-words><label for="f-{name}">'
        f"{asking.t('other_words')}</label>{asking.error(name)}"
        f'<input id="f-{name}" name="{name}" maxlength="{OTHER_LIMIT}"'
        f' autocomplete="off" value="{asking.value(name)}"{asking.mark(name)}></div>'
    )


def _scale(asking: Asking) -> str:
    return _marks(asking, asking.question.field)


def _marks(asking: Asking, name: str) -> str:
    question, made = asking.question, []
    for place, mark in enumerate(question.marks):
        chosen = " checked" if str(mark) in asking.given(name) else ""
        made.append(
            f'<label><input id="{_id(name, place)}" type="radio" name="{escape(name)}"'
            f' value="{mark}"{chosen}{asking.mark(name)}>{mark}</label>'
        )
    low, high = (said(one, asking.lang) for one in (question.low_label, question.high_label))
    ends = f'<p class="s-ends"><span>{low}</span><span>{high}</span></p>' if low or high else ""
    return f'<div class="c-opts s-marks s-marks--{len(question.marks)}">{"".join(made)}</div>{ends}'


def _matrix(asking: Asking) -> str:
    made = []
    for row in asking.question.rows:
        name = f"{asking.question.field}-{row.id}"
        made.append(
            f'<fieldset class="c-field s-row"><legend>{said(row.text, asking.lang)}</legend>'
            f"{asking.error(name)}{_marks(asking, name)}</fieldset>"
        )
    return "".join(made)


def _number(asking: Asking) -> str:
    question, name = asking.question, asking.question.field
    words = asking.t("range", least=f"{question.least:g}", most=f"{question.most:g}")
    kind = "numeric" if question.whole else "decimal"
    unit = said(question.unit, asking.lang)
    return (
        f'<p class="c-hint" id="f-{name}-range">{words}</p><p class="s-number">'
        f'<input id="f-{name}" name="{name}" inputmode="{kind}" maxlength="{NUMBER_LENGTH}"'
        f' autocomplete="off" value="{asking.value(name)}"{asking.label()}'
        f"{asking.mark(name, f'f-{name}-range')}><span>{unit}</span></p>"
    )


def _text(asking: Asking) -> str:
    question, name = asking.question, asking.question.field
    rows = 2 if question.limit <= SHORT_TEXT else 5
    return (
        f'<p class="c-hint" id="f-{name}-private">{asking.t("text_private")}</p>'
        f'<textarea id="f-{name}" name="{name}" rows="{rows}" maxlength="{question.limit}"'
        f"{asking.label()}{asking.mark(name, f'f-{name}-private')}>"
        f"{asking.value(name)}</textarea>"
    )


def _ranking(asking: Asking) -> str:
    options, made = asking.question.options, []
    for option in options:
        name = f"{asking.question.field}-{option.id}"
        places = "".join(
            f'<option value="{n}"{" selected" if str(n) in asking.given(name) else ""}>{n}</option>'
            for n in range(1, len(options) + 1)
        )
        made.append(
            f'<div class="c-field s-rank"><label for="f-{name}">'
            f"{said(option.text, asking.lang)}</label>{asking.error(name)}"
            f'<select id="f-{name}" name="{name}"'
            f'{asking.mark(asking.question.field)}><option value="">{asking.t("place")}</option>'
            f"{places}</select></div>"
        )
    return f'<p class="c-hint">{asking.t("ranking_hint")}</p>{"".join(made)}'


_MAKERS: dict[str, Callable[[Asking], str]] = {
    "single": _choices,
    "multiple": _choices,
    "scale": _scale,
    "number": _number,
    "text": _text,
    "matrix": _matrix,
    "ranking": _ranking,
}
