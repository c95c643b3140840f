"""The edge of every function: requests into models, and one shape for every refusal."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from typing import Any, TypeVar

from aws_lambda_powertools import Logger
from aws_lambda_powertools.event_handler import APIGatewayHttpResolver, Response
from aws_lambda_powertools.event_handler.exceptions import ServiceError
from pydantic import BaseModel, ValidationError

from functions.shared import body, page
from functions.shared.errors import CivicError, InvalidInputError, NotFoundError
from functions.shared.words import t

BODY_LIMIT = 8 * 1024
LONG_BODY_LIMIT = 64 * 1024  # petition texts: a Cyrillic letter is six bytes in a form
JSON, FORM = body.JSON, body.FORM
PROBLEM = "application/problem+json"
HTML = "text/html; charset=utf-8"
NO_STORE = {"Cache-Control": "no-store"}
ENCODING, LANGUAGE = "Accept-Encoding", "Accept-Language"

Model = TypeVar("Model", bound=BaseModel)
Asked = body.Asked
Handler = Callable[[dict[str, Any], Any], dict[str, Any]]
logger = Logger(service="dauys")


class Api(APIGatewayHttpResolver):
    """A resolver that answers every error in the shape of RFC 9457; bodies up to `body_limit`.

    `form` names the form whose own labels a plain page of errors uses.
    """

    def __init__(self, *, body_limit: int = BODY_LIMIT, form: str = "") -> None:
        super().__init__()
        self.body_limit = body_limit
        self.form = form
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
        wrong = error.errors(include_input=False)
        raise InvalidInputError(*map(body.field_error, wrong)) from None


def asked_of(app: Api) -> Asked:
    """Read body and language. Raises TooLargeError, UnsupportedError or InvalidInputError."""
    event = app.current_event
    return body.read(event.decoded_body or "", event.headers, app.body_limit)


def petition_id(written: str) -> int:
    """Read a petition's id from a path. Raises NotFoundError for anything but a small number."""
    if not (written.isascii() and written.isdigit() and len(written) <= 9):
        raise NotFoundError
    return int(written)


def language(app: Api) -> str:
    """Return the language of a GET: its query word `lang`, else the browser's, else the default."""
    event = app.current_event
    return body.language((event.query_string_parameters or {}).get("lang"), event.headers)


def answer(
    asked: Asked, data: Mapping[str, Any], *, done: str, status: HTTPStatus = HTTPStatus.OK
) -> Response[str]:
    """Answer JSON to JSON; send a form without scripts on to its result page (303)."""
    if asked.is_form:
        return redirect(f"/{asked.lang}/done/{done}/", HTTPStatus.SEE_OTHER)
    return json_answer(data, status)


def json_answer(
    data: Mapping[str, Any],
    status: HTTPStatus = HTTPStatus.OK,
    *,
    headers: Mapping[str, str] = NO_STORE,
) -> Response[str]:
    """Answer a JSON document."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Response(int(status), JSON, written, dict(headers))


def kept(cache: str, *depends_on: str) -> dict[str, str]:
    """Return the headers of an answer that caches may keep, one for each value of these headers.

    What is compressed for those who accept it depends on `ENCODING` (RFC 9110, 12.5.5).
    """
    return {"Cache-Control": cache} | ({"Vary": ", ".join(depends_on)} if depends_on else {})


def redirect(location: str, status: HTTPStatus = HTTPStatus.FOUND) -> Response[str]:
    """Send the browser to another address."""
    return Response(int(status), HTML, "", NO_STORE | {"Location": location})


def html_answer(written: str, status: HTTPStatus = HTTPStatus.OK) -> Response[str]:
    """Answer a page."""
    return Response(int(status), HTML, written, dict(NO_STORE))


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


def _refusal(app: Api, error: CivicError) -> Response[str]:
    asked = _asked_leniently(app)
    if asked.is_form:
        own = page.questions(asked.lang, app.form)
        return html_answer(page.refusal(asked.lang, error, asked.data, own), error.status)
    headers = dict(NO_STORE)
    if error.status in (HTTPStatus.SERVICE_UNAVAILABLE, HTTPStatus.TOO_MANY_REQUESTS):
        headers["Retry-After"] = "5"
    return Response(int(error.status), PROBLEM, json.dumps(problem(asked.lang, error)), headers)


def _asked_leniently(app: Api) -> Asked:
    """Read what can be read of a refused request, to answer in its form and language."""
    try:
        return asked_of(app)
    except CivicError:
        headers = app.current_event.headers
        is_form = body.header(headers, "content-type").startswith(FORM)
        return Asked({}, is_form, body.language(None, headers))
