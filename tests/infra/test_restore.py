"""A table restored to an earlier time must never roll the public log back."""

from __future__ import annotations

import pytest

from functions.ledger import head, publication, recover, requests, sequence
from functions.ledger.publication import ForkError
from functions.ledger.recover import RecoveryError
from functions.ledger.stage import StageError
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


def test_a_lost_stage_is_made_again_and_the_log_goes_on(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    objects.delete("private", head_item()["stage"])
    with pytest.raises(StageError):
        log(clock, 2)

    assert recover.recover().size == 1
    sequence.run(clock.pass_(minutes=1))

    published = publication.current()
    assert published is not None
    assert published.size == 2
    assert recover.recover() == head.load()


def test_a_stage_is_not_made_of_another_log(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    item = head_item()
    objects.delete("private", item["stage"])
    table.put("core", item | {"root": "00" * 32})

    with pytest.raises(RecoveryError, match="does not make the log"):
        recover.recover()

    assert objects.read("private", item["stage"]) is None


def test_a_stage_is_not_made_without_the_public_entries(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    with pytest.raises(RecoveryError, match="no head"):
        recover.recover()
    log(clock, 1)
    objects.delete("private", head_item()["stage"])
    objects.delete("log", "tile/entries/000.p/1")

    with pytest.raises(RecoveryError, match="cannot be read"):
        recover.recover()


def test_another_s_stage_under_the_name_is_left_to_a_person(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    first = objects.read("private", head_item()["stage"])
    assert first
    log(clock, 2)
    objects.write("private", head_item()["stage"], first.body)

    with pytest.raises(RecoveryError, match="move it aside"):
        recover.recover()


def test_it_stops_where_the_stage_is_missing(dynamodb: Calls, clock: Clock) -> None:
    factory.stored()
    log(clock, 1)
    objects.delete("private", head_item()["stage"])
    table.delete("core", keys.LOG_HEAD)

    with pytest.raises(DeploymentError, match="stage"):
        restore.restore()
