"""Where mail leaves: Amazon SES, or on one machine a folder of .eml files."""

from __future__ import annotations

import os
import secrets
from email.message import EmailMessage
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from functions.shared import clock
from functions.shared.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


class NotSentError(Exception):
    """The mail service did not take the mail now; it may later."""


class RefusedError(Exception):
    """The mail service will never take this mail."""


def send(mail: EmailMessage) -> None:
    """Hand one mail over. Raises NotSentError (try later) or RefusedError (never)."""
    transport = settings().mail_transport
    if transport.startswith("file://"):
        _write(Path(transport.removeprefix("file://")), mail)
    else:
        _send_ses(mail)


def _write(folder: Path, mail: EmailMessage) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{clock.text(clock.now()).replace(':', '')}-{secrets.token_hex(4)}.eml"
    part = folder / f".{name}"
    part.write_bytes(mail.as_bytes())
    os.replace(part, folder / name)


def _send_ses(mail: EmailMessage) -> None:
    client = _ses()
    try:
        client.send_email(
            FromEmailAddress=mail["From"],
            Destination={"ToAddresses": [mail["To"]]},
            Content={"Raw": {"Data": mail.as_bytes()}},
        )
    except (
        client.exceptions.TooManyRequestsException,
        client.exceptions.LimitExceededException,
        client.exceptions.SendingPausedException,
    ) as error:
        raise NotSentError from error
    except client.exceptions.MessageRejected as error:
        raise RefusedError from error


@cache
def _ses() -> SESV2Client:
    import boto3  # noqa: PLC0415  on one machine no request needs it

    made: SESV2Client = boto3.client("sesv2")
    return made
