"""The template's tables, made in the local store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from infra.local.template import Node, of_type

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# What a table is made from; expiry, recovery and encryption mean nothing on one machine.
_KEPT = ("AttributeDefinitions", "KeySchema", "GlobalSecondaryIndexes")


def definitions(resources: dict[str, Node]) -> list[dict[str, Any]]:
    """Return a CreateTable request for each table, named by its logical name."""
    return [
        {
            "TableName": name,
            "BillingMode": "PAY_PER_REQUEST",
            **{part: table[part] for part in _KEPT if part in table},
        }
        for name, table in of_type(resources, "AWS::DynamoDB::Table").items()
    ]


def create(client: DynamoDBClient, resources: dict[str, Node]) -> list[str]:
    """Create the tables and indexes that are missing and return the names of the new tables."""
    there, made = set(client.list_tables()["TableNames"]), []
    for definition in definitions(resources):
        name = definition["TableName"]
        if name in there:
            _add_indexes(client, definition)
        else:
            client.create_table(**definition)
            made.append(name)
    return made


def _add_indexes(client: DynamoDBClient, definition: dict[str, Any]) -> None:
    """Add the indexes that came into the template after the table was made."""
    name = definition["TableName"]
    described = client.describe_table(TableName=name)["Table"]
    there = {index["IndexName"] for index in described.get("GlobalSecondaryIndexes", [])}
    for index in definition.get("GlobalSecondaryIndexes", []):
        if index["IndexName"] not in there:
            client.update_table(
                TableName=name,
                AttributeDefinitions=definition["AttributeDefinitions"],
                GlobalSecondaryIndexUpdates=[{"Create": index}],
            )
