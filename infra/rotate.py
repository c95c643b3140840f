"""Rotates the keys that mailed links are sealed under, without spoiling a link.

    python -m infra.rotate var/keys list | add | remove NUMBER
    STACK=dauys REGION=eu-central-1 python -m infra.rotate aws list | add | remove NUMBER

`add` makes a key that seals from now on; the earlier ones go on opening what they sealed. `remove`
takes one of the earlier ones away: every link that it sealed is refused within five minutes.
"""

from __future__ import annotations

import base64
import json
import os
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import boto3

from functions.shared.keyring import KEY_BYTES, MOST_KEYS, Keys, numbered, token_name
from infra.aws.stack import DeploymentError, Stack
from infra.local import keys as files

if TYPE_CHECKING:
    from mypy_boto3_secretsmanager import SecretsManagerClient

USAGE = "usage: python -m infra.rotate FOLDER|aws list|add|remove NUMBER"


class RotationError(Exception):
    """Nothing was changed; the message says why."""


class Place(Protocol):
    """Where keys are kept by name."""

    def read(self) -> Keys:
        """Return all keys."""

    def write(self, name: str, key: bytes) -> None:
        """Add a key."""

    def delete(self, name: str) -> None:
        """Take a key away."""


class Folder:
    """The key files of one machine."""

    def __init__(self, folder: Path) -> None:
        if not (folder / "token.key").exists() and not list(folder.glob("token-*.key")):
            raise RotationError(f"{folder} holds no token key")
        self._folder = folder

    def read(self) -> Keys:
        return {path.stem: path.read_bytes() for path in self._folder.glob("*.key")}

    def write(self, name: str, key: bytes) -> None:
        files.write(self._folder / f"{name}.key", key)

    def delete(self, name: str) -> None:
        (self._folder / f"{name}.key").unlink()


class Secret:
    """The secret of a deployed stack; Secrets Manager keeps its last version for a mistake."""

    def __init__(self, client: SecretsManagerClient, secret: str) -> None:
        self._client = client
        self._secret = secret

    def read(self) -> Keys:
        return {name: base64.b64decode(key) for name, key in self._written().items()}

    def write(self, name: str, key: bytes) -> None:
        self._put(self._written() | {name: base64.b64encode(key).decode()})

    def delete(self, name: str) -> None:
        self._put({n: key for n, key in self._written().items() if n != name})

    def _written(self) -> dict[str, str]:
        answer = self._client.get_secret_value(SecretId=self._secret)
        return dict(json.loads(answer["SecretString"]))

    def _put(self, written: dict[str, str]) -> None:
        self._client.put_secret_value(SecretId=self._secret, SecretString=json.dumps(written))


def add(place: Place) -> int:
    """Make the next token key and return its number. Raises RotationError."""
    number = max(numbered(place.read()), default=0) + 1
    if number > MOST_KEYS:
        raise RotationError(f"there can be no more than {MOST_KEYS} token keys in a lifetime")
    place.write(token_name(number), secrets.token_bytes(KEY_BYTES))
    return number


def remove(place: Place, number: int) -> None:
    """Take an earlier token key away. Raises RotationError for the one that seals, or none."""
    there = numbered(place.read())
    if number not in there:
        raise RotationError(f"there is no token key {number}")
    if number == max(there):
        raise RotationError(f"token key {number} is the one that seals: add another first")
    place.delete(token_name(number))


def main(arguments: list[str]) -> int:
    """Do what the command says; 1 and one line when it cannot be done, 2 for no such command."""
    try:
        match arguments:
            case [where, "list"]:
                place = _place(where)
            case [where, "add"]:
                place = _place(where)
                add(place)
            case [where, "remove", number] if number.isdigit():
                place = _place(where)
                remove(place, int(number))
            case _:
                print(USAGE, file=sys.stderr)
                return 2
    except (RotationError, DeploymentError) as error:
        print(f"not rotated: {error}", file=sys.stderr)
        return 1
    first, *others = numbered(place.read())
    print(f"token key {first} seals; " + (f"{others} open too" if others else "no other opens"))
    return 0


def _place(where: str) -> Place:
    if where != "aws":
        return Folder(Path(where))
    stack, region = os.environ.get("STACK", ""), os.environ.get("REGION", "")
    if not stack or not region:
        raise DeploymentError("say where: STACK=… REGION=…")
    session = boto3.Session(region_name=region)
    found = Stack(session.client("cloudformation"), stack).outputs()
    return Secret(session.client("secretsmanager"), found["SecretArn"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
