"""How a body is read: whatever it holds, the answer is a refusal that names what is wrong."""

from __future__ import annotations

import pytest

from functions.shared.body import FIELDS_LIMIT, parse_form
from functions.shared.errors import InvalidInputError


def test_more_fields_than_a_form_may_have_are_refused() -> None:
    assert len(parse_form("&".join(f"f{n}=1" for n in range(FIELDS_LIMIT)))) == FIELDS_LIMIT

    with pytest.raises(InvalidInputError) as refused:
        parse_form("&".join(f"f{n}=1" for n in range(FIELDS_LIMIT + 1)))

    assert [(one.name, one.code) for one in refused.value.fields] == [("body", "too_many")]


def test_a_field_given_twice_is_refused_and_a_list_is_not() -> None:
    assert parse_form("many[]=1&many[]=2") == {"many[]": ["1", "2"]}

    with pytest.raises(InvalidInputError):
        parse_form("one=1&one=2")
