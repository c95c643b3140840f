"""GET /api/v1/projects/{id}/similar: ideas that say the same, shown while somebody writes."""

from __future__ import annotations

import datetime as dt

from aws_lambda_powertools.event_handler import Response

from functions.projects import idea, idea_states, known
from functions.projects.similar import similar
from functions.shared import clock, http

app = http.Api()
MOST_LETTERS = 500
FRESH = dt.timedelta(minutes=1)
MOST = 100
Told = tuple[int, str, str]
_seen: dict[int, tuple[dt.datetime, list[Told]]] = {}


@app.get("/api/v1/projects/<project_id>/similar")
def alike(project_id: str) -> Response[str]:
    """Answer like ideas, the likest first: one Query a minute and project."""
    project = known.get(http.petition_id(project_id))
    words = (app.current_event.query_string_parameters or {}).get("q", "")[:MOST_LETTERS]
    shown = [] if project.process.ideas.private else _public(project.id)
    titles = {number: title for number, title, _ in shown}
    found = similar(words, "", shown) if words.strip() else []
    ideas = [{"number": number, "title": titles[number], "score": score} for number, score in found]
    return http.json_answer({"ideas": ideas}, cache="public, max-age=60")


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


handler = http.handler(app)
