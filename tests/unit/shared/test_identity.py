"""One mailbox is one person's, however the address is written."""

from __future__ import annotations

import pytest

from functions.shared import identity
from functions.shared.content import EmailDomains, EmailRule

DOMAINS = EmailDomains(
    {
        "gmail.com": EmailRule(strip=".", extension="+"),
        "googlemail.com": EmailRule(alias="gmail.com", strip=".", extension="+"),
        "dashes.example": EmailRule(extension="+-"),
    }
)


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("bob.jones+petitions@gmail.com", "bobjones@gmail.com"),
        ("Bob.Jones@GoogleMail.com", "bobjones@gmail.com"),
        ("bob-petitions@dashes.example", "bob@dashes.example"),
        ("bob.jones+x@example.kz", "bob.jones@example.kz"),
        (" Айгүл@example.kz", None),
        ("aigul@пошта.қаз", "aigul@xn--80a1acn3a.xn--80ao21a"),
        ("full\uff41width@example.kz", None),
        ("dotless\u0131@example.kz", None),
        ("a@b", None),
        ("a..b@example.kz", None),
        ("a@exa mple.kz", None),
        ("a@127.0.0.1", None),
        ("@example.kz", None),
        ("a\n@example.kz", None),
    ],
)
def test_addresses_have_one_canonical_form(typed: str, canonical: str | None) -> None:
    if canonical is None:
        with pytest.raises(ValueError):
            identity.canonical_email(typed, DOMAINS)
    else:
        assert identity.canonical_email(typed, DOMAINS) == canonical


def test_a_salt_of_another_length_is_refused() -> None:
    """HMAC pads keys, so a key and the key with a zero after it would commit to the same."""
    with pytest.raises(ValueError):
        identity.commitment(b"\x01" * 31, 1, "email:a@example.kz", "")


def test_tags_of_one_person_differ_between_petitions_and_peppers() -> None:
    tags = {
        identity.idtag(pepper, number, "email:a@example.kz")
        for pepper in (b"a" * 32, b"b" * 32)
        for number in (1, 2)
    }

    assert len(tags) == 4


def test_proof_of_work_is_bound_to_petition_address_and_hour() -> None:
    hours = {"2026-09-30T12"}
    proof = next(
        f"2026-09-30T12.{nonce}"
        for nonce in range(100_000)
        if identity.has_proof_of_work(f"2026-09-30T12.{nonce}", 7, "a@example.kz", hours, 10)
    )

    assert identity.has_proof_of_work(proof, 7, " A@example.kz", hours, 10)
    assert not identity.has_proof_of_work(proof, 7, "a@example.kz", {"2026-09-30T14"}, 10)
    others = [(number, f"{number}@example.kz") for number in range(8, 28)]
    assert not all(identity.has_proof_of_work(proof, *other, hours, 10) for other in others)
    assert not identity.has_proof_of_work("", 7, "a@example.kz", hours, 0)
