"""What publishing 10,000 complaints costs: all of it, an idle minute, and one that changed."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from functions.publishing.complaint_publish import Report

COMPLAINTS, BODIES = 10_000, 50


def measure(folder: Path) -> None:
    """Publish them and print times and files written; `folder` holds the buckets."""
    from functions.complaints import complaint
    from functions.complaints.complaint import Record
    from functions.publishing import complaint_publish
    from functions.shared import clock, content
    from tests.functions.desk_complaint_kit import many
    from tests.functions.publishing_kit import Site

    Site(folder)
    stored = list(many(COMPLAINTS, list(content.load().bodies)[:BODIES]))
    now = clock.now()

    def changed(_: object) -> Iterator[Record]:
        yield from stored

    real, complaint.changed_since = complaint.changed_since, changed
    try:
        _tell("publish them all", lambda: _all(now))
        stored[:] = []
        _tell("publish an idle minute", lambda: complaint_publish.publish(now))
        one = next(iter(many(1, list(content.load().bodies)[:1])))
        facts = one.complaint.model_copy(update={"id": COMPLAINTS + 1, "changed_at": now})
        stored[:] = [replace(one, complaint=facts)]
        _tell("publish one new complaint", lambda: complaint_publish.publish(now))
    finally:
        complaint.changed_since = real
    page = folder / "site" / "ru" / "complaints" / "index.html"
    _tell("read the public list, a static file", lambda: page.read_bytes() and None)


def _all(now: dt.datetime) -> Report:
    """Publish until nothing is left to do, as run after run would."""
    from functions.publishing import complaint_publish

    files, report = 0, complaint_publish.publish(now)
    while report.files or report.waiting:
        files += report.files
        report = complaint_publish.publish(now)
    return replace(report, files=files)


def _tell(what: str, work: Callable[[], object]) -> None:
    started = time.process_time()
    done = work()
    took = 1_000 * (time.process_time() - started)
    more = f"{done.files:,} files" if hasattr(done, "files") else ""
    label = f"{COMPLAINTS:,} complaints: {what}"
    print(f"{label:<58} {took:9.1f} ms  {more}")
