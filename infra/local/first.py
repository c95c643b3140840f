"""The first start fills an empty store with the examples, wholly or not at all."""

from __future__ import annotations

import shutil

from infra.local.environment import Places

BEGUN = "examples-begun"
DONE = "examples-done"


def is_done(places: Places) -> bool:
    """Tell whether the examples are in the store, or were left out on purpose."""
    return (places.var / DONE).exists()


def clear(places: Places) -> bool:
    """Take away what a first start left that was cut; nobody was served anything of it yet."""
    begun = places.var / BEGUN
    if not begun.exists():
        return False
    if not is_done(places):
        for folder in (places.store.parent, places.objects("log"), places.objects("private")):
            shutil.rmtree(folder, ignore_errors=True)
    begun.unlink()
    return not is_done(places)
