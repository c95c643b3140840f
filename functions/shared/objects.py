"""The one door to S3, or on one machine to a folder with the same promises.

A bucket is named by its role: site, log, private, uploads. Writes may ask that nothing is there
yet, or that what is there has a certain ETag; whoever loses gets PreconditionFailedError.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from functions.shared import object_folder, object_s3
from functions.shared.media_types import content_type, disposition
from functions.shared.object_s3 import forget
from functions.shared.settings import settings
from functions.shared.stored import Bucket, PostForm, PreconditionFailedError, Stored

__all__ = [
    "Bucket",
    "PostForm",
    "PreconditionFailedError",
    "Stored",
    "begin_to_settle",
    "content_type",
    "delete",
    "delete_each",
    "disposition",
    "forget",
    "list_keys",
    "post_form",
    "read",
    "read_each",
    "settle",
    "tags",
    "write",
    "write_each",
]
ArgT = TypeVar("ArgT")
ResultT = TypeVar("ResultT")


def read(bucket: Bucket, key: str) -> Stored | None:
    """Return an object, or None if there is none."""
    folder = _folder(bucket)
    return object_folder.read(folder / key) if folder else object_s3.read(_name(bucket), key)


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
        durable = bucket != "site"
        return object_folder.write(folder / key, body, if_match, if_none_match, durable=durable)
    return object_s3.write(_name(bucket), key, body, cache, if_match, if_none_match)


def delete(bucket: Bucket, key: str) -> None:
    """Delete an object; nothing happens if it is not there."""
    folder = _folder(bucket)
    if folder:
        (folder / key).unlink(missing_ok=True)
    else:
        object_s3.delete(_name(bucket), key)


def read_each(bucket: Bucket, keys: Sequence[str]) -> list[bytes | None]:
    """Return the bodies of objects in the order asked, None where there is none."""

    def body(key: str) -> bytes | None:
        stored = read(bucket, key)
        return stored.body if stored else None

    return _at_once(bucket, body, keys)


def write_each(bucket: Bucket, files: Iterable[tuple[str, bytes, str | None]]) -> None:
    """Write objects (key, body, how long to cache), many at once, in no order among themselves.

    They outlive a loss of power only after `settle`. Raises what the first failed write raised,
    once none is under way.
    """
    folder = _folder(bucket)
    if folder:
        for key, body, _ in files:
            object_folder.write_some(folder / key, body)
    else:
        _at_once(bucket, lambda file: write(bucket, file[0], file[1], cache=file[2]), files)


def begin_to_settle(bucket: Bucket) -> None:
    """Begin with what `settle` will wait for; not in a process with other threads."""
    if _folder(bucket):
        object_folder.begin_to_settle()


def settle(bucket: Bucket) -> None:
    """Return once what was written outlives a loss of power; S3 promises that by itself."""
    if _folder(bucket):
        object_folder.settle()


def delete_each(bucket: Bucket, keys: Iterable[str]) -> None:
    """Delete objects, many at once."""
    _at_once(bucket, lambda key: delete(bucket, key), keys)


def list_keys(bucket: Bucket, prefix: str) -> Iterator[str]:
    """Yield the keys that begin with a prefix, in order."""
    folder = _folder(bucket)
    if folder:
        yield from object_folder.list_keys(folder, prefix)
    else:
        yield from object_s3.list_keys(_name(bucket), prefix)


def tags(bucket: Bucket, key: str) -> dict[str, str]:
    """Return an object's tags; a folder has none."""
    return {} if _folder(bucket) else object_s3.tags(_name(bucket), key)


def post_form(
    bucket: Bucket, key: str, fields: dict[str, str], *, most_bytes: int, seconds: int
) -> PostForm:
    """Return a form that puts one file of 1 to `most_bytes` at exactly this key, for a while."""
    if _folder(bucket):
        from functions.shared import post_policy  # noqa: PLC0415  only on one machine

        signed = post_policy.sign({"key": key, **fields}, most_bytes=most_bytes, seconds=seconds)
        return PostForm(settings().site_url + post_policy.PATH, signed)
    return object_s3.post_form(_name(bucket), key, fields, most_bytes=most_bytes, seconds=seconds)


def _at_once(
    bucket: Bucket, work: Callable[[ArgT], ResultT], each: Iterable[ArgT]
) -> list[ResultT]:
    """Work for each: side by side where the answers come over the network."""
    if _folder(bucket):
        return [work(one) for one in each]
    from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415  few requests need it

    object_s3.client()  # made once, before threads ask for it
    with ThreadPoolExecutor(object_s3.AT_ONCE) as pool:
        return list(pool.map(work, each))


def _address(bucket: Bucket) -> str:
    return str(getattr(settings(), f"bucket_{bucket}"))


def _folder(bucket: Bucket) -> Path | None:
    address = _address(bucket)
    return Path(address.removeprefix("file://")) if address.startswith("file://") else None


def _name(bucket: Bucket) -> str:
    return _address(bucket).removeprefix("s3://")
