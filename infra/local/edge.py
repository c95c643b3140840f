"""What the CDN does to an address before it asks for a file: `infra/aws/edge.js`, in Python.

The contract is tests/infra/edge_cases.json; both are tested against it and against each other.
Addresses and query words are compared as they are written, percent-encoded.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

STATES = (
    *("all", "open", "recent", "closed", "rejected", "awaiting_response", "with_response"),
    *("awaiting_debate", "debated", "not_debated"),
)
ASKED = ("jurisdiction_id", "extensions")
COUNTS = ("50", "25", "10")
FILTERS = ("state", "jurisdiction", "category", "body", "sort")
_LANGUAGE = r"/(kk|ru|en)"
_LIST_PAGE = re.compile(rf"({_LANGUAGE})/petitions/?")
_SEARCH_PAGE = re.compile(rf"{_LANGUAGE}/search/?")
_PETITION = re.compile(r"/petitions(/[1-9][0-9]{0,8})?/?")
_ONLY_XML = re.compile(r"(application|text)/xml(;[^,]*)?")
_NO_DOT = re.compile(r"/[^/.]+$")
_PLAIN = re.compile(r"[A-Za-z0-9_-]{1,40}")
_PAGE = re.compile(r"[1-9][0-9]{0,4}")
_COUNT = re.compile(r"[1-9]|[1-4][0-9]")

Words = dict[str, list[str]]


@dataclass(frozen=True)
class Target:
    """The path to ask the origin for."""

    path: str


@dataclass(frozen=True)
class Redirect:
    """Where the browser should go instead."""

    location: str
    status: int


def resolve(path: str, query: str, language: str, accept: str = "") -> Target | Redirect:
    """Return the file or the redirect for a written path; `language` is the site's default.

    `accept` is the header of that name.
    """
    path = re.sub("/{2,}", "/", path.replace("\\", "%5C"))
    if _PETITION.fullmatch(path) and _ONLY_XML.fullmatch(accept):
        return Target(path.removesuffix("/") + ".xml")
    words = _words(query)
    return _redirect(path, words, language) or Target(_file(path, words))


def _redirect(path: str, words: Words, language: str) -> Redirect | None:
    if path == "/":
        return Redirect(f"/{language}/", 302)
    if old := _PETITION.fullmatch(path):
        return Redirect(f"/{language}/petitions{old[1] or ''}/", 302)
    if (found := _LIST_PAGE.fullmatch(path)) and (filtered := _list(found[1], words)):
        return Redirect(filtered, 302)
    if _lacks_slash(path):
        return Redirect(f"{path}/" + _written(words), 301)
    return None


def _lacks_slash(path: str) -> bool:
    is_page = _NO_DOT.search(path) and not path.startswith("/log/")
    return bool(is_page and not _SEARCH_PAGE.fullmatch(path))


def _file(path: str, words: Words) -> str:
    if path.startswith("/log/"):
        return path.removeprefix("/log")
    if _SEARCH_PAGE.fullmatch(path):
        return path.removesuffix("/")
    if path in ("/petitions.json", "/petitions.csv"):
        return _petitions(path.rpartition(".")[2], words)
    if path == "/petitions/trending.json":
        return "/trending.json"
    if path.startswith("/open311/") and any(_first(words, name) for name in ASKED):
        return "/open311/asked/" + path.removeprefix("/open311/")
    return f"{path}index.html" if path.endswith("/") else path


def _petitions(ending: str, words: Words) -> str:
    """Return the file of a list; words that no file is made for are the function's to read."""
    is_asked, count = _first(words, "q") or _first(words, "topic"), _count(words)
    if ending == "csv":
        return "/petitions/asked.csv" if is_asked else f"/petitions/lists/{_state(words)}.csv"
    if is_asked or count not in COUNTS:
        return "/petitions/asked.json"
    return f"/petitions/lists/{_state(words)}/{count}/{_page(words)}.json"


def _list(top: str, words: Words) -> str:
    """Return the address of a filtered list, or nothing when nothing is asked for."""
    if _first(words, "q"):
        return f"{top}/search/" + _written(words)
    named = ((name, _first(words, name)) for name in FILTERS)
    asked = (f"{n}/{value}/" for n, value in named if _is_filter(n, value))
    chosen, number = next(asked, ""), _page(words)
    further = "" if number == "1" else f"page/{number}/"
    return f"{top}/petitions/{chosen}{further}" if chosen or further else ""


def _is_filter(name: str, value: str) -> bool:
    return bool(_PLAIN.fullmatch(value)) and (name, value) != ("state", "all")


def _chosen(name: str, good: Callable[[str], object], otherwise: str) -> Callable[[Words], str]:
    return lambda words: _first(words, name) if good(_first(words, name)) else otherwise


_state = _chosen("state", STATES.__contains__, "all")
_page = _chosen("page", _PAGE.fullmatch, "1")
_count = _chosen("count", _COUNT.fullmatch, "50")


def _words(query: str) -> Words:
    words: Words = {}
    for part in filter(None, query.split("&")):
        name, _, value = part.partition("=")
        words.setdefault(name, []).append(value)
    return words


def _first(words: Words, name: str) -> str:
    return words.get(name, [""])[0]


def _written(words: Words) -> str:
    """Return the query as it came, words of one name side by side."""
    parts = [f"{name}={value}" for name, values in words.items() for value in values]
    return "?" + "&".join(parts) if parts else ""
