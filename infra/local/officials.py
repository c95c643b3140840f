"""Example officials at work: acts on the desk, as the HTTP requests that the desk's page sends."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from functions.shared import keys, table
from infra.local import events, routes, template
from infra.local.bearer import as_text
from infra.local.context import Context
from infra.local.errors import StartError
from infra.local.events import Request
from infra.local.routes import Router


class Desk:
    """Sends acts on petitions to the functions behind their routes."""

    def __init__(self) -> None:
        self._router = Router(routes.read(template.resources()))
        self._acts = 0

    def act(self, petition_id: int, name: str, body: dict[str, Any], role: str) -> None:
        """Do one act in a role. Raises StartError with the function's own words if refused."""
        self._acts += 1
        item = table.get("core", keys.petition(petition_id)) or {}
        rid = hashlib.sha256(f"example/{petition_id}/{self._acts}".encode()).hexdigest()[:32]
        sent = {**body, "rid": rid, "seen": item.get("version", 1), "lang": "en"}
        answer = self._post(f"/api/v1/desk/petitions/{petition_id}/{name}", sent, role)
        if answer.status != 200:
            said = answer.body.decode("utf-8", "replace")
            raise StartError(f"example {petition_id}: {name} was refused: {said}")

    def _post(self, path: str, sent: dict[str, Any], role: str) -> events.Answer:
        match = self._router.match("POST", path)
        if match is None:
            raise StartError(f"the template has no route for {path}")
        body = json.dumps(sent, ensure_ascii=False, default=str).encode()
        headers = [("content-type", "application/json"), ("host", "localhost")]
        request = Request("POST", path, "", headers, "127.0.0.1", body=body)
        claims = as_text({"sub": f"example-{role}", "name": "Example", "roles": [_plain(role)]})
        context = Context(match.route.function, match.route.timeout_seconds)
        event = events.event(request, match, claims)
        return events.answer(routes.load(match.route.handler)(event, context))


def _plain(role: str) -> str:
    """Return the role of a second person in it: `moderator/2` is a moderator."""
    return role.partition("/")[0]
