"""Sets of rows as bits say what Python's own sets say."""

from __future__ import annotations

import random
from array import array
from pathlib import Path

import pytest

from functions.publishing import search_index, search_merge, search_part, search_sets
from functions.publishing.search_document import Document, Told
from functions.publishing.search_query import Query

WORDS = ["школа", "дорога", "автобус", "вода", "парк", "мост", "двор", "лифт", "свет", "газ"]
WORDS += ["қала", "көше", "бақ", "road", "school"]


def test_rows_become_a_set_and_rows_again() -> None:
    ids = array("q", range(10, 4000, 7))
    rows = random.Random(1).sample(list(ids), 100)
    found = search_sets.of_rows(rows, ids)
    assert found.bit_count() == 100
    assert [ids[place] for place in search_sets.first(found, 9)] == sorted(rows)[:9]
    assert search_sets.first(0, 9) == []


def test_each_row_is_counted_exactly() -> None:
    chance = random.Random(2)
    sets = [chance.getrandbits(500) for _ in range(12)]
    within = chance.getrandbits(500)
    counted = search_sets.exactly(sets, within)
    for place in range(500):
        held = sum(one >> place & 1 for one in sets)
        is_within = within >> place & 1
        assert [n for n, one in enumerate(counted) if one >> place & 1] == [held] * is_within


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    chance = random.Random(3)
    return [
        Document(
            chance.choice(("project", "idea")),
            str(number),
            f"things/{number}/",
            "ru",
            {
                "ru": Told(
                    " ".join(chance.sample(WORDS, 3)), " ".join(chance.sample(WORDS, number % 6))
                )
            },
            weight=chance.randrange(50),
            state=chance.choice(("open", "closed")),
        )
        for number in range(300)
    ]


@pytest.mark.parametrize("least", [1, 60, 10**6])  # all tokens are common, some, none
def test_common_and_rare_words_are_found_alike(
    documents: list[Document], least: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search_sets, "LEAST", least)
    path = tmp_path / "index.sqlite"
    index = search_index.Writer(path)
    for one in documents:
        index.put(one.id, [one])
    index.close()
    parts, chance = [search_part.read(path)], random.Random(4)
    for number in range(60):
        words = chance.sample(WORDS, 1 + number % 3)
        kind = chance.choice(("", "project", "idea"))
        state = chance.choice(("", "open", "closed"))
        query = Query(" ".join(words), {"kind": kind, "state": state})
        found = search_merge.search(parts, query)
        if not found.is_near:
            wanted = [one for one in documents if _fits(one, words, kind, state)]
            assert found.total == len(wanted)
            ranks = {one.id: _rank(one, words) for one in wanted}
            shown = [ranks[row["id"]] for row in found.rows]
            assert shown == sorted(ranks.values())[: len(shown)]


def test_a_form_in_one_thing_is_found_beside_a_common_one(tmp_path: Path) -> None:
    """A Russian word in a Kazakh text has another stem there than in Russian texts."""
    path = tmp_path / "index.sqlite"
    index = search_index.Writer(path)
    for number, lang in enumerate(("ru", "ru", "kk"), start=1):
        told = {lang: Told("Ремонт дороги")}
        index.put(str(number), [Document("petition", str(number), "", lang, told)])
    index.close()

    found = search_merge.search([search_part.read(path)], Query("дороги"))

    assert {row["id"] for row in found.rows} == {"1", "2", "3"}


def _fits(one: Document, words: list[str], kind: str, state: str) -> bool:
    told = one.texts["ru"]
    held = set(f"{told.title} {told.lead}".split())
    return held >= set(words) and kind in ("", one.kind) and state in ("", one.state)


def _rank(one: Document, words: list[str]) -> tuple[bool, int]:
    """Return where a thing stands: titles that hold all the words first, then by weight."""
    in_title = set(one.texts["ru"].title.split()) >= set(words)
    return not in_title, -search_index.bucket(one.weight)
