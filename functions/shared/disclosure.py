"""Small-count protection: a published table must not tell how one person acted."""

from __future__ import annotations

from collections.abc import Mapping

SMALLEST_PUBLISHED_COUNT = 10
FEWEST_HIDDEN_CELLS = 2


def protect(
    cells: Mapping[str, int], *, threshold: int = SMALLEST_PUBLISHED_COUNT
) -> dict[str, int | None]:
    """Return the cells with small ones as None, so that totals do not give them back.

    Whoever knows the total can subtract what is shown. So at least two cells are hidden, and
    together they hold at least the threshold, unless there is nothing left to hide.
    """
    rising = sorted(cells, key=lambda name: (cells[name], name))
    hidden = {name for name in rising if cells[name] < threshold}
    for name in rising:
        if not hidden or _is_safe(cells, hidden, threshold):
            break
        hidden.add(name)
    return {name: None if name in hidden else count for name, count in cells.items()}


def _is_safe(cells: Mapping[str, int], hidden: set[str], threshold: int) -> bool:
    return len(hidden) >= FEWEST_HIDDEN_CELLS and sum(cells[name] for name in hidden) >= threshold
