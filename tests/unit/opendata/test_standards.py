"""What is published against the standards, by shapes, profiles and readers that others wrote."""

from __future__ import annotations

from pathlib import Path

import pytest
import rdflib

from functions.opendata import files, release
from functions.opendata.release import Release
from tests import standards
from tests.unit.opendata import kit

DCAT = rdflib.Namespace("http://www.w3.org/ns/dcat#")
FREQUENCY = rdflib.Namespace(f"{standards.AUTHORITY}frequency/")
LARGEST_CHECKED_ROW_BY_ROW = 200  # frictionless takes seconds for more


@pytest.fixture
def own(environment: Path, content_file: Path) -> list[Release]:
    """The government's own datasets, as a first release; one is cut to some of its rows."""
    held = files.load(content_file.parent / "datasets")
    return [
        kit.made(
            one.dataset,
            {name: rows[:LARGEST_CHECKED_ROW_BY_ROW] for name, rows in one.rows().items()},
        )
        for one in held
    ]


def _published(releases: list[Release], folder: Path) -> Path:
    for one in releases:
        (folder / one.dataset.id).mkdir(parents=True)
        for path, body in one.files.items():
            (folder / one.dataset.id / path).write_bytes(body)
    summaries = [one.summary for one in releases]
    made = release.catalogue(summaries, site_url=kit.SITE, now=kit.NOW, government=kit.owner())
    for path, body in made.items():
        (folder / path).write_bytes(body)
    return folder


def test_the_whole_catalogue_holds_to_every_standard(own: list[Release], tmp_path: Path) -> None:
    """DCAT-AP 3.0.1, Data Package 2.0, Table Schema, CSV on the Web, JSON Feed, Atom, checksums."""
    retired = kit.made(kit.dataset(id="old-stops", replaced_by="bus-stops"))
    served = kit.made(kit.dataset(id="complaints"))
    folder = _published([*own, kit.made(), retired, served], tmp_path / "data")

    assert standards.of_catalogue(folder) == []
    assert standards.of_dataset(folder / "old-stops") == []
    assert [told for one in own for told in standards.of_dataset(folder / one.dataset.id)] == []
    assert standards.of_dataset(folder / "bus-stops") == []
    assert len(own) == 7


def test_the_shapes_find_what_is_taken_away(environment: Path, tmp_path: Path) -> None:
    """And our own check of what is mandatory finds it, too."""
    folder = _published([kit.made()], tmp_path / "data")
    held = standards.graph(folder / "bus-stops" / "dataset.ttl")
    one = next(held.subjects(rdflib.RDF.type, DCAT.Distribution))
    held.remove((one, DCAT.accessURL, None))

    assert "accessURL" in standards.against_shapes(held)[0]


def test_what_is_only_recommended_and_codes_are_looked_at_too(
    environment: Path, tmp_path: Path
) -> None:
    folder = _published([kit.made()], tmp_path / "data")
    held = standards.graph(folder / "bus-stops" / "dataset.ttl")
    assert (standards.against_shapes(held), standards.against_vocabularies(held)) == ([], [])
    (one,) = held.subjects(rdflib.RDF.type, DCAT.Dataset)
    held.remove((one, DCAT.contactPoint, None))
    held.set((one, rdflib.DCTERMS.accrualPeriodicity, FREQUENCY.FORTNIGHTLY_2))
    held.set((one, rdflib.OWL.versionInfo, rdflib.Literal("1.0.0")))

    told = standards.against_shapes(held)
    assert any("contactPoint" in line for line in told)
    assert any("accrualPeriodicity" in line for line in told)  # it is of no class
    assert [line.rsplit("/", 1)[-1] for line in standards.against_vocabularies(held)] == [
        "owl#versionInfo has another name now",
        "FORTNIGHTLY_2 is no code",
    ]
