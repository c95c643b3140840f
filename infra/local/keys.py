"""The keys of one machine, made at the first start and kept in files only the owner can read.

In production KMS and Secrets Manager hold these; here they are 32 random bytes each, and one RSA
key for the local sign-in.
"""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

# token and master encrypt; log and promise are seeds of Ed25519 keys.
SECRETS = ("token.key", "master.key", "log.key", "promise.key")
SECRET_BYTES = 32
ISSUER_KEY = "issuer.pem"
RSA_BITS = 2048


def make(folder: Path) -> list[str]:
    """Make the keys that are missing from a folder and return their names."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    missing = [name for name in SECRETS if not (folder / name).exists()]
    if list(folder.glob("token-*.key")):  # rotated: the first one was taken away on purpose
        missing = [name for name in missing if name != "token.key"]
    for name in missing:
        write(folder / name, secrets.token_bytes(SECRET_BYTES))
    if not (folder / ISSUER_KEY).exists():
        write(folder / ISSUER_KEY, _new_rsa())
        missing.append(ISSUER_KEY)
    return missing


def issuer_key(folder: Path) -> RSAPrivateKey:
    """Return the private key that signs the local sign-in's tokens."""
    key = load_pem_private_key((folder / ISSUER_KEY).read_bytes(), password=None)
    if not isinstance(key, RSAPrivateKey):
        raise TypeError(f"{ISSUER_KEY} is not an RSA key")
    return key


def _new_rsa() -> bytes:
    key = generate_private_key(public_exponent=65537, key_size=RSA_BITS)
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all: a key cut short would look like a key."""
    draft = path.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
