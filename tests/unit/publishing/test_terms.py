"""Words of a query find the forms of the word, in three languages."""

from __future__ import annotations

import pytest

from functions.publishing import marking, terms


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("мектептердің", "мектеп"),
        ("мектебі", "мектеп"),
        ("кітап", "кітабын"),
        ("құлағы", "құлақ"),
        ("школьные", "школьный"),
        ("дороги", "дорога"),
        ("ёлка", "елки"),
        ("roads", "road"),
        ("buses", "bus"),
    ],
)
def test_a_form_of_a_word_finds_another(typed: str, written: str) -> None:
    assert any(terms.fold(written).startswith(stem) for stem in terms.stems(terms.fold(typed)))


@pytest.mark.parametrize("typed", ['"', "a AND (", "NEAR(", "* ^ :", "';--", "", "\x00"])
def test_no_query_syntax_comes_through(typed: str) -> None:
    match = terms.match_all(typed)
    assert match.replace("(", "").replace(")", "").count('"') % 2 == 0
    assert "*" not in match.replace('"*', "")


def test_the_commonest_words_do_not_narrow_a_query() -> None:
    assert terms.words("для школы и парка") == ["школы", "и", "парка"]
    assert terms.words("для") == ["для"]


def test_found_words_are_marked_and_everything_is_escaped() -> None:
    shown = marking.mark("<b>Школьный</b> автобус & школа", ("школ",))
    assert shown == ("&lt;b&gt;<mark>Школьный</mark>&lt;/b&gt; автобус &amp; <mark>школа</mark>")


def test_an_excerpt_begins_near_the_first_found_word() -> None:
    text = "слово " * 100 + "искомое " + "слово " * 100
    piece = marking.excerpt(text, ("искомо",))
    assert "искомое" in piece
    assert piece.startswith("… ")
    assert len(piece) < 300
