"""Which tests share a worker, and which come first.

A platform and a built site are made once for all that look at them; else each file stays together.
What takes long is begun first, so that the workers end together.
"""

from __future__ import annotations

import pytest
from xdist.scheduler import LoadScopeScheduling

# What is not named comes last.
ORDER = ("e2e", "site", "simulation", "infra", "functions", "unit")
SHARED = ("e2e", "site")
# As long as all the walks together, so the other worker walks meanwhile, on a platform of its own.
LONGEST = "tests/e2e/test_pages.py"
# It cuts and starts a platform of its own.
FAULTS = "tests/e2e/test_faults.py"


class Turns(LoadScopeScheduling):
    """Gives a worker all the tests that share something at once."""

    def _split_scope(self, nodeid: str) -> str:
        return together(nodeid)


def together(nodeid: str) -> str:
    """Return the name of the tests that this one stays with."""
    where, file = folder(nodeid), nodeid.partition("::")[0]
    return where if where in SHARED and file not in (LONGEST, FAULTS) else file


def turn(item: pytest.Item) -> tuple[bool, int, bool]:
    """Return the place of a test in the order; tests of the same place stay as they were."""
    where, file = folder(item.nodeid), item.nodeid.partition("::")[0]
    place = ORDER.index(where) if where in ORDER else len(ORDER)
    return file != LONGEST, place, file == FAULTS


def folder(nodeid: str) -> str:
    """Return the folder below `tests` that a test lies in."""
    return nodeid.partition("::")[0].split("/")[1]
