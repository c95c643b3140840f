"""What the parts of projects and works are called: phases, states, acts, money, days."""

from __future__ import annotations

import datetime as dt

from functions.projects.idea import Idea
from functions.projects.idea_states import State
from functions.publishing.card import StateView
from functions.publishing.dossier import national_zone
from functions.publishing.said import LEAD_CHARACTERS, Said, pick
from functions.shared import words
from functions.shared.content import load
from functions.shared.words import t

HOME_CURRENCY = "KZT"
PHASE_TONES = {"announced": "review", "running": "open", "ended": "done", "stopped": "closed"}
WORK_TONES = {"planned": "review", "running": "open", "done": "done", "stopped": "closed"}
IDEA_TONES = {
    **dict.fromkeys((State.PUBLISHED, State.REWORKED, State.SCREENED, State.ON_BALLOT), "open"),
    **dict.fromkeys((State.REWORK, State.FALLBACK, State.IN_WORK), "review"),
    **dict.fromkeys((State.SELECTED, State.WON, State.DONE), "done"),
}


def phase(found: str, lang: str) -> StateView:
    """Return a phase's word and colour family."""
    return StateView(found, t(lang, f"project.phase.{found}"), PHASE_TONES.get(found, "closed"))


def idea_state(found: State, lang: str) -> StateView:
    """Return an idea's state in words, with its colour family."""
    return StateView(found, t(lang, f"idea.state.{found}"), IDEA_TONES.get(found, "closed"))


def work_state(found: str, lang: str) -> StateView:
    """Return a work's state in words, with its colour family."""
    return StateView(found, t(lang, f"work.state.{found}"), WORK_TONES[found])


def act(kind: str, name: str, lang: str) -> str:
    """Return what happened, in words; an act that the words do not know is just an event."""
    key = f"{kind}.act.{name}"
    return t(lang, key if key in load().words[lang] else "project.act.other")


def money(amount: int, currency: str, lang: str) -> str:
    """Return an amount with its currency."""
    if currency == HOME_CURRENCY:
        return t(lang, "poll.money", amount=words.number(lang, amount))
    return f"{words.number(lang, amount)} {currency}"


def local(at: dt.datetime) -> dt.date:
    """Return the national day of an instant."""
    return at.astimezone(national_zone()).date()


def day(at: dt.datetime, lang: str) -> str:
    """Return the national day of an instant in words."""
    return words.date(lang, local(at))


def last_day(ends_at: dt.datetime) -> dt.date:
    """Return the last day of what ends at an instant: terms end when their last day is over."""
    return local(ends_at - dt.timedelta(microseconds=1))


def moment(at: dt.datetime, lang: str) -> str:
    """Return an instant in words."""
    return words.moment(lang, at, str(national_zone()))


def decimal(value: float, lang: str) -> str:
    """Return a number with at most one decimal."""
    shown = f"{value:.1f}".removesuffix(".0")
    return shown if lang == "en" else shown.replace(".", ",")


def percent(part: float, lang: str) -> str:
    """Return a share between 0 and 1 in per cent."""
    shown = decimal(part * 100, lang)
    return f"{shown}%" if lang == "en" else f"{shown}\u00a0%"


def title(idea: Idea, lang: str) -> Said:
    """Return an idea's title; what has none (an application) is called by its number."""
    found = pick({idea.language: idea.title} | idea.titles, lang)
    return found if found.text else Said(t(lang, "idea.application", number=str(idea.number)), lang)


def text(idea: Idea, lang: str) -> Said:
    """Return an idea's text in the reader's language, else as it was written."""
    return pick({idea.language: idea.text} | idea.texts, lang)


def lead(said: Said) -> Said:
    """Return the beginning of a text as one line, cut between words."""
    line = " ".join(said.text.split())
    if len(line) > LEAD_CHARACTERS:
        line = line[:LEAD_CHARACTERS].rsplit(" ", 1)[0] + " …"
    return Said(line, said.lang)
