"""What a city gives in thanks for points, and how many of each are taken.

The places of an offer are a set of claim codes, so that taking and giving back may be repeated; one
conditional write decides who gets the last one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from pydantic import Field, field_validator

from functions.shared import content, disclosure, keys, table
from functions.shared.errors import ConflictError, FieldError, InvalidInputError
from functions.shared.facts import Fact

MOST_PLACES = 2_000  # the codes lie in one item; a larger offer is written as two


class NoneLeftError(ConflictError):
    """Every place of the offer is taken."""

    code = "none_left"


class OfferEndedError(ConflictError):
    """The last day of the offer is over."""

    code = "offer_ended"


class Wording(Fact):
    """A text in every language."""

    kk: str = Field(min_length=1)
    ru: str = Field(min_length=1)
    en: str = Field(min_length=1)


class Offer(Fact):
    """One offer: its price in points, how to get it, who hands it over, how many there are.

    `until` is the last day on which it can be claimed, in the government's time zone.
    """

    id: str = Field(pattern=r"^[a-z][a-z0-9-]{1,39}$")
    points: int = Field(ge=1, le=100_000)
    name: Wording
    how: Wording
    body: str
    limit: int = Field(default=MOST_PLACES, ge=1, le=MOST_PLACES)
    until: dt.date | None = None
    example: bool = False

    @field_validator("until", mode="before")
    @classmethod
    def _day(cls, written: object) -> object:
        """Take a day as it is written, never a number of seconds."""
        if written is not None and not isinstance(written, str | dt.date):
            raise ValueError("must be a day such as 2027-12-31")
        return written

    def has_ended(self, now: dt.datetime) -> bool:
        """Tell whether its last day is over."""
        if self.until is None:
            return False
        zone = ZoneInfo(str(content.load().government["timezone"]))
        return now.astimezone(zone).date() > self.until


@dataclass(frozen=True)
class Places:
    """How many of an offer are claimed, handed over ones among them."""

    claimed: int = 0
    handed_over: int = 0


def every() -> list[Offer]:
    """Return the offers of this deployment, in the city's order."""
    return [Offer.model_validate(one) for one in content.load().recognition.values()]


def one(offer_id: str) -> Offer:
    """Return an offer. Raises InvalidInputError if there is none of this id."""
    known = content.load().recognition
    if offer_id not in known:
        raise InvalidInputError(FieldError("offer", "not_a_choice"))
    return Offer.model_validate(known[offer_id])


def places() -> dict[str, Places]:
    """Return what is taken, by offer: one Query."""
    found = table.query("core", "pk", keys.OFFERS)
    return {
        item["sk"].removeprefix("OFFER#"): Places(
            len(item.get("claimed", ())), len(item.get("handed_over", ()))
        )
        for item in found
    }


def published() -> dict[str, tuple[int | None, int | None]]:
    """Return what anybody may know: claimed and handed over by offer, None where that is few."""
    offers, taken = every(), places()
    counts = {offer.id: taken.get(offer.id, Places()) for offer in offers}
    claimed = disclosure.protect({name: each.claimed for name, each in counts.items()})
    handed = disclosure.protect({name: each.handed_over for name, each in counts.items()})
    return {name: (claimed[name], handed[name]) for name in counts}


def take(offer: Offer, code: str) -> None:
    """Take a place for a claim: one UpdateItem; again changes nothing. Raises NoneLeftError."""
    try:
        table.update(
            "core",
            keys.offer(offer.id),
            "ADD claimed :codes",
            {":codes": {code}, ":code": code, ":limit": offer.limit},
            condition=(
                "attribute_not_exists(claimed) OR size(claimed) < :limit"
                " OR contains(claimed, :code)"
            ),
        )
    except table.ConditionFailedError:
        raise NoneLeftError from None


def give_back(offer_id: str, code: str) -> None:
    """Free the place of a claim: one UpdateItem; again changes nothing."""
    table.update(
        "core",
        keys.offer(offer_id),
        "DELETE claimed :codes, handed_over :codes",
        {":codes": {code}},
    )


def mark_handed_over(offer_id: str, code: str) -> None:
    """Count a claim as handed over: one UpdateItem; again changes nothing."""
    table.update("core", keys.offer(offer_id), "ADD handed_over :codes", {":codes": {code}})
