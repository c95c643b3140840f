"""A site with a little of everything, published but for its data, and the run that releases it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from functions.opendata import files
from functions.publishing import (
    complaint_publish,
    data_publish,
    data_tables,
    participation_publish,
    statistics_pages,
)
from functions.shared import clock
from tests import factory
from tests.functions import complaint_site, poll_site
from tests.functions.publishing_kit import Site, signed

KEPT = ("petitions", "signatures-by-day", "complaints", "polls", "acts", "log-checkpoints")


def site(environment: Path) -> Site:
    """Return a site with a signed petition, a complaint and a vote."""
    made = Site(environment)
    factory.stored(1, "uk")
    complaint_site.stored(1, *complaint_site.RESOLVED)
    signed(1, 7)
    poll_site.stored(poll_site.facts(), email=3, eid=1)
    others(made)
    return made


def keep_few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave out what tests do not look at: each dataset is many files."""
    monkeypatch.setattr(data_tables, "PLATFORM", {one: data_tables.PLATFORM[one] for one in KEPT})
    monkeypatch.setattr(files, "load", lambda _: [])
    monkeypatch.setattr(statistics_pages, "publish", lambda *_: 0)


def others(made: Site) -> None:
    """Let the other publishers run, as they do each minute."""
    complaint_publish.publish(clock.now())
    participation_publish.publish(clock.now())
    made.publish()


def release(**options: Any) -> data_publish.Report:
    return data_publish.publish(clock.now(), **options)
