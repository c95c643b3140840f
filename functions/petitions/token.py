"""The sealed tokens of the mails: what they carry, and the links they travel in."""

from __future__ import annotations

import datetime as dt
from typing import Any, Literal

from functions.petitions.person import Person
from functions.petitions.signature import Signer
from functions.shared import clock, crypto
from functions.shared.identity import email_ident
from functions.shared.settings import settings

LIFE = dt.timedelta(hours=24)
Kind = Literal["sign", "sponsor", "petition", "copetitioner"]


class Confirmation(Signer):
    """What a confirmation link carries: who asked for what, and when."""

    kind: Kind
    petition: int
    rid: str
    iat: int
    flags: tuple[str, ...] = ()

    @property
    def asked_at(self) -> dt.datetime:
        return dt.datetime.fromtimestamp(self.iat, dt.UTC)


def confirmation(
    kind: Kind, petition_id: int, person: Person, lang: str, flags: tuple[str, ...]
) -> Confirmation:
    """Build a confirmation for somebody who gave an e-mail address."""
    return Confirmation(
        kind=kind,
        petition=petition_id,
        rid=person.request_id(),
        iat=int(clock.now().timestamp()),
        ident=email_ident(person.email),
        name=person.name,
        email=person.email,
        region=person.region,
        lang=lang,
        show=person.show,
        notify=person.notify,
        flags=flags,
    )


def seal(carried: Confirmation) -> str:
    """Seal a confirmation for 24 hours."""
    return crypto.seal("confirm", carried.model_dump(exclude_defaults=True), ttl=LIFE)


def unseal(token: str) -> Confirmation:
    """Open a confirmation. Raises InvalidTokenError or ExpiredTokenError."""
    carried: dict[str, Any] = crypto.open_token("confirm", token)
    carried.pop("exp", None)
    return Confirmation.model_validate(carried)


def link(lang: str, page: str, token: str) -> str:
    """Return a link whose token is in the fragment: never in a log, never sent by a scanner."""
    return f"{settings().site_url}/{lang}/{page}/#{token}"


def page(lang: str, petition_id: int) -> str:
    """Return the address of a petition's page."""
    return f"{settings().site_url}/{lang}/petitions/{petition_id}/"
