"""A small published log with everything around it, as a folder laid out like the site."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from functions.ledger import entries, note, tiles
from functions.ledger.entries import Entry
from functions.ledger.fold import Fold, fold
from functions.ledger.note import Checkpoint, Key
from functions.ledger.tiles import Edge

ORIGIN = "dauys.example/log"
LOG_SECRET = Ed25519PrivateKey.from_private_bytes(b"L" * 32)
PROMISE_SECRET = Ed25519PrivateKey.from_private_bytes(b"P" * 32)
KEY = Key(ORIGIN, LOG_SECRET.public_key().public_bytes_raw())
PROMISE_KEY = Key(f"{ORIGIN}/promise", PROMISE_SECRET.public_key().public_bytes_raw())
HOUR, AT = "2026-09-30T12", "2026-09-30T12:00:00Z"
EARLIER, SIZE = 300, 600
STATES = ("all", "open")


def log() -> list[Entry]:
    """Two petitions; some signatures dropped, one goal passed."""
    told = [Entry("goal", 1, HOUR, k="response", n=100), Entry("open", 1, HOUR, x=AT)]
    told += [signature(n, 1 + (n % 3 == 0)) for n in range(EARLIER - len(told))]
    told += [Entry("drop", told[9].p, HOUR, i=9, r="withdrawn")]
    told += [Entry("pass", 1, HOUR, k="response", n=fold(told).tallies[1].total, at=AT)]
    told += [signature(n, 2) for n in range(EARLIER, SIZE + EARLIER)]
    return told[:SIZE]


def signature(n: int, petition: int) -> Entry:
    c = hashlib.sha256(str(n).encode()).hexdigest()
    return Entry("sign", petition, HOUR, a=("email", "eid")[n % 2], c=c)


def receipt(entry: Entry, due_at: str = AT, secret: Ed25519PrivateKey = PROMISE_SECRET) -> bytes:
    """Return what a signer was given for an entry."""
    leaf = entries.encode(entry)
    promised = base64.b64encode(entries.leaf_hash(leaf)).decode()
    text = f"{PROMISE_KEY.name}\n{promised}\n{due_at}\n"
    signed = note.sign(text, PROMISE_KEY, secret.sign)
    return json.dumps({"entry": leaf.decode(), "promise": signed}).encode()


def publish(folder: Path, told: list[Entry] | None = None) -> None:
    """Write a log and, whatever it says, the counts of `log()`.

    One petition's files are from a little before, as they may be.
    """
    counted = log()
    told = counted if told is None else told
    leaves = [entries.encode(entry) for entry in told]
    edge = Edge()
    for size in (EARLIER, len(leaves)):
        edge, made = tiles.grow(edge, leaves[edge.size : size])
        for tile in made:
            write(folder / "log" / tile.path, tile.body)
        write(folder / "log/checkpoint", checkpoint(edge).encode())
    write_counts(folder, edge, fold(counted))
    write_petitions(folder, fold(counted[:EARLIER]), fold(counted), len(told))


def checkpoint(edge: Edge, secret: Ed25519PrivateKey = LOG_SECRET, origin: str = ORIGIN) -> str:
    """Return a signed checkpoint."""
    text = Checkpoint(origin, edge.size, edge.root()).text()
    return note.sign(text, Key(origin, secret.public_key().public_bytes_raw()), secret.sign)


def write_counts(folder: Path, edge: Edge, folded: Fold) -> None:
    tallies = {str(petition): tally for petition, tally in folded.tallies.items()}
    counts = {
        "origin": ORIGIN,
        "size": edge.size,
        "root": base64.b64encode(edge.root()).decode(),
        "at": "2026-09-30T12:30:00Z",
        "counts": {petition: tally.live for petition, tally in tallies.items()},
        "passed": {petition: tally.passed for petition, tally in tallies.items() if tally.passed},
        "closed": {},
    }
    write(folder / "log/counts.json", json.dumps(counts).encode())
    described = {"origin": ORIGIN, "vkey": KEY.vkey(), "promise_vkey": PROMISE_KEY.vkey()}
    write(folder / "log/log.json", json.dumps(described).encode())


def write_petitions(folder: Path, before: Fold, after: Fold, size: int) -> None:
    rows = [_row(1, before, EARLIER), _row(2, after, size)]
    for state in STATES:
        for number, row in enumerate(rows, 1):
            more = f"https://dauys.example/petitions.json?state={state}&page={number + 1}"
            page = {"data": [row], "links": {"next": more if number < len(rows) else None}}
            write(folder / f"petitions/lists/{state}/50/{number}.json", json.dumps(page).encode())
    first = folder / "petitions/lists/all/50/1.json"
    write(folder / "petitions.json", first.read_bytes())
    lines = ["Petition,URL,State,Signatures Count,Log Size"]
    for row, folded in zip(rows, (before, after), strict=True):
        number, told = row["id"], row["attributes"]
        split = {"signatures_by_assurance": folded.tallies[number].live}
        whole = {"data": {"attributes": told, "dauys": split}}
        write(folder / f"petitions/{number}.json", json.dumps(whole).encode())
        write(folder / f"petitions/{number}/count.json", json.dumps(told).encode())
        url = f"https://dauys.example/kk/petitions/{number}/"
        counted = f"{told['signature_count']},{told['log_size']}"
        lines.append(f'"Example, {number}","{url}","open",{counted}')
    write(folder / "petitions.csv", "\n".join([*lines, ""]).encode())


def write(path: Path, body: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)


def _row(number: int, folded: Fold, size: int) -> dict[str, Any]:
    told = {"signature_count": folded.tallies[number].total, "log_size": size}
    return {"type": "petition", "id": number, "attributes": told}
