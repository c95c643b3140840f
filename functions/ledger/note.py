"""Signed notes and checkpoints: C2SP signed-note with Ed25519, and tlog-checkpoint.

dauys.example/log                                   origin
70000                                               size of the tree
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=        its root
(blank)
— dauys.example/log Az3grlgtzPICa5OS8n…             key name, base64(key id, signature)
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

ED25519 = b"\x01"
KEY_ID_BYTES = 4
MAX_NOTE_BYTES = 1_000_000
MAX_SIGNATURES = 100
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"0|[1-9][0-9]{0,15}")


class NoteError(ValueError):
    """This is not a note, key or checkpoint of the right form."""


class SignatureError(ValueError):
    """No known key signed this note, or a signature of a known key is wrong."""


@dataclass(frozen=True)
class Key:
    """A public key with the name it signs under."""

    name: str
    public: bytes

    def __post_init__(self) -> None:
        if not self.name or "+" in self.name or re.search(r"\s", self.name):
            raise NoteError("bad key name")
        if len(self.public) != 32:
            raise NoteError("bad public key")

    @property
    def id(self) -> bytes:
        """Return the first four bytes of SHA-256(name, newline, type, key)."""
        named = self.name.encode() + b"\n" + ED25519 + self.public
        return hashlib.sha256(named).digest()[:KEY_ID_BYTES]

    def vkey(self) -> str:
        """Return the key as text: `<name>+<id in hex>+<base64 of type and key>`."""
        return f"{self.name}+{self.id.hex()}+{base64.b64encode(ED25519 + self.public).decode()}"


@dataclass(frozen=True)
class Checkpoint:
    """The head of a log: whose, how many entries, and the root over them."""

    origin: str
    size: int
    root: bytes

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


def parse_vkey(text: str) -> Key:
    """Read a key that `vkey` wrote. Raises NoteError."""
    name, _, rest = text.partition("+")
    key_id, _, packed = rest.partition("+")
    public = _unbase64(packed)
    if public[:1] != ED25519:
        raise NoteError("not an Ed25519 key")
    key = Key(name, public[1:])
    if key.id.hex() != key_id:
        raise NoteError("the key is not the one its id names")
    return key


def sign(text: str, key: Key, signer: Callable[[bytes], bytes]) -> str:
    """Return the text as a note signed by `signer`, which holds the private half of `key`."""
    if not text.endswith("\n") or _CONTROL.search(text):
        raise NoteError("not the text of a note")
    signature = base64.b64encode(key.id + signer(text.encode())).decode()
    return f"{text}\n— {key.name} {signature}\n"


def open_note(note: str, keys: Sequence[Key]) -> str:
    """Return the text of a note that one of the keys signed.

    Signatures of unknown keys are passed over. Raises NoteError, or SignatureError.
    """
    text, lines = _split(note)
    trusted = False
    for name, key_id, signature in map(_signature, lines):
        for key in keys:
            if key.name == name and key.id == key_id:
                _verify(key, text, signature)
                trusted = True
    if not trusted:
        raise SignatureError("signed by no known key")
    return text


def parse_checkpoint(text: str) -> Checkpoint:
    """Read a checkpoint's text. Raises NoteError."""
    lines = text.removesuffix("\n").split("\n")
    if not text.endswith("\n") or len(lines) < 3 or not all(lines):
        raise NoteError("a checkpoint is three lines or more")
    if not _SIZE.fullmatch(lines[1]):
        raise NoteError("bad size")
    root = _unbase64(lines[2])
    if len(root) != 32:
        raise NoteError("bad root")
    return Checkpoint(lines[0], int(lines[1]), root)


def open_checkpoint(note: str, key: Key) -> Checkpoint:
    """Return a checkpoint signed by the log's key. Raises NoteError or SignatureError."""
    return parse_checkpoint(open_note(note, [key]))


def read_checkpoint(note: str) -> Checkpoint:
    """Return a checkpoint without looking at its signatures. Raises NoteError."""
    return parse_checkpoint(_split(note)[0])


def _split(note: str) -> tuple[str, list[str]]:
    if len(note.encode()) > MAX_NOTE_BYTES or _CONTROL.search(note):
        raise NoteError("not a note")
    text, blank, signatures = note.rpartition("\n\n")
    lines = signatures.split("\n")
    if not blank or lines.pop() or not lines or len(lines) > MAX_SIGNATURES:
        raise NoteError("no signatures")
    return text + "\n", lines


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, space, packed = line.removeprefix("— ").partition(" ")
    raw = _unbase64(packed)
    if not line.startswith("— ") or not space or not name or len(raw) <= KEY_ID_BYTES:
        raise NoteError("bad signature line")
    return name, raw[:KEY_ID_BYTES], raw[KEY_ID_BYTES:]


def _verify(key: Key, text: str, signature: bytes) -> None:
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  only readers verify
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415
        Ed25519PublicKey,
    )

    try:
        Ed25519PublicKey.from_public_bytes(key.public).verify(signature, text.encode())
    except InvalidSignature:
        raise SignatureError(f"the signature of {key.name} is wrong") from None


def _unbase64(text: str) -> bytes:
    """Decode standard base64, and only its one canonical form."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise NoteError("bad base64") from None
    if base64.b64encode(raw).decode() != text:
        raise NoteError("bad base64")
    return raw
