"""Puts things into S3: the artifact, the template, the built site. Also makes the keys, once."""

from __future__ import annotations

import base64
import json
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError

from functions.shared.objects import content_type
from infra.aws.build import files
from infra.aws.expand import expand

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_secretsmanager import SecretsManagerClient

IMMUTABLE = "public, max-age=31536000, immutable"
PAGE = "public, max-age=60"
_CLOSED = ("BlockPublicAcls", "BlockPublicPolicy", "IgnorePublicAcls", "RestrictPublicBuckets")


def ensure_bucket(s3: S3Client, bucket: str, region: str) -> None:
    """Make the bucket of the artifacts, closed to the public, if it is not there."""
    try:
        s3.head_bucket(Bucket=bucket)
        return
    except ClientError as error:
        if error.response["Error"]["Code"] not in ("404", "NoSuchBucket"):
            raise
    request: Any = {"Bucket": bucket}
    if region != "us-east-1":
        request["CreateBucketConfiguration"] = {"LocationConstraint": region}
    s3.create_bucket(**request)
    closed: Any = dict.fromkeys(_CLOSED, True)
    s3.put_public_access_block(Bucket=bucket, PublicAccessBlockConfiguration=closed)


def upload(s3: S3Client, bucket: str, archive: Path, digest: str) -> str:
    """Upload artifact and template; return the template's address."""
    with archive.open("rb") as file:
        s3.put_object(Bucket=bucket, Key=f"{digest}.zip", Body=file)
    body = json.dumps(expand(), ensure_ascii=False).encode()
    s3.put_object(Bucket=bucket, Key=f"{digest}.template.json", Body=body)
    return f"{s3.meta.endpoint_url}/{bucket}/{digest}.template.json"


def sync_site(s3: S3Client, bucket: str, site: Path) -> int:
    """Upload the built site and return how many files it has; nothing is taken away."""
    number = 0
    for path in sorted(files(site)):
        key = path.relative_to(site).as_posix()
        cache = IMMUTABLE if key.endswith(".woff2") else PAGE
        write(s3, bucket, key, path.read_bytes(), cache)
        number += 1
    return number


def write(s3: S3Client, bucket: str, key: str, body: bytes, cache: str = PAGE) -> None:
    """Write one public file."""
    kind = content_type(key)
    s3.put_object(Bucket=bucket, Key=key, Body=body, ContentType=kind, CacheControl=cache)


def fill_secret(client: SecretsManagerClient, secret: str) -> bool:
    """Make the token and promise keys if there are none; tell whether they were made.

    They are made here, in memory, and are in no template, history or file.
    """
    try:
        if client.get_secret_value(SecretId=secret).get("SecretString"):
            return False
    except client.exceptions.ResourceNotFoundException:
        pass  # a secret without a value answers like one that is not there
    keys = {n: base64.b64encode(secrets.token_bytes(32)).decode() for n in ("token", "promise")}
    client.put_secret_value(SecretId=secret, SecretString=json.dumps(keys))
    return True
