"""CloudFront's part that a browser notices, read from the template.

Each path has a behavior: where its answer comes from, whether the edge function may change the
address first, and the headers that are set on the answer.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from infra.local.template import Node, of_type, references

Headers = tuple[tuple[str, str], ...]

HSTS = "strict-transport-security"
_FILLED_IN = re.compile(r" [^\s;]*\$\{[^}]*\}[^\s;]*")
_NAMES = {
    "ContentSecurityPolicy": "content-security-policy",
    "ContentTypeOptions": "x-content-type-options",
    "FrameOptions": "x-frame-options",
    "ReferrerPolicy": "referrer-policy",
    "StrictTransportSecurity": HSTS,
}


@dataclass(frozen=True)
class Behavior:
    """What CloudFront does below one path pattern; header names are lower case."""

    pattern: str
    origin: str
    edge: bool
    methods: frozenset[str]
    headers: Headers


class Distribution:
    """Finds the behavior of a path; HSTS only where the site is reached over TLS."""

    def __init__(self, resources: dict[str, Node], *, secure: bool = False) -> None:
        policies = of_type(resources, "AWS::CloudFront::ResponseHeadersPolicy")
        (only,) = of_type(resources, "AWS::CloudFront::Distribution").values()
        config = only["DistributionConfig"]
        ordered = [*config.get("CacheBehaviors", []), config["DefaultCacheBehavior"]]
        self.behaviors = [_behavior(behavior, policies, secure) for behavior in ordered]

    def behavior(self, path: str) -> Behavior:
        """Return the first behavior whose pattern fits; the last one fits every path."""
        return next(b for b in self.behaviors if _fits(path, b.pattern))


def _fits(path: str, pattern: str) -> bool:
    return fnmatchcase(path, "/" + pattern if pattern[0] not in "/*" else pattern)


def _behavior(behavior: Node, policies: dict[str, Node], secure: bool) -> Behavior:
    names = [n for n in references(behavior.get("ResponseHeadersPolicyId")) if n in policies]
    headers = [h for name in names for h in _headers(policies[name]["ResponseHeadersPolicyConfig"])]
    return Behavior(
        pattern=behavior.get("PathPattern", "*"),
        origin=behavior["TargetOriginId"],
        edge=bool(behavior.get("FunctionAssociations")),
        methods=frozenset(behavior.get("AllowedMethods", ("GET", "HEAD"))),
        headers=tuple(header for header in headers if secure or header[0] != HSTS),
    )


def _headers(config: Node) -> list[tuple[str, str]]:
    security = config.get("SecurityHeadersConfig", {})
    custom = config.get("CustomHeadersConfig", {}).get("Items", [])
    named = [(_NAMES[name], _value(name, part)) for name, part in security.items()]
    added = [(item["Header"].lower(), str(item["Value"])) for item in custom]
    return [*named, *added, *_cors(config.get("CorsConfig", {}))]


def _value(name: str, part: dict[str, Any]) -> str:
    if name == "ContentTypeOptions":
        return "nosniff"
    if name == "ContentSecurityPolicy":
        return _policy(part[name])
    if name == "StrictTransportSecurity":
        ending = "; includeSubDomains" if part.get("IncludeSubdomains") else ""
        return f"max-age={part['AccessControlMaxAgeSec']}{ending}"
    return str(part.get("FrameOption") or part["ReferrerPolicy"])


def _policy(text: str | Node) -> str:
    """Return a policy without the hosts that deployment fills in: here they are this host."""
    return _FILLED_IN.sub("", text if isinstance(text, str) else text["Fn::Sub"][0])


def _cors(config: Node) -> list[tuple[str, str]]:
    if not config:
        return []
    return [("access-control-allow-origin", config["AccessControlAllowOrigins"]["Items"][0])]
