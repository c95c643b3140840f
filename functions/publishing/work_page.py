"""A work's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from functions.projects.work import Milestone
from functions.publishing import places, project_charts, project_words, work_card, work_trail
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.project_page import pass_values
from functions.publishing.project_stages import sentence
from functions.publishing.said import pick
from functions.publishing.work_seen import SeenWork
from functions.shared import words
from functions.shared.words import t

View = dict[str, Any]


def page(press: ParticipationPress, seen: SeenWork, lang: str) -> View:
    """Return everything that the work's page shows in a language."""
    work = seen.work
    stopped = pick(work.stopped, lang)
    authors = [*work_trail.authors(press, work.trail), *([work.thanks] if work.thanks else [])]
    return {
        **vars(work_card.card(seen, lang)),
        "number": t(lang, "work.number", number=str(work.id)),
        "asked": pick(work.asked, lang),
        "decided": pick(work.decided, lang),
        "decided_on": words.date(lang, work.decided_on) if work.decided_on else "",
        "decision_url": _link(work.decision_url),
        "contract_url": _link(work.contract_url),
        "in_charge": places.body(work.body, None, lang),
        "facts": list(_facts(seen, lang)),
        "milestones": [_milestone(seen, one, lang) for one in work.milestones],
        "photos": list(_photos(seen, lang)),
        "history": [sentence(one, lang) | _act(one.act, lang) for one in reversed(work.history)],
        "stopped": stopped if stopped.text else None,
        "yes": seen.yes,
        "no": seen.no,
        "chart": _chart(seen, lang),
        "takes_confirmations": work.done_on is not None,
        "trail": work_trail.view(press, work.trail, work.id, lang),
        "trail_id": work.trail,
        "authors": list(dict.fromkeys(authors)),
        **pass_values(f"/{lang}/implemented/{work.id}/", lang),
    }


def _chart(seen: SeenWork, lang: str) -> Markup:
    title = f"{t(lang, 'work.yes', n=seen.yes)}; {t(lang, 'work.no', n=seen.no)}"
    return project_charts.shares([seen.yes, seen.no, 0], title=title)


def _facts(seen: SeenWork, lang: str) -> Iterator[View]:
    work, over = seen.work, seen.condition.over_budget
    where = _where(seen, lang)
    if where:
        yield _fact(lang, "work.where", where)
    if work.contractor:
        yield _fact(lang, "work.contractor", work.contractor)
    if work.begins_on:
        yield _fact(lang, "work.begins", words.date(lang, work.begins_on))
    ended = work.done_on or work.ends_on
    note = t(lang, "work.late") if seen.condition.is_late else ""
    yield _fact(lang, "work.done" if work.done_on else "work.ends", words.date(lang, ended), note)
    if work.planned is not None:
        yield _fact(lang, "work.planned", project_words.money(work.planned, work.currency, lang))
    if work.spent is not None:
        more = project_words.money(over, work.currency, lang)
        note = t(lang, "work.over", amount=more) if over else ""
        yield _fact(lang, "work.spent", project_words.money(work.spent, work.currency, lang), note)


def _fact(lang: str, key: str, text: str, note: str = "") -> View:
    return {"label": t(lang, key), "text": text, "note": note}


def _where(seen: SeenWork, lang: str) -> str:
    place = seen.work.place
    region = place.jurisdiction or seen.work.jurisdiction
    name = places.jurisdiction_name(region, lang)
    return ", ".join(part for part in (name, place.address) if part)


def _milestone(seen: SeenWork, one: Milestone, lang: str) -> View:
    whole = sum(step.weight for step in seen.work.milestones)
    # Whatever was not told of a step, a work that is finished has finished it too.
    done_on = one.done_on or seen.work.done_on
    is_late = (done_on or seen.last_day) > one.due_on
    reached = 100 if done_on else one.progress or 0
    done = words.date(lang, done_on) if done_on else ""
    if done:
        text = t(lang, "work.step.done_late" if is_late else "work.step.done", date=done)
    else:
        key = "work.step.late" if is_late else "work.step.due"
        text = t(lang, key, date=words.date(lang, one.due_on))
    return {
        "name": pick(one.name, lang),
        "text": text,
        "datetime": (done_on or one.due_on).isoformat(),
        "tone": "late" if is_late else "past" if done else "now" if reached else "next",
        "progress": reached,
        "share": project_words.percent(one.weight / whole, lang),
    }


def _photos(seen: SeenWork, lang: str) -> Iterator[View]:
    for number, one in enumerate(seen.work.photos, 1):
        name = pick(one.name, lang)
        yield {
            "url": f"/media/{one.id}.jpg",
            "small": f"/media/{one.id}.small.jpg",
            "alt": name.text or t(lang, "work.photo", number=str(number)),
            "name": name if name.text else None,
        }


def _act(act: str, lang: str) -> View:
    return {"label": project_words.act("work", act, lang)}


def _link(url: str) -> str:
    return url if url.startswith("https://") else ""
