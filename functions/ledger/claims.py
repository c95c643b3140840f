"""What is published as counts, wherever it is published: each a claim that the log can refute."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from functions.ledger.reader import Fetch
from functions.ledger.source import relative
from functions.ledger.tally import CLASSES

MOST_PAGES = 100_000
STATES = (
    "open",
    "recent",
    "closed",
    "rejected",
    "awaiting_response",
    "with_response",
    "awaiting_debate",
    "debated",
    "not_debated",
)
LISTS = ("petitions.json", *(f"petitions.json?state={state}" for state in STATES))
_PETITION = re.compile(r"/petitions/(\d+)/?$")


@dataclass(frozen=True)
class Failure:
    """What does not agree: a stable name, where, and in what way."""

    name: str
    where: str
    detail: str = ""


@dataclass(frozen=True)
class Claim:
    """A petition's count as one file tells it, for a log of a certain size."""

    where: str
    petition: int
    size: int
    total: int
    classes: dict[str, int] | None = None


@dataclass(frozen=True)
class PollClaim:
    """How many voted in a poll by class, as one file tells it, for a log of a certain size."""

    where: str
    poll: int
    size: int
    told: dict[str, int]


@dataclass
class Claims:
    """Everything published, and what of it could not be read."""

    counts: dict[str, Any] | None = None
    found: list[Claim] = field(default_factory=list)
    polls: list[PollClaim] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def sizes(self) -> set[int]:
        """Return the sizes of the log that the claims speak of."""
        own = {self.counts["size"]} if self.counts else set()
        return own | {claim.size for claim in self.found} | {one.size for one in self.polls}


def gather(fetch: Fetch) -> Claims:
    """Read every published count: the log's own file, lists, petitions, count files, CSV."""
    claims = Claims()
    claims.counts = _counts(fetch, claims)
    at = claims.counts["size"] if claims.counts else 0
    listed = set[int]()
    for first in LISTS:
        for path, page in _pages(fetch, claims, first):
            for row in page["data"]:
                size = row["attributes"].get("log_size", page.get("meta", {}).get("log_size", at))
                claims.found.append(_claim(path, row["id"], row["attributes"], int(size)))
                listed.add(row["id"])
    known = listed | {int(petition) for petition in (claims.counts or {}).get("counts", {})}
    for petition in sorted(known):
        _petition(fetch, claims, petition, at, is_listed=petition in listed)
    _table(fetch, claims)
    _polls(fetch, claims)
    return claims


def _counts(fetch: Fetch, claims: Claims) -> dict[str, Any] | None:
    read = _json(fetch, claims, "log/counts.json")
    if read is None:
        return None
    try:
        kinds = (read["size"], read["counts"], read["passed"], read["closed"], read["root"])
        if [type(kind) for kind in kinds] != [int, dict, dict, dict, str]:
            raise TypeError
    except (KeyError, TypeError):
        claims.failures.append(Failure("file-malformed", "log/counts.json"))
        return None
    return read


def _pages(fetch: Fetch, claims: Claims, first: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the pages of a list, each with its path, to the last; there may be no such list."""
    path, seen = first, set[str]()
    while path not in seen and len(seen) < MOST_PAGES:
        seen.add(path)
        page = _json(fetch, claims, path, is_optional=path == first)
        if page is None:
            return
        try:
            follows = page["links"]["next"]
            _check_rows(page["data"])
        except (KeyError, TypeError):
            claims.failures.append(Failure("file-malformed", path))
            return
        yield path, page
        if follows is None:
            return
        path = relative(follows)


def _check_rows(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        if type(row["id"]) is not int or type(row["attributes"]["signature_count"]) is not int:
            raise TypeError


def _petition(fetch: Fetch, claims: Claims, petition: int, at: int, *, is_listed: bool) -> None:
    """Read a petition's own two files; a petition that is not listed need not have them."""
    for path in (f"petitions/{petition}.json", f"petitions/{petition}/count.json"):
        read = _json(fetch, claims, path, is_optional=not is_listed)
        if read is None:
            continue
        try:
            data = read.get("data", {})
            told = data.get("attributes", read)
            classes = data.get("dauys", {}).get("signatures_by_assurance")
            size = int(told.get("log_size", at))
            claims.found.append(_claim(path, petition, told, size, classes))
        except (AttributeError, KeyError, TypeError, ValueError):
            claims.failures.append(Failure("file-malformed", path))


def _claim(
    path: str, petition: int, told: dict[str, Any], size: int, split: dict[str, int] | None = None
) -> Claim:
    classes = {name: int(split[name]) for name in CLASSES} if split else None
    total = told["signature_count"]
    if type(total) is not int:
        raise TypeError
    return Claim(path, petition, size, total, classes)


def _table(fetch: Fetch, claims: Claims) -> None:
    """Read the table of all petitions."""
    path = "petitions.csv"
    try:
        for row in csv.DictReader(io.StringIO(fetch(path).decode("utf-8-sig"))):
            found = _PETITION.search(row["URL"])
            petition, total = int(found[1] if found else ""), int(row["Signatures Count"])
            claims.found.append(Claim(path, petition, int(row["Log Size"]), total))
    except FileNotFoundError:
        return
    except (KeyError, TypeError, ValueError):
        claims.failures.append(Failure("file-malformed", path))


def _polls(fetch: Fetch, claims: Claims) -> None:
    """Read the list of polls and each poll's own file; there may be none."""
    listed = _json(fetch, claims, "polls.json", is_optional=True)
    rows = listed.get("data", []) if listed else []
    try:
        numbers = [_poll("polls.json", row, claims) for row in rows]
    except (AttributeError, KeyError, TypeError):
        claims.failures.append(Failure("file-malformed", "polls.json"))
        return
    for number in numbers:
        path = f"polls/{number}.json"
        read = _json(fetch, claims, path)
        try:
            if read is not None and _poll(path, read["data"], claims) != number:
                raise TypeError
        except (AttributeError, KeyError, TypeError):
            claims.failures.append(Failure("file-malformed", path))


def _poll(path: str, row: dict[str, Any], claims: Claims) -> int:
    number: int = row["id"]
    told = row["attributes"]
    if [type(number), type(told["log_size"]), type(told["count"])] != [int, int, dict]:
        raise TypeError
    claims.polls.append(PollClaim(path, number, told["log_size"], told["count"]))
    return number


def _json(
    fetch: Fetch, claims: Claims, path: str, *, is_optional: bool = False
) -> dict[str, Any] | None:
    try:
        read = json.loads(fetch(path))
    except FileNotFoundError:
        if not is_optional:
            claims.failures.append(Failure("file-missing", path))
        return None
    except ValueError:
        read = None
    if not isinstance(read, dict):
        claims.failures.append(Failure("file-malformed", path))
        return None
    return read
