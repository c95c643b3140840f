"""Tokens open only where they were made for; keys are the petition's own."""

from __future__ import annotations

import datetime as dt

import pytest

from functions.shared import crypto
from functions.shared.errors import ExpiredTokenError, InvalidTokenError, NotFoundError
from tests.conftest import Calls, Clock


def test_a_token_opens_for_its_purpose_only(dynamodb: Calls) -> None:
    token = crypto.seal("confirm", {"name": "Әлия"})

    assert crypto.open_token("confirm", token) == {"name": "Әлия"}
    with pytest.raises(InvalidTokenError):
        crypto.open_token("withdraw", token)


def test_any_changed_character_spoils_a_token(dynamodb: Calls) -> None:
    token = crypto.seal("confirm", {"p": 1})

    for place in range(len(token)):
        spoiled = token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :]
        if spoiled[-1] != token[-1] and spoiled[:-1] == token[:-1]:
            continue  # the last character may hold unused bits
        with pytest.raises(InvalidTokenError):
            crypto.open_token("confirm", spoiled)


@pytest.mark.parametrize("token", ["", "x", "é", "AA", "A" * 3000])
def test_what_is_no_token_is_refused(dynamodb: Calls, token: str) -> None:
    with pytest.raises(InvalidTokenError):
        crypto.open_token("confirm", token)


def test_a_token_ends_with_its_life(dynamodb: Calls, clock: Clock) -> None:
    token = crypto.seal("confirm", {}, ttl=dt.timedelta(hours=24))

    clock.pass_(hours=24)
    crypto.open_token("confirm", token)
    clock.pass_(seconds=1)
    with pytest.raises(ExpiredTokenError):
        crypto.open_token("confirm", token)


def test_keys_are_made_once_and_gone_when_destroyed(dynamodb: Calls) -> None:
    first = crypto.new_petition_keys(1)

    assert crypto.new_petition_keys(1) == first == crypto.petition_keys(1)
    assert crypto.new_petition_keys(2) != first
    crypto.destroy_petition_keys(1)
    with pytest.raises(NotFoundError):
        crypto.petition_keys(1)
