"""A dataset in the terms of DCAT-AP 3.0.1 (semiceu.github.io/DCAT-AP/releases/3.0.1)."""

from __future__ import annotations

from functions.opendata import dcat_nodes as nodes
from functions.opendata.addresses import Addresses
from functions.opendata.dataset import Dataset
from functions.opendata.government import Government
from functions.opendata.graph import Graph, Iri, Literal, literals
from functions.opendata.notes import note
from functions.opendata.said import joined, texts
from functions.opendata.summary import File, Summary
from functions.opendata.vocabulary import AUTHORITY, FORMATS

PROFILE = "https://semiceu.github.io/DCAT-AP/releases/3.0.1"
DATA_PACKAGE = "https://datapackage.org/standard/data-package/"
CSVW = "https://www.w3.org/TR/tabular-metadata/"


def graph(summary: Summary, government: Government, addresses: Addresses) -> Graph:
    """Return the description of one dataset with its distributions."""
    made = Graph()
    dataset = summary.dataset
    node = made.node(addresses.dataset(dataset.id), "dcat:Dataset", "dcat:Resource")
    _texts(made, node, dataset)
    _links(made, node, summary, government, addresses)
    _times(made, node, summary)
    for file in summary.data_files():
        made.add(
            node,
            "dcat:distribution",
            _distribution(made, summary, file, government, addresses),
        )
    return made


def distribution(summary: Summary, file: File, addresses: Addresses) -> Iri:
    """Return the name of a distribution."""
    return Iri(f"{addresses.dataset(summary.id)}#{file.path}")


def _texts(made: Graph, node: Iri, dataset: Dataset) -> None:
    made.add(node, "dct:title", *literals(dataset.title))
    made.add(node, "dct:description", *literals(dataset.description))
    for lang, words in dataset.keywords.items():
        made.add(node, "dcat:keyword", *(Literal(word, lang) for word in words))
    made.add(node, "dct:identifier", Literal(dataset.id))
    made.add(node, "dcat:version", Literal(dataset.version))


def _links(
    made: Graph, node: Iri, summary: Summary, government: Government, addresses: Addresses
) -> None:
    dataset, home = summary.dataset, addresses.top()
    made.add(node, "dcat:theme", nodes.theme(made, dataset.theme, government))
    made.add(node, "dct:spatial", *nodes.place(made, dataset.area, government, home))
    made.add(node, "dct:publisher", nodes.publisher(made, dataset.publisher, government, home))
    made.add(
        node,
        "dcat:contactPoint",
        nodes.contact(made, dataset.publisher, dataset.contact, government, home),
    )
    made.add(node, "dct:accessRights", nodes.public(made))
    made.add(node, "dct:accrualPeriodicity", nodes.frequency(made, dataset.frequency))
    made.add(node, "dct:language", *nodes.languages(made, government.languages))
    made.add(node, "dct:conformsTo", nodes.standard(made, DATA_PACKAGE, "Data Package 2.0"))
    for lang in government.languages:
        page = nodes.document(made, addresses.page(dataset.id, lang))
        made.add(node, "dcat:landingPage", page)
    described = nodes.document(made, addresses.file(dataset.id, "datapackage.json"))
    made.add(node, "foaf:page", described)
    if dataset.sources:
        made.add(node, "dct:provenance", _provenance(made, dataset, government, addresses))
    if dataset.replaced_by:
        made.add(node, "dct:isReplacedBy", Iri(addresses.dataset(dataset.replaced_by)))


def _times(made: Graph, node: Iri, summary: Summary) -> None:
    dataset = summary.dataset
    made.add(node, "dct:issued", nodes.date(dataset.issued))
    made.add(node, "dct:modified", nodes.moment(summary.modified_at))
    period = made.node(f"{node}#period", "dct:PeriodOfTime")
    made.add(period, "dcat:startDate", nodes.date(dataset.period.start))
    # A period that goes on ends, for those who filter by it, with the day of the latest data.
    end = dataset.period.end or max(summary.modified_at.date(), dataset.period.start)
    made.add(period, "dcat:endDate", nodes.date(end))
    made.add(node, "dct:temporal", period)
    if summary.changes:
        made.add(node, "adms:versionNotes", *literals(note(summary.changes[-1])))


def _provenance(made: Graph, dataset: Dataset, government: Government, addresses: Addresses) -> Iri:
    node = made.node(f"{addresses.dataset(dataset.id)}#provenance", "dct:ProvenanceStatement")
    for source in dataset.sources:
        told = f"{source.title}, {source.url}" if source.url else source.title
        said = texts(government, "dataset.taken_from", source=told)
        made.add(node, "rdfs:label", *literals(said))
    return node


def _distribution(
    made: Graph, summary: Summary, file: File, government: Government, addresses: Addresses
) -> Iri:
    dataset = summary.dataset
    node = made.node(distribution(summary, file, addresses), "dcat:Distribution")
    kind = texts(government, f"dataset.file.{file.role}")
    title = joined((dataset.table(file.table).title, kind), government.languages, ": ")
    made.add(node, "dct:title", *literals(title))
    made.add(node, "dct:description", *literals(kind))
    address = Iri(addresses.file(dataset.id, file.path))
    made.add(address, "rdf:type", Iri("http://www.w3.org/2000/01/rdf-schema#Resource"))
    made.add(node, "dcat:accessURL", address)
    made.add(node, "dcat:downloadURL", address)
    format_node, media_node = nodes.media(made, *FORMATS[file.role])
    made.add(node, "dct:format", format_node)
    made.add(node, "dcat:mediaType", media_node)
    made.add(node, "dcat:byteSize", Literal(str(file.size), datatype="xsd:nonNegativeInteger"))
    made.add(node, "spdx:checksum", _checksum(made, node, file))
    _terms(made, node, dataset, government, addresses)
    made.add(node, "dct:issued", nodes.date(dataset.issued))
    made.add(node, "dct:modified", nodes.moment(summary.modified_at))
    made.add(node, "dct:language", *nodes.languages(made, government.languages))
    if file.role == "csv":
        made.add(node, "dct:conformsTo", nodes.standard(made, CSVW, "CSV on the Web"))
    return node


def _terms(
    made: Graph, node: Iri, dataset: Dataset, government: Government, addresses: Addresses
) -> None:
    made.add(node, "dct:license", nodes.licence(made, dataset.licence))
    rights = made.node(f"{addresses.dataset(dataset.id)}#rights", "dct:RightsStatement")
    said = dataset.licence.rights or texts(government, "dataset.rights_own")
    made.add(rights, "rdfs:label", *literals(said))
    made.add(node, "dct:rights", rights)
    for name, table, code in (
        ("dcatap:availability", "planned-availability", "STABLE"),
        ("adms:status", "distribution-status", _status(dataset)),
    ):
        made.add(node, name, nodes.concept(made, f"{AUTHORITY}{table}/{code}", code.lower()))


def _status(dataset: Dataset) -> str:
    return "DEPRECATED" if dataset.replaced_by else "COMPLETED"


def _checksum(made: Graph, node: Iri, file: File) -> Iri:
    found = made.node(f"{node}-checksum", "spdx:Checksum")
    algorithm = made.node(
        "http://spdx.org/rdf/terms#checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm"
    )
    made.add(found, "spdx:algorithm", algorithm)
    made.add(found, "spdx:checksumValue", Literal(file.sha256, datatype="xsd:hexBinary"))
    return found


def files(made: Graph) -> dict[str, bytes]:
    """Return a dataset's description in both notations."""
    return {"dataset.ttl": made.turtle(), "dataset.jsonld": made.json_ld()}
