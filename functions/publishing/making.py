"""What every page maker of a run needs: the read model, the renderers, the time that is left."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable

from functions.publishing.render import renderers
from functions.publishing.store import Store
from functions.shared.content import load

LAST_MS = 10_000  # kept back for what ends a run: the summary, the read model
Left = Callable[[], int]


class Making:
    """Lives for one run."""

    def __init__(
        self, store: Store, now: dt.datetime, version: str, left: Left | None = None
    ) -> None:
        self.ran_out = False
        self._left = left
        self._reserve = left() // 2 if left else 0
        self.store = store
        self.now = now
        self.version = version
        self.languages = load().languages
        self.renderers = renderers(version)

    def has_half(self) -> bool:
        """Tell whether half of the run's time is still left: the other half is for the lists."""
        return self._left is None or self._left() > self._reserve

    def has_time(self) -> bool:
        """Tell whether one more file of a list can be made; remembers that one could not."""
        self.ran_out |= self._left is not None and self._left() < LAST_MS
        return not self.ran_out

    def signature(self, *told: object) -> bytes:
        """Return the hash of all that a page is made from; what all pages share is in it."""
        seen = "|".join(map(str, (self.version, *told))).encode()
        return hashlib.blake2b(seen, digest_size=16).digest()
