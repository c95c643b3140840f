"""POST /api/v1/contributions: what somebody contributed, for themselves alone.

It takes a POST since the code must not stand in an address, and changes nothing unless it is asked
to erase. A form without scripts gets the same as a page.
"""

from __future__ import annotations

from dataclasses import asdict
from html import escape
from typing import Any

from aws_lambda_powertools.event_handler import Response

from functions.participants import contribution, participant
from functions.participants.contribution import Contribution, Recognition
from functions.participants.participant import Acting
from functions.shared import http, page
from functions.shared.words import t

app = http.Api()


class ContributionsRequest(Acting):
    """Whose contributions; `erase` deletes the list, and leaves votes and texts where they are."""

    erase: bool = False


@app.post("/api/v1/contributions")
def show() -> Response[str]:
    """Answer a person's contributions, badges, points and their ledger: one Query."""
    request, asked = http.read(app, ContributionsRequest)
    who = request.participant()
    if request.erase:
        contribution.erase(who)
    found = contribution.of(who)
    added = contribution.recognition(found)
    if asked.is_form:
        return http.html_answer(_page(asked.lang, added))
    return http.json_answer({"hint": participant.hint(who)} | _told(found, added))


def _told(found: list[Contribution], added: Recognition) -> dict[str, Any]:
    return {
        "contributions": [
            {
                "kind": one.kind,
                "ref": one.ref,
                "on": one.on.isoformat(),
                "undone_on": one.undone_on.isoformat() if one.undone_on else None,
            }
            for one in found
        ],
        "badges": [{"kind": kind, "level": level} for kind, level in added.badges.items()],
        "points": added.points,
        "ledger": [asdict(line) | {"on": line.on.isoformat()} for line in added.ledger],
    }


def _page(lang: str, added: Recognition) -> str:
    """Return the ledger as a table, for a browser without scripts."""
    title = t(lang, "errors.contributions_title")
    rows = "".join(
        f"<tr><td>{line.on.isoformat()}</td><td>{escape(t(lang, f'errors.kind.{line.kind}'))}</td>"
        f"<td>{escape(line.ref)}</td><td>{line.points:+d}</td></tr>"
        for line in added.ledger
    )
    points = escape(t(lang, "errors.contributions_points", n=added.points))
    body = (
        f'<div class="c-wrap c-narrow c-prose"><h1>{escape(title)}</h1>'
        f"<p>{points}</p><table><tbody>{rows}</tbody></table></div>"
    )
    return page.render(lang, title, body)


handler = http.handler(app)
