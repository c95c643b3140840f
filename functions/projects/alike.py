"""GET /api/v1/projects/{id}/similar: ideas that say the same, shown while somebody writes."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.projects import known, public_ideas
from functions.shared import http

app = http.Api()
MOST_LETTERS = 500


@app.get("/api/v1/projects/<project_id>/similar")
def alike(project_id: str) -> Response[str]:
    """Answer like ideas, the likest first: one Query a minute and project."""
    project = known.get(http.petition_id(project_id))
    words = (app.current_event.query_string_parameters or {}).get("q", "")[:MOST_LETTERS]
    ideas = [
        {"number": number, "title": title, "score": score}
        for number, title, score in public_ideas.like(project, words)
    ]
    return http.json_answer({"ideas": ideas}, headers=http.kept("public, max-age=60"))


def forget() -> None:
    """Drop every copy."""
    public_ideas.forget()


handler = http.handler(app)
