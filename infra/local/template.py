"""The deployment template as plain data: what runs here is read from what is deployed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

PATH = Path(__file__).parents[1] / "aws" / "template.yaml"

FUNCTION = "AWS::Serverless::Function"

Node = dict[str, Any]
_LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_PLACE = re.compile(r"\$\{([A-Za-z0-9]+)(?:\.[A-Za-z0-9.]+)?\}")


class _Loader(_LOADER):  # type: ignore[misc,valid-type]
    """SafeLoader that knows CloudFormation's short forms."""


def _short_form(loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> Node:
    name = suffix if suffix in ("Ref", "Condition") else f"Fn::{suffix}"
    if isinstance(node, yaml.ScalarNode):
        value: object = loader.construct_scalar(node)
    elif isinstance(node, yaml.SequenceNode):
        value = loader.construct_sequence(node, deep=True)
    elif isinstance(node, yaml.MappingNode):
        value = loader.construct_mapping(node, deep=True)
    else:
        raise TypeError(f"no such kind of node: {node.tag}")
    return {name: value}


_Loader.add_multi_constructor("!", _short_form)


def parse(text: str) -> Node:
    """Return a template with `!Ref x` as `{"Ref": "x"}` and `!Sub s` as `{"Fn::Sub": "s"}`."""
    return dict(yaml.load(text, Loader=_Loader))  # noqa: S506 - a SafeLoader underneath


@cache
def resources(path: Path = PATH) -> dict[str, Node]:
    """Return the template's resources by logical name, in the file's order."""
    return expand(parse(path.read_text("utf-8")))


def expand(template: Node) -> dict[str, Node]:
    """Return the resources, with what SAM's Globals say put into each function."""
    shared = template.get("Globals", {}).get("Function", {})
    found: dict[str, Node] = dict(template["Resources"])
    for name, resource in found.items():
        if resource["Type"] == FUNCTION:
            found[name] = {**resource, "Properties": {**shared, **resource["Properties"]}}
    return found


def of_type(found: dict[str, Node], kind: str) -> dict[str, Node]:
    """Return the properties of the resources of one type, by logical name."""
    return {n: r.get("Properties", {}) for n, r in found.items() if r.get("Type") == kind}


def references(node: object) -> Iterator[str]:
    """Yield the logical names that a value refers to, through Ref, GetAtt and Sub."""
    if isinstance(node, list):
        for part in node:
            yield from references(part)
    elif isinstance(node, dict):
        for key, value in node.items():
            yield from _named(key, value)


def _named(key: str, value: Any) -> Iterator[str]:
    if key == "Ref":
        yield value
    elif key == "Fn::GetAtt":
        yield value.split(".")[0] if isinstance(value, str) else value[0]
    elif key == "Fn::Sub":
        text = value if isinstance(value, str) else value[0]
        yield from _PLACE.findall(text)
        yield from references(None if isinstance(value, str) else value[1])
    else:
        yield from references(value)


def referred(node: object, among: dict[str, Node]) -> str:
    """Return the one logical name of `among` that a value refers to.

    Raises LookupError where it refers to none of them.
    """
    for name in references(node):
        if name in among:
            return name
    raise LookupError(f"the template refers to none of {len(among)} resources: {node!r}")
