"""Sealing a poll: may it be sealed, and what follows once it is.

What follows can be done again: keys, the request to the log, the public document. The minute's run
does it for a poll whose sealing broke off half-way.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from functions.ledger import inbox, requests
from functions.ledger.promise import MAXIMUM_MERGE_DELAY
from functions.participants import own
from functions.polls import ballot, mark, result_files, sealed
from functions.polls import poll as polls
from functions.polls.methods.rule import Rule, RuleError
from functions.polls.poll import Poll, Sealed
from functions.shared import content, table
from functions.shared.errors import FieldError

ONCE = "1"
FEWEST_OPTIONS = 2
MOST_OPTIONS = 200
MOST_NUMBERED = 50  # a form without scripts holds 64 fields, and one for each of these options
# Equal shares take as many rounds as steps a voter fit into what is left of the budget; a round
# costs about 70 microseconds a ballot in exact fractions, so this is a minute or two in all.
MOST_STEPS = 1_000_000
LONGEST = dt.timedelta(days=366)


def problems(poll: Poll, now: dt.datetime) -> list[FieldError]:
    """Return all that keeps a draft from being sealed now."""
    found = [
        FieldError(name, "lacks_language", (("language", lang),))
        for name, lang in sealed.lacks(poll)
    ]
    return [*found, *_of_rule(poll), *_of_times(poll, now), *_of_places(poll)]


def sealing(poll: Poll, now: dt.datetime) -> Sealed:
    """Return the seal of a draft as it stands."""
    return Sealed(hash=sealed.digest(poll), at=now)


def complete(facts: Poll, now: dt.datetime) -> None:
    """Make the keys, ask for the log's entry and publish the document. Raises ValueError.

    The entry is always the same; asked for again, it goes into the inbox of the present minute.
    """
    if facts.sealed is None:
        raise ValueError("not sealed")
    own.new_keys(mark.keys_name(facts.id))
    own.new_keys(ballot.keys_name(facts.id))
    if not polls.logged(facts.id).sealed:
        entry = requests.of_poll(facts.id, "seal", ONCE, facts.sealed.at, d=facts.sealed.hash)
        table.put("signatures", entry | {"bucket": inbox.bucket(now, entry["c"])})
    result_files.publish_rule(facts)


def _of_rule(poll: Poll) -> Iterator[FieldError]:
    try:
        rule = sealed.rule_of(poll)
    except RuleError as error:
        yield FieldError(f"rule.{error.field}", f"rule_{error.code}", tuple(error.params.items()))
        return
    if rule.method != "for_against":
        yield from _of_options(rule)
    if rule.method == "equal_shares" and rule.budget > rule.step * MOST_STEPS:
        yield FieldError("rule.step", "step_too_small", (("n", -(-rule.budget // MOST_STEPS)),))


def _of_options(rule: Rule) -> Iterator[FieldError]:
    most = MOST_NUMBERED if rule.kind in ("scores", "ranking") else MOST_OPTIONS
    if len(rule.options) < FEWEST_OPTIONS:
        yield FieldError("options", "too_few", (("n", FEWEST_OPTIONS),))
    if len(rule.options) > most:
        yield FieldError("options", "too_many", (("max_length", most),))


def _of_times(poll: Poll, now: dt.datetime) -> Iterator[FieldError]:
    """The seal must be in the log before the poll opens, and the log may take its time."""
    if poll.opens_at < now + MAXIMUM_MERGE_DELAY:
        yield FieldError("opens_at", "opens_too_early")
    if poll.closes_at <= poll.opens_at:
        yield FieldError("closes_at", "closes_before_opening")
    elif poll.closes_at - poll.opens_at > LONGEST:
        yield FieldError("closes_at", "closes_too_late")


def _of_places(poll: Poll) -> Iterator[FieldError]:
    places, bodies = content.load().jurisdictions, content.load().bodies
    if poll.jurisdiction not in places:
        yield FieldError("jurisdiction", "not_a_choice")
    if poll.body not in bodies:
        yield FieldError("body", "not_a_choice")
    if poll.eligibility.jurisdiction not in (None, *places):
        yield FieldError("eligibility", "not_a_choice")
