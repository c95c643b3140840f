"""What a clerk drops into content/datasets: compiled, or refused by file, line and column."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from functions.opendata import files
from functions.opendata.dataset import Dataset
from infra.build import compile_content
from infra.content import datasets
from infra.content.datasets import Known
from infra.content.source import ContentError

ROOT = Path(__file__).parents[3] / "content"
NAME = "service-quality-by-region-2020"
Edit = Callable[[str, str, str], list[str]]


@pytest.fixture(scope="module")
def known() -> Known:
    compiled = compile_content(ROOT)
    words = compiled["words"]
    assert isinstance(words, dict)
    english = words["en"]
    assert isinstance(english, dict)
    return Known("KZ", {"KZ": {}}, {}, english)


@pytest.fixture
def edit(tmp_path: Path, known: Known) -> Edit:
    """Change one of the government's files and return what is said of it."""
    shutil.copytree(ROOT / "datasets", tmp_path / "content" / "datasets")

    def changed(end: str, old: str, new: str) -> list[str]:
        path = tmp_path / "content" / "datasets" / f"{NAME}.{end}"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")
        with pytest.raises(ContentError) as told:
            datasets.datasets(tmp_path / "content", known)
        return told.value.problems

    return changed


def test_the_governments_datasets_are_compiled_with_their_rows(
    known: Known, tmp_path: Path
) -> None:
    datasets.write(datasets.datasets(ROOT, known), tmp_path / "datasets")
    held = {one.dataset.id: one for one in files.load(tmp_path / "datasets")}

    assert len(held) == 7
    [row, *_] = held[NAME].rows()["regions"]
    assert (row["iso_code"], str(row["mean_score"])) == ("KZ-11", "4.50")
    assert all(one.dataset.licence.rights for one in held.values())
    assert files.load(tmp_path / "nowhere") == []


def test_facts_whose_source_states_no_licence_say_so(known: Known) -> None:
    found = {one.dataset.id: one.dataset for one in datasets.datasets(ROOT, known)}
    quality: Dataset = found[NAME]

    assert quality.licence.code == "CC_BY_4_0"
    assert "states no licence" in quality.licence.rights["en"]
    assert "Bopina-Omarova, 2022, table 2" in quality.licence.rights["en"]
    assert found["signature-series-uk-2024"].licence.code == "OGL_3_0"


def test_wrong_rows_are_named_by_file_line_and_column(edit: Edit) -> None:
    assert edit("csv", "4.72,83.2", "4.72,183.2") == [
        f"content/datasets/{NAME}.csv, line 3, column E (satisfied_percent): "
        "It must be at most 100: «183.2»."
    ]


def test_a_wrong_header_is_named(edit: Edit) -> None:
    told = edit("csv", "mean_score", "score")
    assert told[0].startswith(f"content/datasets/{NAME}.csv, line 1, column D")
    assert "mean_score" in told[1]


def test_a_wrong_description_is_named_by_its_line(edit: Edit) -> None:
    told, *_ = edit("yml", 'unit: "%"', 'units: "%"')
    assert told.startswith(f"content/datasets/{NAME}.yml, line 6")
    assert "tables.0.columns.4.units" in told


def test_a_place_that_is_not_known_and_a_lost_language_are_both_told(edit: Edit) -> None:
    text = 'title: {kk: "Өңірлер", ru: "Регионы", en: "Regions"}'
    told = edit("yml", text, 'title: {kk: "Өңірлер", en: "Regions"}')
    assert len(told) == 1
    assert "is missing in ru" in told[0]
    told = edit("yml", "area: KZ\n", "area: XX\n")
    assert sum("'XX' is not known" in one for one in told) == 1
    assert len(told) == 2


def test_a_missing_file_is_named(tmp_path: Path, known: Known) -> None:
    folder = tmp_path / "content" / "datasets"
    folder.mkdir(parents=True)
    shutil.copy(ROOT / "datasets" / f"{NAME}.yml", folder)
    with pytest.raises(ContentError, match=f"there is no file {NAME}.csv beside it"):
        datasets.datasets(tmp_path / "content", known)


def test_the_budget_adds_up_in_every_edition(known: Known, tmp_path: Path) -> None:
    """As article 1 of each law does: a figure that was copied wrongly would not."""
    datasets.write(datasets.datasets(ROOT, known), tmp_path / "datasets")
    held = {one.dataset.id: one for one in files.load(tmp_path / "datasets")}
    for row in held["republican-budget-by-law"].rows()["editions"]:
        n = {name: value for name, value in row.items() if isinstance(value, int)}
        parts = ("tax_revenue", "non_tax_revenue", "sales_of_capital", "transfers")
        assert n["income"] == sum(n[part] for part in parts)
        assert n["net_lending"] == n["loans"] - n["loan_repayments"]
        spent = n["costs"] + n["net_lending"] + n["financial_assets"]
        assert n["deficit"] == spent - n["income"]


def test_the_governments_datasets_have_full_marks(environment: Path, content_file: Path) -> None:
    from functions.opendata import quality as score
    from infra import quality

    found = quality.summaries(content_file)
    assert score.line(found) == "metadata quality: 405/405 for each of 7 datasets"
