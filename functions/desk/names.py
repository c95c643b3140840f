"""Names of places, bodies and categories in every language, ready for a screen."""

from __future__ import annotations

from typing import Any

from functions.desk.case import Case
from functions.shared.content import load


def body_name(case: Case, body_id: str) -> dict[str, Any]:
    """Return {id, name} of a body; a rule set may name bodies of its own."""
    own = case.rules.bodies.get(body_id)
    name = own.name if own else load().bodies.get(body_id, {}).get("name", {})
    return {"id": body_id, "name": dict(name)}


def place_name(code: str) -> dict[str, Any]:
    """Return {code, name} of a jurisdiction."""
    return {"code": code, "name": load().jurisdictions.get(code, {}).get("name", {})}


def category_name(category_id: str) -> dict[str, Any]:
    """Return {id, name} of a category."""
    return {"id": category_id, "name": load().categories.get(category_id, {}).get("name", {})}
