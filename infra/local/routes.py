"""The HTTP API's routes, read from the template and matched as API Gateway matches them."""

from __future__ import annotations

import importlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from infra.local.template import FUNCTION, Node, of_type, referred

Handler = Callable[[dict[str, Any], object], Any]

DEFAULT = "$default"
LAMBDA_TIMEOUT_SECONDS = 3


@dataclass(frozen=True)
class Route:
    """One route of the API and the function behind it; `key` is "POST /api/v1/petitions"."""

    key: str
    handler: str
    function: str
    timeout_seconds: int
    secured: bool

    @property
    def method(self) -> str:
        """The HTTP method, or ANY."""
        return self.key.partition(" ")[0]

    @property
    def path(self) -> str:
        """The path with its parameters in braces."""
        return self.key.partition(" ")[2]


@dataclass(frozen=True)
class Match:
    """A route that answers a request, with the values of its path parameters."""

    route: Route
    parameters: dict[str, str]


def read(resources: dict[str, Node]) -> list[Route]:
    """Return the routes of a template: Route → Integration → Function → Handler."""
    integrations = of_type(resources, "AWS::ApiGatewayV2::Integration")
    functions = of_type(resources, FUNCTION)
    found = []
    for properties in of_type(resources, "AWS::ApiGatewayV2::Route").values():
        integration = integrations[referred(properties["Target"], integrations)]
        name = referred(integration["IntegrationUri"], functions)
        found.append(_route(properties, name, functions[name]))
    return found


def _route(properties: Node, name: str, function: Node) -> Route:
    secured = properties.get("AuthorizationType", "NONE") == "JWT"
    timeout = int(function.get("Timeout", LAMBDA_TIMEOUT_SECONDS))
    return Route(properties["RouteKey"], function["Handler"], name, timeout, secured)


def load(handler: str) -> Handler:
    """Return the function of a handler string such as `functions.petitions.sign.handler`."""
    module, _, name = handler.rpartition(".")
    function: Handler = getattr(importlib.import_module(module), name)
    return function


class Router:
    """Finds the most specific route for a request."""

    def __init__(self, routes: list[Route]) -> None:
        ordered = sorted(routes, key=_specific_first)
        self._routes = [(r, re.compile(_pattern(r.path))) for r in ordered if r.path]
        self._default = next((route for route in routes if route.key == DEFAULT), None)

    def match(self, method: str, path: str) -> Match | None:
        """Return the route for a decoded path, or None where API Gateway says 404 itself."""
        for route, pattern in self._routes:
            found = pattern.fullmatch(path) if route.method in (method, "ANY") else None
            if found:
                return Match(route, found.groupdict())
        return self.default()

    def default(self) -> Match | None:
        """Return the route that answers when no other does, if there is one."""
        return Match(self._default, {}) if self._default else None


def _specific_first(route: Route) -> tuple[list[int], bool]:
    ranks = [2 if "+}" in part else 1 if "{" in part else 0 for part in route.path.split("/")]
    return ranks, route.method == "ANY"


def _pattern(path: str) -> str:
    def group(found: re.Match[str]) -> str:
        return f"(?P<{found[1]}>{'.+' if found[2] else '[^/]+'})"

    parts = re.split(r"(\{\w+\+?\})", path)
    return "".join(
        re.sub(r"\{(\w+)(\+?)\}", group, part) if part.startswith("{") else re.escape(part)
        for part in parts
    )
