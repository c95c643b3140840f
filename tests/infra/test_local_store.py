"""The embedded store starts, keeps what it is told, and says in one line what is wrong."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

from infra.local import door, store, tables, template
from infra.local.errors import StartError
from infra.local.lock import held

ROOT = Path(__file__).parents[2]
MODULES = ROOT / "node_modules"


def client(url: str):  # type: ignore[no-untyped-def]
    return boto3.client(
        "dynamodb",
        endpoint_url=url,
        region_name="local",
        aws_access_key_id="x",
        aws_secret_access_key="x",
        config=Config(retries={"max_attempts": 1}),
    )


@pytest.fixture
def running(tmp_path: Path) -> Iterator[store.Store]:
    made = store.start(MODULES, tmp_path / "store" / "dauys.sqlite")
    yield made
    made.stop()


def one_line(error: pytest.ExceptionInfo[StartError]) -> str:
    text = str(error.value)
    assert "\n" not in text
    return text


def test_the_templates_tables_are_made_once(running: store.Store) -> None:
    dynamodb = client(running.url)

    names = tables.create(dynamodb, template.resources())

    assert names == ["CoreTable", "SignaturesTable", "KeysTable", "OpsTable"]
    assert tables.create(dynamodb, template.resources()) == []
    described = dynamodb.describe_table(TableName="SignaturesTable")["Table"]
    assert {i["IndexName"] for i in described["GlobalSecondaryIndexes"]} == {"inbox", "names"}


def test_an_index_that_came_later_is_added(running: store.Store) -> None:
    dynamodb, resources = client(running.url), template.resources()
    properties = dict(resources["CoreTable"]["Properties"])
    properties["AttributeDefinitions"] = properties["AttributeDefinitions"][:2]
    del properties["GlobalSecondaryIndexes"]
    older = {"CoreTable": {"Type": "AWS::DynamoDB::Table", "Properties": properties}}
    tables.create(dynamodb, older)

    tables.create(dynamodb, resources)

    described = dynamodb.describe_table(TableName="CoreTable")["Table"]
    named = sorted(index["IndexName"] for index in described["GlobalSecondaryIndexes"])
    assert named == ["changes", "queue"]


def test_what_was_written_is_there_after_a_kill(tmp_path: Path) -> None:
    file = tmp_path / "dauys.sqlite"
    first = store.start(MODULES, file)
    tables.create(client(first.url), template.resources())
    item = {"pk": {"S": "a"}, "sk": {"S": "b"}}
    client(first.url).put_item(TableName="CoreTable", Item=item)
    first.process.kill()
    first.process.wait()

    second = store.start(MODULES, file)

    try:
        assert client(second.url).get_item(TableName="CoreTable", Key=item)["Item"] == item
    finally:
        second.stop()


def test_a_missing_build_is_one_clear_line(tmp_path: Path) -> None:
    with pytest.raises(StartError) as error:
        store.start(tmp_path / "node_modules", tmp_path / "x.sqlite")

    assert "npm ci" in one_line(error)


@pytest.mark.parametrize("damage", ["garbage", "cut"])
def test_a_damaged_file_is_one_clear_line(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "dauys.sqlite"
    if damage == "garbage":
        file.write_bytes(b"not a database" * 100)
    else:
        first = store.start(MODULES, file)
        tables.create(client(first.url), template.resources())
        first.stop()
        whole = file.read_bytes()
        file.write_bytes(whole[: len(whole) // 2] + b"\0" * 100)

    with pytest.raises(StartError) as error:
        store.start(MODULES, file)

    assert "damaged" in one_line(error)


def test_a_port_in_use_is_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()

        with pytest.raises(StartError) as error:
            door.sockets(taken.getsockname()[1])

    assert "in use" in one_line(error)


@pytest.mark.parametrize("setting", ["x", "-1", "70000", "80 80"])
def test_a_port_that_is_none_is_one_clear_line(setting: str) -> None:
    with pytest.raises(StartError) as error:
        door.port(setting)

    assert "PORT" in one_line(error)


def test_only_loopback_is_opened() -> None:
    opened = door.sockets(0)

    assert {one.getsockname()[0] for one in opened} <= {"127.0.0.1", "::1"}
    assert {one.proto for one in opened} == {socket.IPPROTO_TCP}
    for one in opened:
        one.close()


def test_a_second_run_says_where_the_first_is(tmp_path: Path) -> None:
    with held(tmp_path) as first:
        first.say("http://localhost:8000")

        with pytest.raises(StartError) as error, held(tmp_path):
            pass

    assert "http://localhost:8000" in one_line(error)
    with held(tmp_path):
        pass
