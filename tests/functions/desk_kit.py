"""Officials at work in tests: their claims, their requests, and what they read back."""

from __future__ import annotations

from typing import Any, Protocol

from functions.desk import answer, manage, moderate, queue
from functions.shared import keys, table
from tests.conftest import Answer

HANDLERS = {
    **dict.fromkeys(
        ("publication", "rejection", "return", "translation", "removal", "restoration", "note"),
        moderate.handler,
    ),
    **dict.fromkeys(
        ("response", "debate", "debate-outcome", "decision", "implementation"), answer.handler
    ),
    **dict.fromkeys(("extension", "paper", "erasure", "stop"), manage.handler),
}
TEXTS = {"ru": "Пример", "kk": "Мысал"}
BODIES: dict[str, dict[str, Any]] = {
    "publication": {"checked": True},
    "rejection": {"code": "duplicate", "details": TEXTS},
    "return": {"reason": TEXTS},
    "translation": {"language": "kk", "title": "Мысал", "background": "Неге", "details": ""},
    "removal": {"code": "mistake"},
    "restoration": {},
    "response": {
        "body": "government",
        "responded_on": "2026-09-30",
        "summary": TEXTS,
        "details": TEXTS,
        "decision": "partly",
    },
    "debate": {"kind": "hearing", "on": "2026-10-05"},
    "debate-outcome": {"kind": "hearing", "on": "2026-09-30", "overview": TEXTS},
    "decision": {"body": "government", "kind": "accepted", "details": TEXTS},
    "implementation": {"on": "2026-09-30", "title": TEXTS, "done": True},
    "extension": {"minutes": 90, "reason": TEXTS},
    "paper": {"count": 3, "received_on": "2026-09-29"},
    "erasure": {"confirm": 1},
    "stop": {"reason": TEXTS},
}


class Do(Protocol):
    """Sends one act."""

    def __call__(self, act: str, roles: str = ..., **more: Any) -> Answer: ...


def claims(roles: str, sub: str = "official-1") -> dict[str, str]:
    """Return claims as API Gateway hands them on: lists are "[a b]"."""
    return {"sub": sub, "name": "Example Official", "roles": f"[{roles}]"}


def rid(number: int) -> str:
    """Return a request id."""
    return f"{number:032x}"


def doer(send: Any) -> Do:
    """Return a function that sends acts on petition 1, each with a new request id."""
    sent = iter(range(1, 1_000))

    def do(
        act: str,
        roles: str = "moderator supervisor clerk:government operator",
        *,
        sub: str = "official-1",
        number: int = 1,
        seen: int | None = None,
        id_: str = "",
        **fields: Any,
    ) -> Answer:
        body = {**BODIES.get(act, {}), "rid": id_ or rid(next(sent)), "lang": "en", **fields}
        if act != "note":
            body["seen"] = version(number) if seen is None else seen
        path = f"/api/v1/desk/petitions/{number}/{act}"
        answered: Answer = send(HANDLERS[act], "POST", path, body, claims=claims(roles, sub))
        return answered

    return do


def look(send: Any, path: str, roles: str = "moderator", **query: str) -> Answer:
    """GET something of the desk."""
    answered: Answer = send(
        queue.handler, "GET", f"/api/v1/desk/{path}", claims=claims(roles), query=query or None
    )
    return answered


def version(number: int = 1) -> int:
    """Return the version of a stored petition."""
    item = table.get("core", keys.petition(number))
    return int(item["version"]) if item else 1


def events(number: int = 1) -> list[dict[str, Any]]:
    """Return the public history, oldest first."""
    return list(table.query("core", "pk", f"PETITION#{number}", begins="EVENT#"))


def requested(number: int = 1) -> list[dict[str, Any]]:
    """Return what was asked of the log, by key."""
    return [item["e"] for item in table.query("signatures", "pk", f"LOG#{number}")]
