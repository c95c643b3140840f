"""An idea's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

from typing import Any

from functions.projects.idea_states import EDITABLE, MOVES, SUPPORTABLE, State
from functions.publishing import (
    discussion_threads,
    idea_card,
    idea_history,
    idea_review,
    project_words,
)
from functions.publishing.discussion_voices import SHOWN, Voice
from functions.publishing.project_page import form, pass_values
from functions.publishing.project_seen import Seen, SeenIdea
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.words import t

MOST_THREADS = 40
SIDES = ("pro", "con", "")
WITHDRAWALS = ("withdraw", "ask_withdrawal")
View = dict[str, Any]


def page(seen: Seen, number: int, lang: str) -> View:
    """Return everything that the idea's page shows in a language."""
    one, project = seen.ideas[number], seen.project
    idea, base = one.idea, f"/{lang}/projects/{project.id}/"
    about = f"idea/{number}"
    return {
        **vars(idea_card.card(one, project, lang)),
        "project": project.id,
        "project_url": base,
        "project_title": pick(project.title, lang),
        "private": seen.is_private,
        "text": project_words.text(idea, lang),
        "is_translated": project_words.text(idea, lang).lang != idea.language,
        "authors": [name for name in (idea.author, *idea.coauthors) if name],
        "when": words.date(lang, project_words.local(idea.at)),
        "edited": project_words.day(idea.edited_at, lang) if idea.edited_at else "",
        "costs": _costs(one, project.money.currency, lang),
        "point": _point(one),
        "merged_into": _other(seen, idea.merged_into, lang),
        "merged_from": [_other(seen, n, lang) for n in idea.merged_from if n in seen.ideas],
        "wants_out": one.standing.wants_out,
        "history": idea_history.events(seen, one, lang),
        "screening": idea_review.screening(seen, one, lang),
        "expertise": idea_review.expertise(one, lang),
        "poll": f"/{lang}/polls/{project.poll}/" if project.poll and _was_voted(one) else "",
        "work": _work(one, lang),
        "takes_support": seen.stand.allows("support") and one.standing.state in SUPPORTABLE,
        "takes_comments": seen.stand.allows("comment") and not seen.is_private,
        "takes_stances": seen.stand.allows("stance"),
        "takes_edits": _takes_edits(seen, one),
        "takes_coauthors": bool(project.process.ideas.coauthors) and seen.stand.allows("edit"),
        "takes_withdrawal": any(one.standing.state in MOVES[act].origins for act in WITHDRAWALS),
        "form": form(seen, lang),
        "original": _original(one),
        **_discussion(seen, about, lang),
        **pass_values(f"{base}ideas/{number}/", lang),
    }


def _discussion(seen: Seen, about: str, lang: str) -> View:
    own = [one for one in seen.voices.values() if one.comment.about == about]
    roots = discussion_threads.roots(seen, about)
    shown = roots[:MOST_THREADS]
    views = discussion_threads.threads(seen, shown, lang, names_subject=False)
    return {
        "about": about,
        "comments": sum(one.state == SHOWN for one in own),
        "has_more": len(roots) > len(shown),
        "sides": {side: [one for one in views if one["side"] == side] for side in SIDES},
        "answerable": discussion_threads.answerable(seen, _tree(own, shown), lang),
    }


def _tree(own: list[Voice], shown: list[Voice]) -> list[Voice]:
    """Return the comments of the threads that the page shows."""
    kept = {one.comment.id for one in shown}
    for one in sorted(own, key=lambda one: one.comment.depth):
        if one.comment.parent in kept:
            kept.add(one.comment.id)
    return [one for one in own if one.comment.id in kept]


def _original(one: SeenIdea) -> View:
    """Return what the author edits: the words as they were written."""
    idea = one.idea
    return {
        "title": idea.title,
        "text": idea.text,
        "jurisdiction": idea.place.jurisdiction,
        "address": idea.place.address,
        "cost": "" if idea.cost is None else str(idea.cost),
    }


def _costs(one: SeenIdea, currency: str, lang: str) -> list[View]:
    told = {"idea.cost": one.idea.cost, "idea.estimate": one.idea.estimate}
    return [
        {"label": t(lang, key), "text": project_words.money(amount, currency, lang)}
        for key, amount in told.items()
        if amount is not None
    ]


def _point(one: SeenIdea) -> str:
    lat, long = one.idea.place.lat, one.idea.place.long
    return "" if lat is None or long is None else f"{lat:.4f}, {long:.4f}"


def _other(seen: Seen, number: int | None, lang: str) -> View | None:
    if number is None:
        return None
    url = f"/{lang}/projects/{seen.project.id}/ideas/{number}/"
    found = seen.ideas.get(number)
    name = project_words.title(found.idea, lang) if found else None
    return {"url": url, "name": name, "number": number}


def _was_voted(one: SeenIdea) -> bool:
    return any(entry.act == "put_to_vote" for entry in one.idea.history)


def _work(one: SeenIdea, lang: str) -> str:
    for entry in reversed(one.idea.history):
        if isinstance(entry.facts.get("work"), int):
            return f"/{lang}/implemented/{entry.facts['work']}/"
    return ""


def _takes_edits(seen: Seen, one: SeenIdea) -> bool:
    if one.standing.state == State.PUBLISHED:
        return seen.stand.allows("edit")
    return one.standing.state in EDITABLE
