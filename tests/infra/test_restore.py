"""A table restored to an earlier time must never roll the public log back."""

from __future__ import annotations

import pytest

from functions.ledger import head, publication, requests, sequence
from functions.ledger.publication import ForkError
from functions.petitions import petition
from functions.shared import keys, objects, table
from infra.aws import restore
from infra.aws.stack import DeploymentError
from tests import factory
from tests.conftest import Calls, Clock


def log(clock: Clock, number: int) -> None:
    """Have the log take one entry."""
    table.put_new(
        "signatures", requests.request(1, "text", str(number), clock.now, d=f"{number:064x}")
    )
    sequence.run(clock.pass_(minutes=1))


def head_item() -> table.Item:
    item = table.get("core", keys.LOG_HEAD)
    assert item
    return item


def test_the_head_is_put_where_the_public_log_ends_and_the_log_goes_on(
    dynamodb: Calls, clock: Clock
) -> None:
    factory.stored()
    log(clock, 1)
    old = head_item()
    log(clock, 2)
    table.put("core", old)
    with pytest.raises(ForkError):
        sequence.run(clock.pass_(minutes=1))

    restored = restore.restore()
    log(clock, 3)

    published = publication.current()
    assert restored.size == 2
    assert published is not None
    assert published.size == 3
    assert petition.load(1)


def test_a_head_that_is_lost_is_found_again(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    table.delete("core", keys.LOG_HEAD)

    assert restore.restore().size == 1
    log(clock, 2)
    assert head_item()["size"] == 2


def test_nothing_is_done_to_a_head_that_is_right(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    before = head_item()

    assert restore.restore() == head.load()
    assert head_item() == before


def test_it_stops_where_the_stage_is_missing(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    objects.delete("private", head_item()["stage"])
    table.delete("core", keys.LOG_HEAD)

    with pytest.raises(DeploymentError, match="stage"):
        restore.restore()
