"""Renders one file in a process of its own, so that a decoder that fails harms nothing else.

The process has no credentials, little memory and little time. `render` starts it; run as a program
it reads `sent` in a folder, writes `large` (and `small`) there, and tells on its output.
"""

from __future__ import annotations

import hashlib
import json
import os
import resource
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from functions.media.kinds import Form, Kinds
from functions.media.refusal import RefusedError

MEMORY_BYTES = 1_400 * 1024 * 1024
SECONDS = 25
PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"RIFF")
PDF_START, PDF_START_WITHIN = b"%PDF-", 1024


@dataclass(frozen=True)
class Rendered:
    """A file written afresh; `small` is empty for a document."""

    form: Form
    large: bytes
    small: bytes = b""
    width: int = 0
    height: int = 0

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.large).hexdigest()


def render(sent: bytes, kinds: Kinds) -> Rendered:
    """Return a file written afresh, by what it is, not what it is called. Raises RefusedError."""
    form = form_of(sent)
    if form == "pdf" and not kinds.pdf:
        raise RefusedError("not_allowed")
    if len(sent) > kinds.most_bytes(form):
        raise RefusedError("too_big")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "sent").write_bytes(sent)
        told = _run(form, folder)
        if "refused" in told:
            raise RefusedError(told["refused"])
        small = (folder / "small").read_bytes() if form == "image" else b""
        return Rendered(form, (folder / "large").read_bytes(), small, *told["size"])


def form_of(sent: bytes) -> Form:
    """Return what a file's first bytes say it is; a reader of PDF looks for its mark further in."""
    is_image = sent.startswith(PICTURES)
    return "pdf" if not is_image and PDF_START in sent[:PDF_START_WITHIN] else "image"


def _run(form: Form, folder: Path) -> dict[str, Any]:
    """Run the process; one that is killed, or takes too long, has read nothing it can use."""
    command = [sys.executable, "-m", __name__, form, str(folder)]
    environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    try:
        done = subprocess.run(  # noqa: S603  no part of the command is anybody's input
            command, env=environment, capture_output=True, timeout=SECONDS, check=True
        )
    except (subprocess.TimeoutExpired, subprocess.CalledProcessError):
        return {"refused": "unreadable"}
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def main(form: str, folder: Path) -> dict[str, Any]:
    """Render the file in a folder and return what to tell."""
    sent = (folder / "sent").read_bytes()
    try:
        if form == "pdf":
            from functions.media import document  # noqa: PLC0415  heavy, and only one is needed

            (folder / "large").write_bytes(document.render(sent))
            return {"size": [0, 0]}
        from functions.media import image  # noqa: PLC0415  likewise

        picture = image.render(sent)
    except RefusedError as error:
        return {"refused": error.reason}
    (folder / "large").write_bytes(picture.body)
    (folder / "small").write_bytes(picture.small)
    return {"size": [picture.width, picture.height]}


def _limit() -> None:
    limits = (resource.RLIMIT_AS, MEMORY_BYTES), (resource.RLIMIT_CPU, SECONDS)
    for kind, most in limits:
        with suppress(ValueError, OSError):  # not every system knows every limit
            resource.setrlimit(kind, (most, most))


if __name__ == "__main__":
    _limit()
    print(json.dumps(main(sys.argv[1], Path(sys.argv[2]))))
