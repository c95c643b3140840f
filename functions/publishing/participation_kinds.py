"""The kinds of things that the publisher of participation makes pages of, each in a module."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from functions.publishing import (
    poll_pages,
    poll_rows,
    project_pages,
    survey_pages,
    survey_rows,
    work_pages,
    work_store,
)
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.store import Store


@dataclass(frozen=True)
class Kind:
    """What the module of a kind gives; its things are rows of `thing` under `name`.

    `name` is the kind of its items in the index of changes. `intake` takes in what is new and
    returns what to render again; `publish` writes one thing's own files and keeps its row;
    `together` writes what is made from many. The last two return how many files they wrote.
    """

    name: str
    intake: Callable[[Store, dt.datetime], set[int]]
    publish: Callable[[ParticipationPress, int], int]
    together: Callable[[ParticipationPress], int]


POLLS = Kind(
    poll_rows.KIND,
    poll_rows.intake,
    poll_pages.publish,
    poll_pages.together,
)
PROJECTS = Kind(
    project_pages.KIND,
    project_pages.intake,
    project_pages.publish,
    project_pages.together,
)
WORKS = Kind(
    work_store.KIND,
    work_pages.intake,
    work_pages.publish,
    work_pages.together,
)
SURVEYS = Kind(
    survey_rows.KIND,
    survey_rows.intake,
    survey_pages.publish,
    survey_pages.together,
)
KINDS = (POLLS, PROJECTS, WORKS, SURVEYS)
