"""The result of a closed vote as plain values: bars, rounds, quorum, threshold, ties, overrides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any

from functions.polls.methods.rule import BUDGET, RANKED, Rule
from functions.polls.poll import Option, Poll
from functions.publishing import places, poll_groups, poll_rounds, poll_words
from functions.publishing.dossier import national_zone
from functions.publishing.poll_seen import Seen
from functions.publishing.said import Said, pick
from functions.shared import words
from functions.shared.words import t

PASSED = {True: "poll.passed", False: "poll.not_passed"}
View = dict[str, Any]


def view(seen: Seen, rule: Rule, lang: str) -> View | None:
    """Return what the page shows of a result; None until there is one."""
    found, poll = seen.result, seen.poll
    if found is None or poll.result is None:
        return None
    names = names_of(poll, lang)
    winners = final_winners(poll)
    return {
        "passed": found["passed"],
        "verdict": _verdict(rule, found, winners, lang),
        "winners": [names[one] for one in winners] if found["quorum_met"] else [],
        "lines": list(_lines(rule, found, lang)),
        "counts": list(_counts(found, lang)),
        "overrides": [_override(one, poll, names, lang) for one in poll.overrides],
        "has_cost": rule.budget > 0,
        "votes_label": t(lang, f"poll.votes.{_unit(rule)}"),
        "share_label": "" if _unit(rule) in ("marks", "points") else t(lang, "poll.of_valid"),
        "rows": _rows(rule, found, set(winners), names, poll.options, lang),
        **poll_rounds.view(rule, found, names, lang),
        "ties": [_tie(one, names, lang) for one in found["ties"]],
        "has_ballots": poll.result.ballots_published,
        "unique": seen.unique,
        "groups": poll_groups.tables(seen.groups, lang),
    }


def names_of(poll: Poll, lang: str) -> dict[int | str, Said]:
    """Return what each option, or each stance, is called."""
    if not poll.options:
        return {one: Said(t(lang, f"poll.stance.{one}"), lang) for one in poll_words.STANCES}
    return {one.id: pick(one.text, lang) for one in poll.options}


def final_winners(poll: Poll) -> list[int]:
    """Return who won in the end: as counted, unless officials departed from that."""
    if poll.overrides:
        return list(poll.overrides[-1].winners)
    return list(poll.result.winners) if poll.result else []


def _verdict(rule: Rule, found: Mapping[str, Any], winners: Sequence[int], lang: str) -> str:
    if rule.method == "for_against":
        return t(lang, PASSED[found["passed"]])
    if not winners or not found["quorum_met"]:
        return t(lang, "poll.no_winner")
    if rule.method in BUDGET:
        return t(lang, "poll.funded", n=len(winners))
    return t(lang, "poll.won", n=len(winners))


def _lines(rule: Rule, found: Mapping[str, Any], lang: str) -> Iterator[str]:
    if rule.quorum:
        key = "quorum_met" if found["quorum_met"] else "quorum_missed"
        yield t(lang, f"poll.{key}", cast=found["valid"] + found["blank"], need=rule.quorum)
    if found["share"] is not None and rule.threshold is not None:
        yield _share_line(rule, found, lang)
    if rule.budget:
        yield t(
            lang,
            "poll.spent",
            spent=poll_words.money(found["spent"], lang),
            budget=poll_words.money(rule.budget, lang),
            left=poll_words.money(rule.budget - found["spent"], lang),
        )


def _share_line(rule: Rule, found: Mapping[str, Any], lang: str) -> str:
    """Say votes, base and share exactly as they were compared."""
    votes = {one["option"]: one["votes"] for one in found["tallies"]}
    is_stance = rule.method == "for_against"
    bases = {
        "valid": found["valid"],
        "for_against": votes.get("for", 0) + votes.get("against", 0),
        "electorate": rule.electorate,
    }
    kind = "strict" if rule.strict else "share"
    needed = poll_words.share(rule.threshold or Fraction(0), lang)
    return t(
        lang,
        "poll.share_line" if is_stance else "poll.top_share_line",
        votes=votes["for"] if is_stance else max(votes.values()),
        base=bases[rule.threshold_of],
        share=poll_words.share(found["share"], lang),
        needed=t(lang, f"poll.needed.{kind}", share=needed),
    )


def _counts(found: Mapping[str, Any], lang: str) -> Iterator[View]:
    for name in ("cast", "valid", "blank", "invalid"):
        if found[name] or name in ("cast", "valid"):
            yield {"label": t(lang, f"poll.{name}"), "text": words.number(lang, found[name])}
    if found["turnout"] is not None:
        share = poll_words.share(found["turnout"], lang)
        yield {"label": t(lang, "poll.turnout_share"), "text": share}


def _unit(rule: Rule) -> str:
    """Return what the deciding numbers are: votes, points, marks or first places."""
    if rule.method in RANKED:
        return "first"
    if rule.kind == "scores":
        return "points" if rule.method == "points" or rule.ballot == "cumulative" else "marks"
    return "votes"


def _rows(
    rule: Rule,
    found: Mapping[str, Any],
    winners: set[int],
    names: Mapping[int | str, Said],
    options: Sequence[Option],
    lang: str,
) -> list[View]:
    """Return the bars, the longest first; stances in their own order."""
    cost = {one.id: one.cost for one in options}
    longest = max((one["votes"] for one in found["tallies"]), default=0)
    of_ballots = _unit(rule) in ("votes", "first")
    whole = found["valid"] if of_ballots else longest
    tallies = list(found["tallies"])
    if rule.method != "for_against":
        tallies.sort(key=lambda one: (one["option"] not in winners, -one["votes"]))
    shares = poll_words.rounded([one["votes"] for one in tallies], whole, lang)
    return [
        {
            "name": names[one["option"]],
            "cost": poll_words.money(cost.get(one["option"], 0), lang) if rule.budget else "",
            "votes": one["votes"],
            "share": share if of_ballots else "",
            "bar": max(one["votes"], 0),
            "of": max(whole, 1),
            "won": one["option"] in winners,
        }
        for one, share in zip(tallies, shares, strict=True)
    ]


def _tie(one: Mapping[str, Any], names: Mapping[int | str, Said], lang: str) -> str:
    among = ", ".join(names[option].text for option in one["among"])
    return t(lang, "poll.tie", among=among, first=names[one["order"][0]].text)


def _decided(is_passed: bool, lang: str) -> str:
    return t(lang, "poll.override_decided", what=t(lang, PASSED[is_passed]))


def _override(one: Any, poll: Poll, names: Mapping[int | str, Said], lang: str) -> View:
    return {
        "body": places.body_name(poll.body, lang),
        "at": words.moment(lang, one.at, str(national_zone())),
        "reason": pick(one.reason, lang),
        "decided": "" if poll.options else _decided(one.passed, lang),
        "added": [names[option] for option in one.added],
        "dropped": [names[option] for option in one.removed],
    }
