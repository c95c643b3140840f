"""GET /api/v1/desk/projects, …/{id} and /api/v1/desk/processes: what there is, and one whole."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.desk import project_case, project_roles, project_screen
from functions.desk.act import signed_in
from functions.desk.project_case import Case
from functions.desk.roles import Official
from functions.ledger.parallel import each
from functions.projects import process, project
from functions.shared import clock, content, http
from functions.shared.errors import ForbiddenError

app = http.Api()
MOST = 200


@app.get("/api/v1/desk/processes")
def processes() -> Response[str]:
    """Answer the ready processes, from which projects are made."""
    _official()
    ready = [one.model_dump(mode="json") for one in process.processes().values()]
    return http.json_answer({"processes": ready})


@app.get("/api/v1/desk/projects")
def projects() -> Response[str]:
    """Answer the projects that an official may see, the latest first."""
    who, now = _official(), clock.now()
    kept = (one for one in project.listed(MOST) if one.project.discarded_at is None)
    cases = [Case(one, who, now) for one in kept if project_roles.sees(who, one.project)]
    rows = list(map(project_screen.row, cases, each(project_screen.queue, cases)))
    return http.json_answer({"at": clock.text(now), "timezone": _zone(), "projects": rows})


@app.get("/api/v1/desk/projects/<project_id>")
def one(project_id: str) -> Response[str]:
    """Answer one project's screen. Raises NotFoundError for another body's."""
    who, now = _official(), clock.now()
    case = project_case.load(http.petition_id(project_id), who, now)
    told = {"at": clock.text(now), "timezone": _zone()}
    return http.json_answer(told | project_screen.screen(case))


def _official() -> Official:
    who = signed_in(app)
    if not project_roles.may_look(who):
        raise ForbiddenError
    return who


def _zone() -> str:
    return str(content.load().government["timezone"])


handler = http.handler(app)
