"""One mail an event and a person, never two, with a way out that only a press of a button takes."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from functions.mail import outbox, send, transport
from functions.mail.message import Message
from functions.petitions import notify, petition, signature, unsubscribe
from functions.petitions.petition import Response
from functions.petitions.signature import Signer
from functions.shared import crypto
from tests import factory
from tests.conftest import Calls, Clock, Send


def sign(number: int, *, news: bool = True) -> None:
    """Store a confirmed signature of somebody who does or does not want news."""
    email = f"s{number}@example.kz"
    signer = Signer(ident=f"email:{email}", email=email, lang="en", notify=news)
    now = factory.clock.now()
    item = signature.new_item(
        1, signer, crypto.petition_keys(1), rid=f"r{number}", asked_at=now, at=now
    )
    signature.put(item)


def answer(record: petition.Record, clock: Clock) -> petition.Record:
    """Give the petition an answer."""
    response = Response(
        at=clock.now,
        body="government",
        responded_on=clock.now.date(),
        summary={"ru": "Ответ"},
        details={"ru": "Подробно"},
    )
    facts = {"responses": [response], "changed_at": clock.now}
    return petition.save(record, record.petition.model_copy(update=facts))


def to(mails: list[Any], box: str) -> int:
    return sum(mail["To"] == box for mail in mails)


def test_an_answer_is_told_once_to_everybody_who_asked(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    record = factory.stored(contact=True)
    for number in range(12):
        sign(number, news=number != 5)
    notify.run(clock.now)
    answer(record, clock)

    for _ in range(4):
        clock.pass_(minutes=1)
        notify.run(clock.now)
        factory.mails(environment)

    mails = [mail for mail in factory.mails(environment) if mail["Subject"].startswith("There is")]
    assert len(mails) == 11
    assert to(mails, "s5@example.kz") == 0
    assert all(to(mails, f"s{number}@example.kz") == 1 for number in range(12) if number != 5)
    told = factory.mails(environment)
    assert to(told, "petitioner@example.kz") == 2  # published, answered


def test_a_run_that_dies_half_way_goes_on_and_mails_nobody_twice(
    dynamodb: Calls, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = factory.stored(contact=True)
    for number in range(30):
        sign(number)
    notify.run(clock.now)
    answer(record, clock)
    post, done = outbox.post, []

    def dies(*args: Any, **more: Any) -> bool:
        if len(done) == 10:
            raise RuntimeError
        done.append(args)
        return post(*args, **more)

    monkeypatch.setattr(outbox, "post", dies)
    with pytest.raises(RuntimeError):
        notify.run(clock.now)
    monkeypatch.setattr(outbox, "post", post)
    for _ in range(6):
        clock.pass_(minutes=1)
        notify.run(clock.now)
        factory.mails(environment)

    boxes = [mail["To"] for mail in factory.mails(environment) if "answer" in mail["Subject"]]
    assert sorted(boxes) == sorted(f"s{number}@example.kz" for number in range(30))


def test_the_way_out_is_one_click_for_programs_and_a_page_for_people(
    dynamodb: Calls, environment: Path, clock: Clock, send: Send
) -> None:
    record = factory.stored()
    sign(1)
    notify.run(clock.now)
    answer(record, clock)
    notify.run(clock.now)
    (mail,) = [m for m in factory.mails(environment) if m["To"] == "s1@example.kz"]
    address = mail["List-Unsubscribe"].strip("<>")
    path = address.removeprefix("https://dauys.example")

    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert "/en/unsubscribe/#" in mail.get_content()
    for method in ("GET", "HEAD"):
        assert send(unsubscribe.handler, method, path).status == 404
    assert has_contact()
    form = {"List-Unsubscribe": "One-Click"}
    assert send(unsubscribe.handler, "POST", path, form, form=True).status == 200
    assert not has_contact()
    assert send(unsubscribe.handler, "POST", path, form, form=True).status == 200


def has_contact() -> bool:
    from functions.shared import identity, keys, table

    tag = identity.idtag(crypto.petition_keys(1).pepper, 1, "email:s1@example.kz")
    item = table.get("signatures", keys.signature(1, tag))
    assert item
    return "en" in item


def test_a_busy_mail_service_delays_and_loses_nothing(
    dynamodb: Calls, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(3):
        outbox.post(f"g{number}", message(number))
        outbox.post(f"n{number}", message(number), box="news")
    write = transport._write

    def busy(_folder: Path, _mail: Any) -> None:
        raise transport.NotSentError

    monkeypatch.setattr(transport, "_write", busy)
    assert send.drain(clock.now) == 0
    monkeypatch.setattr(transport, "_write", write)
    assert send.drain(clock.now) == 0
    clock.pass_(minutes=2)

    assert send.drain(clock.now) == 6
    assert send.drain(clock.now) == 0


def test_news_waits_behind_confirmations_and_is_paced(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    for number in range(40):
        outbox.post(f"n{number}", message(number), box="news")
        outbox.post(f"g{number}", message(number))

    assert send.drain(clock.now) == 40 + send.NEWS_PER_SECOND


def test_a_header_cannot_be_broken_into(dynamodb: Calls, environment: Path) -> None:
    from functions.mail.message import render

    hostile = Message("a@example.kz", "response", "en", {"title": "x\r\nBcc: y@z.kz", "page": ""})

    with pytest.raises(ValueError):
        render(hostile)


def message(number: int) -> Message:
    return Message(f"m{number}@example.kz", "withdraw", "kk", {"link": "https://dauys.example/#x"})


def test_what_is_not_due_is_not_sent(dynamodb: Calls, environment: Path, clock: Clock) -> None:
    later = clock.now + dt.timedelta(hours=1)
    outbox.post("later", message(1), due_at=later)

    assert send.drain(clock.now) == 0
    clock.now = later
    assert send.drain(clock.now) == 1
