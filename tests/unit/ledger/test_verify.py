"""The verifier as a black box: it agrees with what is right and names what was tampered with."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from functions.ledger import entries, tiles, verify
from functions.ledger.entries import Entry
from functions.ledger.note import Key
from functions.ledger.tiles import Edge
from tests.unit.ledger import published
from tests.unit.ledger.published import EARLIER, HOUR, KEY, SIZE

Tamper = Callable[[Path], None]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    published.publish(tmp_path)
    return tmp_path


@pytest.fixture
def told(capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Run the command and return its JSON, with the exit status checked against it."""

    def run(*arguments: object) -> dict[str, Any]:
        status = verify.main([*map(str, arguments), "--json"])
        answer: dict[str, Any] = json.loads(capsys.readouterr().out)
        assert status == (0 if answer["ok"] else 1)
        return answer

    return run


def names(answer: dict[str, Any]) -> set[str]:
    return {failure["name"] for failure in answer["failures"]}


def flip(path: str, place: int = -1) -> Tamper:
    def tamper(folder: Path) -> None:
        body = bytearray((folder / path).read_bytes())
        body[place] ^= 1
        (folder / path).write_bytes(bytes(body))

    return tamper


def cut(path: str) -> Tamper:
    def tamper(folder: Path) -> None:
        (folder / path).write_bytes((folder / path).read_bytes()[:-1])

    return tamper


def remove(path: str) -> Tamper:
    return lambda folder: (folder / path).unlink()


def swap(one: str, other: str) -> Tamper:
    def tamper(folder: Path) -> None:
        (folder / one).write_bytes((folder / other).read_bytes())

    return tamper


def change(path: str, *way: object, to: object) -> Tamper:
    """Change one value in a JSON file."""

    def tamper(folder: Path) -> None:
        read = inner = json.loads((folder / path).read_bytes())
        for step in way[:-1]:
            inner = inner[step]
        inner[way[-1]] = to
        (folder / path).write_text(json.dumps(read))

    return tamper


def replace(path: str, old: str, new: str) -> Tamper:
    def tamper(folder: Path) -> None:
        text = (folder / path).read_text()
        assert old in text
        (folder / path).write_text(text.replace(old, new))

    return tamper


def republish(told: Callable[[list[Entry]], list[Entry]]) -> Tamper:
    """Publish another log, whole and well signed."""
    return lambda folder: published.publish(folder, told(published.log()))


def older_checkpoint(folder: Path) -> None:
    leaves = [entries.encode(entry) for entry in published.log()[:EARLIER]]
    edge, _ = tiles.grow(Edge(), leaves)
    (folder / "log/checkpoint").write_text(published.checkpoint(edge))


def forked_checkpoint(folder: Path) -> None:
    leaves = [entries.encode(entry) for entry in published.log()]
    edge, _ = tiles.grow(Edge(), [*leaves[:-2], leaves[-1], leaves[-2]])
    (folder / "log/checkpoint").write_text(published.checkpoint(edge))


def stranger_checkpoint(folder: Path) -> None:
    leaves = [entries.encode(entry) for entry in published.log()]
    edge, _ = tiles.grow(Edge(), leaves)
    stranger = Ed25519PrivateKey.from_private_bytes(b"S" * 32)
    (folder / "log/checkpoint").write_text(published.checkpoint(edge, stranger))


def test_a_published_log_agrees(folder: Path, told: Callable[..., dict[str, Any]]) -> None:
    answer = told(folder, "--key", KEY.vkey())

    assert answer["failures"] == []
    assert (answer["size"], answer["petitions"], answer["key_is_trusted"]) == (SIZE, 2, True)
    assert answer["tiles"] == 7
    assert answer["counts"] == 2 + 4 + 4 + 2


def test_a_table_that_is_newer_than_the_list_agrees(
    folder: Path, told: Callable[..., dict[str, Any]]
) -> None:
    table, count = folder / "petitions.csv", published.fold(published.log()).tallies[1].total
    rows = table.read_text("utf-8").splitlines()
    rows[1] = f"{rows[1].rsplit(',', 2)[0]},{count},{SIZE}"
    table.write_text("\n".join([*rows, ""]), "utf-8")

    assert told(folder)["failures"] == []


