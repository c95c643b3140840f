"""Is a survey whole? Every mistake is told by the question that has it, before anybody is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from functions.shared.errors import FieldError
from functions.shared.facts import Texts
from functions.surveys.question import OTHER, TESTS, Condition, Option, Question

MOST_QUESTIONS = 40
# A form may have 64 fields; some are the code's, the language's and the like.
MOST_FIELDS = 54
MOST_OPTIONS = 20
MOST_RANKED = 8
MOST_CONDITIONS = 5
FEWEST_OPTIONS = 2
SCALES = ((1, 5), (0, 10))
TEXT_MAX, LABEL_MAX = 300, 120
LONGEST_ANSWER = 2_000


def mistakes(questions: Sequence[Question]) -> Iterator[FieldError]:
    """Yield what is wrong; a condition must look at a question that comes before its own.

    So no chain of conditions can close into a circle, and none waits for what is not asked yet.
    """
    if not 0 < len(questions) <= MOST_QUESTIONS:
        code = "too_many" if questions else "missing"
        yield FieldError("pages", code, (("max_length", MOST_QUESTIONS),) if questions else ())
    if sum(one.fields for one in questions) > MOST_FIELDS:
        yield FieldError("pages", "too_many_fields", (("most", MOST_FIELDS),))
    places = {one.id: place for place, one in reversed(list(enumerate(questions)))}
    for place, question in enumerate(questions):
        if places[question.id] != place:
            yield FieldError(question.field, "twice")
        yield from _worded(question)
        yield from _fitting(question)
        if len(question.show_if) > MOST_CONDITIONS:
            yield FieldError(question.field, "many_conditions", (("most", MOST_CONDITIONS),))
        for condition in question.show_if:
            earlier = {one.id: one for one in questions[:place]}
            known = {one.id for one in questions}
            yield from _condition(question, condition, earlier, known)


def _worded(question: Question) -> Iterator[FieldError]:
    texts = [question.text, *(one.text for one in (*question.options, *question.rows))]
    labels = [question.low_label, question.high_label, question.unit, question.hint]
    if not all(_has_words(one) for one in texts):
        yield FieldError(question.field, "required_language")
    if any(len(text) > TEXT_MAX for one in (*texts, *labels) for text in one.values()):
        yield FieldError(question.field, "too_long", (("max_length", TEXT_MAX),))


def _has_words(texts: Texts) -> bool:
    return any(text.strip() for text in texts.values())


def _fitting(question: Question) -> Iterator[FieldError]:
    """Yield what a question of its kind lacks, or has too much of."""
    if question.kind in ("single", "multiple", "ranking"):
        most = MOST_RANKED if question.kind == "ranking" else MOST_OPTIONS
        yield from _listed(question, question.options, FEWEST_OPTIONS, most)
    if question.kind == "matrix":
        yield from _listed(question, question.rows, 1, MOST_OPTIONS)
    if question.kind in ("scale", "matrix") and (question.low, question.high) not in SCALES:
        yield FieldError(question.field, "not_a_scale")
    if question.kind == "number" and not _is_range(question):
        yield FieldError(question.field, "not_a_range")
    if question.other and question.kind not in ("single", "multiple"):
        yield FieldError(question.field, "no_other")
    if not 1 <= question.limit <= LONGEST_ANSWER:
        yield FieldError(question.field, "too_long", (("max_length", LONGEST_ANSWER),))


def _is_range(question: Question) -> bool:
    """A range is needed: one mistyped number would else move every mean."""
    return (
        question.least is not None and question.most is not None and question.least < question.most
    )


def _listed(
    question: Question, listed: Sequence[Option], fewest: int, most: int
) -> Iterator[FieldError]:
    counted = Counter(one.id for one in listed)
    if not fewest <= len(listed) <= most:
        params = (("fewest", fewest), ("most", most))
        yield FieldError(question.field, "number_of_options", params)
    if any(n > 1 for n in counted.values()) or OTHER in counted:
        yield FieldError(question.field, "same_option")


def _condition(
    question: Question, condition: Condition, earlier: dict[str, Question], known: set[str]
) -> Iterator[FieldError]:
    asked = earlier.get(condition.question)
    if asked is None:
        code = "condition_later" if condition.question in known else "condition_unknown"
        yield FieldError(question.field, code, (("question", condition.question),))
    elif condition.test not in TESTS[asked.kind] or not _is_value(asked, condition):
        yield FieldError(question.field, "condition_value", (("question", condition.question),))


def _is_value(asked: Question, condition: Condition) -> bool:
    """Tell whether a condition's value is one that the question can be answered with."""
    value = condition.value
    if condition.test == "answered":
        return value is None
    if asked.kind in ("single", "multiple"):
        return value in asked.choices
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return value in asked.marks if asked.kind == "scale" else True
