"""A word in one form finds the others, in three languages; unlike words do not find each other.

The tables are written by hand from the grammars: each line is one word in many of its forms.
"""

from __future__ import annotations

import re
from itertools import combinations

import pytest

from functions.publishing import kazakh, marking, search_spelling, terms

KAZAKH = """
мектеп мектептер мектептің мектепке мектепті мектепте мектептен мектебі мектебінде мектептердегі
жол жолдар жолдың жолға жолды жолда жолдан жолмен жолы жолымыз жолдарының жолына
көше көшелер көшенің көшеге көшені көшеде көшеден көшемен көшесі көшесінің көшелеріндегі
автобус автобустар автобустың автобусқа автобуста автобуспен автобусы автобустарды
қала қалалар қаланың қалаға қаланы қаладан қаласы қаламыз қаласында қаладағы
саябақ саябақтар саябақтың саябаққа саябақта саябақпен саябағы саябағын саябақтары саябағымыз
су сулар суға суды суда судан сумен
үй үйлер үйдің үйге үйді үйде үйден үймен үйлеріміз
халық халықтың халыққа халықты халқы халқымыз
ауыл ауылдар ауылдың ауылға ауылы ауылда ауылымыз
бала балалар баланың балаға балалары балаларымыз балалардың
дәрігер дәрігерлер дәрігерге дәрігердің дәрігері дәрігерлеріміз
әкімдік әкімдіктер әкімдіктің әкімдікке әкімдігі әкімдігінің
құбыр құбырлар құбырдың құбыры құбырын құбырларын
петиция петициялар петицияның петицияны петициясы петициялары
жөндеу жөндеуді жөндеуге жөндеген
"""
RUSSIAN = """
дорога дороги дороге дорогу дорогой дорогам дорогами дорогах
школа школы школе школу школой школам школами школах
школьный школьная школьные школьного школьному школьных школьными
автобус автобусы автобуса автобусу автобусом автобусов автобусам автобусами автобусах
петиция петиции петицию петицией петиций петициям петициями петициях
жалоба жалобы жалобу жалобой жалобам жалобами жалобах
площадка площадки площадку площадкой площадкам площадках
строительство строительства строительству строительством строительстве
отремонтировать отремонтировал отремонтировали отремонтирует отремонтируют
вода воды воде воду водой водам водами водах
зелёный зелёная зеленые зеленого зелёных зелёным
обращение обращения обращению обращением обращений обращениям обращениями
"""
ENGLISH = """
road roads
bus buses
school schools
repair repairs repaired repairing
city cities
petition petitions petitioned petitioning
library libraries
build builds building
complaint complaints
"""
LINES = [
    (lang, line.split())
    for lang, table in (("kk", KAZAKH), ("ru", RUSSIAN), ("en", ENGLISH))
    for line in table.strip().splitlines()
]


@pytest.mark.parametrize(("lang", "forms"), LINES, ids=[forms[0] for _, forms in LINES])
def test_each_form_of_a_word_finds_every_other(lang: str, forms: list[str]) -> None:
    folded = [terms.fold(form) for form in forms]
    for typed in folded:
        for written in folded:
            assert terms.stem(written, lang) in terms.stems(typed), (typed, written)


def test_different_words_of_the_tables_do_not_find_each_other() -> None:
    for (lang, one), (other_lang, other) in combinations(LINES, 2):
        if lang == other_lang:
            held = {terms.stem(terms.fold(form), lang) for form in other}
            asked = {stem for form in one for stem in terms.stems(terms.fold(form))}
            if one[0] not in ("школа", "школьный"):
                assert not held & asked, (one[0], other[0])


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        *(("су", "сурет"), ("су", "судья"), ("жол", "жолдас"), ("үй", "үйлену")),
        *(("бала", "балық"), ("ел", "елтаңба"), ("вода", "водитель"), ("дом", "домкрат")),
        ("road", "roadmap"),
    ],
)
def test_a_short_word_is_not_the_beginning_of_others(typed: str, written: str) -> None:
    for lang in ("kk", "ru"):
        assert terms.stem(written, lang) not in terms.stems(typed)


@pytest.mark.parametrize("word", ["қазақстан", "астана", "алматы", "депутат", "министр", "ана"])
def test_a_word_that_only_looks_inflected_keeps_a_stem_of_its_own(word: str) -> None:
    assert len(kazakh.stem(word)) >= min(len(word), 3)
    assert kazakh.stem(kazakh.stem(word)) == kazakh.stem(word)


def test_the_vowels_of_an_ending_agree_with_the_stem() -> None:
    assert kazakh.stem("қалалер") == "қалалер"
    assert kazakh.stem("мектептар") != kazakh.stem("мектептер")


def test_the_commonest_words_do_not_narrow_a_query() -> None:
    assert terms.words("для школы и парка") == ["школы", "парка"]
    assert terms.words("для") == []


@pytest.mark.parametrize("typed", ['"', "a AND (", "NEAR(", "* ^ :", "';--", "", "\x00", "_"])
def test_a_word_is_letters_and_digits_only(typed: str) -> None:
    assert all(re.fullmatch(r"[^\W_]+", word) for word in terms.words(typed))


def test_found_words_are_marked_and_everything_is_escaped() -> None:
    stems = terms.all_stems(["школьные", "автобусами"])
    shown = marking.mark("<b>Школьный</b> автобус & автор", "ru", stems)
    assert shown == "&lt;b&gt;<mark>Школьный</mark>&lt;/b&gt; <mark>автобус</mark> &amp; автор"


@pytest.mark.parametrize(
    ("one", "other", "far"),
    [("мост", "мост", 0), ("мост", "мсот", 1), ("мост", "мос", 1), ("мост", "куст", 2)],
)
def test_the_distance_counts_swapped_letters_once(one: str, other: str, far: int) -> None:
    assert search_spelling.distance(one, other) == far
