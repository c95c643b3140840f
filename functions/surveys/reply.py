"""One person's answers as they are kept: without who, with the hour, and no more than is counted.

The key of an item is a tag under the survey's own key, so that the same person, or link, or request
replaces what it sent before; nothing else in it tells of a person.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from dataclasses import dataclass

from functions.shared import clock, keys, table
from functions.surveys.question import Answers

ANSWER = "ANSWER#"


@dataclass(frozen=True)
class Reply:
    """The answers of one person; `region` and `assurance` are empty where nobody is known."""

    answers: Answers
    region: str = ""
    assurance: str = ""


def keep(survey_id: int, tag: str, reply: Reply, now: dt.datetime) -> None:
    """Store the answers, in place of earlier ones under the same tag: one PutItem."""
    hour = now.replace(minute=0, second=0, microsecond=0)
    table.put("core", to_item(survey_id, tag, reply, hour))


def to_item(survey_id: int, tag: str, reply: Reply, at: dt.datetime) -> table.Item:
    """Map the answers to an item; as JSON, since numbers may be fractions."""
    return {
        **keys.survey_answer(survey_id, tag),
        "at": clock.text(at),
        "region": reply.region or None,
        "assurance": reply.assurance or None,
        "answers": json.dumps(reply.answers, ensure_ascii=False, separators=(",", ":")),
    }


def every(survey_id: int) -> Iterator[Reply]:
    """Yield all answers: one Query a megabyte; in the order of their tags, which says nothing."""
    pk = keys.survey_core(survey_id)["pk"]
    for item in table.query("core", "pk", pk, begins=ANSWER):
        answers = json.loads(item["answers"])
        yield Reply(answers, item.get("region", ""), item.get("assurance", ""))
