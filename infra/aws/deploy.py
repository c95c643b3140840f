"""Deploys the platform: artifact and template to S3, a change set, the keys once, then the site.

    STACK=dauys REGION=eu-central-1 python -m infra.aws.deploy LogOrigin=… MailDomain=… …

Parameters that are not given keep the value of the last deployment. Nothing is guessed: without
STACK and REGION it stops.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import boto3

from infra.aws import upload
from infra.aws.build import ARCHIVE, build
from infra.aws.expand import read
from infra.aws.stack import DeploymentError, Stack

SITE = Path(__file__).parents[2] / "build" / "site"
STACK_NAME_LIMIT = 32  # the sequencer's role is known by its name, which IAM cuts at 64


def asked(environment: Mapping[str, str], words: list[str]) -> tuple[str, str, dict[str, str]]:
    """Return stack, region and parameters. Raises DeploymentError for anything left out."""
    stack, region = environment.get("STACK", ""), environment.get("REGION", "")
    if not stack or not region:
        raise DeploymentError("say where to: STACK=… REGION=…")
    if len(stack) > STACK_NAME_LIMIT:
        raise DeploymentError(f"STACK has more than {STACK_NAME_LIMIT} characters")
    parameters = dict(word.split("=", 1) for word in words if "=" in word)
    unknown = [word for word in words if word.split("=")[0] not in read()["Parameters"]]
    if unknown or len(parameters) != len(words):
        raise DeploymentError(f"not a parameter of the template: {unknown or words}")
    return stack, region, parameters


def deploy(name: str, region: str, parameters: dict[str, str]) -> dict[str, str]:
    """Do the whole of it; return the stack's outputs."""
    if not (SITE / "assets").is_dir():
        raise DeploymentError("build the site first: make site")
    session = boto3.Session(region_name=region)
    account = session.client("sts").get_caller_identity()["Account"]
    s3, bucket = session.client("s3"), f"{name}-artifacts-{account}-{region}"
    digest = build()
    upload.ensure_bucket(s3, bucket, region)
    address = upload.upload(s3, bucket, ARCHIVE, digest)
    stack = Stack(session.client("cloudformation"), name)
    where = {"ArtifactBucket": bucket, "ArtifactKey": f"{digest}.zip"}
    print("changed" if stack.change(address, parameters | where) else "nothing to change")
    finish(session, stack)
    return stack.outputs()


def finish(session: boto3.Session, stack: Stack) -> None:
    """Make the keys if there are none, upload the site, tell the CDN, print the mail's records."""
    found, values, s3 = stack.outputs(), stack.parameters(), session.client("s3")
    upload.fill_secret(session.client("secretsmanager"), found["SecretArn"])
    bucket = found["SiteBucketName"]
    print(f"{upload.sync_site(s3, bucket, SITE)} files of the site")
    upload.write(s3, bucket, "desk/config.json", desk_config(found["SiteUrl"], values))
    if "DistributionId" in found:
        everything: Any = {
            "Paths": {"Quantity": 1, "Items": ["/*"]},
            "CallerReference": secrets.token_hex(8),
        }
        cdn = session.client("cloudfront")
        cdn.create_invalidation(
            DistributionId=found["DistributionId"], InvalidationBatch=everything
        )
    print("\n".join(mail_records(session, values["MailDomain"])))


def desk_config(site_url: str, parameters: Mapping[str, str]) -> bytes:
    """Return /desk/config.json: where officials sign in."""
    config = {
        "issuer": parameters["DeskIssuer"],
        "client_id": parameters["DeskClientId"],
        "redirect_uri": f"{site_url}/desk/",
    }
    return json.dumps(config).encode()


def mail_records(session: boto3.Session, domain: str) -> list[str]:
    """Return the DNS records that let the domain's mail be trusted."""
    identity = session.client("sesv2").get_email_identity(EmailIdentity=domain)
    tokens = identity.get("DkimAttributes", {}).get("Tokens", [])
    return [f"{token}._domainkey.{domain} CNAME {token}.dkim.amazonses.com" for token in tokens]


def main() -> None:
    """Read the command line; stop with one line if something is wrong."""
    try:
        found = deploy(*asked(os.environ, sys.argv[1:]))
    except DeploymentError as error:
        sys.exit(f"not deployed: {error}")
    for name, value in found.items():
        print(f"{name}: {value}")


if __name__ == "__main__":
    main()
