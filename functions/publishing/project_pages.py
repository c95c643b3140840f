"""Projects for the publisher of participation: one project's files, and what is made from all."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from functions.projects import project as projects
from functions.projects.idea import trail_of
from functions.projects.project import Project
from functions.publishing import (
    discussion_page,
    idea_page,
    outputs,
    participation_search,
    project_files,
    project_ideas,
    project_json,
    project_lists,
    project_page,
    project_rows,
    project_scripts,
    project_seen,
    project_words,
)
from functions.publishing.participation_press import ParticipationPress, Row
from functions.publishing.project_seen import Seen
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.publishing.store import Store
from functions.shared import clock, table
from functions.shared.words import t

KIND = projects.KIND
SECTION = "projects"


def intake(store: Store, now: dt.datetime) -> set[int]:
    """Take in new facts of projects and of all that lies below them: one Query."""
    return project_rows.intake(store, KIND, _facts, now)


def publish(press: ParticipationPress, number: int) -> int:
    """Publish a project's pages, those of its ideas, and its data; nothing of a draft."""
    project = Project.model_validate_json(press.facts(KIND, number))
    seen = project_seen.look(project, press.now)
    _keep_ideas(press, seen)
    files, lazy = dict[str, bytes](), dict[str, outputs.Lazy[bytes]]()
    if seen.is_public:
        files = dict(_pages(press, seen)) | project_files.own(seen)
        lazy = dict(_ideas(press, seen)) | project_ideas.files(press, seen)
    press.keep(KIND, number, _row(press, seen))
    participation_search.keep_project(press, seen)
    written = outputs.put(press.store, f"project/{number}", files)
    return written + outputs.put_lazy(press.store, f"project-ideas/{number}", lazy)


def together(press: ParticipationPress) -> int:
    """Publish the lists and the data about all projects."""
    return project_lists.publish(press) + project_files.together(press)


def _facts(item: table.Item) -> str:
    own = projects.from_item(item).project
    history = [one.model_copy(update={"rid": ""}) for one in own.history]
    return own.model_copy(update={"history": history}).model_dump_json()


def _pages(press: ParticipationPress, seen: Seen) -> Iterator[tuple[str, bytes]]:
    number, last = seen.project.id, len(discussion_page.pages(seen))
    for lang in press.languages:
        render = press.renderers[lang].page
        yield f"{lang}/projects/{number}/index.html", render(_sheet(press, seen, lang))
        for at in range(1, last + 1):
            sheet = _discussion(press, seen, at, lang)
            yield f"{lang}/{sheet.address.rest}index.html", render(sheet)


def _sheet(press: ParticipationPress, seen: Seen, lang: str) -> Sheet:
    project = seen.project
    base = f"projects/{project.id}/"
    return Sheet(
        template="project.html",
        section=SECTION,
        address=press.address(lang, base, feeds=f"/{base}"),
        title=f"{pick(project.title, lang).text} — {t(lang, 'chrome.name')}",
        description=pick(project.problem, lang).text,
        values={"p": project_page.page(seen, lang)},
        kind="article",
        scripts=[project_scripts.FORMS] if seen.stand.present else [],
    )


def _discussion(press: ParticipationPress, seen: Seen, at: int, lang: str) -> Sheet:
    title, shown = pick(seen.project.title, lang).text, discussion_page.page(seen, at, lang)
    return Sheet(
        template="discussion.html",
        section=SECTION,
        address=press.address(lang, discussion_page.path(seen.project.id, at)),
        title=f"{t(lang, 'discussion.heading')} — {title}",
        description=t(lang, "discussion.description", title=title),
        values={"d": shown},
        scripts=project_scripts.needed(shown, len(shown["threads"])),
    )


def _ideas(press: ParticipationPress, seen: Seen) -> Iterator[tuple[str, outputs.Lazy[bytes]]]:
    for number in seen.ideas:
        for lang in press.languages:
            page = _Idea(press, seen, number, lang)
            path = f"{lang}/projects/{seen.project.id}/ideas/{number}/index.html"
            yield path, outputs.Lazy(page.signature, page)


@dataclass(frozen=True)
class _Idea:
    """An idea's page, made when it is called."""

    press: ParticipationPress
    seen: Seen
    number: int
    lang: str

    @cached_property
    def signature(self) -> bytes:
        seen, one = self.seen, self.seen.ideas[self.number]
        about = f"idea/{self.number}"
        others = [n for n in (one.idea.merged_into, *one.idea.merged_from) if n]
        told = [
            (voice.comment.model_dump_json(), voice.state, voice.agreed, voice.disagreed)
            for voice in seen.voices.values()
            if voice.comment.about == about
        ]
        present = seen.stand.present
        frame = (seen.project.title, seen.project.poll, present.rule.deeds if present else ())
        titles = [seen.ideas[n].idea.title for n in others if n in seen.ideas]
        numbers = len(seen.voices) if told else 0
        return self.press.signature(
            *(one.idea.model_dump_json(), one.standing, one.supports, one.expertise),
            *(sorted(told), frame, titles, numbers),
        )

    def __call__(self) -> bytes:
        seen, lang = self.seen, self.lang
        idea, shown = seen.ideas[self.number].idea, idea_page.page(seen, self.number, lang)
        title = project_words.title(idea, lang).text
        rest = f"projects/{seen.project.id}/ideas/{self.number}/"
        sheet = Sheet(
            template="idea.html",
            section=SECTION,
            address=self.press.address(lang, rest, indexed=not seen.is_private),
            title=f"{title} — {pick(seen.project.title, lang).text}",
            description=project_words.text(idea, lang).text or title,
            values={"i": shown},
            kind="article",
            scripts=project_scripts.needed(shown, shown["comments"]),
        )
        return self.press.renderers[lang].page(sheet)


def _keep_ideas(press: ParticipationPress, seen: Seen) -> None:
    """Keep what trails tell of public ideas."""
    db, number = press.store.db, seen.project.id
    db.execute("DELETE FROM project_idea WHERE project = ?", (number,))
    rows = []
    for one in seen.ideas.values():
        idea = one.idea
        told = {
            "titles": {idea.language: idea.title} | idea.titles if idea.title else {},
            "state": str(one.standing.state),
            "supports": one.supports,
            "authors": [name for name in (idea.author, *idea.coauthors) if name],
            "at": clock.text(idea.at),
            "steps": [[step.act, clock.text(step.at)] for step in idea.history],
        }
        written = json.dumps(told, ensure_ascii=False)
        rows.append((idea.trail or trail_of(number, idea.number), number, idea.number, written))
    db.executemany("INSERT OR REPLACE INTO project_idea VALUES (?, ?, ?, ?)", rows)


def _row(press: ParticipationPress, seen: Seen) -> Row:
    project, due = seen.project, seen.next_change_at()
    due_at = clock.text(due) if due else ""
    if not seen.is_public:
        return Row(str(seen.stand.phase), shown="", listed="", due_at=due_at)
    base = f"projects/{project.id}/"
    ideas = [] if seen.is_private else [f"{base}ideas/{number}/" for number in seen.ideas]
    return Row(
        state=str(seen.stand.phase),
        shown=project_lists.keep_cards(press, seen),
        listed=dump(project_json.listed(seen)).decode(),
        sort=project_lists.sort(seen),
        facets=project_lists.facets(seen),
        news=list(project_files.news(seen)),
        paths=[base, f"{base}discussion/", *project_ideas.paths(seen), *ideas],
        trails=[project.trail, *(one.idea.trail for one in seen.ideas.values())],
        due_at=due_at,
    )
