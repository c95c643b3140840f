"""The whole catalogue as published, from facts of every kind, against what others wrote."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from functions.publishing import complaint_publish, data_publish, participation_publish
from tests import factory, standards
from tests.conftest import NOW, Calls, Clock, Send
from tests.functions import complaint_site, poll_site, project_site
from tests.functions.publishing_kit import HOSTILE, Site, signed

# Its thousands of rows are the same kind over and over; readers written by others take long.
LONG = "signature-series-uk-2024"


@pytest.fixture
def data(dynamodb: Calls, environment: Path, send: Send, clock: Clock) -> Path:
    """The folder of open data of a site on which something of each kind happened."""
    site = Site(environment)
    project_site.crowd(send, clock)
    factory.stored(1, "uk")
    factory.stored(2, "kz-central", petitioner=HOSTILE)
    signed(1, 5)
    complaint_site.stored(1, *complaint_site.RESOLVED)
    complaint_site.stored(2, "accept", "verify")
    poll_site.stored(poll_site.facts(), email=3)
    poll_site.closed(poll_site.facts(2, closes_at=NOW - poll_site.DAY), [("for", 12)])
    complaint_publish.publish(clock.now)
    participation_publish.publish(clock.now)
    site.publish()
    data_publish.publish(clock.now)
    return site.folder / "data"


def test_every_dataset_holds_to_every_standard(data: Path) -> None:
    datasets = sorted(path for path in data.iterdir() if path.is_dir())

    assert standards.of_catalogue(data) == []
    assert [told for one in datasets if one.name != LONG for told in faults(one)] == []
    assert len(datasets) > 18


def faults(dataset: Path) -> list[str]:
    """Return what is wrong with a dataset; frictionless reads no JSON table that has no rows."""
    empty = [path for path in dataset.glob("*.json") if json.loads(path.read_text()) == []]
    found = standards.of_dataset(dataset)
    return [told for told in found if not any(str(path) in told for path in empty)]
