"""Where the GeoReport v2 endpoints are, one for each language, and how they answer.

The default language has the address without a language. Every refusal is an error document in the
format that was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import urlsplit

from aws_lambda_powertools.event_handler import Response

from functions.complaints import georeport
from functions.complaints.georeport import Fault
from functions.shared import http
from functions.shared.content import load
from functions.shared.errors import CivicError
from functions.shared.settings import settings
from functions.shared.words import t

ROOT = "open311/v2"
CACHE = "public, max-age=60"
CACHE_REFUSAL = "public, max-age=10"
VALUE = 80  # how much of a wrong value an answer repeats


class RefusedError(Exception):
    """A request cannot be answered; each fault says why."""

    def __init__(self, *faults: Fault) -> None:
        super().__init__("; ".join(fault.text for fault in faults))
        self.faults = faults

    @property
    def status(self) -> int:
        """The status of the answer: no key first, then what does not exist, then the rest."""
        return min((fault.status for fault in self.faults), key=_order)


def folder(lang: str) -> str:
    """Return the folder of a language's endpoint."""
    return ROOT if lang == load().default_language else f"{ROOT}/{lang}"


def address(lang: str) -> str:
    """Return the address of a language's endpoint."""
    return f"{settings().site_url}/{folder(lang)}"


def jurisdiction() -> str:
    """Return the `jurisdiction_id`, which nobody has to give: the site's domain without www."""
    return (urlsplit(settings().site_url).hostname or "").removeprefix("www.")


def split(path: str) -> tuple[str, str]:
    """Return the language of an address and what it asks for: `services/road-damage.xml`."""
    rest = path.lstrip("/").removeprefix(ROOT).lstrip("/")
    lang, _, after = rest.partition("/")
    return (lang, after) if lang in load().languages else (load().default_language, rest)


def check_list(path: str, lang: str) -> None:
    """Raise RefusedError for a list's address in a language that has no endpoint."""
    if "/" in split(path)[1]:
        raise RefusedError(fault(404, lang, "path"))


def check_jurisdiction(given: str, lang: str) -> None:
    """Raise RefusedError for a jurisdiction that this endpoint does not serve."""
    if given and given.lower().removeprefix("www.") != jurisdiction():
        raise RefusedError(fault(404, lang, "jurisdiction", value=given[:VALUE]))


def fault(status: int, lang: str, key: str, **params: str | int) -> Fault:
    """Return a fault in the words of `open311.error.<key>`."""
    return Fault(status, t(lang, f"open311.error.{key}", **params))


def answer(path: str, make: Callable[[str], str], *, cache: str = CACHE) -> Response[str]:
    """Answer what `make` writes for the endpoint's language; any error as an error document."""
    lang, _ = split(path)
    try:
        return _response(path, HTTPStatus.OK, make(lang), cache)
    except RefusedError as refused:
        faults, status = refused.faults, refused.status
    except CivicError as error:
        status = int(error.status)
        faults = (Fault(status, t(lang, f"errors.{error.code}")),)
    except Exception as error:
        http.logger.exception("failed", extra={"error": type(error).__name__})
        status = int(HTTPStatus.INTERNAL_SERVER_ERROR)
        faults = (fault(status, lang, "failed"),)
    held = CACHE_REFUSAL if cache == CACHE and status < HTTPStatus.INTERNAL_SERVER_ERROR else ""
    written = georeport.errors(faults, georeport.form_of(path))
    return _response(path, status, written, held or "no-store")


def _response(path: str, status: int, written: str, cache: str) -> Response[str]:
    kind = georeport.content_type(path)
    return Response(int(status), kind, written, http.kept(cache, http.ENCODING))


def _order(status: int) -> int:
    urgent = (HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND)
    return urgent.index(HTTPStatus(status)) if status in urgent else len(urgent)
