"""Writes infra/openapi.json: the routes of the template, the request models of the handlers.

A request body is whatever model a handler parses it with: each handler is called once with
`http.read` replaced by a probe that notes the model and stops. So the file cannot drift.
"""

from __future__ import annotations

import importlib
import inspect
import json
import re
from http import HTTPStatus
from pathlib import Path
from typing import Any
from unittest import mock

from aws_lambda_powertools.event_handler.api_gateway import Route
from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2
from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from functions.shared import http
from functions.shared.errors import CivicError
from infra.aws import openapi_answers, openapi_asked, openapi_frame, openapi_schemas, openapi_words
from infra.aws.expand import read as read_template

TARGET = Path(__file__).parents[1] / "openapi.json"
FORM_ROOMS = (
    "complaints",
    "media",
    "participants",
    "petitions",
    "polls",
    "projects",
    "surveys",
)
CLAIMS = {"sub": "probe", "name": "Probe", "roles": "[moderator supervisor operator]"}

Document = dict[str, Any]


class _ReadError(Exception):
    """Carries the model that a handler was about to parse its body with."""

    def __init__(self, model: type[BaseModel]) -> None:
        super().__init__(model.__name__)
        self.model = model


def routes() -> dict[str, str]:
    """Return the handler's module of each route key, in the template's order, without $default."""
    resources: dict[str, Any] = read_template()["Resources"]
    found = {}
    for resource in resources.values():
        if resource["Type"] == "AWS::ApiGatewayV2::Route":
            properties = resource["Properties"]
            name = properties["Target"]["Fn::Sub"].split("${")[1].removesuffix("Integration}")
            handler = resources[name]["Properties"]["Handler"]
            found[properties["RouteKey"]] = handler.removesuffix(".handler")
    return {key: module for key, module in found.items() if key != "$default"}


def served(module_name: str) -> dict[str, Route]:
    """Return the routes that a handler's own resolver answers, by route key."""
    app = importlib.import_module(module_name).app
    known = [*app._static_routes, *app._dynamic_routes]
    return {f"{route.method} {_path(route.path)}": route for route in known}


def document() -> Document:
    """Return the OpenAPI 3.1 document."""
    operations = {key: _operation(key, module) for key, module in routes().items()}
    models = {m for m in map(_model, routes(), routes().values()) if m}
    ordered = sorted(models, key=lambda model: model.__name__)
    _, schemas = models_json_schema(
        [(model, "validation") for model in ordered],
        ref_template="#/components/schemas/{model}",
    )
    paths: dict[str, Document] = {}
    for key, operation in operations.items():
        method, path = key.split(" ")
        paths.setdefault(path, {})[method.lower()] = operation
    return openapi_frame.FRAME | {
        "paths": paths,
        "components": {
            "schemas": openapi_schemas.SCHEMAS | schemas.get("$defs", {}),
            "responses": openapi_answers.RESPONSES,
            "securitySchemes": openapi_frame.SECURITY,
        },
    }


def _operation(key: str, module: str) -> Document:
    route, model = served(module)[key], _model(key, module)
    operation: Document = {
        "operationId": _operation_id(key),
        "summary": _summary(inspect.getdoc(route.func) or inspect.getdoc(model) or ""),
        "tags": [module.split(".")[1]],
        "parameters": _parameters(key),
        "responses": _responses(key, route, module),
    }
    if model:
        reference = {"schema": {"$ref": f"#/components/schemas/{model.__name__}"}}
        kinds = [http.JSON, *([http.FORM] if module.split(".")[1] in FORM_ROOMS else [])]
        if openapi_answers.is_georeport(key):
            kinds = [http.FORM]
        operation["requestBody"] = {"required": True, "content": dict.fromkeys(kinds, reference)}
    if "/desk/" in key:
        operation["security"] = [{"desk": []}]
    return {name: value for name, value in operation.items() if value != []}


def _summary(told: str) -> str:
    """Return the first sentence of a docstring, on one line."""
    return re.split(r"\.\s", " ".join(told.split()) + " ")[0]


def _responses(key: str, route: Route, module: str) -> Document:
    """Read the answers of a handler from its source: redirects, and a status by name or 200."""
    source = inspect.getsource(route.func)
    named = [name for name in re.findall(r"HTTPStatus\.([A-Z_]+)", source) if name != "SEE_OTHER"]
    status = HTTPStatus[named[0]] if named else HTTPStatus.OK
    found: Document = {}
    if openapi_answers.is_georeport(key):
        errors = {"$ref": "#/components/responses/GeoReportErrors"}
        return {str(int(status)): openapi_answers.success(key, status), "default": errors}
    if "http.redirect" not in source or re.search(r"answer\(|Response\(", source):
        found[str(int(status))] = openapi_answers.success(key, status)
    if "http.redirect" in source:
        code = "303" if "SEE_OTHER" in source else "302"
        found[code] = {"$ref": "#/components/responses/Redirect"}
    if key.startswith("POST") and module.split(".")[1] in FORM_ROOMS:
        found["303"] = {"$ref": "#/components/responses/FormDone"}
        found["422"] = {"$ref": "#/components/responses/FormRefused"}
    return found | {"default": {"$ref": "#/components/responses/Problem"}}


def _model(key: str, module: str) -> type[BaseModel] | None:
    """Return the model that a handler parses its body with, or None if it takes none."""
    method, path = key.split(" ")
    if method != "POST":
        return None
    app, route = importlib.import_module(module).app, served(module)[key]
    event = APIGatewayProxyEventV2(_event(method, path))
    asked = http.Asked({}, is_form=False, lang="kk")
    with (
        mock.patch.object(app, "current_event", event, create=True),
        mock.patch.object(http, "asked_of", return_value=asked),
        mock.patch.object(http, "read", _probe),
    ):
        try:
            route.func(**dict.fromkeys(re.findall(r"<(\w+)>", route.path), "1"))
        except _ReadError as found:
            return found.model
        except CivicError:
            return None
    return None


def _probe(app: object, model: type[BaseModel]) -> tuple[BaseModel, object]:
    raise _ReadError(model)


def _event(method: str, path: str) -> Document:
    return {
        "version": "2.0",
        "rawPath": path,
        "headers": {},
        "requestContext": {
            "http": {"method": method, "path": path},
            "authorizer": {"jwt": {"claims": CLAIMS}},
        },
    }


def _parameters(key: str) -> list[Document]:
    in_path = [
        {"name": name, "in": "path", "required": True} | openapi_words.PATH[name]
        for name in re.findall(r"\{(\w+)\}", key)
    ]
    return in_path + [
        {"name": name, "in": "query"} | openapi_words.QUERY[name]
        for name in openapi_asked.ASKED.get(key, ())
    ]


def _path(rule: str) -> str:
    return (
        re.sub(r"<(?:petition|complaint|poll|project|work|survey)_id>", "{id}", rule)
        .replace("<", "{")
        .replace(">", "}")
    )


def _operation_id(key: str) -> str:
    method, path = key.split(" ")
    told = re.sub(r"/\{id\}$", "/by/id", path.replace("/api/v1", "")).replace("{id}", "")
    words = re.findall(r"[a-z]+", told)
    if "/{id}/" in path and key.replace("/{id}", "") in routes():
        words += ["of", "id"]
    return method.lower() + "".join(word.capitalize() for word in words)


def text() -> str:
    """Return the file's text."""
    return json.dumps(document(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    TARGET.write_text(text(), "utf-8")
    print(f"{TARGET.name}: {len(routes())} routes")
