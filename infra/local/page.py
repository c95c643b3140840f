"""The frame of the local pages (outbox, sign-in): plain HTML, no scripts, never deployed."""

from __future__ import annotations

from html import escape
from pathlib import Path

from infra.local.events import Answer

STYLE_PATH = "/_local/local.css"
_STYLE = Path(__file__).with_name("local.css")
_POLICY = (
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
_FRAME = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{style}">
</head>
<body>
<header><p>On this machine only: no such page is ever deployed.</p></header>
<main>
<h1>{title}</h1>
{body}
</main>
</body>
</html>
"""


def page(title: str, body: str, status: int = 200) -> Answer:
    """Return a page; the title is escaped here, the body by whoever wrote it."""
    html = _FRAME.format(title=escape(title), style=STYLE_PATH, body=body)
    return Answer(status, headers("text/html; charset=utf-8"), html.encode("utf-8"))


def index() -> Answer:
    """Return the page that names the other local pages."""
    return page(
        "This machine",
        '<ul><li><a href="/">The site</a></li><li><a href="/desk/">The desk</a></li>'
        '<li><a href="/_local/outbox/">The outbox: mail that was not sent</a></li></ul>',
    )


def style() -> Answer:
    """Return the local pages' style sheet."""
    return Answer(200, headers("text/css; charset=utf-8"), _STYLE.read_bytes())


def headers(content_type: str) -> list[tuple[str, str]]:
    """Return the headers of every local answer: nothing is kept, nothing else is loaded."""
    return [
        ("content-type", content_type),
        ("cache-control", "no-store"),
        ("content-security-policy", _POLICY),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
    ]
