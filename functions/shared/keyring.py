"""The platform's own keys and where they are: files on one machine, a secret in the cloud.

Token keys are numbered: `token` is 1, `token-2` is 2, and so on. The highest one seals, each that
is there opens, so a new key spoils no link that is on its way. What is kept in memory is read again
every five minutes, and sooner when a token names a key that is not known here yet.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import re
from functools import cache
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError

from functions.shared import clock
from functions.shared.settings import settings

KEY_BYTES = 32
MOST_KEYS = 255  # a token names its key in one byte
FRESH = dt.timedelta(minutes=5)
FRESH_FOR_UNKNOWN = dt.timedelta(seconds=10)
_TOKEN = re.compile(r"token(?:-([1-9]\d{0,2}))?")
Keys = dict[str, bytes]
_seen: dict[str, tuple[dt.datetime, Keys]] = {}


def is_local() -> bool:
    """Tell whether the keys are files."""
    return settings().key_source.startswith("file://")


@cache
def file_key(name: str) -> bytes:
    """Return a key of one machine, which in the cloud never leaves KMS: master or log."""
    return _checked(name, (_folder(settings().key_source) / f"{name}.key").read_bytes())


def promise_key() -> bytes:
    """Return the seed of the key that signs promises."""
    return _keys(FRESH)["promise"]


def token_keys() -> dict[int, bytes]:
    """Return the token keys by number, the one that seals first."""
    return numbered(_keys(FRESH))


def token_key(number: int) -> bytes | None:
    """Return the token key of a number; None for one that was never made, or was removed."""
    found = token_keys().get(number)
    return found or numbered(_keys(FRESH_FOR_UNKNOWN)).get(number)


def numbered(keys: Keys) -> dict[int, bytes]:
    """Return those of named keys that are token keys, by number, highest first."""
    matches = ((_TOKEN.fullmatch(name), key) for name, key in keys.items())
    found = {int(match[1] or 1): key for match, key in matches if match}
    return dict(sorted(found.items(), reverse=True))


def token_name(number: int) -> str:
    """Return the name under which a token key is kept."""
    return "token" if number == 1 else f"token-{number}"


def forget() -> None:
    """Drop every key kept in memory."""
    _seen.clear()
    file_key.cache_clear()


def _keys(fresh: dt.timedelta) -> Keys:
    """Return all keys by name; a source that is out of order leaves those that were read before."""
    source, now = settings().key_source, clock.now()
    read_at, found = _seen.get(source, (None, Keys()))
    if read_at is None or not now - fresh < read_at <= now:
        try:
            found = _files(source) if is_local() else _secret()
        except (BotoCoreError, ClientError):
            if not found:
                raise
        _seen[source] = (now, found)
    return found


def _files(source: str) -> Keys:
    paths = _folder(source).glob("*.key")
    return {path.stem: _checked(path.stem, path.read_bytes()) for path in paths}


def _checked(name: str, key: bytes) -> bytes:
    if len(key) != KEY_BYTES:
        raise ValueError(f"{name}.key must hold {KEY_BYTES} bytes")
    return key


def _folder(source: str) -> Path:
    return Path(source.removeprefix("file://"))


def _secret() -> Keys:
    """Read the secret: {"token": base64, "promise": base64}, and further token keys."""
    import boto3  # noqa: PLC0415  on one machine no request needs it

    client = boto3.client("secretsmanager")
    answer = client.get_secret_value(SecretId=settings().secret_id)
    return {name: base64.b64decode(key) for name, key in json.loads(answer["SecretString"]).items()}
