"""A project as the public sees it: the one place that decides what is shown of it, in any format.

Nothing that residents typed passes before it is public: an idea or a comment that waits, was sent
back or hidden is not even a title here. Nobody's tag, contact or request id gets this far.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from functions.projects import groups, idea_states, pledge, review, stages, stance, supporters
from functions.projects import idea as ideas
from functions.projects.funnel import Step, funnel
from functions.projects.groups import Opinions, Votes
from functions.projects.idea import Idea
from functions.projects.idea_states import Standing, State
from functions.projects.pledge import Pledge
from functions.projects.process import StageRule
from functions.projects.project import Entry, Project
from functions.projects.ranking import best_first
from functions.projects.review import Assessment, Review
from functions.projects.stages import UNPUBLISHED, Stand
from functions.publishing import discussion_voices
from functions.publishing.discussion_voices import Voice
from functions.shared import clock

OVER = (State.MERGED, State.WITHDRAWN)
_DECIDED = ("select", "not_select")


@dataclass(frozen=True)
class Expertise:
    """What the experts of one stage found of an idea; `experts` are (1.., review).

    `total` and `experts` are empty until the stage is over, so that no expert follows another.
    """

    rule: StageRule
    assessed: Assessment | None
    experts: tuple[tuple[int, Review], ...]
    waiting: int


@dataclass(frozen=True)
class SeenIdea:
    """One public idea with where it stands, how many support it, and what experts found."""

    idea: Idea
    standing: Standing
    supports: int = 0
    expertise: tuple[Expertise, ...] = ()


@dataclass(frozen=True)
class Seen:
    """A project as of an instant."""

    project: Project
    stand: Stand
    now: dt.datetime
    ideas: Mapping[int, SeenIdea] = field(default_factory=dict)
    voices: Mapping[str, Voice] = field(default_factory=dict)
    votes: Votes = field(default_factory=dict)
    pledges: Sequence[Pledge] = ()

    @property
    def is_public(self) -> bool:
        return self.stand.phase not in UNPUBLISHED

    @property
    def is_private(self) -> bool:
        """Whether ideas are applications, of which only numbers are shown."""
        return self.project.process.ideas.private

    @property
    def history(self) -> list[Entry]:
        """What officials did since everybody may see it."""
        since = self.project.published_at
        return [one for one in self.project.history if since and one.at >= since]

    @cached_property
    def opinions(self) -> Opinions:
        return groups.opinions(self.votes)

    @cached_property
    def funnel(self) -> list[Step]:
        return funnel(one.idea for one in self.ideas.values())

    def best(self) -> list[SeenIdea]:
        """Return the ideas as comments are ranked, where nobody is against: most support first."""
        told = [
            (str(number), clock.text(one.idea.at), one.supports, 0)
            for number, one in self.ideas.items()
        ]
        ranked = [self.ideas[int(number)] for number in best_first(told)]
        # What its author took back, or another idea took in, is asked for no longer.
        return sorted(ranked, key=lambda one: one.standing.state in OVER)

    def next_change_at(self) -> dt.datetime | None:
        """Return when the pages change by time alone."""
        clocks = [one.standing.due_at for one in self.ideas.values()]
        points = [self.stand.next_change_at(self.now), *clocks]
        return min((at for at in points if at and at > self.now), default=None)


def look(project: Project, now: dt.datetime) -> Seen:
    """Gather what a project's pages are made from: at most six Queries, none for a draft."""
    stand = stages.stand(project, now)
    if stand.phase in UNPUBLISHED:
        return Seen(project, stand, now)
    shown = _ideas(project, stand, now)
    voices = {
        key: one
        for key, one in discussion_voices.of(project.id).items()
        if not one.comment.about.startswith("idea/") or int(one.comment.about[5:]) in shown
    }
    votes = discussion_voices.votes(stance.all_of(project.id), voices)
    counts = stance.counts({person: dict(said) for person, said in votes.items()})
    told = {
        key: Voice(one.comment, one.state, *counts.get(key, (0, 0, 0)))
        for key, one in voices.items()
    }
    given = [one.pledge for one in pledge.all_of(project.id)] if project.campaign else []
    return Seen(project, stand, now, shown, told, votes, given)


def _ideas(project: Project, stand: Stand, now: dt.datetime) -> dict[int, SeenIdea]:
    process, calendar = project.process, stages.calendar_of(project)
    if process.subject != "ideas":
        return {}
    supports = supporters.counts(project.id)
    rules = [one for one in process.stages if one.kind == "review"]
    reviews = review.numbered(review.all_of(project.id)) if rules else []
    found = {}
    for record in ideas.all_of(project.id):
        standing = idea_states.status(record.idea, process, calendar, now)
        if standing.is_public:
            own = ideas.shown(record.idea, private=process.ideas.private)
            is_private = process.ideas.private
            expertise = tuple(
                _expertise(record.idea, rule, reviews, stand, is_private=is_private)
                for rule in rules
            )
            number = record.idea.number
            found[number] = SeenIdea(own, standing, supports.get(number, 0), expertise)
    return found


def _expertise(
    idea: Idea,
    rule: StageRule,
    reviews: Iterable[tuple[int, Review]],
    stand: Stand,
    *,
    is_private: bool,
) -> Expertise:
    """Return what may be told of the experts' work: of an application, its total alone."""
    own = [one for one in reviews if one[1].idea == idea.number and one[1].stage == rule.key]
    span = next(one for one in stand.spans if one.rule.key == rule.key)
    is_decided = any(entry.act in _DECIDED and entry.at >= span.begins_at for entry in idea.history)
    if not own or not (is_decided or span.finished_at is not None):
        return Expertise(rule, None, (), len(own))
    assessed = review.assess(idea.number, [one for _, one in own], rule)
    experts = () if is_private else tuple(sorted(own, key=lambda one: one[0]))
    return Expertise(rule, assessed, experts, 0)
