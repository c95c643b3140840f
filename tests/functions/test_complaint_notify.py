"""Each move is told once: to the reporter at once, to all the others by the run of each minute."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from functions.complaints import complaint, notice, notify, support
from functions.complaints.states import MOVES
from functions.shared import clock as time
from functions.shared import content, settings
from tests import factory
from tests.conftest import Calls, Clock
from tests.functions.complaint_kit import (
    RESOLVED,
    filed,
    in_store,
    moved,
    short_messages,
    worked,
)


def run() -> dict[str, int]:
    return notify.run(time.now())


def supported(complaint_id: int, email: str) -> None:
    (tag, *_) = support.tags_of(complaint_id, email)
    support._count(in_store(complaint_id), tag, {"e": email, "l": "en"})


def to(mails: list[EmailMessage], address: str) -> list[str]:
    return [str(mail["Subject"]) for mail in mails if mail["To"] == address]


def test_every_move_has_its_words_in_every_language() -> None:
    source = Path("content/words/complaint_mail.yml").read_text("utf-8")
    for name in set(MOVES) - notice.QUIET:
        assert f"mail.complaint_{name}.subject:" in source
        assert f"mail.complaint_{name}.body:" in source


def test_the_result_is_told_with_everything_it_carries(dynamodb: Calls, environment: Path) -> None:
    record, secret = worked(*RESOLVED)
    dynamodb.take()

    assert notice.tell(record, record.complaint.history[-1])
    assert dynamodb.take() == ["PutItem"]
    assert not notice.tell(record, record.complaint.history[-1])

    (mail,) = factory.mails(environment)
    assert mail["Subject"] == "По жалобе 2026-000001-5 есть результат"
    text = mail.get_content()
    for part in (
        "Ответственный орган: Акимат города Алматы",
        "Причина: Устранено",
        "Ответ органа",
        "— Яма засыпана",
        f"/ru/complaints/survey/#1.{secret}",
        "14 октября 2026",
        "30 декабря 2026",
        f"/ru/complaints/track/#1.{secret}",
    ):
        assert part in text
    assert "яма на дороге" not in text


def test_a_question_says_until_when_it_waits(dynamodb: Calls, environment: Path) -> None:
    record, _ = worked("accept", "verify", "ask")

    notice.tell(record, record.complaint.history[-1])

    text = factory.mails(environment)[0].get_content()
    assert "Ответ органа" in text
    assert "7 октября 2026" in text


def test_a_phone_hears_of_moves_where_there_is_no_mailbox(
    dynamodb: Calls, environment: Path
) -> None:
    record, secret = worked("accept", email="", phone="+77010000000")

    notice.tell(record, record.complaint.history[-1])

    assert factory.mails(environment) == []
    (message,) = short_messages(environment)
    assert message.splitlines() == [
        "+77010000000",
        "Жалоба 2026-000001-5 принята к рассмотрению",
        f"https://dauys.example/ru/complaints/track/#1.{secret}",
    ]


def test_without_a_service_for_short_messages_none_is_put_out(
    dynamodb: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMS_TRANSPORT", "")
    settings.settings.cache_clear()
    record, _ = worked("accept", email="", phone="+77010000000")
    dynamodb.take()

    assert not notice.tell(record, record.complaint.history[-1])
    assert dynamodb.take() == []


def test_an_erased_reporter_and_a_quiet_move_are_told_nothing(dynamodb: Calls) -> None:
    record, _ = worked(*RESOLVED, "rate")
    dynamodb.take()

    assert not notice.tell(record, record.complaint.history[-1])
    erased = complaint.save(record, _without_reporter(record))
    assert not notice.tell(erased, erased.complaint.history[-2])


def _without_reporter(record: complaint.Record) -> complaint.Record:
    from dataclasses import replace

    return replace(record, reporter=None)


def test_supporters_are_told_in_their_language_without_what_is_private(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    worked("accept")
    supported(1, "too@example.kz")
    clock.pass_(minutes=1)
    for name in ("verify", "ask", "go_on", "confirm"):
        moved(in_store(), name)
        clock.pass_(seconds=10)
    run()
    run()

    mails = factory.mails(environment)
    assert to(mails, "too@example.kz") == [
        "Complaint 2026-000001-5 is being checked",
        "Complaint 2026-000001-5 is confirmed",
    ]
    assert len(to(mails, "reporter@example.kz")) == 5
    text = next(m for m in mails if m["To"] == "too@example.kz").get_content()
    assert "/en/complaints/1/" in text
    assert "track" not in text


def test_the_reporter_of_a_duplicate_is_told_what_happens_to_its_parent(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    worked("accept")
    worked("accept", number=2, email="second@example.kz")
    clock.pass_(hours=1)
    child = moved(
        in_store(2),
        "mark_duplicate",
        facts={"of": 1, "number": "2026-000001-5"},
        changes={"duplicate_of": 1},
    )
    moved(in_store(), "verify", changes={"duplicates": [2]})
    run()

    told = to(factory.mails(environment), "second@example.kz")
    number = child.complaint.number
    assert sorted(told) == [
        f"Жалоба {number} объединена с более ранней",
        f"Жалоба {number} принята к рассмотрению",
        f"Жалоба {number} проверяется",
    ]


def test_what_a_crash_left_untold_is_told_by_the_next_run(
    dynamodb: Calls, environment: Path
) -> None:
    record, _ = worked("accept")
    moved(record, "verify")

    assert run() == {"reporters": 2, "others": 0}
    assert run() == {"reporters": 0, "others": 0}
    assert len(factory.mails(environment)) == 2


def test_a_run_is_bounded_and_the_next_goes_on(
    dynamodb: Calls, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notify, "MOST_LETTERS", 3)
    worked("accept")
    for number in range(7):
        supported(1, f"too{number}@example.kz")
    clock.pass_(minutes=1)
    moved(in_store(), "verify")

    assert [run()["others"] for _ in range(4)] == [3, 3, 1, 0]


def test_a_quiet_minute_is_two_reads_and_a_write(dynamodb: Calls, clock: Clock) -> None:
    filed()
    run()
    clock.pass_(hours=1)
    dynamodb.take()

    run()

    assert dynamodb.take() == ["GetItem", "Query", "PutItem"]


def test_the_words_of_letters_are_complete(environment: Path) -> None:
    for lang in content.load().languages:
        names = [n for n in content.load().words[lang] if n.startswith("mail.complaint_")]
        assert len([n for n in names if n.endswith(".subject")]) == len(MOVES) - 2 + 2
