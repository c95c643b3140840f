"""What is said below /open311/ where no file is: one document with query words, or an error.

The edge sends a request with `jurisdiction_id` or `extensions` to /open311/asked/…, where no file
can be, so that its words are read; and a token, since every report is answered with its id at once,
is that id.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from aws_lambda_powertools.event_handler import Response

from functions.complaints.georeport import Value, form_of, write
from functions.complaints.open311_endpoint import (
    RefusedError,
    answer,
    check_jurisdiction,
    fault,
    folder,
    split,
)
from functions.publishing import open311_index, open311_words
from functions.publishing.open311_request import Row, request
from functions.shared import clock, objects

TOP, ASKED = "/open311/", "/open311/asked/"
_NAMES = re.compile(r"(?:(requests|services|tokens)/([^/]{1,80})|services|discovery)\.(?:xml|json)")
_KEYS = {"requests": "request", "services": "service", "tokens": "token"}


def document(path: str, words: Mapping[str, str]) -> Response[str]:
    """Answer an address below /open311/ that is no file."""
    asked = path.replace(ASKED, TOP, 1) if path.startswith(ASKED) else path
    return answer(asked, lambda lang: _document(asked, lang, words))


def _document(path: str, lang: str, words: Mapping[str, str]) -> str:
    check_jurisdiction(words.get("jurisdiction_id", ""), lang)
    query = open311_words.read({"extensions": words.get("extensions", "")}, lang, clock.now())
    named, form = _NAMES.fullmatch(split(path)[1]), form_of(path)
    if named is None:
        raise RefusedError(fault(404, lang, "path"))
    kind, name = named[1], named[2]
    if kind == "tokens":
        number = _request(name, lang, kind)["core"]["service_request_id"]
        return write("service_requests", [{"service_request_id": number, "token": number}], form)
    if kind == "requests" and query.extensions:
        told: list[Value] = [request(_request(name, lang, kind), lang, extensions=True)]
        return write("service_requests", told, form)
    stored = objects.read("site", f"{folder(lang)}/{named[0]}")
    if stored is None:
        raise _unknown(name, lang, kind)
    return stored.body.decode()


def _request(name: str, lang: str, kind: str) -> Row:
    found = open311_index.one(name, clock.now())
    if found is None:
        raise _unknown(name, lang, kind)
    return found


def _unknown(name: str | None, lang: str, kind: str | None) -> RefusedError:
    if not name or not kind:
        return RefusedError(fault(404, lang, "path"))
    return RefusedError(fault(404, lang, _KEYS[kind], value=name))
