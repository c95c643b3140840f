"""Expands the SAM template to plain CloudFormation, offline and without credentials.

What is linted, deployed to the emulator in the tests and deployed for good is this expansion.
"""

from __future__ import annotations

import json
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import boto3
from samtranslator.parser.parser import Parser  # type: ignore[import-untyped]
from samtranslator.translator.translator import Translator  # type: ignore[import-untyped]
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-untyped]

FOLDER = Path(__file__).parent
TEMPLATE = FOLDER / "template.yaml"
TARGET = FOLDER.parents[1] / "build" / "template.json"

Template = dict[str, Any]


def read() -> Template:
    """Return the template as written, intrinsic functions in their long form."""
    return deepcopy(_parsed())


@cache
def _parsed() -> Template:
    return dict(yaml_parse(TEMPLATE.read_text("utf-8")))


@cache
def _expanded() -> str:
    template = read()
    _inline_edge_rules(template)
    # The region decides only the partition of ARNs that SAM writes itself; the names stay open.
    session = boto3.Session(region_name="eu-central-1")
    translator = Translator({}, Parser(), boto_session=session)
    found = translator.translate(template, parameter_values={}, passthrough_metadata=False)
    return json.dumps(found, ensure_ascii=False, indent=1)


def expand() -> Template:
    """Return the template as plain CloudFormation. Raises InvalidDocumentException."""
    return dict(json.loads(_expanded()))


def _inline_edge_rules(template: Template) -> None:
    """Put the text of edge.js where the template names the file."""
    properties = template["Resources"]["EdgeRules"]["Properties"]
    properties["FunctionCode"] = (FOLDER / properties["FunctionCode"]).read_text("utf-8")


def main() -> None:
    """Write build/template.json."""
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(json.dumps(expand(), ensure_ascii=False, indent=1) + "\n", "utf-8")
    print(f"{TARGET.relative_to(Path.cwd())}: {len(expand()['Resources'])} resources")


if __name__ == "__main__":
    main()
