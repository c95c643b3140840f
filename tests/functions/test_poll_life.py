"""A poll from its draft to its result, and what nobody learns before or after."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import shutil
from collections.abc import Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from functions.ledger import reconcile, sequence, verify
from functions.participants import own
from functions.polls import ballot, close, counting, known, mark, poll, recount
from functions.polls.state import State
from functions.shared import keys, objects, table
from functions.shared.errors import NotFoundError
from tests.conftest import Clock, Send
from tests.functions import poll_kit, store_kit
from tests.functions.poll_kit import CLOSES, Desk, texts, vote

SECRET = "Zzz-hidden-winner"


@pytest.fixture(autouse=True)
def store(environment: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A store of its own for each test: counting asks all the shards, which moto is slow at."""
    with store_kit.in_memory() as client:
        monkeypatch.setattr(table, "client", lambda: client)
        for module, first in ((ballot, "B1#"), (mark, "V1#")):
            monkeypatch.setattr(module, "SHARDS", UsedShards(first))
        yield


class UsedShards(list[str]):
    """The shards that hold something: to ask each of 256 takes seconds. One test asks all."""

    def __init__(self, first: str) -> None:
        super().__init__()
        self._first = first

    def __iter__(self) -> Iterator[str]:
        found = {item["pk"] for item in poll_kit.stored("SignaturesTable")}
        return iter(sorted(pk[3:] for pk in found if pk.startswith(self._first)))


@pytest.fixture
def desk(send: Send) -> Desk:
    return Desk(send)


def verified(environment: Path, number: int = 1) -> dict[str, Any]:
    """Run `dauys verify --poll` on the public files, as anyone can."""
    folder = environment / "public"
    shutil.copytree(environment / "site", folder, dirs_exist_ok=True)
    shutil.copytree(environment / "log", folder / "log", dirs_exist_ok=True)
    told = io.StringIO()
    with redirect_stdout(told):
        verify.main([str(folder), "--poll", str(number), "--json"], recount.recount)
    read: dict[str, Any] = json.loads(told.getvalue())
    return read


def vote_all(send: Send, count: int = 12) -> None:
    """Let people vote: 1, 2, 1, 2 …, the last two 3."""
    for place in range(count):
        choice = 3 if place >= count - 2 else 1 + place % 2
        assert vote(send, choice, f"voter{place}").status == 200


