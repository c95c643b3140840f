"""Opinion groups in plain words: how many, what each stands for, what all agree on."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from functions.projects.groups import AGREE, FEWEST_VOTES, Opinions, Share
from functions.publishing import discussion_threads, project_charts, project_words
from functions.publishing.project_seen import Seen
from functions.shared.disclosure import SMALLEST_PUBLISHED_COUNT
from functions.shared.words import t

MOST_SHOWN = 5
View = dict[str, Any]


def view(seen: Seen, lang: str) -> View:
    """Return what the page says of the groups; without groups, why there are none."""
    found = seen.opinions
    groups = [_group(seen, found, at, lang) for at in range(len(found.groups))]
    agreed = [
        _line(seen, key, AGREE, _all(found, key), lang) for key, _ in found.consensus[:MOST_SHOWN]
    ]
    return {
        "people": found.people,
        "counted": found.counted,
        "needed": 2 * SMALLEST_PUBLISHED_COUNT,
        "voices": FEWEST_VOTES,
        "is_one": len(groups) == 1,
        "groups": groups,
        "consensus": agreed,
    }


def told(found: Opinions) -> View:
    """Return the groups as data; a share of fewer than may be published is null."""
    return {
        "people": found.people,
        "counted": found.counted,
        "method": "polis-pca-kmeans",
        "silhouette": found.silhouette if found.groups else None,
        "groups": [
            {
                "size": one.size,
                "stands_for": [
                    {"comment": key, "stance": _stance(side), **_counted(one.shares[key])}
                    for key, side in one.stands_for
                ],
            }
            for one in found.groups
        ],
        "consensus": [{"comment": key, "strength": value} for key, value in found.consensus],
    }


def _group(seen: Seen, found: Opinions, at: int, lang: str) -> View:
    one = found.groups[at]
    return {
        "name": t(lang, "discussion.group", letter="ABCDE"[at]),
        "size": one.size,
        "share": round(100 * one.size / found.counted),
        "lines": [
            _line(seen, key, side, one.shares[key], lang)
            for key, side in one.stands_for
            if key in seen.voices
        ],
    }


def _line(seen: Seen, key: str, side: int, share: Share, lang: str) -> View:
    voice = seen.voices[key]
    is_told = share.saw >= SMALLEST_PUBLISHED_COUNT
    part = share.agreed if side == AGREE else share.disagreed
    passed = share.saw - share.agreed - share.disagreed
    return {
        "text": project_words.lead(discussion_threads.said(voice, lang)),
        "url": discussion_threads.subject(seen, voice.comment.about, lang)["url"],
        "stance": _stance(side),
        "share": project_words.percent(part / share.saw, lang) if is_told else "",
        "chart": _chart(share, passed, lang) if is_told else "",
    }


def _chart(share: Share, passed: int, lang: str) -> Markup:
    counts = {"agreed": share.agreed, "disagreed": share.disagreed, "passed": passed}
    title = t(lang, "discussion.voices", **counts)
    return project_charts.shares([*counts.values()], title=title)


def _all(found: Opinions, key: str) -> Share:
    shares = [one.shares[key] for one in found.groups]
    return Share(
        sum(one.agreed for one in shares),
        sum(one.disagreed for one in shares),
        sum(one.saw for one in shares),
    )


def _counted(share: Share) -> View:
    is_told = share.saw >= SMALLEST_PUBLISHED_COUNT
    names = ("agreed", "disagreed", "saw")
    return {name: getattr(share, name) if is_told else None for name in names}


def _stance(side: int) -> str:
    return "agree" if side == AGREE else "disagree"
