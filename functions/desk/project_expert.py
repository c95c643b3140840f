"""What stands for an expert in one project: no name, and nothing outside of that project."""

from __future__ import annotations

import hashlib
import hmac

from functions.desk.project_case import Case
from functions.participants.own import own_keys
from functions.projects.project import name_of

TAG_HEX = 24


def tag_of(case: Case) -> str:
    """Return the signed-in official's tag as an expert: one GetItem, or none."""
    key = own_keys(name_of(case.facts.id)).tag
    told = f"expert/v1\n{case.who.sub}".encode()
    return hmac.new(key, told, hashlib.sha256).hexdigest()[:TAG_HEX]
