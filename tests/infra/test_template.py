"""What the template promises: nothing is lost, nothing is open, everything says what it is."""

from __future__ import annotations

from typing import Any

import pytest

from infra.aws.expand import expand, read

WRITTEN = read()
EXPANDED = expand()["Resources"]
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "object-src 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)
POSTS_FILES = "-src 'self' https://${Uploads}; form-action 'self' https://${Uploads}"
INDEXES = {
    "CoreTable": {"changes": ("kind", "changed_at"), "queue": ("queue", "queue_at")},
    "SignaturesTable": {"inbox": ("bucket", "c"), "names": ("np", "at")},
    "KeysTable": {},
    "OpsTable": {"outbox": ("box", "due_at")},
}


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    return {name: r["Properties"] for name, r in EXPANDED.items() if r["Type"] == kind}


def keys_of(schema: list[dict[str, str]]) -> tuple[str, ...]:
    return tuple(key["AttributeName"] for key in schema)


@pytest.mark.parametrize("name", sorted(INDEXES))
def test_a_table_has_its_keys_and_indexes_and_outlives_the_stack(name: str) -> None:
    table = EXPANDED[name]["Properties"]
    found = {index["IndexName"]: index for index in table.get("GlobalSecondaryIndexes", [])}

    assert keys_of(table["KeySchema"]) == ("pk", "sk")
    assert {n: keys_of(i["KeySchema"]) for n, i in found.items()} == INDEXES[name]
    for name_, index in found.items():
        row_only = {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["row"]}
        all_of_it = {"ProjectionType": "ALL"}
        assert index["Projection"] == (row_only if name_ == "queue" else all_of_it)
    assert table["BillingMode"] == "PAY_PER_REQUEST"
    assert table["DeletionProtectionEnabled"] is True


def test_every_table_but_the_one_that_expires_can_be_restored() -> None:
    """The emulators drop both settings without a word, so they are asserted here."""
    for name, table in of_type("AWS::DynamoDB::Table").items():
        if name == "OpsTable":
            assert table["TimeToLiveSpecification"] == {
                "AttributeName": "expires_at",
                "Enabled": True,
            }
        else:
            recovery = table["PointInTimeRecoverySpecification"]
            assert recovery["PointInTimeRecoveryEnabled"] is True


def test_destroyed_keys_are_gone_after_a_week() -> None:
    recovery = EXPANDED["KeysTable"]["Properties"]["PointInTimeRecoverySpecification"]

    assert recovery["RecoveryPeriodInDays"] == 7


@pytest.mark.parametrize(
    "kind",
    ["AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key", "AWS::SecretsManager::Secret"],
)
def test_what_holds_data_outlives_the_stack(kind: str) -> None:
    for name, resource in EXPANDED.items():
        if resource["Type"] == kind:
            assert resource["DeletionPolicy"] == "Retain", name
            assert resource["UpdateReplacePolicy"] == "Retain", name


def test_every_bucket_is_closed_to_the_public() -> None:
    for name, bucket in of_type("AWS::S3::Bucket").items():
        assert set(bucket["PublicAccessBlockConfiguration"].values()) == {True}, name
        policy = EXPANDED[f"{name}Policy"]["Properties"]["PolicyDocument"]["Statement"]
        assert policy[0]["Sid"] == "OnlyEncryptedTransport", name


def test_nothing_stays_in_quarantine_and_only_the_site_s_scripts_post_there() -> None:
    bucket = EXPANDED["UploadsBucket"]["Properties"]
    (rule,) = bucket["LifecycleConfiguration"]["Rules"]
    (cors,) = bucket["CorsConfiguration"]["CorsRules"]

    assert (rule["Status"], rule["ExpirationInDays"]) == ("Enabled", 1)
    assert "VersioningConfiguration" not in bucket
    assert cors["AllowedMethods"] == ["POST"]
    assert "*" not in cors["AllowedOrigins"]


