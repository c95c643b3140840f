"""Short messages leave by SNS, into a folder, or not at all; what cannot be sent now waits."""

from __future__ import annotations

from pathlib import Path

import pytest
from botocore.exceptions import ClientError

from functions.mail import outbox, send, sms
from functions.mail.message import Message
from functions.mail.transport import NotSentError, RefusedError
from functions.shared import clock as time
from functions.shared import settings
from tests.conftest import Calls, Clock

TO = "+77010000000"
PARAMS = {"number": "2026-000001-5", "link": "https://dauys.example/x", "details": "Текст"}
MESSAGE = Message(TO, "complaint_accept", "ru", PARAMS)


class Publisher:
    """Stands for SNS."""

    def __init__(self, refusal: str = "") -> None:
        self.refusal = refusal
        self.sent = list[tuple[str, str]]()

    def publish(self, *, PhoneNumber: str, Message: str) -> None:  # noqa: N803  SNS names
        if self.refusal:
            raise ClientError({"Error": {"Code": self.refusal, "Message": ""}}, "Publish")
        self.sent.append((PhoneNumber, Message))


@pytest.fixture
def use(environment: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Short messages leave by SNS."""
    monkeypatch.setenv("SMS_TRANSPORT", "sns")
    settings.settings.cache_clear()


@pytest.mark.usefixtures("use")
def test_number_and_link_are_all_that_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    service = Publisher()
    monkeypatch.setattr(sms, "_sns", lambda: service)

    sms.send(MESSAGE)

    text = "Жалоба 2026-000001-5 принята к рассмотрению\nhttps://dauys.example/x"
    assert service.sent == [(TO, text)]


@pytest.mark.usefixtures("use")
@pytest.mark.parametrize(
    ("code", "error"),
    [
        ("Throttled", NotSentError),
        ("InternalError", NotSentError),
        ("InvalidParameter", RefusedError),
        ("OptedOut", RefusedError),
    ],
)
def test_a_service_that_is_busy_is_asked_again(
    monkeypatch: pytest.MonkeyPatch, code: str, error: type[Exception]
) -> None:
    monkeypatch.setattr(sms, "_sns", lambda: Publisher(code))

    with pytest.raises(error):
        sms.send(MESSAGE)


def test_where_there_is_no_service_a_message_is_refused(
    environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMS_TRANSPORT", "")
    settings.settings.cache_clear()

    with pytest.raises(RefusedError):
        sms.send(MESSAGE)


def test_mail_and_short_messages_share_the_outbox(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    for number in range(3):
        outbox.post_capped(MESSAGE, rid=f"r{number}", cap=2)

    assert send.drain(time.now()) == 2
    assert len(list((environment / "sms").glob("*.txt"))) == 2
    assert not (environment / "outbox").exists()
