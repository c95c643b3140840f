"""What the parts of a survey are called: its state, who may answer, numbers and shares."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from functions.publishing import places
from functions.publishing.card import StateView
from functions.publishing.dossier import national_zone
from functions.publishing.places import Place
from functions.shared import words
from functions.shared.content import load
from functions.shared.words import t
from functions.surveys.disclosed import MEAN_DIGITS, Share
from functions.surveys.question import OTHER, Question
from functions.surveys.survey import Survey

TONES = {"open": "open", "waiting": "review", "closed": "closed"}
PAGES = {"work": "implemented", "project": "projects"}


def state(found: str, lang: str) -> StateView:
    """Return a state's word and colour family."""
    return StateView(found, t(lang, f"survey.state.{found}"), TONES[found])


def moment(at: dt.datetime, lang: str) -> str:
    """Return an instant in the national zone."""
    return words.moment(lang, at, str(national_zone()))


def when(survey: Survey, found: str, lang: str) -> str:
    """Return the instant that matters next, or mattered last."""
    if found == "waiting":
        return t(lang, "survey.opens", date=moment(survey.opens_at, lang))
    key = "survey.closes" if found == "open" else "survey.closed_at"
    return t(lang, key, date=moment(survey.ends_at, lang))


def who(survey: Survey, lang: str) -> Iterator[str]:
    """Yield in words who may answer."""
    yield t(lang, f"survey.identity.{survey.identity}")
    asked = survey.eligibility
    if survey.identity != "code":
        return
    if asked.jurisdiction and load().jurisdictions.get(asked.jurisdiction, {}).get("parent"):
        place = places.jurisdiction_name(asked.jurisdiction, lang)
        yield t(lang, "survey.eligible_place", place=place)
    if asked.minimum_age:
        yield t(lang, "survey.eligible_age", n=asked.minimum_age)
    if asked.assurance == ["eid"]:
        yield t(lang, "survey.eligible_eid")


def subject(survey: Survey, lang: str) -> Place | None:
    """Return what the survey is about, with its page."""
    kind, one = survey.subject_kind, survey.subject
    if kind == "body":
        return places.body(one, None, lang)
    if kind == "service":
        return places.category(one, lang)
    if kind in PAGES:
        return Place(
            one, t(lang, f"survey.subject.{kind}", number=one), f"/{lang}/{PAGES[kind]}/{one}/"
        )
    return None


def option(question: Question, name: str, lang: str) -> str:
    """Return what an answer is called: a choice, a mark, a band."""
    if name == OTHER:
        return t(lang, "survey.other")
    listed = {one.id: one.text for one in (*question.options, *question.rows)}
    if name in listed and question.kind != "ranking":
        return words.pick(listed[name], lang)[0]
    return name.replace("-", "–")


def row(question: Question, name: str, lang: str) -> str:
    """Return what a row of a matrix or a thing that was ranked is called."""
    listed = {one.id: one.text for one in (*question.rows, *question.options)}
    return words.pick(listed[name], lang)[0]


def percent(share: float, lang: str) -> str:
    """Return a share in whole per cent."""
    return t(lang, "survey.results.percent", n=round(100 * share))


def decimal(value: float | None, lang: str) -> str:
    """Return a number with one decimal; a dash for none."""
    if value is None:
        return "–"
    written = f"{value:.{MEAN_DIGITS}f}"
    return written if lang == "en" else written.replace(".", ",")


def interval(share: Share, lang: str) -> str:
    """Return the interval of a share."""
    if share.low is None or share.high is None:
        return "–"
    return f"{percent(share.low, lang)} – {percent(share.high, lang)}"


def group(dimension: str, name: str, lang: str) -> str:
    """Return what a group of people is called."""
    if not name:
        return t(lang, "survey.results.unknown")
    if dimension == "assurance":
        return t(lang, f"survey.results.assurance.{name}")
    return places.jurisdiction_name(name, lang)
