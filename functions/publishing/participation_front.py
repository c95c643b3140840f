"""What other publishers tell of votes, projects and surveys: a small private file between them."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from hashlib import sha256

from functions.publishing import outputs, sitemaps
from functions.publishing.participation_press import ParticipationPress
from functions.shared import objects

FRONT = "publish/participation-front.json"
OWNER = "sitemaps"


@dataclass(frozen=True)
class ParticipationFront:
    """The summary: the names of the sitemaps, and how many things of each kind are in each list."""

    sitemaps: list[str] = field(default_factory=list)
    sizes: dict[str, dict[str, int]] = field(default_factory=dict)

    @cached_property
    def written(self) -> bytes:
        """The summary as it is stored."""
        return json.dumps(asdict(self), sort_keys=True).encode()

    @cached_property
    def digest(self) -> str:
        """A hash of it all: another one means that something changed."""
        return sha256(self.written).hexdigest()[:16]


NOTHING = ParticipationFront()


def read() -> ParticipationFront:
    """Return the summary; an empty one before the first vote, project or survey."""
    stored = objects.read("private", FRONT)
    return ParticipationFront(**json.loads(stored.body)) if stored else NOTHING


def publish(press: ParticipationPress, kinds: list[str]) -> int:
    """Publish the sitemaps; then write the summary, if it is another than the last."""
    db = press.store.db
    paths = [path for (path,) in db.execute("SELECT path FROM sitemap ORDER BY kind, id, path")]
    files = outputs.put(press.store, OWNER, sitemaps.parts(paths, "sitemap-participation"))
    names = sorted(outputs.hashes(press.store, OWNER))
    front = ParticipationFront(names, {kind: press.sizes(kind) for kind in kinds})
    if press.store.get(FRONT) != front.digest:
        objects.write("private", FRONT, front.written)
        press.store.set(FRONT, front.digest)
    return files
