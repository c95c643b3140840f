"""The sequencer and the reconciliation on real tables: what they call, log and publish."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from functions.ledger import counts, entries, inbox, reconcile, requests, sequence, verify
from functions.ledger import head as heads
from functions.ledger import source as sources
from functions.ledger import stage as stages
from functions.ledger.promise import promise
from functions.ledger.publication import ForkError
from functions.shared import clock as clocks
from functions.shared import keys, objects, table
from tests.conftest import Calls, Clock

QUERIES_A_MINUTE = 4
SHORT_READ = (2 + 2) * QUERIES_A_MINUTE
SWEEP_READ = (10 + 2) * QUERIES_A_MINUTE


@pytest.fixture
def log(dynamodb: Calls, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Calls:
    """A log that exists and is empty; its first run does not look an hour back."""
    with monkeypatch.context() as patch:
        patch.setattr(sequence, "FIRST_READ", dt.timedelta())
        run(clock, minutes=0)
    dynamodb.take()
    return dynamodb


def run(clock: Clock, **passes: float) -> sequence.Report:
    return sequence.run(clock.pass_(**passes))


def idle(clock: Clock, **passes: float) -> None:
    """Let time pass, each minute of which a run has read and found empty."""
    head = heads.load()
    assert head is not None
    heads.rest(head, clocks.text(clock.pass_(**passes)))


def signature(number: int, now: dt.datetime, **changes: Any) -> table.Item:
    """Store a signature as confirm does."""
    c = hashlib.sha256(f"{number}".encode()).hexdigest()
    item = {
        **keys.signature(1, hashlib.sha256(f"tag {number}".encode()).hexdigest()),
        "p": 1,
        "c": c,
        "a": "email",
        "rg": "KZ-75",
        "at": clocks.text(now),
        "st": "live",
        "bucket": inbox.bucket(now, c),
        **changes,
    }
    table.put("signatures", item)
    return item


def ask(*items: table.Item) -> None:
    for item in items:
        assert table.put_new("signatures", item) is None


def begin(clock: Clock, *, goal: int = 2, closes_in: dt.timedelta = dt.timedelta(days=30)) -> None:
    closes_at = clocks.text(clock.now + closes_in)
    ask(
        requests.request(1, "goal", "response", clock.now, k="response", n=goal),
        requests.request(1, "open", "1", clock.now, x=closes_at),
    )


def published(name: str = "counts.json") -> dict[str, Any]:
    stored = objects.read("log", name)
    assert stored is not None
    read: dict[str, Any] = json.loads(stored.body)
    return read


def agrees(folder: Path) -> bool:
    return verify.verify(sources.open_source(str(folder))).is_good


def count() -> counts.Counts:
    return counts.from_item(table.get("core", keys.count(1)))


def leaves() -> list[entries.Entry]:
    from functions.ledger import lookup, publication, reader

    head = publication.current()
    assert head is not None
    return [entries.decode(leaf) for leaf in reader.entries(lookup.fetch, 0, head.size)]


def test_the_first_run_publishes_an_empty_log(
    dynamodb: Calls, environment: Path, clock: Clock
) -> None:
    run(clock, minutes=0)

    assert published()["counts"] == {}
    assert published("log.json")["maximum_merge_delay_seconds"] == 600
    assert agrees(environment)


def test_an_idle_run_reads_the_last_minutes_and_notes_it(log: Calls, clock: Clock) -> None:
    report = run(clock, minutes=1)

    assert report == sequence.Report(0)
    assert log.take() == ["GetItem", *["Query"] * SHORT_READ, "UpdateItem"]
    assert run(clock, minutes=1).logged == 0
    assert log.take() == ["GetItem", *["Query"] * SWEEP_READ, "UpdateItem"]


def test_a_run_with_entries_swaps_once_and_writes_one_count_for_each_petition(
    log: Calls, environment: Path, clock: Clock
) -> None:
    begin(clock)
    for number in range(3):
        signature(number, clock.now)
    log.take()

    report = run(clock, minutes=1)

    # head, inbox; swap; batch, count; done
    writes = ["UpdateItem", "PutItem", "PutItem", "UpdateItem"]
    assert log.take() == ["GetItem", *["Query"] * SHORT_READ, *writes]
    assert (report.logged, report.size) == (6, 6)
    assert [entry.t for entry in leaves()] == ["goal", "open", "sign", "sign", "sign", "pass"]
    assert count().total == 3
    assert count().passed == {"response": clock.now}
    assert count().areas == {"KZ-75": 3}
    assert published()["passed"] == {"1": {"response": clocks.text(clock.now)}}
    assert json.loads((environment / "private/areas.json").read_bytes()) == {"1": {"KZ-75": 3}}
    assert agrees(environment)
    assert run(clock, minutes=1).logged == 0


def test_the_same_instant_twice_changes_nothing(log: Calls, clock: Clock) -> None:
    signature(1, clock.now)
    run(clock)
    before = published()

    assert run(clock).logged == 0
    assert published() == before


def test_signatures_are_sorted_by_leaf_hash(log: Calls, clock: Clock) -> None:
    for number in range(20):
        signature(number, clock.now)
    run(clock)

    hashes = [entries.leaf_hash(entries.encode(entry)) for entry in leaves()]
    assert hashes == sorted(hashes)


def test_a_withdrawal_finds_its_signature_in_the_log_or_in_the_same_batch(
    log: Calls, environment: Path, clock: Clock
) -> None:
    early = [signature(number, clock.now) for number in range(300)]
    run(clock, minutes=1)
    idle(clock, days=2)
    late = signature(999, clock.now)
    ask(*(requests.drop(item, "withdrawn", clock.now) for item in (early[7], late)))
    log.take()

    report = run(clock, minutes=1)

    assert (report.logged, report.waiting, count().total) == (3, 0, 299)
    dropped = {leaves()[entry.i].c for entry in leaves() if entry.t == "drop"}
    assert dropped == {early[7]["c"], late["c"]}
    assert count().areas == {"KZ-75": 299}
    assert agrees(environment)


def test_a_withdrawal_of_what_the_inbox_does_not_show_yet_waits(log: Calls, clock: Clock) -> None:
    item = signature(1, clock.now, bucket="2026-01-01T00:00#00")
    ask(requests.drop(item, "withdrawn", clock.now))

    assert run(clock, minutes=1).waiting == 1
    table.put("signatures", item | {"bucket": inbox.bucket(clock.now, item["c"])})
    report = run(clock, minutes=1)
    assert (report.logged, report.waiting, count().total) == (2, 0, 0)


def test_a_signature_erased_before_it_was_logged_is_logged_and_dropped(
    log: Calls, environment: Path, clock: Clock
) -> None:
    item = signature(1, clock.now)
    ask(requests.drop(item, "erased", clock.now))
    table.delete("signatures", keys.signature(1, item["sk"]))

    run(clock, minutes=1)

    assert [entry.t for entry in leaves()] == ["sign", "drop"]
    assert count().total == 0


def test_held_and_brought_back(log: Calls, clock: Clock) -> None:
    item = signature(1, clock.now)
    run(clock, minutes=1)
    ask(requests.hold(item, "fraud:R3", clock.now))
    run(clock, minutes=1)
    held = count().total
    ask(requests.back(item, clock.now))
    run(clock, minutes=1)

    assert (held, count().total) == (0, 1)


def test_what_is_no_entry_holds_up_nothing(log: Calls, clock: Clock) -> None:
    broken: list[dict[str, Any]] = [
        {"a": "phone"},
        {"c": "not hex"},
        {"p": "1"},
        {"at": "yesterday"},
        {"e": {"t": "pass", "p": 1, "h": "2026-09-30T12", "k": "response", "n": 1}},
        {"e": {"t": "goal", "p": 2, "h": "2026-09-30T12", "k": "response", "n": 1}},
        {"e": {"t": "drop", "p": 1, "h": "2026-09-30T12", "r": "erased"}},
        {"e": "text"},
    ]
    for number, changes in enumerate(broken):
        signature(number, clock.now, **changes)
    good = signature(100, clock.now)

    report = run(clock, minutes=1)

    assert report.refused == Counter(malformed=len(broken))
    assert [entry.c for entry in leaves()] == [good["c"]]


def test_a_petition_is_closed_when_every_confirmation_is_in_and_then_signatures_are_late(
    log: Calls, environment: Path, clock: Clock
) -> None:
    begin(clock, goal=9, closes_in=dt.timedelta(hours=1))
    signature(1, clock.now)
    run(clock, minutes=1)
    idle(clock, hours=25)
    assert run(clock, minutes=8).logged == 0  # 24 hours and the merge delay are not over
    assert run(clock, minutes=1).logged == 1
    assert count().closed == 1

    signature(2, clock.now)
    run(clock, minutes=1)

    assert [entry.t for entry in leaves()][-2:] == ["close", "late"]
    assert (count().total, published()["closed"]) == (1, {"1": 1})
    assert agrees(environment)


def test_after_a_pause_everything_since_is_read(log: Calls, clock: Clock) -> None:
    signature(1, clock.now + dt.timedelta(minutes=5))

    assert run(clock, hours=3).logged == 1


@pytest.mark.parametrize("step", ["_put_tile", "_put_checkpoint", "_put_batch", "_put_counts"])
def test_a_crash_while_publishing_is_made_good_by_the_next_run(
    log: Calls, environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    begin(clock)
    signature(1, clock.now)

    def crash(*_: object) -> None:
        raise SystemError

    with monkeypatch.context() as patch:
        patch.setattr(f"functions.ledger.publication.{step}", crash)
        with pytest.raises(SystemError):
            run(clock, minutes=1)

    assert run(clock, minutes=1).logged == 0
    assert (count().total, published()["size"]) == (1, 3)
    assert agrees(environment)


def test_the_log_stops_when_its_head_was_rolled_back_or_lost(log: Calls, clock: Clock) -> None:
    before = table.get("core", keys.LOG_HEAD)
    signature(1, clock.now)
    run(clock, minutes=1)

    table.put("core", before or {})
    with pytest.raises(ForkError):
        run(clock, minutes=1)
    table.delete("core", keys.LOG_HEAD)
    with pytest.raises(ForkError):
        run(clock, minutes=1)


def test_the_log_stops_when_the_stage_of_its_head_is_missing(log: Calls, clock: Clock) -> None:
    head = heads.load()
    assert head is not None
    objects.delete("private", head.stage)
    signature(1, clock.now)

    with pytest.raises(stages.StageError):
        run(clock, minutes=1)


def test_reconciliation_puts_in_again_what_the_index_never_showed(
    log: Calls, environment: Path, clock: Clock
) -> None:
    lost = signature(1, clock.now, bucket="2026-01-01T00:00#00")
    logged = signature(2, clock.now)
    run(clock, minutes=1)

    report = reconcile.run(clock.pass_(hours=1))
    run(clock, minutes=1)

    assert report.again == Counter(sign=1)
    assert report.unguarded == {}
    assert {entry.c for entry in leaves()} == {lost["c"], logged["c"]}
    assert reconcile.run(clock.pass_(hours=1)).again == Counter()
    assert run(clock, minutes=1).logged == 0
    assert agrees(environment)


def test_reconciliation_reports_what_has_no_guard_and_invents_nothing(
    log: Calls, clock: Clock
) -> None:
    item = signature(1, clock.now)
    run(clock, minutes=1)
    table.delete("signatures", keys.signature(1, item["sk"]))

    assert reconcile.run(clock.pass_(hours=1)).unguarded == {1: 1}
    assert run(clock, minutes=1).logged == 0


def test_reconciliation_deletes_the_stages_of_losers_only(log: Calls, clock: Clock) -> None:
    head = heads.load()
    assert head is not None
    for name in ("stage/0-aa", "stage/9-bb"):
        objects.write("private", name, b"")

    assert reconcile.run(clock.pass_(hours=1)).stages_deleted == 1
    assert objects.read("private", "stage/0-aa") is None
    assert objects.read("private", head.stage)
    assert objects.read("private", "stage/9-bb")


def test_the_handlers_answer_with_numbers_only(log: Calls, clock: Clock) -> None:
    signature(1, clock.now)

    assert sequence.handler({}, None)["logged"] == 1
    assert reconcile.handler({}, None)["size"] == 1


def test_a_receipt_of_a_logged_signature_is_good(
    log: Calls, environment: Path, clock: Clock
) -> None:
    item = signature(1, clock.now)
    leaf = entries.sign_leaf(1, "email", item["c"], clock.now)
    receipt = {"entry": leaf.decode(), "promise": promise(entries.leaf_hash(leaf), clock.now)}
    run(clock, minutes=1)

    fetch = sources.open_source(str(environment))
    verdict = verify.verify(fetch, receipt=json.dumps(receipt).encode())
    assert verdict.receipt == "logged at index 0, counted"
