"""The outbox page shows mail as text; the JSON beside it lets tests follow its links."""

from __future__ import annotations

import os
from email.message import EmailMessage
from pathlib import Path

import pytest

from infra.local.outbox import linked
from tests.infra.front_kit import Kit, make


@pytest.fixture
def kit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kit:
    return make(tmp_path, monkeypatch)


def write(kit: Kit, name: str, to: str, subject: str, text: str, at: int) -> None:
    mail = EmailMessage()
    mail["To"], mail["From"], mail["Subject"] = to, "noreply@dauys.example", subject
    mail.set_content(text)
    path = kit.folder / "outbox" / f"{name}.eml"
    path.write_bytes(mail.as_bytes())
    os.utime(path, (at, at))


def test_mails_are_shown_newest_first(kit: Kit) -> None:
    write(kit, "b", "a@x.example", "Бірінші", "one", 1_000)
    write(kit, "a", "b@x.example", "Екінші", "two", 2_000)

    body = kit.ask("GET", "/_local/outbox/").body.decode()

    assert body.index("Екінші") < body.index("Бірінші")


def test_a_mail_that_is_still_being_written_is_not_shown(kit: Kit) -> None:
    write(kit, "a", "a@x.example", "Whole", "one", 1_000)
    write(kit, ".b", "a@x.example", "Half", "two", 2_000)

    assert [mail["subject"] for mail in kit.ask("GET", "/_local/outbox.json").json] == ["Whole"]


def test_links_work_and_everything_else_is_text(kit: Kit) -> None:
    text = "<script>alert(1)</script> http://localhost:8000/kk/confirm/#a-b_c. &"
    write(kit, "a", "a@x.example", "<b>hostile</b>", text, 1)

    body = kit.ask("GET", "/_local/outbox/").body.decode()

    assert "<script" not in body
    assert "<b>" not in body
    assert '<a href="http://localhost:8000/kk/confirm/#a-b_c">' in body


def test_a_link_cannot_break_out_of_its_attribute() -> None:
    assert (
        linked('http://x/"onclick="y') == '<a href="http://x/">http://x/</a>&quot;onclick=&quot;y'
    )


def test_the_data_can_be_asked_for_one_address(kit: Kit) -> None:
    write(kit, "a", "one@x.example", "s", "http://localhost/#1", 1)
    write(kit, "b", "two@x.example", "s", "none", 2)

    (mail,) = kit.ask("GET", "/_local/outbox.json?to=One@x.example&limit=5").json

    assert mail["to"] == "one@x.example"
    assert mail["links"] == ["http://localhost/#1"]
    assert mail["at"] == "1970-01-01T00:00:01Z"


def test_mail_that_came_or_went_is_noticed(kit: Kit) -> None:
    assert kit.ask("GET", "/_local/outbox.json").json == []

    write(kit, "a", "a@x.example", "s", "t", 1)
    assert len(kit.ask("GET", "/_local/outbox.json").json) == 1

    (kit.folder / "outbox" / "a.eml").unlink()
    assert kit.ask("GET", "/_local/outbox.json").json == []
