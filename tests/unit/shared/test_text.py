"""Typed text is kept as it reads, without what cannot be seen."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.shared import text


@given(st.text())
def test_a_cleaned_line_is_stable_and_has_nothing_hidden(typed: str) -> None:
    clean = text.clean_line(typed)

    assert text.clean_line(clean) == clean
    assert not any(unicodedata.category(letter) == "Cc" for letter in clean)
    assert not set(clean) & set("\u202e\u200b\u2066\ufeff")


def test_paragraphs_stay_and_empty_lines_fold() -> None:
    assert text.clean_text("a\r\n\r\n\r\n\r\nb \n c\u202e") == "a\n\nb\nc"


@pytest.mark.parametrize("typed", ["=1+1", "+7", "-1", "@SUM(A1)", "\tx"])
def test_what_a_spreadsheet_would_run_is_seen(typed: str) -> None:
    assert text.starts_like_formula(typed)


@pytest.mark.parametrize("typed", ["see https://x.test", "www.example", "buy at shop.kz"])
def test_addresses_of_sites_are_seen(typed: str) -> None:
    assert text.has_address(typed)


@pytest.mark.parametrize("typed", ["Әлия Б.", "О’Коннор-Смит", "Жан Д. Арк"])
def test_names_are_not_taken_for_addresses(typed: str) -> None:
    assert not text.has_address(typed)


@pytest.mark.parametrize(
    ("name", "shown"), [("Айгүл Серікқызы", "Айгүл С."), ("Madonna", "M."), ("", "")]
)
def test_initials_keep_the_first_name_and_one_letter(name: str, shown: str) -> None:
    assert text.initials(name) == shown
