"""The public ideas of a project as something to compare with, read at most once a minute."""

from __future__ import annotations

import datetime as dt

from functions.projects import idea, idea_states
from functions.projects.project import Project
from functions.projects.similar import similar
from functions.shared import clock

FRESH = dt.timedelta(minutes=1)
MOST = 100
Told = tuple[int, str, str]
Like = tuple[int, str, float]
_seen: dict[int, tuple[dt.datetime, list[Told]]] = {}


def like(project: Project, title: str, text: str = "") -> list[Like]:
    """Return (number, title, score) of like ideas, the likest first: one Query a minute, or none.

    There are none in a project whose ideas nobody sees.
    """
    shown = [] if project.process.ideas.private else _public(project.id)
    titles = {number: named for number, named, _ in shown}
    found = similar(title, text, shown) if title.strip() else []
    return [(number, titles[number], score) for number, score in found]


def forget() -> None:
    """Drop every copy."""
    _seen.clear()


def _public(project_id: int) -> list[Told]:
    now = clock.now()
    read_at, found = _seen.get(project_id, (None, []))
    if read_at is None or not now - FRESH < read_at <= now:
        found = [
            (one.idea.number, one.idea.title, one.idea.text)
            for one in idea.all_of(project_id)
            if idea_states.standing(one.idea).is_public
        ]
        if len(_seen) >= MOST:
            _seen.clear()
        _seen[project_id] = (now, found)
    return found
