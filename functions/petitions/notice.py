"""Mail to the petitioner: where the address is kept, and the links of the petitioner's own page."""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass

from functions.mail import outbox
from functions.mail.message import Message
from functions.petitions import token
from functions.petitions.petition import Record
from functions.shared import crypto


@dataclass(frozen=True)
class Contact:
    """How to reach the petitioner; kept sealed under the petition's data key."""

    name: str
    email: str
    lang: str
    region: str = ""


def seal_contact(contact: Contact, petition_id: int) -> bytes:
    """Encrypt the petitioner's contact data."""
    plain = json.dumps(asdict(contact), ensure_ascii=False).encode()
    own = crypto.petition_keys(petition_id)
    return crypto.encrypt(own.data_key, plain, f"{petition_id}|petitioner")


def open_contact(record: Record) -> Contact | None:
    """Return the petitioner's contact data, or None once it is erased."""
    if not record.contact:
        return None
    own = crypto.petition_keys(record.petition.id)
    plain = crypto.decrypt(own.data_key, record.contact, f"{record.petition.id}|petitioner")
    return Contact(**json.loads(plain))


def petitioner_message(record: Record, kind: str, **params: str) -> Message | None:
    """Return the mail that tells the petitioner of an event, with links; None if erased."""
    contact = open_contact(record)
    if contact is None:
        return None
    petition = record.petition
    links = {
        "page": token.page(contact.lang, petition.id),
        "change": token.link(
            contact.lang, "petitions/change", f"{petition.id}.{change_token(petition.id)}"
        ),
        "sponsor": sponsor_link(contact.lang, petition.id),
    }
    return Message(contact.email, kind, contact.lang, links | {"id": str(petition.id)} | params)


def tell_petitioner(record: Record, kind: str) -> None:
    """Mail the petitioner once about an event that somebody's press of a button caused."""
    message = petitioner_message(record, kind)
    if message:
        outbox.post(f"{record.petition.id}#{kind}", message)


def change_token(petition_id: int) -> str:
    """Return the token of the petitioner's own page; it lasts as long as the petition."""
    return crypto.seal("change", {"p": petition_id})


def sponsor_link(lang: str, petition_id: int) -> str:
    """Return the private link that the petitioner passes on to sponsors."""
    return token.link(lang, "petitions/sponsor", f"{petition_id}.{sponsor_key(petition_id)}")


def sponsor_key(petition_id: int) -> str:
    """Return the key of a petition's private link: 32 hex digits."""
    return sponsor_keys(petition_id)[0]


def is_sponsor_key(petition_id: int, key: str) -> bool:
    """Tell whether a key is that of the petition's private link, as it is or was passed on."""
    good = [hmac.compare_digest(key.encode(), one.encode()) for one in sponsor_keys(petition_id)]
    return any(good)


def sponsor_keys(petition_id: int) -> list[str]:
    """Return the key of the private link under each token key that still opens, newest first."""
    told = str(petition_id).encode()
    return [
        hmac.new(secret, told, hashlib.sha256).hexdigest()[:32]
        for secret in crypto.derived_keys("sponsor")
    ]
