"""A project's vote as the decision reads it: winners and votes, by numbers of ideas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from functions.polls import poll
from functions.projects.project import Project
from functions.shared import objects

PAIR = "for_against"


@dataclass(frozen=True)
class Result:
    """Who won the vote, and how many votes each idea got."""

    winners: list[int]
    votes: Mapping[int, Fraction]


def result(project: Project) -> Result | None:
    """Return the counted vote; None while there is none: one GetItem and one public file."""
    if project.poll is None:
        return None
    found = poll.load(project.poll).poll
    if found.result is None:
        return None
    ideas: dict[int | str, int] = {one.id: idea_of(one.idea) for one in found.options}
    if found.rule["method"] == PAIR:
        # One idea, for or against: it wins if the vote passed.
        number = next(iter(ideas.values()), 0)
        return Result([number] if found.result.passed else [], {number: Fraction(1)})
    winners = list(found.overrides[-1].winners if found.overrides else found.result.winners)
    stored = objects.read("site", f"polls/{found.id}/result.json")
    told = json.loads(stored.body) if stored else {}
    tallies = told.get("result", told).get("tallies", [])
    votes = {
        ideas[one["option"]]: Fraction(one["votes"]) for one in tallies if one["option"] in ideas
    }
    named = [ideas[one] for one in winners if one in ideas]
    return Result(named, votes or {number: Fraction(0) for number in ideas.values()})


def idea_of(written: str) -> int:
    """Return the number in `project/3/idea/5`; 0 for anything else."""
    tail = written.rpartition("/idea/")[2]
    return int(tail) if tail.isdigit() else 0
