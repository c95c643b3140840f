"""This machine's quarantine takes a file exactly where S3 would, and refuses it where S3 would."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest

from functions.shared import objects
from infra.local import quarantine
from tests import media_kit as kit
from tests.conftest import Clock
from tests.infra.front_kit import Got, Kit, make

KEY = "incoming/" + "a" * 34
MOST = 1_000


@pytest.fixture
def front(environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Kit:
    folder = environment / "front"
    folder.mkdir()
    return make(folder, monkeypatch)


def signed(key: str = KEY, back: str = "") -> dict[str, str]:
    fields = {"Content-Type": "image/png"}
    fields |= {"success_action_redirect": back} if back else {"success_action_status": "201"}
    return objects.post_form("uploads", key, fields, most_bytes=MOST, seconds=300).fields


def send(front: Kit, fields: dict[str, str], sent: bytes = b"pixels", name: str = "a.png") -> Got:
    kind = {"content-type": f"multipart/form-data; boundary={kit.BOUNDARY}"}
    return front.ask("POST", quarantine.PATH, kind, kit.multipart(fields, sent, name))


def kept(environment: Path) -> dict[str, bytes]:
    top = environment / "uploads"
    return {str(f.relative_to(top)): f.read_bytes() for f in top.rglob("*") if f.is_file()}


def test_a_signed_form_puts_the_file_at_its_key(front: Kit, environment: Path) -> None:
    sent = bytes(range(256)) + b"\r\n--\r\n\r\n--not-the-boundary\r\n" + bytes(range(255, -1, -1))

    assert send(front, signed(), sent).status == 201
    assert kept(environment) == {KEY: sent}


def test_a_plain_form_is_sent_on(front: Kit) -> None:
    answer = send(front, signed(back="https://dauys.example/back"))

    assert answer.status == 303
    assert answer.headers["location"].startswith("https://dauys.example/back?bucket=uploads&key=")


def test_the_file_s_own_name_goes_nowhere(front: Kit, environment: Path) -> None:
    answer = send(front, signed(), name='../../x"; filename="y.html')

    assert answer.status == 201
    assert list(kept(environment)) == [KEY]
    assert "html" not in str(answer.headers) + answer.body.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"key": "incoming/" + "b" * 34},
        {"key": "../private/areas.json"},
        {"Content-Type": "text/html"},
        {"success_action_redirect": "https://evil.example/"},
        {"success_action_status": "200"},
        {"acl": "public-read"},
        {"signature": "0" * 64},
        {"signature": ""},
        {"policy": ""},
    ],
)
def test_a_form_that_was_changed_is_refused(
    front: Kit, environment: Path, wrong: dict[str, str]
) -> None:
    answer = send(front, signed() | wrong)

    assert (answer.status, b"AccessDenied" in answer.body) == (403, True)
    assert kept(environment) == {}


@pytest.mark.parametrize("missing", ["key", "policy", "signature", "Content-Type"])
def test_a_form_that_lacks_a_field_is_refused(front: Kit, environment: Path, missing: str) -> None:
    fields = {name: value for name, value in signed().items() if name != missing}

    assert send(front, fields).status == 403
    assert kept(environment) == {}


def test_a_policy_of_one_s_own_is_refused(front: Kit, environment: Path) -> None:
    fields = signed()
    policy = json.loads(base64.b64decode(fields["policy"]))
    policy["conditions"][-1] = ["content-length-range", 1, 10**9]
    changed = base64.b64encode(json.dumps(policy).encode()).decode()

    assert send(front, fields | {"policy": changed}, bytes(2_000)).status == 403
    assert kept(environment) == {}


def test_a_form_that_is_too_old_is_refused(front: Kit, environment: Path, clock: Clock) -> None:
    fields = signed()
    clock.pass_(seconds=301)

    assert send(front, fields).status == 403
    assert kept(environment) == {}


@pytest.mark.parametrize(
    ("size", "code"), [(0, b"EntityTooSmall"), (MOST + 1, b"EntityTooLarge"), (MOST, b"")]
)
def test_a_file_has_the_size_that_was_signed(front: Kit, size: int, code: bytes) -> None:
    answer = send(front, signed(), bytes(size))

    assert answer.status == (400 if code else 201)
    assert code in answer.body


def test_a_body_larger_than_any_file_is_not_read_to_its_end(front: Kit, environment: Path) -> None:
    answer = send(front, signed(), bytes(quarantine.LIMIT_BYTES))

    assert (answer.status, b"EntityTooLarge" in answer.body) == (400, True)
    assert kept(environment) == {}


@pytest.mark.parametrize("body", [b"", b"nothing", b"--\r\n\r\n--"])
def test_what_is_no_form_is_refused(front: Kit, body: bytes) -> None:
    kind = {"content-type": "multipart/form-data; boundary=x"}

    assert front.ask("POST", quarantine.PATH, kind, body).status == 400
    assert front.ask("POST", quarantine.PATH, {"content-type": "text/plain"}, body).status == 400
    assert front.ask("GET", quarantine.PATH).status == 400


def test_a_field_given_twice_is_refused(front: Kit, environment: Path) -> None:
    fields = signed()
    twice = kit.multipart({"key": fields["key"]}, b"x").split(b'name="file"')[0]
    body = twice.rsplit(b"--" + kit.BOUNDARY.encode(), 1)[0] + kit.multipart(fields, b"pixels")
    kind = {"content-type": f"multipart/form-data; boundary={kit.BOUNDARY}"}

    assert front.ask("POST", quarantine.PATH, kind, body).status == 400
    assert kept(environment) == {}


def test_documents_on_the_site_are_saved_and_never_opened(front: Kit) -> None:
    front.put("media/a.pdf", "%PDF")
    answer = front.ask("GET", "/media/a.pdf")

    assert answer.headers["content-disposition"] == 'attachment; filename="a.pdf"'
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["x-content-type-options"] == "nosniff"
