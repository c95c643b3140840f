"""A project as a card in a list."""

from __future__ import annotations

from dataclasses import dataclass

from functions.projects import pledge
from functions.publishing import places, project_stages, project_words
from functions.publishing.card import StateView
from functions.publishing.project_seen import Seen
from functions.publishing.said import Said, pick
from functions.shared.words import t


@dataclass(frozen=True)
class ProjectCard:
    """What a card shows; `stage` says what is on and until when, "" where nothing is."""

    id: int
    url: str
    title: Said
    lead: Said
    process: str
    state: StateView
    stage: str
    place: str
    money: str
    counted: str
    percent: int | None
    is_late: bool
    example: bool


def card(seen: Seen, lang: str) -> ProjectCard:
    """Return a project's card in a language."""
    project = seen.project
    return ProjectCard(
        id=project.id,
        url=f"/{lang}/projects/{project.id}/",
        title=pick(project.title, lang),
        lead=project_words.lead(pick(project.problem, lang)),
        process=pick(project.process.name, lang).text,
        state=project_words.phase(seen.stand.phase, lang),
        stage=_stage(seen, lang),
        place=places.jurisdiction_name(project.jurisdiction, lang),
        money=money(seen, lang),
        counted=_counted(seen, lang),
        percent=reached(seen),
        is_late=bool(seen.stand.is_late or any(not one.done_at for one in seen.stand.late)),
        example=project.example,
    )


def money(seen: Seen, lang: str) -> str:
    """Return how much a project may spend, or wants to collect; "" where nothing is said."""
    campaign, limits = seen.project.campaign, seen.project.money
    if campaign:
        return project_words.money(campaign.goal, campaign.currency, lang)
    return project_words.money(limits.total, limits.currency, lang) if limits.total else ""


def reached(seen: Seen) -> int | None:
    """Return how much of a campaign's goal is promised, in whole per cent."""
    campaign = seen.project.campaign
    if not campaign:
        return None
    found = pledge.outcome(campaign, seen.pledges, is_over=False)
    return 100 * found.promised // campaign.goal


def _stage(seen: Seen, lang: str) -> str:
    found = project_stages.present(seen, lang)
    if found:
        return t(lang, "project.stage_until", stage=found["name"], date=found["until"])
    if seen.stand.phase == "announced":
        return t(lang, "project.begins", date=project_words.day(seen.project.begins_at, lang))
    return ""


def _counted(seen: Seen, lang: str) -> str:
    if seen.project.process.subject == "ideas":
        key = "project.applications" if seen.is_private else "project.ideas"
        return t(lang, key, n=len(seen.ideas))
    if seen.project.campaign:
        found = pledge.outcome(seen.project.campaign, seen.pledges, is_over=False)
        return t(lang, "project.people", n=found.people)
    return t(lang, "discussion.comments", n=len(seen.voices))
