"""Makes a lost stage of the log again on one machine, while the platform is stopped.

    python -m infra.local.recover

DAUYS_VAR names another folder than var, as for `make up`.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from functions.ledger import recover
from functions.ledger.recover import RecoveryError
from infra.local import lock, store, template
from infra.local.environment import Places, variables
from infra.local.errors import StartError

ROOT = Path(__file__).parents[2]


def main() -> int:
    """Recover; 1 with one line when it cannot be done."""
    os.umask(0o077)
    places = Places(ROOT, Path(os.environ.get("DAUYS_VAR") or ROOT / "var").resolve())
    try:
        with lock.held(places.var):
            running = store.start(places.root / "node_modules", places.store)
            try:
                url = running.url
                os.environ.update(variables(places, template.resources(), "http://localhost", url))
                now = recover.recover()
            finally:
                running.stop()
    except (StartError, RecoveryError) as error:
        print(f"not recovered: {error}", file=sys.stderr)
        return 1
    print(f"the stage of {now.size} entries is there, root {now.root}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
