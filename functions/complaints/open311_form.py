"""The form that an app posts by GeoReport v2, and the complaint it asks for."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from functions.complaints import contact, filing
from functions.complaints.category import Category
from functions.complaints.form import ComplaintRequest
from functions.complaints.georeport import Fault
from functions.complaints.open311_endpoint import VALUE, RefusedError, fault
from functions.shared import body
from functions.shared.content import load
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.words import pick

_ANSWER = re.compile(r"attribute\[([^\[\]]{1,80})\](?:\[\])?")
_NAMES = {"category": "service_code", "address": "address_string", "name": "first_name"}
# What is wrong with a field, and the words that say it; all else is a value that is not allowed.
_WORDS = {
    "missing": "required",
    "contact": "contact",
    "place": "place",
    "twice": "twice",
    "unknown": "unknown",
    "too_long": "long",
}


class Open311Report(BaseModel):
    """A service request as an app sends it; answers come as `attribute[CODE]`, lists with `[]`.

    A place is `lat` and `long`, an `address_string` or an `address_id`. `device_id` and
    `account_id` are not kept, and `media_url` is never fetched.
    """

    model_config = ConfigDict(extra="ignore")

    api_key: str = ""
    jurisdiction_id: str = ""
    service_code: str = ""
    lat: str = ""
    long: str = ""
    address_string: str = ""
    address_id: str = ""
    email: str = ""
    device_id: str = ""
    account_id: str = ""
    first_name: str = ""
    last_name: str = ""
    phone: str = ""
    description: str = ""
    media_url: str = ""
    attribute: dict[str, list[str]] = Field(default_factory=dict)

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, data: Any) -> Any:
        """Gather the answers into one mapping."""
        if not isinstance(data, dict) or "attribute" in data:
            return data
        answers = dict[str, list[Any]]()
        for name, value in data.items():
            if found := _ANSWER.fullmatch(name):
                given = value if isinstance(value, list) else [value]
                answers.setdefault(found[1], []).extend(given)
        return data | {"attribute": answers}


def complaint(report: Open311Report, chosen: Category, app: str, lang: str) -> ComplaintRequest:
    """Return the complaint that an app's report asks for. Raises RefusedError with every fault.

    The same report of the same app is the same complaint: it has no request id of its own.
    """
    said = {
        "rid": hashlib.sha256(f"{app}\n{report.model_dump_json()}".encode()).hexdigest()[:32],
        "lang": lang,
        "category": chosen.id,
        "lat": report.lat,
        "long": report.long,
        "address": report.address_string,
        "address_id": report.address_id,
        "description": report.description.strip() or pick(chosen.name, lang)[0],
        "attributes": report.attribute,
        "name": f"{report.first_name} {report.last_name}".strip(),
        "email": report.email,
        "phone": _phone(report.phone),
        "may_publish": True,
        "consent": True,
    }
    try:
        asked = ComplaintRequest.model_validate(said)
        filing.check(asked)
    except ValidationError as error:
        wrong = map(body.field_error, error.errors(include_input=False))
        raise RefusedError(*faults(wrong, lang, chosen)) from None
    except InvalidInputError as error:
        raise RefusedError(*faults(error.fields, lang, chosen)) from None
    return asked


def faults(
    wrong: Iterable[FieldError], lang: str, chosen: Category | None = None
) -> Iterator[Fault]:
    """Yield what is wrong in the words of GeoReport: by its own names of the fields."""
    questions = {one.code: one.description for one in chosen.attributes} if chosen else {}
    for one in wrong:
        answer, name = _ANSWER.fullmatch(one.name), _NAMES.get(one.name, one.name)[:VALUE]
        if answer and one.code == "missing":
            asked = pick(questions[answer[1]], lang)[0]
            yield fault(400, lang, "attribute", name=answer[1], question=asked)
        else:
            most = dict(one.params).get("max_length", 0)
            yield fault(400, lang, _WORDS.get(one.code, "value"), name=name, most=most)


def _phone(typed: str) -> str:
    """Return a telephone number, or nothing if it cannot be read: apps send all kinds."""
    try:
        return contact.phone(typed, load().complaints.get("phone_trunk", {}))
    except ValueError:
        return ""
