"""What people do, by the service's API: quicker where the browser is not the point."""

from __future__ import annotations

import json
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.e2e.conftest import Platform


def post(platform: Platform, path: str, **fields: object) -> tuple[int, dict[str, Any]]:
    """Send JSON and return status and answer, a refusal's too."""
    body = json.dumps(fields).encode()
    request = Request(platform.url + path, body, {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=30) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def token(platform: Platform, to: str, part: str) -> str:
    """Wait for a mail that links to a page, and return the newest link's token."""
    found: list[str] = []

    def arrived() -> bool:
        links = (link for mail in platform.mails(to) for link in mail["links"])
        found[:] = [link.partition("#")[2] for link in links if part in link]
        return bool(found)

    platform.wait(arrived)
    return found[0]


def confirm(platform: Platform, to: str) -> dict[str, Any]:
    """Press the button of the newest confirmation mail to an address."""
    carried = token(platform, to, "/confirm/#")
    status, answer = post(platform, "/api/v1/confirmations", token=carried)
    assert status == 200, answer
    return answer


def sign(platform: Platform, number: int, email: str, **fields: object) -> dict[str, Any]:
    """Sign a petition and confirm it; return the receipt.

    A function may refuse for some seconds after the petition is opened: then it is asked again.
    """
    form = {"name": "Example Signer", "email": email, "consent": True, "lang": "ru"} | fields
    path = f"/api/v1/petitions/{number}/signatures"
    platform.wait(lambda: post(platform, path, **form)[0] == 202, 20)
    return confirm(platform, email)


def count(platform: Platform, number: int) -> int:
    """Return the published count of a petition."""
    read = platform.fetch(f"/petitions/{number}/count.json")
    return int(read["signature_count"]) if read else -1
