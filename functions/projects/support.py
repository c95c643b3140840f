"""Support an idea, take it back, or say whether a support may move to the idea that took it in."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from functions.participants import contribution
from functions.participants.participant import CODE_LIMIT, Acting, unseal
from functions.projects import idea, idea_states, known, supporters
from functions.projects.consent import tag_of
from functions.projects.idea import Record
from functions.projects.idea_states import SUPPORTABLE
from functions.shared import clock, http
from functions.shared.errors import (
    FieldError,
    InvalidInputError,
    InvalidTokenError,
    NotFoundError,
    NotNowError,
)
from functions.shared.form import Form

app = http.Api()


class SupportRequest(Acting):
    """Somebody supports an idea, or takes that back; `news` only if they want mail."""

    take_back: bool = False
    news: bool = False


class ConsentRequest(Form):
    """A supporter's answer; the mail's `token` or the participation code says who it is."""

    token: str = Field(default="", max_length=2_000)
    code: str = Field(default="", max_length=CODE_LIMIT)
    agree: bool


@app.post("/api/v1/projects/<project_id>/ideas/<number>/supports")
def support(project_id: str, number: str) -> Response[str]:
    """Count a support: one GetItem, two PutItem; a repeat changes nothing."""
    request, asked = http.read(app, SupportRequest)
    project = known.allowing(http.petition_id(project_id), "support")
    who, now = request.participant(), clock.now()
    project.eligibility.check(who, now)
    record = _supportable(project.id, http.petition_id(number))
    tag = known.tag_of(project.id, who)
    wants_mail = request.news and who.email
    sealed = supporters.seal(project.id, who.email, asked.lang) if wants_mail else None
    supporters.take(project.id, record.idea.number, tag, now, on=not request.take_back, who=sealed)
    ref = f"project/{project.id}/idea/{record.idea.number}"
    if request.take_back:
        contribution.undo(who, "support", ref, now)
    else:
        contribution.add(who, "support", ref, now)
    state = "taken_back" if request.take_back else "counted"
    return http.answer(asked, {"state": state}, done="idea-supported")


@app.post("/api/v1/projects/<project_id>/ideas/<number>/merge-consents")
def consent(project_id: str, number: str) -> Response[str]:
    """Move a support to the idea that took this one in, only if its giver says yes."""
    request, asked = http.read(app, ConsentRequest)
    project = known.get(http.petition_id(project_id))
    record = idea.load(project.id, http.petition_id(number))
    into = record.idea.merged_into
    if into is None:
        raise NotNowError
    one = supporters.load(project.id, record.idea.number, _tag(request, project.id, record))
    if request.agree and one.on and one.moved_to is None:
        supporters.move(project.id, one, into, clock.now())
    state = "moved" if request.agree or one.moved_to else "stays"
    return http.answer(asked, {"state": state, "idea": into}, done="merge-answered")


def _supportable(project_id: int, number: int) -> Record:
    record = idea.load(project_id, number)
    found = idea_states.standing(record.idea)
    if not found.is_public:
        raise NotFoundError
    if found.state not in SUPPORTABLE:
        raise NotNowError
    return record


def _tag(request: ConsentRequest, project_id: int, record: Record) -> str:
    """Return who answers. Raises InvalidInputError for a token of something else."""
    if request.token:
        return tag_of(request.token, project_id, record.idea.number)
    try:
        return known.tag_of(project_id, unseal(request.code))
    except InvalidTokenError:
        raise InvalidInputError(FieldError("code", "code")) from None


handler = http.handler(app)
