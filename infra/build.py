"""The content compiler: `python -m infra.build content` writes `build/content.json`.

What a government edits is checked here, once, so that the functions may trust it.
"""

from __future__ import annotations

import hashlib
import json
import sys
from pathlib import Path

from infra.content import complaints, places, processes, rulesets, words
from infra.content.source import ContentError, Value, read
from infra.map import draw

CONTENT = Path("content")
COMPILED = Path("build/content.json")
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
    """Compile and write the file that the functions read. Raises ContentError."""
    text = json.dumps(compile_content(content_dir), ensure_ascii=False, separators=(",", ":"))
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_text(text, encoding="utf-8")
    partial.replace(target)
    return target


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
