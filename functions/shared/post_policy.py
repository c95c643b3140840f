"""The signed form by which a browser sends a file past the functions, as this machine checks it.

In the cloud the object store itself signs and checks such forms (S3's POST policy); on one machine
the front does, by the same rules: every field but the signature is named in the policy, the key and
the type are exact, the size is within its range, and the policy ends after some minutes.
"""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hmac
import json
from collections.abc import Mapping
from typing import Any, Literal

from functions.shared import clock, crypto

PATH = "/_local/uploads/"
SIGNED = ("policy", "signature")
Refusal = Literal["AccessDenied", "EntityTooSmall", "EntityTooLarge"]


def sign(fields: Mapping[str, str], *, most_bytes: int, seconds: int) -> dict[str, str]:
    """Return the fields with a policy that names each of them, and its signature."""
    ends = clock.now() + dt.timedelta(seconds=seconds)
    policy = {
        "expiration": clock.text(ends),
        "conditions": [{n: v} for n, v in fields.items()]
        + [["content-length-range", 1, most_bytes]],
    }
    packed = base64.b64encode(json.dumps(policy).encode()).decode()
    return {**fields, "policy": packed, "signature": _signature(packed)}


def refusal(fields: Mapping[str, str], size: int) -> Refusal | None:
    """Return why a form with these fields and a file of `size` bytes is refused, if it is."""
    policy = _opened(fields)
    if policy is None or clock.parse(policy["expiration"]) < clock.now():
        return "AccessDenied"
    exact: dict[str, str] = {}
    least, most = 0, 0
    for condition in policy["conditions"]:
        if isinstance(condition, dict):
            exact |= condition
        else:
            _, least, most = condition
    if {name: value for name, value in fields.items() if name not in SIGNED} != exact:
        return "AccessDenied"
    if size < least:
        return "EntityTooSmall"
    return "EntityTooLarge" if size > most else None


def _opened(fields: Mapping[str, str]) -> dict[str, Any] | None:
    packed, signature = fields.get("policy", ""), fields.get("signature", "")
    if not hmac.compare_digest(_signature(packed).encode(), signature.encode()):
        return None
    try:
        policy: dict[str, Any] = json.loads(base64.b64decode(packed))
    except (ValueError, binascii.Error):
        return None
    return policy


def _signature(packed: str) -> str:
    return hmac.digest(crypto.derived_key("post-policy"), packed.encode(), "sha256").hex()
