"""Example projects and works join the past that a first start lives."""

from __future__ import annotations

from functions.shared import keys, table
from infra.local import poll_examples, project_examples
from infra.local.past import Past
from infra.local.project_examples import Examples
from infra.local.project_lives import ProjectLife
from infra.local.residents import Counter
from infra.local.work_lives import WorkLife


def plan(past: Past) -> Examples:
    """Write down what happens to the examples, and return them."""
    found, counter = project_examples.load(), Counter()
    _number_polls_after(max((one.id for one in poll_examples.load()), default=0))
    for one in found.projects:
        ProjectLife(past, counter, one).plan()
    for done in found.works:
        WorkLife(past, counter, done).plan()
    return found


def _number_polls_after(last: int) -> None:
    """Let the projects' votes have the numbers after those of the example votes."""
    names = {"#last": "last"}
    table.update("core", keys.POLL_COUNTER, "SET #last = :last", {":last": last}, names=names)
