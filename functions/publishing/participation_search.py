"""Votes, projects, ideas, works and surveys as the search has them; nothing of a draft."""

from __future__ import annotations

from collections.abc import Mapping

from functions.publishing import (
    poll_words,
    project_words,
    search_files,
    search_queue,
    survey_words,
)
from functions.publishing import project_seen as projects
from functions.publishing import survey_rows as surveys
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.poll_seen import Seen as SeenPoll
from functions.publishing.project_seen import SeenIdea
from functions.publishing.search_document import Document, Told
from functions.publishing.work_seen import SeenWork
from functions.shared import clock
from functions.shared.content import load

NAME = "participation"
Texts = Mapping[str, str]


def publish(press: ParticipationPress) -> bool:
    """Bring the index of votes, projects, ideas, works and surveys up to date."""
    return search_files.publish(search_queue.shelf(NAME, press.store.db), press.now)


def keep_poll(press: ParticipationPress, seen: SeenPoll) -> None:
    """Hand a vote to the search."""
    poll = seen.poll
    options = [option.text for option in poll.options]
    document = Document(
        kind="poll",
        id=str(poll.id),
        path=f"polls/{poll.id}/",
        language=_language(poll.question),
        texts=_texts(poll.question, poll.about, poll.about, *options),
        weight=seen.logged.total,
        at=clock.text(poll.opens_at),
        state=str(seen.state),
        state_key=f"poll.state.{seen.state}",
        tone=poll_words.state(seen.state, load().default_language).tone,
        jurisdiction=poll.jurisdiction,
        body=poll.body,
        topic=_method(seen),
        icon="home",
        count=seen.logged.total,
        count_key="poll.voters",
        example=poll.example,
    )
    search_queue.keep(press.store.db, f"poll/{poll.id}", [document] if seen.is_public else [])


def keep_project(press: ParticipationPress, seen: projects.Seen) -> None:
    """Hand a project and its ideas to the search; applications are told of by their numbers."""
    project, found = seen.project, list[Document]()
    if seen.is_public:
        phase = project_words.phase(seen.stand.phase, load().default_language)
        found.append(
            Document(
                kind="project",
                id=str(project.id),
                path=f"projects/{project.id}/",
                language=_language(project.title),
                texts=_texts(project.title, project.problem, project.problem, project.aims),
                weight=len(seen.ideas) + len(seen.voices),
                at=clock.text(project.begins_at),
                state=str(seen.stand.phase),
                state_key=f"project.phase.{seen.stand.phase}",
                tone=phase.tone,
                jurisdiction=project.jurisdiction,
                body=project.body,
                topic=dict(project.process.name),
                example=project.example,
            )
        )
        found += [_idea(seen, one) for one in seen.ideas.values() if not seen.is_private]
    search_queue.keep(press.store.db, f"project/{project.id}", found)


def keep_work(press: ParticipationPress, seen: SeenWork) -> None:
    """Hand a work to the search."""
    work, state = seen.work, seen.condition.state
    document = Document(
        kind="work",
        id=str(work.id),
        path=f"implemented/{work.id}/",
        language=_language(work.title),
        texts=_texts(work.title, work.asked, work.asked, work.decided),
        weight=seen.yes,
        at=clock.text(work.at),
        state=str(state),
        state_key=f"work.state.{state}",
        tone=project_words.work_state(state, load().default_language).tone,
        states=[str(state), "late"] if seen.late_now else [str(state)],
        jurisdiction=work.jurisdiction,
        body=work.body,
        example=work.example,
    )
    search_queue.keep(press.store.db, f"work/{work.id}", [document])


def keep_survey(press: ParticipationPress, seen: surveys.Seen) -> None:
    """Hand a survey to the search."""
    own, found = seen.survey, list[Document]()
    if seen.is_public:
        state = survey_words.state(seen.state, load().default_language)
        asked = [question.text for question in own.questions]
        found.append(
            Document(
                kind="survey",
                id=str(own.id),
                path=f"surveys/{own.id}/",
                language=_language(own.title),
                texts=_texts(own.title, own.about, own.about, *asked),
                at=clock.text(own.opens_at),
                state=str(seen.state),
                state_key=f"survey.state.{seen.state}",
                tone=state.tone,
                jurisdiction=own.jurisdiction,
                body=own.body,
                example=own.example,
            )
        )
    search_queue.keep(press.store.db, f"survey/{own.id}", found)


def _idea(seen: projects.Seen, one: SeenIdea) -> Document:
    idea, state = one.idea, one.standing.state
    titles = {**idea.titles, idea.language: idea.title}
    said = {**idea.texts, idea.language: idea.text}
    return Document(
        kind="idea",
        id=f"{idea.project}/{idea.number}",
        path=f"projects/{idea.project}/ideas/{idea.number}/",
        language=idea.language,
        texts=_texts(titles, said, said),
        weight=one.supports,
        at=clock.text(idea.at),
        state=str(state),
        state_key=f"idea.state.{state}",
        tone=project_words.idea_state(state, idea.language).tone,
        jurisdiction=idea.place.jurisdiction or seen.project.jurisdiction,
        body=seen.project.body,
        topic=dict(seen.project.title),
        count=one.supports,
        count_key="search.supporters",
        example=idea.example,
    )


def _method(seen: SeenPoll) -> dict[str, str]:
    return {lang: poll_words.method(seen.rule.method, lang) for lang in load().languages}


def _language(texts: Texts) -> str:
    """Return the default language, or the first in which there is a text."""
    first = load().default_language
    return first if first in texts else next(iter(texts))


def _texts(titles: Texts, leads: Texts, *details: Texts) -> dict[str, Told]:
    return {
        str(lang): Told(
            title,
            leads.get(lang, ""),
            "\n".join(one[lang] for one in details if one.get(lang)),
        )
        for lang, title in titles.items()
    }
