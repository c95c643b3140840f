"""Paper on the desk: the list of voters, ballots typed twice by two people, and the end of it."""

from __future__ import annotations

from typing import Any

from functions.desk.case import SecondPersonNeededError
from functions.desk.poll_asked import PaperBallots, PaperBatch, PaperDone, PaperMarks
from functions.desk.poll_case import Case
from functions.desk.poll_decided import Decided, line
from functions.polls import paper, sealed
from functions.polls.methods import choice as choices
from functions.polls.methods.choice import ChoiceError
from functions.polls.paper import Batch, Voter
from functions.polls.poll import Paper, Poll
from functions.shared import content
from functions.shared.errors import FieldError, InvalidInputError, NotNowError


def mark_voters(case: Case, asked: PaperMarks) -> Decided:
    """Mark who voted on paper; whoever has voted online is refused, and each line is answered."""
    places = content.load().jurisdictions
    if any(one.region and one.region not in places for one in asked.people):
        raise InvalidInputError(FieldError("people", "not_a_choice"))
    if len({one.ident for one in asked.people}) < len(asked.people):
        raise InvalidInputError(FieldError("people", "twice"))
    found = _of(case)
    voters = [Voter(one.ident, one.region, one.born) for one in asked.people]
    taken = paper.mark_voters(case.facts.id, voters, asked.rid, case.now)
    marked = taken.count("marked")
    changed = found.model_copy(update={"marks": found.marks + marked})
    told = line(case, "paper-marks", "paper_marks", asked, count=marked)
    return Decided({"paper": changed}, told, {"lines": taken, "marked": marked})


def type_first(case: Case, asked: PaperBallots) -> Decided:
    """Keep, sealed, what the first official typed; no more ballots than voters were marked."""
    found = _of(case)
    if asked.batch in found.waiting:
        raise InvalidInputError(FieldError("batch", "batch_used"))
    _check_room(found, len(asked.ballots))
    typed = Batch(case.who.sub, _texts(case, asked))
    paper.keep(case.facts.id, asked.batch, typed, case.now)
    waiting = [*found.waiting, asked.batch]
    return Decided({"paper": found.model_copy(update={"waiting": waiting})})


def type_again(case: Case, asked: PaperBallots) -> Decided:
    """Take in a batch that a second official has typed alike."""
    found = _of(case)
    if asked.batch not in found.waiting:
        raise InvalidInputError(FieldError("batch", "not_a_choice"))
    first, again = paper.kept(case.facts.id, asked.batch), _texts(case, asked)
    if first.by == case.who.sub:
        raise SecondPersonNeededError
    differing = paper.differing(first.ballots, again)
    if differing:
        serial = (("serial", differing[0]),)
        raise InvalidInputError(FieldError("ballots", "differs", serial))
    _check_room(found, len(again))
    paper.take(case.facts.id, asked.batch, again, case.now)
    changes = {
        "ballots": found.ballots + len(again),
        "waiting": [one for one in found.waiting if one != asked.batch],
    }
    told = line(case, "paper-check", "paper_ballots", asked, count=len(again))
    return Decided({"paper": found.model_copy(update=changes)}, told)


def drop_batch(case: Case, asked: PaperBatch) -> Decided:
    """Take back a batch that waits, to type it anew."""
    found = _of(case)
    if asked.batch not in found.waiting:
        raise InvalidInputError(FieldError("batch", "not_a_choice"))
    waiting = [one for one in found.waiting if one != asked.batch]
    return Decided({"paper": found.model_copy(update={"waiting": waiting})})


def finish(case: Case, asked: PaperDone) -> Decided:
    """Say that all paper is in; the count can begin."""
    found = _of(case)
    if found.waiting:
        raise InvalidInputError(FieldError("batch", "batch_waits", (("batch", found.waiting[0]),)))
    told = line(case, "paper-done", "paper_done", asked, marks=found.marks, ballots=found.ballots)
    return Decided({"paper": found.model_copy(update={"done_at": case.now})}, told)


def forget_batch(facts: Poll, asked: Any) -> None:
    """Delete what the first official typed."""
    paper.drop(facts.id, asked.batch)


def _of(case: Case) -> Paper:
    """Return what is in on paper. Raises NotNowError where there is no paper, or no more."""
    found = case.facts.paper
    if found is None or found.done_at is not None:
        raise NotNowError
    return found


def _check_room(found: Paper, count: int) -> None:
    if found.ballots + count > found.marks:
        raise InvalidInputError(FieldError("ballots", "more_than_marks", (("n", found.marks),)))


def _texts(case: Case, asked: PaperBallots) -> dict[str, str]:
    """Return what was typed, checked by the sealed rule; every wrong ballot is named."""
    rule, found, wrong = sealed.rule_of(case.facts), {}, []
    for one in asked.ballots:
        if one.serial in found:
            wrong.append(FieldError("ballots", "serial_twice", (("serial", one.serial),)))
        try:
            found[one.serial] = choices.check(rule, one.choice)
        except ChoiceError:
            wrong.append(FieldError("ballots", "serial_wrong", (("serial", one.serial),)))
    if wrong:
        raise InvalidInputError(*wrong)
    return paper.texts_of(found)
