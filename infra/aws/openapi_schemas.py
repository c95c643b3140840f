"""The shapes of answers that no model of the functions holds."""

from __future__ import annotations

from typing import Any

Document = dict[str, Any]

SCHEMAS: Document = {
    "Pending": {
        "type": "object",
        "description": "Taken; a mail is on its way. The same for an address that signed already.",
        "required": ["state"],
        "properties": {
            "state": {"const": "pending"},
            "petition": {"type": "integer"},
            "uploads": {"type": "string", "description": "Permit to add files, if any may be"},
        },
    },
    "Receipt": {
        "type": "object",
        "description": (
            "What a signer may keep: the entry that the public log will hold, the salt that ties "
            "it to the signer, and the signed promise by when it will be there."
        ),
        "required": ["state", "petition"],
        "properties": {
            "state": {
                "enum": ["counted", "already", "late", "sponsor", "petition", "copetitioner"]
            },
            "petition": {"type": "integer"},
            "entry": {"type": "string"},
            "salt": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
            "promise": {"type": "string"},
            "included_by": {"type": "string", "format": "date-time"},
            "withdrawal": {"type": "string"},
            "sponsor_link": {"type": "string"},
        },
    },
    "BallotReceipt": {
        "type": "object",
        "description": (
            "What a voter may keep: the entry that the public log will hold, and the signed "
            "promise by when. It shows that the ballot is in, and cannot show what it says."
        ),
        "required": ["poll", "state", "n", "left", "entry", "promise", "included_by"],
        "properties": {
            "poll": {"type": "integer"},
            "state": {"enum": ["counted", "changed"]},
            "n": {"type": "integer", "description": "Which of one's ballots; the last counts"},
            "left": {"type": "integer", "description": "How often it may still be changed"},
            "entry": {"type": "string"},
            "promise": {"type": "string"},
            "included_by": {"type": "string", "format": "date-time"},
        },
    },
    "GeoReportErrors": {
        "type": "array",
        "description": "What is wrong, in the words of Open311 GeoReport v2.",
        "items": {
            "type": "object",
            "required": ["code", "description"],
            "properties": {"code": {"type": "integer"}, "description": {"type": "string"}},
        },
    },
    "Problem": {
        "type": "object",
        "description": "A refusal (RFC 9457), in the reader's language; it repeats no input.",
        "required": ["type", "title", "status", "code", "errors"],
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "code": {"type": "string"},
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "required": ["name", "code", "detail"],
                    "properties": {
                        "name": {"type": "string"},
                        "code": {"type": "string"},
                        "detail": {"type": "string"},
                    },
                },
            },
        },
    },
}
