"""One question of a form as HTML: its words, its condition, what is wrong, and what was typed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from functions.shared.errors import FieldError
from functions.shared.facts import Texts
from functions.shared.page import field_message
from functions.shared.words import pick, t
from functions.surveys.question import OTHER, Condition, Question
from functions.surveys.survey import Survey


def said(texts: Texts, lang: str) -> str:
    """Return a text in the language, else in another one, marked as such; escaped."""
    words, found = pick(texts, lang)
    if found == lang or not words:
        return escape(words)
    return f'<span lang="{found}">{escape(words)}</span>'


@dataclass(frozen=True)
class Asking:
    """A question on its way into a form; `typed` and `wrong` are by the names of fields."""

    survey: Survey
    question: Question
    number: int
    lang: str
    typed: Mapping[str, Any]
    wrong: Mapping[str, FieldError]

    def frame(self, inputs: str) -> str:
        """Return the whole field around its inputs."""
        question, name = self.question, self.question.field
        rule = [one.model_dump(exclude_none=True) for one in question.show_if]
        shows = f' data-show="{escape(json.dumps(rule))}"' if rule else ""
        shows += " data-any" if rule and question.show_when == "any" else ""
        error = " c-field--error" if name in self.wrong else ""
        must = "" if question.required else f" <small>({self.t('optional')})</small>"
        number = f'<span class="s-n">{self.number}.</span>'
        needed = " data-required" if question.required else ""
        parts = [self._conditions(), self._hint(), self.error(name), inputs]
        return (
            f'<fieldset class="c-field s-q{error}" data-question="{escape(question.id)}"'
            f' data-kind="{question.kind}"{shows}{needed}>'
            f"<legend><span>{number} {said(question.text, self.lang)}</span>{must}</legend>"
            f"{''.join(parts)}</fieldset>"
        )

    def error(self, name: str) -> str:
        """Return what is wrong with a field; "" if nothing is."""
        if name not in self.wrong:
            return ""
        words = escape(field_message(self.lang, self.wrong[name]))
        return f'<p class="c-error" id="e-{name}" data-error>{words}</p>'

    def mark(self, name: str, described: str = "") -> str:
        """Return the attributes by which an input is told to be wrong and is described."""
        ids = " ".join(filter(None, (described, f"e-{name}" if name in self.wrong else "")))
        invalid = ' aria-invalid="true"' if name in self.wrong else ""
        return invalid + (f' aria-describedby="{ids}"' if ids else "")

    def label(self) -> str:
        """Return the question as the name of its only input."""
        return f' aria-label="{escape(pick(self.question.text, self.lang)[0])}"'

    def given(self, name: str) -> list[str]:
        """Return what was chosen in a field."""
        value = self.typed.get(name, [])
        return [str(one) for one in (value if isinstance(value, list) else [value])]

    def value(self, name: str) -> str:
        """Return what was typed into a field, escaped."""
        return escape(str(self.typed.get(name, "")))

    def t(self, key: str, **params: str) -> str:
        """Return words of surveys, escaped."""
        return escape(t(self.lang, f"survey.{key}", **params))

    def _hint(self) -> str:
        hint = said(self.question.hint, self.lang)
        several = self.t("several") if self.question.kind == "multiple" else ""
        words = " ".join(filter(None, (hint, several)))
        return f'<p class="c-hint">{words}</p>' if words else ""

    def _conditions(self) -> str:
        asked = {one.id: (n, one) for n, one in enumerate(self.survey.questions, 1)}
        rules = self.question.show_if
        is_any = self.question.show_when == "any" and len(rules) > 1
        kind = "part" if is_any else "if"
        told = [self._condition(kind, one, *asked[one.question]) for one in rules]
        words = t(self.lang, "survey.if_any", parts="; ".join(told)) if is_any else " ".join(told)
        return f'<p class="c-hint s-if" data-if>{escape(words)}</p>' if told else ""

    def _condition(self, kind: str, condition: Condition, number: int, asked: Question) -> str:
        texts = {one.id: pick(one.text, self.lang)[0] for one in asked.options}
        texts[OTHER] = t(self.lang, "survey.other")
        shown = texts.get(str(condition.value), str(condition.value))
        return t(self.lang, f"survey.{kind}_{condition.test}", number=str(number), value=shown)
