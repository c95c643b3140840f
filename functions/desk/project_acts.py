"""The table of acts on a project: what each takes and needs, who may do it, and when. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from functions.desk import project_roles
from functions.desk.project_asked import Facts, ProjectAct
from functions.desk.project_case import Case
from functions.projects.stages import Phase

_STAFF = ("clerk", "supervisor")
_LIVE = frozenset({Phase.ANNOUNCED, Phase.RUNNING})
_PUBLIC = _LIVE | {Phase.ENDED}
_FACTS = frozenset(Facts.model_fields)


@dataclass(frozen=True)
class Act:
    """What an act needs and may take, in which phases, and in which kinds of stages (none: any)."""

    needs: frozenset[str]
    takes: frozenset[str]
    phases: frozenset[Phase]
    kinds: frozenset[str] = frozenset()
    roles: tuple[str, ...] = _STAFF


def _act(
    needs: str = "", takes: str = "", phases: frozenset[Phase] = _PUBLIC, kinds: str = ""
) -> Act:
    needed = frozenset(needs.split())
    return Act(needed, needed | frozenset(takes.split()), phases, frozenset(kinds.split()))


ACTS: Mapping[str, Act] = MappingProxyType(
    {
        "edit": Act(frozenset(), _FACTS, frozenset({Phase.DRAFT})),
        "translate": _act("", "title problem aims fixed"),
        "publish": _act(phases=frozenset({Phase.DRAFT})),
        "discard": _act(phases=frozenset({Phase.DRAFT})),
        "stop": _act("text", phases=_LIVE),
        "extend": _act("stage until text", phases=frozenset({Phase.RUNNING})),
        "finish": _act("stage", "text", phases=frozenset({Phase.RUNNING})),
        "publish_protocol": _act("stage text", "url"),
        "reply": _act("article text", kinds="discussion decision"),
        "comment": _act("about text", "parent"),
        "select": _act("stage", "ideas text", kinds="review"),
        "put_to_vote": _act("question opens_at closes_at", "ideas text", kinds="review vote"),
        "follow_vote": _act(),
        "decide": _act("text", "winners fallback", kinds="decision"),
        "find_impossible": _act("idea text"),
    }
)


def may(case: Case) -> list[str]:
    """Return the acts that this official may do on a project now."""
    return [name for name in ACTS if role_for(case, name) and fits(case, name)]


def role_for(case: Case, name: str) -> project_roles.Role | None:
    """Return the role in which an official may do an act."""
    return project_roles.role_for(case.who, ACTS[name].roles, case.responsible)


def fits(case: Case, name: str) -> bool:
    """Tell whether an act fits the phase and the stage."""
    act = ACTS[name]
    if case.stand.phase not in act.phases:
        return False
    return not act.kinds or (case.rule is not None and case.rule.kind in act.kinds)


def wrong_fields(name: str, asked: ProjectAct) -> tuple[list[str], list[str]]:
    """Return (missing, unknown) fields of an act."""
    act, given = ACTS[name], asked.given()
    return sorted(act.needs - given), sorted(given - act.takes)
