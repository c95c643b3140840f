"""What somebody contributed and exchanged, told to them alone: as JSON or as a plain page."""

from __future__ import annotations

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import asdict
from html import escape
from typing import Any

from functions.participants import claim, offers
from functions.participants.account import Account
from functions.participants.claim import Claim
from functions.participants.offers import Offer, Places
from functions.shared import content, page
from functions.shared.words import pick, t

RID_BYTES = 16


def told(
    account: Account, taken: Mapping[str, Places], lang: str, now: dt.datetime
) -> dict[str, Any]:
    """Return all that is kept of a person, and what the points can be exchanged for."""
    recognition = account.recognition
    return {
        "contributions": [
            {
                "kind": one.kind,
                "ref": one.ref,
                "on": one.on.isoformat(),
                "undone_on": one.undone_on.isoformat() if one.undone_on else None,
            }
            for one in account.contributions
        ],
        "badges": [{"kind": kind, "level": level} for kind, level in recognition.badges.items()],
        "points": recognition.points,
        "balance": account.balance,
        "ledger": [asdict(line) | {"on": line.on.isoformat()} for line in account.ledger],
        "claims": [told_claim(one, lang) for one in account.claims],
        "offers": [
            {
                "id": offer.id,
                "name": pick(offer.name.model_dump(), lang)[0],
                "how": pick(offer.how.model_dump(), lang)[0],
                "points": offer.points,
                "until": offer.until.isoformat() if offer.until else None,
                "example": offer.example,
                "state": _state(offer, account, taken.get(offer.id, Places()), now),
            }
            for offer in offers.every()
        ],
    }


def told_claim(one: Claim, lang: str) -> dict[str, Any]:
    """Return a claim as its holder sees it."""
    return {
        "code": claim.written(one.code),
        "offer": one.offer,
        "name": offer_name(one.offer, lang),
        "how": _how(one.offer, lang),
        "points": one.points,
        "on": one.on.isoformat(),
        "state": one.state,
        "ended_on": one.ended_on.isoformat() if one.ended_on else None,
        "reason": pick(one.reason, lang)[0],
    }


def offer_name(offer_id: str, lang: str) -> str:
    """Return an offer's name; its id where the city has taken it off the list."""
    known = content.load().recognition.get(offer_id)
    return pick(known["name"], lang)[0] if known else offer_id


def whole_page(data: dict[str, Any], lang: str, code: str) -> str:
    """Return everything for a browser without scripts; `code` goes into the forms of the offers."""
    title = t(lang, "errors.contributions_title")
    points = t(lang, "errors.contributions_points", n=data["points"])
    left = t(lang, "errors.contributions_left", n=data["balance"])
    rows = "".join(_line(line, lang) for line in data["ledger"])
    body = (
        f'<div class="c-wrap c-narrow c-prose"><h1>{escape(title)}</h1>'
        f"<p>{escape(points)}. {escape(left)}</p>{_claims(data, lang)}{_offers(data, lang, code)}"
        f"<table><tbody>{rows}</tbody></table></div>"
    )
    return page.render(lang, title, body)


def claim_page(one: dict[str, Any], lang: str) -> str:
    """Return the page that shows the code of a claim."""
    title = t(lang, "errors.claim_title")
    body = (
        f'<div class="c-wrap c-narrow c-prose"><h1>{escape(title)}</h1>{_claim(one, lang)}'
        f"<p>{escape(t(lang, 'errors.claim_keep'))}</p>"
        f'<p><a class="c-btn" href="/{lang}/me/">{escape(t(lang, "errors.contributions_title"))}'
        "</a></p></div>"
    )
    return page.render(lang, title, body)


def _state(offer: Offer, account: Account, taken: Places, now: dt.datetime) -> str:
    """Tell whether an offer can be claimed now: open, ended, none_left or too_few_points."""
    if offer.has_ended(now):
        return "ended"
    if taken.claimed >= offer.limit:
        return "none_left"
    return "open" if account.balance >= offer.points else "too_few_points"


def _how(offer_id: str, lang: str) -> str:
    known = content.load().recognition.get(offer_id)
    return pick(known["how"], lang)[0] if known else ""


def _line(line: Mapping[str, Any], lang: str) -> str:
    ref = offer_name(line["ref"], lang) if line["kind"] == "claim" else line["ref"]
    kind = escape(t(lang, f"errors.kind.{line['kind']}"))
    return (
        f"<tr><td>{line['on']}</td><td>{kind}</td><td>{escape(ref)}</td>"
        f"<td>{line['points']:+d}</td></tr>"
    )


def _claims(data: dict[str, Any], lang: str) -> str:
    if not data["claims"]:
        return ""
    head = escape(t(lang, "errors.claims_title"))
    return f"<h2>{head}</h2>" + "".join(_claim(one, lang) for one in data["claims"])


def _claim(one: Mapping[str, Any], lang: str) -> str:
    state = escape(t(lang, f"errors.claim_state.{one['state']}"))
    about = one["reason"] or (one["how"] if one["state"] == "waiting" else "")
    return (
        f"<p><strong>{escape(one['name'])}</strong> · {state}<br>"
        f"<code>{escape(one['code'])}</code><br>{escape(about)}</p>"
    )


def _offers(data: dict[str, Any], lang: str, code: str) -> str:
    if not data["offers"]:
        return ""
    head = escape(t(lang, "errors.offers_title"))
    return f"<h2>{head}</h2>" + "".join(_offer(one, lang, code) for one in data["offers"])


def _offer(one: Mapping[str, Any], lang: str, code: str) -> str:
    points = escape(t(lang, "errors.contributions_points", n=one["points"]))
    text = f"<h3>{escape(one['name'])} · {points}</h3><p>{escape(one['how'])}</p>"
    if one["state"] != "open":
        return f"{text}<p>{escape(t(lang, 'errors.offer_state.' + one['state']))}</p>"
    fields = {
        "code": code,
        "offer": one["id"],
        "lang": lang,
        "rid": secrets.token_hex(RID_BYTES),
    }
    hidden = "".join(
        f'<input type="hidden" name="{name}" value="{escape(value)}">'
        for name, value in fields.items()
    )
    button = escape(t(lang, "errors.offer_claim"))
    return (
        f'{text}<form method="post" action="/api/v1/contributions/claims">{hidden}'
        f'<button class="c-btn" type="submit">{button}</button></form>'
    )
