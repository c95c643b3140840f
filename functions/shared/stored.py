"""What stores of objects take and give: a bucket's role, bytes with their tag, a form to post."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Bucket = Literal["site", "log", "private", "uploads"]


class PreconditionFailedError(Exception):
    """Something else stands at this key than the writer asked for."""


@dataclass(frozen=True)
class Stored:
    """An object's bytes and its entity tag."""

    body: bytes
    etag: str


@dataclass(frozen=True)
class PostForm:
    """Where a browser posts a file, and the fields that go before it, all of them signed."""

    url: str
    fields: dict[str, str]
