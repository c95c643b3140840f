"""A loopback server: the built site under its policy, forms in shells, and set answers."""

from __future__ import annotations

import json
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from threading import Condition, Thread
from typing import Any

import jinja2

from infra import site
from tests.conftest import ROOT
from tests.site import built

POLICY = (
    "default-src 'none'; script-src 'self'; worker-src 'self'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; object-src 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'"
)
RULES = {
    "summary": "Test rules.",
    "who": "Everybody.",
    "limits": {"title": 80, "background": 300, "details": 800},
    "sponsors": 0,
    "invite": 5,
    "files": {"count": 0, "kilobytes": 0},
    "show": ["hidden", "initials", "name"],
    "thresholds": [],
    "prohibited": ["Defence", "Justice"],
}
FILES = {"count": 2, "kilobytes": 1}
# Seconds that a test waits for what a page sends on its own.
PATIENCE = 10
CONTEXT: dict[str, Any] = {
    "rule_sets": [
        RULES | {"key": "one@2024-01-01", "title": "Rules of the country"},
        RULES | {"key": "two@2024-01-01", "title": "Rules of the city", "files": FILES},
    ],
    "jurisdictions": [{"code": "KZ", "name": "Country"}, {"code": "KZ-75", "name": "City"}],
    "bodies": [
        {"id": "g", "name": "Government", "jurisdiction": "KZ", "rule_sets": ["one@2024-01-01"]},
        {"id": "a", "name": "Akimat", "jurisdiction": "KZ-75", "rule_sets": ["two@2024-01-01"]},
    ],
    "categories": [{"id": "transport", "name": "Transport"}],
    "regions": [{"code": "KZ-75", "name": "City"}],
    "p": {"id": 7},
    "sign": {
        "regions": [{"code": "KZ-75", "name": "City"}],
        "region_required": True,
        "show": ["hidden", "initials", "name"],
        "eid": True,
        "email": True,
        "who": "Everybody.",
    },
}


def rendered(lang: str, template: str) -> str:
    """Return a form in its shell, as the publisher would put it there."""
    words = site.read_words(*site.FRAME_AREAS)

    def t(key: str, **params: object) -> str:
        text = words[key][lang]
        return (text if isinstance(text, str) else text["other"]).format(**params)

    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ROOT / "site/templates"),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
    )
    env.globals.update(t=t, lang=lang, number=str)
    body = env.get_template(template).render(CONTEXT)
    if template == "sign_form.html":
        count = '<h1>Petition</h1><p><strong data-count="7">1</strong></p>'
        body = f'<div class="c-wrap"><div class="c-sign">{count}{body}</div></div>'
    shell = (built.folder() / lang / "shell/petitions/index.html").read_text()
    langs = '<a href="/kk/" lang="kk">Қаз</a>'
    for token, text in zip(site.TOKENS, ("T", "D", "", langs, body), strict=True):
        shell = shell.replace(token, text)
    return shell.replace(
        "</head>", '<script type="module" src="/assets/js/count.js"></script></head>'
    )


class Handler(SimpleHTTPRequestHandler):
    """Files of the site, two rendered forms, and the answers that a test set."""

    posts: list[tuple[str, dict[str, Any]]]
    answers: dict[str, tuple[int, Any]]

    def __init__(self, *args: Any, service: Service) -> None:
        self.service = service
        super().__init__(*args, directory=str(built.folder()))

    def log_message(self, *_args: Any) -> None:
        """Say nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        forms = {"petitions/new/": "start.html", "petitions/7/": "sign_form.html"}
        if path in self.service.answers:
            self._send(*self.service.answers[path])
        elif path == "/config.json":
            self._send(200, {"proof_of_work_bits": self.service.proof_bits})
        elif path[4:] in forms:
            self._send(200, rendered(path[1:3], forms[path[4:]]))
        else:
            super().do_GET()

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        is_file = self.headers["Content-Type"].startswith("multipart/")
        told = {"form": body.decode("latin-1")} if is_file else json.loads(body)
        self.service.take(self.path, told)
        self._send(*self.service.answers.get(self.path, (202, {"state": "pending"})))

    def _send(self, status: int, data: Any) -> None:
        page = isinstance(data, str)
        body = (data if page else json.dumps(data)).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8" if page else "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Service:
    """The running server: what it was sent, and what it shall answer."""

    def __init__(self) -> None:
        self.posts: list[tuple[str, dict[str, Any]]] = []
        self.answers: dict[str, tuple[int, Any]] = {}
        self.proof_bits = 16
        self._took = Condition()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, service=self))
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        Thread(target=self._server.serve_forever, daemon=True).start()

    def take(self, path: str, told: dict[str, Any]) -> None:
        """Keep what was sent."""
        with self._took:
            self.posts.append((path, told))
            self._took.notify_all()

    def sent(self, path: str) -> dict[str, Any]:
        """Return what was sent there last, which may still be on its way."""
        with self._took:
            assert self._took.wait_for(lambda: self._to(path), PATIENCE), f"nothing sent to {path}"
            return self._to(path)[-1]

    def _to(self, path: str) -> list[dict[str, Any]]:
        return [told for where, told in self.posts if where == path]

    def stop(self) -> None:
        """End the server."""
        self._server.shutdown()
        self._server.server_close()
