"""Keeping a new idea: a number, a place among the author's few, and the item itself."""

from __future__ import annotations

import datetime as dt
from typing import cast

from functions.participants import contribution
from functions.participants.participant import Participant
from functions.projects import idea, known
from functions.projects.idea import Contact, Idea, Record, trail_of
from functions.projects.idea_form import ApplicationRequest, IdeaRequest, wrong
from functions.projects.project import Entry, Project
from functions.shared import keys, table
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.facts import Language


def file(
    project: Project, request: IdeaRequest | ApplicationRequest, lang: str, now: dt.datetime
) -> Record:
    """Keep an idea that was checked: one UpdateItem and three PutItem.

    A repeat with the same request id finds the same idea. Raises InvalidInputError naming every
    wrong field, or that the person has no idea left, and NotEligibleError.
    """
    who = check(project, request, now)
    tag = known.tag_of(project.id, who)
    number = _reserve(project, tag, request.request_id())
    fresh = Record(
        _idea(project, number, request, lang, now),
        author_tag=tag,
        contacts=idea.seal_contacts(project.id, number, [contact(tag, who, lang)]),
        rid=request.request_id(),
    )
    kept = idea.create(fresh) or fresh
    contribution.add(who, "idea", f"project/{project.id}/idea/{number}", now)
    return kept


def check(
    project: Project, request: IdeaRequest | ApplicationRequest, now: dt.datetime
) -> Participant:
    """Return who proposes. Raises InvalidInputError naming every wrong field, NotEligibleError."""
    who = request.participant()
    project.eligibility.check(who, now)
    _check(project, request)
    return who


def contact(tag: str, who: Participant, lang: str) -> Contact:
    """Return what is kept, encrypted, of an author."""
    return Contact(tag, who.email, lang, who.ident)


def _check(project: Project, request: IdeaRequest | ApplicationRequest) -> None:
    is_private = project.process.ideas.private
    found = [] if isinstance(request, ApplicationRequest) else wrong(request, project)
    if is_private != isinstance(request, ApplicationRequest):
        raise InvalidInputError(FieldError("title", "unknown" if is_private else "missing"))
    if not request.consent:
        found.append(FieldError("consent", "consent"))
    if found:
        raise InvalidInputError(*found)


def _reserve(project: Project, tag: str, rid: str) -> int:
    """Return the number of a request: a new one, or the one that its first try was given."""
    number, most = idea.next_number(project.id), project.process.ideas.most_per_person
    for slot in range(most):
        item = {**keys.idea_slot(project.id, tag, slot), "rid": rid, "idea": number}
        there = table.put_new("core", item)
        if there is None:
            return number
        if there.get("rid") == rid:
            return int(there["idea"])
    raise InvalidInputError(FieldError("code", "ideas_used", (("limit", most),)))


def _idea(
    project: Project,
    number: int,
    request: IdeaRequest | ApplicationRequest,
    lang: str,
    now: dt.datetime,
) -> Idea:
    is_trapped = bool(request.website)
    shown_at_once = project.process.moderation == "after" and not is_trapped
    history = [Entry(at=now, act="publish", role="platform")] if shown_at_once else []
    made = Idea(
        number=number,
        project=project.id,
        title="",
        text=request.text,
        language=cast("Language", lang),
        author=request.shown(),
        named=request.named,
        trail=trail_of(project.id, number),
        flags=["trap"] if is_trapped else [],
        history=history,
        at=now,
        changed_at=now,
    )
    if isinstance(request, ApplicationRequest):
        return made
    words = {"title": request.title, "place": request.place(), "cost": request.cost}
    return made.model_copy(update=words)
