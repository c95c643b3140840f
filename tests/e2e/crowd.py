"""People who sign over HTTP without a browser, many at once."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from infra.local import signers
from tests.e2e.conftest import Platform

MOST_AT_ONCE = 200
ANSWER_SECONDS = 120
Given = TypeVar("Given")
Found = TypeVar("Found")


def together(call: Callable[[Given], Found], values: Iterable[Given]) -> list[Found]:
    """Call for every value at the same time and return what each call returned."""
    with ThreadPoolExecutor(MOST_AT_ONCE) as pool:
        return list(pool.map(call, values))


def post(platform: Platform, path: str, body: object, bearer: str = "") -> tuple[int, Any]:
    """Post JSON; return the status and the JSON of the answer."""
    headers = {"content-type": "application/json", "accept": "application/json"}
    if bearer:
        headers["authorization"] = f"Bearer {bearer}"
    request = Request(platform.url + path, json.dumps(body).encode(), headers)
    try:
        with urlopen(request, timeout=ANSWER_SECONDS) as answer:
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)


def ask(platform: Platform, petition: int, email: str, *, proof: bool = False) -> int:
    """Ask to sign and return the status; with a proof of work there may be more than one mail."""
    form = {
        "rid": secrets.token_hex(16),
        "lang": "en",
        "name": "Example Signer",
        "email": email,
        "region": signers.REGION,
        "consent": True,
        "proof": _proof(platform, petition, email) if proof else "",
    }
    return post(platform, f"/api/v1/petitions/{petition}/signatures", form)[0]


def _proof(platform: Platform, petition: int, email: str) -> str:
    return signers.proof(petition, email, signers.Platform(platform.url).proof_bits)


def tokens(platform: Platform, ending: str, count: int) -> list[str]:
    """Wait for so many mails to addresses with an ending, and return the tokens of their links."""
    found: list[str] = []

    def arrived() -> bool:
        links = [
            link
            for mail in platform.fetch("/_local/outbox.json") or []
            for link in mail["links"]
            if mail["to"].endswith(ending) and "/confirm/#" in link
        ]
        found[:] = [link.partition("#")[2] for link in links]
        return len(found) >= count

    platform.wait(arrived)
    return found


def confirm(platform: Platform, token: str) -> str:
    """Press the button of a mailed link and return what is said: counted, already, ..."""
    status, answer = post(platform, "/api/v1/confirmations", {"token": token, "lang": "en"})
    assert status == 200, answer
    return str(answer["state"])
