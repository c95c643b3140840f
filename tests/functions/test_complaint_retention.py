"""Who reported is forgotten in time, once and completely; what was published stays."""

from __future__ import annotations

import pytest

from functions.complaints import complaint, receipt, retention
from functions.complaints.complaint import Photo
from functions.media import record as photos
from functions.media.kinds import PHOTOS
from functions.shared import clock as time
from functions.shared import keys, objects, table
from tests.conftest import Calls, Clock
from tests.functions.complaint_kit import in_store, moved, worked

DONE = ("accept", "verify", "not_confirm")


def run() -> int:
    return retention.run(time.now())["erased"]


def test_twelve_months_after_the_end_nobody_knows_who_reported(
    dynamodb: Calls, clock: Clock
) -> None:
    worked(*DONE)
    table.put("core", {**keys.support(1, "f" * 16), "who": "sealed", "at": "2026-09-30T12:03:04Z"})
    clock.pass_(days=364)
    assert run() == 0
    dynamodb.take()

    clock.pass_(days=2)

    assert run() == 1
    assert dynamodb.take() == [
        "GetItem",
        "Query",
        "GetItem",
        "Query",
        "Query",
        "DeleteItem",
        "UpdateItem",
        "PutItem",
    ]
    assert run() == 0
    record = in_store()
    assert record.reporter is None
    assert complaint.open_reporter(record) is None
    assert record.complaint.history[-1].move == "not_confirm"
    assert table.get("core", keys.support(1, "f" * 16)) is None


def test_what_is_still_open_keeps_its_reporter(dynamodb: Calls, clock: Clock) -> None:
    worked("accept", "verify")
    clock.pass_(days=400)
    assert run() == 0

    moved(in_store(), "not_confirm")
    clock.pass_(days=300)
    assert run() == 0
    clock.pass_(days=70)

    assert run() == 1


def test_photos_that_were_not_published_go_and_the_others_stay(
    dynamodb: Calls, clock: Clock
) -> None:
    shown, hidden = (photos.reserve(receipt.owner(1), PHOTOS, rid) for rid in ("a", "b"))
    for upload in (shown, hidden):
        photos.settle(upload.id, state="clean", form="image")
        objects.write("private", f"media/{upload.id}.jpg", b"jpeg")
    record, _ = worked("accept", "verify")
    published = [Photo(id=shown.id, width=10, height=10)]
    moved(record, "not_confirm", changes={"shown_photos": published})
    clock.pass_(days=366)

    assert run() == 1
    assert [one.id for one in photos.of_owner(receipt.owner(1))] == [shown.id]
    assert objects.read("private", f"media/{hidden.id}.jpg") is None
    assert objects.read("private", f"media/{shown.id}.jpg")


def test_a_run_is_bounded_and_the_next_goes_on(
    dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "MOST", 2)
    for number in range(3):
        worked(*DONE, number=number)
        clock.pass_(minutes=1)
    clock.pass_(days=366)

    assert [run(), run(), run()] == [2, 1, 0]


def test_a_crash_before_the_last_write_is_done_again(
    dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    worked(*DONE)
    clock.pass_(days=366)
    with monkeypatch.context() as patch:
        patch.setattr(complaint, "save", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            run()

    assert run() == 1
