"""Where a published log is read from: a folder laid out like the site, or its address."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import parse_qs, urljoin, urlsplit
from urllib.request import Request, urlopen

from functions.ledger.reader import Fetch

TIMEOUT_SECONDS = 30
LIST_PAGE_SIZE = "50"
_QUERIED_LIST = re.compile(r"petitions\.json\?(.+)")


class UnreachableError(Exception):
    """The address does not answer, or not with what was asked for."""


def open_source(where: str) -> Fetch:
    """Return what fetches a path from a folder or an http(s) address.

    It raises FileNotFoundError for what is not there, and UnreachableError.
    """
    if where.startswith(("https://", "http://")):
        return _site(where.rstrip("/"))
    return _folder(Path(where))


def log(fetch: Fetch) -> Fetch:
    """Return what fetches a path below the log's prefix."""
    return lambda path: fetch(f"log/{path}")


def relative(link: str) -> str:
    """Return a link of a published file as a path from the site's root, with its query."""
    parts = urlsplit(urljoin("/", link))
    return parts.path.lstrip("/") + (f"?{parts.query}" if parts.query else "")


def _site(address: str) -> Fetch:
    def fetch(path: str) -> bytes:
        request = Request(f"{address}/{path}", headers={"User-Agent": "dauys-verify"})  # noqa: S310
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310  http(s) only
                return bytes(answer.read())
        except HTTPError as error:
            if error.code in (403, 404, 410):
                raise FileNotFoundError(path) from None
            raise UnreachableError(f"{path}: HTTP {error.code}") from None
        except (URLError, OSError) as error:
            raise UnreachableError(f"{path}: {error}") from None

    return fetch


def _folder(folder: Path) -> Fetch:
    top = folder.resolve()

    def fetch(path: str) -> bytes:
        file = (top / _file(path)).resolve()
        if not file.is_relative_to(top) or not file.is_file():
            raise FileNotFoundError(path)
        return file.read_bytes()

    return fetch


def _file(path: str) -> str:
    """Return the static file that the site serves for a list asked for with a query."""
    found = _QUERIED_LIST.fullmatch(path)
    if not found:
        return path
    asked = {name: values[0] for name, values in parse_qs(found[1]).items()}
    state, count = asked.get("state", "all"), asked.get("count", LIST_PAGE_SIZE)
    return f"petitions/lists/{state}/{count}/{asked.get('page', '1')}.json"
