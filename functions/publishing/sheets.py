"""Many pages of one owner, rendered side by side: each only if what it is made from changed.

A run reads what stands on a page, which needs the read model; a process then turns it into HTML and
writes it, which does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Protocol

from functions.publishing import outputs, workers
from functions.publishing.burst import Burst
from functions.publishing.making import Making
from functions.publishing.outputs import Lazy
from functions.publishing.render import Sheet, renderers
from functions.shared import objects

GROUP = 32


class Leaf(Protocol):
    """A page in two steps: what `read` returns goes to a process that knows all else."""

    def read(self) -> Any: ...
    def sheet(self, read: Any) -> Sheet: ...


def put(
    press: Making, held: outputs.Held, files: Mapping[str, Lazy[Any]], due: Mapping[str, Leaf]
) -> int:
    """Publish the due ones of an owner's files; return how many were written.

    They speak of what was written before, so that goes out first. Once the run's time is over, the
    rest stays as it was; calling it again goes on from there.
    """
    press.store.burst.flush()

    def work(group: list[tuple[str, Any]]) -> list[str]:
        burst = Burst()
        for path, read in group:
            sheet = due[path].sheet(read)
            burst.add(path, renderers(press.version)[sheet.address.lang].page(sheet))
        burst.flush()
        return [path for path, _ in group]

    written, wanted = set[str](), workers.wanted(len(due))
    for paths in workers.spread(_groups(press, due), work, workers=wanted):
        written.update(paths)
    if wanted > 1:  # many files, and no other threads
        objects.begin_to_settle("site")
    held.settle(files, written)
    return len(written)


def _groups(press: Making, due: Mapping[str, Leaf]) -> Iterator[list[tuple[str, Any]]]:
    """Yield groups; the first, which no other process renders, is a page in each language."""
    pages, first = list(due.items()), len(press.languages)
    for start in (0, *range(first, len(pages), GROUP)):
        if not press.has_time():
            return
        end = start + GROUP if start else first
        yield [(path, page.read()) for path, page in pages[start:end]]
