"""Prints the metadata quality of the government's own datasets: `python -m infra.quality`.

It needs `build/content.json` and `build/datasets` (`python -m infra.build content`). The platform's
own datasets are scored when they are published, in `/data/quality.json`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from functions.opendata import files, government, quality, release
from functions.opendata.summary import Summary
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import Settings
from infra.build import COMPILED, DATASETS

_SITE = "https://example.org"  # addresses count, wherever they point


def summaries(content: Path) -> list[Summary]:
    """Return the datasets beside a compiled content, as they would be released now."""
    owner = government.of(load())
    return [
        release.make(
            one.dataset,
            one.rows(),
            site_url=_SITE,
            now=clock.now(),
            government=owner,
            before=None,
        ).summary
        for one in files.load(content.parent / DATASETS)
    ]


def main() -> int:
    """Print the score; 0 if every dataset has full marks."""
    for name, field in Settings.model_fields.items():
        if field.is_required():
            os.environ.setdefault(name.upper(), "file:///nowhere")
    os.environ["CONTENT_PATH"] = str(COMPILED)
    found = summaries(COMPILED)
    print(quality.line(found))
    return int(any(one.quality.points < quality.FULL for one in found))


if __name__ == "__main__":
    sys.exit(main())
