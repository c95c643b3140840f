"""The search index as an object: made anew from the last one, then pointed at.

Readers follow `search/current.json`. A file never changes under its name; the one before the last
stays a while for readers that have not looked at the pointer yet.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sqlite3
import tempfile
from pathlib import Path

from functions.publishing import facets, search_index
from functions.publishing.dossier import Dossier
from functions.publishing.press import Press
from functions.publishing.said import lead
from functions.publishing.search_index import Document
from functions.shared import clock, objects

POINTER = "search/current.json"
SMALL_BYTES = 20_000_000
LARGE_EVERY = dt.timedelta(minutes=10)


def publish(press: Press) -> bool:
    """Bring the index up to date if petitions changed; tell whether it was."""
    db = press.store.db
    pids = [pid for (pid,) in db.execute("SELECT pid FROM unsearched ORDER BY pid")]
    stored = objects.read("private", POINTER)
    pointer = json.loads(stored.body) if stored else {}
    fits = pointer.get("format") == search_index.FORMAT
    if fits and (not pids or _is_early(press.now, pointer)):
        return False
    if not fits:
        pids = [pid for (pid,) in db.execute("SELECT id FROM petition")]
    _write(press.now, _updated(press, pids, pointer["file"] if fits else ""), pointer)
    db.execute("DELETE FROM unsearched")
    return True


def _is_early(now: dt.datetime, pointer: dict[str, str | int]) -> bool:
    """Tell whether a large index was made so lately that it can wait."""
    made = clock.parse(str(pointer["at"]))
    return int(pointer["bytes"]) > SMALL_BYTES and made <= now < made + LARGE_EVERY


def _updated(press: Press, pids: list[int], last: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="dauys-search-") as folder:
        path = Path(folder) / "index.sqlite"
        stored = objects.read("private", last) if last else None
        if stored:
            path.write_bytes(stored.body)
        index = search_index.create(path)
        for pid in pids:
            _put(index, press.dossier(pid))
        index.commit()
        index.close()
        return path.read_bytes()


def _write(now: dt.datetime, body: bytes, pointer: dict[str, str | int]) -> None:
    name = f"search/{hashlib.sha256(body).hexdigest()[:24]}.sqlite"
    if name == pointer.get("file"):
        return
    objects.write("private", name, body)
    told = {
        "file": name,
        "before": pointer.get("file", ""),
        "format": search_index.FORMAT,
        "at": clock.text(now),
        "bytes": len(body),
    }
    objects.write("private", POINTER, json.dumps(told).encode())
    old = str(pointer.get("before", ""))
    if old and old != name:
        objects.delete("private", old)


def _put(index: sqlite3.Connection, dossier: Dossier) -> None:
    if dossier.is_public:
        search_index.put(index, _documents(dossier), facets.states(dossier))
    else:
        search_index.remove(index, dossier.petition.id)


def _documents(dossier: Dossier) -> list[Document]:
    facts, goal = dossier.petition, dossier.next_goal
    return [
        Document(
            pid=facts.id,
            lang=lang,
            original=lang == facts.language,
            title=text.title,
            lead=lead(text),
            details=f"{text.background}\n{text.details}".strip(),
            state=dossier.status.state.value,
            jurisdiction=facts.jurisdiction,
            category=facts.category,
            body=facts.body,
            total=dossier.counts.total,
            needed=goal.count_needed if goal else 0,
            published_at=clock.text(facts.published_at or facts.submitted_at),
            example=facts.example,
        )
        for lang, text in facts.texts().items()
    ]
