"""What PabuLib's words for rules mean here, and which of them cannot be counted again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from functions.polls.formats.election import FormatError

WITHDRAWN = 999_999_999  # the cost by which PabuLib marks a project withdrawn after the vote
VOTE_TYPES = ("approval", "ordinal", "cumulative", "scoring")
NOT_IN_FILE = "its own rules are not in the file"
RULES: dict[str, dict[str, Any]] = {
    "greedy": {"method": "greedy"},
    "greedy-no-skip": {"method": "greedy_no_skip"},
    "greedy-threshold": {"method": "greedy_threshold"},
    "greedy-exclusive": {"method": "greedy"},
    "equalshares": {"method": "equal_shares", "completion": "none"},
    "equalshares-comparison": {"method": "equal_shares", "completion": "none", "comparison": True},
    "equalshares/add1": {"method": "equal_shares", "completion": "add1"},
    "equalshares/add1-comparison": {
        "method": "equal_shares",
        "completion": "add1",
        "comparison": True,
    },
}


class Found(NamedTuple):
    """A rule without options; why it cannot be counted, if so; and what to know about it."""

    rule: dict[str, Any]
    refusal: str
    notes: tuple[str, ...]


def ballot_kind(
    meta: Mapping[str, str], columns: tuple[str, ...], vote_columns: tuple[str, ...]
) -> str:
    """Return how ballots count: by points where projects have a score, else by votes."""
    kind = meta.get("vote_type", "approval")
    if kind == "choose-1":
        return "approval"
    if kind not in VOTE_TYPES:
        raise FormatError(0, f"the vote_type is not known: {kind[:40]}")
    if kind != "approval" and "votes" in columns and "score" not in columns:
        return "approval"
    if kind == "ordinal" and "points" in vote_columns:
        return "scoring"
    if kind in ("cumulative", "scoring") and "points" not in vote_columns:
        raise FormatError(0, "VOTES must have the column points")
    return kind


def rule(meta: Mapping[str, str], ballot: str) -> Found:
    """Read the declared rule; no limit is held against ballots that the organiser took.

    Ties go by the order of the file, in equal shares by cost: so does PabuLib's own checker.
    """
    declared = meta.get("rule", "unknown")
    known = RULES.get(declared)
    found: dict[str, Any] = {"method": "greedy", **(known or {}), "ballot": ballot}
    tie_break = "cost" if found["method"] == "equal_shares" else "order"
    found |= {"min_choices": 0, "least_votes": _threshold(meta), "tie_break": tie_break}
    if ballot == "scoring":
        found["scale"] = [-(10**9), 10**9]
    notes = []
    if declared == "greedy-exclusive":
        notes.append("which projects exclude one another is not in the file; counted as greedy")
    if meta.get("vote_type") in ("ordinal", "cumulative", "scoring") and ballot == "approval":
        notes.append("projects have votes and no score; each project on a ballot counts as one")
    refusal = "" if known else f"the rule {declared[:40]} cannot be counted again: {NOT_IN_FILE}"
    return Found(found, refusal, tuple(notes))


def _threshold(meta: Mapping[str, str]) -> int:
    text = meta.get("min_project_score_threshold", "") or "0"
    if not (text.isascii() and text.isdigit()):
        raise FormatError(0, "min_project_score_threshold is not a whole number")
    return int(text)
