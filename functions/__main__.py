"""The command line: `dauys verify URL-or-folder` and `dauys tally FILE`."""

from __future__ import annotations

import sys

COMMANDS = """usage: dauys verify URL-or-folder [--key VKEY] [--receipt FILE] [--poll ID] [--json]
       dauys tally FILE [--method METHOD] [--winners NUMBER] [--seed HEX]"""


def main() -> int:
    """Run a command; 2 for a command that does not exist."""
    # Each command imports only its own room.
    if sys.argv[1:2] == ["verify"]:
        from functions.ledger import verify  # noqa: PLC0415
        from functions.polls import recount  # noqa: PLC0415

        return verify.main(sys.argv[2:], recount.recount)
    if sys.argv[1:2] == ["tally"]:
        from functions.polls import tally  # noqa: PLC0415

        return tally.main(sys.argv[2:])
    print(COMMANDS, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main())
