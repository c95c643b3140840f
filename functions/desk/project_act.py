"""POST /api/v1/desk/projects and …/{id}/{act}: a new project, and what officials do with one."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.desk import project_case, project_do, project_new
from functions.desk.act import asked_by
from functions.desk.project_asked import NewProject, ProjectAct
from functions.shared import clock, http

app = http.Api(body_limit=http.LONG_BODY_LIMIT * 4)  # a draft's articles in three languages


@app.post("/api/v1/desk/projects")
def create() -> Response[str]:
    """Keep a new project as a draft."""
    who, asked = asked_by(app, NewProject)
    told = project_new.create(asked, who, clock.now())
    return http.json_answer(told, HTTPStatus.CREATED)


@app.post("/api/v1/desk/projects/<project_id>/<act>")
def do(project_id: str, act: str) -> Response[str]:
    """Do an act on a project once; the same request id completes and repeats it."""
    who, asked = asked_by(app, ProjectAct)
    case = project_case.load(http.petition_id(project_id), who, clock.now())
    return http.json_answer(project_do.perform(case, act.replace("-", "_"), asked))


handler = http.handler(app)
