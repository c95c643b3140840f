"""What need not be kept goes: unconfirmed petitions soon, personal data when retention ends."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.petitions import petition, retention
from functions.shared import crypto
from functions.shared.errors import NotFoundError
from tests import factory
from tests.conftest import NOW, Calls, Clock


def test_an_unconfirmed_petition_is_deleted_after_two_days(dynamodb: Calls, clock: Clock) -> None:
    factory.stored(1, confirmed_at=None, published_at=None, submitted_at=NOW)
    factory.stored(2)

    clock.pass_(days=2)
    assert retention.run(clock.now) == {"deleted": 0, "forgotten": 0}
    clock.pass_(seconds=1)
    assert retention.run(clock.now) == {"deleted": 1, "forgotten": 0}
    with pytest.raises(NotFoundError):
        petition.load(1)
    assert petition.load(2)


def test_keys_are_destroyed_when_retention_ends_and_the_petition_stays(
    dynamodb: Calls, clock: Clock
) -> None:
    factory.stored(published_at=NOW - dt.timedelta(days=300), contact=True)
    crypto.petition_keys(1)
    clock.pass_(days=400)

    assert retention.run(clock.now) == {"deleted": 0, "forgotten": 1}
    assert retention.run(clock.now) == {"deleted": 0, "forgotten": 0}
    assert petition.load(1).petition.archived_at == clock.now
    assert not petition.load(1).contact
    with pytest.raises(NotFoundError):
        crypto.petition_keys(1)
