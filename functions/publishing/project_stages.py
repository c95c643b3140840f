"""The stages of a project as a timeline: dates, who is in charge, what is owed, what was said."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from functions.projects.project import Entry
from functions.projects.stages import Owed, Phase, Span, Stand
from functions.publishing import places, project_words
from functions.publishing.project_seen import Seen
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.words import t

View = dict[str, Any]


def view(seen: Seen, lang: str) -> list[View]:
    """Return the stages in their order."""
    return [_stage(seen, one, lang) for one in seen.stand.spans]


def missed(stand: Stand, lang: str) -> list[View]:
    """Return the duties that were missed, and the stage that should be over."""
    found = [_duty(one, lang) for one in stand.late]
    if stand.is_late and stand.present:
        last = words.date(lang, project_words.last_day(stand.present.ends_at))
        name = t(lang, "project.late_stage", stage=pick(stand.present.rule.name, lang).text)
        body = places.body_name(stand.present.body, lang)
        text = t(lang, "project.duty.late", date=last)
        found.append({"name": name, "state": text, "is_late": True, "body": body})
    return found


def present(seen: Seen, lang: str) -> View | None:
    """Return the stage that is on, and until when."""
    one = seen.stand.present
    if one is None:
        return None
    last = project_words.last_day(one.ends_at)
    return {"name": pick(one.rule.name, lang).text, "until": words.date(lang, last)}


def is_vote_over(stand: Stand) -> bool:
    """Whether the stage in which people vote is finished."""
    return any(one.rule.kind == "vote" and one.finished_at for one in stand.spans)


def sentence(entry: Entry, lang: str) -> View:
    """Return a line of the history: what, when, the words given, where it leads."""
    said = pick(entry.text, lang)
    url = str(entry.facts.get("url", ""))
    return {
        "label": project_words.act("project", entry.act, lang),
        "day": project_words.day(entry.at, lang),
        "text": said if said.text else None,
        "differs": _departure(entry, lang),
        "url": url if url.startswith("https://") else "",
    }


def _departure(entry: Entry, lang: str) -> str:
    """Return how a decision differs from what the declared rule gave; "" where it does not."""
    added, removed = entry.facts.get("added") or [], entry.facts.get("removed") or []
    if not added and not removed:
        return ""
    told = {"added": _numbers(added), "removed": _numbers(removed)}
    return t(lang, "project.departure", **told)


def _numbers(ideas: list[int]) -> str:
    return ", ".join(f"№ {number}" for number in ideas) or "—"


def _stage(seen: Seen, one: Span, lang: str) -> View:
    about = pick(one.rule.about, lang)
    ends = one.finished_at or one.ends_at
    # An act ends a stage on its day; a calendar ends it with the last second of one.
    last = project_words.local(ends) if _is_ended_by_act(one) else project_words.last_day(ends)
    is_reached = seen.stand.phase != Phase.ANNOUNCED and one.begins_at <= seen.now
    return {
        "key": one.rule.key,
        "name": pick(one.rule.name, lang),
        "about": about if about.text else None,
        "tone": _tone(seen, one),
        "begins": words.date(lang, project_words.local(one.begins_at)),
        "datetime": project_words.local(one.begins_at).isoformat(),
        "ends": words.date(lang, last),
        "is_planned": one.finished_at is None,
        "body": places.body_name(one.body, lang),
        "duties": [_duty(owed, lang) for owed in one.owed] if is_reached else [],
        "notes": [sentence(entry, lang) for entry in _notes(seen, one)],
    }


def _is_ended_by_act(one: Span) -> bool:
    return one.finished_at is not None and one.finished_at != one.ends_at


def _tone(seen: Seen, one: Span) -> str:
    if one == seen.stand.present:
        return "late now" if one.is_late or any(owed.is_late for owed in one.owed) else "now"
    if one.finished_at is not None and one.finished_at <= seen.now:
        return "late" if any(owed.is_late for owed in one.owed) else "past"
    return "next"


def _notes(seen: Seen, one: Span) -> Iterator[Entry]:
    for entry in seen.history:
        if entry.facts.get("stage") == one.rule.key and (any(entry.text.values()) or entry.facts):
            yield entry


def _duty(one: Owed, lang: str) -> View:
    last = words.date(lang, project_words.last_day(one.due_at))
    done = project_words.day(one.done_at, lang) if one.done_at else ""
    if one.done_at is None:
        state = t(lang, "project.duty.late" if one.is_late else "project.duty.until", date=last)
    else:
        kind = "done_late" if one.is_late else "done"
        state = t(lang, f"project.duty.{kind}", date=done)
    name = pick(one.duty.name, lang).text
    body = places.body_name(one.body, lang)
    return {"name": name, "state": state, "is_late": one.is_late, "body": body}
