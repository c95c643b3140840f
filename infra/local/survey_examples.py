"""The example surveys of a first start, as `content/examples/surveys/*.yml` describe them.

Answers are drawn by weights, the same at every start, and go through the same reader as people's.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field

from functions.participants import own
from functions.shared import keys, table
from functions.shared.facts import Texts
from functions.surveys import answer, check, ready, reply, survey
from functions.surveys.question import Answers, Question, is_asked
from functions.surveys.reply import Reply
from functions.surveys.survey import About, Identity, Page, Record, Results, Survey, Theme

FOLDER = Path(__file__).parents[2] / "content" / "examples" / "surveys"
EXAMPLE_TEXT = "Example answer, made up"
Days = float
Weights = dict[str | int, float]


class Example(BaseModel):
    """One example survey; an unknown word in it is a mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: int
    title: Texts
    about: Texts
    body: str
    jurisdiction: str
    subject_kind: About = ""
    subject: str = ""
    identity: Identity
    results: Results = "after_close"
    opens: Days
    closes: Days
    people: int = 0
    regions: dict[str, float] = Field(default_factory=dict)
    pages: list[dict[str, Any]]
    answers: dict[str, Weights | float] = Field(default_factory=dict)
    themes: dict[str, list[Theme]] = Field(default_factory=dict)


def load(folder: Path = FOLDER) -> list[Example]:
    """Return the examples, by number. Raises ValidationError for a mistake in a file."""
    files = (yaml.safe_load(path.read_text("utf-8")) for path in sorted(folder.glob("*.yml")))
    entries = chain.from_iterable(found or [] for found in files)
    return sorted((Example.model_validate(entry) for entry in entries), key=lambda one: one.id)


def seed(now: dt.datetime) -> int:
    """Store the example surveys with their answers, and return how many surveys there are."""
    found = load()
    for example in found:
        made = lived(example, now)
        own.new_keys(made.keys_name)
        survey.create(Record(made))
        table.write_all("core", _items(example, made))
    if found:
        table.update(
            "core",
            keys.SURVEY_COUNTER,
            "SET #last = :last",
            {":last": found[-1].id},
            names={"#last": "last"},
        )
    return len(found)


def lived(example: Example, now: dt.datetime) -> Survey:
    """Return an example as it stands now. Raises ValueError if it is not whole."""
    opens_at, closes_at = (_ago(days, now) for days in (example.opens, example.closes))
    facts = example.model_dump(exclude={"opens", "closes", "people", "regions", "answers", "pages"})
    pages = [_page(one) for one in example.pages]
    wrong = list(check.mistakes([one for page in pages for one in page.questions]))
    if wrong:
        raise ValueError(f"survey {example.id}: {wrong}")
    return Survey(
        **facts,
        pages=pages,
        opens_at=opens_at,
        closes_at=closes_at,
        opened_at=opens_at,
        example=True,
        changed_at=min(now, closes_at),
    )


def replies(example: Example, made: Survey) -> Iterator[Reply]:
    """Yield what its people answer, each through the same reader as a real person's answers."""
    chance = random.Random(example.id)
    for _ in range(example.people):
        given = answer.parse(made.questions, _answers(example, made, chance))
        if example.identity == "code":
            region = chance.choices(*_weighted(example.regions))[0]
            yield Reply(given, region, chance.choices(("email", "eid"), (4, 1))[0])
        else:
            yield Reply(given)


def _page(written: dict[str, Any]) -> Page:
    return ready.satisfaction() if "ready" in written else Page.model_validate(written)


def _answers(example: Example, made: Survey, chance: random.Random) -> Answers:
    found: Answers = {}
    for question in made.questions:
        weights = example.answers.get(question.id)
        if weights is not None and is_asked(question, found):
            drawn = _drawn(question, weights, chance)
            found |= {} if drawn is None else {question.id: drawn}
    return found


def _drawn(question: Question, weights: Weights | float, chance: random.Random) -> Any:
    """Draw one answer: by the weights, or of several choices each by its own per cent."""
    if not isinstance(weights, dict):
        return EXAMPLE_TEXT if chance.random() < weights else None
    if question.kind == "multiple":
        return [one for one, weight in weights.items() if chance.random() * 100 < weight] or None
    if question.kind == "matrix":
        return {row.id: chance.choices(*_weighted(weights))[0] for row in question.rows}
    if question.kind == "ranking":
        return sorted(question.choices, key=lambda one: chance.random() ** (1 / weights[one]))[::-1]
    return chance.choices(*_weighted(weights))[0]


def _weighted(weights: Any) -> tuple[list[Any], list[float]]:
    return list(weights), list(weights.values())


def _items(example: Example, made: Survey) -> Iterator[table.Item]:
    for place, one in enumerate(replies(example, made)):
        tag = hashlib.sha256(f"example/{example.id}/{place}".encode()).hexdigest()
        yield reply.to_item(made.id, tag, one, made.opens_at.replace(minute=0, second=0))


def _ago(days: Days, now: dt.datetime) -> dt.datetime:
    return (now - dt.timedelta(days=days)).replace(microsecond=0)
