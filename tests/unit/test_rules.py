"""Rule sets: what they take, what they refuse, and the hash that fixes them."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from pydantic import ValidationError

from functions.petitions.rules import RuleSet, canonical, rules_hash
from tests.unit.lives import compiled, rules

KEY = "kz-region-akimat@2024-04-04"


def written(key: str = KEY) -> dict[str, Any]:
    all_rules: Any = compiled()["rules"]
    return copy.deepcopy(all_rules[key])


def refused(**changes: Any) -> str:
    with pytest.raises(ValidationError) as caught:
        RuleSet.model_validate(written() | changes)
    return str(caught.value)


def test_a_rule_set_is_named_by_its_version() -> None:
    assert rules("kz-region-akimat").key == KEY


def test_a_rule_set_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        rules("uk").retention_months = 9


def test_the_hash_is_of_plain_sorted_ascii() -> None:
    text = canonical(written())

    assert text.isascii()
    assert text.startswith(b'{"addressees":["akimat"],"calendar":"kz"')
    assert b": " not in canonical({"a": {"b": 1}})
    assert rules_hash({"b": 1, "a": 2}) == rules_hash({"a": 2, "b": 1})


def test_a_new_holiday_leaves_the_hash_and_a_new_number_does_not() -> None:
    before = rules_hash(written())
    with_holiday, with_number = written(), written()
    with_holiday["calendar"]["holidays"].append("2028-01-03")
    with_number["thresholds"][0]["count"] = "3%"

    assert rules_hash(with_holiday) == before
    assert rules_hash(with_number) != before


def test_what_is_compiled_reads_back_as_the_same_rule_set() -> None:
    once = RuleSet.model_validate(written())

    assert RuleSet.model_validate(once.model_dump(mode="json")) == once


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"signers": "everybody"}, "signers"),
        ({"retention_months": -1}, "retention_months"),
        ({"version": "yesterday"}, "version"),
        ({"level": "planet"}, "level"),
        ({"sources": []}, "sources"),
        ({"signing": None}, "thresholds need `signing`"),
        ({"sponsors": {"minimum": 5, "maximum": 4}}, "maximum is smaller"),
        ({"sponsors": {"minimum": 5, "maximum": 20}}, "sponsors need `sponsor`"),
        ({"closing_grace": "a day"}, "is no term"),
        ({"duties": [{"kind": "answer"}]}, "starts `published` or `closed`"),
    ],
)
def test_a_rule_set_that_makes_no_sense_is_refused(changes: dict[str, Any], says: str) -> None:
    assert says in refused(**changes)


def test_thresholds_are_told_apart() -> None:
    (one,) = written()["thresholds"]

    assert "response is there twice" in refused(thresholds=[one, one])
    assert "belongs to initial_support" in refused(thresholds=[one | {"id": "support"}])
    assert "is no threshold" in refused(thresholds=[one | {"count": "lots"}])


def test_more_areas_than_there_are_cannot_be_asked_for() -> None:
    (one,) = written()["thresholds"]
    areas = {"minimum": 3, "each": {"KZ-71": 1, "KZ-75": 1}}

    assert "more than the areas" in refused(thresholds=[one | {"areas": areas}])


def test_the_level_says_where_a_rule_set_holds() -> None:
    region, country = rules("kz-region-akimat"), rules("kz-central")

    assert region.covers("region")
    assert region.covers("city")
    assert not region.covers("country")
    assert country.covers("country")
    assert not country.covers("city")
    assert rules("eu-citizens-initiative").covers("country")


def test_how_names_may_be_shown() -> None:
    assert rules("kz-central").shows() == ("hidden", "initials", "name")
    assert rules("uk").shows() == ("hidden",)
    assert rules("latvia-manabalss").shows() == ("name",)
    assert rules("kz-central").shown_petitioner("Ada Example") == "Ada E."
    assert rules("uk").shown_petitioner("Ada Example") == "Ada Example"
    assert rules("korea-e-people").shown_petitioner("Ada Example") == ""


def test_who_may_sign_and_what_is_asked() -> None:
    assert rules("kz-central").accepts("eid")
    assert rules("kz-central").accepts("email")
    assert not rules("finland").accepts("email")
    assert rules("kz-region-akimat").needs_region
    assert not rules("kz-central").needs_region
    assert rules("kz-region-akimat").needs_population()
    assert not rules("uk").needs_population()


def test_reasons_and_thresholds_are_found_by_name() -> None:
    uk = rules("uk")
    duplicate, threshold = uk.rejection("duplicate"), uk.threshold("debate")

    assert duplicate
    assert not duplicate.hidden
    assert threshold
    assert threshold.count == "100000"
    assert uk.rejection("unheard-of") is None
    assert uk.threshold("unheard-of") is None
