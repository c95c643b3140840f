"""The score of the metadata quality assessment: full, and each point is lost for its own reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from functions.opendata import conformance, dcat, dcat_catalogue, quality
from functions.opendata.addresses import Addresses
from functions.opendata.graph import Graph, Iri, Object
from functions.opendata.release import Release
from tests.unit.opendata import kit

ADDRESSES = Addresses(kit.SITE)
DATASET = ADDRESSES.dataset("bus-stops")


@pytest.fixture
def made(environment: Path) -> Release:
    return kit.made()


class _Without(Graph):
    """A graph that takes no statement of one property."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name

    def add(self, subject: Iri, name: str, *objects: Object) -> None:
        if name != self._name:
            super().add(subject, name, *objects)


def _graph(made: Release, without: str = "") -> Graph:
    """Return the description without all statements of one property."""
    graph = _Without(without)
    graph.update(dcat.graph(made.summary, kit.owner(), ADDRESSES))
    return graph


def _score(made: Release, graph: Graph) -> quality.Quality:
    files = {ADDRESSES.file("bus-stops", one.path): one for one in made.summary.data_files()}
    return quality.score(graph, DATASET, files)


def test_the_table_of_the_assessment_has_405_points() -> None:
    """data.europa.eu: findability 100, accessibility 100, interoperability 110, 75, 20."""
    sums = dict.fromkeys((one.dimension for one in quality.INDICATORS), 0)
    for one in quality.INDICATORS:
        sums[one.dimension] += one.points

    assert [*sums.values()] == [100, 100, 110, 75, 20]
    assert sum(sums.values()) == quality.FULL == 405


def test_a_release_has_full_marks_and_says_so(made: Release) -> None:
    assert made.summary.quality == _score(made, _graph(made))
    assert made.summary.quality.points == 405
    assert quality.line([made.summary]) == "metadata quality: 405/405 for each of 1 datasets"


@pytest.mark.parametrize(
    ("without", "points", "missing"),
    [
        ("dcat:keyword", 375, ("keyword",)),
        ("dct:spatial", 385, ("spatial",)),
        ("dcat:downloadURL", 355, ("downloadURL", "downloadURL answers")),
        ("dct:rights", 400, ("rights",)),
        ("dct:issued", 400, ("issued",)),
        ("dcat:contactPoint", 385, ("contactPoint",)),
        ("dct:title", 375, ("DCAT-AP",)),
        ("dct:license", 375, ("license", "license known")),
    ],
)
def test_what_is_missing_is_named_and_costs_its_points(
    made: Release, without: str, points: int, missing: tuple[str, ...]
) -> None:
    found = _score(made, _graph(made, without))
    assert (found.points, found.missing) == (points, missing)


def test_a_file_that_is_not_there_does_not_answer(made: Release) -> None:
    found = quality.score(_graph(made), DATASET, {})
    assert found.missing == ("accessURL answers", "downloadURL answers")
    assert found.points == 325


def test_a_file_that_is_another_than_described_does_not_answer(made: Release) -> None:
    files = {
        ADDRESSES.file("bus-stops", one.path): one.model_copy(update={"sha256": "0" * 64})
        for one in made.summary.data_files()
    }
    assert quality.score(_graph(made), DATASET, files).points == 325


def test_our_check_finds_what_the_shapes_make_mandatory(made: Release) -> None:
    """Every property of a class with minCount 1 that our description uses is asked for."""
    import rdflib
    from rdflib.namespace import SH

    from functions.opendata.graph import PREFIXES
    from tests import standards

    shapes = standards.graph(standards.SHAPES)
    names = rdflib.Graph().namespace_manager
    for prefix, address in PREFIXES.items():
        names.bind(prefix, address, replace=True)
    used = dcat_catalogue.graph([made.summary], kit.owner(), ADDRESSES)
    asked = set()
    for shape, kind in shapes.subject_objects(SH.targetClass):
        for one in shapes.objects(shape, SH.property):
            if shapes.value(one, SH.minCount):
                path = shapes.value(one, SH.path)
                asked.add((names.normalizeUri(str(kind)), names.normalizeUri(str(path))))
    ours = {(kind, name) for kind, names in conformance.MANDATORY.items() for name in names}

    assert conformance.problems(used) == []
    assert {pair for pair in asked if pair[0] in conformance.MANDATORY} == ours
    assert {kind for kind, _ in asked if _is_used(used, kind)} <= {*conformance.MANDATORY}


def _is_used(graph: Graph, kind: str) -> bool:
    prefix, _, local = kind.partition(":")
    return not prefix.startswith("<") and bool(graph.subjects(f"{prefix}:{local}"))


def test_a_value_of_another_class_does_not_conform(made: Release) -> None:
    graph = _graph(made)
    graph.add(Iri(DATASET), "dct:publisher", Iri("https://example.org/somebody"))
    assert conformance.problems(graph) == [f"{DATASET}: dct:publisher"]


def test_what_is_recommended_is_there_too(made: Release) -> None:
    """DCAT-AP 3.0.1, recommended properties; no box or middle of a place is known to us."""
    recommended = {
        "dcat:Catalog": "dcat:themeTaxonomy dct:issued dct:modified dct:language dct:license"
        " dct:spatial foaf:homepage",
        "dcat:Dataset": "dcat:contactPoint dcat:distribution dcat:keyword dcat:theme dct:publisher"
        " dct:spatial dct:temporal",
        "dcat:Distribution": "dcatap:availability dct:description dct:format dct:license",
        "dcat:DataService": "dcat:contactPoint dcat:endpointDescription dcat:keyword dcat:theme"
        " dct:conformsTo dct:publisher",
        "dct:LicenseDocument": "dct:type",
        "dct:PeriodOfTime": "dcat:startDate dcat:endDate",
        "foaf:Agent": "dct:type",
    }
    graph = dcat_catalogue.graph([made.summary], kit.owner(), ADDRESSES)
    for kind, names in recommended.items():
        nodes = graph.subjects(kind)
        assert nodes
        assert not [(one, n) for one in nodes for n in names.split() if not graph.objects(one, n)]
