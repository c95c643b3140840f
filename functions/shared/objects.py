"""The one place that talks to S3, or on one machine to a folder with the same promises.

A bucket is named by its role: site, log, private, uploads. Writes may ask that nothing is there
yet, or that what is there has a certain ETag; whoever loses gets PreconditionFailedError.
"""

from __future__ import annotations

import fcntl
import hashlib
import mimetypes
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from functions.shared.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# A request takes some 25 ms of waiting: so many are under way together.
AT_ONCE = 32
ArgT = TypeVar("ArgT")
ResultT = TypeVar("ResultT")
Bucket = Literal["site", "log", "private", "uploads"]
_TYPES = {
    ".json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".xml": "application/xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".ttl": "text/turtle; charset=utf-8",
    ".jsonld": "application/ld+json; charset=utf-8",
    ".jsonl": "application/jsonl; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
}


class PreconditionFailedError(Exception):
    """Something else stands at this key than the writer asked for."""


@dataclass(frozen=True)
class Stored:
    """An object's bytes and its entity tag."""

    body: bytes
    etag: str


@dataclass(frozen=True)
class PostForm:
    """Where a browser posts a file, and the fields that go before it, all of them signed."""

    url: str
    fields: dict[str, str]


def content_type(key: str) -> str:
    """Return the media type that a key's ending stands for."""
    name = key.rsplit("/", 1)[-1]
    if key.startswith("open311/"):  # GeoReport v2 says exactly how; its validators look
        charset = "" if name.startswith("discovery.") else "; charset=utf-8"
        return f"text/xml{charset}" if name.endswith(".xml") else f"application/json{charset}"
    if name == "atom.xml":
        return "application/atom+xml; charset=utf-8"
    if name == "feed.json" or key == "data/changes.json":
        return "application/feed+json; charset=utf-8"
    if name == "checkpoint":  # C2SP tlog-tiles
        return "text/plain; charset=utf-8"
    ending = os.path.splitext(name)[1]
    return _TYPES.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")


def read(bucket: Bucket, key: str) -> Stored | None:
    """Return an object, or None if there is none."""
    folder = _folder(bucket)
    return _read_file(folder / key) if folder else _read_s3(bucket, key)


def write(
    bucket: Bucket,
    key: str,
    body: bytes,
    *,
    cache: str | None = None,
    if_match: str | None = None,
    if_none_match: bool = False,
) -> str:
    """Write an object and return its ETag. Raises PreconditionFailedError."""
    folder = _folder(bucket)
    if folder:
        return _write_file(folder / key, body, if_match, if_none_match, durable=bucket != "site")
    return _write_s3(bucket, key, body, cache, if_match, if_none_match)


def delete(bucket: Bucket, key: str) -> None:
    """Delete an object; nothing happens if it is not there."""
    folder = _folder(bucket)
    if folder:
        (folder / key).unlink(missing_ok=True)
    else:
        _s3().delete_object(Bucket=_name(bucket), Key=key)


def read_each(bucket: Bucket, keys: Sequence[str]) -> list[bytes | None]:
    """Return the bodies of objects in the order asked, None where there is none."""

    def body(key: str) -> bytes | None:
        stored = read(bucket, key)
        return stored.body if stored else None

    return _at_once(bucket, body, keys)


def write_each(bucket: Bucket, files: Iterable[tuple[str, bytes, str | None]]) -> None:
    """Write objects (key, body, how long to cache), many at once, in no order among themselves.

    Raises what the first failed write raised, once none is under way.
    """
    _at_once(bucket, lambda file: write(bucket, file[0], file[1], cache=file[2]), files)


def delete_each(bucket: Bucket, keys: Iterable[str]) -> None:
    """Delete objects, many at once."""
    _at_once(bucket, lambda key: delete(bucket, key), keys)


def _at_once(
    bucket: Bucket, work: Callable[[ArgT], ResultT], each: Iterable[ArgT]
) -> list[ResultT]:
    """Work for each: side by side where the answers come over the network."""
    if _folder(bucket):
        return [work(one) for one in each]
    _s3()  # made once, before threads ask for it
    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(work, each))


def forget() -> None:
    """Drop the connections, as a new process must."""
    _s3.cache_clear()
    _signer.cache_clear()


def post_form(
    bucket: Bucket, key: str, fields: dict[str, str], *, most_bytes: int, seconds: int
) -> PostForm:
    """Return a form that puts one file of 1 to `most_bytes` at exactly this key, for a while."""
    if _folder(bucket):
        from functions.shared import post_policy  # noqa: PLC0415  only on one machine

        signed = post_policy.sign({"key": key, **fields}, most_bytes=most_bytes, seconds=seconds)
        return PostForm(settings().site_url + post_policy.PATH, signed)
    # A field is not a condition by itself; boto3 adds those of key, bucket and credentials.
    conditions = [{name: value} for name, value in fields.items()]
    form = _signer().generate_presigned_post(
        Bucket=_name(bucket),
        Key=key,
        Fields=dict(fields),
        Conditions=[*conditions, ["content-length-range", 1, most_bytes]],
        ExpiresIn=seconds,
    )
    return PostForm(form["url"], form["fields"])


