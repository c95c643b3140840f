"""Fills an empty store with the example petitions: `python -m infra.local.seed`."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from functions.petitions.petition import KIND
from functions.shared import clock, keys, table
from infra.local import (
    complaint_examples,
    examples,
    poll_examples,
    project_seed,
    routes,
    survey_examples,
)
from infra.local.context import Context
from infra.local.errors import StartError
from infra.local.first import BEGUN, DONE
from infra.local.lives import Life
from infra.local.officials import Desk
from infra.local.past import Past
from infra.local.poll_lives import PollLife

# The petitions' publisher after those that the first page and the bodies' pages tell of; the data's
# last, as it reads what all others know.
PUBLISHERS = {
    "PublishingComplaintPublish": "functions.publishing.complaint_publish.handler",
    "PublishingParticipationPublish": "functions.publishing.participation_publish.handler",
    "PublishingPublish": "functions.publishing.publish.handler",
    "PublishingDataPublish": "functions.publishing.data_publish.handler",
}
PUBLISHER_SECONDS = 60


def seed(var: Path) -> int:
    """Write the examples and return how many signatures they have; nothing into a store in use."""
    started = time.monotonic()
    found = examples.load()
    in_use = any(table.query("core", "kind", KIND, index="changes", limit=1))
    if in_use or not found:
        (var / DONE).touch()
        return 0
    (var / BEGUN).touch()
    past, desk = Past(clock.now()), Desk()
    for example in found:
        Life(past, desk, example).plan()
    count = len(past.signatures)
    polls = _plan_polls(past)
    taking_part = project_seed.plan(past)
    past.live()
    _count_from(max(example.id for example in found))
    complaints = complaint_examples.seed(clock.now())
    surveys = survey_examples.seed(clock.now())
    (var / DONE).touch()
    seconds = time.monotonic() - started
    told = f"{len(found)} petitions, {count} signatures, {complaints} complaints, {polls} polls, "
    told += f"{len(taking_part.projects)} projects, {len(taking_part.works)} works, "
    told += f"{surveys} surveys"
    print(f"  examples: {told} in {seconds:.1f} s", flush=True)
    return count


def _plan_polls(past: Past) -> int:
    """Add the example votes to the past."""
    found = poll_examples.load()
    for example in found:
        PollLife(past, example).plan()
    return len(found)


def _count_from(last: int) -> None:
    """Let the first petition that somebody starts have the number after the examples."""
    table.update(
        "core",
        keys.PETITION_COUNTER,
        "SET #last = :last",
        {":last": last},
        names={"#last": "last"},
    )


def main() -> int:
    """Fill the store and publish its pages once; 1 with one line if an example is wrong.

    Pages need the built site: they are published when whoever started this closes its input.
    """
    try:
        seed(Path(os.environ["DAUYS_VAR"]))
    except (StartError, ValueError) as error:
        print(f"dauys: {error}", file=sys.stderr)
        return 1
    sys.stdin.read()
    print("  pages: publishing", flush=True)
    for name, publisher in PUBLISHERS.items():
        routes.load(publisher)({}, Context(name, PUBLISHER_SECONDS))
    return 0


if __name__ == "__main__":
    sys.exit(main())
