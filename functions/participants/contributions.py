"""POST /api/v1/contributions: what somebody contributed, for themselves alone.

It takes a POST since the code must not stand in an address, and changes nothing unless it is asked
to erase. A form without scripts gets the same as a page.
"""

from __future__ import annotations

from aws_lambda_powertools.event_handler import Response

from functions.participants import account, mine, offers, participant
from functions.participants.participant import Acting
from functions.shared import clock, http

app = http.Api()


class ContributionsRequest(Acting):
    """Whose contributions; `erase` deletes the list, and leaves votes and texts where they are."""

    erase: bool = False


@app.post("/api/v1/contributions")
def show() -> Response[str]:
    """Answer a person's contributions, badges, points, claims and the offers: two calls."""
    request, asked = http.read(app, ContributionsRequest)
    who, now = request.participant(), clock.now()
    if request.erase:
        account.erase(who, now)
    data = mine.told(account.load(who), offers.places(), asked.lang, now)
    if asked.is_form:
        return http.html_answer(mine.whole_page(data, asked.lang, request.code))
    return http.json_answer({"hint": participant.hint(who)} | data)


handler = http.handler(app)