def test_the_report_is_short_and_readable(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main([str(folder)]) == 0
    good = capsys.readouterr().out
    flip("log/tile/0/000")(folder)
    assert verify.main([str(folder)]) == 1
    bad = capsys.readouterr().out

    assert good.endswith("everything agrees\n")
    assert "named by the log itself" in good
    assert "FAILED      tile-mismatch  log/tile/0/000" in bad


@pytest.mark.parametrize(
    ("tamper", "name"),
    [
        (flip("log/checkpoint", 3), "signature-invalid"),
        (flip("log/checkpoint"), "checkpoint-malformed"),
        (cut("log/checkpoint"), "checkpoint-malformed"),
        (remove("log/checkpoint"), "file-missing"),
        (swap("log/checkpoint", "log/counts.json"), "checkpoint-malformed"),
        (older_checkpoint, "size-ahead"),
        (forked_checkpoint, "root-mismatch"),
        (stranger_checkpoint, "signature-invalid"),
        (flip("log/tile/0/000"), "tile-mismatch"),
        (cut("log/tile/0/001"), "tile-mismatch"),
        (swap("log/tile/0/000", "log/tile/0/001"), "tile-mismatch"),
        (remove("log/tile/0/000"), "file-missing"),
        (flip("log/tile/0/002.p/88"), "tile-mismatch"),
        (cut("log/tile/0/002.p/88"), "tile-mismatch"),
        (flip("log/tile/1/000.p/2"), "tile-mismatch"),
        (remove("log/tile/1/000.p/2"), "file-missing"),
        (flip("log/tile/entries/000", 60), "root-mismatch"),
        (flip("log/tile/entries/000", 60), "tile-mismatch"),
        (flip("log/tile/entries/000", 0), "entries-malformed"),
        (cut("log/tile/entries/001"), "entries-malformed"),
        (swap("log/tile/entries/001", "log/tile/entries/000"), "root-mismatch"),
        (flip("log/tile/entries/002.p/88"), "entry-malformed"),
        (cut("log/tile/entries/002.p/88"), "entries-malformed"),
        (remove("log/tile/entries/002.p/88"), "file-missing"),
        (change("log/counts.json", "counts", "1", "email", to=10_000), "count-mismatch"),
        (change("log/counts.json", "counts", to={}), "count-mismatch"),
        (change("log/counts.json", "counts", "3", to={"email": 1}), "count-mismatch"),
        (change("log/counts.json", "passed", to={}), "pass-mismatch"),
        (change("log/counts.json", "closed", "1", to=5), "close-mismatch"),
        (change("log/counts.json", "root", to="AAAA"), "root-mismatch"),
        (change("log/counts.json", "size", to=EARLIER), "count-mismatch"),
        (change("log/counts.json", "size", to=SIZE + 1), "size-ahead"),
        (change("log/counts.json", "size", to=-1), "size-ahead"),
        (change("log/counts.json", "size", to="all"), "file-malformed"),
        (cut("log/counts.json"), "file-malformed"),
        (remove("log/counts.json"), "file-missing"),
        (change("log/log.json", "origin", to="else.example"), "origin-mismatch"),
        (change("log/log.json", "vkey", to="else"), "key-malformed"),
        (cut("log/log.json"), "file-malformed"),
        (
            change("petitions.json", "data", 0, "attributes", "signature_count", to=1),
            "count-mismatch",
        ),
        (change("petitions.json", "data", 0, "attributes", "log_size", to=SIZE + 9), "size-ahead"),
        (change("petitions.json", "links", to=[]), "file-malformed"),
        (
            change(
                "petitions/lists/all/50/2.json", "data", 0, "attributes", "signature_count", to=1
            ),
            "count-mismatch",
        ),
        (
            change(
                "petitions/lists/open/50/2.json", "data", 0, "attributes", "signature_count", to=1
            ),
            "count-mismatch",
        ),
        (remove("petitions/lists/all/50/2.json"), "file-missing"),
        (
            change("petitions/1.json", "data", "attributes", "signature_count", to=1),
            "count-mismatch",
        ),
        (
            change("petitions/1.json", "data", "dauys", "signatures_by_assurance", "eid", to=1),
            "count-mismatch",
        ),
        (swap("petitions/1.json", "petitions/2.json"), "count-mismatch"),
        (remove("petitions/1.json"), "file-missing"),
        (cut("petitions/1.json"), "file-malformed"),
        (change("petitions/2/count.json", "signature_count", to=0), "count-mismatch"),
        (change("petitions/2/count.json", "signature_count", to="0"), "file-malformed"),
        (swap("petitions/2/count.json", "petitions/1/count.json"), "count-mismatch"),
        (replace("petitions.csv", '"open",', '"open",9'), "count-mismatch"),
        (replace("petitions.csv", f",{EARLIER}\n", f",{SIZE}\n"), "count-mismatch"),
        (replace("petitions.csv", "/petitions/1/", "/petitions/"), "file-malformed"),
        (replace("petitions.csv", "Signatures Count", "Count"), "file-malformed"),
        (republish(lambda log: [*log[:-1], log[5]._replace(t="late")]), "fold-invalid"),
        (
            republish(lambda log: [*log[:-1], Entry("drop", 1, HOUR, i=9, r="erased")]),
            "fold-invalid",
        ),
        (republish(lambda log: [one for one in log if one.t != "pass"]), "pass-missing"),
    ],
)
def test_what_was_tampered_with_is_named(
    folder: Path, told: Callable[..., dict[str, Any]], tamper: Tamper, name: str
) -> None:
    tamper(folder)

    assert name in names(told(folder))


def test_a_log_under_another_key_is_refused(
    folder: Path, told: Callable[..., dict[str, Any]]
) -> None:
    other = Key(
        KEY.name, Ed25519PrivateKey.from_private_bytes(bytes(32)).public_key().public_bytes_raw()
    )

    assert names(told(folder, "--key", other.vkey())) == {"signature-invalid"}
    assert names(told(folder, "--key", "nonsense")) == {"key-malformed"}


def test_partial_tiles_may_be_gone_once_the_full_tile_is_there(
    folder: Path, told: Callable[..., dict[str, Any]]
) -> None:
    for kind in ("0", "entries"):
        for path in (folder / f"log/tile/{kind}/001.p").iterdir():
            path.unlink()

    assert told(folder)["ok"]


def test_a_receipt_is_found_or_its_promise_is_broken(
    folder: Path, tmp_path: Path, told: Callable[..., dict[str, Any]]
) -> None:
    paper, log = tmp_path / "receipt.json", published.log()

    def asked(body: bytes) -> dict[str, Any]:
        paper.write_bytes(body)
        return told(folder, "--receipt", paper)

    missing = published.signature(99_999, 1)
    assert asked(published.receipt(log[20]))["receipt"] == "logged at index 20, counted"
    assert asked(published.receipt(log[9]))["receipt"] == "logged at index 9, dropped"
    assert names(asked(published.receipt(missing))) == {"promise-broken"}
    later = asked(published.receipt(missing, due_at="2026-09-30T12:30:01Z"))
    assert later["ok"]
    assert later["receipt"].startswith("not in the log yet")
    forged = published.receipt(missing, secret=Ed25519PrivateKey.from_private_bytes(bytes(32)))
    assert names(asked(forged)) == {"promise-invalid"}
    assert names(asked(b"{}")) == {"promise-invalid"}
    other = json.loads(published.receipt(log[20])) | {"entry": entries.encode(log[21]).decode()}
    assert names(asked(json.dumps(other).encode())) == {"promise-invalid"}


def test_an_empty_log_agrees(tmp_path: Path, told: Callable[..., dict[str, Any]]) -> None:
    published.write(tmp_path / "log/checkpoint", published.checkpoint(Edge()).encode())
    published.write_counts(tmp_path, Edge(), published.fold([]))

    assert told(tmp_path)["ok"]


@pytest.fixture
def site(folder: Path) -> Iterator[str]:
    """Serve the folder; a list asked for with a query is the file that the site serves for it."""
    from functions.ledger import source

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            self.path = "/" + source._file(self.path.lstrip("/"))
            super().do_GET()

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), partial(Handler, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_an_address_is_checked_like_a_folder(
    site: str, folder: Path, told: Callable[..., dict[str, Any]]
) -> None:
    good = told(site)
    change("petitions/2/count.json", "signature_count", to=0)(folder)

    assert good["ok"]
    assert good["counts"] == 12
    assert names(told(site + "/")) == {"count-mismatch"}


def test_an_address_that_does_not_answer_is_said_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert verify.main(["http://127.0.0.1:1"]) == 2
    assert "cannot read" in capsys.readouterr().err


def test_a_link_cannot_lead_out_of_the_folder(folder: Path) -> None:
    from functions.ledger import source

    with pytest.raises(FileNotFoundError):
        source.open_source(str(folder / "petitions"))("../log/checkpoint")
