"""Objects in S3: each call on a bucket by its own name; boto3 is loaded when the first is made."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from functions.shared.media_types import content_type, disposition
from functions.shared.stored import PostForm, PreconditionFailedError, Stored

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

# A request takes some 25 ms of waiting: so many are under way together.
AT_ONCE = 32


@cache
def client() -> S3Client:
    """Return the client; made once, shared by threads."""
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


def forget() -> None:
    """Drop the connections, as a new process must."""
    client.cache_clear()
    _signer.cache_clear()


def read(bucket: str, key: str) -> Stored | None:
    """Return an object, or None if there is none."""
    s3 = client()
    try:
        answer = s3.get_object(Bucket=bucket, Key=key)
    except s3.exceptions.NoSuchKey:
        return None
    return Stored(answer["Body"].read(), answer["ETag"])


def write(
    bucket: str,
    key: str,
    body: bytes,
    cache: str | None,
    if_match: str | None,
    if_none_match: bool,
) -> str:
    """Write an object and return its ETag. Raises PreconditionFailedError."""
    s3, request = client(), dict[str, Any]()
    if cache:
        request["CacheControl"] = cache
    if taken := disposition(key):
        request["ContentDisposition"] = taken
    if if_match:
        request["IfMatch"] = if_match
    if if_none_match:
        request["IfNoneMatch"] = "*"
    try:
        answer = s3.put_object(
            Bucket=bucket, Key=key, Body=body, ContentType=content_type(key), **request
        )
    except s3.exceptions.ClientError as error:
        if error.response["Error"]["Code"] in ("PreconditionFailed", "412", "NoSuchKey"):
            raise PreconditionFailedError(key) from None
        raise
    return answer["ETag"]


def delete(bucket: str, key: str) -> None:
    """Delete an object; nothing happens if it is not there."""
    client().delete_object(Bucket=bucket, Key=key)


def list_keys(bucket: str, prefix: str) -> Iterator[str]:
    """Yield the keys that begin with a prefix, in order."""
    pages = client().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    for page in pages:
        yield from (entry["Key"] for entry in page.get("Contents", []))


def tags(bucket: str, key: str) -> dict[str, str]:
    """Return an object's tags."""
    answer = client().get_object_tagging(Bucket=bucket, Key=key)
    return {tag["Key"]: tag["Value"] for tag in answer["TagSet"]}


def post_form(
    bucket: str, key: str, fields: dict[str, str], *, most_bytes: int, seconds: int
) -> PostForm:
    """Return a form that puts one file of 1 to `most_bytes` at exactly this key, for a while."""
    # A field is not a condition by itself; boto3 adds those of key, bucket and credentials.
    conditions = [{name: value} for name, value in fields.items()]
    form = _signer().generate_presigned_post(
        Bucket=bucket,
        Key=key,
        Fields=dict(fields),
        Conditions=[*conditions, ["content-length-range", 1, most_bytes]],
        ExpiresIn=seconds,
    )
    return PostForm(form["url"], form["fields"])
