"""The score of the European metadata quality assessment, read from what is really published.

Indicators, properties and points: data.europa.eu, metadata quality dashboard (405 points). An
indicator of distributions is met if each of them meets it, except those of interoperability, for
which the assessment looks at the best one. The points for answers by HTTP are given for files that
are there with the size and checksum that the description says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from functions.opendata.conformance import problems
from functions.opendata.graph import Graph, Iri
from functions.opendata.summary import File, Quality, Summary
from functions.opendata.vocabulary import (
    AUTHORITY,
    IANA,
    LICENCES,
    MACHINE_FORMATS,
    MEDIA_TYPES,
    OPEN_FORMATS,
)

FULL = 405
_FORMATS = OPEN_FORMATS | MACHINE_FORMATS | {"XLS", "XLSX", "PDF", "DOC", "DOCX"}
_ACCESS = {"PUBLIC", "RESTRICTED", "NON_PUBLIC"}


@dataclass(frozen=True)
class Seen:
    """What is looked at: a description, the dataset in it, and the files by address."""

    graph: Graph
    dataset: str
    files: Mapping[str, File]

    def has(self, node: str, name: str) -> bool:
        return bool(self.graph.objects(node, name))

    def values(self, node: str, name: str) -> list[str]:
        return [
            one if isinstance(one, Iri) else one.value for one in self.graph.objects(node, name)
        ]

    def distributions(self) -> list[str]:
        return self.values(self.dataset, "dcat:distribution")

    def codes(self, node: str, name: str, table: str) -> list[str]:
        """Return the codes of an authority table among the values of a property."""
        start = f"{AUTHORITY}{table}/"
        found = self.values(node, name)
        return [one.removeprefix(start) for one in found if one.startswith(start)]


Test = Callable[[Seen, str], bool]


@dataclass(frozen=True)
class Indicator:
    """A line of the assessment's table."""

    id: str
    dimension: str
    points: int
    test: Test
    of: str = "dataset"  # or every distribution, or the best one

    def is_met(self, seen: Seen) -> bool:
        if self.of == "dataset":
            return self.test(seen, seen.dataset)
        found = [self.test(seen, one) for one in seen.distributions()]
        return bool(found) and (any(found) if self.of == "best" else all(found))


def _has(name: str) -> Test:
    return lambda seen, node: seen.has(node, name)


def _answers(name: str) -> Test:
    return lambda seen, node: (
        all(_is_there(seen, node, address) for address in seen.values(node, name))
        and seen.has(node, name)
    )


def _is_there(seen: Seen, node: str, address: str) -> bool:
    file = seen.files.get(address)
    sizes = seen.values(node, "dcat:byteSize")
    sums = [
        value
        for checksum in seen.values(node, "spdx:checksum")
        for value in seen.values(checksum, "spdx:checksumValue")
    ]
    return file is not None and sizes in ([], [str(file.size)]) and sums in ([], [file.sha256])


def _format_in(codes: frozenset[str] | set[str]) -> Test:
    return lambda seen, node: any(
        code in codes for code in seen.codes(node, "dct:format", "file-type")
    )


def _is_known_media(seen: Seen, node: str) -> bool:
    media = [one.removeprefix(IANA) for one in seen.values(node, "dcat:mediaType")]
    return _format_in(_FORMATS)(seen, node) and any(one in MEDIA_TYPES for one in media)


def _is_known_licence(seen: Seen, node: str) -> bool:
    return any(code in LICENCES for code in seen.codes(node, "dct:license", "licence"))


def _is_known_access(seen: Seen, node: str) -> bool:
    return any(code in _ACCESS for code in seen.codes(node, "dct:accessRights", "access-right"))


def _is_dated(name: str) -> Test:
    return lambda seen, node: (
        seen.has(node, name) and all(seen.has(one, name) for one in seen.distributions())
    )


INDICATORS = (
    Indicator("keyword", "findability", 30, _has("dcat:keyword")),
    Indicator("theme", "findability", 30, _has("dcat:theme")),
    Indicator("spatial", "findability", 20, _has("dct:spatial")),
    Indicator("temporal", "findability", 20, _has("dct:temporal")),
    Indicator("accessURL answers", "accessibility", 50, _answers("dcat:accessURL"), "every"),
    Indicator("downloadURL", "accessibility", 20, _has("dcat:downloadURL"), "every"),
    Indicator("downloadURL answers", "accessibility", 30, _answers("dcat:downloadURL"), "every"),
    Indicator("format", "interoperability", 20, _has("dct:format"), "best"),
    Indicator("mediaType", "interoperability", 10, _has("dcat:mediaType"), "best"),
    Indicator("format and mediaType known", "interoperability", 10, _is_known_media, "best"),
    Indicator("open format", "interoperability", 20, _format_in(OPEN_FORMATS), "best"),
    Indicator("machine format", "interoperability", 20, _format_in(MACHINE_FORMATS), "best"),
    Indicator(
        "DCAT-AP", "interoperability", 30, lambda seen, node: not problems(seen.graph)
    ),
    Indicator("license", "reusability", 20, _has("dct:license"), "every"),
    Indicator("license known", "reusability", 10, _is_known_licence, "every"),
    Indicator("accessRights", "reusability", 10, _has("dct:accessRights")),
    Indicator("accessRights known", "reusability", 5, _is_known_access),
    Indicator("contactPoint", "reusability", 20, _has("dcat:contactPoint")),
    Indicator("publisher", "reusability", 10, _has("dct:publisher")),
    Indicator("rights", "contextuality", 5, _has("dct:rights"), "every"),
    Indicator("byteSize", "contextuality", 5, _has("dcat:byteSize"), "every"),
    Indicator("issued", "contextuality", 5, _is_dated("dct:issued")),
    Indicator("modified", "contextuality", 5, _is_dated("dct:modified")),
)  # fmt: skip


def score(graph: Graph, dataset: str, files: Mapping[str, File]) -> Quality:
    """Return the points of a dataset, and each indicator that is not met."""
    seen = Seen(graph, dataset, files)
    met = [one for one in INDICATORS if one.is_met(seen)]
    dimensions = dict.fromkeys((one.dimension for one in INDICATORS), 0)
    for one in met:
        dimensions[one.dimension] += one.points
    return Quality(
        points=sum(one.points for one in met),
        of=FULL,
        missing=tuple(one.id for one in INDICATORS if one not in met),
        dimensions=dimensions,
    )


def line(summaries: Sequence[Summary]) -> str:
    """Return the scores of all datasets in one line, with what is missing named."""
    if not summaries:
        return "metadata quality: no datasets"
    least = min(one.quality.points for one in summaries)
    told = f"metadata quality: {least}/{FULL} for each of {len(summaries)} datasets"
    if least < FULL:
        told = f"metadata quality: {least} to {FULL} of {FULL}, {len(summaries)} datasets"
    short = [
        f"{one.id} {one.quality.points} (missing: {', '.join(one.quality.missing)})"
        for one in summaries
        if one.quality.missing
    ]
    return "; ".join([told, *short])