def test_the_log_is_versioned_locked_and_written_by_the_sequencer_alone() -> None:
    bucket = EXPANDED["LogBucket"]["Properties"]
    statements = EXPANDED["LogBucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    (only,) = [s for s in statements if s.get("Sid") == "OnlyTheSequencerWrites"]

    assert bucket["VersioningConfiguration"] == {"Status": "Enabled"}
    assert bucket["ObjectLockEnabled"] is True
    assert only["Effect"] == "Deny"
    assert "s3:PutObject" in only["Action"]
    assert "LedgerSequenceRole" in str(only["Condition"]["ArnNotLike"])


def test_the_log_key_is_ed25519_and_signs_for_the_sequencer_alone() -> None:
    key = EXPANDED["LogKey"]["Properties"]
    statements = {s["Sid"]: s for s in key["KeyPolicy"]["Statement"]}

    assert (key["KeySpec"], key["KeyUsage"]) == ("ECC_NIST_EDWARDS25519", "SIGN_VERIFY")
    assert statements["AdministratorsMayNotSign"]["NotAction"] == "kms:Sign"
    assert "LedgerSequenceRole" in str(statements["OnlyTheSequencerSigns"]["Condition"])


def test_every_function_runs_alike() -> None:
    for name, function in of_type("AWS::Lambda::Function").items():
        assert function["Runtime"] == "python3.12", name
        assert function["Architectures"] == ["arm64"], name
        assert function["LoggingConfig"]["LogFormat"] == "JSON", name
        assert "Layers" not in function, name


def test_the_journals_end() -> None:
    for name, group in of_type("AWS::Logs::LogGroup").items():
        assert "RetentionInDays" in group, name


def test_a_page_has_the_headers_of_a_strict_site() -> None:
    policy = EXPANDED["PageHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]
    security = policy["SecurityHeadersConfig"]
    custom = {item["Header"]: item["Value"] for item in policy["CustomHeadersConfig"]["Items"]}

    written, filled = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"]
    assert written == CSP.replace("-src 'self'; form-action 'self'", POSTS_FILES)
    assert filled == {"Uploads": {"Fn::GetAtt": ["UploadsBucket", "RegionalDomainName"]}}
    assert security["FrameOptions"]["FrameOption"] == "DENY"
    assert security["ReferrerPolicy"]["ReferrerPolicy"] == "no-referrer"
    assert security["StrictTransportSecurity"]["AccessControlMaxAgeSec"] == 2 * 365 * 86400
    assert security["StrictTransportSecurity"]["IncludeSubdomains"] is True
    assert security["ContentTypeOptions"]["Override"] is True
    assert custom["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in custom["Permissions-Policy"]


def test_only_the_embedded_page_may_be_framed_and_only_the_desk_talks_to_its_issuer() -> None:
    def policy(name: str) -> Any:
        config = EXPANDED[name]["Properties"]["ResponseHeadersPolicyConfig"]
        return config["SecurityHeadersConfig"]["ContentSecurityPolicy"]["ContentSecurityPolicy"]

    desk = policy("DeskHeaders")["Fn::Sub"][0]

    assert policy("EmbedHeaders") == CSP.replace("frame-ancestors 'none'", "frame-ancestors *")
    assert desk == CSP.replace(
        "connect-src 'self'", "connect-src 'self' https://${Issuer}"
    ).replace("data:", "data: blob:")


def test_each_way_into_the_site_has_its_origin() -> None:
    config = EXPANDED["Distribution"]["Properties"]["DistributionConfig"]
    ways = [(b["PathPattern"], b["TargetOriginId"]) for b in config["CacheBehaviors"]]

    assert ways == [
        ("/api/*", "api"),
        ("/??/search*", "api"),
        ("/log/*", "log"),
        ("/desk/*", "pages"),
        ("/??/petitions/*/embed/*", "pages"),
        ("/open311/*requests.*", "api"),
        ("/open311/*", "pages"),
        ("/petitions.csv", "pages"),
        ("/petitions.*", "pages"),
        ("*.json", "pages"),
        ("*.csv", "pages"),
        ("*.xml", "pages"),
    ]
    assert config["DefaultCacheBehavior"]["TargetOriginId"] == "pages"
    (group,) = config["OriginGroups"]["Items"]
    assert [m["OriginId"] for m in group["Members"]["Items"]] == ["site", "api"]
    assert "CustomErrorResponses" not in config


def test_every_parameter_and_output_says_what_it_is() -> None:
    for section in ("Parameters", "Outputs"):
        for name, entry in WRITTEN[section].items():
            assert entry.get("Description"), name


def test_every_alarm_says_what_is_wrong_and_reaches_somebody() -> None:
    alarms = of_type("AWS::CloudWatch::Alarm")

    assert len(alarms) >= 10
    for name, alarm in alarms.items():
        assert len(alarm["AlarmDescription"]) > 30, name
        assert alarm["AlarmActions"] == [{"Ref": "Alarms"}], name
        assert alarm["TreatMissingData"], name


def test_every_scheduled_run_is_tried_again_and_ends_in_the_queue_of_failed_runs() -> None:
    schedules = of_type("AWS::Scheduler::Schedule")

    assert schedules
    for name, schedule in schedules.items():
        target = schedule["Target"]
        assert target["DeadLetterConfig"] == {"Arn": {"Fn::GetAtt": ["FailedRuns", "Arn"]}}, name
        assert target["RetryPolicy"]["MaximumRetryAttempts"] >= 1, name


def test_the_expanded_template_is_clean() -> None:
    from infra.aws.lint import findings

    assert findings() == []


def test_the_linter_sees_a_dangling_reference_and_a_mistyped_right() -> None:
    from infra.aws.lint import lint

    role = {
        "AssumeRolePolicyDocument": {"Version": "2012-10-17", "Statement": []},
        "Policies": [
            {
                "PolicyName": "p",
                "PolicyDocument": {
                    "Version": "2012-10-17",
                    "Statement": [
                        {"Effect": "Allow", "Action": "dynamodb:PutItm", "Resource": {"Ref": "No"}}
                    ],
                },
            }
        ],
    }
    found = lint({"Resources": {"Role": {"Type": "AWS::IAM::Role", "Properties": role}}})

    assert {"W3037", "E1020"} <= {finding.split()[0] for finding in found}
