"""POST /api/v1/projects/{id}/ideas and what authors do with them afterwards."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.participants import contribution
from functions.participants.participant import Acting
from functions.projects import (
    filing,
    idea,
    idea_move,
    idea_page,
    idea_states,
    invitation_page,
    known,
    public_ideas,
    stages,
)
from functions.projects.idea import Record
from functions.projects.idea_form import (
    ApplicationRequest,
    EditRequest,
    IdeaRequest,
    JoinRequest,
    WithdrawalRequest,
    wrong,
)
from functions.projects.idea_states import CHOSEN, EDITABLE, State
from functions.projects.process import StageRule
from functions.projects.project import Entry, Project
from functions.shared import clock, crypto, http
from functions.shared.errors import (
    FieldError,
    ForbiddenError,
    InvalidInputError,
    InvalidTokenError,
    NotNowError,
)
from functions.shared.http import Asked

app = http.Api(body_limit=http.LONG_BODY_LIMIT, form="idea")
INVITATION = "coauthor"
INVITATION_LIFE = dt.timedelta(days=14)


@app.post("/api/v1/projects/<project_id>/ideas")
def propose(project_id: str) -> Response[str]:
    """Take an idea; the same request id finds the same idea again.

    A form without scripts is answered once with similar ideas, if there are any, and not kept yet.
    """
    request, asked = http.read(app, IdeaRequest)
    if asked.is_form and not request.step:
        project = known.allowing(http.petition_id(project_id), "idea")
        filing.check(project, request, clock.now())
        found = public_ideas.like(project, request.title, request.text)
        if found:
            return http.html_answer(idea_page.last_look(project, request, found, asked.lang))
    return _filed(project_id, request, asked, "idea")


@app.post("/api/v1/projects/<project_id>/applications")
def apply(project_id: str) -> Response[str]:
    """Take an application, of which the public sees a number and how far it came."""
    request, asked = http.read(app, ApplicationRequest)
    return _filed(project_id, request, asked, "application")


@app.post("/api/v1/projects/<project_id>/ideas/<number>/edits")
def edit(project_id: str, number: str) -> Response[str]:
    """Change an idea's words while they may be changed."""
    request, asked = http.read(app, EditRequest)
    project, record, _ = _own(project_id, number, request)
    rid = request.request_id()
    if any(one.rid == rid for one in record.idea.history):
        return http.answer(asked, _told(record), done="idea-edited")
    found = wrong(request, project)
    if found:
        raise InvalidInputError(*found)
    entry = Entry(at=clock.now(), act=_editing(project, record), role="author", rid=rid)
    words = {"title": request.title, "text": request.text, "edited_at": entry.at}
    places = {"place": request.place(), "cost": request.cost}
    made = idea_move.apply(record, entry, _stage(project), **words, **places)
    return http.answer(asked, _told(made), done="idea-edited")


@app.post("/api/v1/projects/<project_id>/ideas/<number>/withdrawals")
def withdraw(project_id: str, number: str) -> Response[str]:
    """Take an idea back; one that was already chosen stays, with a mark and the reason."""
    request, asked = http.read(app, WithdrawalRequest)
    project, record, _ = _own(project_id, number, request)
    chosen = idea_states.standing(record.idea).state in CHOSEN
    act = "ask_withdrawal" if chosen else "withdraw"
    facts = {"reason": request.reason}
    rid = request.request_id()
    made_before = any(one.rid == rid for one in record.idea.history)
    entry = Entry(at=clock.now(), act=act, role="author", rid=rid, facts=facts)
    made = record if made_before else idea_move.apply(record, entry, _stage(project))
    if idea_states.standing(made.idea).state == State.WITHDRAWN:
        ref = f"project/{project.id}/idea/{made.idea.number}"
        contribution.undo(request.participant(), "idea", ref, clock.now())
    return http.answer(asked, _told(made), done="idea-withdrawn")


@app.post("/api/v1/projects/<project_id>/ideas/<number>/own")
def own(project_id: str, number: str) -> Response[str]:
    """Answer an author's own idea whole, whether or not it is public."""
    request, _ = http.read(app, Acting)
    project, record, _ = _own(project_id, number, request)
    found = idea_states.status(
        record.idea, project.process, stages.calendar_of(project), clock.now()
    )
    facts = record.idea.model_dump(mode="json", exclude={"history": {"__all__": {"rid"}}})
    due = clock.text(found.due_at) if found.due_at else None
    return http.json_answer(
        {**_told(record), "facts": facts, "may_edit": _may_edit(project, record), "due_at": due}
    )


