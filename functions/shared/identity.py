"""Who signed, without saying who: canonical addresses, tags and commitments."""

from __future__ import annotations

import hashlib
import hmac
import re
import unicodedata

from functions.shared.content import EmailDomains, load

_LOCAL_PART = re.compile(r"[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
MAX_EMAIL = 254


def canonical_email(typed: str, domains: EmailDomains | None = None) -> str:
    """Return the one form of a mailbox's address. Raises ValueError if it is no address.

    Lower case; ASCII local part; the domain in its IDNA form (RFC 5891); then the rules of
    `content/email/domains.yml` for that provider: aliases, dots and extensions.
    """
    domains = domains or load().email_domains
    local, domain = parse_email(typed)
    rule = domains.rule(domain)
    if rule.extension:
        local = re.split("[" + re.escape(rule.extension) + "]", local, maxsplit=1)[0] or local
    for character in rule.strip:
        local = local.replace(character, "")
    return f"{local}@{rule.alias or domain}"


def parse_email(typed: str) -> tuple[str, str]:
    """Split an address into lower-case local part and ASCII domain. Raises ValueError."""
    local, at, domain = unicodedata.normalize("NFC", typed.strip()).lower().rpartition("@")
    if not at or len(typed) > MAX_EMAIL or not _LOCAL_PART.fullmatch(local):
        raise ValueError("not an address")
    if local.startswith(".") or local.endswith(".") or ".." in local:
        raise ValueError("not an address")
    ascii_domain = domain.encode("idna").decode()
    labels = ascii_domain.split(".")
    if len(labels) < 2 or not all(map(_LABEL.fullmatch, labels)) or labels[-1].isdigit():
        raise ValueError("not an address")
    return local, ascii_domain


def email_ident(typed: str) -> str:
    """Return the identity of a mailbox: `email:<canonical address>`. Raises ValueError."""
    return f"email:{canonical_email(typed)}"


def idtag(pepper: bytes, petition_id: int, ident: str) -> str:
    """Return the tag that stands for a person in one petition: 64 hex digits.

    The pepper is the petition's own, so that tags of two petitions cannot be compared.
    """
    return _hmac(pepper, f"idtag/v1\n{petition_id}\n{ident}")


def commitment(salt: bytes, petition_id: int, ident: str, region: str) -> str:
    """Return the leaf's commitment: hiding by its 32-byte salt, binding by SHA-256."""
    if len(salt) != 32:
        raise ValueError("a salt is exactly 32 bytes, since HMAC pads shorter keys")
    return _hmac(salt, f"commit/v1\n{petition_id}\n{ident}\n{region}")


def mail_tag(key: bytes, to: str) -> str:
    """Return the tag under which mails to one mailbox, or phone, are counted: 32 hex digits."""
    return _hmac(key, f"mail/v1\n{canonical_email(to) if '@' in to else to}")[:32]


def has_proof_of_work(proof: str, petition_id: int, email: str, hours: set[str], bits: int) -> bool:
    """Tell whether the form carries enough work, bound to petition, address and hour.

    Hashcash (A. Back, 2002) over SHA-256: friction against floods, no proof of a person.
    """
    hour, _, nonce = proof.partition(".")
    if hour not in hours or not 1 <= len(nonce) <= 32:
        return False
    text = f"dauys-pow/v1\n{petition_id}\n{email.strip().lower()}\n{hour}\n{nonce}"
    digest = int.from_bytes(hashlib.sha256(text.encode()).digest())
    return digest >> (256 - bits) == 0


def _hmac(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode(), hashlib.sha256).hexdigest()
