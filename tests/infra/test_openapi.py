"""The OpenAPI file is what the handlers take."""

from __future__ import annotations

import json
from pathlib import Path

from openapi_spec_validator import OpenAPIV31SpecValidator

from infra.aws import openapi, openapi_asked


def test_the_committed_file_is_what_the_code_says(environment: Path) -> None:
    committed = openapi.TARGET.read_text("utf-8")

    assert committed == openapi.text(), "run `python -m infra.aws.openapi` and read the difference"


def test_the_file_is_valid_openapi(environment: Path) -> None:
    OpenAPIV31SpecValidator(json.loads(openapi.TARGET.read_text("utf-8"))).validate()


def test_the_file_has_the_template_s_routes(environment: Path) -> None:
    paths = json.loads(openapi.TARGET.read_text("utf-8"))["paths"]
    told = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}

    assert told == set(openapi.routes())


def test_every_body_that_is_taken_has_a_model_but_the_one_click_s(environment: Path) -> None:
    paths = json.loads(openapi.TARGET.read_text("utf-8"))["paths"]
    bare = {p for p, methods in paths.items() if "requestBody" not in methods.get("post", {})}

    assert bare - {p for p in paths if "post" not in paths[p]} == {
        "/api/v1/unsubscriptions/{token}"
    }


def test_every_get_says_which_words_it_takes() -> None:
    assert set(openapi_asked.ASKED) == {key for key in openapi.routes() if key.startswith("GET")}


def test_every_operation_has_a_name_of_its_own_and_a_summary(environment: Path) -> None:
    paths = json.loads(openapi.TARGET.read_text("utf-8"))["paths"]
    operations = [operation for methods in paths.values() for operation in methods.values()]
    names = [operation["operationId"] for operation in operations]

    assert len(set(names)) == len(names)
    assert all(operation["summary"] for operation in operations)
    assert all(len(operation["responses"]) > 1 for operation in operations)
