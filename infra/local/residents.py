"""Example residents: what people send to polls and projects, each with a participation code."""

from __future__ import annotations

import hashlib
import json
from http import HTTPStatus
from typing import Any

from functions.participants import participant
from functions.participants.participant import Assurance, Participant
from infra.local import events, routes, template
from infra.local.bearer import as_text
from infra.local.context import Context
from infra.local.errors import StartError
from infra.local.events import Request
from infra.local.routes import Router

BORN = 1980


def resident(
    scope: str, number: int, region: str = "", assurance: Assurance = "email"
) -> Participant:
    """Return somebody who does not exist: no mailbox, no name, of age, living in `region`."""
    born = BORN + number % 20
    ident = f"example:{scope}/{number}"
    return Participant(ident=ident, assurance=assurance, region=region, born=born, lang="ru")


def code(who: Participant) -> str:
    """Return a participation code of an example resident."""
    return participant.seal(who)


class Counter:
    """Sends requests to the functions behind their routes, as the front does, and reads answers."""

    def __init__(self) -> None:
        self._router = Router(routes.read(template.resources()))
        self._sent = 0

    def rid(self) -> str:
        """Return a request id that the next start would give again."""
        self._sent += 1
        return hashlib.sha256(f"example/participation/{self._sent}".encode()).hexdigest()[:32]

    def send(
        self, path: str, body: dict[str, Any], role: str = "", lang: str = "ru"
    ) -> dict[str, Any]:
        """Post JSON, as an official if a role is named. Raises StartError with the refusal."""
        match = self._router.match("POST", path)
        if match is None:
            raise StartError(f"the template has no route for {path}")
        sent = {"rid": self.rid(), "lang": lang, **body}
        data = json.dumps(sent, ensure_ascii=False, default=str).encode()
        headers = [("content-type", "application/json"), ("host", "localhost")]
        context = Context(match.route.function, match.route.timeout_seconds)
        request = Request("POST", path, "", headers, "127.0.0.1", body=data)
        event = events.event(request, match, _claims(role) if role else None)
        answer = events.answer(routes.load(match.route.handler)(event, context))
        told = answer.body.decode("utf-8", "replace")
        if answer.status >= HTTPStatus.BAD_REQUEST:
            raise StartError(f"example: {path} was refused: {told}")
        found: dict[str, Any] = json.loads(told)
        return found


def _claims(role: str) -> dict[str, Any]:
    """Return an official's claims; the second person in a role is written `expert/2`."""
    plain = role.partition("/")[0]
    return as_text({"sub": f"example-{role}", "name": "Example", "roles": [plain]})