def test_a_poll_is_sealed_voted_in_and_counted(
    desk: Desk, send: Send, clock: Clock, environment: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    every = [f"{shard:02x}" for shard in range(256)]
    for module in (ballot, mark):
        monkeypatch.setattr(module, "SHARDS", every)
    poll_kit.opened(desk, clock)
    vote_all(send)
    vote(send, 3, "voter0", rid="again")

    record = poll_kit.counted(clock)

    summary, result = record.poll.result, poll_kit.file("result.json")
    assert summary
    assert (summary.winners, summary.voters, summary.changed) == ([2], 12, 1)
    assert result["voters"] == {"email": 12, "eid": 0, "paper": 0, "changed": 1}
    votes = {one["option"]: one["votes"] for one in result["result"]["tallies"]}
    assert votes == {1: 4, 2: 5, 3: 3}
    assert result["by"]["region"] == {"KZ-75": 12}
    for name, digest in (("ballots.json", "ballots_hash"), ("rule.json", "seal")):
        stored = objects.read("site", f"polls/1/{name}")
        assert stored
        assert hashlib.sha256(stored.body).hexdigest() == result[digest]
    assert [line.what for line in record.poll.history] == ["sealed", "tallied"]
    verdict = verified(environment)
    assert (verdict["ok"], verdict["votes"], verdict["failures"]) == (True, 12, [])
    assert verdict["recount"] == "poll 1: 12 ballots counted again; winners 2; passed"


@pytest.mark.parametrize(
    ("name", "change", "failure"),
    [
        ("ballots.json", lambda b: b.replace(b"[1,4]", b"[1,3]"), "ballots-mismatch"),
        ("ballots.json", lambda b: b.replace(b"[1,4]", b"[1,9]"), "voters-mismatch"),
        ("rule.json", lambda b: b.replace(b"single", b"approval"), "rule-mismatch"),
        (
            "result.json",
            lambda b: b.replace(b'"winners":[2]', b'"winners":[1]'),
            "recount-mismatch",
        ),
        ("result.json", lambda b: b.replace(b'"email":12', b'"email":13'), "voters-mismatch"),
        ("ballots.json", lambda b: b"[", "file-malformed"),
    ],
)
def test_what_was_tampered_with_is_named(
    desk: Desk, send: Send, clock: Clock, environment: Path, name: str, change: Any, failure: str
) -> None:
    poll_kit.opened(desk, clock)
    vote_all(send)
    vote(send, 3, "voter0", rid="again")
    poll_kit.counted(clock)
    stored = objects.read("site", f"polls/1/{name}")
    assert stored
    assert change(stored.body) != stored.body
    objects.write("site", f"polls/1/{name}", change(stored.body))

    assert failure in {one["name"] for one in verified(environment)["failures"]}


def test_no_file_answer_or_line_tells_a_choice_before_the_result(
    desk: Desk, send: Send, clock: Clock, environment: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Everybody votes for 2: until the result, nothing written or answered prefers any option."""
    options = [poll_kit.option(1), {"id": 2, "text": texts(SECRET)}, poll_kit.option(3)]
    poll_kit.opened(desk, clock, options=options)
    rule = objects.read("site", "polls/1/rule.json")
    answers = [vote(send, 2, f"voter{place}") for place in range(12)]
    clock.pass_(minutes=1)
    sequence.run(clock.now)
    clock.now = CLOSES + dt.timedelta(minutes=11)
    close.run(clock.now)
    public = {p: p.read_bytes() for name in ("site", "log") for p in files(environment / name)}
    shown = [desk.screen().json, desk.list().json, *(one.json for one in answers)]

    assert not any(name.startswith(("ballots", "result")) for name in public_names(public))
    assert [body for body in public.values() if SECRET.encode() in body] == [rule and rule.body]
    for told in shown:
        assert not {"tallies", "votes", "winners", "choice"} & set(names_in(told)) - {"winners"}
        assert "tallies" not in json.dumps(told)
    assert all('"choice"' not in line and SECRET not in line for line in caplog.messages)
    for item in poll_kit.stored("CoreTable"):
        assert "tallies" not in str(item)
        assert not item["sk"].startswith("RESULT")
    sequence.run(clock.pass_(minutes=1))
    close.run(clock.now)
    assert poll_kit.file("result.json")["result"]["winners"] == [2]


def files(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def public_names(public: dict[Path, bytes]) -> list[str]:
    return [path.name for path in public]


def names_in(told: Any) -> Iterator[str]:
    """Yield every name in a JSON document."""
    if isinstance(told, dict):
        yield from told
        told = list(told.values())
    if isinstance(told, list):
        for one in told:
            yield from names_in(one)


def test_nothing_stored_joins_a_voter_and_a_ballot(desk: Desk, send: Send, clock: Clock) -> None:
    poll_kit.opened(desk, clock)
    for name in ("aigerim", "bolat"):
        assert vote(send, 2, name, rid=f"rid-of-{name}").status == 200
        clock.pass_(minutes=7)
    marks = [item for item in poll_kit.stored("SignaturesTable") if item["pk"].startswith("V1#")]
    ballots = poll_kit.ballots()

    for one in marks:
        assert one.keys() == {"pk", "sk", "rg", "ag", "a", "ch"}
        for other in ballots:
            shared = {str(v) for v in one.values()} & {str(v) for v in other.values()}
            assert shared <= {"email"}  # the class, which most have
            assert one["sk"][:8] not in str(other)
            assert other["sk"][:8] not in str(one)
    for item in ballots:
        assert item.keys() == {*("pk", "sk", "q", "n", "choice", "a", "c", "at", "rid", "bucket")}
        assert item["at"] == "2026-09-30T12"
    everything = str([poll_kit.stored(f"{name}Table") for name in ("Core", "Signatures", "Keys")])
    assert "aigerim" not in everything.replace("rid-of-aigerim", "")


def test_after_the_count_the_key_of_the_ballots_is_gone(
    desk: Desk, send: Send, clock: Clock
) -> None:
    poll_kit.opened(desk, clock)
    vote_all(send)
    tag = ballot.tag(1, "email:voter1@example.kz")
    assert any(item["sk"].startswith(tag) for item in poll_kit.ballots())

    poll_kit.counted(clock)

    known.forget()
    with pytest.raises(NotFoundError):
        own.own_keys(ballot.keys_name(1))
    names = {item["pk"] for item in poll_kit.stored("KeysTable")}
    assert ballot.keys_name(1) not in names
    assert mark.keys_name(1) in names
    assert vote(send, 1, "voter1").json["code"] == "poll_closed"


def test_a_poll_is_not_counted_before_every_ballot_is_logged(
    desk: Desk, send: Send, clock: Clock
) -> None:
    poll_kit.opened(desk, clock)
    vote_all(send)
    clock.pass_(minutes=1)
    sequence.run(clock.now)
    (item, *_) = poll_kit.ballots()
    lost = dict(item, pk=keys.ballot(1, "ff" * 32, 1)["pk"], sk=f"{'ff' * 32}#1", c="ef" * 32)
    table.put("signatures", lost | {"bucket": "2026-09-30T10:00#00"})  # too old to be read
    clock.now = CLOSES + dt.timedelta(minutes=11)

    assert close.run(clock.now) == {"counted": 0, "waiting": 1}
    assert counting.kept(poll.load(1).poll) is None

    again = reconcile.run(clock.now)
    assert again.again == {"vote": 1}
    record = poll_kit.counted(clock)
    assert record.poll.result
    assert record.poll.result.voters == 13


def test_a_run_that_dies_anywhere_leaves_the_same_result(
    desk: Desk, send: Send, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    poll_kit.opened(desk, clock)
    vote_all(send)
    clock.pass_(minutes=1)
    sequence.run(clock.now)
    clock.now = CLOSES + dt.timedelta(minutes=11)
    places = (
        "functions.ledger.requests.of_poll",
        "functions.polls.result_files.publish",
        "functions.participants.own.destroy_keys",
        "functions.polls.poll.save",
    )
    for place in places:
        with monkeypatch.context() as patch:
            patch.setattr(place, die)
            with pytest.raises(DiedError):
                close.run(clock.now)
        if place.endswith("of_poll"):
            box = counting.kept(poll.load(1).poll)
            close.run(clock.now)
            sequence.run(clock.pass_(minutes=1))
    close.run(clock.now)

    record = poll.load(1).poll
    assert record.result
    assert box
    assert record.result.ballots_hash == box.hash == poll.logged(1).ballots
    assert poll_kit.file("result.json")["result"]["winners"] == record.result.winners
    assert close.run(clock.now) == {"counted": 0, "waiting": 0}


class DiedError(Exception):
    """The run is gone."""


def die(*_: Any, **__: Any) -> None:
    raise DiedError


@pytest.mark.parametrize(
    ("voters", "more", "is_public"),
    [(10, {}, True), (9, {}, False), (10, {"publish_ballots": False}, False), (0, {}, False)],
)
def test_the_ballots_of_a_few_people_are_not_shown(
    desk: Desk,
    send: Send,
    clock: Clock,
    environment: Path,
    voters: int,
    more: dict[str, Any],
    is_public: bool,
) -> None:
    poll_kit.opened(desk, clock, **more)
    for place in range(voters):
        assert vote(send, 1, f"voter{place}").status == 200

    summary = poll_kit.counted(clock).poll.result

    assert summary
    assert summary.ballots_published is is_public
    assert (poll_kit.file("ballots.json") == [[1, voters]]) is is_public
    assert (poll_kit.file("result.json")["by"] is None) == (voters < 10)
    told = verified(environment)
    assert told["ok"], told["failures"]
    assert ("not published" in told["recount"]) is not is_public
    if not is_public:
        guess = json.dumps([[1, voters]], separators=(",", ":")).encode()
        assert hashlib.sha256(guess).hexdigest() != summary.ballots_hash


def test_a_budget_vote_has_a_file_that_others_can_count(
    desk: Desk, send: Send, clock: Clock
) -> None:
    options = [poll_kit.option(n, cost=n * 100) for n in (1, 2, 3)]
    rule = {"method": "greedy", "budget": 400, "ballot": "approval"}
    poll_kit.opened(desk, clock, options=options, rule=rule)
    for place in range(12):
        vote(send, [1, 3] if place % 3 else [2], f"voter{place}")

    summary = poll_kit.counted(clock).poll.result

    assert summary
    assert summary.winners == [1, 3]
    stored = objects.read("site", "polls/1/ballots.pb")
    assert stored
    assert stored.body.decode().startswith("META\n")
    assert stored.body.decode().count("\n") > 12


def test_a_lot_is_drawn_with_what_nobody_knew_before(
    desk: Desk, send: Send, clock: Clock, environment: Path
) -> None:
    poll_kit.opened(desk, clock, rule={"method": "single", "tie_break": "lot"})
    for place in range(12):
        vote(send, 1 + place % 3, f"voter{place}")

    poll_kit.counted(clock)

    told = poll_kit.file("result.json")
    seed = hashlib.sha256((told["seal"] + told["ballots_hash"]).encode()).hexdigest()
    assert told["seed"] == seed
    assert told["result"]["ties"][0]["by"] == "lot"
    assert verified(environment)["ok"]


def test_a_sealing_that_broke_off_is_completed_by_the_minute(
    desk: Desk, send: Send, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.create()
    document = desk.screen().json["document"]
    with monkeypatch.context() as patch:
        patch.setattr("functions.ledger.requests.of_poll", die)
        desk.do("seal", hash=document["hash"])
    assert desk.screen().json["waits"] == ["seal"]
    sequence.run(clock.pass_(minutes=3))

    close.run(clock.now)
    sequence.run(clock.pass_(minutes=1))

    assert poll.logged(1).sealed == document["hash"]
    assert desk.screen().json["is_logged"] is True


def test_a_withdrawn_poll_is_never_counted_and_its_ballots_lead_nowhere(
    desk: Desk, send: Send, clock: Clock
) -> None:
    poll_kit.opened(desk, clock)
    vote_all(send)
    sequence.run(clock.pass_(minutes=1))

    assert desk.do("withdraw", reason=texts("Because")).status == 200

    assert vote(send, 1, "voter1").status == 410
    clock.now = CLOSES + dt.timedelta(minutes=11)
    assert close.run(clock.now) == {"counted": 0, "waiting": 0}
    assert poll_kit.file("result.json") is None
    with pytest.raises(NotFoundError):
        own.own_keys(ballot.keys_name(1))
    assert desk.screen().json["state"] == State.WITHDRAWN


def test_a_voter_s_receipt_is_found_and_says_nothing_of_the_choice(
    desk: Desk, send: Send, clock: Clock, environment: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    poll_kit.opened(desk, clock)
    told = vote(send, 2).json
    sequence.run(clock.pass_(minutes=2))
    shutil.copytree(environment / "log", environment / "public" / "log")
    receipt = environment / "receipt.json"
    receipt.write_text(json.dumps({name: told[name] for name in ("entry", "promise")}))

    status = verify.main([str(environment / "public"), "--receipt", str(receipt)])

    assert status == 0
    assert "receipt     logged at index 1\n" in capsys.readouterr().out
    assert json.loads(told["entry"]).keys() == {"a", "c", "h", "n", "q", "t", "v"}


@pytest.mark.parametrize(
    ("count", "size", "failure"),
    [
        ({"email": 1, "eid": 0, "paper": 0, "changed": 0}, 2, None),
        ({"email": 0, "eid": 0, "paper": 0, "changed": 0}, 1, None),
        ({"email": 2, "eid": 0, "paper": 0, "changed": 0}, 2, "poll-mismatch"),
        ({"email": 1, "eid": 0, "paper": 0, "changed": 0}, 9, "size-ahead"),
        ("many", 2, "file-malformed"),
    ],
)
def test_a_published_turnout_is_held_against_the_log(
    desk: Desk,
    send: Send,
    clock: Clock,
    environment: Path,
    count: Any,
    size: int,
    failure: str | None,
) -> None:
    poll_kit.opened(desk, clock)
    vote(send, 2)
    sequence.run(clock.pass_(minutes=2))
    row = {"id": 1, "attributes": {"count": count, "log_size": size}}
    objects.write("site", "polls.json", json.dumps({"data": [row]}).encode())
    objects.write("site", "polls/1.json", json.dumps({"data": row}).encode())

    told = verified(environment)

    assert {one["name"] for one in told["failures"]} == ({failure} if failure else set())
    assert told["recount"] == "poll 1: sealed, 1 voted, not counted yet"
