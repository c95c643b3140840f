"""The discussion of a project: opinion groups first, then every comment, in pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.publishing import discussion_groups, discussion_threads
from functions.publishing.discussion_voices import SHOWN, Voice
from functions.publishing.project_page import pass_values
from functions.publishing.project_seen import Seen
from functions.publishing.said import pick

PAGE_SIZE = 30
View = dict[str, Any]


def pages(seen: Seen) -> list[Sequence[Voice]]:
    """Cut the threads, the best first, into pages; there is always a first one."""
    every = discussion_threads.roots(seen)
    cut = [every[at : at + PAGE_SIZE] for at in range(0, len(every), PAGE_SIZE)]
    return list(cut) or [[]]


def path(project_id: int, number: int) -> str:
    """Return the address of a page after the language; the first has no number."""
    more = f"page/{number}/" if number > 1 else ""
    return f"projects/{project_id}/discussion/{more}"


def page(seen: Seen, number: int, lang: str) -> View:
    """Return everything that a page of the discussion shows in a language."""
    project, every = seen.project, pages(seen)
    held = every[number - 1]
    return {
        "id": project.id,
        "url_project": f"/{lang}/projects/{project.id}/",
        "title": pick(project.title, lang),
        "example": project.example,
        "about": "project",
        "total": sum(one.state == SHOWN for one in seen.voices.values()),
        "groups": discussion_groups.view(seen, lang) if number == 1 else None,
        "threads": discussion_threads.threads(seen, held, lang, names_subject=True),
        "answerable": discussion_threads.answerable(seen, _below(seen, held), lang),
        "takes_comments": seen.stand.allows("comment"),
        "takes_stances": seen.stand.allows("stance"),
        "waits": project.process.moderation == "before",
        "pages": [
            {"number": at, "url": f"/{lang}/{path(project.id, at)}", "current": at == number}
            for at in range(1, len(every) + 1)
        ],
        **pass_values(f"/{lang}/projects/{project.id}/discussion/", lang),
    }


def _below(seen: Seen, held: Sequence[Voice]) -> list[Voice]:
    kept = {one.comment.id for one in held}
    for one in sorted(seen.voices.values(), key=lambda one: one.comment.depth):
        if one.comment.parent in kept:
            kept.add(one.comment.id)
    return [one for one in seen.voices.values() if one.comment.id in kept]
