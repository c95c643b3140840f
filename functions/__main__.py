"""The command line: `dauys verify URL-or-folder`."""

from __future__ import annotations

import sys

COMMANDS = "usage: dauys verify URL-or-folder [--key VKEY] [--receipt FILE] [--json]"


def main() -> int:
    """Run a command; 2 for a command that does not exist."""
    if len(sys.argv) < 2 or sys.argv[1] != "verify":
        print(COMMANDS, file=sys.stderr)
        return 2
    from functions.ledger import verify  # noqa: PLC0415  each command imports only its own room

    return verify.main(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
