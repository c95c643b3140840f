"""ASGI messages to requests, and answers to ASGI messages."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from infra.local.events import Answer, Request

REQUEST_LIMIT_BYTES = 10 * 1024 * 1024

Message = dict[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def request(scope: Message) -> Request:
    """Return a request from its scope, without its body."""
    client = scope.get("client") or ("127.0.0.1", 0)
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=scope["query_string"].decode("latin-1"),
        headers=[(n.decode("latin-1").lower(), v.decode("latin-1")) for n, v in scope["headers"]],
        source_ip=client[0],
        source_port=client[1],
        version=scope.get("http_version", "1.1"),
    )


async def body(receive: Receive, most: int = REQUEST_LIMIT_BYTES) -> bytes | None:
    """Return the whole body, or None past a limit: API Gateway's 10 MB."""
    parts, size, more = list[bytes](), 0, True
    while more:
        message = await receive()
        part = message.get("body", b"")
        size += len(part)
        if size > most:
            return None
        parts.append(part)
        more = message.get("more_body", False)
    return b"".join(parts)


async def send(to: Send, answer: Answer, *, head: bool) -> None:
    """Send an answer; to HEAD without its body, but with its length."""
    headers = [(n.encode("latin-1"), v.encode("latin-1", "replace")) for n, v in answer.headers]
    if answer.status != 304:
        headers.append((b"content-length", str(len(answer.body)).encode()))
    await to({"type": "http.response.start", "status": answer.status, "headers": headers})
    await to({"type": "http.response.body", "body": b"" if head else answer.body})
