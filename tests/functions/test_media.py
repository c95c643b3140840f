"""A file from the form to the site: what it costs, who may, what is kept, and what is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.media import clean, publication, record, request, upload
from functions.shared import objects
from functions.shared.errors import NotFoundError
from tests import media_files as files
from tests import media_kit as kit
from tests.conftest import Calls, Clock, Send

OWNER = "complaint:7"


def stored(environment: Path, bucket: str) -> dict[str, bytes]:
    """Return what lies in a bucket."""
    top = environment / bucket
    return {str(f.relative_to(top)): f.read_bytes() for f in top.rglob("*") if f.is_file()}


def only() -> record.Upload:
    (found,) = record.of_owner(OWNER)
    return found


def test_a_photo_is_offered_received_cleaned_and_shown(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    answer = send(
        request.handler, "POST", kit.UPLOADS, {"permit": kit.permit(), "type": "image/jpeg"}
    )
    offered = answer.json
    assert (answer.status, offered["most_bytes"]) == (201, 10 * 1024 * 1024)
    assert dynamodb.take() == ["Query", "PutItem"]
    assert kit.post(offered["fields"], files.jpeg()).status == 201
    assert list(stored(environment, "uploads")) == [f"incoming/{offered['upload']}"]

    assert kit.run()["clean"] == 1
    assert dynamodb.take() == ["UpdateItem", "UpdateItem"]
    assert stored(environment, "uploads") == {}
    found = only()
    assert (found.id, found.state, found.form) == (offered["upload"], "clean", "image")
    assert (found.width, found.height) == (64, 48)
    large, small = found.files
    assert set(stored(environment, "private")) == {large, small}
    assert found.bytes == len(stored(environment, "private")[large])
    assert stored(environment, "site") == {}
    dynamodb.take()

    publication.publish(found.id)
    assert dynamodb.take() == ["GetItem"]
    assert stored(environment, "site") == stored(environment, "private")
    publication.unpublish(found.id)
    assert stored(environment, "site") == {}


def test_nothing_sent_is_ever_kept(dynamodb: Calls, send: Send, environment: Path) -> None:
    kit.add(send, kit.permit(), files.jpeg() + files.TAIL)
    kit.add(send, kit.permit(), files.png())
    kit.add(send, kit.permit(), b"<svg onload=alert(1)>" + files.TOLD)
    kit.run()

    everything = b"".join(
        body
        for bucket in ("uploads", "private", "site")
        for body in stored(environment, bucket).values()
    )
    for word in (files.TOLD, files.WHERE.encode(), b"script", b"svg", b"PK\x03\x04"):
        assert word not in everything
    assert [one.state for one in record.of_owner(OWNER)] == ["clean", "clean", "refused"]
    assert [one.reason for one in record.of_owner(OWNER)] == ["", "", "unknown_type"]


def test_the_permit_alone_says_whose_file_it_is(dynamodb: Calls, send: Send) -> None:
    for token in ("", "forged", kit.permit()[:-2] + "AA"):
        answer = send(request.handler, "POST", kit.UPLOADS, {"permit": token})
        assert answer.status in (401, 422)
    answer = send(
        request.handler, "POST", kit.UPLOADS, {"permit": kit.permit(), "owner": "complaint:8"}
    )
    assert answer.status == 422
    assert record.of_owner("complaint:8") == []


def test_a_permit_ends_after_a_day(dynamodb: Calls, send: Send, clock: Clock) -> None:
    token = kit.permit()
    clock.pass_(hours=25)

    assert send(request.handler, "POST", kit.UPLOADS, {"permit": token}).status == 401
    page = send(request.handler, "GET", upload.page(token))
    assert (page.status, page.headers["content-type"]) == (401, "text/html; charset=utf-8")


def test_no_more_files_than_places(dynamodb: Calls, send: Send, clock: Clock) -> None:
    token = kit.permit()
    offers = [kit.ask(send, token) for _ in range(4)]

    assert len({one["upload"] for one in offers[:3]}) == 3
    assert offers[3]["errors"][0]["code"] == "too_many"

    clock.pass_(minutes=16)  # nothing came: the places are free again, but not for ever
    tries = 3
    while "upload" in kit.ask(send, token):
        tries += 1
        clock.pass_(minutes=6)
    assert tries <= kit.PHOTOS.count * record.ATTEMPTS
    clock.pass_(hours=20)
    assert "upload" not in kit.ask(send, token)


def test_asking_again_with_the_same_request_id_takes_no_other_place(
    dynamodb: Calls, send: Send
) -> None:
    token = kit.permit()
    first, again = (kit.ask(send, token, rid="r1") for _ in range(2))

    assert first["upload"] == again["upload"]
    assert len(record.of_owner(OWNER)) == 1


def test_two_that_take_the_same_place_at_once_get_one_each(
    dynamodb: Calls, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record, "of_owner", lambda owner: [])
    taken = [record.reserve(OWNER, kit.PHOTOS, "").id for _ in range(3)]

    assert len(set(taken)) == 3


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({"type": "image/svg+xml"}, "type"),
        ({"type": "application/pdf"}, "type"),
        ({"type": "text/html"}, "type"),
        ({"type": "image/png", "size": 10 * 1024 * 1024 + 1}, "file"),
    ],
)
def test_a_type_or_size_that_is_not_taken_is_refused_before_it_is_sent(
    dynamodb: Calls, send: Send, told: dict[str, Any], wrong: str
) -> None:
    problem = kit.ask(send, kit.permit(), **told)

    assert [error["name"] for error in problem["errors"]] == [wrong]
    assert record.of_owner(OWNER) == []


def test_a_refused_file_leaves_its_place_to_another(dynamodb: Calls, send: Send) -> None:
    token = kit.permit()
    ids = [kit.add(send, token, b"no picture") for _ in range(3)]
    kit.run()
    again = kit.add(send, token, files.png())
    kit.run()

    assert again not in ids
    assert record.find(ids[0]) is None
    assert record.clean_of(OWNER)[0].id == again


def test_a_file_that_nobody_waits_for_is_deleted(dynamodb: Calls, environment: Path) -> None:
    for key in ("incoming/" + "0" * 34, "incoming/../../etc", "incoming/x"):
        objects.write("uploads", key.replace("..", "dots"), files.jpeg())

    assert kit.run()["stray"] == 3
    assert stored(environment, "uploads") == stored(environment, "private") == {}


def test_what_a_file_is_decides_not_what_it_is_called(dynamodb: Calls, send: Send) -> None:
    kit.add(send, kit.permit(), files.png(), type="image/jpeg")
    kit.add(send, kit.permit(), files.pdf(), type="image/png")
    kit.run()

    assert [(one.state, one.reason) for one in record.of_owner(OWNER)] == [
        ("clean", ""),
        ("refused", "not_allowed"),
    ]


def test_a_document_is_taken_where_documents_may_be_added(
    dynamodb: Calls, send: Send, environment: Path
) -> None:
    token = kit.permit(kinds=kit.PAPERS)
    kit.add(send, token, files.pdf(), type="application/pdf")
    kit.add(send, token, files.pdf(password="secret"), type="application/pdf")
    kit.run()

    (taken,) = record.clean_of(OWNER)
    assert taken.files == (f"media/{taken.id}.pdf",)
    assert [one.reason for one in record.of_owner(OWNER)] == ["", "encrypted"]
    assert b"JavaScript" not in stored(environment, "private")[taken.files[0]]


def test_a_bomb_harms_nobody(dynamodb: Calls, send: Send) -> None:
    kit.add(send, kit.permit(), files.bomb())
    kit.add(send, kit.permit(), files.jpeg())
    told = kit.run()

    assert (told["clean"], told["refused"]) == (1, 1)
    assert record.of_owner(OWNER)[0].reason == "too_many_pixels"


@pytest.mark.parametrize("cut", ["settle", "delete", "write"])
def test_a_run_that_is_cut_is_taken_up_by_the_next(
    dynamodb: Calls, send: Send, environment: Path, monkeypatch: pytest.MonkeyPatch, cut: str
) -> None:
    kit.add(send, kit.permit(), files.jpeg())
    with monkeypatch.context() as broken:
        broken.setattr(record if cut == "settle" else objects, cut, _fail)
        with pytest.raises(OSError, match="cut"):
            kit.run()
        assert stored(environment, "site") == {}

    kit.run()
    assert only().state == "clean"
    assert stored(environment, "uploads") == {}
    assert set(stored(environment, "private")) == set(only().files)
    before = stored(environment, "private")
    assert kit.run() == {"clean": 0, "refused": 0, "left": 0}
    assert stored(environment, "private") == before


def test_a_file_that_cuts_every_run_is_refused_unread(
    dynamodb: Calls, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.add(send, kit.permit(), files.jpeg())
    with monkeypatch.context() as broken:
        broken.setattr(clean, "render", _fail)
        for _ in range(clean.LOOKS):
            with pytest.raises(OSError, match="cut"):
                kit.run()
        kit.run()

    assert (only().state, only().reason) == ("refused", "unreadable")


def test_only_a_clean_file_can_be_shown(dynamodb: Calls, send: Send, environment: Path) -> None:
    waiting = kit.add(send, kit.permit(), files.jpeg())

    for upload_id in (waiting, "0" * 34, "../private/areas", ""):
        with pytest.raises(NotFoundError):
            publication.publish(upload_id)
    assert stored(environment, "site") == {}


def test_an_owner_s_files_can_be_erased(dynamodb: Calls, send: Send, environment: Path) -> None:
    kit.add(send, kit.permit(), files.jpeg())
    kit.run()
    publication.publish(only().id)
    publication.erase(OWNER)

    assert record.of_owner(OWNER) == []
    assert stored(environment, "site") == stored(environment, "private") == {}


def _fail(*_given: object, **_named: object) -> None:
    raise OSError("cut")
