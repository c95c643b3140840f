"""POST /api/v1/polls/{id}/ballots: cast a ballot, or change it; the last one counts.

Two conditional PutItem: that this person voted, and the ballot. Nothing joins the two.
"""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.ledger import entries
from functions.ledger.inbox import MINUTE
from functions.ledger.promise import due_at, promise
from functions.participants import contribution
from functions.participants.participant import Participant
from functions.polls import ballot, ballot_page, known, mark
from functions.polls.ballot import MOST_CASTS
from functions.polls.choosing import BallotRequest
from functions.polls.known import Known, PollClosedError
from functions.shared import clock, http, table
from functions.shared.errors import InvalidInputError, NotFoundError
from functions.shared.http import Asked

app = http.Api()


@app.post("/api/v1/polls/<poll_id>/ballots")
def cast(poll_id: str) -> Response[str]:
    """Take a ballot by the server's time; the same request id gets the same answer again."""
    request, asked = http.read(app, BallotRequest)
    who, number = request.participant(), http.petition_id(poll_id)
    try:
        found = known.open_for_voting(number)
    except PollClosedError:
        stored = _cast_before(number, who, request)
        return http.answer(asked, _receipt(stored), done="ballot")
    now = clock.now()
    found.poll.eligibility.check(who, now)
    try:
        item = _store(found, who, request, now)
    except InvalidInputError as error:
        return _refused(asked, error, found)
    return http.answer(asked, _receipt(item), done="ballot")


def _refused(asked: Asked, error: InvalidInputError, found: Known) -> Response[str]:
    """Answer a plain form with the form again, in the words of this poll."""
    if not asked.is_form:
        raise error
    written = ballot_page.refused(asked.lang, error, asked.data, found)
    return http.html_answer(written, HTTPStatus.UNPROCESSABLE_ENTITY)


def _store(found: Known, who: Participant, request: BallotRequest, now: dt.datetime) -> table.Item:
    """Store the mark and the ballot, and thank for the first one, whatever it says."""
    choice, poll_id = request.choose(found.rule), found.poll.id
    voter = ballot.tag(poll_id, who.ident)
    rid = request.rid or ballot.derived_rid(poll_id, voter, choice)
    mark.put(poll_id, who, now)
    item = ballot.put(poll_id, voter, choice, who.assurance, rid=rid, at=now)
    if item["n"] == 1:
        contribution.add(who, "vote", f"poll/{poll_id}", now)
    return item


def _cast_before(poll_id: int, who: Participant, request: BallotRequest) -> table.Item:
    """Return the ballot that this request stored before the poll closed.

    Raises PollClosedError if it did not, or if the poll is counted and the key is destroyed.
    """
    try:
        voter = ballot.tag(poll_id, who.ident)
    except NotFoundError:
        raise PollClosedError from None
    choice = request.choose(known.get(poll_id).rule)
    rid = request.rid or ballot.derived_rid(poll_id, voter, choice)
    stored = ballot.find(poll_id, voter, rid)
    if stored is None:
        raise PollClosedError
    return stored


def _receipt(item: table.Item) -> dict[str, Any]:
    """Return what the voter may keep: it shows that the ballot is in, and not what it says."""
    leaf = ballot.leaf(item)
    # The ballot tells no finer time than its minute in the inbox, and that one is over by then.
    at = clock.parse(f"{item['bucket'][:16]}:00Z") + MINUTE
    return {
        "poll": item["q"],
        "state": "counted" if item["n"] == 1 else "changed",
        "n": item["n"],
        "left": MOST_CASTS - item["n"],
        "entry": leaf.decode(),
        "promise": promise(entries.leaf_hash(leaf), at),
        "included_by": clock.text(due_at(at)),
    }


handler = http.handler(app)
