"""A project's people by the service's API: participation codes, ideas, acts of officials."""

from __future__ import annotations

import secrets
from typing import Any

from infra.local import people
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from tests.e2e import api
from tests.e2e.conftest import Platform

ALMATY = "KZ-75"
BORN = 1990
LINK = "/participate/#"


def ask_code(platform: Platform, email: str) -> str:
    """Prove a mailbox and return the participation code that was mailed."""
    asked = {"email": email, "region": ALMATY, "born": BORN, "lang": "ru"}
    status, answer = api.post(platform, "/api/v1/passes", rid=secrets.token_hex(16), **asked)
    assert status == 202, answer
    return api.token(platform, email, LINK)


def take_part(platform: Platform, path: str, code: str, **fields: object) -> dict[str, Any]:
    """Act as a resident below /api/v1/ and return the answer."""
    rid = secrets.token_hex(16)
    status, answer = api.post(platform, f"/api/v1/{path}", code=code, rid=rid, lang="ru", **fields)
    assert status < 300, answer
    return answer


def propose(platform: Platform, project: int, code: str, title: str) -> int:
    """Propose an idea and return its number."""
    words = {"title": title, "text": "Это пример.", "consent": True}
    return int(take_part(platform, f"projects/{project}/ideas", code, **words)["idea"])


def official(platform: Platform, who: str, path: str, **fields: object) -> dict[str, Any]:
    """Send an act of the desk as an example official; `path` is below /api/v1/desk/."""
    person = people.named(people.DESK, who)
    assert person
    issuer = Issuer(platform.var / "keys", f"{platform.url}{LOGIN}")
    bearer = {"Authorization": f"Bearer {issuer.tokens(person)['access_token']}"}
    status, answer = api.call(f"{platform.url}/api/v1/desk/{path}", bearer, fields)
    assert status < 300, answer
    return answer


def publish_idea(platform: Platform, project: int, number: int) -> None:
    """Let a moderator publish an idea that was just proposed, and wait for its page."""
    rid = secrets.token_hex(16)
    path = f"projects/{project}/ideas/{number}/publish"
    official(platform, "moderator", path, rid=rid, seen=1, lang="ru")
    platform.wait(lambda: platform.has(f"/ru/projects/{project}/ideas/{number}/"))
