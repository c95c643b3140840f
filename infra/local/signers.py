"""The signers of a replay: each asks to sign, reads the mail and presses the button, over HTTP."""

from __future__ import annotations

import hashlib
import itertools
import json
import time
from datetime import UTC, datetime
from functools import cached_property
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, Request, build_opener

from infra.local.errors import StartError

LOOPBACK = ("localhost", "127.0.0.1", "::1")
TRIES = 60
PAUSE_SECONDS = 1.0
TIMEOUT_SECONDS = 15
MAIL_SECONDS = 180
REGION = "KZ-75"


class Platform:
    """The platform on this machine; no other host is ever asked. Raises StartError for one."""

    def __init__(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.scheme != "http" or parts.hostname not in LOOPBACK:
            raise StartError(f"a replay signs on this machine only, not at {address}")
        self.address = f"http://{parts.netloc}"
        self._open = build_opener(ProxyHandler({})).open

    @cached_property
    def proof_bits(self) -> int:
        """The zero bits that the platform asks of a proof of work."""
        return int(self.get("/config.json")["proof_of_work_bits"])

    def get(self, path: str) -> Any:
        """Return the JSON at a path."""
        return self._ask(Request(f"{self.address}{path}"))  # noqa: S310  loopback, checked above

    def post(self, path: str, body: dict[str, object]) -> Any:
        """Post JSON and return the JSON of the answer."""
        headers = {"content-type": "application/json", "accept": "application/json"}
        data = json.dumps(body).encode()
        return self._ask(Request(f"{self.address}{path}", data, headers))  # noqa: S310

    def _ask(self, request: Request) -> Any:
        """Ask until there is an answer: the platform may be starting again. Raises StartError."""
        for _ in range(TRIES):
            try:
                with self._open(request, timeout=TIMEOUT_SECONDS) as answer:
                    return json.load(answer)
            except HTTPError as error:
                if error.code < 500:
                    said = error.read(400).decode("utf-8", "replace")
                    raise StartError(f"{request.selector}: {error.code} {said}") from None
            except (OSError, HTTPException):
                pass
            time.sleep(PAUSE_SECONDS)
        raise StartError("the platform does not answer; start it and replay on: nothing is lost")


def sign(platform: Platform, petition: int, run: str, number: int) -> str:
    """Sign once as one signer and return the platform's word: counted, or already."""
    email = f"signer-{run}-{number}@replay.example"
    mail = _mail(platform, email)
    if mail is None:
        platform.post(
            f"/api/v1/petitions/{petition}/signatures",
            _form(petition, run, number, email, platform.proof_bits),
        )
    return _confirm(platform, email)


def _form(petition: int, run: str, number: int, email: str, bits: int) -> dict[str, object]:
    return {
        "rid": f"replay-{run}-{number}",
        "lang": "en",
        "name": f"Replayed signer {number}",
        "email": email,
        "region": REGION,
        "show": "hidden",
        "notify": False,
        "consent": True,
        "proof": proof(petition, email, bits),
        "website": "",
    }


def _confirm(platform: Platform, email: str) -> str:
    ends = time.monotonic() + MAIL_SECONDS
    while time.monotonic() < ends:
        link = _mail(platform, email)
        if link:
            token = link.partition("#")[2]
            answer = platform.post("/api/v1/confirmations", {"token": token, "lang": "en"})
            return str(answer["state"])
        time.sleep(PAUSE_SECONDS)
    raise StartError(f"no mail came for {email} in {MAIL_SECONDS} s")


def _mail(platform: Platform, email: str) -> str | None:
    """Return the confirmation link of the newest mail to an address."""
    for mail in platform.get(f"/_local/outbox.json?to={email}&limit=3"):
        for link in mail["links"]:
            if "/confirm/#" in link:
                return str(link)
    return None


def proof(petition: int, email: str, bits: int) -> str:
    """Return a proof of work for this hour, with so many zero bits: about 2^bits hashes."""
    hour = datetime.now(UTC).strftime("%Y-%m-%dT%H")
    start = hashlib.sha256(f"dauys-pow/v1\n{petition}\n{email}\n{hour}\n".encode())
    for nonce in itertools.count():
        tried = start.copy()
        tried.update(str(nonce).encode())
        if int.from_bytes(tried.digest()[:4]) >> (32 - bits) == 0:
            return f"{hour}.{nonce}"
    raise AssertionError("counting never ends")
