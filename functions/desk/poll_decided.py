"""What an act on a poll comes to: facts that change, and the line of the public history."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.desk.fields import Asked
from functions.desk.poll_case import Case
from functions.polls.poll import Line, What
from functions.shared.facts import Texts


@dataclass(frozen=True)
class Decided:
    """The changes to the facts; `told` goes into the answer."""

    changes: Mapping[str, Any]
    line: Line | None = None
    told: Mapping[str, Any] = field(default_factory=dict)


def line(
    case: Case, act: str, what: What, asked: Asked, *, text: Texts | None = None, **facts: Any
) -> Line:
    """Return the line of the history that an act leaves; it names the role."""
    role = case.role_for(act) or "platform"
    return Line(at=case.now, what=what, role=role, rid=asked.rid, text=text or {}, facts=facts)
