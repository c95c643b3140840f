"""What the public reads of a complaint: never who reported it, nor a word nobody accepted."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from functions.complaints import move, states
from functions.complaints.complaint import Complaint
from functions.complaints.place import Place
from functions.publishing import complaint_json
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.complaint_view import view
from tests.conftest import NOW
from tests.functions.complaint_site import ALMATY, RESOLVED, SECRET, entry, facts, life

SHOWN = "Яма у дома"


@pytest.fixture(autouse=True)
def _content(environment: Path) -> None:
    assert environment


def see(own: Complaint) -> PublicComplaint:
    return view(own, move.status_of(own, NOW))


def told(own: Complaint) -> str:
    """All that is public, written out."""
    shown = see(own)
    return str(asdict(shown)) + json.dumps(complaint_json.show(shown, [], NOW), ensure_ascii=False)


def test_before_an_official_accepts_it_nothing_typed_is_public() -> None:
    place = Place(jurisdiction="KZ-75", lat=ALMATY[0], long=ALMATY[1], address=SECRET)
    own = facts(shown=SHOWN, place=place)
    shown = see(own)

    assert (shown.text, shown.photos, dict(shown.attributes)) == (None, (), {})
    assert shown.place
    assert (shown.place.address, shown.region, shown.state) == ("", "KZ-75", "received")
    assert SECRET not in told(own)


def test_once_accepted_the_words_shown_are_public_and_the_place_is_cut() -> None:
    shown = see(facts(1, *life("accept"), shown=SHOWN))

    assert shown.text == SHOWN
    assert shown.point == (43.2389, 76.8897)
    assert shown.place
    assert shown.place.address == "Абая, 10"
    assert dict(shown.attributes) == {"surface": ("carriageway",)}


@pytest.mark.parametrize("name", sorted(states.MOVES))
def test_no_move_lets_the_reporter_s_words_or_an_unknown_fact_pass(name: str) -> None:
    hidden: dict[str, Any] = {"hidden": SECRET, "until": "2026-11-30"}
    last = entry(name, 3, "reporter", text={"ru": SECRET}, facts=hidden)

    assert SECRET not in told(facts(1, *life("accept", "verify"), last, shown=SHOWN))


def test_what_the_reporter_redacts_is_hidden_until_an_official_accepts_it_again() -> None:
    cut = entry("redact", 5, "reporter")
    own = facts(1, *life("accept"), cut, shown=SHOWN)
    assert see(own).text is None
    again = own.model_copy(update={"history": [*own.history, entry("redact", 6)]})
    assert see(again).text == SHOWN


def test_what_the_reporter_only_shortens_stays_public() -> None:
    cut = entry("redact", 5, "reporter", facts={"shorter": True})

    assert see(facts(1, *life("accept"), cut, shown=SHOWN)).text == SHOWN


def test_private_entries_are_seen_without_their_words() -> None:
    shown = see(facts(1, *life("accept", "verify", "ask", "reply"), shown=SHOWN))

    asked, replied = shown.history[-2:]
    assert (asked.is_private, asked.texts, replied.texts) == (True, {}, {})


@pytest.mark.parametrize("category", ["clinic", "corruption", "no-longer-known"])
def test_a_private_category_tells_neither_text_nor_place(category: str) -> None:
    own = facts(1, *life(*RESOLVED), category=category, shown=SECRET)
    shown, written = see(own), told(own)

    assert (shown.text, shown.place, shown.photos) == (None, None, ())
    for word in ("43.2", "Абая", "Сделано", "Текст", SECRET):
        assert word not in written
    assert (shown.body, shown.state) == ("akimat-almaty", "survey")


def test_where_even_the_region_would_tell_too_much_it_is_not_told() -> None:
    assert see(facts(category="clinic")).region == "KZ-75"
    assert see(facts(category="corruption")).region == ""


def test_a_coarse_category_shows_no_address() -> None:
    shown = see(facts(1, *life("accept"), category="heating", shown=SHOWN))
    assert shown.place
    assert (shown.place.address, shown.point) == ("", (43.239, 76.89))


def test_whoever_wants_nothing_published_gets_an_answer_that_is() -> None:
    shown = see(facts(1, *life(*RESOLVED), shown=SHOWN, may_publish=False))

    assert shown.text is None
    assert shown.result
    assert shown.result.texts["ru"] == "Текст"


@pytest.mark.parametrize("moves", [("dismiss",), ("accept", "withdraw")])
def test_what_is_dismissed_or_withdrawn_shows_neither_text_nor_point(moves: tuple[str]) -> None:
    shown = see(facts(1, *life(*moves), shown=SHOWN))
    assert (shown.text, shown.point, shown.attributes) == (None, None, {})
    assert shown.closed_at


def test_the_reporter_s_no_stands_beside_the_answer() -> None:
    no = entry("rate", 8, facts={"satisfied": False})
    said = see(facts(1, *life(*RESOLVED), no, shown=SHOWN))
    assert (said.satisfied, said.contradiction and said.contradiction.move) == (False, "rate")

    reopened = see(facts(1, *life(*RESOLVED), entry("reopen", 8), shown=SHOWN))
    assert reopened.contradiction
    assert (reopened.result, reopened.last_result and reopened.last_result.move) == (
        None,
        "resolve",
    )

    anew = [*life(*RESOLVED), entry("reopen", 8), entry("resolve", 9)]
    assert see(facts(1, *anew, shown=SHOWN)).contradiction is None
    yes = see(facts(1, *life(*RESOLVED, "rate"), shown=SHOWN))
    assert (yes.satisfied, yes.contradiction) == (True, None)


def test_a_correction_is_public_in_every_category() -> None:
    for category in ("road-damage", "clinic"):
        own = facts(
            1, *life("accept", "verify", "declare_false", "publish_correction"), category=category
        )
        shown = see(own)
        assert shown.verdict == "false"
        assert shown.correction
        assert shown.correction.texts["ru"] == "Текст"
