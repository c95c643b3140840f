"""Projects for tests of handlers: made, led through their stages and filled as people would."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import Any

from functions.desk import project_act, project_idea, project_queue, work_act
from functions.participants import participant
from functions.participants.participant import Participant
from functions.projects import (
    alike,
    confirm,
    discuss,
    give,
    idea,
    idea_states,
    known,
    project,
    propose,
    stages,
    support,
)
from functions.projects.project import Project
from functions.projects.stages import Stand
from tests.conftest import Answer, Clock, Send
from tests.functions.desk_kit import claims, rid

BODY = "akimat-almaty"
TEXT = {"kk": "Мысал", "ru": "Пример", "en": "An example"}
STAFF = f"moderator supervisor clerk:{BODY}"
ARTICLES = [{"number": n, "title": TEXT, "text": TEXT} for n in (1, 2)]
CAMPAIGN = {
    "goal": 1_000,
    "kind": "reward",
    "mode": "all_or_nothing",
    "rewards": [{"key": "badge", "amount": 500, "name": TEXT}],
    "provider": TEXT,
    "pay_url": "https://pay.example/campaign",
}
_numbers = itertools.count(1)


def next_rid() -> str:
    """Return a request id that was not used before."""
    return rid(next(_numbers))


def code(name: str, /, **more: Any) -> str:
    """Return the participation code of an example person."""
    base: dict[str, Any] = {
        "ident": f"email:{name}@example.kz",
        "email": f"{name}@example.kz",
        "region": "KZ-75",
        "born": 1990,
        "lang": "ru",
    }
    return participant.seal(Participant(**base | more))


def resident(name: str, /, **more: Any) -> str:
    """Return the code of somebody with an electronic identity."""
    return code(name, ident=f"iin:{name}", assurance="eid", name="Example Person", **more)


class Town:
    """One project and everybody around it."""

    def __init__(self, send: Send, clock: Clock) -> None:
        self.send, self.clock = send, clock
        self.id = 0

    def create(self, process: str, **facts: Any) -> Answer:
        """Make a draft of a process."""
        more: dict[str, Any] = {}
        if process == "document":
            more["articles"] = ARTICLES
        if process == "pledge":
            more["campaign"] = CAMPAIGN
        begins = self.clock.now + dt.timedelta(hours=1)
        body = {
            "rid": next_rid(),
            "process": process,
            "title": TEXT,
            "problem": TEXT,
            "jurisdiction": "KZ-75",
            "body": BODY,
            "begins_at": begins.isoformat(),
        }
        sent = body | more | facts
        path = "/api/v1/desk/projects"
        made = self.send(project_act.handler, "POST", path, sent, claims=claims(STAFF))
        if made.status == 201:
            self.id = made.json["project"]
        return made

    @classmethod
    def opened(cls, send: Send, clock: Clock, process: str, **facts: Any) -> Town:
        """Make a project and publish it, at the instant when it begins."""
        town = cls(send, clock)
        made = town.create(process, **facts)
        assert made.status == 201, made.text
        assert town.act("publish").status == 200
        clock.pass_(hours=1)
        return town

    # ------------------------------------------------------------------ what there is

    @property
    def facts(self) -> Project:
        return project.load(self.id).project

    @property
    def stand(self) -> Stand:
        return stages.stand(self.facts, self.clock.now)

    @property
    def stage(self) -> str:
        """The key of the present stage; the phase where there is none."""
        present = self.stand.present
        return present.rule.key if present else self.stand.phase.value

    def state(self, number: int) -> str:
        """Return where an idea stands."""
        return idea_states.standing(idea.load(self.id, number).idea).state.value

    # ------------------------------------------------------------------ officials

    def act(self, name: str, roles: str = STAFF, *, sub: str = "official-1", **more: Any) -> Answer:
        """Do an act on the project with the version that stands."""
        body = {"rid": next_rid(), "seen": project.load(self.id).version} | more
        path = f"/api/v1/desk/projects/{self.id}/{name}"
        return self.send(project_act.handler, "POST", path, body, claims=claims(roles, sub))

    def on_idea(self, number: int, name: str, roles: str = STAFF, **more: Any) -> Answer:
        """Do an act on an idea with the version that stands."""
        body = {"rid": next_rid(), "seen": idea.load(self.id, number).version} | more
        return self._desk(f"ideas/{number}/{name}", body, roles)

    def review(self, number: int, expert: str, scores: dict[str, int], **more: Any) -> Answer:
        """Score an idea as an expert."""
        body = {"rid": next_rid(), "stage": self.stage, "scores": scores} | more
        return self._desk(f"ideas/{number}/review", body, "expert", sub=expert)

    def look(self, kind: str, which: str, name: str, roles: str = STAFF, **more: Any) -> Answer:
        """Decide on a comment or mark a pledge."""
        return self._desk(f"{kind}/{which}/{name}", {"rid": next_rid()} | more, roles)

    def screen(self, roles: str = STAFF, sub: str = "official-1") -> Answer:
        """Look at the project's screen."""
        path = f"/api/v1/desk/projects/{self.id}"
        return self.send(project_queue.handler, "GET", path, claims=claims(roles, sub))

    def _desk(self, tail: str, body: Any, roles: str, sub: str = "official-1") -> Answer:
        path = f"/api/v1/desk/projects/{self.id}/{tail}"
        return self.send(project_idea.handler, "POST", path, body, claims=claims(roles, sub))

    def work(self, tail: str, body: Any = None, roles: str = STAFF) -> Answer:
        """Make or change a work."""
        path = f"/api/v1/desk/works{tail}"
        method = "GET" if body is None else "POST"
        return self.send(work_act.handler, method, path, body, claims=claims(roles))

    # ------------------------------------------------------------------ people

    def propose(self, name: str = "aigul", /, **more: Any) -> Answer:
        """Propose an idea."""
        body = {
            "code": code(name),
            "rid": next_rid(),
            "lang": "ru",
            "title": "Пример: скамейки у школы",
            "text": "Пример: поставить десять скамеек",
            "consent": True,
        }
        return self._person(propose.handler, "ideas", body | more)

    def apply(self, name: str, /, **more: Any) -> Answer:
        """Hand in an application."""
        text = "Пример заявки"
        body = {"code": code(name), "rid": next_rid(), "text": text, "consent": True}
        return self._person(propose.handler, "applications", body | more)

    def support(self, number: int, name: str, **more: Any) -> Answer:
        """Support an idea."""
        body = {"code": code(name), "rid": next_rid(), "lang": "ru"} | more
        return self._person(support.handler, f"ideas/{number}/supports", body)

    def author(self, number: int, what: str, name: str = "aigul", /, **more: Any) -> Answer:
        """Do something with one's own idea."""
        body = {"code": code(name), "rid": next_rid()} | more
        return self._person(propose.handler, f"ideas/{number}/{what}", body)

    def consent(self, number: int, **more: Any) -> Answer:
        """Answer whether a support may move."""
        return self._person(support.handler, f"ideas/{number}/merge-consents", more)

    def say(self, name: str = "aigul", /, **more: Any) -> Answer:
        """Comment."""
        body = {"code": code(name), "rid": next_rid(), "text": "Пример мнения"} | more
        return self._person(discuss.handler, "comments", body)

    def stance(self, comment_id: str, name: str, stance: str, **more: Any) -> Answer:
        """Agree, disagree or pass."""
        body = {"code": code(name), "stance": stance} | more
        return self._person(discuss.handler, f"comments/{comment_id}/stances", body)

    def flag(self, comment_id: str, name: str) -> Answer:
        """Flag a comment."""
        body = {"code": code(name), "reason": "spam"}
        return self._person(discuss.handler, f"comments/{comment_id}/flags", body)

    def pledge(self, name: str, amount: int, /, **more: Any) -> Answer:
        """Promise money."""
        body = {"code": code(name), "rid": next_rid(), "amount": amount} | more
        return self._person(give.handler, "pledges", body)

    def similar(self, words: str) -> Answer:
        """Look for ideas that say the same."""
        path = f"/api/v1/projects/{self.id}/similar"
        return self.send(alike.handler, "GET", path, query={"q": words})

    def confirm(self, work_id: int, name: str, **more: Any) -> Answer:
        """Say whether a work was done."""
        path = f"/api/v1/works/{work_id}/confirmations"
        return self.send(confirm.handler, "POST", path, {"code": code(name)} | more)

    def _person(self, handler: Any, tail: str, body: Any, **more: Any) -> Answer:
        known.forget()
        return self.send(handler, "POST", f"/api/v1/projects/{self.id}/{tail}", body, **more)

    # ------------------------------------------------------------------ time

    def pass_to(self, stage: str) -> None:
        """Let time pass until a stage is there, which the calendar brings."""
        for _ in range(2_000):
            if self.stage == stage:
                return
            following = self.stand.next_change_at(self.clock.now)
            assert following is not None, f"{self.stage} does not lead to {stage}"
            self.clock.now = following
        raise AssertionError(stage)

    def finish(self, **more: Any) -> Answer:
        """End the present stage."""
        return self.act("finish", stage=self.stage, **more)
