"""One example project's life: what its file says, as moments of the past.

Officials and residents act by the very requests that the pages send. Only what hundreds would send
(supports, stances, flags) is written by the rooms' own functions behind those requests.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import partial
from itertools import chain
from typing import Any

from functions.participants.participant import Assurance, Participant
from functions.polls import poll, sealed
from functions.projects import comment, idea, known, project, stance, supporters
from functions.projects.stance import Stance
from functions.shared import clock, table
from infra.local import routes
from infra.local.context import Context
from infra.local.past import Moment, Past
from infra.local.project_examples import Done, Pledged, ProjectExample, Proposed, Said
from infra.local.residents import Counter, code, resident

LOOKED_AFTER = 0.3
NAMED = {"kk": "Мысалдағы тұрғын", "ru": "Житель из примера", "en": "Example resident"}
COUNTING = "functions.polls.close.handler"
COUNTING_SECONDS = 900
# Shares of a group that say nothing of a comment, and, beyond them, that pass.
SILENT, PASSES = 0.08, 0.16


class ProjectLife:
    """An example project on its way into a past; `number` is known once it is created."""

    def __init__(self, past: Past, counter: Counter, example: ProjectExample) -> None:
        self.past, self.counter, self.example = past, counter, example
        self.number = 0
        self.comments: dict[str, str] = {}
        self._assurance: Assurance = "email"
        self._chance = random.Random(example.title["en"])

    def plan(self) -> None:
        """Write down what happens when."""
        one = self.example
        self._at(one.created, self._create)
        self._at(one.published, self._publish)
        for number, proposed in enumerate(sorted(one.ideas, key=lambda idea: -idea.at), 1):
            self._plan_idea(number, proposed)
        for order, said in enumerate(sorted(one.comments, key=lambda said: -said.at)):
            self._plan_comment(order, said)
        for done in one.acts:
            logs = done.act == "put_to_vote"
            self._at(done.at, lambda done=done: self._do(done), asks_log=logs)  # type: ignore[misc]
        for order, given in enumerate(one.pledges):
            self._plan_pledge(order, given)
        self._plan_votes()

    def _at(self, days: float, do: Callable[[], None], *, asks_log: bool = False) -> None:
        order = len(self.past.moments)
        self.past.moments.append(Moment(self.past.when(days), order, do, asks_log))

    @property
    def _clerk(self) -> str:
        return f"clerk:{self.example.body}"

    @property
    def _path(self) -> str:
        return f"projects/{self.number}"

    def _create(self) -> None:
        """Make the draft, and mark it as an example before anybody sees it."""
        one = self.example
        begins_at = clock.text(self.past.when(one.begins))
        asked = one.model_dump(
            include={"process", "title", "problem", "aims", "fixed", "jurisdiction", "body"}
            | {"money", "articles", "campaign"}
        )
        given = {name: value for name, value in asked.items() if value}
        plans = [{"stage": stage, "days": days} for stage, days in one.days.items()]
        body = given | {"begins_at": begins_at, "plans": plans}
        self.number = self.counter.send("/api/v1/desk/projects", body, self._clerk)["project"]
        record = project.load(self.number)
        self._assurance = next(iter(record.project.eligibility.assurance), "email")
        project.save(record, record.project.model_copy(update={"example": True}))

    def _publish(self) -> None:
        self._act("publish", {}, self._clerk)

    def _act(self, name: str, asks: dict[str, Any], role: str) -> dict[str, Any]:
        seen = project.load(self.number, consistent=True).version
        path = f"/api/v1/desk/{self._path}/{name.replace('_', '-')}"
        return self.counter.send(path, {**asks, "seen": seen}, role)

    def _on_idea(self, number: int, name: str, asks: dict[str, Any], role: str) -> None:
        seen = idea.load(self.number, number, consistent=True).version
        path = f"/api/v1/desk/{self._path}/ideas/{number}/{name.replace('_', '-')}"
        sent = asks if name == "review" else {**asks, "seen": seen}
        self.counter.send(path, sent, role)

    def _do(self, done: Done) -> None:
        """Do an official's act; a day in it is a number of days before the first start."""
        role = self._clerk if done.role == "clerk" else done.role
        if done.act == "review":
            role = f"expert/{done.expert}"
        asks = dict(done.asks)
        for name in ("opens_at", "closes_at"):
            if name in asks:
                asks[name] = clock.text(self.past.when(asks[name]))
        if "until" in asks:
            asks["until"] = self.past.when(asks["until"]).date()
        if done.role == "author":
            return self._edit(done.idea or 0, asks)
        if done.act == "merge":
            self._on_idea(done.idea or 0, done.act, asks, role)
            return self._consent(done.idea or 0, asks["into"])
        if done.idea is not None and done.act != "find_impossible":
            return self._on_idea(done.idea, done.act, asks, role)
        if done.act == "find_impossible":
            asks["idea"] = done.idea
        made = self._act(done.act, asks, role)
        return self._seal(made["poll"]) if done.act == "put_to_vote" else None

    def _edit(self, number: int, asks: dict[str, Any]) -> None:
        """Let the author change an idea's words; what is not said anew stays."""
        one = idea.load(self.number, number).idea
        place = one.place.model_dump(exclude_none=True, exclude_defaults=True)
        words = {"title": one.title, "text": one.text, "cost": one.cost} | place | asks
        sent = {"code": code(self._person(number))} | words
        path = f"/api/v1/{self._path}/ideas/{number}/edits"
        self.counter.send(path, sent, lang=one.language)

    def _consent(self, number: int, into: int) -> None:
        """Let three of four supporters agree that their support moves."""
        for order, one in enumerate(list(supporters.of(self.number, number))):
            if order % 4:
                supporters.move(self.number, one, into, clock.now())

    def _seal(self, number: int) -> None:
        """Seal the vote that was just drafted, after reading what is sealed."""
        record = poll.load(number, consistent=True)
        asked = {"seen": record.version, "hash": sealed.digest(record.poll)}
        self.counter.send(f"/api/v1/desk/polls/{number}/seal", asked, "supervisor")

    def _plan_idea(self, number: int, one: Proposed) -> None:
        self._at(one.at, lambda: self._propose(number, one))
        if one.looked is not None:
            self._at(one.looked, lambda: self._look(number, one))

    def _propose(self, number: int, one: Proposed) -> None:
        """Send an idea, or an application where ideas are private."""
        who, lang = self._person(number), one.language
        sent: dict[str, Any] = {"code": code(who), "text": one.text[lang], "consent": True}
        if one.named:
            sent |= {"named": True, "name": NAMED[lang]}
        private = project.load(self.number).project.process.ideas.private
        if not private:
            sent |= {"title": one.title[lang], "address": one.address, "cost": one.cost}
            sent |= {"lat": one.lat, "long": one.long}
        given = {name: value for name, value in sent.items() if value not in (None, "")}
        path = f"/api/v1/{self._path}/{'applications' if private else 'ideas'}"
        made = self.counter.send(path, given, lang=lang)
        if made["idea"] != number:
            raise ValueError(f"{one.title}: became idea {made['idea']}, not {number}")
        record = idea.load(self.number, number)
        marked = record.idea.model_copy(update={"example": True})
        idea.save(record, idea.Record(**vars(record) | {"idea": marked}))

    def _look(self, number: int, one: Proposed) -> None:
        """Publish an idea with its translations; then people support it."""
        titles = {lang: text for lang, text in one.title.items() if lang != one.language}
        texts = {lang: text for lang, text in one.text.items() if lang != one.language}
        self._on_idea(number, "publish", {}, "moderator")
        if titles:
            asked = {"titles": titles} | ({"texts": texts} if texts else {})
            self._on_idea(number, "translate", asked, "moderator")
        table.write_all("core", map(partial(self._support, number), range(one.supports)))

    def _support(self, number: int, person: int) -> table.Item:
        tag = known.tag_of(self.number, self._person(1_000 + person))
        return supporters.new_item(self.number, number, tag, clock.now(), on=True, who=None)

    def _plan_comment(self, order: int, one: Said) -> None:
        self._at(one.at, lambda: self._say(order, one))
        looked = one.at - LOOKED_AFTER if one.looked is None else one.looked
        self._at(looked, lambda: self._keep(one))

    def _say(self, order: int, one: Said) -> None:
        sent = {"code": code(self._person(100 + order)), "text": one.text}
        sent |= {"parent": self.comments[one.reply_to]} if one.reply_to else {"about": one.about}
        sent |= {"side": one.side} if one.side else {}
        made = self.counter.send(f"/api/v1/{self._path}/comments", sent, lang=one.language)
        self.comments[one.key or one.text] = made["comment"]

    def _keep(self, one: Said) -> None:
        """Let a moderator look at a comment; then people say what they think of it."""
        number = self.comments[one.key or one.text]
        record = comment.load(self.number, number, consistent=True)
        path = f"/api/v1/desk/{self._path}/comments/{number}"
        if one.hidden:
            self.counter.send(f"{path}/hide", {"text": one.hidden}, "moderator")
        elif record.state == "pending" and one.looked != one.at:
            self.counter.send(f"{path}/keep", {}, "moderator")
        spoken = (self._stand(number, *one) for one in one.stances.items())
        table.write_all("core", chain.from_iterable(spoken))
        people = iter(range(500, 600))
        for why, count in one.flags.items():
            for _ in range(count):
                tag = known.tag_of(self.number, self._person(next(people)))
                found = comment.load(self.number, number, consistent=True)
                comment.flag(found, tag, why, clock.now())

    def _stand(self, comment_id: str, group: str, leaning: float) -> Iterator[table.Item]:
        """Let a group speak: `leaning` from -1 (all disagree) to 1; a few pass or say nothing."""
        first = 2_000 + 100 * sorted(self.example.groups).index(group)
        for person in range(first, first + self.example.groups[group]):
            drawn = self._chance.random()
            if drawn < SILENT:
                continue
            agrees = self._chance.random() < (leaning + 1) / 2
            said: Stance = "pass" if drawn < PASSES else "agree" if agrees else "disagree"
            tag = known.tag_of(self.number, self._person(person))
            yield stance.new_item(self.number, comment_id, tag, said, clock.now())

    def _plan_pledge(self, order: int, one: Pledged) -> None:
        def give() -> None:
            sent = {"code": code(self._person(3_000 + order)), "amount": one.amount}
            sent |= {"reward": one.reward} if one.reward else {}
            made.append(self.counter.send(f"/api/v1/{self._path}/pledges", sent)["pledge"])

        def pay() -> None:
            self.counter.send(f"/api/v1/desk/{self._path}/pledges/{made[0]}/pay", {}, self._clerk)

        made: list[str] = []
        self._at(one.at, give)
        if one.paid is not None:
            self._at(one.paid, pay)

    def _plan_votes(self) -> None:
        """Spread the ballots over their instants; after the last, the vote is counted."""
        votes = self.example.votes
        if votes is None:
            return
        chosen = [one for one, count in votes.ballots.items() for _ in range(count)]
        self._chance.shuffle(chosen)
        many = len(votes.instants)
        for at, days in enumerate(votes.instants):
            part = list(enumerate(chosen))[at::many]
            self._at(days, lambda part=part: self._cast(part), asks_log=True)  # type: ignore[misc]
        vote = next(one for one in self.example.acts if one.act == "put_to_vote")
        ends = vote.asks["closes_at"]
        # Asked of the log at the first, counted at the second run of the counting job.
        self._at(ends - 0.1, _count, asks_log=True)
        self._at(ends - 0.2, _count)

    def _cast(self, part: list[tuple[int, str]]) -> None:
        found = poll.load(project.load(self.number).project.poll or 0).poll
        options = {one.idea.rpartition("/")[2]: one.id for one in found.options}
        for person, chosen in part:
            choice = sorted(options[one] for one in chosen.split(","))
            sent = {"code": code(self._person(4_000 + person)), "choice": choice}
            self.counter.send(f"/api/v1/polls/{found.id}/ballots", sent)

    def _person(self, number: int) -> Participant:
        """Return a person of this project who meets what it asks of people."""
        scope, place = f"project-{self.number}", self.example.jurisdiction
        return resident(scope, number, place, self._assurance)


def _count() -> None:
    """Run the counting job, as the clock does each minute."""
    routes.load(COUNTING)({}, Context("PollsClose", COUNTING_SECONDS))
