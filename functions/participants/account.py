"""One person's points: what was contributed, what was exchanged, and what is left to exchange."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from functions.participants import claim, contribution, offers
from functions.participants.claim import Claim
from functions.participants.contribution import Contribution, Line, Recognition
from functions.participants.offers import Offer
from functions.participants.participant import Participant
from functions.shared import keys, table
from functions.shared.errors import ChangedMeanwhileError, ConflictError, UnavailableError

TRIES = 8
ERASED = "erased"


class TooFewPointsError(ConflictError):
    """The offer asks for more points than are left."""

    code = "too_few_points"


@dataclass(frozen=True)
class Account:
    """A person's contributions and claims, as they were read at one time."""

    tag: str
    contributions: list[Contribution]
    claims: list[Claim]

    @property
    def recognition(self) -> Recognition:
        """Points and badges that were earned; exchanging points takes no badge away."""
        return contribution.recognition(self.contributions)

    @property
    def balance(self) -> int:
        """Points that can be exchanged; none, where points were taken back after an exchange."""
        return max(0, self.recognition.points - claim.spent(self.claims))

    @property
    def ledger(self) -> list[Line]:
        """Every line, in the order of days; within a day what was earned comes first."""
        told = [*self.recognition.ledger, *claim.lines(self.claims)]
        return sorted(told, key=lambda line: (line.on, line.kind == "claim"))

    def next_claim(self, offer: Offer, code: str, rid: str, now: dt.datetime) -> Claim:
        """Return the claim that this person may make now.

        Raises OfferEndedError or TooFewPointsError.
        """
        if offer.has_ended(now):
            raise offers.OfferEndedError
        if self.balance < offer.points:
            raise TooFewPointsError
        number = 1 + max((one.number for one in self.claims), default=0)
        on = now.date()
        return Claim(self.tag, number, code, offer.id, offer.body, offer.points, on, rid)


def load(who: Participant) -> Account:
    """Return a person's points as they stand now: one Query."""
    return _load(contribution.tag_of(who))


def claim_offer(
    who: Participant, offer: Offer, rid: str, now: dt.datetime
) -> tuple[Account, Claim]:
    """Exchange points for an offer, once for a request id; return how the account then stands.

    One Query, an UpdateItem that takes a place, two PutItems; the last one spends the points.
    Raises OfferEndedError, TooFewPointsError, NoneLeftError or UnavailableError. Where a request
    breaks off before the end, its place stays taken until it is sent again.
    """
    tag = contribution.tag_of(who)
    code = claim.new_code(contribution.tag_key(), tag, rid)
    has_place = False
    try:
        for _ in range(TRIES):
            account = _load(tag)
            if made := next((one for one in account.claims if one.rid == rid), None):
                return account, made
            wanted = account.next_claim(offer, code, rid, now)
            if not has_place:
                if not claim.keep_code(code, tag):
                    raise UnavailableError
                offers.take(offer, code)
                has_place = True
            there = claim.put_new(wanted)
            if there is None or there.rid == rid:
                made = there or wanted
                return Account(tag, account.contributions, [*account.claims, made]), made
        raise UnavailableError
    except (offers.OfferEndedError, TooFewPointsError):
        if has_place:
            offers.give_back(offer.id, code)
        raise


def erase(who: Participant, now: dt.datetime) -> None:
    """Delete what is kept of a person, except for what was handed over.

    That stays as offer, points and day under the person's tag, or the same points could be had
    again by doing the same things again. Claims that wait are cancelled.
    """
    account = load(who)
    for one in account.claims:
        if one.state != "handed_over" and _give_up(one, now):
            claim.forget(one)
        else:
            claim.forget_code(one)
    contribution.erase(account.tag, account.contributions)


def _give_up(one: Claim, now: dt.datetime) -> bool:
    """Cancel a claim that waits still; False if the desk hands it over in the meantime."""
    if one.state == "waiting":
        try:
            claim.cancel(one, now.date(), ERASED, {})
        except ChangedMeanwhileError:
            return False
    return True


def _load(tag: str) -> Account:
    """Read both kinds of items at once, and consistently: the next claim is decided by them."""
    pk = keys.contribution(tag, "", "")["pk"]
    items = list(table.query("core", "pk", pk, consistent=True))
    claims = [claim.from_item(item) for item in items if item["sk"].startswith(keys.CLAIMS)]
    done = [item for item in items if not item["sk"].startswith(keys.CLAIMS)]
    return Account(tag, contribution.from_items(done), claims)
