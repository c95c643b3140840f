"""The result of a count, and its one form as JSON text."""

from __future__ import annotations

import json
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from functions.polls.methods import share
from functions.polls.methods.ties import Tie


class Tally(NamedTuple):
    """What one option, or one stance, got.

    `votes` is what decides: ballots, points, marks, or first preferences in ranked votes;
    `ballots` how many ballots name the option.
    """

    option: int | str
    votes: int
    ballots: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a method found: winners in order, tallies and the steps that led there."""

    winners: tuple[int, ...]
    tallies: tuple[Tally, ...]
    rounds: tuple[dict[str, Any], ...] = ()
    share: Fraction | None = None
    passed: bool | None = None


@dataclass(frozen=True, slots=True)
class Result:
    """A finished count.

    `cast` is valid, blank and invalid ballots together; `turnout` is its share of the electorate,
    None where that is not known. `passed` says that the quorum was met and that there is a
    winner, or in a vote for or against that enough were for. `spent` is the cost of the winners.
    `exact` is False for a preview counted in floating point.
    """

    method: str
    winners: tuple[int, ...]
    tallies: tuple[Tally, ...]
    rounds: tuple[dict[str, Any], ...]
    ties: tuple[Tie, ...]
    cast: int
    valid: int
    blank: int
    invalid: int
    turnout: Fraction | None
    quorum_met: bool
    share: Fraction | None
    passed: bool
    spent: int
    exact: bool = True

    def to_dict(self) -> dict[str, Any]:
        """Return the result in whole numbers and text: fractions are "a/b"."""
        return {
            "method": self.method,
            "winners": list(self.winners),
            "tallies": [one._asdict() for one in self.tallies],
            "rounds": list(self.rounds),
            "ties": [_lists(one._asdict()) for one in self.ties],
            **{name: getattr(self, name) for name in ("cast", "valid", "blank", "invalid")},
            "turnout": None if self.turnout is None else share.number(self.turnout),
            "quorum_met": self.quorum_met,
            "share": None if self.share is None else share.number(self.share),
            "passed": self.passed,
            "spent": self.spent,
            "exact": self.exact,
        }

    def to_json(self) -> str:
        """Return the same text for the same result everywhere: ASCII, keys sorted, no spaces."""
        return json.dumps(self.to_dict(), sort_keys=True, separators=(",", ":"))


def _lists(data: dict[str, Any]) -> dict[str, Any]:
    return {key: list(value) if isinstance(value, tuple) else value for key, value in data.items()}
