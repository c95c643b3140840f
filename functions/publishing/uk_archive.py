"""The UK's archive of past parliaments, and its lists of parliaments and constituencies.

Petitions of past parliaments stay in the one list here and keep their addresses, so the archive is
empty: a client that reads both lists counts nothing twice. Signatures are counted by region, so
there are no constituencies. Both are told in the UK's shape, so that such a client goes on.
"""

from __future__ import annotations

from collections.abc import Iterator

from functions.publishing.public_json import dump
from functions.publishing.uk_lists import CSV_HEAD
from functions.shared.settings import settings


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the files, which never change."""
    address = f"{settings().site_url}/archived/petitions.json"
    links = dict.fromkeys(("self", "first", "last"), address) | {"next": None, "prev": None}
    yield "archived/petitions.json", dump({"links": links, "data": []})
    yield "archived/petitions.csv", CSV_HEAD.encode()
    yield "parliaments.json", b"[]\n"
    yield "constituencies.json", b"{}\n"
