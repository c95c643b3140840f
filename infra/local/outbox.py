"""The outbox page: the mails this machine would have sent, as a page and as JSON. Local only."""

from __future__ import annotations

import json
import re
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape
from itertools import islice
from pathlib import Path
from urllib.parse import parse_qs

from infra.local import page
from infra.local.events import Answer, Request

PAGE = "/_local/outbox/"
DATA = "/_local/outbox.json"
SHOWN = 50
MOST = 1000
_LINK = re.compile(r"https?://[^\s<>\"']*[^\s<>\"'.,;:!?)]")


@dataclass(frozen=True)
class Mail:
    """One mail as its reader sees it; `at` is when the file was written (UTC)."""

    id: str
    at: str
    to: str
    subject: str
    text: str
    links: list[str]


class Outbox:
    """The mails of a folder, each file read once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, tuple[int, Mail]] = {}
        self._lock = threading.Lock()

    def answer(self, request: Request) -> Answer:
        """Return the page, or JSON that the words `to` and `limit` narrow."""
        if request.path == PAGE:
            return _page(self.mails(limit=SHOWN))
        words = {name: values[-1] for name, values in parse_qs(request.query).items()}
        limit = words.get("limit", "")
        mails = self.mails(words.get("to", ""), int(limit) if limit.isdecimal() else MOST)
        body = json.dumps([asdict(mail) for mail in mails], ensure_ascii=False).encode()
        return Answer(200, page.headers("application/json; charset=utf-8"), body)

    def mails(self, to: str = "", limit: int = MOST) -> list[Mail]:
        """Return mails, newest first, to one address if one is given."""
        with self._lock:
            self._look()
            newest = sorted(self._read.values(), key=lambda r: (r[0], r[1].id), reverse=True)
        found = (mail for _, mail in newest if to.lower() in ("", mail.to.lower()))
        return list(islice(found, min(limit, MOST)))

    def _look(self) -> None:
        """Read the files that came since the last look, and forget those that went."""
        # A name that begins with a dot is a mail that is still being written.
        there = {path.name: path for path in self._folder.glob("[!.]*.eml")}
        for name in self._read.keys() - there.keys():
            del self._read[name]
        for name in there.keys() - self._read.keys():
            written = there[name].stat().st_mtime_ns
            self._read[name] = (written, read(name, there[name].read_bytes(), written))


def read(name: str, data: bytes, written_ns: int) -> Mail:
    """Return a mail from its file's bytes."""
    message = message_from_bytes(data, policy=policy.default)
    text = _text(message)
    at = datetime.fromtimestamp(written_ns / 1e9, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    to, subject = str(message["To"] or ""), str(message["Subject"] or "")
    return Mail(name.removesuffix(".eml"), at, to, subject, text, _LINK.findall(text))


def _text(message: EmailMessage) -> str:
    part = message.get_body(("plain",))
    return str(part.get_content()) if part else ""


def _page(mails: list[Mail]) -> Answer:
    listed = "".join(map(_article, mails)) or "<p>No mail yet.</p>"
    return page.page("Outbox", f'<p><a href="{PAGE}">Look again</a></p>{listed}')


def _article(mail: Mail) -> str:
    return (
        f"<article><h2>{escape(mail.subject)}</h2><dl><dt>To</dt><dd>{escape(mail.to)}</dd>"
        f'<dt>At</dt><dd><time datetime="{mail.at}">{mail.at}</time></dd></dl>'
        f"<pre>{linked(mail.text)}</pre></article>"
    )


def linked(text: str) -> str:
    """Return text as HTML: everything escaped, addresses made links."""
    made, end = [], 0
    for found in _LINK.finditer(text):
        address = escape(found[0])
        made += [escape(text[end : found.start()]), f'<a href="{address}">{address}</a>']
        end = found.end()
    return "".join(made) + escape(text[end:])
