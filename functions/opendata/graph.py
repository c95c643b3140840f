"""A graph of statements, written as Turtle (RDF 1.1) and as JSON-LD 1.1.

Every node has an address, none is blank: two descriptions of the same thing can be laid together,
and the same data gives the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from functions.opendata import json_file

PREFIXES = {
    "adms": "http://www.w3.org/ns/adms#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
TYPE = "rdf:type"
_NOT_IN_IRI = re.compile(r"[\x00-\x20<>\"{}|^`\\]")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class Iri(str):
    """The address of a node. Raises ValueError for a character that no address may have."""

    __slots__ = ()

    def __new__(cls, address: str) -> Iri:
        if _NOT_IN_IRI.search(address):
            raise ValueError(f"no address: {address!r}")
        return super().__new__(cls, address)


@dataclass(frozen=True)
class Literal:
    """A value: a text in a language, or of a datatype such as `xsd:date`."""

    value: str
    lang: str = ""
    datatype: str = ""


Object = Iri | Literal


class Graph:
    """Statements by subject and property, in the order in which they were made."""

    def __init__(self) -> None:
        self._nodes: dict[Iri, dict[str, list[Object]]] = {}

    def add(self, subject: Iri, name: str, *objects: Object) -> None:
        """State something of a subject once; `name` is a prefixed name."""
        if objects:
            held = self._nodes.setdefault(subject, {}).setdefault(name, [])
            held.extend(one for one in dict.fromkeys(objects) if one not in held)

    def node(self, address: str, *types: str) -> Iri:
        """Return a node that is of some classes."""
        subject = Iri(address)
        self.add(subject, TYPE, *(Iri(_expanded(name)) for name in types))
        return subject

    def objects(self, subject: str, name: str) -> list[Object]:
        """Return what is stated of a subject."""
        return self._nodes.get(Iri(subject), {}).get(name, [])

    def subjects(self, kind: str) -> list[Iri]:
        """Return the nodes of a class."""
        wanted = Iri(_expanded(kind))
        return [one for one, said in self._nodes.items() if wanted in said.get(TYPE, ())]

    def update(self, other: Graph) -> None:
        """Take over all statements of another graph."""
        for subject, said in other._nodes.items():
            for name, objects in said.items():
                self.add(subject, name, *objects)

    def turtle(self) -> bytes:
        """Return the graph as Turtle."""
        head = [f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()]
        return ("\n".join([*head, "", *self._turtle_nodes()])).encode()

    def json_ld(self) -> bytes:
        """Return the graph as JSON-LD."""
        nodes = [_json_node(subject, said) for subject, said in self._nodes.items()]
        return json_file.document({"@context": PREFIXES, "@graph": nodes})

    def _turtle_nodes(self) -> Iterator[str]:
        for subject, said in self._nodes.items():
            lines = [
                f"  {'a' if name == TYPE else name} {', '.join(map(_turtle, objects))}"
                for name, objects in said.items()
            ]
            yield f"<{subject}>\n" + " ;\n".join(lines) + " .\n"


def literals(texts: dict[str, str]) -> Iterable[Literal]:
    """Return a text in each of its languages."""
    return (Literal(_CONTROL.sub("", text), lang) for lang, text in texts.items() if text)


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def _shortened(address: str) -> str | None:
    for name, start in PREFIXES.items():
        if address.startswith(start) and address[len(start) :].isalnum():
            return f"{name}:{address[len(start) :]}"
    return None


def _turtle(one: Object) -> str:
    if isinstance(one, Iri):
        return _shortened(one) or f"<{one}>"
    text = f'"{one.value.translate(_ESCAPES)}"'
    if one.lang:
        return f"{text}@{one.lang}"
    return f"{text}^^{one.datatype}" if one.datatype else text


def _json_node(subject: Iri, said: dict[str, list[Object]]) -> dict[str, Any]:
    made: dict[str, Any] = {"@id": subject}
    for name, objects in said.items():
        if name == TYPE:
            made["@type"] = [_shortened(one) or str(one) for one in objects if isinstance(one, Iri)]
        else:
            made[name] = [_json(one) for one in objects]
    return made


def _json(one: Object) -> dict[str, str]:
    if isinstance(one, Iri):
        return {"@id": one}
    if one.lang:
        return {"@value": one.value, "@language": one.lang}
    return {"@value": one.value} | ({"@type": one.datatype} if one.datatype else {})
