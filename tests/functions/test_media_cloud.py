"""The same with S3: what is signed, and what a scanner says."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from moto import mock_aws

from functions.media import publication, record, scan
from functions.shared import object_s3, objects
from functions.shared.settings import settings
from tests import media_files as files
from tests import media_kit as kit
from tests.conftest import Calls, Send

BUCKETS = ("uploads", "private", "site")


@pytest.fixture
def cloud(dynamodb: Calls, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Three buckets in memory, and a client that looks into them."""
    with mock_aws():
        client = boto3.client("s3")
        for name in BUCKETS:
            place = {"LocationConstraint": "eu-central-1"}
            client.create_bucket(Bucket=name, CreateBucketConfiguration=place)  # type: ignore[arg-type]
            monkeypatch.setenv(f"BUCKET_{name.upper()}", f"s3://{name}")
        settings.cache_clear()
        object_s3.forget()
        yield client
        object_s3.forget()
        settings.cache_clear()


def test_every_field_of_the_form_is_a_condition_and_the_host_is_the_region_s(
    cloud: Any, send: Send
) -> None:
    offered = kit.ask(send, kit.permit(), type="image/png")
    form = offered["fields"]
    policy = json.loads(base64.b64decode(form["policy"]))
    conditions: dict[str, str] = {}
    for one in policy["conditions"]:
        conditions |= one if isinstance(one, dict) else {}

    assert offered["url"] == "https://uploads.s3.eu-central-1.amazonaws.com/"
    assert {n: v for n, v in form.items() if n not in ("policy", "x-amz-signature")} == {
        n: v for n, v in conditions.items() if n != "bucket"
    }
    assert conditions["bucket"] == "uploads"
    assert conditions["Content-Type"] == "image/png"
    assert form["key"] == f"incoming/{offered['upload']}"
    assert ["content-length-range", 1, 10 * 1024 * 1024] in policy["conditions"]


def test_a_plain_form_s_way_back_is_signed_too(cloud: Any) -> None:
    form = objects.post_form(
        "uploads", "incoming/x", {"success_action_redirect": "https://x/"}, most_bytes=9, seconds=60
    )
    policy = json.loads(base64.b64decode(form.fields["policy"]))

    assert {"success_action_redirect": "https://x/"} in policy["conditions"]
    assert ["content-length-range", 1, 9] in policy["conditions"]


def test_a_file_goes_from_quarantine_to_the_site(cloud: Any, send: Send) -> None:
    offered = kit.ask(send, kit.permit(kinds=kit.PAPERS))
    cloud.put_object(Bucket="uploads", Key=offered["fields"]["key"], Body=files.pdf())
    kit.run()
    shown = publication.publish(offered["upload"])

    answer = cloud.get_object(Bucket="site", Key=shown.files[0])
    assert answer["ContentType"] == "application/pdf"
    assert answer["ContentDisposition"] == f'attachment; filename="{shown.id}.pdf"'
    assert answer["CacheControl"] == "public, max-age=60"
    assert "Contents" not in cloud.list_objects_v2(Bucket="uploads")


@pytest.mark.parametrize(
    ("status", "outcome"),
    [
        (None, "offered"),
        ("NO_THREATS_FOUND", "clean"),
        ("THREATS_FOUND", "refused"),
        ("UNSUPPORTED", "refused"),
        ("ACCESS_DENIED", "refused"),
        ("FAILED", "refused"),
    ],
)
def test_only_what_the_scanner_found_clean_passes(
    cloud: Any, send: Send, monkeypatch: pytest.MonkeyPatch, status: str | None, outcome: str
) -> None:
    monkeypatch.setenv("SCAN", "guardduty")
    settings.cache_clear()
    offered = kit.ask(send, kit.permit())
    key = offered["fields"]["key"]
    cloud.put_object(Bucket="uploads", Key=key, Body=files.jpeg())
    if status:
        tags = {"TagSet": [{"Key": scan.TAG, "Value": status}]}
        cloud.put_object_tagging(Bucket="uploads", Key=key, Tagging=tags)
    kit.run()

    found = record.find(offered["upload"])
    assert found
    assert found.state == outcome
    assert found.reason == ("malware" if outcome == "refused" else "")
    assert ("Contents" in cloud.list_objects_v2(Bucket="uploads")) == (status is None)
    assert ("Contents" in cloud.list_objects_v2(Bucket="private")) == (outcome == "clean")
