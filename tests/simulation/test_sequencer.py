"""The real sequencer under a hostile schedule: two writers and more, crashes, lost answers, lag."""

from __future__ import annotations

import base64
import json
import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from functions.ledger import counts, entries, merkle, note, publication, reader, window
from functions.ledger import head as heads
from functions.ledger import stage as stages
from functions.ledger.fold import Fold, FoldError, fold
from functions.ledger.poll_tally import PollTally
from functions.ledger.publication import ForkError
from functions.ledger.stage import StageError
from functions.ledger.tiles import TileError
from functions.shared import crypto, keys, objects, table
from functions.shared.settings import settings
from tests.simulation.life import GOAL, PETITION, POLL, SEAL, Life
from tests.simulation.schedule import Schedule
from tests.simulation.world import World

SEEDS = int(os.environ.get("SIMULATION_SEEDS", "150"))
FIRST_SEED = int(os.environ.get("SIMULATION_FIRST_SEED", "0"))
MUTANT_SEEDS = 60
START = datetime(2026, 9, 30, 12, 0, 0, tzinfo=UTC)
Signed = dict[int, set[bytes]]


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in (
        "BUCKET_SITE",
        "BUCKET_LOG",
        "BUCKET_PRIVATE",
        "BUCKET_UPLOADS",
        "KEY_SOURCE",
        "MAIL_TRANSPORT",
    ):
        monkeypatch.setenv(name, "file:///nowhere")
    monkeypatch.setenv("CONTENT_PATH", "/nowhere")
    monkeypatch.setenv("INBOX_SHARDS", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()


def simulate(seed: int, patch: pytest.MonkeyPatch) -> list[str]:
    """Play one life and return what is wrong in the end."""
    schedule = Schedule(seed)
    world = World(schedule, START)
    signed = _connect(world, patch)
    life = Life(world)
    life.begin()
    for _ in range(16):
        life.minute()
        for _ in range(schedule.random.choice((0, 1, 1, 2))):
            schedule.start(life.sequencer)
        if schedule.random.random() < 0.1:
            schedule.start(life.reconciler)
        schedule.play(schedule.random.randint(1, 60))
    schedule.settle()
    for minutes in (40, 2, 2):
        world.now += timedelta(minutes=minutes)
        life.sequencer()
        life.reconciler()
        life.sequencer()
    return world.violations + list(_wrong(world, life, signed))


def _connect(world: World, patch: pytest.MonkeyPatch) -> Signed:
    """Put the world under the ledger, and watch what the log's key signs."""
    for name in ("get", "put", "put_new", "put_if", "update", "delete", "query"):
        patch.setattr(table, name, getattr(world, name))
    for name, double in (("read", "read"), ("write", "write"), ("delete", "remove")):
        patch.setattr(objects, name, getattr(world, double))
    patch.setattr(objects, "list_keys", world.list_keys)
    for module in ("inbox", "publication", "reconcile"):
        patch.setattr(f"functions.ledger.{module}.each", lambda call, of: [call(x) for x in of])
    patch.setattr("functions.ledger.reconcile.SHARDS", ["00", "01"])
    settled = timedelta(minutes=world.schedule.random.choice((0, 5, 30)))
    patch.setattr("functions.ledger.reconcile.SETTLED_AFTER", settled)
    secret = Ed25519PrivateKey.from_private_bytes(bytes(32))
    signed: Signed = {}

    def sign(message: bytes) -> bytes:
        head = note.parse_checkpoint(message.decode())
        signed.setdefault(head.size, set()).add(head.root)
        return secret.sign(message)

    patch.setattr(crypto, "sign_log", sign)
    for name in ("log_public_key", "promise_public_key"):
        patch.setattr(crypto, name, lambda: secret.public_key().public_bytes_raw())
    return signed


def _wrong(world: World, life: Life, signed: Signed) -> Iterator[str]:
    head = reader.checkpoint(world.file, publication.key())
    leaves = list(reader.entries(world.file, 0, head.size))
    hashes = [merkle.leaf_hash(leaf) for leaf in leaves]
    for size, roots in sorted(signed.items()):
        if len(roots) > 1:
            yield f"two roots were signed for size {size}"
        elif roots != {merkle.root(hashes[:size])}:
            yield f"what was signed at size {size} is not in the log"
    if list(reader.hashes(world.file, 0, head.size)) != hashes:
        yield "tiles and entries differ"
    logged = Counter(leaves)
    for leaf in [*life.promised, *life.voted]:
        if logged[leaf] != 1:
            yield f"a promised entry is {logged[leaf]} times in the log"
    read = [entries.decode(leaf) for leaf in leaves]
    yield from _miscounted(world, life, read)
    yield from _misvoted(world, life, fold(read))


def _miscounted(world: World, life: Life, read: list[entries.Entry]) -> Iterator[str]:
    folded: Fold = fold(read)
    tally = folded.tallies[PETITION]
    if tally.total != len(life.promised) - len(life.withdrawn):
        yield f"count {tally.total} of {len(life.promised)} - {len(life.withdrawn)}"
    if (len(life.promised) >= 3 * GOAL) and "response" not in tally.passed:
        yield "the goal is not passed"
    published = json.loads(world.file("counts.json"))
    if published["counts"][str(PETITION)] != tally.live or published["size"] != len(read):
        yield "counts.json differs from the fold"
    stored = counts.from_item(world.tables["core"][keys.count(PETITION)["pk"], "COUNT"])
    if stored.total != tally.total or stored.passed != tally.counts().passed:
        yield "the COUNT item differs from the fold"
    if sum(stored.areas.values()) != sum(1 for item in life.live if item["rg"]):
        yield "the areas do not add up"
    if base64.b64decode(published["root"]) != _root(read):
        yield "counts.json names another root"


def _misvoted(world: World, life: Life, folded: Fold) -> Iterator[str]:
    tally = folded.polls.get(POLL) or PollTally()
    changed = sum(n - 1 for n in life.voters.values())
    if (tally.total, tally.changed, tally.sealed) != (len(life.voters), changed, SEAL):
        yield f"{tally.total} voters and {tally.changed} changes of {len(life.voters)}, {changed}"
    published = json.loads(world.file("counts.json"))
    if published["polls"].get(str(POLL)) != tally.told():
        yield "counts.json differs from the fold of the poll"
    item = world.tables["core"].get((keys.poll_count(POLL)["pk"], "COUNT"))
    if counts.poll_from_item(item) != tally:
        yield "the poll's COUNT item differs from the fold"


def _root(read: list[entries.Entry]) -> bytes:
    """Return the root over entries, each written anew: so it is also canonical."""
    return merkle.root([merkle.leaf_hash(entries.encode(entry)) for entry in read])


def test_nothing_is_lost_doubled_or_forked() -> None:
    """Whatever the interleaving, each promise is kept once and every number is the log's."""
    for seed in range(FIRST_SEED, FIRST_SEED + SEEDS):
        with pytest.MonkeyPatch.context() as patch:
            assert simulate(seed, patch) == [], f"seed {seed}"


def _no_memory(patch: pytest.MonkeyPatch) -> None:
    """A sequencer that forgets what it has taken from the inbox."""
    patch.setattr(window, "mark", lambda item: os.urandom(16))


def _no_swap(patch: pytest.MonkeyPatch) -> None:
    """A head that is overwritten, whoever moved it meanwhile."""

    def put(old: heads.Head, new: heads.Head) -> bool:
        table.put("core", {**keys.LOG_HEAD, **asdict(new)})
        return True

    patch.setattr(heads, "swap", put)


def _signs_first(patch: pytest.MonkeyPatch) -> None:
    """A writer that signs its checkpoint before it knows whether it has won."""
    save = stages.save

    def sign_and_save(name: str, stage: stages.Stage) -> None:
        edge, _ = stage.grown
        text = note.Checkpoint(settings().log_origin, edge.size, edge.root()).text()
        note.sign(text, publication.key(), crypto.sign_log)
        save(name, stage)

    patch.setattr(stages, "save", sign_and_save)


def _blind_put(patch: pytest.MonkeyPatch) -> None:
    """A checkpoint that is written without a look at what stands there."""

    def put(name: str, body: Callable[[], str], is_older: object) -> None:
        objects.write("log", name, body().encode())

    patch.setattr(publication, "_put_newer", put)


def _no_recovery(patch: pytest.MonkeyPatch) -> None:
    """A sequencer that does not publish again what a crash may have left unpublished."""
    load = heads.load

    def done() -> heads.Head | None:
        head = load()
        return replace(head, done=head.size) if head else None

    patch.setattr(heads, "load", done)


def _no_second_look(patch: pytest.MonkeyPatch) -> None:
    """A sequencer that takes what reconciliation puts in again without a look at the log."""
    patch.setattr("functions.ledger.resolve.logged_already", lambda wanted, lookup: set())


def _never_again(patch: pytest.MonkeyPatch) -> None:
    """A reconciliation that puts nothing in again."""
    patch.setattr("functions.ledger.reconcile._again", lambda *_: None)


def _no_orphans(patch: pytest.MonkeyPatch) -> None:
    """A sequencer that waits for signatures whose item is gone."""
    patch.setattr("functions.ledger.resolve.orphans", lambda asked, found: [])


@pytest.mark.parametrize(
    "mutate",
    [
        _no_memory,
        _no_swap,
        _signs_first,
        _blind_put,
        _no_recovery,
        _no_second_look,
        _never_again,
        _no_orphans,
    ],
)
def test_the_simulation_catches_a_broken_sequencer(
    mutate: Callable[[pytest.MonkeyPatch], None],
) -> None:
    """Take one safeguard away, and some seed must show what it is for."""
    for seed in range(MUTANT_SEEDS):
        with pytest.MonkeyPatch.context() as patch:
            if _fails(seed, patch, mutate):
                return
    pytest.fail(f"{mutate.__name__} was not noticed")


def _fails(
    seed: int, patch: pytest.MonkeyPatch, mutate: Callable[[pytest.MonkeyPatch], None]
) -> bool:
    """Tell whether a mutant leaves the log wrong, or cannot go on at all."""
    mutate(patch)
    try:
        return bool(simulate(seed, patch))
    except (ForkError, StageError, FoldError, TileError, FileNotFoundError):
        return True
