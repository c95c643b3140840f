"""A project's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from functions.participants import oidc
from functions.projects.process import Deed
from functions.projects.project import Money
from functions.publishing import (
    discussion_threads,
    idea_card,
    participate_page,
    places,
    project_card,
    project_funnel,
    project_stages,
    project_words,
)
from functions.publishing.places import Place
from functions.publishing.poll_words import who
from functions.publishing.project_campaign import campaign
from functions.publishing.project_seen import Seen
from functions.publishing.said import pick
from functions.shared.content import load
from functions.shared.words import t

CARDS = 6
NOTED = ("find_impossible",)
DEEDS: Mapping[Deed, str] = {
    "idea": "propose",
    "pledge": "pledge",
    "comment": "comment",
    "stance": "stance",
}
View = dict[str, Any]


def page(seen: Seen, lang: str) -> View:
    """Return everything that the project's page shows in a language."""
    project, process = seen.project, seen.project.process
    takes_ideas = process.subject == "ideas"
    return {
        **vars(project_card.card(seen, lang)),
        "number": t(lang, "project.number", number=str(project.id)),
        "intro": pick(process.intro, lang).text,
        "problem": pick(project.problem, lang),
        "aims": _text(project.aims, lang),
        "fixed": _text(project.fixed, lang),
        "body": places.body(project.body, None, lang),
        "region": _region(project.jurisdiction, lang),
        "facts": list(_facts(seen, lang)),
        "missed": project_stages.missed(seen.stand, lang),
        "stages": project_stages.view(seen, lang),
        "stopped": _stopped(seen, lang),
        "now": project_stages.present(seen, lang),
        "does": [name for deed, name in DEEDS.items() if seen.stand.allows(deed)],
        "notes": _notes(seen, lang),
        "subject": process.subject,
        "private": seen.is_private,
        "poll": f"/{lang}/polls/{project.poll}/" if project.poll else "",
        "poll_is_over": project_stages.is_vote_over(seen.stand),
        "winners": _cards(seen, project.winners, lang),
        "fallback": _cards(seen, project.fallback, lang),
        "has_ideas": takes_ideas and not seen.is_private and bool(seen.ideas),
        "cards": [idea_card.card(one, project, lang) for one in seen.best()[:CARDS]]
        if takes_ideas and not seen.is_private
        else [],
        "total": len(seen.ideas),
        "applications": project_funnel.applications(seen, lang) if seen.is_private else None,
        "form": form(seen, lang),
        "funnel": project_funnel.view(seen, lang) if takes_ideas and seen.ideas else None,
        "articles": [_article(seen, one, lang) for one in project.articles],
        "campaign": campaign(seen, lang),
        "comments": sum(one.state == "shown" for one in seen.voices.values()),
        **pass_values(f"/{lang}/projects/{project.id}/", lang),
    }


def form(seen: Seen, lang: str) -> View:
    """Return what a form for an idea asks here."""
    rule, limits = seen.project.process.ideas, seen.project.money
    return {
        "place": rule.place,
        "cost": rule.cost,
        "text_most": rule.text_most,
        "most": rule.most_per_person,
        "limit": project_words.money(limits.project, limits.currency, lang)
        if limits.project
        else "",
        "currency": limits.currency,
        "places": _places(seen.project.jurisdiction, lang),
        "waits": seen.project.process.moderation == "before",
    }


def pass_values(url: str, lang: str) -> View:
    """Return what the form that asks for a participation code needs; `url` is where it leads."""
    regions = participate_page.regions(lang)
    return {"url": url, "regions": regions, "eid": oidc.is_offered()}


def _text(texts: Mapping[str, str], lang: str) -> Any:
    found = pick(dict(texts), lang)
    return found if found.text else None


def _region(code: str, lang: str) -> Place:
    name = places.jurisdiction_name(code, lang)
    return Place(code, name, f"/{lang}/projects/place/{code}/")


def _limits(limits: Money, lang: str) -> str:
    """Return what one idea, and all of one district, may cost; "" where nothing is said."""
    found = {"each": limits.project, "district": limits.district}
    return ", ".join(
        t(lang, f"project.money_{name}", amount=project_words.money(most, limits.currency, lang))
        for name, most in found.items()
        if most
    )


def _facts(seen: Seen, lang: str) -> Iterator[View]:
    project, limits = seen.project, seen.project.money
    now = project_stages.present(seen, lang)
    if now:
        until = t(lang, "project.until", date=now["until"])
        yield _fact(lang, "project.now", now["name"], until)
    elif seen.stand.phase == "announced":
        yield _fact(lang, "project.starts", project_words.day(project.begins_at, lang))
    found = project_card.money(seen, lang)
    if found:
        name = "project.goal" if project.campaign else "project.money"
        yield _fact(lang, name, found, _limits(limits, lang))
    first, *more = who(project.eligibility, lang)
    yield _fact(lang, "project.who", first, ", ".join(more))


def _fact(lang: str, key: str, text: str, note: str = "") -> View:
    return {"label": t(lang, key), "text": text, "note": note}


def _stopped(seen: Seen, lang: str) -> View | None:
    if seen.stand.phase != "stopped":
        return None
    found = [one for one in seen.project.history if one.act == "stop"]
    if found:
        return project_stages.sentence(found[-1], lang)
    return {"label": t(lang, "project.phase.stopped"), "day": "", "text": None, "url": ""}


def _notes(seen: Seen, lang: str) -> list[View]:
    """Return what was decided outside of any stage, with its reason."""
    found = [one for one in seen.history if one.act in NOTED and not one.facts.get("stage")]
    return [project_stages.sentence(one, lang) for one in found]


def _cards(seen: Seen, numbers: list[int], lang: str) -> list[Any]:
    return [
        idea_card.card(seen.ideas[number], seen.project, lang)
        for number in numbers
        if number in seen.ideas
    ]


def _article(seen: Seen, one: Any, lang: str) -> View:
    about = f"article/{one.number}"
    found = discussion_threads.roots(seen, about)
    reply = pick(one.reply, lang)
    return {
        "number": one.number,
        "about": about,
        "title": pick(one.title, lang),
        "text": pick(one.text, lang),
        "reply": reply if reply.text else None,
        "replied": project_words.day(one.replied_at, lang) if one.replied_at else "",
        "threads": discussion_threads.threads(seen, found, lang, names_subject=False),
        "answerable": discussion_threads.answerable(
            seen, [v for v in seen.voices.values() if v.comment.about == about], lang
        ),
    }


def _places(code: str, lang: str) -> list[View]:
    """Return the project's area and the places directly within it."""
    known = load().jurisdictions
    inside = [one for one, held in known.items() if held.get("parent") == code]
    return [{"code": one, "name": places.jurisdiction_name(one, lang)} for one in [code, *inside]]
