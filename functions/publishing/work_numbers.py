"""What was carried out, in numbers: how many works, how many in time, what they cost."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from functions.publishing import project_words
from functions.publishing.participation_press import ParticipationPress
from functions.shared import words
from functions.shared.words import t

KIND = "WORK"
HOME = project_words.HOME_CURRENCY


@dataclass(frozen=True)
class Numbers:
    """Counts of works; money in whole units of the home currency, of works that tell both."""

    works: int = 0
    done: int = 0
    running: int = 0
    late: int = 0
    in_time: int = 0
    over_budget: int = 0
    planned: int = 0
    spent: int = 0


def read(press: ParticipationPress) -> Numbers:
    """Return the numbers of all works."""
    return count([json.loads(row)["attributes"] for row in press.column(KIND, "listed")])


def count(told: list[dict[str, Any]]) -> Numbers:
    """Count works as they stand in lists."""
    done = [one for one in told if one["state"] == "done"]
    costed = [
        one
        for one in told
        if one["currency"] == HOME and one["planned"] is not None and one["spent"] is not None
    ]
    return Numbers(
        works=len(told),
        done=len(done),
        running=sum(one["state"] == "running" for one in told),
        late=sum(one["late"] and one["state"] in ("planned", "running") for one in told),
        in_time=sum(not one["late"] for one in done),
        over_budget=sum(one["over_budget"] > 0 for one in told),
        planned=sum(one["planned"] for one in costed),
        spent=sum(one["spent"] for one in costed),
    )


def view(found: Numbers, lang: str) -> list[dict[str, str]]:
    """Return the numbers with their labels."""
    rows = [("works", found.works), ("done", found.done), ("in_time", found.in_time)]
    rows += [("late", found.late), ("over_budget", found.over_budget)]
    told = [_fact(lang, name, words.number(lang, n)) for name, n in rows]
    if found.planned:
        spent = project_words.money(found.spent, HOME, lang)
        planned = project_words.money(found.planned, HOME, lang)
        told.append(_fact(lang, "money", t(lang, "work.of_planned", spent=spent, planned=planned)))
    return told


def _fact(lang: str, name: str, text: str) -> dict[str, str]:
    return {"label": t(lang, f"work.numbers.{name}"), "text": text}
