"""Signed notes and checkpoints: a vector of another implementation, and everything malformed."""

from __future__ import annotations

import base64
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from functions.ledger import note
from functions.ledger.note import Checkpoint, Key, NoteError, SignatureError

VECTOR = json.loads((Path(__file__).parents[2] / "data/ledger/note.json").read_text())
SECRET = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
KEY = Key("dauys.example/log", SECRET.public_key().public_bytes_raw())
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))
ROOT = bytes(range(32))
HEAD = Checkpoint("dauys.example/log", 70_000, ROOT)
SIGNED = note.sign(HEAD.text(), KEY, SECRET.sign)


def stranger_line(name: str = "example.org/witness") -> str:
    key = Key(name, STRANGER.public_key().public_bytes_raw())
    return note.sign("other\n", key, STRANGER.sign).split("\n\n")[1]


def test_a_note_of_the_go_implementation_opens() -> None:
    key = note.parse_vkey(VECTOR["vkey"])

    assert key.vkey() == VECTOR["vkey"]
    assert note.open_note(VECTOR["note"], [key]).startswith("If you think cryptography")


def test_a_checkpoint_comes_back_as_it_was_signed() -> None:
    assert note.open_checkpoint(SIGNED, KEY) == HEAD
    assert note.read_checkpoint(SIGNED) == HEAD
    assert SIGNED.startswith(
        "dauys.example/log\n70000\nAAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=\n\n— "
    )


def test_signatures_of_strangers_are_passed_over() -> None:
    assert note.open_checkpoint(SIGNED + stranger_line(), KEY) == HEAD
    assert note.open_checkpoint(SIGNED + stranger_line(KEY.name), KEY) == HEAD


def test_a_note_that_only_strangers_signed_is_refused() -> None:
    text, _, _ = SIGNED.rpartition("\n\n")

    with pytest.raises(SignatureError):
        note.open_note(text + "\n\n" + stranger_line(), [KEY])


def test_one_wrong_signature_of_a_known_key_refuses_the_note() -> None:
    text, _, line = SIGNED.rpartition("\n\n")
    head, _, packed = line.strip().rpartition(" ")
    raw = bytearray(base64.b64decode(packed))
    raw[-1] ^= 1
    wrong = f"{head} {base64.b64encode(raw).decode()}\n"

    for lines in (wrong, line + wrong, wrong + line):
        with pytest.raises(SignatureError):
            note.open_note(text + "\n\n" + lines, [KEY])
    with pytest.raises(SignatureError):
        note.open_note(SIGNED.replace("70000", "70001"), [KEY])


@pytest.mark.parametrize(
    "bad",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nnot a signature\n",
        SIGNED.removesuffix("\n"),
        SIGNED.replace("— ", "- "),
        SIGNED.replace("— ", "—  "),
        SIGNED.replace("70000", "70\t000"),
        SIGNED.replace("=\n", "\n"),
        SIGNED + "— x AAAA\n",
        SIGNED + "— x \n",
        SIGNED + (stranger_line() * 100),
        "x" * 1_000_001,
    ],
)
def test_what_is_not_a_note_is_refused(bad: str) -> None:
    with pytest.raises(NoteError):
        note.open_note(bad, [KEY])


@pytest.mark.parametrize(
    "text",
    [
        "origin\n1\n",
        "\n1\n" + base64.b64encode(ROOT).decode() + "\n",
        f"origin\n01\n{base64.b64encode(ROOT).decode()}\n",
        f"origin\n+1\n{base64.b64encode(ROOT).decode()}\n",
        f"origin\n-1\n{base64.b64encode(ROOT).decode()}\n",
        f"origin\n1 \n{base64.b64encode(ROOT).decode()}\n",
        f"origin\n١\n{base64.b64encode(ROOT).decode()}\n",
        f"origin\n1\n{base64.b64encode(ROOT[1:]).decode()}\n",
        f"origin\n1\n{base64.b64encode(ROOT).decode()[:-1]}\n",
        f"origin\n1\n{base64.b64encode(ROOT).decode()[:-2]}9=\n",
        f"origin\n1\n{base64.b64encode(ROOT).decode()}",
        f"origin\n1\n{base64.b64encode(ROOT).decode()}\n\nmore\n",
    ],
)
def test_what_is_not_a_checkpoint_is_refused(text: str) -> None:
    with pytest.raises(NoteError):
        note.parse_checkpoint(text)


def test_lines_after_the_root_are_allowed() -> None:
    assert note.parse_checkpoint(HEAD.text() + "extension\n") == HEAD


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "name",
        KEY.vkey().replace(KEY.id.hex(), "00000000"),
        KEY.vkey() + "A",
        f"{KEY.name}+{KEY.id.hex()}+{base64.b64encode(bytes([4]) + KEY.public).decode()}",
        "na me" + KEY.vkey()[len(KEY.name) :],
        KEY.vkey()[len(KEY.name) :],
    ],
)
def test_what_is_not_a_key_is_refused(vkey: str) -> None:
    with pytest.raises(NoteError):
        note.parse_vkey(vkey)


def test_a_text_that_is_no_note_is_not_signed() -> None:
    for text in ("no newline", "tab\t\n"):
        with pytest.raises(NoteError):
            note.sign(text, KEY, SECRET.sign)
