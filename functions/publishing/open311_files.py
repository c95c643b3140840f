"""GeoReport v2 as files: all that is read without query words, and what these are answered from.

Requests are also kept in blocks of neighbours, so that a list with query words is answered from a
few objects (functions/publishing/open311_list.py) and a change rewrites only its own block.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from functions.complaints.georeport import FORMATS, Format, Value, write
from functions.complaints.open311_endpoint import folder
from functions.publishing import open311_request, open311_services, outputs
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.open311_index import BLOCK, HEAD, block_path
from functions.publishing.open311_query import MOST, SPAN
from functions.publishing.store import Store
from functions.shared import clock

CHANGESET = "open311_changeset"
_TABLE = """
CREATE TABLE IF NOT EXISTS open311 (id INTEGER PRIMARY KEY, at TEXT NOT NULL, row TEXT NOT NULL)
"""
_RANGES = "SELECT id / ?, MIN(at), MAX(at) FROM open311 GROUP BY 1 ORDER BY 1"
_BLOCK = "SELECT row FROM open311 WHERE id BETWEEN ? AND ? ORDER BY id"
_NEWEST = "SELECT row FROM open311 WHERE at >= ? ORDER BY at DESC, id DESC LIMIT ?"


def publish(press: ComplaintPress, changed: Sequence[int]) -> int:
    """Publish what changed; return how many files were written."""
    press.store.db.execute(_TABLE)
    written = _services(press) + sum(_request(press, one) for one in changed)
    written += sum(_block(press.store, number) for number in {one // BLOCK for one in changed})
    return written + _lists(press) + _head(press.store)


def _services(press: ComplaintPress) -> int:
    """Publish what follows from the content; its discovery says since when it is so."""
    files: dict[str, bytes] = {}
    for lang in press.languages:
        own = {"services": ("services", open311_services.services(lang))}
        for code, category in open311_services.filed().items():
            definition = open311_services.definition(category, lang)
            own[f"services/{code}"] = ("service_definition", definition)
        files |= _both(lang, own)
    written = outputs.put(press.store, "open311/services", files)
    if written or not press.store.get(CHANGESET):
        press.store.set(CHANGESET, clock.text(press.now))
    changed_at = clock.parse(press.store.get(CHANGESET))
    found: dict[str, bytes] = {}
    for lang in press.languages:
        told = open311_services.discovery(lang, changed_at)
        found |= _both(lang, {"discovery": ("discovery", told)})
    return written + outputs.put(press.store, "open311/discovery", found)


def _request(press: ComplaintPress, complaint: int) -> int:
    """Publish one request in every language; nothing is left of one that is not public."""
    db, owner = press.store.db, f"open311/request/{complaint}"
    try:
        public = press.public(complaint)
    except KeyError:
        db.execute("DELETE FROM open311 WHERE id = ?", (complaint,))
        return outputs.put(press.store, owner, {})
    row = open311_request.row(public)
    db.execute(
        "INSERT OR REPLACE INTO open311 (id, at, row) VALUES (?, ?, ?)",
        (complaint, row["core"]["requested_datetime"], json.dumps(row, ensure_ascii=False)),
    )
    files: dict[str, bytes] = {}
    for lang in press.languages:
        alone = [open311_request.request(row, lang)]
        files |= _both(lang, {f"requests/{public.number}": ("service_requests", alone)})
    return outputs.put(press.store, owner, files)


def _block(store: Store, number: int) -> int:
    between = (number * BLOCK, number * BLOCK + BLOCK - 1)
    found = store.db.execute(_BLOCK, between)
    rows = [text for (text,) in found]
    files = {block_path(number): f"[{','.join(rows)}]".encode()} if rows else {}
    return outputs.put(store, f"open311/block/{number}", files)


def _head(store: Store) -> int:
    """Say which blocks there are, from when to when, and which version of each."""
    owners = store.db.execute("SELECT owner FROM output WHERE owner LIKE 'open311/block/%'")
    hashes = outputs.Hashes()
    for (owner,) in owners.fetchall():
        hashes |= outputs.hashes(store, owner)
    told = [
        {"block": n, "first": first, "last": last, "version": hashes[block_path(n)].hex()}
        for n, first, last in store.db.execute(_RANGES, (BLOCK,))
    ]
    return outputs.put(store, "open311/head", {HEAD: json.dumps(told).encode()})


def _lists(press: ComplaintPress) -> int:
    """Publish the list that is answered when nothing is asked: 90 days, at most 1,000 requests."""
    since = clock.text(press.now - SPAN)
    rows = [text for (text,) in press.store.db.execute(_NEWEST, (since, MOST))]
    signature = hashlib.blake2b("\n".join(rows).encode(), digest_size=16).digest()
    files = {
        f"{folder(lang)}/requests.{form}": outputs.Lazy(signature, _List(rows, lang, form))
        for lang in press.languages
        for form in FORMATS
    }
    return outputs.put_lazy(press.store, "open311/lists", files)


@dataclass(frozen=True)
class _List:
    """A list in one language and format, written when it is called."""

    rows: Sequence[str]
    lang: str
    form: Format

    def __call__(self) -> bytes:
        told: list[Value] = [
            open311_request.request(json.loads(text), self.lang) for text in self.rows
        ]
        return write("service_requests", told, self.form).encode()


def _both(lang: str, documents: Mapping[str, tuple[str, Value]]) -> dict[str, bytes]:
    """Return documents of one language, by name and root, as files in both formats."""
    return {
        f"{folder(lang)}/{name}.{form}": write(root, value, form).encode()
        for name, (root, value) in documents.items()
        for form in FORMATS
    }
