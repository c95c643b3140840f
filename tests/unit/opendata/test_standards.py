"""What is published against the standards, by shapes, profiles and readers that others wrote."""

from __future__ import annotations

import re
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
    """DCAT-AP 3.0, Data Package 2.0, Table Schema, CSV on the Web, JSON Feed, Atom, checksums."""
    retired = kit.made(kit.dataset(id="old-stops", replaced_by="bus-stops"))
    served = kit.made(kit.dataset(id="complaints"))
    folder = _published([*own, kit.made(), retired, served], tmp_path / "data")

    assert standards.of_catalogue(folder) == []
    assert standards.of_dataset(folder / "old-stops") == []
    assert [told for one in own for told in standards.of_dataset(folder / one.dataset.id)] == []
    assert standards.of_dataset(folder / "bus-stops") == []
    assert len(own) == 7


def test_each_file_of_shapes_finds_its_own_fault(environment: Path, tmp_path: Path) -> None:
    folder = _published([kit.made()], tmp_path / "data")
    held = standards.graph(folder / "bus-stops" / "dataset.ttl")
    (one,) = held.subjects(rdflib.RDF.type, DCAT.Dataset)
    held.remove((one, rdflib.DCTERMS.title, None))
    held.remove((one, DCAT.contactPoint, None))
    held.add((one, rdflib.DCTERMS.isVersionOf, DCAT.Catalog))
    held.remove((None, rdflib.RDF.type, rdflib.RDFS.Resource))

    told = {path.name: standards.against_shapes(held, (path,)) for path in standards.EVERY_SHAPES}
    title = f"{rdflib.DCTERMS.title}:"
    assert {name: {line.split()[1] for line in lines} for name, lines in told.items()} == {
        "dcat-ap-3.0.0-SHACL.jsonld": {title, f"{DCAT.accessURL}:", f"{DCAT.downloadURL}:"},
        "dcat-ap-3.0.1-shapes.ttl": {title},
        "dcat-ap-3.0.1-recommended.ttl": {f"{DCAT.contactPoint}:"},
        "dcat-ap-range.ttl": {f"{rdflib.DCTERMS.isVersionOf}:"},
    }


def test_3_0_1_asks_what_3_0_0_asked_but_for_what_it_took_back() -> None:
    """What is condensed by hand lacks nothing else and adds nothing."""
    both = map(standards.graph, (standards.OFFICIAL, standards.SHAPES))
    older, newer = map(standards.constraints, both)
    assert len(newer) == 290
    assert newer < older
    assert {" ".join(re.split("[#/]", part)[-1] for part in one) for one in older - newer} == {
        "Catalog rights maxCount 1",
        "DataService endpointDescription class Resource",
        "DataService endpointURL class Resource",
        "Dataset isReferencedBy class Resource",
        "Dataset relation class Resource",
        "Dataset spatialResolutionInMeters maxCount 1",
        "Distribution accessURL class Resource",
        "Distribution downloadURL class Resource",
        "Distribution rights maxCount 1",
        "Relationship relation class Resource",
    }


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
