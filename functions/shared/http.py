"""The edge of every function: strict reading of requests, one shape for every refusal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any, NoReturn, TypeVar
from urllib.parse import parse_qsl

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from pydantic import BaseModel, ValidationError

from functions.shared import page
from functions.shared.content import load
from functions.shared.errors import (
    CivicError,
    FieldError,
    InvalidInputError,
    NotFoundError,
    TooLargeError,
    UnsupportedError,
)
from functions.shared.words import t

BODY_LIMIT = 8 * 1024
LONG_BODY_LIMIT = 64 * 1024  # petition texts: a Cyrillic letter is six bytes in a form
DEPTH_LIMIT = 5
JSON = "application/json"
FORM = "application/x-www-form-urlencoded"
PROBLEM = "application/problem+json"
HTML = "text/html; charset=utf-8"
NO_STORE = {"Cache-Control": "no-store"}

Model = TypeVar("Model", bound=BaseModel)
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]
logger = Logger(service="dauys")


@dataclass(frozen=True)
class Asked:
    """A request as it was sent: its fields, whether a plain form sent it, and its language."""

    data: dict[str, Any]
    is_form: bool
    lang: str


class Api(APIGatewayHttpResolver):
    """A resolver that answers every error in the shape of RFC 9457; bodies up to `body_limit`."""

    def __init__(self, *, body_limit: int = BODY_LIMIT) -> None:
        super().__init__()
        self.body_limit = body_limit
        self.exception_handler(CivicError)(self._refused)
        self.exception_handler(ServiceError)(self._unknown)
        self.exception_handler(Exception)(self._failed)

    def _refused(self, error: CivicError) -> Response[str]:
        logger.info("refused", extra={"code": error.code, "status": int(error.status)})
        return _refusal(self, error)

    def _unknown(self, error: ServiceError) -> Response[str]:
        found = error.status_code == HTTPStatus.NOT_FOUND
        return _refusal(self, NotFoundError() if found else CivicError())

    def _failed(self, error: Exception) -> Response[str]:
        logger.exception("failed", extra={"error": type(error).__name__})
        return _refusal(self, _FailedError())


class _FailedError(CivicError):
    """Something unexpected happened; it is in the log, not in the answer."""

    status = HTTPStatus.INTERNAL_SERVER_ERROR
    code = "failed"


def handler(app: Api) -> Handler:
    """Return the Lambda entry point of a resolver."""

    @logger.inject_lambda_context(clear_state=True)
    def handle(event: dict[str, Any], context: Any) -> dict[str, Any]:
        return app.resolve(event, context)

    return handle


def read(app: Api, model: type[Model]) -> tuple[Model, Asked]:
    """Parse the body into a model. Raises InvalidInputError naming each wrong field."""
    asked = asked_of(app)
    try:
        return model.model_validate(asked.data), asked
    except ValidationError as error:
        raise InvalidInputError(*map(_field_error, error.errors(include_input=False))) from None


def asked_of(app: Api) -> Asked:
    """Read body and language. Raises TooLargeError, UnsupportedError or InvalidInputError."""
    event = app.current_event
    body = event.decoded_body or ""
    if len(body.encode("utf-8", "surrogatepass")) > app.body_limit:
        raise TooLargeError
    kind = _header(event.headers, "content-type").split(";")[0].strip().lower()
    if kind == FORM:
        data: dict[str, Any] = parse_form(body)
    elif kind == JSON:
        data = parse_json(body)
    else:
        raise UnsupportedError
    return Asked(data, kind == FORM, _language(data.get("lang"), event.headers))


def parse_form(body: str) -> dict[str, Any]:
    """Read a form's body. Raises InvalidInputError for a field that is given twice."""
    data: dict[str, Any] = {}
    for name, value in parse_qsl(body, keep_blank_values=True, max_num_fields=64):
        if name in data:
            raise InvalidInputError(FieldError(name, "twice"))
        data[name] = value
    return data


