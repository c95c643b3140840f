"""Acts of order: extend signing, count paper, stop, and erase what is known of people."""

from __future__ import annotations

from pydantic import Field

from functions.desk import entry
from functions.desk.act import Act, Told, offer
from functions.desk.case import Case
from functions.desk.extension import EXTENSION
from functions.desk.fields import Asked, Day, Reasons
from functions.petitions.petition import Petition
from functions.shared import crypto, http, table
from functions.shared.errors import FieldError, InvalidInputError

MOST_PAPER = 500


class PaperBatch(Asked):
    """Paper signatures that the signed-in official has counted."""

    count: int = Field(ge=1, le=MOST_PAPER)
    received_on: Day


class Erasure(Asked):
    """The petition's number typed again, because nothing brings the data back."""

    confirm: int


class Stop(Asked):
    """Why signing ends before its time."""

    reason: Reasons


def count_paper(case: Case, asked: PaperBatch) -> Petition:
    """Let the log count a batch; the petition's own facts stay as they are."""
    if asked.received_on > case.today:
        raise InvalidInputError(FieldError("received_on", "in_the_future"))
    return case.petition


def erase(case: Case, asked: Erasure) -> Petition:
    """Forget the petitioner; the keys that open signers' data are destroyed after."""
    if asked.confirm != case.petition.id:
        raise InvalidInputError(FieldError("confirm", "does_not_match"))
    return case.petition.model_copy(update={"petitioner": "", "copetitioners": []})


def stop(case: Case, asked: Stop) -> Petition:
    """End signing now."""
    return case.petition.model_copy(update={"stopped_at": case.now})


def _destroy_keys(case: Case) -> None:
    crypto.destroy_petition_keys(case.petition.id)


def _paper_entries(case: Case, asked: PaperBatch) -> list[table.Item]:
    return entry.paper(case, asked.rid, asked.count)


app = http.Api(body_limit=http.LONG_BODY_LIMIT)
offer(app, EXTENSION)
offer(
    app,
    Act(
        "paper",
        PaperBatch,
        count_paper,
        lambda case, asked: Told(
            "paper_counted", {"count": asked.count, "received_on": asked.received_on.isoformat()}
        ),
        entries=_paper_entries,
    ),
)
offer(
    app,
    Act(
        "erasure",
        Erasure,
        erase,
        lambda case, asked: Told("erased"),
        finish=_destroy_keys,
        private={"contact": b"", "sponsor_key": ""},
    ),
)
offer(
    app,
    Act(
        "stop",
        Stop,
        stop,
        lambda case, asked: Told("stopped", {"reason": asked.reason}),
        entries=lambda case, asked: entry.extension(case),
    ),
)
handler = http.handler(app)
