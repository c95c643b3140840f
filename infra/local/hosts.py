"""Which Host names this machine answers to.

A page elsewhere could point a name of its own at 127.0.0.1 (DNS rebinding) and then read and post
here as if it were the site; it cannot choose the Host header, so other names are refused.
"""

from __future__ import annotations

import os

from infra.local.events import Answer

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")


def allowed() -> tuple[str, ...]:
    """Return this machine's own names and those in DAUYS_HOSTS."""
    more = os.environ.get("DAUYS_HOSTS", "").lower().replace(",", " ").split()
    return (*LOOPBACK, *more)


def refusal(host: str, names: tuple[str, ...]) -> Answer | None:
    """Return the refusal of a Host header, or None for one that may pass, whatever its port."""
    name, colon, port = host.rpartition(":")
    if not colon or not port.isdecimal():
        name = host
    if name.lower() in names:
        return None
    text = f"This address answers only as {', '.join(names)}; DAUYS_HOSTS adds more names.\n"
    return Answer(421, [("content-type", "text/plain; charset=utf-8")], text.encode())
