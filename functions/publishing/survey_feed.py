"""News of surveys as feeds: announced, opened, closed, its results published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from functions.publishing import feeds
from functions.publishing.feeds import Feed, Item
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.said import pick
from functions.publishing.survey_rows import KIND, SETTLED_AFTER, Seen
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

PATH = "/surveys/"


def files(press: ParticipationPress) -> dict[str, bytes]:
    """Return the two feeds of all surveys, in the government's own language."""
    lang = load().default_language
    home = f"{settings().site_url}/{lang}{PATH}"
    feed = Feed(t(lang, "survey.feed"), home, PATH, lang, press.news(KIND))
    return {"surveys/feed.json": feeds.json_feed(feed), "surveys/atom.xml": feeds.atom(feed)}


def news(seen: Seen) -> list[Item]:
    """Return what happened to a survey so far."""
    lang = load().default_language
    title, about = pick(seen.survey.title, lang), pick(seen.survey.about, lang)
    url = f"{settings().site_url}/{lang}{PATH}{seen.survey.id}/"
    return [
        Item(
            id=f"{url}#{what}-{clock.text(at)}",
            url=f"{url}results/" if what == "results" else url,
            title=f"{t(lang, f'survey.event.{what}')}: {title.text}",
            text=about.text or title.text,
            at=at,
            lang=about.lang if about.text else title.lang,
        )
        for what, at in _events(seen)
    ]


def _events(seen: Seen) -> Iterator[tuple[str, dt.datetime]]:
    own = seen.survey
    if own.opened_at is None:
        return
    opens_at = max(own.opened_at, own.opens_at)
    if own.opened_at < own.opens_at:
        yield "announced", own.opened_at
    # One that was ended before its day never opened.
    if opens_at <= seen.now and opens_at < own.ends_at:
        yield "opened", opens_at
    if own.ends_at <= seen.now:
        yield "closed", own.ends_at
    if seen.is_final:
        yield "results", own.ends_at + SETTLED_AFTER
