"""Adding files in tests as a browser does: the form's fields first, the file last."""

from __future__ import annotations

from typing import Any

from functions.media import clean, request, upload
from functions.media.kinds import Kinds
from infra.local import quarantine
from infra.local.events import Answer, Request
from tests.conftest import Context, Send

BOUNDARY = "----boundary"
PHOTOS, PAPERS = Kinds(count=3), Kinds(count=2, kilobytes=3072, pdf=True)
UPLOADS = "/api/v1/uploads"


def permit(owner: str = "complaint:7", kinds: Kinds = PHOTOS) -> str:
    return upload.permit(owner, kinds, "en", onward="/en/done/petition/")


def ask(send: Send, token: str, **told: Any) -> Any:
    """Ask for a form and return its answer."""
    return send(request.handler, "POST", UPLOADS, {"permit": token, **told}).json


def multipart(fields: dict[str, str], sent: bytes, name: str = "photo.jpg") -> bytes:
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{field}"\r\n\r\n{value}\r\n'
        for field, value in fields.items()
    ]
    file = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n'
    head = "".join(parts) + file + "Content-Type: text/html\r\n\r\n"
    return head.encode() + sent + f"\r\n--{BOUNDARY}--\r\n".encode()


def post(fields: dict[str, str], sent: bytes, name: str = "photo.jpg") -> Answer:
    """Post a file with a form to this machine's quarantine."""
    kind = [("content-type", f"multipart/form-data; boundary={BOUNDARY}")]
    body = multipart(fields, sent, name)
    return quarantine.take(Request("POST", quarantine.PATH, "", kind, "127.0.0.1", body=body))


def add(send: Send, token: str, sent: bytes, **told: Any) -> str:
    """Add a file and return its id; it then lies in quarantine."""
    offered = ask(send, token, **told)
    assert post(offered["fields"], sent).status == 201
    return str(offered["upload"])


def run() -> Any:
    """Run the scheduled cleaning once."""
    return clean.handler({}, Context())
