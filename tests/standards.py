"""Open data against what others wrote: shapes, profiles and readers of each standard.

A folder is as published: `catalog.ttl`, `changes.json` … and one folder a dataset.
"""

from __future__ import annotations

import hashlib
import json
import warnings
from functools import cache
from pathlib import Path
from typing import Any

import feedparser
import frictionless
import jsonschema
import pyshacl
import rdflib
from csvw import CSVW
from rdflib.compare import isomorphic

DATA = Path(__file__).parent / "data"
SHAPES = DATA / "dcat" / "dcat-ap-3.0.1-shapes.ttl"
OFFICIAL = DATA / "dcat" / "dcat-ap-3.0.0-SHACL.jsonld"
EVERY_SHAPES = tuple(sorted((DATA / "dcat").glob("dcat-ap-*")))
# No geometry of the regions of 2022 under an open licence was found.
ACCEPTED = {"http://www.w3.org/ns/dcat#bbox", "http://www.w3.org/ns/dcat#centroid"}
SHACL = rdflib.Namespace("http://www.w3.org/ns/shacl#")
# What DCAT-AP gave another name (deprecateduris.ttl of its release 3.0.0).
DEPRECATED = (
    "http://schema.org/endDate",
    "http://schema.org/startDate",
    "http://purl.org/dc/terms/hasVersion",
    "http://purl.org/dc/terms/isVersionOf",
    "http://www.w3.org/2002/07/owl#versionInfo",
)
# The values that are used of the EU's authority tables, as the tables have them.
AUTHORITY = "http://publications.europa.eu/resource/authority/"
CODES = {
    "access-right": {"PUBLIC"},
    "country": {"GBR", "KAZ", "RUS"},
    "data-theme": {
        *("AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI"),
        *("TECH", "TRAN"),
    },
    "distribution-status": {"COMPLETED", "DEPRECATED"},
    "file-type": {"CSV", "JSON"},
    "frequency": {
        *("ANNUAL", "DAILY", "HOURLY", "IRREG", "MONTHLY", "NEVER", "QUARTERLY", "UPDATE_CONT"),
        "WEEKLY",
    },
    "language": {"ENG", "KAZ", "RUS"},
    "licence": {"CC0", "CC_BYSA_4_0", "CC_BY_4_0", "ODC_BY", "ODC_PDDL", "OGL_3_0"},
    "planned-availability": {"STABLE"},
}
PROFILE = DATA / "datapackage" / "datapackage-2.0.json"


def graph(path: Path) -> rdflib.Graph:
    """Read a graph in either notation."""
    return rdflib.Graph().parse(path, format="json-ld" if path.suffix == ".jsonld" else "turtle")


def against_shapes(held: rdflib.Graph, shapes: tuple[Path, ...] = EVERY_SHAPES) -> list[str]:
    """Return what the shapes of DCAT-AP find: what is wrong, and what is recommended."""
    _, results, _ = pyshacl.validate(held, shacl_graph=_shapes(shapes))
    found = set()  # two releases may say the same
    for result in results.subjects(rdflib.RDF.type, SHACL.ValidationResult):
        path = results.value(result, SHACL.resultPath)
        node, said = (results.value(result, SHACL[name]) for name in ("focusNode", "resultMessage"))
        is_warning = results.value(result, SHACL.resultSeverity) == SHACL.Warning
        if not (is_warning and str(path) in ACCEPTED):
            found.add(f"{node} {path}: {said}")
    return sorted(found)


def constraints(shapes: rdflib.Graph) -> set[tuple[str, ...]]:
    """Return each constraint by itself: the class, the property, what is asked of it."""
    told = {SHACL.path, SHACL.name, SHACL.description, rdflib.RDFS.seeAlso}
    return {
        (str(kind), str(shapes.value(one, SHACL.path)), str(asked), str(value))
        for shape, kind in shapes.subject_objects(SHACL.targetClass)
        for one in shapes.objects(shape, SHACL.property)
        for asked, value in shapes.predicate_objects(one)
        if asked not in told
    }


