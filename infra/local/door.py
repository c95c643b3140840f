"""The one port: this machine's loopback addresses, of IPv4 and where there is one of IPv6."""

from __future__ import annotations

import errno
import socket

from infra.local.errors import StartError

DEFAULT_PORT = 8000
HIGHEST_PORT = 65535


def port(setting: str) -> int:
    """Return the port that a setting names; 0 takes a free one. Raises StartError."""
    if not setting:
        return DEFAULT_PORT
    if not setting.isdecimal() or int(setting) > HIGHEST_PORT:
        raise StartError(f"PORT must be a number up to {HIGHEST_PORT}, not {setting!r}")
    return int(setting)


def sockets(wanted: int) -> list[socket.socket]:
    """Open the port on loopback only. Raises StartError if it is in use."""
    first = _listen(socket.AF_INET, "127.0.0.1", wanted)
    if first is None:
        raise StartError("this machine has no address 127.0.0.1")
    second = _listen(socket.AF_INET6, "::1", first.getsockname()[1])
    return [first, second] if second else [first]


def _listen(family: socket.AddressFamily, host: str, wanted: int) -> socket.socket | None:
    try:
        # With the protocol named asyncio sets TCP_NODELAY; without it each answer waits 40 ms.
        made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, wanted))
        made.listen(1024)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise StartError(f"port {wanted} is in use: stop what uses it, or set PORT") from None
        if error.errno == errno.EACCES:
            raise StartError(f"port {wanted} needs more rights: set PORT above 1023") from None
        return None
    return made
