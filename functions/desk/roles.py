"""Who may do what on the desk: roles come from the token, never from the request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

MODERATOR = "moderator"
CLERK = "clerk"
SUPERVISOR = "supervisor"
OPERATOR = "operator"
EXPERT = "expert"  # scores ideas of projects, and sees nothing else
ROLES = (MODERATOR, CLERK, SUPERVISOR, OPERATOR)

_TEXTS = (MODERATOR, SUPERVISOR)
_ANSWERS = (CLERK, SUPERVISOR)

MAY: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "publication": _TEXTS,
        "rejection": _TEXTS,
        "return": _TEXTS,
        "translation": _TEXTS,
        "note": (MODERATOR, CLERK, SUPERVISOR),
        "removal": (SUPERVISOR,),
        "restoration": (SUPERVISOR,),
        "response": _ANSWERS,
        "debate": _ANSWERS,
        "debate-outcome": _ANSWERS,
        "decision": _ANSWERS,
        "implementation": _ANSWERS,
        "extension": (SUPERVISOR, OPERATOR),
        "paper": _ANSWERS,
        "erasure": (SUPERVISOR,),
        "stop": (SUPERVISOR,),
    }
)
SEES_PETITIONER = (MODERATOR, SUPERVISOR)


@dataclass(frozen=True)
class Official:
    """A signed-in official: `sub` stays on the desk, only the role becomes public."""

    sub: str
    name: str
    roles: frozenset[str]

    @property
    def bodies(self) -> frozenset[str]:
        """The bodies this official answers for."""
        clerk = f"{CLERK}:"
        return frozenset(r.removeprefix(clerk) for r in self.roles if r.startswith(clerk))

    @property
    def sees_everything(self) -> bool:
        """A clerk sees only petitions of their own bodies; the other roles see all."""
        return bool(self.roles & {MODERATOR, SUPERVISOR, OPERATOR})


def official(claims: Mapping[str, object]) -> Official:
    """The official that the verified claims name; unknown roles are ignored."""
    roles = frozenset(role for role in listed(claims.get("roles")) if _known(role))
    sub = str(claims.get("sub", ""))
    return Official(sub=sub, name=str(claims.get("name", "")), roles=roles)


def listed(claim: object) -> tuple[str, ...]:
    """A claim as a list: JSON arrays and API Gateway's "[a b]" strings read the same."""
    if isinstance(claim, str):
        return tuple(claim.strip().removeprefix("[").removesuffix("]").replace(",", " ").split())
    if isinstance(claim, Iterable):
        return tuple(str(part) for part in claim)
    return ()


def role_for(who: Official, act: str, bodies: Iterable[str]) -> str | None:
    """The role in which `who` may do `act` for one of `bodies`, or None if they may not."""
    for role in MAY.get(act, ()):
        if role == CLERK and who.bodies & set(bodies):
            return CLERK
        if role in who.roles:
            return role
    return None


def acts_for(who: Official, bodies: Iterable[str]) -> tuple[str, ...]:
    """Every act that `who` may do for `bodies`, in the order of the table above."""
    answering = tuple(bodies)
    return tuple(act for act in MAY if role_for(who, act, answering))


def _known(role: str) -> bool:
    return role in (MODERATOR, SUPERVISOR, OPERATOR, EXPERT) or role.startswith(f"{CLERK}:")
