"""The environment of the functions as one frozen model: every variable, its type and meaning."""

from __future__ import annotations

import os
from functools import cache
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field


class Settings(BaseModel):
    """Read from environment variables named like the fields, in upper case."""

    model_config = ConfigDict(frozen=True)

    table_core: str = Field(description="Table of petitions, counts, history and the log's head")
    table_signatures: str = Field(description="Table of signatures and of requests to the log")
    table_keys: str = Field(description="Table of each petition's wrapped keys")
    table_ops: str = Field(description="Table of mail and request guards, with expiry")
    bucket_site: str = Field(description="Public pages and data: s3://name or file:///folder")
    bucket_log: str = Field(description="The public log: s3://name or file:///folder")
    bucket_private: str = Field(description="Working files: s3://name or file:///folder")
    bucket_uploads: str = Field(description="Uploads not looked at: s3://name or file:///folder")
    site_url: str = Field(description="Public address without a slash at the end")
    log_origin: str = Field(description="The log's name in checkpoints, such as dauys.example/log")
    key_source: str = Field(description="Folder of keys as file:///folder, or aws")
    key_id: str = Field(default="", description="KMS key that wraps each petition's keys")
    log_key_id: str = Field(default="", description="KMS Ed25519 key that signs checkpoints")
    secret_id: str = Field(default="", description="Secrets Manager secret of token keys")
    mail_transport: str = Field(description="ses, or a folder as file:///folder")
    mail_from: str = Field(description="Sender's address of all mail")
    sms_transport: str = Field(default="", description="sns, file:///folder, or empty: none")
    content_path: str = Field(description="File of the compiled content (content.json)")
    templates_path: str = Field(description="Folder of the page templates")
    oidc_issuer: str = Field(default="", description="Issuer for eID signing; empty: none")
    oidc_client_id: str = Field(default="", description="Client id at that issuer")
    desk_issuer: str = Field(default="", description="Issuer of the desk's tokens")
    desk_client_id: str = Field(default="", description="Client id (audience) of the desk")
    proof_of_work_bits: int = Field(default=16, ge=0, le=30, description="Leading zero bits asked")
    scan: Literal["none", "guardduty"] = Field(default="none", description="Who scans uploads")
    inbox_shards: int = Field(default=4, ge=1, le=100, description="Inbox buckets a minute")


@cache
def settings() -> Settings:
    """Return the settings. Raises ValidationError naming the variable that is missing or wrong."""
    known = {
        name: os.environ[name.upper()]
        for name in Settings.model_fields
        if name.upper() in os.environ
    }
    return Settings.model_validate(known)