@app.post("/api/v1/projects/<project_id>/ideas/<number>/invitations")
def invite(project_id: str, number: str) -> Response[str]:
    """Give the author a code for a co-author: nothing is stored."""
    request, asked = http.read(app, Acting)
    project, record, tag = _own(project_id, number, request)
    if tag != record.author_tag:
        raise ForbiddenError
    if len(record.coauthor_tags) >= project.process.ideas.coauthors:
        raise NotNowError
    carried = {"p": project.id, "n": record.idea.number}
    invitation = crypto.seal(INVITATION, carried, ttl=INVITATION_LIFE)
    if asked.is_form:
        return http.html_answer(invitation_page.render(asked.lang, invitation))
    expires_at = clock.text(clock.now() + INVITATION_LIFE)
    return http.json_answer({"invitation": invitation, "expires_at": expires_at})


@app.post("/api/v1/projects/<project_id>/ideas/<number>/coauthors")
def join(project_id: str, number: str) -> Response[str]:
    """Become a co-author by the author's invitation; a repeat changes nothing."""
    request, asked = http.read(app, JoinRequest)
    project, record = _idea(project_id, number)
    who = request.participant()
    project.eligibility.check(who, clock.now())
    _check_invitation(record, request.invitation)
    tag = known.tag_of(project.id, who)
    if record.is_by(tag):
        return http.answer(asked, {"state": "joined"}, done="coauthor")
    if len(record.coauthor_tags) >= project.process.ideas.coauthors:
        raise NotNowError
    added = filing.contact(tag, who, asked.lang)
    contacts = [*idea.open_contacts(record), added]
    sealed = idea.seal_contacts(project.id, record.idea.number, contacts)
    tags = (*record.coauthor_tags, tag)
    joined = replace(record, coauthor_tags=tags, contacts=sealed)
    shown = request.shown()
    names = [*record.idea.coauthors, *([shown] if shown else [])]
    entry = Entry(at=clock.now(), act="join", role="author", rid=request.request_id())
    idea.save(record, idea_move.make(joined, entry, _stage(project), coauthors=names))
    return http.answer(asked, {"state": "joined"}, done="coauthor")


def _filed(
    project_id: str, request: IdeaRequest | ApplicationRequest, asked: Asked, done: str
) -> Response[str]:
    project = known.allowing(http.petition_id(project_id), "idea")
    record = filing.file(project, request, asked.lang, clock.now())
    return http.answer(asked, _told(record), done=done, status=HTTPStatus.CREATED)


def _idea(project_id: str, number: str) -> tuple[Project, Record]:
    project = known.get(http.petition_id(project_id))
    return project, idea.load(project.id, http.petition_id(number), consistent=True)


def _own(project_id: str, number: str, request: Acting) -> tuple[Project, Record, str]:
    """Return an idea that the sender wrote. Raises ForbiddenError for another's."""
    project, record = _idea(project_id, number)
    tag = known.tag_of(project.id, request.participant())
    if not record.is_by(tag):
        raise ForbiddenError
    return project, record, tag


def _stage(project: Project) -> StageRule | None:
    present = stages.stand(project, clock.now()).present
    return present.rule if present else None


def _editing(project: Project, record: Record) -> str:
    """Return the move that an edit is now. Raises NotNowError once the words are fixed."""
    if not _may_edit(project, record):
        raise NotNowError
    state = idea_states.standing(record.idea).state
    return {State.PUBLISHED: "revise", State.REWORK: "rework"}.get(state, "edit")


def _may_edit(project: Project, record: Record) -> bool:
    """Tell whether the words may change: before moderation, in the edit window, in rework."""
    state = idea_states.standing(record.idea).state
    if state == State.PUBLISHED:
        return stages.stand(project, clock.now()).allows("edit")
    return state in EDITABLE


def _check_invitation(record: Record, invitation: str) -> None:
    try:
        carried = crypto.open_token(INVITATION, invitation.strip())
    except InvalidTokenError:
        raise InvalidInputError(FieldError("invitation", "invitation")) from None
    if (carried["p"], carried["n"]) != (record.idea.project, record.idea.number):
        raise InvalidInputError(FieldError("invitation", "invitation"))


def _told(record: Record) -> dict[str, object]:
    found = idea_states.standing(record.idea)
    return {
        "state": found.state.value,
        "flagged": found.wants_out,
        "project": record.idea.project,
        "idea": record.idea.number,
    }


handler = http.handler(app)
