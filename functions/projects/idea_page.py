"""The last look at an idea sent without scripts, if similar ones exist: nothing is kept yet."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from functions.projects import links
from functions.projects.idea_form import IdeaRequest
from functions.projects.project import Project
from functions.projects.public_ideas import Like
from functions.shared import page
from functions.shared.words import t

SHOWN = ("title", "text", "address", "cost")


def last_look(project: Project, request: IdeaRequest, found: Iterable[Like], lang: str) -> str:
    """Return the page with the similar ideas, what was typed, and the button that sends it."""
    title = t(lang, "idea.similar")
    body = (
        f'<div class="c-wrap c-narrow"><h1>{escape(title)}</h1>'
        f"<p>{escape(t(lang, 'idea.similar_text'))}</p>"
        f'<ul class="c-similar">{"".join(_similar(project, one, lang) for one in found)}</ul>'
        f"<h2>{escape(t(lang, 'idea.similar_own'))}</h2>"
        f'<dl class="c-check-list">{_typed(request, lang)}</dl>{_hidden_form(request, lang)}</div>'
    )
    return page.render(lang, title, body)


def _similar(project: Project, one: Like, lang: str) -> str:
    number, title, _ = one
    return f'<li><a href="{links.idea(lang, project.id, number)}">{escape(title)}</a></li>'


def _typed(request: IdeaRequest, lang: str) -> str:
    typed = {name: getattr(request, name) for name in SHOWN}
    return "".join(
        f"<dt>{escape(page.label(lang, name))}</dt><dd>{_lines(str(value))}</dd>"
        for name, value in typed.items()
        if value
    )


def _hidden_form(request: IdeaRequest, lang: str) -> str:
    """Return everything typed as hidden fields; the request keeps its id, so it is kept once."""
    typed = request.model_dump(exclude_defaults=True)
    sent = typed | {"rid": request.request_id(), "lang": lang, "step": "send"}
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(_written(value))}">'
        for name, value in sent.items()
    )
    send = escape(t(lang, "idea.send"))
    button = f'<button class="c-btn c-btn--p" type="submit">{send}</button>'
    return f'<form class="c-form" method="post">{hidden}{button}</form>'


def _written(value: object) -> str:
    return "true" if value is True else str(value)


def _lines(typed: str) -> str:
    return "<br>".join(map(escape, typed.splitlines()))
