"""One example work's life: begun from its trail, step by step, until residents have their say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from functions.projects import work
from infra.local.past import Moment, Past
from infra.local.project_examples import Confirmed, Done, WorkExample
from infra.local.residents import Counter, code, resident

DAYS = ("decided_on", "begins_on", "ends_on")


class WorkLife:
    """An example work on its way into a past; `number` is known once it is begun."""

    def __init__(self, past: Past, counter: Counter, example: WorkExample) -> None:
        self.past, self.counter, self.example = past, counter, example
        self.number = 0

    def plan(self) -> None:
        """Write down what happens when."""
        self._at(self.example.begun, self._begin)
        for done in self.example.acts:
            self._at(done.at, lambda done=done: self._do(done))  # type: ignore[misc]
        for order, said in enumerate(self.example.confirmations):
            self._at(said.at, lambda n=order, said=said: self._confirm(n, said))  # type: ignore[misc]

    def _at(self, days: float, do: Callable[[], None]) -> None:
        self.past.moments.append(Moment(self.past.when(days), len(self.past.moments), do))

    def _day(self, days: float) -> dt.date:
        return self.past.when(days).date()

    def _begin(self) -> None:
        one = self.example
        asked = one.model_dump(exclude={"begun", "acts", "confirmations"}, exclude_none=True)
        asked |= {name: self._day(asked[name]) for name in DAYS}
        for step in asked["milestones"]:
            step["due_on"] = self._day(step["due_on"])
        self.number = self.counter.send("/api/v1/desk/works", asked, self._clerk)["work"]
        record = work.load(self.number)
        work.save(record, record.work.model_copy(update={"example": True}))

    def _do(self, done: Done) -> None:
        asks: dict[str, Any] = dict(done.asks)
        for name in ("done_on", "ends_on"):
            if name in asks:
                asks[name] = self._day(asks[name])
        asks["seen"] = work.load(self.number, consistent=True).version
        self.counter.send(f"/api/v1/desk/works/{self.number}/{done.act}", asks, self._clerk)

    def _confirm(self, order: int, said: Confirmed) -> None:
        who = resident(f"work-{self.number}", order, self.example.jurisdiction)
        sent = {"code": code(who), "is_done": said.is_done, "text": said.text}
        path = f"/api/v1/works/{self.number}/confirmations"
        self.counter.send(path, sent, lang=said.language)

    @property
    def _clerk(self) -> str:
        return f"clerk:{self.example.body}"
