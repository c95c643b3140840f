"""The nodes that many statements point to: people, places, times, codes. All typed where used.

A validator that sees one file only must find the class of each thing in it, so the codes of the
EU's authority tables are typed and named here, too.
"""

from __future__ import annotations

import datetime as dt

from functions.opendata.countries import THREE_LETTERS
from functions.opendata.dataset import Licence
from functions.opendata.government import Government
from functions.opendata.graph import Graph, Iri, Literal, literals
from functions.opendata.said import texts
from functions.opendata.vocabulary import (
    AUTHORITY,
    FREQUENCIES,
    IANA,
    LANGUAGE_NAMES,
    LANGUAGES,
    LICENCES,
)
from functions.shared import clock

ADMS = "http://purl.org/adms/"


def date(day: dt.date) -> Literal:
    """Return a day."""
    return Literal(day.isoformat(), datatype="xsd:date")


def moment(at: dt.datetime) -> Literal:
    """Return an instant."""
    return Literal(clock.text(at), datatype="xsd:dateTime")


def concept(graph: Graph, address: str, label: str | dict[str, str]) -> Iri:
    """Return a term of a vocabulary."""
    node = graph.node(address, "skos:Concept")
    said = {"en": label} if isinstance(label, str) else label
    graph.add(node, "skos:prefLabel", *literals(said))
    return node


def standard(graph: Graph, address: str, title: str) -> Iri:
    """Return a standard or an application profile."""
    node = graph.node(address, "dct:Standard")
    graph.add(node, "dct:title", Literal(title, "en"))
    return node


def document(graph: Graph, address: str) -> Iri:
    """Return a page or file that is read by people."""
    return graph.node(address, "foaf:Document")


def languages(graph: Graph, known: tuple[str, ...]) -> list[Iri]:
    """Return the languages of texts."""
    found = []
    for lang in known:
        node = graph.node(f"{AUTHORITY}language/{LANGUAGES[lang]}", "dct:LinguisticSystem")
        graph.add(node, "rdfs:label", Literal(LANGUAGE_NAMES[lang], lang))
        found.append(node)
    return found


def licence(graph: Graph, held: Licence) -> Iri:
    """Return a licence, by its code in the EU's table."""
    node = graph.node(f"{AUTHORITY}licence/{held.code}", "dct:LicenseDocument")
    graph.add(node, "dct:title", *literals(held.title))
    graph.add(node, "foaf:page", document(graph, str(held.url)))
    known = LICENCES.get(held.code)
    if known:
        kind = concept(graph, f"{ADMS}licencetype/{known.type}", known.type)
        graph.add(node, "dct:type", kind)
    return node


def public(graph: Graph) -> Iri:
    """Return that everybody may see it."""
    node = graph.node(f"{AUTHORITY}access-right/PUBLIC", "dct:RightsStatement")
    graph.add(node, "rdfs:label", Literal("public", "en"))
    return node


def frequency(graph: Graph, code: str) -> Iri:
    """Return how often data is renewed."""
    node = graph.node(f"{AUTHORITY}frequency/{code}", "dct:Frequency")
    graph.add(node, "rdfs:label", Literal(FREQUENCIES.get(code, code), "en"))
    return node


def theme(graph: Graph, code: str, government: Government) -> Iri:
    """Return a theme of the EU's portal."""
    names = texts(government, f"dataset.theme.{code}")
    node = concept(graph, f"{AUTHORITY}data-theme/{code}", names)
    graph.add(node, "skos:inScheme", themes(graph))
    return node


def themes(graph: Graph) -> Iri:
    """Return the table of themes."""
    node = graph.node(f"{AUTHORITY}data-theme", "skos:ConceptScheme")
    graph.add(node, "dct:title", Literal("Data theme", "en"))
    return node


def media(graph: Graph, file_type: str, media_type: str) -> tuple[Iri, Iri]:
    """Return the file type of the EU's table and the media type of IANA's."""
    format_node = graph.node(f"{AUTHORITY}file-type/{file_type}", "dct:MediaTypeOrExtent")
    media_node = graph.node(f"{IANA}{media_type}", "dct:MediaType")
    for node, label in ((format_node, file_type), (media_node, media_type)):
        graph.add(node, "rdfs:label", Literal(label))
    return format_node, media_node


def place(graph: Graph, code: str, government: Government, home: str) -> list[Iri]:
    """Return a country by the EU's table, or a jurisdiction of the government with its country."""
    country = code.partition("-")[0]
    three = THREE_LETTERS.get(country)
    found = []
    if code != country or not three:
        own = graph.node(f"{home}#place-{code}", "dct:Location")
        graph.add(own, "dct:identifier", Literal(code))
        graph.add(own, "skos:prefLabel", *literals(government.places.get(code, {"en": code})))
        found.append(own)
    if three:
        node = graph.node(f"{AUTHORITY}country/{three}", "dct:Location")
        graph.add(node, "dct:identifier", Literal(country))
        graph.add(node, "skos:prefLabel", *literals(government.places.get(country, {"en": three})))
        found.append(node)
    return found


def publisher(graph: Graph, body: str, government: Government, home: str) -> Iri:
    """Return who publishes."""
    held = government.publisher(body)
    node = graph.node(f"{home}#publisher-{held.id}", "foaf:Agent")
    graph.add(node, "foaf:name", *literals(held.name))
    graph.add(node, "dct:type", concept(graph, f"{ADMS}publishertype/{held.type}", held.type))
    if held.url:
        graph.add(node, "foaf:homepage", document(graph, held.url))
    return node


def contact(graph: Graph, body: str, mailbox: str, government: Government, home: str) -> Iri:
    """Return whom to write to."""
    held = government.publisher(body)
    address = mailbox or government.contact
    node = graph.node(f"{home}#contact-{held.id}", "vcard:Kind", "vcard:Organization")
    graph.add(node, "vcard:fn", *literals(held.name))
    graph.add(node, "vcard:hasEmail", Iri(f"mailto:{address}"))
    return node


def is_code(address: str, table: str, codes: frozenset[str]) -> bool:
    """Tell whether an address is of a table of the EU."""
    start = f"{AUTHORITY}{table}/"
    return address.startswith(start) and address.removeprefix(start) in codes
