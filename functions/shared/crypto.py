"""What is done with keys: sealed tokens, wrapped keys, signatures of the log.

On one machine the keys are files of 32 random bytes (token, master, log, promise); in the cloud the
token and promise keys are a secret (`keyring`), the master and log keys never leave KMS.
"""

from __future__ import annotations

import base64
import hmac
import json
import secrets
import zlib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import load_der_public_key

from functions.shared import clock, keyring, keys, table
from functions.shared.errors import ExpiredTokenError, InvalidTokenError, NotFoundError
from functions.shared.keyring import KEY_BYTES
from functions.shared.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

NONCE_BYTES = 12
KEY_VERSION = 1  # of a petition's own keys


@dataclass(frozen=True)
class PetitionKeys:
    """A petition's own keys: pepper of its signers' tags, data key of their contact data."""

    pepper: bytes
    data_key: bytes


def seal(purpose: str, data: dict[str, Any], *, ttl: timedelta | None = None) -> str:
    """Return a URL-safe token that only this platform can open, for this purpose (AES-256-GCM)."""
    if ttl is not None:
        data = data | {"exp": int((clock.now() + ttl).timestamp())}
    packed = zlib.compress(json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode())
    number, key = next(iter(keyring.token_keys().items()))
    sealed = bytes([number]) + encrypt(key, packed, f"token/v1/{purpose}")
    return base64.urlsafe_b64encode(sealed).rstrip(b"=").decode()


def open_token(purpose: str, token: str) -> dict[str, Any]:
    """Return what was sealed for this purpose. Raises InvalidTokenError or ExpiredTokenError.

    The first byte is the number of the key: a token outlives the keys made after its own.
    """
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        key = keyring.token_key(sealed[0]) if sealed else None
        if key is None:
            raise InvalidTokenError
        packed = decrypt(key, sealed[1:], f"token/v1/{purpose}")
    except (ValueError, InvalidTag):
        raise InvalidTokenError from None
    data: dict[str, Any] = json.loads(zlib.decompress(packed))
    if data.get("exp", clock.now().timestamp()) < clock.now().timestamp():
        raise ExpiredTokenError
    return data


def encrypt(key: bytes, plain: bytes, context: str) -> bytes:
    """Return nonce and ciphertext, bound to the context (AES-256-GCM, random 96-bit nonce)."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, context.encode())


def decrypt(key: bytes, sealed: bytes, context: str) -> bytes:
    """Return the plain bytes. Raises InvalidTag if key, context or bytes are not the same."""
    return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())


def new_petition_keys(petition_id: int) -> PetitionKeys:
    """Make a petition's keys and store them wrapped; a repeat returns the keys already stored."""
    fresh = secrets.token_bytes(2 * KEY_BYTES)
    item = keys.petition_keys(petition_id) | {"wrapped": wrap(fresh, f"petition/{petition_id}")}
    there = table.put_new("keys", item)
    return _split(unwrap(there["wrapped"], f"petition/{petition_id}") if there else fresh)


@cache
def petition_keys(petition_id: int) -> PetitionKeys:
    """Return a petition's keys. Raises NotFoundError when they never were, or are destroyed."""
    item = table.get("keys", keys.petition_keys(petition_id))
    if item is None:
        raise NotFoundError
    return _split(unwrap(item["wrapped"], f"petition/{petition_id}"))


def destroy_petition_keys(petition_id: int) -> None:
    """Delete a petition's keys: its contact data can never be read again."""
    table.delete("keys", keys.petition_keys(petition_id))
    petition_keys.cache_clear()


def wrap(plain: bytes, context: str) -> bytes:
    """Encrypt a key under the master key."""
    if keyring.is_local():
        return encrypt(keyring.file_key("master"), plain, f"wrap/v1/{context}")
    answer = _kms().encrypt(
        KeyId=settings().key_id, Plaintext=plain, EncryptionContext={"for": context}
    )
    return answer["CiphertextBlob"]


def unwrap(wrapped: bytes, context: str) -> bytes:
    """Decrypt what `wrap` made for the same context."""
    if keyring.is_local():
        return decrypt(keyring.file_key("master"), wrapped, f"wrap/v1/{context}")
    answer = _kms().decrypt(
        KeyId=settings().key_id, CiphertextBlob=wrapped, EncryptionContext={"for": context}
    )
    return answer["Plaintext"]


def sign_log(message: bytes) -> bytes:
    """Sign with the log's key (Ed25519, RFC 8032): 64 bytes, the same for the same message."""
    if keyring.is_local():
        return Ed25519PrivateKey.from_private_bytes(keyring.file_key("log")).sign(message)
    answer = _kms().sign(
        KeyId=settings().log_key_id,
        Message=message,
        MessageType="RAW",
        SigningAlgorithm="ED25519_SHA_512",
    )
    return answer["Signature"]


@cache
def log_public_key() -> bytes:
    """Return the log's public key: 32 bytes."""
    if keyring.is_local():
        key = Ed25519PrivateKey.from_private_bytes(keyring.file_key("log")).public_key()
        return key.public_bytes_raw()
    der = _kms().get_public_key(KeyId=settings().log_key_id)["PublicKey"]
    return load_der_public_key(der).public_bytes_raw()  # type: ignore[union-attr]


def sign_promise(message: bytes) -> bytes:
    """Sign with the promise key, which is not the log's key."""
    return Ed25519PrivateKey.from_private_bytes(keyring.promise_key()).sign(message)


def promise_public_key() -> bytes:
    """Return the promise key's public half: 32 bytes."""
    key = Ed25519PrivateKey.from_private_bytes(keyring.promise_key()).public_key()
    return key.public_bytes_raw()


def derived_key(purpose: str) -> bytes:
    """Return a key for one more purpose, derived from the token key that seals now."""
    return derived_keys(purpose)[0]


def derived_keys(purpose: str) -> list[bytes]:
    """Return keys for one more purpose, from each token key by HMAC-SHA-256: the newest first."""
    told = f"derive/v1/{purpose}".encode()
    return [hmac.digest(key, told, "sha256") for key in keyring.token_keys().values()]


def forget() -> None:
    """Drop every cached key."""
    keyring.forget()
    for cached in (petition_keys, log_public_key, _kms):
        cached.cache_clear()


def _split(both: bytes) -> PetitionKeys:
    return PetitionKeys(both[:KEY_BYTES], both[KEY_BYTES:])


@cache
def _kms() -> KMSClient:
    import boto3  # noqa: PLC0415  on one machine no request needs it

    made: KMSClient = boto3.client("kms")
    return made
