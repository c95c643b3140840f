"""What happened to an idea, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from functions.projects.project import Entry
from functions.publishing import places, project_words
from functions.publishing.project_seen import Seen, SeenIdea
from functions.publishing.said import Said, pick
from functions.shared.words import t

# What a resident typed is only shown where the process shows texts before a moderator reads them.
REASON = ("withdraw", "ask_withdrawal")
View = dict[str, Any]


def events(seen: Seen, one: SeenIdea, lang: str) -> list[View]:
    """Return the timeline: the idea itself, then every step."""
    told = [_event("file", one.idea.at, lang), *(_told(seen, one, e, lang) for e in _entries(one))]
    told[-1]["tone"] = "now"
    if one.standing.due_at:
        late = one.standing.is_late
        key = "idea.late" if late else "idea.due"
        last = project_words.last_day(one.standing.due_at).isoformat()
        label = t(lang, key, date=project_words.day(one.standing.due_at, lang))
        tone = "late" if late else "next"
        told.append(_event("due", one.standing.due_at, lang) | {"label": label, "tone": tone})
        told[-1]["datetime"] = last
    return told


def _entries(one: SeenIdea) -> Iterator[Entry]:
    """Leave out the joint authors' own steps and translations, which the page shows anyway."""
    return (entry for entry in one.idea.history if entry.act != "translate")


def _event(act: str, at: Any, lang: str) -> View:
    return {
        "label": project_words.act("idea", act, lang),
        "when": project_words.day(at, lang),
        "datetime": at.isoformat(),
        "tone": "past",
        "by": "",
        "text": None,
        "links": [],
    }


def _told(seen: Seen, one: SeenIdea, entry: Entry, lang: str) -> View:
    said = pick(entry.text, lang)
    reason = str(entry.facts.get("reason", ""))
    if entry.act in REASON and seen.project.process.moderation == "after" and reason:
        said = Said(reason, one.idea.language)
    by = places.body_name(entry.body, lang) if entry.body else ""
    role = t(lang, f"project.role.{entry.role}")
    return _event(entry.act, entry.at, lang) | {
        "by": by or role,
        "text": said if said.text and not seen.is_private else None,
        "links": list(_links(seen, entry, lang)),
    }


def _links(seen: Seen, entry: Entry, lang: str) -> Iterator[View]:
    into, work = entry.facts.get("into"), entry.facts.get("work")
    base = f"/{lang}/projects/{seen.project.id}/ideas/"
    if isinstance(into, int) and into in seen.ideas:
        name = project_words.title(seen.ideas[into].idea, lang)
        yield {"url": f"{base}{into}/", "name": name}
    if isinstance(work, int):
        yield {"url": f"/{lang}/implemented/{work}/", "name": Said(t(lang, "idea.work"), lang)}
    if entry.act == "put_to_vote" and seen.project.poll:
        name = Said(t(lang, "project.vote_link"), lang)
        yield {"url": f"/{lang}/polls/{seen.project.poll}/", "name": name}
