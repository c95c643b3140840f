"""The one door: HTTP in, the deployed functions and the published site behind it.

An ASGI application that does what CloudFront and API Gateway do together, by what the template says
of them: a path's behavior, the edge function, the files, the routes, the bearer tokens.
"""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass, replace
from urllib.parse import quote, unquote

from infra.local import asgi, edge, events, hosts, page, quarantine, routes
from infra.local.bearer import Authorizer
from infra.local.context import Context
from infra.local.distribution import Behavior, Distribution
from infra.local.events import Answer, Request
from infra.local.issuer import ROOT as LOGIN
from infra.local.issuer import Issuer
from infra.local.outbox import DATA as OUTBOX_DATA
from infra.local.outbox import PAGE as OUTBOX_PAGE
from infra.local.outbox import Outbox
from infra.local.routes import Match, Router
from infra.local.site import Site
from infra.local.workers import Workers

LOCAL = "/_local/"
UNQUOTED = "/!$&'()*+,;=:@~"

_log = logging.getLogger("front")


@dataclass(frozen=True)
class Front:
    """The ASGI application; `language` is where `/` leads."""

    router: Router
    distribution: Distribution
    site: Site
    authorizer: Authorizer
    issuer: Issuer
    outbox: Outbox
    workers: Workers
    language: str
    names: tuple[str, ...] = hosts.LOOPBACK

    async def __call__(self, scope: asgi.Message, receive: asgi.Receive, send: asgi.Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        request = asgi.request(scope)
        answer = hosts.refusal(request.header("host"), self.names)
        if answer is None and request.path.startswith(LOCAL):
            answer = await self._local(request, receive)
        await asgi.send(
            send,
            answer or await self._public(request, receive),
            head=request.method == "HEAD",
        )

    async def _public(self, request: Request, receive: asgi.Receive) -> Answer:
        behavior = self.distribution.behavior(request.path)
        answer = await self._behave(behavior, request, receive)
        names = {name for name, _ in behavior.headers}
        kept = [header for header in answer.headers if header[0] not in names]
        return replace(answer, headers=[*kept, *behavior.headers])

    async def _behave(self, behavior: Behavior, request: Request, receive: asgi.Receive) -> Answer:
        """Do what one behavior says: edge function, then its origin, then the one behind it."""
        if request.method not in behavior.methods:
            return Answer(403, [("content-type", "text/plain")], b"Not a method for this path.\n")
        asked, path = request, request.path
        if behavior.edge:
            accept = request.header("accept")
            written = quote(path, safe=UNQUOTED)
            target = edge.resolve(written, request.query, self.language, accept)
            if isinstance(target, edge.Redirect):
                moved = [("location", target.location), ("cache-control", "max-age=300")]
                return Answer(target.status, moved)
            path = unquote(target.path)
            asked = replace(request, path=path)
        if behavior.origin == "api":
            return await self._api(asked, self.router.match(request.method, path), receive)
        found = self.site.answer(request, behavior.origin, path)
        if found is None and behavior.origin == "log":
            return Answer(404, [("content-type", "text/plain")], b"Not in the log.\n")
        return found or await self._api(asked, self.router.match(request.method, path), receive)

    async def _api(self, request: Request, match: Match | None, receive: asgi.Receive) -> Answer:
        if match is None:
            return events.message(404, "Not Found")
        claims = None
        if match.route.secured:
            claims = self.authorizer.claims(request.header("authorization"))
            if claims is None:
                answer = events.message(401, "Unauthorized")
                return replace(answer, headers=[*answer.headers, ("www-authenticate", "Bearer")])
        body = await asgi.body(receive)
        if body is None:
            return events.message(413, "Request Entity Too Large")
        return await self.workers.run(_invoke, replace(request, body=body), match, claims)

    async def _local(self, request: Request, receive: asgi.Receive) -> Answer:
        """Answer what is on this machine only; these pages bring their own headers."""
        if request.path.startswith(f"{LOGIN}/"):
            return self.issuer.answer(replace(request, body=await asgi.body(receive) or b""))
        if request.path == quarantine.PATH:
            body = await asgi.body(receive, quarantine.LIMIT_BYTES)
            if body is None:
                return quarantine.too_large()
            return await asyncio.to_thread(quarantine.take, replace(request, body=body))
        if request.path in (OUTBOX_PAGE, OUTBOX_DATA):
            return self.outbox.answer(request)
        if request.path == page.STYLE_PATH:
            return page.style()
        if request.path == LOCAL:
            return page.index()
        return page.page("Not found", "<p>No such local page.</p>", 404)


def _invoke(request: Request, match: Match, claims: dict[str, str] | None) -> Answer:
    """Call the function behind a route; what it fails to catch is API Gateway's plain 500."""
    route = match.route
    try:
        event = events.event(request, match, claims)
        result = routes.load(route.handler)(event, Context(route.function, route.timeout_seconds))
        return events.answer(result)
    except events.TooLargeError:
        return events.message(413, "Request Entity Too Large")
    except Exception:
        _log.exception("%s failed", route.handler)
        return events.message(500, "Internal Server Error")
