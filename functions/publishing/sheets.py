"""Many pages of one owner, rendered side by side: each only if what it is made from changed.

A run gathers what stands on a page, which needs the read model; a process then turns it into HTML
and writes it, which does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from functions.publishing import outputs, workers
from functions.publishing.burst import Burst
from functions.publishing.making import Making
from functions.publishing.outputs import Lazy
from functions.publishing.render import Sheet, renderers

GROUP = 32


def put(press: Making, owner: str, files: Mapping[str, Lazy[Sheet]]) -> int:
    """Publish all the pages of an owner as `outputs.put_lazy` does; return how many were written.

    They speak of what was written before, so that goes out first. Once the run's time is over, the
    rest stays as it was; calling it again goes on from there.
    """
    held = outputs.Held(press.store, owner)
    due = held.due(files)
    press.store.burst.flush()

    def work(group: list[tuple[str, Sheet]]) -> list[str]:
        burst = Burst()
        for path, sheet in group:
            burst.add(path, renderers(press.version)[sheet.address.lang].page(sheet))
        burst.flush()
        return [path for path, _ in group]

    written = set[str]()
    groups = _groups(press, files, due)
    for paths in workers.spread(groups, work, workers=workers.wanted(len(due))):
        written.update(paths)
    held.settle(files, written)
    return len(written)


def _groups(
    press: Making, files: Mapping[str, Lazy[Sheet]], due: list[str]
) -> Iterator[list[tuple[str, Sheet]]]:
    """Yield groups that hold pages of all languages, as a process keeps templates of each."""
    many = -(-len(due) // GROUP)
    for number in range(many):
        if not press.has_time():
            return
        yield [(path, files[path].make()) for path in due[number::many]]
