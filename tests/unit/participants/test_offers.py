"""What a city may write into recognition.yml, and what it is told when it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from functions.participants.offers import MOST_PLACES
from infra.content import recognition
from infra.content.places import Section
from infra.content.source import ContentError
from tests.conftest import ROOT

TEXT = "{kk: А, ru: Б, en: C}"
LINES = {"id": "tour", "points": "100", "name": TEXT, "how": TEXT, "body": "akimat"}
BODIES: Section = {"akimat": {"id": "akimat"}}


def root(folder: Path, *offers: dict[str, str]) -> Path:
    """Write a content folder with these offers."""
    content = folder / "content"
    content.mkdir()
    written = ["- " + "\n  ".join(f"{k}: {v}" for k, v in one.items()) for one in offers]
    (content / "recognition.yml").write_text("\n".join(written), "utf-8")
    return content


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("id: Big Tour", "should match pattern"),
        ("points: 0", "greater than or equal to 1"),
        ("points: many", "must be a whole number"),
        ("name: {kk: А, ru: Б}", "is missing"),
        ("body: nowhere", "is not in bodies"),
        (f"limit: {MOST_PLACES + 1}", "less than or equal to"),
        ("until: 2027-13-01", "until"),
        ("until: 20271231", "must be a day"),
        ("money: 5000", "is not known here"),
    ],
)
def test_a_wrong_offer_is_told_by_file_and_line(tmp_path: Path, change: str, says: str) -> None:
    name, _, value = change.partition(": ")
    other = LINES | {"id": "other"}

    with pytest.raises(ContentError, match=says) as told:
        recognition.offers(root(tmp_path, other, LINES | {name: value}), BODIES)

    assert "recognition.yml, line" in str(told.value)


def test_an_id_stands_once_and_a_site_may_have_no_offers(tmp_path: Path) -> None:
    assert recognition.offers(tmp_path, BODIES) == {}
    content = root(tmp_path, LINES, LINES)
    with pytest.raises(ContentError, match="is there already"):
        recognition.offers(content, BODIES)
    (content / "recognition.yml").write_text("tour: 1", "utf-8")
    with pytest.raises(ContentError, match="must be a list"):
        recognition.offers(content, BODIES)


def test_the_shipped_offers_are_examples() -> None:
    found = recognition.offers(ROOT / "content", {"akimat-almaty": {}})

    assert len(found) == 3
    assert all(one["example"] for one in found.values())
