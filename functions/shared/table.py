"""The one place that talks to DynamoDB: a handful of verbs that know no entity.

Nothing here needs transactions, streams or scans, so the same code runs on DynamoDB, on an embedded
store and on ScyllaDB's DynamoDB API. A table is named by its role: core, signatures, keys, ops.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal

import boto3
from boto3.dynamodb.types import Binary, TypeDeserializer, TypeSerializer
from botocore.config import Config
from botocore.exceptions import ClientError, ConnectionError, HTTPClientError

from functions.shared.errors import UnavailableError
from functions.shared.settings import settings

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

    from functions.shared.keys import Key

Item = dict[str, Any]
Role = Literal["core", "signatures", "keys", "ops"]
BATCH_SIZE = 25
BATCH_TRIES = 8
_BUSY = {
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "ThrottlingException",
    "InternalServerError",
    "ServiceUnavailable",
}
_serialize = TypeSerializer().serialize
_deserialize = TypeDeserializer().deserialize


class ConditionFailedError(Exception):
    """The condition of a write did not hold; `old` is the item as it stands, if there is one."""

    def __init__(self, old: Item | None) -> None:
        super().__init__("condition failed")
        self.old = old


@cache
def client() -> DynamoDBClient:
    """Return the client; made once, shared by threads."""
    config = Config(
        retries={"mode": "standard", "max_attempts": 4},
        connect_timeout=2,
        read_timeout=5,
        max_pool_connections=64,
    )
    made: DynamoDBClient = boto3.client("dynamodb", config=config)
    return made


def get(table: Role, key: Key, *, consistent: bool = False) -> Item | None:
    """Return one item, or None."""
    answer = _call("get_item", TableName=_name(table), Key=_write(key), ConsistentRead=consistent)
    return _read(answer["Item"]) if "Item" in answer else None


def put(table: Role, item: Item) -> None:
    """Write an item, whatever stood there."""
    _call("put_item", TableName=_name(table), Item=_write(item))


def put_new(table: Role, item: Item) -> Item | None:
    """Write an item if its key is free and return None; else return the item that is there."""
    return put_if(table, item, "attribute_not_exists(pk)")


def put_if(
    table: Role,
    item: Item,
    condition: str,
    values: Item | None = None,
    names: Mapping[str, str] | None = None,
) -> Item | None:
    """Write an item if the condition holds and return None; else return the item that is there."""
    request = _conditional(condition, values, names)
    try:
        _call("put_item", TableName=_name(table), Item=_write(item), **request)
    except ConditionFailedError as failed:
        return failed.old or {}
    return None


def update(
    table: Role,
    key: Key,
    expression: str,
    values: Item | None = None,
    *,
    condition: str | None = None,
    names: Mapping[str, str] | None = None,
) -> Item:
    """Change an item and return it as it now stands. Raises ConditionFailedError."""
    request = _conditional(condition, values, names)
    answer = _call(
        "update_item",
        TableName=_name(table),
        Key=_write(key),
        UpdateExpression=expression,
        ReturnValues="ALL_NEW",
        **request,
    )
    return _read(answer["Attributes"])


def next_number(table: Role, counter: Key) -> int:
    """Return the next number of a counter: one UpdateItem; a number never used leaves a gap."""
    item = update(table, counter, "ADD #last :one", {":one": 1}, names={"#last": "last"})
    return int(item["last"])


def delete(table: Role, key: Key) -> None:
    """Delete an item; nothing happens if it is not there."""
    _call("delete_item", TableName=_name(table), Key=_write(key))


def query(
    table: Role,
    pk_name: str,
    pk: str,
    *,
    index: str | None = None,
    sk_name: str = "sk",
    begins: str | None = None,
    between: tuple[str, str] | None = None,
    newest_first: bool = False,
    limit: int | None = None,
    consistent: bool = False,
) -> Iterator[Item]:
    """Yield the items of one partition in the order of their sort key, page after page."""
    request, left = _range(pk_name, pk, sk_name, begins, between), limit
    request |= {
        "TableName": _name(table),
        "ScanIndexForward": not newest_first,
        "ConsistentRead": consistent,
    }
    if index:
        request["IndexName"] = index
    while True:
        if left is not None:
            request["Limit"] = left
        answer = _call("query", **request)
        yield from map(_read, answer["Items"])
        if left is not None:
            left -= len(answer["Items"])
        if "LastEvaluatedKey" not in answer or left == 0:
            return
        request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def write_all(table: Role, items: Iterable[Item]) -> None:
    """Write many items without conditions. Raises UnavailableError if some stay unprocessed."""
    pending: list[dict[str, Any]] = []
    for item in items:
        pending.append({"PutRequest": {"Item": _write(item)}})
        if len(pending) == BATCH_SIZE:
            _write_batch(table, pending)
            pending = []
    if pending:
        _write_batch(table, pending)


def _write_batch(table: Role, pending: list[dict[str, Any]]) -> None:
    name = _name(table)
    for attempt in range(BATCH_TRIES):
        answer = _call("batch_write_item", RequestItems={name: pending})
        pending = answer.get("UnprocessedItems", {}).get(name, [])
        if not pending:
            return
        time.sleep(random.uniform(0, 0.05 * 2**attempt))
    raise UnavailableError


def _range(
    pk_name: str,
    pk: str,
    sk_name: str,
    begins: str | None,
    between: tuple[str, str] | None,
) -> dict[str, Any]:
    names, values, condition = {"#pk": pk_name}, {":pk": pk}, "#pk = :pk"
    if begins is not None:
        condition += " AND begins_with(#sk, :sk)"
        values[":sk"] = begins
    if between is not None:
        condition += " AND #sk BETWEEN :low AND :high"
        values |= {":low": between[0], ":high": between[1]}
    if begins is not None or between is not None:
        names["#sk"] = sk_name
    return {
        "KeyConditionExpression": condition,
        "ExpressionAttributeNames": names,
        "ExpressionAttributeValues": _write(values),
    }


def _conditional(
    condition: str | None, values: Item | None, names: Mapping[str, str] | None
) -> dict[str, Any]:
    request: dict[str, Any] = {}
    if condition:
        request["ConditionExpression"] = condition
        request["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
    if values:
        request["ExpressionAttributeValues"] = _write(values)
    if names:
        request["ExpressionAttributeNames"] = dict(names)
    return request


def _call(operation: str, **request: Any) -> Any:
    """Call DynamoDB once (the client retries); translate its errors here and nowhere else."""
    try:
        return getattr(client(), operation)(**request)
    except ClientError as error:
        code = error.response["Error"]["Code"]
        if code == "ConditionalCheckFailedException":
            old: Any = error.response.get("Item")
            raise ConditionFailedError(_read(old) if old else None) from None
        if code in _BUSY:
            raise UnavailableError from error
        raise
    except (ConnectionError, HTTPClientError) as error:
        raise UnavailableError from error


def _name(table: Role) -> str:
    return str(getattr(settings(), f"table_{table}"))


def _write(item: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _serialize(value) for name, value in item.items() if value is not None}


def _read(item: Mapping[str, Any]) -> Item:
    return {name: _plain(_deserialize(value)) for name, value in item.items()}


def _plain(value: Any) -> Any:
    """Turn the SDK's numbers and binaries into int and bytes, at any depth."""
    if isinstance(value, Decimal):
        return int(value)
    if isinstance(value, Binary):
        return bytes(value.value)  # type: ignore[attr-defined]
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_plain(inner) for inner in value]
    return value
