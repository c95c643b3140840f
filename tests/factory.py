"""Petitions for tests: stored through the product's own functions, at a chosen point of life."""

from __future__ import annotations

import datetime as dt
import re
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from pathlib import Path
from typing import Any

from functions.ledger.fold import Counts
from functions.mail import send
from functions.petitions import known, petition, rules
from functions.petitions.notice import Contact, seal_contact
from functions.petitions.petition import Petition, Record, Text
from functions.shared import clock, content, crypto
from tests.conftest import NOW

LINK = re.compile(r"https://\S+#\S+")


def facts(number: int = 1, rule_set: str = "kz-central", **changes: Any) -> Petition:
    """Return an open petition's facts; `rule_set` without a version means its newest."""
    key = max(key for key in content.load().rules if key.startswith(f"{rule_set}@"))
    chosen = rules.rule_set(key)
    base: dict[str, Any] = {
        "id": number,
        "rule_set": key,
        "rules_hash": rules.hash_of(key),
        "jurisdiction": "KZ",
        "body": "government",
        "category": next(iter(content.load().categories)),
        "language": "ru",
        "text": Text(title="Пример", background="Пример текста", details="Ещё"),
        "thresholds": chosen.counts(1_000_000),
        "submitted_at": NOW - dt.timedelta(days=40),
        "confirmed_at": NOW - dt.timedelta(days=40),
        "published_at": NOW - dt.timedelta(days=2),
        "changed_at": NOW - dt.timedelta(days=2),
    }
    return Petition(**base | changes)


def stored(
    number: int = 1, rule_set: str = "kz-central", *, contact: bool = False, **changes: Any
) -> Record:
    """Store such a petition with its keys and return its record."""
    crypto.new_petition_keys(number)
    sealed = None
    if contact:
        sealed = seal_contact(Contact("Example", "petitioner@example.kz", "ru"), number)
    record = Record(facts(number, rule_set, **changes), Counts(), contact=sealed)
    assert petition.create(record)
    known.forget()
    return record


def mails(folder: Path) -> list[EmailMessage]:
    """Send what is due and return every mail so far, oldest first."""
    send.drain(clock.now())
    paths = sorted((folder / "outbox").glob("*.eml"), key=lambda path: path.stat().st_mtime_ns)
    parser = BytesParser(policy=policy.default)
    return [parser.parsebytes(path.read_bytes()) for path in paths]  # type: ignore[misc]


def link(mail: EmailMessage) -> str:
    """Return the first link with a token in a mail."""
    found = LINK.search(mail.get_content())
    assert found
    return found[0]


def token(mail: EmailMessage) -> str:
    """Return the token of that link."""
    return link(mail).partition("#")[2]


def person(**changes: Any) -> dict[str, Any]:
    """Return the fields of a filled form."""
    base = {
        "name": "Example Signer",
        "email": "signer@example.kz",
        "region": "KZ-75",
        "consent": True,
        "lang": "ru",
    }
    return base | changes
