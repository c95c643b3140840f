"""A vote's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from functions.participants import oidc
from functions.polls.state import State
from functions.publishing import (
    participate_page,
    places,
    poll_ballot,
    poll_history,
    poll_result,
    poll_words,
)
from functions.publishing.dossier import national_zone
from functions.publishing.places import Place
from functions.publishing.poll_seen import Seen
from functions.publishing.said import pick
from functions.shared import words
from functions.shared.settings import settings
from functions.shared.words import t

CLASSES = ("email", "eid", "paper")
View = dict[str, Any]


def page(seen: Seen, lang: str) -> View:
    """Return everything that the vote's page shows in a language."""
    poll, rule = seen.poll, seen.rule
    is_open = seen.state == State.OPEN
    return {
        "id": poll.id,
        "url": f"/{lang}/polls/{poll.id}/",
        "site": settings().site_url,
        "example": poll.example,
        "question": pick(poll.question, lang),
        "about": pick(poll.about, lang),
        "state": poll_words.state(seen.state, lang),
        "method": poll_words.method(rule.method, lang),
        "place": _place(poll.jurisdiction, lang),
        "body": places.body(poll.body, None, lang),
        "facts": list(_facts(seen, lang)),
        "opens_text": _moment(poll.opens_at, lang),
        "withdrawn": pick(poll_history.reason(poll), lang) if poll.withdrawn_at else None,
        "is_over": seen.is_over,
        "ballot": poll_ballot.view(rule, poll.options, lang) if is_open else None,
        "options": poll_ballot.shown(poll.options, lang),
        "rule": poll_words.rule(rule.to_dict(), lang),
        "seal": _seal(seen, lang),
        "turnout": _turnout(seen, lang),
        "result": poll_result.view(seen, rule, lang),
        "timeline": poll_history.events(seen, lang),
        "links": list(_links(seen, lang)),
        "files": list(_files(seen, lang)),
        "regions": participate_page.regions(lang),
        "eid": oidc.is_offered(),
    }


def _place(code: str, lang: str) -> Place:
    """Return a place; its list of votes is its page."""
    name = places.jurisdiction_name(code, lang)
    return Place(code, name, f"/{lang}/polls/place/{code}/")


def _facts(seen: Seen, lang: str) -> Iterator[View]:
    poll = seen.poll
    if seen.state == State.SEALED:
        yield _fact("poll.opens", _moment(poll.opens_at, lang), "", lang)
    is_past = seen.is_over or seen.state == State.WITHDRAWN
    left = ""
    if seen.state == State.OPEN:
        days = seen.days_left
        left = t(lang, "poll.clock_left", n=days) if days else t(lang, "poll.last_day")
    label = "poll.closed_at" if is_past else "poll.until"
    yield _fact(label, _moment(poll.closes_at, lang), left, lang)
    first, *more = poll_words.who(poll.eligibility, lang)
    yield _fact("poll.who", first, ", ".join(more), lang)


def _fact(key: str, text: str, note: str, lang: str) -> View:
    return {"label": t(lang, key), "text": text, "note": note}


def _seal(seen: Seen, lang: str) -> View | None:
    if seen.poll.sealed is None:
        return None
    return {"hash": seen.poll.sealed.hash, "at": _moment(seen.poll.sealed.at, lang)}


def _turnout(seen: Seen, lang: str) -> View | None:
    """Return how many voted, by class: the log tells it at any time, and never for what."""
    if seen.state == State.SEALED:
        return None
    rows = [
        {"label": t(lang, f"poll.class.{name}"), "n": seen.logged.live[name]}
        for name in CLASSES
        if seen.logged.live[name]
    ]
    return {"total": seen.logged.total, "rows": rows, "changed": seen.logged.changed}


def _links(seen: Seen, lang: str) -> Iterator[View]:
    if seen.poll.project:
        url = f"/{lang}/projects/{seen.poll.project}/"
        yield {"url": url, "label": f"{t(lang, 'poll.project')} {seen.poll.project}"}


def _files(seen: Seen, lang: str) -> Iterator[View]:
    base, result = f"/polls/{seen.poll.id}/", seen.poll.result
    yield {"url": f"{base}rule.json", "label": f"{t(lang, 'poll.file.rule')} (JSON)"}
    if result is None:
        return
    if result.ballots_published:
        kinds = ["json", "csv", *(["pb"] if seen.rule.budget else [])]
        for kind in kinds:
            name = "PabuLib" if kind == "pb" else kind.upper()
            label = f"{t(lang, 'poll.file.ballots')} ({name})"
            yield {"url": f"{base}ballots.{kind}", "label": label}
    yield {"url": f"{base}result.json", "label": f"{t(lang, 'poll.file.result')} (JSON)"}


def _moment(at: dt.datetime, lang: str) -> str:
    return words.moment(lang, at, str(national_zone()))
