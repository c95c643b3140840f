"""One walk through the whole log: every entry is hashed, folded and compared on the way."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from itertools import islice
from typing import Any

from functions.ledger import entries, reader, tiles
from functions.ledger.claims import Claim, Claims, Failure, PollClaim
from functions.ledger.entries import EntryError
from functions.ledger.fold import Fold
from functions.ledger.note import Checkpoint
from functions.ledger.poll_tally import PollTally
from functions.ledger.reader import Fetch
from functions.ledger.tally import FoldError, Tally
from functions.ledger.tiles import Edge, Tile, TileError


class Walk:
    """Goes through the log once; `failures` are found on the way.

    `wanted` are leaves to look for; `found` tells at which index each lies.
    """

    def __init__(self, fetch: Fetch, end: Checkpoint, claims: Claims, wanted: set[bytes]) -> None:
        self.failures: list[Failure] = []
        self.fold = Fold()
        self.edge = Edge()
        self.tile_count = 0
        self.found: dict[bytes, int] = {}
        self._fetch = fetch
        self._end = end
        self._claims = claims
        self._wanted = wanted
        self._is_valid = True

    def run(self) -> None:
        """Walk to the end, and stop at each size that a claim speaks of."""
        by_size: dict[int, list[Claim | PollClaim]] = {}
        claims: list[Claim | PollClaim] = [*self._claims.found, *self._claims.polls]
        for claim in claims:
            by_size.setdefault(claim.size, []).append(claim)
        for size in sorted(self._claims.sizes() | {self._end.size}):
            if 0 <= size <= self._end.size and not self._go_to(size):
                return
            self._check(size, by_size.get(size, []))
        if self.edge.root() != self._end.root:
            self._fail("root-mismatch", "log/checkpoint", "the entries have another root")
        self._check_goals()

    def _go_to(self, size: int) -> bool:
        """Take the entries up to a size; False if they cannot be read."""
        leaves = reader.entries(self._fetch, self.edge.size, self._end.size)
        try:
            while self.edge.size < size:
                room = tiles.WIDTH - self.edge.size % tiles.WIDTH
                self._take(leaves, min(size - self.edge.size, room))
        except FileNotFoundError as missing:
            self._fail("file-missing", f"log/{missing}")
        except TileError as error:
            self._fail("entries-malformed", f"log/{self._bundle()}", str(error))
        return self.edge.size == size

    def _take(self, leaves: Iterator[bytes], count: int) -> None:
        taken = list(islice(leaves, count))
        for place, leaf in enumerate(taken, self.edge.size):
            if leaf in self._wanted:
                self.found[leaf] = place
            if self._is_valid:
                self._apply(place, leaf)
        self.edge, made = tiles.grow(self.edge, taken)
        for tile in made:
            is_full = ".p/" not in tile.path
            if is_full or self.edge.size == self._end.size:
                self._compare(tile)
        if self.edge.size == self._end.size:
            self._compare_edge({tile.path for tile in made})

    def _apply(self, place: int, leaf: bytes) -> None:
        try:
            self.fold.apply(entries.decode(leaf))
        except EntryError as error:
            self._fail("entry-malformed", f"entry {place}", str(error))
            self._is_valid = False
        except FoldError as error:
            self._fail("fold-invalid", f"entry {place}", str(error))
            self._is_valid = False

    def _compare_edge(self, done: set[str]) -> None:
        """Compare the partial tiles that the last entries did not change."""
        size = self._end.size
        for level, row in enumerate(self.edge.levels):
            index = size >> (tiles.LEVEL_BITS * (level + 1))
            path = tiles.path(level, index, len(row) or tiles.WIDTH)
            if row and path not in done:
                self._compare(Tile(path, b"".join(row)))

    def _compare(self, tile: Tile) -> None:
        """Compare a published tile with the entries; a partial one may be gone for the full one."""
        whole, _, width = tile.path.partition(".p/")
        self.tile_count += 1
        try:
            body = self._fetch(tile.path)
        except FileNotFoundError:
            if not width:
                self._fail("file-missing", f"log/{tile.path}")
                return
            try:
                body = self._fetch(whole)[: len(tile.body)]
            except FileNotFoundError:
                self._fail("file-missing", f"log/{tile.path}")
                return
        if body != tile.body:
            self._fail("tile-mismatch", f"log/{tile.path}", "it is not made of the entries")

    def _check(self, size: int, claims: list[Claim | PollClaim]) -> None:
        """Check what is claimed of the log at this size."""
        if not 0 <= size <= self._end.size:
            for where in sorted({claim.where for claim in claims} or {"log/counts.json"}):
                self._fail(
                    "size-ahead", where, f"speaks of size {size}, signed is {self._end.size}"
                )
            return
        if not self._is_valid:
            return
        for claim in claims:
            if isinstance(claim, PollClaim):
                self._check_poll(claim)
            else:
                self._check_petition(claim)
        if self._claims.counts and self._claims.counts["size"] == size:
            self._check_counts(self._claims.counts)

    def _check_petition(self, claim: Claim) -> None:
        tally = self.fold.tallies.get(claim.petition) or Tally()
        classes = claim.classes or tally.live
        if claim.total != tally.total or classes != tally.live:
            told = f"petition {claim.petition}: {claim.total}, the log says {tally.total}"
            self._fail("count-mismatch", claim.where, f"{told} at size {claim.size}")

    def _check_poll(self, claim: PollClaim) -> None:
        tally = self.fold.polls.get(claim.poll) or PollTally()
        if claim.told != tally.told():
            told = f"poll {claim.poll}: {claim.told}, the log says {tally.told()}"
            self._fail("poll-mismatch", claim.where, f"{told} at size {claim.size}")

    def _check_counts(self, told: dict[str, Any]) -> None:
        for name, part, of, values in _expected(self.fold):
            read = told.get(part, {})  # a log from before there were polls does not tell of them
            wrong = sorted(
                number
                for number in read.keys() | values.keys()
                if read.get(number) != values.get(number)
            )
            if wrong:
                self._fail(name, "log/counts.json", f"{of} {', '.join(wrong[:10])}")
        if told["root"] != base64.b64encode(self.edge.root()).decode():
            self._fail("root-mismatch", "log/counts.json", "it names another root")

    def _check_goals(self) -> None:
        """A goal that is reached must have been passed; those with areas are not told here."""
        for petition, tally in sorted(self.fold.tallies.items()):
            for k, goal in sorted(tally.goals.items()):
                if not goal.m and k not in tally.passed and tally.total >= goal.n:
                    self._fail("pass-missing", f"petition {petition}", f"{k} is reached")

    def _bundle(self) -> str:
        index = self.edge.size // tiles.WIDTH
        return tiles.path(tiles.ENTRIES, index, tiles.width(self._end.size, 0, index))

    def _fail(self, name: str, where: str, detail: str = "") -> None:
        self.failures.append(Failure(name, where, detail))


def _expected(fold: Fold) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
    """Yield a failure's name, the part of counts.json, of what it is, and what it must say."""
    tallies = {str(petition): tally for petition, tally in fold.tallies.items()}
    closed = {p: tally.closed for p, tally in tallies.items() if tally.closed is not None}
    yield "count-mismatch", "counts", "petitions", {p: t.live for p, t in tallies.items()}
    yield (
        "pass-mismatch",
        "passed",
        "petitions",
        {p: tally.passed for p, tally in tallies.items() if tally.passed},
    )
    yield "close-mismatch", "closed", "petitions", closed
    polls = {str(poll): tally for poll, tally in fold.polls.items()}
    tallied = {q: tally.tallied for q, tally in polls.items() if tally.tallied is not None}
    yield "poll-mismatch", "polls", "polls", {q: tally.told() for q, tally in polls.items()}
    yield "seal-mismatch", "sealed", "polls", {q: tally.sealed for q, tally in polls.items()}
    yield "tally-mismatch", "tallied", "polls", tallied
