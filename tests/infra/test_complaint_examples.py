"""The example complaints: every one lived by the rules, and every state is among them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from functions.complaints import complaint, move
from functions.complaints.states import State
from functions.shared import keys, table
from infra.local import complaint_examples
from tests.conftest import NOW

# A result opens the survey, and a false report is corrected, in the same instant.
PASSING = {State.RESOLVED, State.FALSE}


def test_every_state_is_shown(environment: Path) -> None:
    lived = [complaint_examples.lived(one, NOW) for one in complaint_examples.load()]

    seen = {move.status_of(record.complaint, NOW).state for record in lived}

    assert set(State) - seen - PASSING == set()
    assert any(move.status_of(record.complaint, NOW).is_late for record in lived)
    assert all(record.complaint.example for record in lived)


def test_examples_are_read_back_as_they_were_written(dynamodb: Any) -> None:
    count = complaint_examples.seed(NOW)

    stored = [complaint.load(number) for number in range(1, count + 1)]

    assert [record.complaint.id for record in stored] == list(range(1, count + 1))
    assert len(stored[0].supporters) == 14
    assert complaint.next_id() == count + 1
    queues = {record.queue.get("queue") for record in stored}
    assert {move.INTAKE, move.APPEALS, "COMPLAINTS#akimat-almaty", None} <= queues
    first = table.query("core", "queue", move.INTAKE, index="queue", sk_name="queue_at", limit=1)
    assert "row" in next(iter(first))
    assert table.get("core", keys.survey(1)) is not None
