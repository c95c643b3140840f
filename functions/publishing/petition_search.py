"""Petitions as the search has them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from functions.publishing import facets, places
from functions.publishing.dossier import Dossier
from functions.publishing.press import Press
from functions.publishing.said import lead
from functions.publishing.search_document import Document, Told
from functions.publishing.search_files import Shelf
from functions.shared import clock
from functions.shared.content import load

NAME = "petitions"


def shelf(press: Press) -> Shelf:
    """Return what the index of petitions is made from."""
    db = press.store.db
    return Shelf(
        NAME,
        waiting=lambda: _waiting(db),
        renew=lambda: _renew(db),
        documents=lambda group: _documents(press.dossier(int(group))),
        done=lambda groups: _done(db, groups),
    )


def _waiting(db: sqlite3.Connection) -> list[str]:
    rows = db.execute("SELECT pid FROM unsearched ORDER BY pid")
    return [str(pid) for (pid,) in rows]


def _renew(db: sqlite3.Connection) -> None:
    db.execute("INSERT OR IGNORE INTO unsearched SELECT id FROM petition")


def _done(db: sqlite3.Connection, groups: Sequence[str]) -> None:
    db.executemany("DELETE FROM unsearched WHERE pid = ?", ((int(one),) for one in groups))


def _documents(dossier: Dossier) -> list[Document]:
    """Return a petition as the search has it; nothing of one that is in no list."""
    if not dossier.is_public:
        return []
    facts, goal, state = dossier.petition, dossier.next_goal, dossier.status.state
    topics = {lang: places.category(facts.category, lang) for lang in load().languages}
    document = Document(
        kind="petition",
        id=str(facts.id),
        path=f"petitions/{facts.id}/",
        language=facts.language,
        texts={
            str(lang): Told(text.title, lead(text), f"{text.background}\n{text.details}")
            for lang, text in facts.texts().items()
        },
        weight=dossier.counts.total,
        at=clock.text(facts.published_at or facts.submitted_at),
        state=state.value,
        state_key=f"petition.state.{state}",
        tone=facets.tone(state),
        states=facets.states(dossier),
        category=facts.category,
        jurisdiction=facts.jurisdiction,
        body=facts.body,
        topic={lang: topic.name for lang, topic in topics.items()},
        icon=topics[load().default_language].icon,
        count=dossier.counts.total,
        count_key="petition.of" if goal else "petition.signatures_count",
        needed=goal.count_needed if goal else None,
        numbers=(str(facts.id),),
        example=facts.example,
    )
    return [document]
