"""A cold start imports what a request needs and nothing else."""

from __future__ import annotations

import subprocess
import sys

import pytest

HOT = ("petitions.sign", "petitions.confirm", "petitions.withdraw", "petitions.unsubscribe")
SCHEDULED = ("ledger.sequence", "mail.send")
BANNED = {"jinja2", "yaml", "requests", "aws_xray_sdk", "moto", "pandas", "email_validator", "jwt"}


@pytest.mark.parametrize("handler", HOT + SCHEDULED)
def test_a_hot_handler_imports_nothing_heavy(handler: str) -> None:
    code = (
        f"import sys, functions.{handler}; print(*{{name.split('.')[0] for name in sys.modules}})"
    )

    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert not set(told.stdout.split()) & BANNED
