"""What a step of an idea says to its authors and supporters, in words: pure.

Officials' texts go into a letter; what people typed never does, or the form would be a relay for
spam. So an idea is named by its number.
"""

from __future__ import annotations

from functions.mail.message import Message
from functions.projects import links
from functions.projects.consent import consent_token
from functions.projects.idea import Contact, Idea
from functions.projects.project import Entry, Project
from functions.projects.supporters import Supporter
from functions.shared import crypto
from functions.shared.words import pick, t

FOR_SUPPORTERS = frozenset({
    "revise", "merge", "pass", "fail", "estimate", "select", "not_select", "put_to_vote", "win",
    "fall_back", "lose", "find_impossible", "replace", "start_work", "finish_work", "answer",
})  # fmt: skip
TOLD = FOR_SUPPORTERS | {"publish", "return", "hide", "restore", "ask_rework", "take_in"}


def to_author(project: Project, idea: Idea, entry: Entry, who: Contact) -> Message:
    """Return the message to an author; an application has no page of its own."""
    private = project.process.ideas.private
    page = (
        links.project(who.lang, project.id)
        if private
        else links.idea(who.lang, project.id, idea.number)
    )
    params = _params(project, idea, entry, who.lang) | {"link": links.absolute(page)}
    return Message(who.email, "idea_moved", who.lang, params)


def to_supporter(
    project: Project, idea: Idea, entry: Entry, one: Supporter, to: tuple[str, str]
) -> Message:
    """Return the message to a supporter: news, or the question whether the support may move."""
    email, lang = to
    params = _params(project, idea, entry, lang)
    way_out = crypto.seal("unsubscribe", {"j": project.id, "n": idea.number, "t": one.tag})
    if entry.act == "merge":
        page = links.merge(lang, project.id, idea.number, consent_token(project.id, one))
        more = {"into": str(entry.facts["into"]), "link": links.absolute(page)}
        del params["happened"]
        return Message(email, "idea_merge", lang, params | more, way_out)
    page = links.idea(lang, project.id, idea.number)
    return Message(email, "idea_news", lang, params | {"link": links.absolute(page)}, way_out)


def _params(project: Project, idea: Idea, entry: Entry, lang: str) -> dict[str, str]:
    said = pick(entry.text, lang)[0] if entry.role != "author" else ""
    return {
        "project": pick(project.title, lang)[0],
        "number": str(idea.number),
        "happened": t(lang, f"mail.idea_act.{entry.act}"),
        "details": f"\n{said}" if said else "",
    }