def parse_json(body: str) -> dict[str, Any]:
    """Read a JSON object; refuses double names, NaN, lone surrogates and depth over 5."""
    try:
        data = json.loads(body, object_pairs_hook=_once, parse_constant=_refuse)
        body.encode()
        json.dumps(data, ensure_ascii=False).encode()
    except (ValueError, RecursionError):
        raise InvalidInputError(FieldError("body", "not_json")) from None
    if not isinstance(data, dict) or _depth(data) > DEPTH_LIMIT:
        raise InvalidInputError(FieldError("body", "not_json"))
    return data


def answer(
    asked: Asked, data: Mapping[str, Any], *, done: str, status: HTTPStatus = HTTPStatus.OK
) -> Response[str]:
    """Answer JSON to JSON; send a form without scripts on to its result page (303)."""
    if asked.is_form:
        return redirect(f"/{asked.lang}/done/{done}/", HTTPStatus.SEE_OTHER)
    return json_answer(data, status)


def json_answer(
    data: Mapping[str, Any], status: HTTPStatus = HTTPStatus.OK, *, cache: str = "no-store"
) -> Response[str]:
    """Answer a JSON document."""
    body = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Response(int(status), JSON, body, {"Cache-Control": cache})


def redirect(location: str, status: HTTPStatus = HTTPStatus.FOUND) -> Response[str]:
    """Send the browser to another address."""
    return Response(int(status), HTML, "", NO_STORE | {"Location": location})


def html_answer(body: str, status: HTTPStatus = HTTPStatus.OK) -> Response[str]:
    """Answer a page."""
    return Response(int(status), HTML, body, dict(NO_STORE))


def petition_id(written: str) -> int:
    """Read a petition's id from a path. Raises NotFoundError for anything but a small number."""
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise NotFoundError
    return int(written)


def language(app: Api) -> str:
    """Return the language of a GET: its query word `lang`, else the browser's, else the default."""
    event = app.current_event
    return _language((event.query_string_parameters or {}).get("lang"), event.headers)


def _refusal(app: Api, error: CivicError) -> Response[str]:
    asked = _asked_leniently(app)
    if asked.is_form:
        return html_answer(page.refusal(asked.lang, error, asked.data), error.status)
    headers = dict(NO_STORE)
    if error.status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        headers["Retry-After"] = "5"
    return Response(int(error.status), PROBLEM, json.dumps(problem(asked.lang, error)), headers)


def problem(lang: str, error: CivicError) -> dict[str, Any]:
    """Return a refusal as problem details (RFC 9457), in the reader's language, without input."""
    errors = [
        {"name": field.name, "code": field.code, "detail": page.field_message(lang, field)}
        for field in error.fields
    ]
    return {
        "type": f"urn:dauys:problem:{error.code}",
        "title": t(lang, f"errors.{error.code}"),
        "status": int(error.status),
        "code": error.code,
        "errors": errors,
    }


def _asked_leniently(app: Api) -> Asked:
    """Read what can be read of a refused request, to answer in its form and language."""
    try:
        return asked_of(app)
    except CivicError:
        headers = app.current_event.headers
        is_form = _header(headers, "content-type").startswith(FORM)
        return Asked({}, is_form, _language(None, headers))


def _language(asked: Any, headers: Mapping[str, str]) -> str:
    known = load().languages
    if asked in known:
        return str(asked)
    for part in _header(headers, "accept-language").split(","):
        tag = part.split(";")[0].strip()[:2].lower()
        if tag in known:
            return tag
    return load().default_language


def _header(headers: Mapping[str, str], name: str) -> str:
    return next((value for key, value in headers.items() if key.lower() == name), "")


def _field_error(error: Any) -> FieldError:
    """Turn one of pydantic's errors into ours: the field's name, a code, the limit if any."""
    name = str(error["loc"][0]) if error["loc"] else "body"
    context = {key: value for key, value in error.get("ctx", {}).items() if key != "error"}
    code = _CODES.get(error["type"], "invalid")
    if error["type"] == "value_error":
        code = str(error["ctx"]["error"])
        context = {}
    numbers = tuple((key, value) for key, value in context.items() if isinstance(value, int))
    return FieldError(name, code, numbers)


_CODES = {
    "missing": "missing",
    "string_too_short": "missing",
    "string_too_long": "too_long",
    "too_long": "too_many",
    "extra_forbidden": "unknown",
    "value_error": "invalid",
}


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise ValueError("a name is given twice")
    return data


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