def against_vocabularies(held: rdflib.Graph) -> list[str]:
    """Return properties with an older name, and codes that the EU's tables do not have."""
    used = {str(one) for one in held.predicates()}
    found = [f"{one} has another name now" for one in DEPRECATED if one in used]
    for address in sorted({str(one) for one in held.objects() if str(one).startswith(AUTHORITY)}):
        table, _, code = address.removeprefix(AUTHORITY).partition("/")
        if code not in CODES.get(table, {}) and (table, code) != ("data-theme", ""):
            found.append(f"{address} is no code")
    return found


def of_catalogue(folder: Path) -> list[str]:
    """Return what is wrong with the files that tell of all datasets."""
    found = _of_graphs(folder / "catalog.ttl", folder / "catalog.jsonld")
    atom = feedparser.parse((folder / "changes.atom").read_bytes())
    if atom.bozo or atom.version != "atom10" or not all(one.get("id") for one in atom.entries):
        found.append(f"changes.atom: {atom.get('bozo_exception', atom.version)}")
    found += _of_json_feed(json.loads((folder / "changes.json").read_text("utf-8")))
    lines = (folder / "changes.jsonl").read_text("utf-8").splitlines()
    found += [f"changes.jsonl: {line}" for line in lines if "version" not in json.loads(line)]
    return found


def of_dataset(folder: Path) -> list[str]:
    """Return what is wrong with a dataset's files."""
    found = _of_graphs(folder / "dataset.ttl", folder / "dataset.jsonld")
    found += _of_package(folder / "datapackage.json")
    found += _of_sums(folder)
    for path in sorted(folder.glob("*.csv-metadata.json")):
        found += _of_csvw(path)
    return found


def _of_json_feed(feed: dict[str, Any]) -> list[str]:
    """Hold a feed to what JSON Feed 1.1 requires (jsonfeed.org/version/1.1)."""
    ids = [item.get("id") for item in feed["items"]]
    right = (
        feed.get("version") == "https://jsonfeed.org/version/1.1",
        bool(feed.get("title")),
        all(isinstance(one, str) and one for one in ids) and len({*ids}) == len(ids),
        all("content_text" in item or "content_html" in item for item in feed["items"]),
    )
    return [] if all(right) else [f"changes.json: {right}"]


def _of_graphs(turtle: Path, json_ld: Path) -> list[str]:
    held = graph(turtle)
    told = [*against_shapes(held), *against_vocabularies(held)]
    found = [f"{turtle.name}: {one}" for one in told]
    if not isomorphic(held, graph(json_ld)):
        found.append(f"{json_ld.name} is another graph than {turtle.name}")
    return found


def _of_package(path: Path) -> list[str]:
    described = json.loads(path.read_text("utf-8"))
    found = [f"{path.name}: {error.message}" for error in _profile().iter_errors(described)]
    report = frictionless.Package(str(path)).validate()
    told = report.flatten(["title", "rowNumber", "fieldName", "message"])
    return found + [f"{path.name}: {line}" for line in told]


def _of_csvw(path: Path) -> list[str]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # they are kept by the object as well
        read = CSVW(str(path), validate=True)
    told = [str(warning.message) for warning in read.warnings]
    return [] if read.is_valid and not told else [f"{path.name}: {told}"]


def _of_sums(folder: Path) -> list[str]:
    lines = (folder / "SHA256SUMS.txt").read_text("utf-8").splitlines()
    pairs = [line.split("  ", 1) for line in lines]
    return [
        f"SHA256SUMS.txt: {name}"
        for told, name in pairs
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != told
    ]


@cache
def _shapes(paths: tuple[Path, ...]) -> rdflib.Graph:
    every = rdflib.Graph()
    for path in paths:
        every += graph(path)
    return every


@cache
def _profile() -> Any:
    profile = json.loads(PROFILE.read_text("utf-8"))
    return jsonschema.Draft7Validator(profile, format_checker=jsonschema.FormatChecker())
