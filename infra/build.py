"""The content compiler: `python -m infra.build content` writes `build/content.json`.

What a government edits is checked here, once, so that the functions may trust it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from infra.content import (
    complaints,
    datasets,
    indicators,
    places,
    platform,
    processes,
    recognition,
    rulesets,
    words,
)
from infra.content.source import ContentError, Value, read
from infra.map import draw

CONTENT = Path("content")
COMPILED = Path("build/content.json")
DATASETS = "datasets"  # the folder beside
Compiled = dict[str, Value]


def compile_content(content_dir: Path) -> Compiled:
    """Return the content as plain data, by section. Raises ContentError with every problem."""
    root = content_dir.resolve()
    government, source = places.government(root)
    calendars = places.calendars(root)
    jurisdictions = places.jurisdictions(root)
    bodies = places.bodies(root, jurisdictions)
    rules = rulesets.rule_sets(root, calendars, bodies)
    clocks = complaints.clocks(root, calendars)
    keys = rulesets.active(government.rule_sets, rules, source)
    sections: dict[str, object] = {
        "government": government.model_dump(mode="json") | {"rule_sets": keys},
        "rules": rules,
        "jurisdictions": jurisdictions,
        "bodies": bodies,
        "categories": places.categories(root),
        "calendars": calendars,
        "clocks": clocks,
        "complaints": complaints.complaints(root, clocks, bodies, jurisdictions),
        "processes": processes.processes(root, calendars),
        "indicators": indicators.indicators(root),
        "platform": platform.platform(root, next(iter(jurisdictions)), government.languages),
        "recognition": recognition.offers(root, bodies),
        "map": draw.section(root / "map"),
        "words": words.words(root),
        "email_domains": places.email_domains(root),
        "disposable": places.disposable(root),
        "examples": _examples(root),
    }
    # Through JSON and back, so that what is returned is exactly what the functions will read.
    compiled: Compiled = json.loads(json.dumps(sections, ensure_ascii=False))
    return compiled | {"version": _version(compiled)}


def write_content(content_dir: Path = CONTENT, target: Path = COMPILED) -> Path:
    """Compile and write what the functions read: a file, and a folder of datasets beside it.

    Raises ContentError.
    """
    compiled = compile_content(content_dir)
    own = datasets.datasets(content_dir.resolve(), _known(compiled))
    text = json.dumps(compiled, ensure_ascii=False, separators=(",", ":"))
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    datasets.write(own, target.parent / DATASETS)
    partial.replace(target)
    return target


def _known(compiled: Mapping[str, Any]) -> datasets.Known:
    places = compiled["jurisdictions"]
    return datasets.Known(next(iter(places)), places, compiled["bodies"], compiled["words"]["en"])


def _examples(root: Path) -> dict[str, Value]:
    return {path.stem: read(path, root).data for path in sorted((root / "examples").glob("*.yml"))}


def _version(compiled: Compiled) -> str:
    text = json.dumps(compiled, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def main(arguments: list[str]) -> int:
    """Run one build step; 0 if it worked, 1 if the content is wrong, 2 if the step is unknown."""
    if arguments != ["content"]:
        print("usage: python -m infra.build content", file=sys.stderr)
        return 2
    try:
        print(f"wrote {write_content()}")
    except ContentError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
