"""Forget what need not be kept of surveys: runs daily.

A month after a survey ended its keys are destroyed: no answer can be linked to anybody any more.
Half a year after, what people wrote in their own words goes; a mark stays in its place, so that
every count remains. Each is done again for some weeks, so that a run that failed leaves nothing.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from aws_lambda_powertools import Logger

from functions.participants import own
from functions.shared import clock, keys, table
from functions.surveys import survey
from functions.surveys.question import OTHER, Answers
from functions.surveys.reply import ANSWER
from functions.surveys.survey import Survey

KEYS_AFTER = dt.timedelta(days=30)
WORDS_AFTER = dt.timedelta(days=180)
AGAIN_FOR = dt.timedelta(days=45)
GONE = "…"
ALL_TIME = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
logger = Logger(service="dauys")


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Look at every survey once."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Return of how many surveys the keys were destroyed, and how many answers lost their words."""
    done = {"keys": 0, "answers": 0}
    for record in survey.changed_since(ALL_TIME):
        ended = record.survey.ends_at
        if KEYS_AFTER <= now - ended < KEYS_AFTER + AGAIN_FOR:
            own.destroy_keys(record.survey.keys_name)
            done["keys"] += 1
        if WORDS_AFTER <= now - ended < WORDS_AFTER + AGAIN_FOR:
            done["answers"] += _forget_words(record.survey)
    logger.info("surveys_retention", extra=done)
    return done


def without_words(found: Survey, answers: Answers) -> Answers:
    """Return the answers with a mark in place of everything that was written. Pure."""
    texts = {one.id for one in found.questions if one.kind == "text"}
    kept: Answers = {}
    for name, value in answers.items():
        if name in texts:
            kept[name] = GONE
        elif isinstance(value, dict) and isinstance(value.get(OTHER), str):
            kept[name] = value | {OTHER: GONE}
        else:
            kept[name] = value
    return kept


def _forget_words(found: Survey) -> int:
    """Rewrite the answers that hold words of somebody's own: one UpdateItem each."""
    changed = 0
    pk = keys.survey_core(found.id)["pk"]
    for item in list(table.query("core", "pk", pk, begins=ANSWER)):
        answers = json.loads(item["answers"])
        kept = without_words(found, answers)
        if kept == answers:
            continue
        table.update(
            "core",
            keys.Key(pk=item["pk"], sk=item["sk"]),
            "SET answers = :kept",
            {":kept": json.dumps(kept, ensure_ascii=False, separators=(",", ":"))},
            condition="attribute_exists(pk)",
        )
        changed += 1
    return changed
