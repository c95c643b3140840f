"""The read model of votes, projects, works and surveys, for who keeps it and for who only reads."""

from __future__ import annotations

from functions.publishing import (
    participation_book,
    poll_rows,
    project_rows,
    survey_rows,
    work_store,
)

BOOK = participation_book.book(
    (poll_rows.TABLES, project_rows.TABLES, work_store.TABLES, survey_rows.TABLES)
)
