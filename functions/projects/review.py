"""What experts found of an idea: scores by weighted criteria, their spread, who is selected; pure.

Everything is public but the experts' names. An expert with a conflict of interest is seen, with
the reason, and the scores leave the mean.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from pydantic import Field

from functions.projects.process import Criterion, Selection, StageRule
from functions.projects.project import KIND, name_of
from functions.shared import clock, keys, table
from functions.shared.errors import FieldError
from functions.shared.facts import Fact, Instant, Texts


class Review(Fact):
    """One expert's view of one idea in one stage; `conflict` says why it does not count."""

    idea: int
    stage: str
    scores: dict[str, int]
    reasons: dict[str, Texts] = Field(default_factory=dict)
    summary: Texts = Field(default_factory=dict)
    conflict: Texts = Field(default_factory=dict)
    at: Instant


@dataclass(frozen=True)
class Criterial:
    """What the experts without a conflict gave on one criterion; spread is the largest gap."""

    mean: Fraction | None
    least: int | None
    most: int | None
    failed: int


@dataclass(frozen=True)
class Assessment:
    """An idea's scores together. `total` is a share of the best that could be: 0 to 1.

    `counted` experts have no conflict; without `needed` of them there is no total.
    """

    idea: int
    counted: int
    conflicted: int
    needed: int
    total: Fraction | None
    lowest: Fraction | None
    highest: Fraction | None
    criteria: Mapping[str, Criterial]

    @property
    def is_complete(self) -> bool:
        return self.counted >= self.needed

    @property
    def has_failed(self) -> bool:
        """Whether the mean of some criterion is below its pass mark."""
        return any(one.failed for one in self.criteria.values())


def check(review: Review, rule: StageRule) -> list[FieldError]:
    """Return what is wrong with a review: a score missing or out of range, a reason not given."""
    wrong = []
    known = {one.key: one for one in rule.criteria}
    wrong += [FieldError("scores", "not_a_choice") for one in review.scores if one not in known]
    for key, criterion in known.items():
        score = review.scores.get(key)
        if score is None:
            wrong.append(FieldError(f"scores.{key}", "missing"))
        elif not 0 <= score <= criterion.most:
            wrong.append(FieldError(f"scores.{key}", "invalid"))
        elif _fails(criterion, score) and not any(review.reasons.get(key, {}).values()):
            wrong.append(FieldError(f"reasons.{key}", "missing"))
    return wrong


def assess(idea: int, reviews: Iterable[Review], rule: StageRule) -> Assessment:
    """Return an idea's scores; exact, so that equal ideas are equal."""
    mine = [one for one in reviews if one.idea == idea and one.stage == rule.key]
    counted = [one for one in mine if not any(one.conflict.values())]
    totals = [total(one.scores, rule.criteria) for one in counted]
    enough = len(counted) >= rule.experts
    return Assessment(
        idea,
        len(counted),
        len(mine) - len(counted),
        rule.experts,
        sum(totals, Fraction(0)) / len(totals) if enough else None,
        min(totals, default=None),
        max(totals, default=None),
        {one.key: _criterial(one, [r.scores[one.key] for r in counted]) for one in rule.criteria},
    )


def total(scores: Mapping[str, int], criteria: Sequence[Criterion]) -> Fraction:
    """Return one expert's weighted share of the best possible: 0 to 1."""
    weights = sum(one.weight for one in criteria)
    reached = sum(Fraction(scores[one.key] * one.weight, one.most) for one in criteria)
    return Fraction(reached) / weights


def select(assessed: Iterable[Assessment], selection: Selection) -> list[int]:
    """Return the ideas that the declared rule selects, the best first.

    A failed criterion, or too few experts, selects nobody. Equal ideas at the last place are all
    selected: which of them is left out is not for a sorting to say.
    """
    able = [one for one in assessed if one.total is not None and not one.has_failed]
    ranked = sorted(able, key=lambda one: (-(one.total or 0), one.idea))
    if selection.mark is not None:
        ranked = [one for one in ranked if (one.total or 0) * 100 >= selection.mark]
    if selection.count is not None and len(ranked) > selection.count:
        last = ranked[selection.count - 1].total or Fraction(0)
        ranked = [one for one in ranked if (one.total or 0) >= last]
    return [one.idea for one in ranked]


def blend(
    votes: Mapping[int, Fraction], jury: Mapping[int, Fraction], public_weight: int
) -> list[tuple[int, Fraction]]:
    """Return ideas by a contest's score: the public's share and the jury's, weighted in percent.

    The public's share is of the best idea's votes, so that both parts run from 0 to 1.
    """
    best = max(votes.values(), default=Fraction(0))
    scores = {}
    for idea in sorted({*votes, *jury}):
        public = votes.get(idea, Fraction(0)) / best if best else Fraction(0)
        mixed = public * public_weight + jury.get(idea, Fraction(0)) * (100 - public_weight)
        scores[idea] = mixed / 100
    return sorted(scores.items(), key=lambda one: (-one[1], one[0]))


def put(project_id: int, expert: str, review: Review) -> None:
    """Store an expert's review of an idea, in place of an earlier one: one PutItem."""
    table.put(
        "core",
        {
            **keys.review(project_id, review.idea, review.stage, expert),
            "kind": KIND,
            "changed_at": clock.text(review.at),
            "facts": review.model_dump_json(exclude_defaults=True),
        },
    )


def all_of(project_id: int) -> list[tuple[str, Review]]:
    """Return every review as (expert's tag, review): one Query; tags never become public."""
    begins = keys.review(project_id, 0, "", "")["sk"].split("#")[0] + "#"
    return [
        (item["sk"].rpartition("#")[2], Review.model_validate_json(item["facts"]))
        for item in table.query("core", "pk", name_of(project_id), begins=begins)
    ]


def numbered(reviews: Iterable[tuple[str, Review]]) -> list[tuple[int, Review]]:
    """Return reviews with a number in place of the expert's tag, in the order of their time."""
    ordered = sorted(reviews, key=lambda one: (one[1].at, one[0], one[1].idea))
    numbers: dict[str, int] = {}
    return [(numbers.setdefault(tag, len(numbers) + 1), review) for tag, review in ordered]


def _fails(criterion: Criterion, score: int) -> bool:
    return criterion.pass_mark is not None and score < criterion.pass_mark


def _criterial(criterion: Criterion, given: Sequence[int]) -> Criterial:
    mean = Fraction(sum(given), len(given)) if given else None
    mark = criterion.pass_mark
    failed = mean is not None and mark is not None and mean < mark
    return Criterial(mean, min(given, default=None), max(given, default=None), int(failed))


def spread(assessed: Assessment) -> float:
    """Return how far the experts are apart: the gap between highest and lowest total, 0 to 1."""
    if assessed.lowest is None or assessed.highest is None:
        return 0.0
    gap = float(assessed.highest - assessed.lowest)
    return 0.0 if math.isclose(gap, 0.0) else round(gap, 4)
