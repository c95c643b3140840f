"""The pages of a complaint sent without scripts: what is wrong, the last look, and the coupon."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import replace
from html import escape
from typing import Any

from functions.complaints import category as kinds
from functions.complaints import clock, filing, letter, links, move, nearby, place, questions
from functions.complaints.category import Category
from functions.complaints.complaint import Complaint
from functions.complaints.filing import Filed
from functions.complaints.form import ComplaintRequest
from functions.media import upload
from functions.shared import page
from functions.shared.content import load
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.words import date, moment, pick, t

Row = tuple[str, str]


def refused(lang: str, error: InvalidInputError, typed: Mapping[str, Any]) -> str:
    """Return the form with what is wrong, its questions in the words of the category."""
    chosen = kinds.categories().get(str(typed.get("category")))
    own = {"category": page.Question(page.label(lang, "category"), _categories(lang))}
    for asked in chosen.attributes if chosen else ():
        choices = tuple((value.key, pick(value.name, lang)[0]) for value in asked.values)
        question = page.Question(pick(asked.description, lang)[0], choices)
        name = questions.field(asked.code)
        own |= {name: question, f"{name}[]": question}
    fields = (_as_sent(field, typed) for field in error.fields)
    return page.refusal(lang, InvalidInputError(*fields), typed, own)


def last_look(request: ComplaintRequest, lang: str, now: dt.datetime) -> str:
    """Return the page that shows what will be public, what is open nearby, and the due date."""
    chosen = kinds.categories()[request.category]
    facts = filing.new_complaint(0, request, lang, now, "web")
    parts = [
        _heading(lang, "check"),
        _similar(chosen, request, lang),
        _section(lang, "public", _public(facts, chosen, lang)),
        _section(lang, "private", _private(request, chosen, lang)),
        _section(lang, "term", _due(facts, lang)),
        _hidden_form(request, lang),
    ]
    return _page(lang, "check", parts)


def coupon(filed: Filed, lang: str, permit: str) -> str:
    """Return the coupon: to be printed or kept, with the private link and a way to add photos."""
    facts = filed.record.complaint
    zone = clock.calendar_of(facts.clock).timezone
    rows = [
        (_t(lang, "number"), facts.number),
        (_t(lang, "at"), moment(lang, facts.filed_at, zone)),
        (_t(lang, "office"), letter.name_of(facts.office, lang)),
    ]
    found = filing.suggestion(facts)
    if found:
        why = pick(found[1].why, lang)[0]
        rows.append((_t(lang, "body"), f"{letter.name_of(found[1].body, lang)}. {why}"))
    parts = [_heading(lang, "coupon"), _list(rows), _section(lang, "term", _due(facts, lang))]
    if filed.secret:
        parts.append(_own(lang, links.track(lang, facts.id, filed.secret), permit))
    return _page(lang, "coupon", parts)


def _categories(lang: str) -> tuple[Row, ...]:
    return tuple(
        (one.id, pick(one.name, lang)[0])
        for one in kinds.categories().values()
        if one.is_filed_here
    )


def _as_sent(field: FieldError, typed: Mapping[str, Any]) -> FieldError:
    """Name the field as the form did: a list's name ends in `[]`."""
    return replace(field, name=f"{field.name}[]") if f"{field.name}[]" in typed else field


def _similar(chosen: Category, request: ComplaintRequest, lang: str) -> str:
    found = nearby.similar(chosen, request.point, lang) if request.point else []
    if not found:
        return ""
    items = "".join(
        f'<li><a href="{escape(one["url"])}">{escape(one["number"])}</a> {escape(one["title"])}'
        f" ({escape(t(lang, 'complaint_coupon.metres', n=one['metres']))})</li>"
        for one in found
    )
    words = f"<p>{escape(_t(lang, 'similar_hint'))}</p>"
    return f"<section><h2>{escape(_t(lang, 'similar'))}</h2>{words}<ul>{items}</ul></section>"


