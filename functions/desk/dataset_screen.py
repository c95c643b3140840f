"""GET /api/v1/desk/datasets…: the datasets of an official's bodies, and one whole."""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.desk import body_roles, dataset_keep
from functions.desk.act import signed_in
from functions.desk.dataset_id import read_id
from functions.desk.roles import Official
from functions.opendata import files, upload
from functions.opendata.upload import Record, Uploaded, Version
from functions.opendata.vocabulary import FREQUENCIES, THEMES
from functions.shared import clock, content, http
from functions.shared.errors import ForbiddenError, NotFoundError

BEGINNING = clock.parse("2000-01-01T00:00:00Z")
app = http.Api()


@app.get("/api/v1/desk/datasets")
def listed() -> Response[str]:
    """Answer the datasets that an official sees, the one changed last at the top: one Query."""
    who = _official()
    kept = [one.uploaded for one in upload.changed_since(BEGINNING)]
    rows = [_row(one) for one in reversed(kept) if one.is_there and body_roles.sees(who, one.body)]
    known = content.load()
    own = [
        {"id": one.dataset.id, "title": one.dataset.title}
        for one in files.load(dataset_keep.folder())
    ]
    platform = [
        {"id": name, "title": one["title"]}
        for name, one in known.platform.items()
        if name != dataset_keep.MONTHS
    ]
    return http.json_answer({
        "rows": rows,
        "others": own + platform,
        "timezone": known.government["timezone"],
        "bodies": [one for one in known.bodies if body_roles.role_for(who, one)],
        "themes": THEMES,
        "frequencies": list(FREQUENCIES),
    })  # fmt: skip


@app.get("/api/v1/desk/datasets/<dataset>")
def one(dataset: str) -> Response[str]:
    """Answer a dataset: its description, the first rows of its table, what happened to it."""
    who, lang = _official(), http.language(app)
    record = _seen(dataset, who)
    found = record.uploaded
    told = {
        **_row(found),
        "version": record.version,
        "may_act": body_roles.role_for(who, found.body) is not None,
        "history": [line.model_dump(mode="json") for line in found.history],
        "replaced_by": found.replaced_by,
        "reason": found.reason,
        "timezone": content.load().government["timezone"],
    }
    version = found.waiting or found.live
    return http.json_answer(told | (_shown(found, version, who, lang) if version else {}))


def _shown(found: Uploaded, version: Version, who: Official, lang: str) -> dict[str, Any]:
    live = found.live.described if found.live and found.waiting else None
    return {
        "dataset": version.dataset,
        "count": version.rows,
        "preview": dataset_keep.preview(version.described, upload.read_rows(version)),
        "changes": dataset_keep.changes(live, version.described, lang),
        "is_mine": bool(found.waiting and found.waiting.by == who.sub),
    }


def _official() -> Official:
    who = signed_in(app)
    if not body_roles.may_look(who):
        raise ForbiddenError
    return who


def _seen(dataset: str, who: Official) -> Record:
    """Return an uploaded dataset. Raises NotFoundError for one of another's body."""
    record = upload.load(read_id(dataset))
    if not (record.uploaded.is_there and body_roles.sees(who, record.uploaded.body)):
        raise NotFoundError
    return record


def _row(found: Uploaded) -> dict[str, Any]:
    version = found.waiting or found.live
    return {
        "id": found.id,
        "title": version.dataset["title"] if version else {},
        "body": found.body,
        "is_waiting": found.waiting is not None,
        "is_live": found.live is not None,
        "is_retired": found.retired_at is not None,
        "changed_at": clock.text(found.changed_at),
    }


handler = http.handler(app)
