"""POST /api/v1/desk/datasets and what follows: officials look at a file, keep it, release it."""

from __future__ import annotations

from http import HTTPStatus

from aws_lambda_powertools.event_handler import Response

from functions.desk import body_roles, dataset_do, dataset_keep
from functions.desk.act import asked_by
from functions.desk.dataset_asked import (
    DatasetDiscarding,
    DatasetPublication,
    DatasetRetirement,
    Inspection,
    NewDataset,
)
from functions.desk.dataset_do import Act
from functions.desk.dataset_id import read_id
from functions.desk.fields import AskedT
from functions.shared import body, clock, http
from functions.shared.errors import ForbiddenError

# A file of 2 MB in Base64 or as escaped text, its description; a function takes 6 MB at most.
BODY_LIMIT = 5 * 1024 * 1024
app = http.Api(body_limit=BODY_LIMIT)


@app.post("/api/v1/desk/datasets/inspection")
def inspect() -> Response[str]:
    """Look at a file: what its columns may be, or all that is wrong with it; nothing is kept."""
    who, asked = asked_by(app, Inspection)
    if not body_roles.may_look(who):
        raise ForbiddenError
    lang = body.language(asked.lang, app.current_event.headers)
    return http.json_answer(dataset_keep.looked_at(asked, lang, clock.now()))


@app.post("/api/v1/desk/datasets")
def begin() -> Response[str]:
    """Keep a dataset, or a new version of one; it is public once a second official agrees."""
    who, asked = asked_by(app, NewDataset)
    record = dataset_keep.keep(asked, who, clock.now())
    told = {"dataset": record.uploaded.id, "version": record.version}
    return http.json_answer(told, HTTPStatus.CREATED)


@app.post("/api/v1/desk/datasets/<dataset>/publication")
def publication(dataset: str) -> Response[str]:
    """Let the version that waits become public; by another official than who uploaded it."""
    return _do(dataset_do.PUBLICATION, DatasetPublication, dataset)


@app.post("/api/v1/desk/datasets/<dataset>/discarding")
def discarding(dataset: str) -> Response[str]:
    """Give up the version that waits."""
    return _do(dataset_do.DISCARDING, DatasetDiscarding, dataset)


@app.post("/api/v1/desk/datasets/<dataset>/retirement")
def retirement(dataset: str) -> Response[str]:
    """Say that a dataset is no longer kept, why, and which one to use; it stays public."""
    return _do(dataset_do.RETIREMENT, DatasetRetirement, dataset)


def _do(act: Act[AskedT], model: type[AskedT], dataset: str) -> Response[str]:
    who, asked = asked_by(app, model)
    done = dataset_do.perform(act, read_id(dataset), asked, who, clock.now())
    return http.json_answer(done)


handler = http.handler(app)
