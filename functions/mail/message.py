"""Mail as words: every kind of message, in the language of its reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid

from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import pick, t

ONE_CLICK = "List-Unsubscribe=One-Click"


@dataclass(frozen=True)
class Message:
    """A mail to one mailbox: `kind` names its words `mail.<kind>.subject` and `.body`.

    `params` fill the words; no text typed by the person who caused the mail may be among them,
    or a form would be a relay for spam. `unsubscribe` is the token of RFC 8058's one-click post.
    """

    to: str
    kind: str
    lang: str
    params: dict[str, str] = field(default_factory=dict)
    unsubscribe: str = ""


def render(message: Message) -> EmailMessage:
    """Return the mail as plain text, ready to send. Raises ValueError for a header with a break."""
    site = settings().site_url
    name = pick(load().government["name"], message.lang)[0]
    params = {"site": site, "government": name, **message.params}
    parts = [t(message.lang, f"mail.{message.kind}.body", **params)]
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings().mail_from
    mail["To"] = message.to
    mail["Subject"] = t(message.lang, f"mail.{message.kind}.subject", **params)
    mail["Date"] = format_datetime(clock.now())
    mail["Message-ID"] = make_msgid(domain=settings().mail_from.rpartition("@")[2])
    mail["Auto-Submitted"] = "auto-generated"
    mail["Content-Language"] = message.lang
    if message.unsubscribe:
        _add_unsubscribe(mail, message, parts)
    parts.append(t(message.lang, "mail.footer", **params))
    mail.set_content("\n\n".join(parts) + "\n", charset="utf-8", cte="quoted-printable")
    return mail


def _add_unsubscribe(mail: EmailMessage, message: Message, parts: list[str]) -> None:
    """Name the way out twice: for the program (POST only) and for the person (a page)."""
    site = settings().site_url
    mail["List-Unsubscribe"] = f"<{site}/api/v1/unsubscriptions/{message.unsubscribe}>"
    mail["List-Unsubscribe-Post"] = ONE_CLICK
    page = f"{site}/{message.lang}/unsubscribe/#{message.unsubscribe}"
    parts.append(t(message.lang, "mail.unsubscribe", link=page))
