"""One index: a SQLite file, written by a publisher, read by search.

A thing is one row, whatever the number of its languages. The full-text table has no text of its own
and keeps of each stem only in which rows and columns it stands; filters are stems too, in a column
of their own, so that a common word and a rare filter meet inside the index. Row numbers fall in the
order of results, the weightiest first, then the newest, so that the first page of a word that
stands in every row is found without looking at the others.
"""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import Path

from functions.publishing import terms
from functions.publishing.search_document import KINDS, Document
from functions.publishing.search_row import Json, cut, packed, shown, unpacked
from functions.shared import clock

FORMAT = 4
COLUMNS = ("title", "lead", "more", "mark")
# Of the details so many different words are indexed in each language, and only of so many things:
# with those of 100,000 petitions the file would be more than twice as large.
MOST_DETAILS = 60
MOST_DETAILED = 10_000
_SCHEMA = """
CREATE TABLE IF NOT EXISTS doc (
  id INTEGER PRIMARY KEY, grp TEXT NOT NULL, shown BLOB NOT NULL, details BLOB NOT NULL);
CREATE INDEX IF NOT EXISTS doc_grp ON doc (grp);
CREATE TABLE IF NOT EXISTS number (typed TEXT NOT NULL, doc INTEGER NOT NULL,
  PRIMARY KEY (typed, doc)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS number_doc ON number (doc);
CREATE TABLE IF NOT EXISTS term (term TEXT PRIMARY KEY, word TEXT NOT NULL, back TEXT NOT NULL,
  n INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS term_back ON term (back);
CREATE TABLE IF NOT EXISTS kind (kind TEXT PRIMARY KEY, n INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (title, lead, more, mark, content='',
  detail=column, columnsize=0, tokenize="unicode61 remove_diacritics 0");
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab (words, row);
"""
_INSERT = "INSERT INTO words (rowid, title, lead, more, mark) VALUES (?, ?, ?, ?, ?)"
_DELETE = "INSERT INTO words (words, rowid, title, lead, more, mark) VALUES (?, ?, ?, ?, ?, ?)"
_LEAST_COUNTED = 2  # a word in one thing only is found without being counted
_MAPPED_BYTES = 512_000_000
_BUCKETS = 4  # a thing moves up each time its weight grows by a fifth
_MINUTES, _SERIAL = 26, 14
_MARK = "zq"


class Writer:
    """An index open for writing; what is missing is made."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript(_SCHEMA)
        self.db.execute(f"PRAGMA user_version = {FORMAT}")
        self._words: dict[str, str] = {}
        self._size = int(self.db.execute("SELECT COUNT(*) FROM doc").fetchone()[0])

    def put(self, group: str, documents: Sequence[Document]) -> None:
        """Replace all that the index holds of a group."""
        self._remove(group)
        for document in documents:
            told = shown(document)
            row, details = self._row(document), self._details(document)
            self.db.execute(
                "INSERT INTO doc VALUES (?, ?, ?, ?)", (row, group, packed(told), packed(details))
            )
            self.db.execute(_INSERT, (row, *self._columns(told, details)))
            numbers = ((typed, row) for typed in document.numbers)
            self.db.executemany("INSERT OR IGNORE INTO number VALUES (?, ?)", numbers)
            self._size += 1

    def close(self) -> None:
        """Count the words and let the file go."""
        db = self.db
        known = dict(db.execute("SELECT term, word FROM term").fetchall())
        for term, word in self._words.items():
            if len(word) < len(known.get(term, word + "-")):
                known[term] = word
        counted = db.execute("SELECT term, doc FROM vocabulary WHERE doc >= ?", (_LEAST_COUNTED,))
        rows = [(one, known[one], one[::-1], n) for one, n in counted if one in known]
        db.execute("DELETE FROM term")
        db.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", rows)
        db.execute("DELETE FROM kind")
        for kind in KINDS:
            asked = (mark(f"kind/{kind}"),)
            for (n,) in db.execute("SELECT doc FROM vocabulary WHERE term = ?", asked).fetchall():
                db.execute("INSERT INTO kind VALUES (?, ?)", (kind, n))
        db.commit()
        db.close()

    def _remove(self, group: str) -> None:
        """Take a group out; the full-text table must be told the words it held."""
        held = self.db.execute("SELECT id, shown, details FROM doc WHERE grp = ?", (group,))
        for row, told, details in held.fetchall():
            columns = self._columns(unpacked(told), unpacked(details))
            self.db.execute(_DELETE, ("delete", row, *columns))
            self.db.execute("DELETE FROM number WHERE doc = ?", (row,))
        gone = self.db.execute("DELETE FROM doc WHERE grp = ?", (group,))
        self._size -= gone.rowcount

    def _row(self, document: Document) -> int:
        at = clock.parse(document.at).timestamp() if document.at else 0
        minutes = min(max(int(at) // 60, 0), 2**_MINUTES - 1)
        row = (bucket(document.weight) << _MINUTES | minutes) << _SERIAL
        taken = "SELECT MAX(id) FROM doc WHERE id >= ? AND id < ?"
        last = self.db.execute(taken, (row, row + 2**_SERIAL)).fetchone()[0]
        return row if last is None else int(last) + 1

    def _columns(self, told: Json, details: str) -> list[str]:
        """Return the stems of each column; a stem stands in the first column that has it."""
        title, lead, more = dict[str, None](), dict[str, None](), dict.fromkeys(details.split())
        for lang, (heading, beginning) in told["texts"].items():
            title |= self._stems(heading, lang)
            lead |= self._stems(beginning, lang)
        for lang, name in told["topic"].items():
            more |= self._stems(name, lang)
        columns = (title, lead.keys() - title.keys(), more.keys() - title.keys() - lead.keys())
        marks = (mark(facet) for facet in told["facets"])
        return [*(" ".join(sorted(one)) for one in columns), " ".join(marks)]

    def _details(self, document: Document) -> str:
        """Return the stems of the details that are indexed: the first different ones."""
        found = dict[str, None]()
        if self._size >= MOST_DETAILED:
            return ""
        for lang, told in document.texts.items():
            known = self._stems(f"{told.title} {cut(told.lead)}", lang)
            new = (one for one in self._stems(told.details, lang) if one not in known)
            found |= dict.fromkeys(islice(new, MOST_DETAILS))
        return " ".join(found)

    def _stems(self, text: str, lang: str) -> dict[str, None]:
        found = dict[str, None]()
        for stem, word in terms.of_text(text, lang):
            found[stem] = None
            seen = self._words.get(stem)
            if seen is None or len(word) < len(seen):
                self._words[stem] = word
        return found


def read(path: Path) -> sqlite3.Connection:
    """Open an index for reading only; it may be shared between threads."""
    address = f"file:{path}?mode=ro&immutable=1"
    index = sqlite3.connect(address, uri=True, check_same_thread=False)
    # The file is read where the system keeps it, not copied page by page.
    index.execute(f"PRAGMA mmap_size = {_MAPPED_BYTES}")
    return index


def bucket(weight: int) -> int:
    """Return the step of weight at which a thing stands."""
    return int(_BUCKETS * math.log2(max(weight, 0) + 1))


def mark(facet: str) -> str:
    """Return what stands in the index for a filter; no word looks like it."""
    return _MARK + hashlib.blake2b(facet.encode(), digest_size=6).hexdigest()


def merged(parts: Iterable[str]) -> str:
    """Return parts of a question that must all hold."""
    return " AND ".join(part for part in parts if part)
