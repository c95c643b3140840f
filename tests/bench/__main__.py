"""`make bench`: what the hot paths cost, as ratios to the least that could be done, in one run.

Absolute times say more of the machine than of the code; a ratio taken in one run holds.
"""

from __future__ import annotations

import hashlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.bench import complaint_pages, complaints, poll_close, polls

ROUNDS = 5
ENTRIES = 50_000
PUTS = 300
HANDLERS = ("petitions.sign", "petitions.confirm", "petitions.submit", "ledger.sequence")


def main() -> None:
    """Print one line a measurement: the ratio's median and range over the rounds."""
    with tempfile.TemporaryDirectory() as folder:
        _environment(Path(folder))
        _log()
        _confirm(Path(folder))
        complaints.measure(compare)
        complaint_pages.measure(Path(folder))
        polls.measure(Path(folder))
        poll_close.measure()
    for handler in HANDLERS:
        _imports(handler)


def compare(what: str, ours: Callable[[], None], least: Callable[[], None]) -> None:
    """Time two pieces of work in turn and print the ratio of their processor times."""
    ratios = [_cpu(ours) / max(_cpu(least), 1e-9) for _ in range(ROUNDS + 1)][1:]
    middle = statistics.median(ratios)
    print(f"{what:<58} {middle:6.2f}x  ({min(ratios):.2f} to {max(ratios):.2f})")


def _cpu(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


def _environment(folder: Path) -> None:
    from infra.build import write_content
    from tests import conftest  # noqa: F401  it sets the environment of the functions

    for name in ("site", "log", "private", "uploads"):
        os.environ[f"BUCKET_{name.upper()}"] = f"file://{folder / name}"
    (folder / "keys").mkdir()
    for number, name in enumerate(("token", "master", "log", "promise")):
        (folder / "keys" / f"{name}.key").write_bytes(bytes([number + 1]) * 32)
    os.environ |= {
        "KEY_SOURCE": f"file://{folder / 'keys'}",
        "MAIL_TRANSPORT": f"file://{folder / 'outbox'}",
        "CONTENT_PATH": str(write_content(Path("content"), folder / "content.json")),
    }


def _log() -> None:
    """Encoding, checking and folding entries, against hashing the same bytes once."""
    from functions.ledger import entries, fold
    from tests.conftest import NOW

    leaves = [
        entries.sign_leaf(1, "email", hashlib.sha256(str(n).encode()).hexdigest(), NOW)
        for n in range(ENTRIES)
    ]

    def ours() -> None:
        fold.fold(entries.decode(leaf) for leaf in leaves)

    def least() -> None:
        for leaf in leaves:
            hashlib.sha256(leaf).digest()

    compare(f"fold {ENTRIES:,} entries / hash their bytes once", ours, least)


def _confirm(folder: Path) -> None:
    """A confirmation from token to stored signature, against the bare conditional put."""
    import boto3

    from functions.petitions import confirm, token
    from functions.petitions.person import Person
    from functions.shared import clock, table
    from infra.local import store, tables, template
    from tests import factory
    from tests.conftest import ROOT, Context, event

    running = store.start(ROOT / "node_modules", folder / "store" / "bench.sqlite")
    client = boto3.client("dynamodb", endpoint_url=running.url)
    tables.create(client, template.resources())
    table.client = lambda: client
    now = clock.now()
    factory.stored(published_at=now, submitted_at=now, confirmed_at=now, changed_at=now)
    serial = iter(range(10**9))

    def ours() -> None:
        for _ in range(PUTS):
            person = Person(name="Example", email=f"b{next(serial)}@example.kz", consent=True)
            sealed = token.seal(token.confirmation("sign", 1, person, "en", ()))
            body = {"token": sealed}
            answer = confirm.handler(event("POST", "/api/v1/confirmations", body), Context())
            assert answer["statusCode"] == 200, answer

    def least() -> None:
        for _ in range(PUTS):
            key = f"{next(serial):064x}"
            table.put_new("signatures", {"pk": "bench", "sk": key, "c": key, "st": "live"})

    try:
        compare("confirm a signature / one bare conditional put", ours, least)
    finally:
        running.stop()


def _imports(handler: str) -> None:
    """Importing a handler, against importing the store's client library alone."""

    def cpu(module: str) -> float:
        before = os.times()
        subprocess.run([sys.executable, "-c", f"import {module}"], check=True)
        after = os.times()
        return (
            after.children_user
            + after.children_system
            - (before.children_user + before.children_system)
        )

    ratios = [cpu(f"functions.{handler}") / cpu("boto3") for _ in range(ROUNDS)]
    middle = statistics.median(ratios)
    what = f"import {handler} / import boto3"
    print(f"{what:<58} {middle:6.2f}x  ({min(ratios):.2f} to {max(ratios):.2f})")


if __name__ == "__main__":
    main()
