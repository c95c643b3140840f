"""The catalogue of all datasets in the terms of DCAT-AP 3.0.1, with the service that gives them."""

from __future__ import annotations

from collections.abc import Sequence

from functions.opendata import dcat
from functions.opendata import dcat_nodes as nodes
from functions.opendata.addresses import Addresses
from functions.opendata.dataset import Licence
from functions.opendata.government import Government
from functions.opendata.graph import Graph, Iri, literals
from functions.opendata.said import texts
from functions.opendata.summary import Summary

OPEN311 = "https://wiki.open311.org/GeoReport_v2/"


def graph(summaries: Sequence[Summary], government: Government, addresses: Addresses) -> Graph:
    """Return the catalogue: every dataset, its record, and the services."""
    made = Graph()
    node = _catalogue(made, summaries, government, addresses)
    for summary in summaries:
        made.update(dcat.graph(summary, government, addresses))
        made.add(node, "dcat:dataset", Iri(addresses.dataset(summary.id)))
        made.add(node, "dcat:record", _record(made, summary, government, addresses))
        made.add(node, "dcat:themeTaxonomy", nodes.themes(made))
    made.add(node, "dcat:service", _service(made, summaries, government, addresses))
    return made


def _catalogue(
    made: Graph, summaries: Sequence[Summary], government: Government, addresses: Addresses
) -> Iri:
    home = addresses.top()
    node = made.node(home, "dcat:Catalog", "dcat:Resource")
    said = {"government": government.name}
    made.add(node, "dct:title", *literals(texts(government, "dataset.catalogue_title", **said)))
    description = texts(government, "dataset.catalogue_description", **said)
    made.add(node, "dct:description", *literals(description))
    made.add(node, "dct:publisher", nodes.publisher(made, "", government, home))
    made.add(node, "dcat:contactPoint", nodes.contact(made, "", "", government, home))
    made.add(node, "dct:language", *nodes.languages(made, government.languages))
    made.add(node, "dct:spatial", *nodes.place(made, government.area, government, home))
    made.add(node, "dct:conformsTo", nodes.standard(made, dcat.PROFILE, "DCAT-AP 3.0.1"))
    made.add(node, "dct:license", nodes.licence(made, Licence()))
    page = addresses.catalogue_page(government.default_language)
    made.add(node, "foaf:homepage", nodes.document(made, page))
    if summaries:
        made.add(node, "dct:issued", nodes.date(min(one.issued for one in summaries)))
        made.add(node, "dct:modified", nodes.moment(max(one.modified_at for one in summaries)))
    return node


def _record(made: Graph, summary: Summary, government: Government, addresses: Addresses) -> Iri:
    address = addresses.dataset(summary.id)
    node = made.node(f"{address}#record", "dcat:CatalogRecord")
    made.add(node, "foaf:primaryTopic", Iri(address))
    made.add(node, "dct:issued", nodes.date(summary.issued))
    made.add(node, "dct:modified", nodes.moment(summary.modified_at))
    made.add(node, "dct:language", *nodes.languages(made, government.languages))
    made.add(node, "dct:conformsTo", nodes.standard(made, dcat.PROFILE, "DCAT-AP 3.0.1"))
    kind = "created" if len(summary.changes) <= 1 else "updated"
    change = nodes.concept(made, f"{nodes.ADMS}changetype/{kind}", kind)
    made.add(node, "adms:status", change)
    return node


def _service(
    made: Graph, summaries: Sequence[Summary], government: Government, addresses: Addresses
) -> Iri:
    """Return the service of complaints; it has data that is looked up, not only files."""
    home = addresses.top()
    node = made.node(f"{home}#open311", "dcat:DataService", "dcat:Resource")
    said = {"government": government.name}
    made.add(node, "dct:title", *literals(texts(government, "dataset.service_title", **said)))
    description = texts(government, "dataset.service_description")
    made.add(node, "dct:description", *literals(description))
    endpoint = f"{addresses.site}/open311/v2/"
    for name, address in (
        ("dcat:endpointURL", endpoint),
        ("dcat:endpointDescription", f"{addresses.site}/open311/v2/discovery.json"),
    ):
        made.add(node, name, made.node(address, "rdfs:Resource"))
    made.add(node, "dct:conformsTo", nodes.standard(made, OPEN311, "Open311 GeoReport v2"))
    made.add(node, "dct:publisher", nodes.publisher(made, "", government, home))
    made.add(node, "dcat:contactPoint", nodes.contact(made, "", "", government, home))
    made.add(node, "dcat:theme", nodes.theme(made, "GOVE", government))
    made.add(node, "dct:accessRights", nodes.public(made))
    made.add(node, "dct:license", nodes.licence(made, Licence()))
    for lang, words in _service_words(government).items():
        made.add(node, "dcat:keyword", *literals({lang: words}))
    served = [one for one in summaries if one.id.startswith("complaint")]
    made.add(node, "dcat:servesDataset", *(Iri(addresses.dataset(one.id)) for one in served))
    return node


def _service_words(government: Government) -> dict[str, str]:
    return texts(government, "dataset.service_keyword")
