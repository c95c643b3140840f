"""The page that gives an author without scripts the invitation to pass on."""

from __future__ import annotations

from html import escape

from functions.shared import page
from functions.shared.words import t


def render(lang: str, invitation: str) -> str:
    """Return the invitation in a box to copy it from."""
    title = escape(t(lang, "idea.invite_title"))
    lead = escape(t(lang, "idea.invite_text"))
    box = f'<textarea id="f-invitation" readonly rows="5">{escape(invitation)}</textarea>'
    body = (
        f'<div class="c-wrap c-narrow"><h1>{title}</h1><div class="c-field">'
        f'<label for="f-invitation">{lead}</label>{box}</div></div>'
    )
    return page.render(lang, title, body)
