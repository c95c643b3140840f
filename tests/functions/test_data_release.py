"""A dataset is released again only if it changed, and goes on from the release before."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from functions.opendata import release as releasing
from functions.opendata import versions
from functions.opendata.dataset import Dataset
from functions.opendata.release import Release
from functions.publishing import store
from functions.publishing.data_book import DATA
from functions.publishing.data_sources import Sources
from functions.publishing.data_tables import Tables
from tests import factory
from tests.conftest import NOW, Calls, Clock
from tests.functions import data_kit
from tests.functions.data_kit import others, release
from tests.functions.publishing_kit import Site


@pytest.fixture
def site(dynamodb: Calls, environment: Path) -> Site:
    return data_kit.site(environment)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    data_kit.keep_few(monkeypatch)


@pytest.mark.usefixtures("few")
def test_what_did_not_change_is_not_made_again(
    site: Site, clock: Clock, dynamodb: Calls, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = list[str](), releasing.make

    def noted(dataset: Dataset, *more: Any, **named: Any) -> Release:
        made.append(dataset.id)
        return make(dataset, *more, **named)

    monkeypatch.setattr(releasing, "make", noted)
    release()
    assert len(made) == 6 + 1
    made.clear()
    clock.pass_(days=1)
    others(site)
    dynamodb.take()
    before = {path: path.stat().st_mtime_ns for path in site.folder.glob("data/petitions/*")}

    assert release().waiting == 0
    assert (made, dynamodb.take()) == ([], ["Query"])
    assert {path: path.stat().st_mtime_ns for path in before} == before
    release(everything=True)
    assert len(made) == 6 + 1


@pytest.mark.usefixtures("few")
def test_versions_go_on_when_the_read_model_is_lost(site: Site, clock: Clock) -> None:
    release()
    for path in (site.folder.parent / "private/publish").glob("data*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)
    store.forget()
    clock.pass_(days=1)
    factory.stored(2, "uk")
    others(site)
    release()

    assert site.json("data/petitions/datapackage.json")["version"] == "1.0.1"
    assert site.json("data/complaints/datapackage.json")["version"] == "1.0.0"


def test_names_are_told_in_every_language_and_their_columns_break_no_program(site: Site) -> None:
    """A table got columns at its end: a minor version, by the promise to programs."""
    tables = Tables(Sources(store.load(DATA), NOW))
    for one, name in (("participation", "regions"), ("duties", "bodies")):
        dataset, found = tables.described(one)
        columns = [column.name for column in dataset.table(name).columns]
        assert columns[-3:] == ["name_kk", "name_ru", "name_en"]
        assert all(set(columns) <= row.keys() for row in found[name])
        table = dataset.table(name)
        shorter = table.model_copy(update={"columns": table.columns[:-3]})
        before = dataset.model_copy(update={"tables": (shorter,)})
        after = dataset.model_copy(update={"tables": (table,)})
        assert versions.step(versions.schema_changes(before, after)) == "minor"
    (city,) = [row for row in tables["participation"]["regions"] if row["jurisdiction"] == "KZ-75"]
    told = [city[f"name_{lang}"] for lang in ("kk", "ru", "en")]
    assert told == ["Алматы қаласы", "город Алматы", "Almaty"]
