"""Works in the read model: their facts, and how many residents confirm each."""

from __future__ import annotations

from functions.projects import work as works
from functions.projects.work import Work
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.work_seen import SeenWork
from functions.shared import table

KIND = works.KIND
TABLES = """
CREATE TABLE work_said (id INTEGER PRIMARY KEY, yes INTEGER NOT NULL, no INTEGER NOT NULL);
"""


def facts(item: table.Item) -> str:
    """Return what is kept of a work's item: all but request ids."""
    own = works.from_item(item).work
    history = [one.model_copy(update={"rid": ""}) for one in own.history]
    return own.model_copy(update={"history": history}).model_dump_json()


def count(press: ParticipationPress, number: int) -> None:
    """Keep how many confirm a work and how many do not: one Query."""
    said = [one.is_done for one in works.confirmations(number)]
    row = (number, said.count(True), said.count(False))
    press.store.db.execute("INSERT OR REPLACE INTO work_said VALUES (?, ?, ?)", row)


def load(press: ParticipationPress, number: int) -> SeenWork:
    """Return a work as its page shows it. Raises KeyError."""
    work = Work.model_validate_json(press.facts(KIND, number))
    row = press.store.db.execute("SELECT yes, no FROM work_said WHERE id = ?", (number,)).fetchone()
    return SeenWork(work, press.now, *(row or (0, 0)))
