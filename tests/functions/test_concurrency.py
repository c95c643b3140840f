"""Many at once, on the embedded store: everybody counts once, nobody counts twice."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import boto3
import pytest

from functions.ledger import counts, sequence
from functions.participants import account, contribution, offers
from functions.participants.offers import NoneLeftError, Offer, Places, Wording
from functions.participants.participant import Participant
from functions.petitions import petition, signature
from functions.petitions.signature import Signer
from functions.shared import crypto, keys, table
from infra.local import store, tables, template
from tests import factory
from tests.conftest import NOW, ROOT, Clock


@pytest.fixture
def dynoxide(
    environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[store.Store]:
    """The store of `make up`, with a file of its own."""
    running = store.start(ROOT / "node_modules", environment / "store" / "test.sqlite")
    try:
        client = boto3.client("dynamodb", endpoint_url=running.url)
        tables.create(client, template.resources())
        monkeypatch.setattr(table, "client", lambda: client)
        yield running
    finally:
        running.stop()


def sign(number: int, rid: str) -> str:
    signer = Signer(ident=f"email:s{number}@example.kz")
    own = crypto.petition_keys(1)
    item = signature.new_item(1, signer, own, rid=rid, asked_at=NOW, at=NOW)
    return signature.put(item).outcome


def test_200_people_at_once_are_200_and_one_person_200_times_is_one(
    dynoxide: store.Store, clock: Clock
) -> None:
    factory.stored()
    with ThreadPoolExecutor(32) as pool:
        many = Counter(pool.map(lambda n: sign(n, f"rid-{n}"), range(200)))
        one = Counter(pool.map(lambda n: sign(999, f"again-{n}"), range(200)))
        retried = Counter(pool.map(lambda _: sign(7, "rid-7"), range(50)))

    assert many == {"counted": 200}
    assert one == {"counted": 1, "already": 199}
    assert retried == {"counted": 50}
    sequence.run(clock.pass_(minutes=2))
    assert counts.from_item(table.get("core", keys.count(1))).total == 201


def test_25_sponsors_at_once_fill_20_places(dynoxide: store.Store) -> None:
    factory.stored(published_at=None)

    def add(number: int) -> bool:
        try:
            petition.add_sponsor(1, f"{number:064x}", NOW, 20)
        except petition.SponsorsFullError:
            return False
        return True

    with ThreadPoolExecutor(25) as pool:
        added = Counter(pool.map(add, range(25)))

    assert added == {True: 20, False: 5}
    assert len(petition.load(1).sponsors or {}) == 20


def test_of_two_officials_who_save_at_once_one_is_told_to_look_again(
    dynoxide: store.Store,
) -> None:
    record = factory.stored()

    def save(number: int) -> bool:
        changed = {"changed_at": NOW + dt.timedelta(seconds=number)}
        try:
            petition.save(record, record.petition.model_copy(update=changed))
        except petition.ChangedMeanwhileError:
            return False
        return True

    with ThreadPoolExecutor(8) as pool:
        saved = Counter(pool.map(save, range(8)))

    assert saved == {True: 1, False: 7}


def test_ids_are_given_once(dynoxide: store.Store) -> None:
    with ThreadPoolExecutor(16) as pool:
        given = list(pool.map(lambda _: petition.next_id(), range(64)))

    assert sorted(given) == list(range(1, 65))


def test_points_claimed_by_many_requests_at_once_are_spent_once_and_no_place_is_given_twice(
    dynoxide: store.Store,
) -> None:
    text = Wording(kk="А", ru="Б", en="C")
    tour = Offer(id="tour", points=10, name=text, how=text, body="b", limit=8)
    people = [Participant(ident=f"email:p{number}@example.kz") for number in range(5)]
    for who in people:
        for number in (1, 2, 3):
            contribution.add(who, "idea", f"project/1/idea/{number}", NOW)

    def claim(who: Participant, rid: str) -> str:
        try:
            return account.claim_offer(who, tour, rid, NOW)[1].code
        except (NoneLeftError, account.TooFewPointsError):
            return ""

    asked = [(who, f"rid-{number // 2}") for who in people for number in range(10)]
    with ThreadPoolExecutor(25) as pool:
        given = set(pool.map(lambda one: claim(*one), asked)) - {""}

    held = [account.load(who) for who in people]
    standing = {one.code for each in held for one in each.claims}
    assert given == standing
    assert all(each.balance == 30 - 10 * len(each.claims) >= 0 for each in held)
    assert offers.places() == {"tour": Places(len(standing), 0)}
    # A place that was held in vain for a moment is there for whoever comes next.
    late = {claim(who, f"late-{number}") for who in people for number in range(3)} - {""}
    assert len(standing | late) == len(standing) + len(late) == 8
