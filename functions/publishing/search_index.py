"""One index: a SQLite file, written by a publisher, read by search.

A thing is one row, whatever the number of its languages. The full-text table has no text of its own
and keeps of each token only in which rows it stands. Tokens are the stems of all words, those of
the title once more with a mark before them, and filters, so that words and filters meet inside the
index. Row numbers rise in the order of results: the weightiest first, then the newest. Where the
common tokens stand is told by sets of rows too (`search_sets`).
"""

from __future__ import annotations

import hashlib
import math
import sqlite3
from collections.abc import Sequence
from itertools import islice
from pathlib import Path

from functions.publishing import search_sets, terms
from functions.publishing.search_document import KINDS, Document
from functions.publishing.search_row import Json, cut, packed, shown, unpacked
from functions.shared import clock

FORMAT = 5
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
CREATE TABLE IF NOT EXISTS kind (kind TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS covered (grp TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5 (token, content='', detail=none, columnsize=0,
  tokenize="unicode61 remove_diacritics 0 tokenchars '_'");
CREATE VIRTUAL TABLE IF NOT EXISTS vocabulary USING fts5vocab (words, row);
"""
_INSERT = "INSERT INTO words (rowid, token) VALUES (?, ?)"
_DELETE = "INSERT INTO words (words, rowid, token) VALUES ('delete', ?, ?)"
# The file is a copy that nobody else has open: it is written whole or thrown away.
_CARELESS = "PRAGMA page_size = 8192; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
_HOLDS = "SELECT 1 FROM words WHERE words MATCH ? LIMIT 1"
_LEAST_COUNTED = 2  # a word in one thing only is found without being counted
_BUCKETS = 4  # a thing moves up each time its weight grows by a fifth
_MINUTES, _SERIAL = 26, 14
_LAST = 2**48
# No stem has a low line in it.
_TITLE, _MARK = "_", "__"


class Writer:
    """An index open for writing; what is missing is made."""

    def __init__(self, path: Path) -> None:
        self.db = sqlite3.connect(path)
        self.db.executescript(_CARELESS + _SCHEMA + search_sets.SCHEMA)
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
            self.db.execute(_INSERT, (row, self._tokens(told, details)))
            numbers = ((typed, row) for typed in document.numbers)
            self.db.executemany("INSERT OR IGNORE INTO number VALUES (?, ?)", numbers)
            self._size += 1

    def cover(self, group: str, documents: Sequence[Document]) -> None:
        """Put a group here that an older index still holds, which is to hide its own."""
        self.put(group, documents)
        self.db.execute("INSERT OR IGNORE INTO covered VALUES (?)", (group,))

    def covered(self) -> list[str]:
        """Return the groups that were put so."""
        return [group for (group,) in self.db.execute("SELECT grp FROM covered")]

    def close(self) -> None:
        """Count the words, set down where the common ones stand, and let the file go."""
        db = self.db
        db.execute("INSERT INTO words (words) VALUES ('optimize')")
        asked = "SELECT term, doc FROM vocabulary WHERE doc >= ?"
        counted = db.execute(asked, (_LEAST_COUNTED,)).fetchall()
        known = self._known()
        db.execute("DELETE FROM term")
        rows = ((one, known[one], one[::-1], n) for one, n in counted if one in known)
        db.executemany("INSERT INTO term VALUES (?, ?, ?, ?)", rows)
        search_sets.write(db, counted)
        db.execute("DELETE FROM kind")
        for kind in KINDS:
            if db.execute(_HOLDS, (mark(f"kind/{kind}"),)).fetchone():
                db.execute("INSERT INTO kind VALUES (?)", (kind,))
        db.commit()
        db.close()

    def _known(self) -> dict[str, str]:
        """Return the shortest word of each stem."""
        known = dict(self.db.execute("SELECT term, word FROM term").fetchall())
        for term, word in self._words.items():
            if len(word) < len(known.get(term, word + "-")):
                known[term] = word
        return known

    def _remove(self, group: str) -> None:
        """Take a group out; the full-text table must be told the words it held."""
        held = self.db.execute("SELECT id, shown, details FROM doc WHERE grp = ?", (group,))
        for row, told, details in held.fetchall():
            self.db.execute(_DELETE, (row, self._tokens(unpacked(told), unpacked(details))))
            self.db.execute("DELETE FROM number WHERE doc = ?", (row,))
        gone = self.db.execute("DELETE FROM doc WHERE grp = ?", (group,))
        self._size -= gone.rowcount

    def _row(self, document: Document) -> int:
        at = clock.parse(document.at).timestamp() if document.at else 0
        minutes = min(max(int(at) // 60, 0), 2**_MINUTES - 1)
        row = _LAST - ((bucket(document.weight) << _MINUTES | minutes) << _SERIAL)
        taken = "SELECT MIN(id) FROM doc WHERE id > ? AND id <= ?"
        first = self.db.execute(taken, (row - 2**_SERIAL, row)).fetchone()[0]
        return row if first is None else int(first) - 1

    def _tokens(self, told: Json, details: str) -> str:
        """Return all the tokens of a row: stems, stems of titles, filters."""
        title, found = dict[str, None](), dict.fromkeys(details.split())
        for lang, (heading, lead) in told["texts"].items():
            title |= self._stems(heading, lang)
            found |= self._stems(lead, lang)
        for lang, name in told["topic"].items():
            found |= self._stems(name, lang)
        tokens = {*found, *title, *map(titled, title), *map(mark, told["facets"])}
        return " ".join(sorted(tokens))

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


def bucket(weight: int) -> int:
    """Return the step of weight at which a thing stands."""
    return int(_BUCKETS * math.log2(max(weight, 0) + 1))


def minute(row: int) -> int:
    """Return of which minute a row's thing is."""
    return (_LAST - row >> _SERIAL) & ((1 << _MINUTES) - 1)


def mark(facet: str) -> str:
    """Return what stands in the index for a filter; no word looks like it."""
    return _MARK + hashlib.blake2b(facet.encode(), digest_size=6).hexdigest()


def titled(stem: str) -> str:
    """Return what stands in the index for a stem in a title."""
    return _TITLE + stem
