"""GET /api/v1/desk/polls and /api/v1/desk/polls/{id}: all polls of an official, and one whole."""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.desk import poll_case, poll_screen
from functions.desk.act import signed_in
from functions.desk.poll_case import Case, may_look, role_for, sees
from functions.ledger.parallel import each
from functions.polls import poll
from functions.polls.poll import Record
from functions.polls.state import State
from functions.shared import clock, content, http, table
from functions.shared.errors import ForbiddenError

MOST = 200
app = http.Api()


@app.get("/api/v1/desk/polls")
def listed() -> Response[str]:
    """Answer the polls changed last, newest first: one Query, and a GetItem for each."""
    who, now = signed_in(app), clock.now()
    if not may_look(who):
        raise ForbiddenError
    shown = [record for record in _latest() if sees(who, record.poll.body)]
    tallies = each(poll.logged, [record.poll.id for record in shown])
    cases = [Case(*both, who, now) for both in zip(shown, tallies, strict=True)]
    bodies = [one for one in content.load().bodies if role_for(who, "draft", one)]
    return http.json_answer({
        "at": clock.text(now),
        "timezone": content.load().government["timezone"],
        "rows": [poll_screen.row(case) for case in cases if case.state != State.DISCARDED],
        "may_draft_for": bodies,
    })  # fmt: skip


@app.get("/api/v1/desk/polls/<poll_id>")
def one(poll_id: str) -> Response[str]:
    """Answer one poll's screen. Raises NotFoundError for another body's poll."""
    who, now = signed_in(app), clock.now()
    if not may_look(who):
        raise ForbiddenError
    case = poll_case.load(http.petition_id(poll_id), who, now)
    zone = {"at": clock.text(now), "timezone": content.load().government["timezone"]}
    return http.json_answer(zone | poll_screen.screen(case, http.language(app)))


def _latest() -> list[Record]:
    found = table.query(
        "core",
        "kind",
        poll.KIND,
        index="changes",
        sk_name="changed_at",
        newest_first=True,
        limit=MOST,
    )
    return [poll.from_item(item) for item in found]


handler = http.handler(app)
