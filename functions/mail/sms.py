"""Where short messages leave: Amazon SNS, a folder of text files, or nowhere.

Another service is another branch of `send`; what is sent is made here too, since it must be short.
"""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path
from typing import Protocol

from botocore.exceptions import ClientError

from functions.mail.message import Message
from functions.mail.transport import NotSentError, RefusedError
from functions.shared import clock
from functions.shared.settings import settings
from functions.shared.words import t

_NEVER = {"InvalidParameter", "InvalidParameterValue", "OptedOut"}


def is_for(message: Message) -> bool:
    """Tell whether a message goes to a telephone: its address is an international number."""
    return message.to.startswith("+")


def text(message: Message) -> str:
    """Return what is sent: the line that would be a mail's subject, and the link."""
    subject = t(message.lang, f"mail.{message.kind}.subject", **message.params)
    return "\n".join(part for part in (subject, message.params.get("link", "")) if part)


def send(message: Message) -> None:
    """Hand one short message over. Raises NotSentError (try later) or RefusedError (never)."""
    transport = settings().sms_transport
    if transport.startswith("file://"):
        _write(Path(transport.removeprefix("file://")), message)
    elif transport == "sns":
        _send_sns(message)
    else:
        raise RefusedError


def _write(folder: Path, message: Message) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.text(clock.now()).replace(':', '')}-{secrets.token_hex(4)}.txt"
    part = folder / f".{name}"
    part.write_text(f"{message.to}\n{text(message)}\n", encoding="utf-8")
    os.replace(part, folder / name)


def _send_sns(message: Message) -> None:
    try:
        _sns().publish(PhoneNumber=message.to, Message=text(message))
    except ClientError as error:
        never = error.response["Error"]["Code"] in _NEVER
        raise (RefusedError if never else NotSentError) from error


class _Publisher(Protocol):
    """The part of the client that is used."""

    def publish(self, *, PhoneNumber: str, Message: str) -> object: ...  # noqa: N803  SNS names


@cache
def _sns() -> _Publisher:
    import boto3  # noqa: PLC0415  on one machine no request needs it

    made: _Publisher = boto3.client("sns")
    return made