def _public(facts: Complaint, chosen: Category, lang: str) -> list[Row]:
    """Return what anybody will see: never more than an official lets through."""
    rows = [(_t(lang, "category"), pick(chosen.name, lang)[0])]
    where = load().jurisdictions[facts.place.jurisdiction]
    rows.append((_t(lang, "jurisdiction"), pick(where["name"], lang)[0]))
    hidden = chosen.private or chosen.decimals is None
    if not hidden and facts.place.point:
        cut = place.shown(facts.place, chosen.decimals or 0)
        rows.append((_t(lang, "point"), f"{cut.lat}, {cut.long}"))
    if chosen.shows_address and facts.place.address:
        rows.append((page.label(lang, "address"), facts.place.address))
    shows = facts.may_publish and not chosen.private
    text = facts.shown or facts.description
    rows.append((_t(lang, "text"), text if shows else _t(lang, "text_hidden")))
    return rows


def _private(request: ComplaintRequest, chosen: Category, lang: str) -> list[Row]:
    names = ("name", "email", "phone", *(() if chosen.shows_address else ("address",)))
    typed = {name: getattr(request, name) for name in names}
    return [(page.label(lang, name), value) for name, value in typed.items() if value]


def _due(facts: Complaint, lang: str) -> list[Row]:
    """Return the due date and the steps that lead to it."""
    due = move.status_of(facts, facts.filed_at).due
    rows = [
        (t(lang, f"complaint_coupon.step.{step.kind}"), date(lang, step.on)) for step in due.steps
    ]
    return [*rows, (_t(lang, "due"), date(lang, due.on))]


def _hidden_form(request: ComplaintRequest, lang: str) -> str:
    """Return everything typed as hidden fields, with a request id of its own from here on."""
    typed = request.model_dump(exclude={"attributes", "step", "rid", "lang"})
    fields = [(name, value) for name, value in typed.items() if value not in ("", None, False)]
    fields += [("rid", request.rid or secrets.token_hex(16)), ("lang", lang), ("step", "send")]
    for code, values in request.attributes.items():
        fields += [(f"{questions.field(code)}[]", value) for value in values]
    hidden = "".join(
        f'<input type="hidden" name="{escape(name)}" value="{escape(_written(value))}">'
        for name, value in fields
    )
    send = escape(_t(lang, "send"))
    button = f'<button class="c-btn c-btn--p" type="submit">{send}</button>'
    return f'<form class="c-form" method="post">{hidden}{button}</form>'


def _written(value: object) -> str:
    return "true" if value is True else str(value)


def _own(lang: str, link: str, permit: str) -> str:
    whole = escape(links.absolute(link), quote=True)
    photos = escape(upload.page(permit), quote=True)
    return (
        f"<section><h2>{escape(_t(lang, 'own'))}</h2><p>{escape(_t(lang, 'own_hint'))}</p>"
        f'<p><a href="{whole}">{whole}</a></p>'
        f'<p><a class="c-btn" href="{photos}">{escape(_t(lang, "photos"))}</a></p></section>'
    )


def _section(lang: str, name: str, rows: Iterable[Row]) -> str:
    rows = list(rows)
    return f"<section><h2>{escape(_t(lang, name))}</h2>{_list(rows)}</section>" if rows else ""


def _list(rows: Iterable[Row]) -> str:
    items = "".join(
        f"<dt>{escape(name)}</dt><dd>{'<br>'.join(map(escape, value.splitlines()))}</dd>"
        for name, value in rows
    )
    return f'<dl class="c-check-list">{items}</dl>'


def _heading(lang: str, name: str) -> str:
    return f"<h1>{escape(_t(lang, name))}</h1><p>{escape(_t(lang, f'{name}_hint'))}</p>"


def _page(lang: str, name: str, parts: Iterable[str]) -> str:
    body = f'<div class="c-wrap c-narrow">{"".join(parts)}</div>'
    return page.render(lang, _t(lang, name), body)


def _t(lang: str, name: str) -> str:
    return t(lang, f"complaint_coupon.{name}")