def tags(bucket: Bucket, key: str) -> dict[str, str]:
    """Return an object's tags; a folder has none."""
    if _folder(bucket):
        return {}
    answer = _s3().get_object_tagging(Bucket=_name(bucket), Key=key)
    return {tag["Key"]: tag["Value"] for tag in answer["TagSet"]}


def disposition(key: str) -> str | None:
    """Return how a browser takes a file: documents are saved under our name, never opened."""
    name = key.rsplit("/", 1)[-1]
    return f'attachment; filename="{name}"' if name.endswith(".pdf") else None


def list_keys(bucket: Bucket, prefix: str) -> Iterator[str]:
    """Yield the keys that begin with a prefix, in order."""
    folder = _folder(bucket)
    if folder:
        top = folder / prefix if prefix.endswith("/") else (folder / prefix).parent
        found = (path for path in top.rglob("*") if path.is_file())
        keys = (str(path.relative_to(folder)) for path in found if path.name[0] != ".")
        yield from sorted(key for key in keys if key.startswith(prefix))
        return
    pages = _s3().get_paginator("list_objects_v2").paginate(Bucket=_name(bucket), Prefix=prefix)
    for page in pages:
        yield from (entry["Key"] for entry in page.get("Contents", []))


def _address(bucket: Bucket) -> str:
    return str(getattr(settings(), f"bucket_{bucket}"))


def _folder(bucket: Bucket) -> Path | None:
    address = _address(bucket)
    return Path(address.removeprefix("file://")) if address.startswith("file://") else None


def _name(bucket: Bucket) -> str:
    return _address(bucket).removeprefix("s3://")


def _tag(body: bytes) -> str:
    return '"' + hashlib.sha256(body).hexdigest()[:32] + '"'


def _read_file(path: Path) -> Stored | None:
    try:
        body = path.read_bytes()
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
        return None
    return Stored(body, _tag(body))


def _write_file(
    path: Path, body: bytes, if_match: str | None, if_none_match: bool, *, durable: bool
) -> str:
    """Write a file; pages need no sync to disk, since they can be rendered again."""
    if if_match is None and not if_none_match:
        _replace(path, body, durable=durable)
        return _tag(body)
    path.parent.mkdir(parents=True, exist_ok=True)
    with _lock(path):
        there = _read_file(path)
        if (if_none_match and there) or (if_match and (not there or there.etag != if_match)):
            raise PreconditionFailedError(path.name)
        _replace(path, body, durable=durable)
    return _tag(body)


def _replace(path: Path, body: bytes, *, durable: bool) -> None:
    """Write beside and rename, so that a reader sees the old bytes or the new ones."""
    # Of this process and thread alone; `.writing-` begins no key, so no list shows it.
    beside = f"{path.parent}/.writing-{os.getpid()}-{get_ident()}"
    handle = _create(beside, path.parent)
    try:
        try:
            _write_all(handle, body)
            if durable:
                os.fsync(handle)
        finally:
            os.close(handle)
        os.replace(beside, path)
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise


def _create(name: str, folder: Path) -> int:
    """Open a new file; its folder is made only if it turns out to be missing."""
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC
    try:
        return os.open(name, flags, 0o600)
    except FileNotFoundError:
        folder.mkdir(parents=True, exist_ok=True)
        return os.open(name, flags, 0o600)


def _write_all(handle: int, body: bytes) -> None:
    left = memoryview(body)
    while left:
        left = left[os.write(handle, left) :]


@contextmanager
def _lock(path: Path) -> Iterator[None]:
    """Hold writers of one folder apart, across processes and threads."""
    with open(path.parent / ".lock", "w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


@cache
def _s3() -> S3Client:
    import boto3  # noqa: PLC0415  on one machine no request needs it
    from botocore.config import Config  # noqa: PLC0415  likewise

    made: S3Client = boto3.client("s3", config=Config(max_pool_connections=AT_ONCE))
    return made


@cache
def _signer() -> S3Client:
    """Return a client that signs for the host of the bucket's region, as the pages' CSP has it."""
    import boto3  # noqa: PLC0415  on one machine no request needs it
    from botocore.config import Config  # noqa: PLC0415  likewise

    config = Config(
        signature_version="s3v4",
        s3={"addressing_style": "virtual", "us_east_1_regional_endpoint": "regional"},
    )
    made: S3Client = boto3.client("s3", config=config)
    return made


def _read_s3(bucket: Bucket, key: str) -> Stored | None:
    client = _s3()
    try:
        answer = client.get_object(Bucket=_name(bucket), Key=key)
    except client.exceptions.NoSuchKey:
        return None
    return Stored(answer["Body"].read(), answer["ETag"])


def _write_s3(
    bucket: Bucket,
    key: str,
    body: bytes,
    cache: str | None,
    if_match: str | None,
    if_none_match: bool,
) -> str:
    client, request = _s3(), dict[str, Any]()
    if cache:
        request["CacheControl"] = cache
    if taken := disposition(key):
        request["ContentDisposition"] = taken
    if if_match:
        request["IfMatch"] = if_match
    if if_none_match:
        request["IfNoneMatch"] = "*"
    try:
        answer = client.put_object(
            Bucket=_name(bucket), Key=key, Body=body, ContentType=content_type(key), **request
        )
    except client.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ("PreconditionFailed", "412", "NoSuchKey"):
            raise PreconditionFailedError(key) from None
        raise
    return answer["ETag"]
