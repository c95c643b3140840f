"""HTTP requests as API Gateway v2 events (payload format 2.0), and Lambda answers as HTTP."""

from __future__ import annotations

import base64
import json
import time
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from infra.local.routes import Match

EVENT_LIMIT_BYTES = 6 * 1024 * 1024

# API Gateway hands these bodies on as text and every other one, forms too, as base64.
TEXT_TYPES = ("text/", "application/json", "application/javascript", "application/xml")


@dataclass(frozen=True)
class Request:
    """One HTTP request; `path` is decoded and header names are lower case."""

    method: str
    path: str
    query: str
    headers: list[tuple[str, str]]
    source_ip: str
    source_port: int = 0
    version: str = "1.1"
    body: bytes = b""

    def header(self, name: str) -> str:
        """Return a header's values joined by a comma, or an empty text."""
        return ",".join(value for key, value in self.headers if key == name)


@dataclass(frozen=True)
class Answer:
    """One HTTP answer."""

    status: int
    headers: list[tuple[str, str]] = field(default_factory=list)
    body: bytes = b""


class TooLargeError(Exception):
    """The event is larger than Lambda takes."""


def event(request: Request, match: Match, claims: dict[str, str] | None) -> dict[str, Any]:
    """Return the event API Gateway would send; absent parts are absent keys.

    Raises TooLargeError past Lambda's 6 MB.
    """
    made: dict[str, Any] = {
        "version": "2.0",
        "routeKey": match.route.key,
        "rawPath": request.path,
        "rawQueryString": request.query,
        "headers": _headers(request),
        "requestContext": _context(request, match, claims),
        "isBase64Encoded": False,
    }
    made.update(_optional(request, match), **_body(request))
    if len(made.get("body", "")) > EVENT_LIMIT_BYTES:
        raise TooLargeError
    return made


def _joined(pairs: list[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for name, value in pairs:
        found[name].append(value)
    return {name: ",".join(values) for name, values in found.items()}


def _headers(request: Request) -> dict[str, str]:
    headers = _joined([pair for pair in request.headers if pair[0] != "cookie"])
    headers["cloudfront-viewer-address"] = f"{request.source_ip}:{request.source_port}"
    return headers


def _optional(request: Request, match: Match) -> dict[str, Any]:
    cookies = [part.strip() for part in request.header("cookie").split(";") if part.strip()]
    query = _joined(parse_qsl(request.query, keep_blank_values=True))
    found = {
        "cookies": cookies,
        "queryStringParameters": query,
        "pathParameters": match.parameters,
    }
    return {name: value for name, value in found.items() if value}


def _body(request: Request) -> dict[str, Any]:
    if not request.body:
        return {}
    if request.header("content-type").lower().startswith(TEXT_TYPES):
        try:
            return {"body": request.body.decode("utf-8")}
        except UnicodeDecodeError:
            pass
    return {"body": base64.b64encode(request.body).decode("ascii"), "isBase64Encoded": True}


def _context(request: Request, match: Match, claims: dict[str, str] | None) -> dict[str, Any]:
    now = time.time()
    host = request.header("host").partition(":")[0]
    context: dict[str, Any] = {
        "accountId": "000000000000",
        "apiId": "local",
        "domainName": host,
        "domainPrefix": host.partition(".")[0],
        "http": {
            "method": request.method,
            "path": request.path,
            "protocol": f"HTTP/{request.version}",
            "sourceIp": request.source_ip,
            "userAgent": request.header("user-agent"),
        },
        "requestId": uuid.uuid4().hex,
        "routeKey": match.route.key,
        "stage": "$default",
        "time": datetime.fromtimestamp(now, UTC).strftime("%d/%b/%Y:%H:%M:%S +0000"),
        "timeEpoch": int(now * 1000),
    }
    if claims is not None:
        context["authorizer"] = {"jwt": {"claims": claims, "scopes": None}}
    return context


def message(status: int, text: str) -> Answer:
    """Return an answer of API Gateway's own, such as 404 {"message":"Not Found"}."""
    return Answer(status, [("content-type", "application/json")], _json({"message": text}))


def answer(result: object) -> Answer:
    """Return the HTTP answer to what a function returned; a bare value is 200 with its JSON."""
    if not isinstance(result, dict) or "statusCode" not in result:
        return Answer(200, [("content-type", "application/json")], _json(result))
    body = _answer_body(result)
    if len(body) > EVENT_LIMIT_BYTES:
        return message(500, "Internal Server Error")
    return Answer(int(result["statusCode"]), _answer_headers(result), body)


def _answer_body(result: dict[str, Any]) -> bytes:
    body = result.get("body") or ""
    if result.get("isBase64Encoded"):
        return base64.b64decode(body)
    return body.encode("utf-8") if isinstance(body, str) else _json(body)


def _answer_headers(result: dict[str, Any]) -> list[tuple[str, str]]:
    headers = [(name.lower(), str(value)) for name, value in (result.get("headers") or {}).items()]
    for name, values in (result.get("multiValueHeaders") or {}).items():
        headers.append((name.lower(), ",".join(str(value) for value in values)))
    headers += [("set-cookie", cookie) for cookie in result.get("cookies") or []]
    if not any(name == "content-type" for name, _ in headers):
        headers.append(("content-type", "text/plain; charset=utf-8"))
    return headers


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
