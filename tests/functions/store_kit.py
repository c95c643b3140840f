"""The embedded store in memory, for tests that need more than a few items."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import boto3
from botocore.config import Config

from infra.local import children, store, tables, template
from tests.conftest import ROOT

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

PATIENT = Config(retries={"mode": "standard", "max_attempts": 10})  # it may still be starting


@contextmanager
def in_memory() -> Iterator[DynamoDBClient]:
    """Start the store with the template's tables, and stop it at the end."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(store.program(ROOT / "node_modules")), "serve", "--port", str(port)]
    process = children.start(command)
    try:
        client = boto3.client("dynamodb", endpoint_url=f"http://127.0.0.1:{port}", config=PATIENT)
        tables.create(client, template.resources())
        yield client
    finally:
        children.stop(process)
