"""The documents of GeoReport v2 as JSON Schemas, written from the specification's field lists."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
MAYBE_TEXT: Schema = {"type": ["string", "null"]}
MAYBE_NUMBER: Schema = {"type": ["number", "null"]}
MOMENT: Schema = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)$",
}


def exactly(properties: Schema, *optional: str) -> Schema:
    """Return an object that has these properties and no other."""
    required = [name for name in properties if name not in optional]
    return {
        "type": "object",
        "properties": properties,
        "required": required,
        "additionalProperties": False,
    }


def several(items: Schema, least: int = 0) -> Schema:
    return {"type": "array", "items": items, "minItems": least}


ENDPOINT = exactly(
    {
        "specification": {"const": "http://wiki.open311.org/GeoReport_v2"},
        "url": {"type": "string", "pattern": r"^https?://.+[^/]$"},
        "changeset": MOMENT,
        "type": {"enum": ["production", "test"]},
        "formats": several({"enum": ["text/xml", "application/json"]}, 2),
    }
)
DISCOVERY = exactly(
    {
        "changeset": MOMENT,
        "contact": TEXT,
        "key_service": TEXT,
        "endpoints": several(ENDPOINT, 2),
    }
)
SERVICES = several(
    exactly(
        {
            "service_code": TEXT,
            "service_name": TEXT,
            "description": TEXT,
            "metadata": {"type": "boolean"},
            "type": {"enum": ["realtime", "batch", "blackbox"]},
            "keywords": {"type": "string"},
            "group": {"type": "string"},
        }
    ),
    1,
)
_DATATYPES = ("string", "number", "datetime", "text", "singlevaluelist", "multivaluelist")
DEFINITION = exactly(
    {
        "service_code": TEXT,
        "attributes": several(
            exactly(
                {
                    "variable": {"type": "boolean"},
                    "code": TEXT,
                    "datatype": {"enum": list(_DATATYPES)},
                    "required": {"type": "boolean"},
                    "datatype_description": MAYBE_TEXT,
                    "order": {"type": "integer", "minimum": 1},
                    "description": TEXT,
                    "values": several(exactly({"key": TEXT, "name": TEXT}), 1),
                },
                "values",
            )
        ),
    }
)
REQUEST = {
    "service_request_id": TEXT,
    "status": {"enum": ["open", "closed"]},
    "status_notes": MAYBE_TEXT,
    "service_name": TEXT,
    "service_code": TEXT,
    "description": {"type": ["string", "null"], "maxLength": 4000},
    "agency_responsible": MAYBE_TEXT,
    "service_notice": MAYBE_TEXT,
    "requested_datetime": MOMENT,
    "updated_datetime": MOMENT,
    "expected_datetime": MOMENT,
    "address": MAYBE_TEXT,
    "address_id": MAYBE_TEXT,
    "zipcode": MAYBE_TEXT,
    "lat": MAYBE_NUMBER,
    "long": MAYBE_NUMBER,
    "media_url": MAYBE_TEXT,
}
REQUESTS = several(exactly(REQUEST))
_CHOSEN = exactly({"key": TEXT, "name": TEXT})
EXTENDED = several(
    exactly(
        REQUEST
        | {
            "attributes": several(
                exactly({"code": TEXT, "label": TEXT, "values": several(_CHOSEN, 1)})
            ),
            "notes": several(
                exactly(
                    {
                        "datetime": MOMENT,
                        "description": MAYBE_TEXT,
                        "type": TEXT,
                        "agency_responsible": MAYBE_TEXT,
                    }
                )
            ),
            "extended_attributes": {"type": "object", "required": ["state", "url", "due_on"]},
        }
    )
)
TAKEN = {
    **several(
        exactly({"service_request_id": TEXT, "service_notice": TEXT, "account_id": MAYBE_TEXT}), 1
    ),
    "maxItems": 1,
}
TOKENS = several(exactly({"service_request_id": TEXT, "token": TEXT}), 1)
ERRORS = several(exactly({"code": {"type": "integer"}, "description": TEXT}), 1)
