"""The data about projects: CSV of ideas and comments, the list as JSON, feeds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Sequence

from functions.publishing import feeds, outputs, project_json, project_words
from functions.publishing.feeds import Feed, Item
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.project_seen import Seen
from functions.publishing.public_json import dump
from functions.publishing.said import pick
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.text import starts_like_formula
from functions.shared.words import t

KIND = "PROJECT"
PATH = "/projects/"
IDEA_COLUMNS = (
    *("idea", "state", "since", "title", "text", "language", "jurisdiction", "address"),
    *("lat", "long", "cost", "estimate", "supports", "author", "merged_into", "proposed_at"),
)
COMMENT_COLUMNS = (
    *("comment", "about", "parent", "state", "side", "text", "language", "body", "name"),
    *("at", "agreed", "disagreed", "passed"),
)


def own(seen: Seen) -> dict[str, bytes]:
    """Return a project's own data files."""
    number, lang = seen.project.id, load().default_language
    base = f"projects/{number}"
    title = f"{pick(seen.project.title, lang).text} — {t(lang, 'project.feed')}"
    told = sorted(news(seen), key=lambda item: (item.at, item.id), reverse=True)
    home = f"{settings().site_url}/{lang}/{base}/"
    feed = Feed(title, home, f"/{base}/", lang, told[: feeds.MOST_ITEMS])
    return {
        f"{base}.json": dump(project_json.show(seen)),
        f"{base}/ideas.csv": table(IDEA_COLUMNS, _ideas(seen)),
        f"{base}/comments.csv": table(COMMENT_COLUMNS, _comments(seen)),
        f"{base}/feed.json": feeds.json_feed(feed),
        f"{base}/atom.xml": feeds.atom(feed),
    }


def together(press: ParticipationPress) -> int:
    """Publish the data about all projects."""
    data = [json.loads(row) for row in press.column(KIND, "listed")]
    lang = load().default_language
    home = f"{settings().site_url}/{lang}{PATH}"
    feed = Feed(t(lang, "project.feed"), home, PATH, lang, press.news(KIND))
    files = {
        "projects.json": dump({"data": data, "meta": {"total": len(data)}}),
        "projects/feed.json": feeds.json_feed(feed),
        "projects/atom.xml": feeds.atom(feed),
    }
    return outputs.put(press.store, "project-data", files)


def news(seen: Seen) -> Iterator[Item]:
    """Yield what happened so far: stages that began, officials' acts, in the government's words."""
    lang, project = load().default_language, seen.project
    title = pick(project.title, lang).text
    url = f"{settings().site_url}/{lang}/projects/{project.id}/"
    for span in seen.stand.spans:
        if span.begins_at <= seen.now:
            name = pick(span.rule.name, lang).text
            mark = f"{url}#stage-{span.rule.key}"
            yield Item(mark, url, f"{name}: {title}", name, span.begins_at, lang)
    for entry in seen.history:
        label, said = project_words.act("project", entry.act, lang), pick(entry.text, lang)
        text = said.text or label
        mark = f"{url}#{entry.act}-{clock.text(entry.at)}"
        told_in = said.lang if said.text else lang
        yield Item(mark, url, f"{label}: {title}", text, entry.at, told_in)
    for one in seen.ideas.values():
        own = project_words.title(one.idea, lang)
        link = f"{url}ideas/{one.idea.number}/"
        label = t(lang, "idea.news")
        yield Item(link, link, f"{label}: {own.text}", own.text, one.idea.at, own.lang)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return an RFC 4180 file in UTF-8; what a spreadsheet takes for a formula is disarmed."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode()


def _ideas(seen: Seen) -> Iterator[Sequence[object]]:
    for one in seen.ideas.values():
        idea, place = one.idea, one.idea.place
        yield (
            *(idea.number, one.standing.state, clock.text(one.standing.since)),
            *(idea.title, idea.text, idea.language),
            *(place.jurisdiction, place.address, place.lat, place.long),
            *(idea.cost, idea.estimate, one.supports, idea.author, idea.merged_into),
            clock.text(idea.at),
        )


def _comments(seen: Seen) -> Iterator[Sequence[object]]:
    lang = load().default_language
    for one in sorted(seen.voices.values(), key=lambda one: (one.comment.at, one.comment.id)):
        told = project_json.voice(one)
        told["text"] = pick(one.comment.texts, lang).text or one.comment.text
        told["comment"] = told["id"]
        yield [told[name] for name in COMMENT_COLUMNS]


def _cell(value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    risky = starts_like_formula(text) or text[:1] in ("\r", "\n")
    return f"'{text}" if risky and not isinstance(value, int | float) else text
