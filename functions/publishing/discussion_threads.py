"""Comments as threads: the best first, replies under what they answer in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from functions.projects.comment import DEPTH
from functions.projects.ranking import best_first
from functions.publishing import places, project_words
from functions.publishing.discussion_voices import SHOWN, Voice
from functions.publishing.project_seen import Seen
from functions.publishing.said import Said, pick
from functions.shared import clock
from functions.shared.words import t

View = dict[str, Any]


def ordered(voices: Iterable[Voice]) -> list[Voice]:
    """Return comments in their published order."""
    held = {one.comment.id: one for one in voices}
    told = [
        (key, clock.text(one.comment.at), one.agreed, one.disagreed) for key, one in held.items()
    ]
    return [held[key] for key in best_first(told)]


def roots(seen: Seen, about: str = "") -> list[Voice]:
    """Return the comments that answer no other, of one subject or of all, the best first."""
    found = [
        one
        for one in seen.voices.values()
        if not one.comment.parent and about in ("", one.comment.about)
    ]
    return ordered(found)


def threads(seen: Seen, voices: Sequence[Voice], lang: str, *, names_subject: bool) -> list[View]:
    """Return comments with the replies below them."""
    replies: dict[str, list[Voice]] = {}
    for one in sorted(seen.voices.values(), key=lambda one: (one.comment.at, one.comment.id)):
        replies.setdefault(one.comment.parent, []).append(one)
    numbers = numbered(seen)
    return [_view(seen, one, replies, numbers, lang, names_subject) for one in voices]


def numbered(seen: Seen) -> dict[str, int]:
    """Return a number for each comment, in the order of time: what a plain form can name."""
    every = sorted(seen.voices.values(), key=lambda one: (one.comment.at, one.comment.id))
    return {one.comment.id: at for at, one in enumerate(every, 1)}


def answerable(seen: Seen, voices: Iterable[Voice], lang: str) -> list[View]:
    """Return the comments that one may reply to, for a list to choose from."""
    numbers = numbered(seen)
    open_ones = [one for one in voices if one.state == SHOWN and one.comment.depth < DEPTH]
    return [
        {"id": one.comment.id, "label": f"№ {numbers[one.comment.id]}: {_short(one, lang)}"}
        for one in sorted(open_ones, key=lambda one: numbers[one.comment.id])
    ]


def said(voice: Voice, lang: str) -> Said:
    """Return a comment's words: an official's in the reader's language, a resident's as written."""
    one = voice.comment
    return pick(one.texts, lang) if one.is_official else Said(one.text, one.language)


def subject(seen: Seen, about: str, lang: str) -> View:
    """Return what a comment is about, with its address."""
    base, (kind, _, number) = f"/{lang}/projects/{seen.project.id}/", about.partition("/")
    if kind == "idea":
        shown = project_words.title(seen.ideas[int(number)].idea, lang)
        return {"url": f"{base}ideas/{number}/", "name": shown}
    if kind == "article":
        article = next((one for one in seen.project.articles if one.number == int(number)), None)
        shown = pick(article.title, lang) if article else Said(number, lang)
        return {"url": f"{base}#article-{number}", "name": shown}
    return {"url": base, "name": Said(t(lang, "discussion.of_project"), lang)}


def _view(
    seen: Seen,
    voice: Voice,
    replies: Mapping[str, Sequence[Voice]],
    numbers: Mapping[str, int],
    lang: str,
    names_subject: bool,
) -> View:
    one = voice.comment
    below = replies.get(one.id, ())
    return {
        "id": one.id,
        "number": numbers[one.id],
        "state": voice.state,
        "side": one.side,
        "text": said(voice, lang),
        "by": places.body_name(one.body, lang) if one.is_official else one.name,
        "is_official": one.is_official,
        "when": project_words.moment(one.at, lang),
        "at": clock.text(one.at),
        "agreed": voice.agreed,
        "disagreed": voice.disagreed,
        "passed": voice.passed,
        "about": subject(seen, one.about, lang) if names_subject else None,
        "takes_reply": voice.state == SHOWN and one.depth < DEPTH,
        "replies": [_view(seen, other, replies, numbers, lang, False) for other in below],
    }


def _short(voice: Voice, lang: str) -> str:
    line = " ".join(said(voice, lang).text.split())
    return line if len(line) <= 60 else line[:60].rsplit(" ", 1)[0] + " …"
