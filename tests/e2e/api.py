"""What people do, by the service's API: quicker where the browser is not the point."""

from __future__ import annotations

import json
import re
import secrets
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from infra.local import people
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from tests.e2e.conftest import Platform

STALE_SECONDS = 20
JSON = {"Content-Type": "application/json"}


def post(platform: Platform, path: str, **fields: object) -> tuple[int, dict[str, Any]]:
    """Send JSON and return status and answer, a refusal's too."""
    return _send(Request(platform.url + path, json.dumps(fields).encode(), JSON))


def act(
    platform: Platform, number: int, who: str, name: str, **fields: object
) -> tuple[int, dict[str, Any]]:
    """Do one act of the desk as an example official, who has seen the petition as it is now."""
    person = people.named(people.DESK, who)
    assert person
    issuer = Issuer(platform.var / "keys", f"{platform.url}{LOGIN}")
    bearer = {"Authorization": f"Bearer {issuer.tokens(person)['access_token']}"}
    address = f"{platform.url}/api/v1/desk/petitions/{number}"
    status, seen = _send(Request(address, headers=bearer))
    assert status == 200, seen
    asked = {"rid": secrets.token_hex(16), "seen": seen["version"], "lang": "ru"} | fields
    return _send(Request(f"{address}/{name}", json.dumps(asked).encode(), JSON | bearer))


def call(
    address: str, headers: dict[str, str], fields: dict[str, object]
) -> tuple[int, dict[str, Any]]:
    """Send JSON with more headers and return status and answer."""
    return _send(Request(address, json.dumps(fields).encode(), JSON | headers))


def _send(request: Request) -> tuple[int, dict[str, Any]]:
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
    """Press the button of the newest confirmation mail to an address.

    A function may refuse for some seconds after the petition is opened: then it is asked again.
    """
    carried, answers = token(platform, to, "/confirm/#"), list[tuple[int, dict[str, Any]]]()

    def confirmed() -> bool:
        answers.append(post(platform, "/api/v1/confirmations", token=carried))
        return answers[-1][0] == 200

    platform.wait(confirmed, STALE_SECONDS)
    return answers[-1][1]


def form(platform: Platform, email: str, **fields: object) -> dict[str, object]:
    """Return the form of a petition under the quick rules."""
    rules = (platform.root / "content/rules/quick.yml").read_text("utf-8")
    version = re.search(r"^version: (\S+)", rules, re.M)
    assert version
    filled = {
        "rule_set": f"quick@{version[1]}",
        "jurisdiction": "KZ",
        "body": "government",
        "category": "economy",
        "title": "Пример: петиция",
        "background": "Это пример.",
        "name": "Example Petitioner",
        "email": email,
        "consent": True,
        "lang": "ru",
    }
    return filled | fields


def start(platform: Platform, email: str, **fields: object) -> int:
    """Start a petition under the quick rules and confirm it; return its number."""
    status, answer = post(platform, "/api/v1/petitions", **form(platform, email, **fields))
    assert status == 202, answer
    confirm(platform, email)
    return int(answer["petition"])


def support(platform: Platform, petitioner: str) -> None:
    """Let two sponsors support the petition of somebody, and wait until moderators have it."""
    link = f"{platform.url}/ru/petitions/sponsor/#"
    link += token(platform, petitioner, "/petitions/sponsor/#")
    for one in range(2):
        email = f"sponsor-{one}-of-{petitioner}"
        filled = {"name": "Example", "email": email, "consent": True, "lang": "ru"}
        status, answer = post(platform, "/api/v1/petitions/0/sponsors", link=link, **filled)
        assert status == 202, answer
        confirm(platform, email)
    platform.mail(petitioner, "модерацию")


def sign(platform: Platform, number: int, email: str, **fields: object) -> dict[str, Any]:
    """Sign a petition and confirm it, asking again as `confirm` does; return the receipt."""
    filled = {"name": "Example Signer", "email": email, "consent": True, "lang": "ru"} | fields
    path = f"/api/v1/petitions/{number}/signatures"
    platform.wait(lambda: post(platform, path, **filled)[0] == 202, STALE_SECONDS)
    return confirm(platform, email)


def count(platform: Platform, number: int) -> int:
    """Return the published count of a petition."""
    read = platform.fetch(f"/petitions/{number}/count.json")
    return int(read["signature_count"]) if read else -1
