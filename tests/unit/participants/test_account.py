"""Points are exchanged once: in any order of acts nobody spends what is not there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.participants import claim
from functions.participants.account import Account, TooFewPointsError
from functions.participants.claim import Claim
from functions.participants.contribution import Contribution
from functions.participants.offers import Offer, OfferEndedError, Wording

NOW = dt.datetime(2026, 9, 30, 20, 0, tzinfo=dt.UTC)  # in Almaty it is October already
DAY = NOW.date()
TEXT = Wording(kk="А", ru="Б", en="C")
acts = st.lists(
    st.tuples(st.sampled_from(["earn", "undo", "claim", "hand", "cancel"]), st.integers(1, 60)),
    max_size=60,
)


def offer(points: int, until: dt.date | None = None) -> Offer:
    return Offer(id="tour", points=points, name=TEXT, how=TEXT, body="b", until=until)


def did(account: Account, act: str, number: int) -> Account:
    """Do one act, if it can be done: `number` is its points, or chooses what it is done to."""
    done, claims = list(account.contributions), list(account.claims)
    if act == "earn":
        done.append(Contribution("idea", str(len(done)), DAY + dt.timedelta(days=len(done))))
    elif act == "undo" and done:
        done[number % len(done)] = replace(done[number % len(done)], undone_on=DAY)
    elif act == "claim" and account.balance >= number:
        claims.append(account.next_claim(offer(number), "0" * 12, str(len(claims)), NOW))
    elif act in ("hand", "cancel") and claims:
        at = number % len(claims)
        if claims[at].state != "cancelled":
            state = "handed_over" if act == "hand" else "cancelled"
            claims[at] = replace(claims[at], state=state, ended_on=DAY)  # type: ignore[arg-type]
    return Account(account.tag, done, claims)


@given(acts)
def test_the_balance_is_never_below_zero_and_is_what_the_ledger_adds_up_to(
    told: list[tuple[str, int]],
) -> None:
    account = Account("t", [], [])
    for act, number in told:
        before = account
        account = did(account, act, number)

        added = sum(line.points for line in account.ledger)
        assert account.balance == max(0, added)
        if act == "claim" and account.claims != before.claims:
            assert before.balance - number == account.balance >= 0
    assert [one.number for one in account.claims] == list(range(1, len(account.claims) + 1))


def test_exchanging_takes_no_badge_and_no_earned_point() -> None:
    before = Account("t", [Contribution("idea", "1", DAY)], [])
    made = before.next_claim(offer(10), "0" * 12, "r", NOW)
    after = Account("t", before.contributions, [made])

    assert (before.balance, after.balance) == (10, 0)
    assert after.recognition == before.recognition
    assert [line.points for line in after.ledger] == [10, -10]
    with pytest.raises(TooFewPointsError):
        after.next_claim(offer(1), "0" * 12, "s", NOW)


@pytest.mark.parametrize(("until", "is_over"), [("2026-10-01", False), ("2026-09-30", True)])
def test_an_offer_ends_with_its_last_day_where_the_government_is(
    environment: object, until: str, is_over: bool
) -> None:
    ending = offer(1, dt.date.fromisoformat(until))

    assert ending.has_ended(NOW) == is_over
    if is_over:
        with pytest.raises(OfferEndedError):
            Account("t", [], []).next_claim(ending, "0" * 12, "r", NOW)


def test_a_code_is_the_requests_own_and_every_slip_in_it_is_noticed() -> None:
    code = claim.new_code(b"k" * 32, "tag", "rid")

    assert code == claim.new_code(b"k" * 32, "tag", "rid")
    others = {claim.new_code(b"k" * 32, "tag", f"rid{n}") for n in range(200)}
    assert len(others | {code}) == 201
    assert claim.read_code(f" {claim.written(code).replace('-', '–')} ") == code
    for at in range(len(code)):
        wrong = code[:at] + str((int(code[at]) + 1) % 10) + code[at + 1 :]
        with pytest.raises(ValueError, match="check_digit"):
            claim.read_code(wrong)
    for bad in ("", code[:-1], f"{code}0", "١" * 12, "a" * 12):
        with pytest.raises(ValueError, match="check_digit"):
            claim.read_code(bad)


def test_a_stored_claim_reads_the_same() -> None:
    made = Claim("t", 7, "1" * 12, "tour", "b", 30, DAY, "r")

    assert claim.from_item(claim._item(made)) == made
