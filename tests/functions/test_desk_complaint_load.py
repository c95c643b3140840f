"""Ten thousand complaints of fifty bodies, on the embedded store: a queue stays one small Query."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from functions.complaints import complaint, move
from functions.shared import content, table
from tests.conftest import Clock, Send
from tests.functions import store_kit
from tests.functions.desk_complaint_kit import do, look, many

COMPLAINTS, BODIES = 10_000, 50
PAGE = 100


class Store:
    """The store's answers that were given: operation, rows read, rows answered."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, int, int]] = []

    def note(self, parsed: dict[str, Any], model: Any, **_: Any) -> None:
        self.calls.append((model.name, parsed.get("ScannedCount", 0), parsed.get("Count", 0)))

    def take(self) -> list[tuple[str, int, int]]:
        """Return the calls so far and begin anew."""
        taken, self.calls = self.calls, []
        return taken


@pytest.fixture(scope="module")
def running() -> Iterator[Any]:
    """Start the store in memory, for this file alone."""
    with store_kit.in_memory() as client:
        yield client


@pytest.fixture
def loaded(
    running: Any, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Store]:
    """All the complaints, stored once; half of them still wait to be accepted."""
    monkeypatch.setattr(table, "client", lambda: running)
    if table.get("core", {"pk": "COMPLAINT#1", "sk": "COMPLAINT"}) is None:
        table.write_all("core", map(complaint.to_item, many(COMPLAINTS, bodies())))
    watched = Store()
    running.meta.events.register("after-call.dynamodb", watched.note)
    yield watched
    running.meta.events.unregister("after-call.dynamodb", watched.note)


def bodies() -> list[str]:
    """Return fifty bodies."""
    return list(content.load().bodies)[:BODIES]


def test_there_are_as_many_as_are_said(loaded: Store) -> None:
    intake = list(table.query("core", "queue", move.INTAKE, index="queue"))
    own = [
        len(list(table.query("core", "queue", f"COMPLAINTS#{body}", index="queue")))
        for body in bodies()
    ]

    assert len(intake) == COMPLAINTS // 2
    assert own == [COMPLAINTS // 2 // BODIES] * BODIES


@pytest.mark.parametrize("queue", ["intake", "ministry-health"])
def test_a_page_of_a_queue_is_one_query_of_a_hundred_rows(
    loaded: Store, send: Send, queue: str
) -> None:
    answer = look(send, roles="supervisor", queue=queue)

    assert loaded.take() == [("Query", PAGE, PAGE)]
    dues = [row["due"]["at"] for row in answer.json["rows"]]
    assert dues == sorted(dues)


def test_every_further_page_costs_the_same(loaded: Store, send: Send) -> None:
    found, after = list[int](), look(send).json["next"]
    loaded.take()
    for _ in range(5):
        page = look(send, after=after).json
        found, after = found + [row["id"] for row in page["rows"]], page["next"]

        assert loaded.take() == [("Query", PAGE, PAGE)]
    assert len(set(found)) == 5 * PAGE


def test_a_screen_and_a_move_do_not_grow_with_the_number(loaded: Store, send: Send) -> None:
    look(send, "complaints/2")
    assert [call[0] for call in loaded.take()] == ["GetItem", "Query", "Query"]

    assert do(send, "accept", "moderator", number=2, seen=1).status == 200
    assert [call[0] for call in loaded.take()] == ["GetItem", "UpdateItem"]
