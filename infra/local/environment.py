"""The settings of the functions on one machine, as environment variables."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from infra.local.issuer import ROOT as LOGIN
from infra.local.people import DESK, EID
from infra.local.template import Node, of_type

# The log's name stays the same whatever the port: a log that changes its name is another log.
LOG_ORIGIN = "localhost/log"
MAIL_FROM = "noreply@dauys.example"


@dataclass(frozen=True)
class Places:
    """Where things are: the project, and the folder of everything that is kept."""

    root: Path
    var: Path

    @property
    def store(self) -> Path:
        return self.var / "store" / "dauys.sqlite"

    @property
    def keys(self) -> Path:
        return self.var / "keys"

    @property
    def outbox(self) -> Path:
        return self.var / "outbox"

    def objects(self, bucket: str) -> Path:
        """Return the folder of a bucket: site, log, private or uploads."""
        return self.var / "objects" / bucket

    def make(self) -> None:
        """Make the folders, readable by their owner alone."""
        folders = [self.outbox, *map(self.objects, ("site", "log", "private", "uploads"))]
        for folder in folders:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def variables(
    places: Places, resources: dict[str, Node], site_url: str, store_url: str
) -> dict[str, str]:
    """Return what the functions read from their environment, and what boto3 does."""
    issuer = f"{site_url}{LOGIN}"
    return {
        **_tables(resources),
        "BUCKET_SITE": places.objects("site").as_uri(),
        "BUCKET_LOG": places.objects("log").as_uri(),
        "BUCKET_PRIVATE": places.objects("private").as_uri(),
        "BUCKET_UPLOADS": places.objects("uploads").as_uri(),
        "SITE_URL": site_url,
        "LOG_ORIGIN": LOG_ORIGIN,
        "KEY_SOURCE": places.keys.as_uri(),
        "MAIL_TRANSPORT": places.outbox.as_uri(),
        "SMS_TRANSPORT": places.outbox.as_uri(),
        "MAIL_FROM": MAIL_FROM,
        "CONTENT_PATH": str(places.root / "build" / "content.json"),
        "TEMPLATES_PATH": str(places.root / "site" / "templates"),
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": EID,
        "DESK_ISSUER": issuer,
        "DESK_CLIENT_ID": DESK,
        "INBOX_SHARDS": "1",
        **_AWS,
        "AWS_ENDPOINT_URL_DYNAMODB": store_url,
    }


# The store asks for credentials, and checks none.
_AWS = {
    "AWS_ACCESS_KEY_ID": "local",
    "AWS_SECRET_ACCESS_KEY": "local",
    "AWS_DEFAULT_REGION": "local",
    "AWS_EC2_METADATA_DISABLED": "true",
    "POWERTOOLS_SERVICE_NAME": "dauys",
    "POWERTOOLS_LOG_LEVEL": "WARNING",
}


def _tables(resources: dict[str, Node]) -> dict[str, str]:
    """Name each table by its logical name: CoreTable is TABLE_CORE."""
    names = of_type(resources, "AWS::DynamoDB::Table")
    return {f"TABLE_{name.removesuffix('Table').upper()}": name for name in names}
