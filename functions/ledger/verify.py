"""`dauys verify`: recompute a log and every count published from it, from the files alone.

    dauys verify URL-or-folder [--key VKEY] [--receipt FILE] [--poll ID] [--json]

Exit status 0 when everything agrees, 1 when something does not, 2 when it cannot be read.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from functions.ledger import claims_data, note, receipts, source
from functions.ledger.claims import Claims, Failure, gather
from functions.ledger.note import Checkpoint, Key, NoteError, SignatureError
from functions.ledger.poll_tally import PollTally
from functions.ledger.reader import Fetch, text
from functions.ledger.receipts import Receipt
from functions.ledger.walk import Walk


@dataclass
class Verdict:
    """What was checked, and what does not agree."""

    origin: str = ""
    size: int = 0
    root: str = ""
    key: str = ""
    key_is_trusted: bool = False
    tiles: int = 0
    petitions: int = 0
    signatures: int = 0
    votes: int = 0
    counts: int = 0
    polls: dict[int, PollTally] = field(default_factory=dict)
    receipt: str = ""
    recount: str = ""
    failures: list[Failure] = field(default_factory=list)

    @property
    def is_good(self) -> bool:
        return not self.failures


Recount = Callable[[Fetch, int, Verdict], str]


def verify(
    fetch: Fetch, *, vkey: str = "", receipt: bytes | None = None, is_live: bool = False
) -> Verdict:
    """Check a published log and everything counted from it.

    Without `vkey` the key that the log names itself is taken, which shows that the files agree with
    each other and not whose they are. `is_live` is for an address that is served now: then what is
    overdue is missing. Raises UnreachableError.
    """
    verdict = Verdict(key_is_trusted=bool(vkey))
    described = _described(fetch, verdict)
    key = _key(vkey or str(described.get("vkey", "")), verdict)
    claims = gather(fetch)  # before the checkpoint, so that it is the newer one
    claims_data.gather(fetch, claims)
    verdict.failures += claims.failures
    end = _checkpoint(fetch, key, claims, verdict) if key else None
    if end is None:
        return verdict
    if described and described.get("origin") != end.origin:
        verdict.failures.append(Failure("origin-mismatch", "log/log.json"))
    shown = _receipt(receipt, described, verdict)
    wanted = {shown.leaf, shown.late_leaf} if shown else set()
    walk = Walk(source.log(fetch), end, claims, wanted)
    walk.run()
    verdict.failures += walk.failures
    _sum_up(verdict, end, claims, walk)
    if shown:
        verdict.receipt = receipts.judge(shown, walk, claims, verdict.failures, is_live=is_live)
    return verdict


def main(argv: Sequence[str] | None = None, recount: Recount | None = None) -> int:
    """Run from the command line; return the exit status.

    `recount` counts a poll again and tells the outcome; the rooms above this one know how.
    """
    parser = argparse.ArgumentParser(prog="dauys verify", description="Check a public log.")
    parser.add_argument("where", help="address of the site, or a folder laid out like it")
    parser.add_argument("--key", default="", help="the log's key, as you know it from elsewhere")
    parser.add_argument("--receipt", type=Path, help="the file that was given at confirmation")
    parser.add_argument("--poll", type=int, default=0, help="count a poll's ballots again too")
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    asked = parser.parse_args(argv)
    try:
        receipt = asked.receipt.read_bytes() if asked.receipt else None
        is_live = asked.where.startswith(("http://", "https://"))
        fetch = source.open_source(asked.where)
        verdict = verify(fetch, vkey=asked.key, receipt=receipt, is_live=is_live)
        if asked.poll and recount:
            verdict.recount = recount(fetch, asked.poll, verdict)
    except (source.UnreachableError, OSError) as error:
        print(f"cannot read: {error}", file=sys.stderr)
        return 2
    print(json.dumps({"ok": verdict.is_good, **asdict(verdict)}) if asked.json else _told(verdict))
    return 0 if verdict.is_good else 1


def _described(fetch: Fetch, verdict: Verdict) -> dict[str, Any]:
    try:
        read = json.loads(fetch("log/log.json"))
    except FileNotFoundError:
        verdict.failures.append(Failure("file-missing", "log/log.json"))
        return {}
    except ValueError:
        read = None
    if not isinstance(read, dict):
        verdict.failures.append(Failure("file-malformed", "log/log.json"))
        return {}
    return read


def _key(vkey: str, verdict: Verdict) -> Key | None:
    try:
        key = note.parse_vkey(vkey)
    except NoteError as error:
        verdict.failures.append(Failure("key-malformed", "log/log.json", str(error)))
        return None
    verdict.key = key.vkey()
    return key


def _checkpoint(fetch: Fetch, key: Key, claims: Claims, verdict: Verdict) -> Checkpoint | None:
    """Read the signed head; once more if something already speaks of a larger log."""
    try:
        end = _signed(fetch, key)
        if max(claims.sizes(), default=0) > end.size:
            end = _signed(fetch, key)
    except FileNotFoundError:
        verdict.failures.append(Failure("file-missing", "log/checkpoint"))
    except NoteError as error:
        verdict.failures.append(Failure("checkpoint-malformed", "log/checkpoint", str(error)))
    except SignatureError as error:
        verdict.failures.append(Failure("signature-invalid", "log/checkpoint", str(error)))
    else:
        if end.origin == key.name:
            return end
        verdict.failures.append(Failure("origin-mismatch", "log/checkpoint"))
    return None


def _signed(fetch: Fetch, key: Key) -> Checkpoint:
    return note.open_checkpoint(text(fetch("log/checkpoint")), key)


def _receipt(body: bytes | None, described: dict[str, Any], verdict: Verdict) -> Receipt | None:
    if body is None:
        return None
    try:
        return receipts.read(body, note.parse_vkey(str(described.get("promise_vkey", ""))))
    except (NoteError, SignatureError) as error:
        verdict.failures.append(Failure("promise-invalid", "receipt", str(error)))
        return None


def _sum_up(verdict: Verdict, end: Checkpoint, claims: Claims, walk: Walk) -> None:
    tallies = walk.fold.tallies
    verdict.origin, verdict.size, verdict.root = end.origin, end.size, end.root.hex()
    verdict.tiles, verdict.petitions = walk.tile_count, len(tallies)
    verdict.signatures = sum(tally.total for tally in tallies.values())
    verdict.polls = walk.fold.polls
    verdict.votes = sum(tally.total for tally in verdict.polls.values())
    told = [(claims.counts or {}).get(part, {}) for part in ("counts", "polls")]
    verdict.counts = len(claims.found) + len(claims.polls) + sum(map(len, told))


def _told(verdict: Verdict) -> str:
    """Return the verdict for a person."""
    trust = "" if verdict.key_is_trusted else "  (named by the log itself; give --key to be sure)"
    lines = [
        f"log         {verdict.origin or 'unknown'}",
        f"key         {verdict.key or 'none'}{trust if verdict.key else ''}",
        f"entries     {verdict.size:,}  root {verdict.root or 'unknown'}",
        f"checked     {verdict.tiles:,} tiles and bundles, {verdict.counts:,} published counts",
        f"counted     {verdict.signatures:,} signatures of {verdict.petitions:,} petitions",
    ]
    if verdict.polls:
        lines.append(f"voted       {verdict.votes:,} ballots in {len(verdict.polls):,} polls")
    if verdict.receipt:
        lines.append(f"receipt     {verdict.receipt}")
    if verdict.recount:
        lines.append(f"recount     {verdict.recount}")
    lines += [f"FAILED      {one.name}  {one.where}  {one.detail}" for one in verdict.failures]
    return "\n".join([*lines, "everything agrees" if verdict.is_good else "NOT in agreement"])
