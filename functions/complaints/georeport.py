"""Documents of Open311 GeoReport v2: one value, written as XML and as JSON.

A document is its name and a plain value. In XML a list has a wrapper and its items a name of their
own; in JSON a document that is a list is a bare array (the "Spark" convention). What is empty stays
as an empty element and as null, so that no client misses a field. Ids and codes are texts.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias
from xml.sax.saxutils import escape

Format = Literal["xml", "json"]
Value: TypeAlias = "str | int | float | bool | Mapping[str, Value] | Sequence[Value] | None"

FORMATS: tuple[Format, ...] = ("xml", "json")
SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
TYPES: Mapping[str, str] = {
    "xml": "text/xml; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
# One published validator takes the discovery document only without a charset.
DISCOVERY_TYPES: Mapping[str, str] = {"xml": "text/xml", "json": "application/json"}
ITEMS: Mapping[str, str] = {
    "attributes": "attribute",
    "endpoints": "endpoint",
    "errors": "error",
    "formats": "format",
    "notes": "note",
    "service_requests": "request",
    "services": "service",
    "values": "value",
}
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
# What XML 1.0 cannot hold; a return is written out, or a parser would read a line feed.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WRITTEN_OUT = {"\r": "&#13;"}


@dataclass(frozen=True)
class Fault:
    """One error of an answer: the HTTP status it stands for, and a text for people."""

    status: int
    text: str


def write(root: str, value: Value, form: Format) -> str:
    """Return a document as text in one of the formats."""
    if form == "json":
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _DECLARATION + _element(root, value)


def errors(faults: Iterable[Fault], form: Format) -> str:
    """Return the error document of one or more faults."""
    told: list[Value] = [{"code": fault.status, "description": fault.text} for fault in faults]
    return write("errors", told, form)


def form_of(path: str) -> Format:
    """Return the format that an address asks for: XML, which every server must have, unless told.

    The address ends in `.json` for JSON.
    """
    return "json" if path.endswith(".json") else "xml"


def content_type(path: str) -> str:
    """Return the exact content type of an address."""
    name = path.rsplit("/", 1)[-1]
    types = DISCOVERY_TYPES if name.startswith("discovery.") else TYPES
    return types[form_of(path)]


def _element(name: str, value: Value) -> str:
    inner = _inner(name, value)
    return f"<{name}>{inner}</{name}>" if inner else f"<{name}/>"


def _inner(name: str, value: Value) -> str:
    if isinstance(value, Mapping):
        return "".join(_element(key, part) for key, part in value.items())
    if isinstance(value, str):
        return escape(_NOT_XML.sub("", value), _WRITTEN_OUT)
    if isinstance(value, Sequence):
        return "".join(_element(ITEMS[name], item) for item in value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else str(value)
