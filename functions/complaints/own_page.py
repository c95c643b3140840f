"""The reporter's page for a browser without scripts: what happened, and a form for each act."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from functions.complaints import links
from functions.media import upload
from functions.shared import clock, page
from functions.shared.content import load
from functions.shared.words import date, moment, t

View = Mapping[str, Any]
ACTS = ("reply", "redact", "withdraw", "appeal")


def render(seen: View, secret: str, lang: str) -> str:
    """Return the page of a view."""
    parts = [_head(seen, lang), _steps(seen), _history(seen, lang), *_typed(seen, lang)]
    parts += [_act(seen, name, secret, lang) for name in ACTS if name in seen["may"]]
    if seen["survey"]["open"]:
        parts.append(_survey(seen, secret, lang))
    parts.append(_link(links.page(lang, seen["complaint"]), _w(lang, "track_public")))
    body = f'<div class="c-wrap c-narrow">{"".join(parts)}</div>'
    return page.render(lang, _w(lang, "track_title"), body)


def _head(seen: View, lang: str) -> str:
    state = t(lang, f"desk.complaint.state.{seen['state']}")
    late = f" · {_w(lang, 'track_late')}" if seen["is_late"] else ""
    body = f"<p>{escape(seen['body_name'])}</p>" if seen["body_name"] else ""
    return f"<h1>{escape(seen['number'])}</h1><p>{escape(state + late)}</p>{body}"


def _steps(seen: View) -> str:
    items = "".join(f"<li>{escape(step['text'])}</li>" for step in seen["due_steps"])
    return f"<ul>{items}</ul>"


def _history(seen: View, lang: str) -> str:
    items = "".join(f"<li>{_line(entry, lang)}</li>" for entry in seen["history"])
    return f"<h2>{escape(_w(lang, 'track_history'))}</h2><ol>{items}</ol>" if items else ""


def _line(entry: View, lang: str) -> str:
    """What was done, when and by whom; then its texts."""
    zone = str(load().government["timezone"])
    who = _w(lang, "own_line") if entry["role"] == "reporter" else entry["body_name"]
    done = t(lang, f"desk.complaint.done.{entry['move']}")
    head = " · ".join(
        part for part in (moment(lang, clock.parse(entry["at"]), zone), done, who) if part
    )
    texts = [entry["reason"], entry["text"], *entry["actions"]]
    if entry["private"] and entry["text"]:
        texts.append(f"({_w(lang, 'only_you')})")
    return f"<b>{escape(head)}</b>" + "".join(_paragraph(text) for text in texts if text)


def _typed(seen: View, lang: str) -> Iterator[str]:
    yield f"<h2>{escape(_w(lang, 'track_yours'))}</h2>{_paragraph(seen['description'])}"
    if seen["shown"]:
        yield f"<h2>{escape(_w(lang, 'track_shown'))}</h2>{_paragraph(seen['shown'])}"
    states = [
        _w(lang, f"photo_{'published' if 'url' in one else one['state']}") for one in seen["photos"]
    ]
    if states:
        items = "".join(f"<li>{escape(state)}</li>" for state in states)
        yield f"<h2>{escape(_w(lang, 'track_photos'))}</h2><ul>{items}</ul>"
    if seen["uploads"]:
        yield _link(upload.page(seen["uploads"]), _w(lang, "track_add_photos"))


def _act(seen: View, name: str, secret: str, lang: str) -> str:
    """A form that posts to the address the page came from."""
    hint = _w(lang, f"act_{name}_hint")
    until = seen["reply_until"]
    if name == "reply" and until:
        hint += f" {date(lang, dt.date.fromisoformat(until))}."
    fields = {"key": f"{seen['complaint']}.{secret}", "act": name, "lang": lang}
    fields["rid"] = secrets.token_hex(16)
    hidden = "".join(
        f'<input type="hidden" name="{field}" value="{escape(value)}">'
        for field, value in fields.items()
    )
    text = escape(seen["shown"] or seen["description"]) if name == "redact" else ""
    area = f'<textarea id="f-{name}" name="text">{text}</textarea>'
    label = f'<label for="f-{name}">{escape(_w(lang, f"act_{name}_text"))}</label>'
    button = f'<button class="c-btn" type="submit">{escape(_w(lang, "act_button"))}</button>'
    return (
        f'<form class="c-form" method="post"><h2>{escape(_w(lang, f"act_{name}"))}</h2>'
        f'<p>{escape(hint)}</p>{hidden}<div class="c-field">{label}{area}</div>{button}</form>'
    )


def _survey(seen: View, secret: str, lang: str) -> str:
    until = date(lang, dt.date.fromisoformat(seen["survey"]["until"]))
    words = t(lang, "complaint_form.act_survey_until", date=until)
    link = _link(links.survey(lang, seen["complaint"], secret), _w(lang, "act_survey"))
    return f"{_paragraph(words)}{link}"


def _paragraph(text: str) -> str:
    return f"<p>{'<br>'.join(map(escape, text.splitlines()))}</p>"


def _link(address: str, words: str) -> str:
    return f'<p><a href="{escape(address)}">{escape(words)}</a></p>'


def _w(lang: str, name: str) -> str:
    return t(lang, f"complaint_form.{name}")
