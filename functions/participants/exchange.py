"""/api/v1/contributions/claims and …/offers: points for what the city offers, and what there is.

Points thank for taking part; nobody earns or loses one by what a vote says, and none is money.
"""

from __future__ import annotations

from html import escape
from http import HTTPStatus
from typing import Any

from aws_lambda_powertools.event_handler import Response
from pydantic import Field

from functions.participants import account, mine, offers
from functions.participants.offers import Offer
from functions.participants.participant import Acting
from functions.shared import body, clock, content, http, page
from functions.shared.words import number, pick, t

app = http.Api()


class ClaimRequest(Acting):
    """Which offer somebody wants."""

    offer: str = Field(min_length=1, max_length=40)


@app.post("/api/v1/contributions/claims")
def claim() -> Response[str]:
    """Exchange points for an offer; the answer has the code to show at the counter.

    One Query, UpdateItem and two PutItems; one more Query tells what is left of the offers.
    """
    request, asked = http.read(app, ClaimRequest)
    who, offer, now = request.participant(), offers.one(request.offer), clock.now()
    held, made = account.claim_offer(who, offer, request.request_id(), now)
    told = mine.told_claim(made, asked.lang)
    if asked.is_form:
        return http.html_answer(mine.claim_page(told, asked.lang), HTTPStatus.CREATED)
    data = {"claim": told} | mine.told(held, offers.places(), asked.lang, now)
    return http.json_answer(data, HTTPStatus.CREATED)


@app.get("/api/v1/contributions/offers")
def listed() -> Response[str]:
    """Answer the offers and how many were claimed and handed over; a browser gets a page."""
    lang, now = http.language(app), clock.now()
    counts = offers.published()
    rows = [
        _row(offer, counts[offer.id]) | {"ended": offer.has_ended(now)} for offer in offers.every()
    ]
    if "text/html" in body.header(app.current_event.headers, "accept"):
        return http.html_answer(_page(rows, lang))
    return http.json_answer({"offers": rows})


def _row(offer: Offer, counts: tuple[int | None, int | None]) -> dict[str, Any]:
    """Return an offer as anybody may see it; a count too small to publish is null."""
    claimed, handed_over = counts
    return {
        "id": offer.id,
        "name": offer.name.model_dump(),
        "how": offer.how.model_dump(),
        "points": offer.points,
        "body": {"id": offer.body, "name": content.load().bodies[offer.body]["name"]},
        "limit": offer.limit,
        "until": offer.until.isoformat() if offer.until else None,
        "example": offer.example,
        "claimed": claimed,
        "handed_over": handed_over,
    }


def _page(rows: list[dict[str, Any]], lang: str) -> str:
    title = t(lang, "errors.offers_title")
    heads = "".join(
        f'<th scope="col">{escape(t(lang, f"errors.offers_{name}"))}</th>'
        for name in ("name", "points", "claimed", "handed_over")
    )
    lines = "".join(_line(row, lang) for row in rows)
    note = escape(t(lang, "errors.offers_note"))
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
    return page.render(
        lang,
        title,
        f'<div class="c-wrap c-narrow c-prose"><h1>{escape(title)}</h1>{table}<p>{note}</p>'
        f'<p><a class="c-btn" href="/{lang}/me/">{escape(t(lang, "errors.contributions_title"))}'
        "</a></p></div>",
    )


def _line(row: dict[str, Any], lang: str) -> str:
    name = escape(pick(row["name"], lang)[0])
    how = escape(pick(row["how"], lang)[0])
    numbers = (row["points"], row["claimed"], row["handed_over"])
    cells = "".join(f"<td>{'–' if one is None else number(lang, one)}</td>" for one in numbers)
    return f'<tr><th scope="row">{name}<br><small>{how}</small></th>{cells}</tr>'


handler = http.handler(app)
