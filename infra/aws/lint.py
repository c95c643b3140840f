"""Lints the expanded template with cfn-lint: what plain SAM hides shows only there."""

from __future__ import annotations

import json
import sys

from cfnlint.api import lint as cfn_lint  # type: ignore[import-untyped]
from cfnlint.config import ManualArgs  # type: ignore[import-untyped]

from infra.aws.expand import Template, expand

REGIONS = ["eu-central-1"]


def lint(template: Template) -> list[str]:
    """Return every error and warning as `rule path: message`; an empty list is clean."""
    matches = cfn_lint(json.dumps(template), config=ManualArgs(regions=REGIONS))
    return [f"{m.rule.id} {'/'.join(map(str, m.path or []))}: {m.message}" for m in matches]


def findings() -> list[str]:
    """Lint what is deployed."""
    return lint(expand())


if __name__ == "__main__":
    found = findings()
    print("\n".join(found) or "cfn-lint: nothing found")
    sys.exit(bool(found))
