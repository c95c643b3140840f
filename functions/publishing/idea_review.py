"""What officials and experts found of an idea: the technical screening, then scores and reasons."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from functions.projects import review
from functions.projects.process import Criterion
from functions.projects.project import Entry
from functions.projects.review import Criterial, Review
from functions.publishing import places, project_words
from functions.publishing.project_seen import Expertise, Seen, SeenIdea
from functions.publishing.said import pick
from functions.shared.words import t

SCREENING = ("pass", "fail", "ask_rework")
View = dict[str, Any]


def screening(seen: Seen, one: SeenIdea, lang: str) -> View | None:
    """Return the last word of the technical screening; None before there is one."""
    entry = next((e for e in reversed(one.idea.history) if e.act in SCREENING), None)
    if entry is None or seen.is_private:
        return None
    said = pick(entry.text, lang)
    return {
        "verdict": t(lang, f"idea.act.{entry.act}"),
        "is_good": entry.act == "pass",
        "by": places.body_name(entry.body or seen.project.body, lang),
        "day": project_words.day(entry.at, lang),
        "text": said if said.text else None,
        "checks": _checks(seen, entry, lang),
    }


def expertise(one: SeenIdea, lang: str) -> list[View]:
    """Return a table for each stage of experts that has something to show."""
    return [_stage(found, lang) for found in one.expertise if found.assessed or found.waiting]


def _checks(seen: Seen, entry: Entry, lang: str) -> list[View]:
    rule = next((one for one in seen.project.process.stages if one.kind == "screening"), None)
    told = entry.facts.get("checks") or {}
    return [
        {"name": pick(check.name, lang).text, "holds": bool(told[check.key])}
        for check in (rule.checks if rule else ())
        if check.key in told
    ]


def _stage(found: Expertise, lang: str) -> View:
    shown = {"name": pick(found.rule.name, lang), "waiting": found.waiting, "total": ""}
    assessed = found.assessed
    if assessed is None:
        return shown
    whole = sum(one.weight for one in found.rule.criteria)
    has_total = assessed.total is not None
    return shown | {
        "total": project_words.percent(float(assessed.total), lang) if assessed.total else "",
        "is_complete": has_total,
        "needed": assessed.needed,
        "counted": assessed.counted,
        "conflicted": assessed.conflicted,
        "spread": project_words.decimal(100 * review.spread(assessed), lang),
        "experts": [_expert(number, own, lang) for number, own in found.experts],
        "rows": [
            _row(one, assessed.criteria[one.key], found, whole, lang) for one in found.rule.criteria
        ],
    }


def _row(one: Criterion, told: Criterial, found: Expertise, whole: int, lang: str) -> View:
    least, most = told.least, told.most
    return {
        "name": pick(one.name, lang).text,
        "weight": project_words.percent(one.weight / whole, lang),
        "most": one.most,
        "mark": one.pass_mark,
        "mean": _mean(told.mean, lang),
        "gap": "—" if least is None or most is None else f"{least}–{most}",
        "failed": bool(told.failed),
        "scores": [own.scores.get(one.key, "—") for _, own in found.experts],
    }


def _expert(number: int, own: Review, lang: str) -> View:
    reasons = [pick(text, lang) for text in own.reasons.values()]
    conflict, summary = pick(own.conflict, lang), pick(own.summary, lang)
    return {
        "name": t(lang, "review.expert", number=str(number)),
        "conflict": conflict if conflict.text else None,
        "summary": summary if summary.text else None,
        "reasons": [said for said in reasons if said.text],
    }


def _mean(mean: Fraction | None, lang: str) -> str:
    return "—" if mean is None else project_words.decimal(float(mean), lang)
