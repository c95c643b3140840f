"""GeoReport v2: the discovery document, the services and their definitions, from the content.

A category that is not filed here (an emergency, a court) is no service: nobody may report it
through an app.
"""

from __future__ import annotations

import datetime as dt

from functions.complaints.category import Attribute, Category, categories
from functions.complaints.georeport import DISCOVERY_TYPES, SPECIFICATION, Value
from functions.complaints.open311_endpoint import address
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import pick, t

LISTS = ("singlevaluelist", "multivaluelist")
KEYWORDS_APART = ", "


def discovery(lang: str, changed_at: dt.datetime) -> Value:
    """Return the discovery document; `changed_at` is when the endpoints last changed."""
    changeset, government = clock.text(changed_at), load().government
    guide = f"{settings().site_url}/{lang}/open311/"
    return {
        "changeset": changeset,
        "contact": t(lang, "open311.contact", email=str(government["contact_email"]), page=guide),
        "key_service": t(lang, "open311.key_service", page=guide),
        "endpoints": [
            {
                "specification": SPECIFICATION,
                "url": address(one),
                "changeset": changeset,
                "type": "test" if government.get("example") else "production",
                "formats": list(DISCOVERY_TYPES.values()),
            }
            for one in _default_first()
        ],
    }


def filed() -> dict[str, Category]:
    """Return the categories that are services, by code."""
    return {code: one for code, one in categories().items() if one.is_filed_here}


def services(lang: str) -> Value:
    """Return the list of services."""
    return [_service(one, lang) for one in filed().values()]


def definition(category: Category, lang: str) -> Value:
    """Return a service's definition; one without questions has an empty list of attributes."""
    asked = [_attribute(one, n, lang) for n, one in enumerate(category.attributes, 1)]
    return {"service_code": category.id, "attributes": asked}


def _service(category: Category, lang: str) -> Value:
    words = (word.strip() for word in pick(category.keywords, lang)[0].split(","))
    return {
        "service_code": category.id,
        "service_name": pick(category.name, lang)[0],
        "description": pick(category.description, lang)[0],
        "metadata": bool(category.attributes),
        "type": "realtime",
        "keywords": KEYWORDS_APART.join(filter(None, words)),
        "group": t(lang, f"complaint_group.{category.group}"),
    }


def _attribute(one: Attribute, order: int, lang: str) -> Value:
    told: dict[str, Value] = {
        "variable": one.variable,
        "code": one.code,
        "datatype": one.datatype,
        "required": one.required,
        "datatype_description": pick(one.hint, lang)[0] or t(lang, f"open311.type.{one.datatype}"),
        "order": order,
        "description": pick(one.description, lang)[0],
    }
    if one.datatype in LISTS:
        values: list[Value] = [{"key": v.key, "name": pick(v.name, lang)[0]} for v in one.values]
        told["values"] = values
    return told


def _default_first() -> list[str]:
    default = load().default_language
    return sorted(load().languages, key=lambda lang: lang != default)
