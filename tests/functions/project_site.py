"""Projects and works with a past, made as people and officials make them, and their site."""

from __future__ import annotations

import datetime as dt
from typing import Any

from functions.polls import poll
from functions.polls.poll import Summary
from functions.projects import project
from functions.publishing import participation_publish, project_words
from functions.shared import clock as time
from tests.conftest import Clock, Send
from tests.functions.project_kit import TEXT, Town, next_rid

CHECKS = {"competence": True, "land": True, "law": True, "money": True}
GOOD = {"use": 9, "feasible": 8, "upkeep": 7, "fair": 8}
FAIR = {"use": 5, "feasible": 6, "upkeep": 5, "fair": 9}
POOR = {"use": 2, "feasible": 5, "upkeep": 5, "fair": 5}
SECRET = "nobody may read this"
MONEY = {"project": 55_500_000, "total": 800_000_000}


def texts(what: str) -> dict[str, str]:
    """Return a text in every language."""
    words = {"kk": "Үлгі", "ru": "Пример", "en": "Example"}
    return {lang: f"{word} {what}" for lang, word in words.items()}


def ok(answer: Any) -> Any:
    """Expect that something was done."""
    assert answer.status in (200, 201), answer.text
    return answer


def crowd(send: Send, clock: Clock, **facts: Any) -> Town:
    """Return a project that collects ideas: two are public, the first with a named author."""
    more: dict[str, Any] = {"title": texts("of a crowd project"), "money": MONEY}
    town = Town.opened(send, clock, "crowd", **more | facts)
    town.pass_to("ideas")
    named = {"name": "Example Author", "named": True, "address": "Abay 10", "cost": 300_000}
    ok(town.propose("aigul", title="Скамейки у школы", text="Десять скамеек.\n\nИ урны.", **named))
    ok(town.propose("bolat", title="Жарық орнату", text="Аулада жарық керек.", lang="kk"))
    for number in (1, 2):
        ok(town.on_idea(number, "publish"))
    return town


def shown_comment(town: Town, who: str, **more: Any) -> str:
    """Say something that a moderator lets pass; return its id."""
    said = ok(town.say(who, **more)).json["comment"]
    ok(town.look("comments", said, "keep"))
    return str(said)


def talk(town: Town) -> list[str]:
    """Let people discuss the first idea, for and against, with a reply and the body's voice."""
    first = shown_comment(town, "dina", about="idea/1", side="pro", text="За: там негде сидеть.")
    second = shown_comment(town, "erlan", about="idea/1", side="con", text="Против: дорого.")
    reply = shown_comment(town, "gulnar", parent=second, text="Скамья стоит немного.")
    third = shown_comment(town, "dina", about="project", text="Главное – уход.")
    ok(town.act("comment", about="idea/1", parent=second, text=TEXT))
    return [first, second, reply, third]


def groups(town: Town, comments: list[str], size: int = 12) -> None:
    """Let two groups disagree on the first two comments and agree on the last."""
    for side, (one, other) in enumerate((("agree", "disagree"), ("disagree", "agree"))):
        for n in range(size):
            who = f"person{side}-{n}"
            ok(town.stance(comments[0], who, one))
            ok(town.stance(comments[1], who, other))
            ok(town.stance(comments[-1], who, "agree"))


def selected(town: Town) -> None:
    """Lead two ideas through screening and review: the first is selected, the second is not."""
    town.pass_to("screening")
    ok(town.on_idea(1, "pass", checks=CHECKS))
    ok(town.on_idea(2, "pass", checks=CHECKS))
    ok(town.finish())
    for number, scores in ((1, (GOOD, FAIR)), (2, (POOR, POOR))):
        for expert, own in zip(("first-expert", "second-expert"), scores, strict=True):
            why = {"reasons": {"use": texts("reason")}} if own is POOR else {}
            ok(town.review(number, expert, own, summary=texts("summary"), **why))
    ok(town.act("select", stage="review"))
    ok(town.finish())


def voted(town: Town, winners: list[int]) -> None:
    """Put the selected ideas to a vote, let it end so, and decide as it says."""
    opens = town.clock.now + dt.timedelta(days=1)
    closes = opens + dt.timedelta(days=7)
    when = {"opens_at": opens.isoformat(), "closes_at": closes.isoformat()}
    ok(town.act("put-to-vote", question=texts("question"), **when))
    town.pass_to("decision")
    record = poll.load(town.facts.poll or 0)
    counts = {"voters": 30, "changed": 0, "valid": 30, "blank": 0}
    files = {"ballots_hash": "0" * 64, "ballots_published": False}
    summary = Summary(at=town.clock.now, winners=winners, passed=True, **counts, **files)
    poll.save(record, record.poll.model_copy(update={"result": summary}))
    ok(town.act("decide", text=TEXT))
    ok(town.finish())


def work(town: Town, trail: str, **more: Any) -> int:
    """Begin a work that ends in sixty days; return its id."""
    today = project_words.local(town.clock.now)

    def day(days: int) -> str:
        return (today + dt.timedelta(days=days)).isoformat()

    body = {
        "rid": next_rid(),
        "trail": trail,
        "title": texts("of a work"),
        "asked": texts("what was asked"),
        "decided": texts("what was decided"),
        "decided_on": day(0),
        "body": "akimat-almaty",
        "jurisdiction": "KZ-75",
        "contractor": "Example Builders",
        "planned": 1_000_000,
        "begins_on": day(0),
        "ends_on": day(60),
        "milestones": [
            {"key": "design", "name": texts("design"), "due_on": day(20), "weight": 1},
            {"key": "build", "name": texts("building"), "due_on": day(60), "weight": 3},
        ],
    }
    return int(ok(town.work("", body | more)).json["work"])


def do(town: Town, number: int, act: str, **more: Any) -> None:
    """Do an act on a work with the version that stands."""
    seen = ok(town.work(f"/{number}")).json["version"]
    ok(town.work(f"/{number}/{act}", {"rid": next_rid(), "seen": seen} | more))


def rewritten(town: Town, **changes: Any) -> None:
    """Change a project's stored facts, now."""
    record = project.load(town.id)
    facts = record.project.model_copy(update={"changed_at": time.now(), **changes})
    project.save(record, facts)


def publish(**options: Any) -> participation_publish.Report:
    """Run the publisher of participation once."""
    return participation_publish.publish(time.now(), **options)
