"""A new complaint, whoever hands it in: the form, its checks, and the writes that keep it.

The website's form and the Open311 endpoint use the same `check` and `file`.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from typing import cast

from functions.complaints import category as kinds
from functions.complaints import clock as terms
from functions.complaints import complaint, coupon, move, questions
from functions.complaints.category import Category, Rule
from functions.complaints.complaint import Channel, Complaint, Record, Reporter
from functions.complaints.form import ComplaintRequest
from functions.complaints.place import Place
from functions.shared import clock, crypto, keys, table
from functions.shared.content import load
from functions.shared.errors import ConflictError, FieldError, InvalidInputError
from functions.shared.facts import Language
from functions.shared.words import pick

GUARD_LIFE = dt.timedelta(days=2)
SECRET_BYTES = 16


@dataclass(frozen=True)
class Filed:
    """A complaint as it was taken; `secret` opens the reporter's page. A repeat is not new."""

    record: Record
    secret: str
    is_new: bool

    @property
    def token(self) -> str:
        """What stands behind # in the link of the reporter's page."""
        return f"{self.record.complaint.id}.{self.secret}"


def check(request: ComplaintRequest) -> Category:
    """Return the category that was chosen. Raises InvalidInputError naming every wrong field.

    A category that is dealt with elsewhere is refused with the words that say where.
    """
    chosen = kinds.categories().get(request.category)
    if chosen is None:
        raise InvalidInputError(FieldError("category", "not_a_choice"))
    if not chosen.is_filed_here:
        where = pick(chosen.channel, request.lang)[0]
        raise InvalidInputError(FieldError("category", "elsewhere", (("where", where),)))
    wrong = [*_place_errors(request, chosen), *questions.errors(chosen, request.attributes)]
    if not chosen.anonymous and not (request.email or request.phone):
        wrong.append(FieldError("email", "contact"))
    if not request.consent:
        wrong.append(FieldError("consent", "consent"))
    if wrong:
        raise InvalidInputError(*wrong)
    return chosen


def file(
    request: ComplaintRequest,
    lang: str,
    now: dt.datetime,
    *,
    channel: Channel = "web",
    flags: tuple[str, ...] | None = None,
) -> Filed:
    """Keep a checked complaint: three writes; a repeat with the same `rid` finds the same one.

    `flags` replace those of the form where no person filled one in. Raises ConflictError for a
    `rid` that was used for something else.
    """
    found = request.flags(now) if flags is None else flags
    rid = _request_id(request)
    number = _reserve(rid, request)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    who = Reporter(secret, request.name, request.email, request.phone, lang)
    facts = new_complaint(number, request, lang, now, channel)
    fresh = Record(
        facts,
        reporter=complaint.seal_reporter(who, number),
        link=complaint.link_tag(secret),
        flags=found,
        rid=rid,
        queue=move.queue_of(facts, now),
    )
    there = complaint.create(fresh)
    if there is None:
        return Filed(fresh, secret, is_new=True)
    known = complaint.open_reporter(there)
    return Filed(there, known.secret if known else "", is_new=False)


def new_complaint(
    number: int, request: ComplaintRequest, lang: str, now: dt.datetime, channel: Channel
) -> Complaint:
    """Build the facts of a new complaint; the year of its number is that of the calendar."""
    chosen = kinds.categories()[request.category]
    rule = chosen.clock or str(load().complaints["clock"])
    return Complaint(
        id=number,
        number=coupon.number(terms.calendar_of(rule).local_date(now).year, number),
        category=chosen.id,
        clock=rule,
        channel=channel,
        language=cast("Language", lang),
        description=request.description,
        shown=request.shown or None,
        place=place_of(request, chosen),
        attributes=questions.cleaned(chosen, request.attributes),
        may_publish=request.may_publish,
        is_anonymous=not (request.name or request.email or request.phone),
        office=str(load().complaints["office"]),
        filed_at=now,
        changed_at=now,
    )


def suggestion(facts: Complaint) -> tuple[int, Rule] | None:
    """Return the routing rule that applies to a complaint, and its number counted from 1."""
    area = kinds.area_of(facts.place.jurisdiction)
    chosen = kinds.categories()[facts.category]
    return kinds.route(chosen, area, facts.filed_at, terms.calendar_of(facts.clock))


def place_of(request: ComplaintRequest, chosen: Category) -> Place:
    """Return the place of a request; a category that asks for none keeps none."""
    jurisdiction = request.jurisdiction or whole()
    if chosen.place == "none":
        return Place(jurisdiction=jurisdiction)
    lat, long = request.point or (None, None)
    return Place(
        jurisdiction=jurisdiction,
        lat=lat,
        long=long,
        address=request.address,
        address_id=request.address_id,
        zipcode=request.zipcode,
    )


def whole() -> str:
    """Return the jurisdiction that lies in no other."""
    return next(code for code, place in load().jurisdictions.items() if not place.get("parent"))


def _place_errors(request: ComplaintRequest, chosen: Category) -> list[FieldError]:
    wrong = []
    if request.jurisdiction and request.jurisdiction not in load().jurisdictions:
        wrong.append(FieldError("jurisdiction", "not_a_choice"))
    if (request.lat is None) != (request.long is None):
        wrong.append(FieldError("lat" if request.lat is None else "long", "missing"))
    elif chosen.place == "required" and not (
        request.point or request.address or request.address_id
    ):
        wrong.append(FieldError("address", "place"))
    return wrong


def _request_id(request: ComplaintRequest) -> str:
    """Return what makes a repeat the same; without it the content stands for it.

    Two people without a name may type the same words: they must not share one private link.
    """
    if request.rid or request.email or request.phone:
        return request.request_id()
    return secrets.token_hex(SECRET_BYTES)


def _reserve(rid: str, request: ComplaintRequest) -> int:
    """Return the complaint id of a request: a new one, or the one its first try was given.

    The link goes to whoever repeats the request, so the repeat must say the same.
    """
    number, same = complaint.next_id(), _fingerprints(request)
    expiry = int((clock.now() + GUARD_LIFE).timestamp())
    item = {**keys.request(f"complaint-{rid}"), "expires_at": expiry}
    there = table.put_new("ops", item | {"complaint": number, "same": same[0]})
    if there is None:
        return number
    if there["same"] not in same:
        raise ConflictError
    return int(there["complaint"])


def _fingerprints(request: ComplaintRequest) -> list[str]:
    """Return a tag of what was typed, under each key, the newest first."""
    said = request.model_dump_json(exclude={"rid", "lang", "proof", "website", "step"})
    return [
        hmac.new(key, said.encode(), hashlib.sha256).hexdigest()[:32]
        for key in crypto.derived_keys("complaint-request")
    ]
