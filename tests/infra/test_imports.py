"""A cold start imports what a request needs and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

HOT = (
    "petitions.sign",
    "petitions.confirm",
    "petitions.withdraw",
    "petitions.unsubscribe",
    "projects.propose",
    "projects.support",
    "projects.discuss",
)
SCHEDULED = ("ledger.sequence", "mail.send")
MEDIA = ("media.request", "media.clean", "petitions.submit", "desk.media", "desk.moderate")
DECODERS = {"PIL", "pikepdf", "lxml"}
BANNED = {"jinja2", "yaml", "requests", "aws_xray_sdk", "moto", "pandas", "email_validator", "jwt"}


def imported(handler: str) -> set[str]:
    """Return the packages that a fresh interpreter has loaded once it has a handler."""
    code = (
        f"import sys, functions.{handler}; print(*{{name.split('.')[0] for name in sys.modules}})"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(told.stdout.split())


@pytest.mark.parametrize("handler", HOT + SCHEDULED)
def test_a_hot_handler_imports_nothing_heavy(handler: str) -> None:
    assert not imported(handler) & BANNED


@pytest.mark.parametrize("handler", HOT + SCHEDULED + MEDIA)
def test_files_are_decoded_in_the_rendering_process_only(handler: str) -> None:
    assert not imported(handler) & DECODERS
