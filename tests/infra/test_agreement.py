"""Template and code agree: handlers, rights, routes, settings, schedules, metrics."""

from __future__ import annotations

import ast
import importlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from functions.shared.settings import Settings
from infra.aws import openapi
from infra.aws.expand import expand, read
from tests.infra import reach

ROOT = Path(__file__).parents[2]
RESOURCES: dict[str, Any] = read()["Resources"]
FUNCTIONS = {
    name: resource["Properties"]
    for name, resource in RESOURCES.items()
    if resource["Type"] == "AWS::Serverless::Function"
}
MODULES = {name: f["Handler"].removesuffix(".handler") for name, f in FUNCTIONS.items()}
MINUTELY = {
    "ComplaintsNotify",
    "LedgerSequence",
    "MailSend",
    "MediaClean",
    "PetitionsCanary",
    "PetitionsNotify",
    "PollsClose",
    "ProjectsNotify",
    "PublishingComplaintPublish",
    "PublishingDataPublish",
    "PublishingParticipationPublish",
    "PublishingPublish",
}
COUNTS = {
    "ComplaintsFile",
    "ComplaintsOpen311",
    "DeskComplaintFile",
    "DeskPollAct",
    "DeskProjectAct",
    "DeskSurveyAct",
    "DeskWorkAct",
    "PetitionsSubmit",
}
_OWNED = "PETITION|BATCH|UPLOAD|COMPLAINT|POLL|PERSON|PROJECT|WORK|SURVEY|CLAIM|DATASET"
PARTITIONS = rf"({_OWNED})#\*|LOG|SIGNING|COUNTER|API|OFFERS"
HOURLY = {"ComplaintsDue"}
DAILY = {
    *("ComplaintsRetention", "LedgerReconcile", "PetitionsRetention"),
    *("PollsRetention", "ProjectsRetention", "SurveysRetention"),
}
CLOCKED = MINUTELY | HOURLY | DAILY
ROLES = {
    "core": "CoreTable",
    "signatures": "SignaturesTable",
    "keys": "KeysTable",
    "ops": "OpsTable",
    "site": "SiteBucket",
    "log": "LogBucket",
    "private": "PrivateBucket",
    "uploads": "UploadsBucket",
}
KEYS = {
    "kms:Encrypt": "MasterKey",
    "kms:Decrypt": "MasterKey",
    "kms:Sign": "LogKey",
    "kms:GetPublicKey": "LogKey",
}
# A raw message is its own right, though the call is the same.
EXTRA = {"ses:SendEmail": ["ses:SendEmail", "ses:SendRawEmail"]}
WRITES = {
    "dynamodb:PutItem",
    "dynamodb:UpdateItem",
    "dynamodb:DeleteItem",
    "dynamodb:BatchWriteItem",
}


def statements(name: str) -> list[dict[str, Any]]:
    """Return the statements of a function's own policy."""
    (policy,) = FUNCTIONS[name]["Policies"]
    return list(policy["Statement"])


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def granted(name: str) -> set[tuple[str, str]]:
    """Return (action, resource) of a function's policy; of a bucket's objects, the bucket."""
    found = set()
    for statement in statements(name):
        # Telephones have no name of their own: they are all that is no topic.
        if statement.get("NotResource") == {"Fn::Sub": "arn:${AWS::Partition}:sns:*:*:*"}:
            found |= {(action, "telephones") for action in listed(statement["Action"])}
            continue
        for resource in listed(statement["Resource"]):
            found |= {(action, place(resource)) for action in listed(statement["Action"])}
    return found


def place(resource: Any) -> str:
    """Return what an ARN stands for: `CoreTable`, `CoreTable/index/changes`, `mail`."""
    if "Ref" in resource:
        return str(resource["Ref"])
    if "Fn::GetAtt" in resource:
        return str(resource["Fn::GetAtt"][0])
    written = resource["Fn::Sub"]
    if isinstance(written, list):
        return "mail"
    logical, _, rest = written.removeprefix("${").partition(".Arn}")
    return logical + rest if rest.startswith("/index/") else logical


def needed(name: str) -> set[tuple[str, str]]:
    """Return (action, resource) of every call that the function's code can make."""
    found = set()
    for action, where in reach.Reach(MODULES[name]).uses:
        kind, _, rest = where.partition(" ")
        role, _, index = rest.partition(" index ")
        if kind in ("table", "bucket"):
            found.add((action, ROLES[role] + (f"/index/{index}" if index else "")))
        elif kind == "kms":
            found.add((action, KEYS[action]))
        elif kind == "secretsmanager":
            found.add((action, "TokenKeys"))
        elif kind == "sns":
            found.add((action, "telephones"))
        else:
            found |= {(one, "mail") for one in EXTRA[action]}
    return found


def handler_modules() -> Iterator[str]:
    """Yield the modules that define a Lambda handler."""
    for path in sorted((ROOT / "functions").glob("*/*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        for node in tree.body:
            if isinstance(node, ast.Assign):
                names |= {t.id for t in node.targets if isinstance(t, ast.Name)}
        if "handler" in names and path.parent.name != "shared":
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_every_handler_imports(name: str) -> None:
    module = importlib.import_module(MODULES[name])

    assert callable(module.handler)


def test_every_module_with_a_handler_is_deployed_in_the_order_of_the_folders() -> None:
    assert list(MODULES.values()) == list(handler_modules())


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_is_named_like_its_module(name: str) -> None:
    words = MODULES[name].removeprefix("functions.").replace("_", ".").split(".")

    assert name == "".join(word.capitalize() for word in words)


def test_the_environment_is_the_settings_model() -> None:
    variables = set(read()["Globals"]["Function"]["Environment"]["Variables"])

    assert variables - {"POWERTOOLS_SERVICE_NAME"} == {n.upper() for n in Settings.model_fields}


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_may_do_exactly_what_its_code_does(name: str) -> None:
    assert granted(name) == needed(name)


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_function_may_touch_named_things_only(name: str) -> None:
    """A star may stand for the objects of one bucket; never for a resource or an action."""
    for statement in statements(name):
        assert statement["Effect"] == "Allow"
        assert not any("*" in action for action in listed(statement["Action"]))
        for resource in listed(statement.get("Resource", [])):
            text = str(resource)
            assert "*" not in text or re.search(
                r"\$\{(Site|Log|Private|Uploads)Bucket\.Arn\}/", text
            )
            assert "TableArn/*" not in text


def test_only_the_sequencer_writes_the_log_and_signs_for_it() -> None:
    for name in FUNCTIONS:
        rights = granted(name)
        signs = ("kms:Sign", "LogKey") in rights
        writes = ("s3:PutObject", "LogBucket") in rights or (
            "s3:DeleteObject",
            "LogBucket",
        ) in rights

        assert signs == (name == "LedgerSequence"), name
        assert not writes or name == "LedgerSequence", name


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_only_the_sequencer_moves_the_head(name: str) -> None:
    """Every right to write the core table names the partitions; LOG is the sequencer's."""
    for statement in statements(name):
        writes = WRITES & set(listed(statement["Action"]))
        if writes and {"Fn::GetAtt": ["CoreTable", "Arn"]} in listed(statement["Resource"]):
            keys = statement["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"]

            assert all(re.fullmatch(PARTITIONS, key) for key in keys)
            assert ("LOG" in keys) == (name == "LedgerSequence")
            assert ("SIGNING" in keys) == (name == "PetitionsCanary")
            assert ("COUNTER" in keys) == (name in COUNTS)
            assert ("API" in keys) == (name == "DeskComplaintKeys")


def test_the_expansion_gives_no_further_rights_than_to_keep_a_journal() -> None:
    for name, resource in expand()["Resources"].items():
        if resource["Type"] == "AWS::IAM::Role" and name != "SchedulerRole":
            managed = str(resource["Properties"]["ManagedPolicyArns"])

            assert managed.count("arn:") == 1, name
            assert "AWSLambdaBasicExecutionRole" in managed, name


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_a_handler_serves_exactly_its_routes(name: str) -> None:
    module = MODULES[name]
    routes = {key for key, served_by in openapi.routes().items() if served_by == module}
    if name in CLOCKED:
        assert not routes
    elif name != "PublishingMissing":
        assert set(openapi.served(module)) == routes


def test_every_route_has_its_integration_and_the_right_to_be_called() -> None:
    served = set(openapi.routes().values()) | {"functions.publishing.missing"}
    for name, module in MODULES.items():
        assert (module in served) == (f"{name}Integration" in RESOURCES), name
        assert (module in served) == (f"{name}Permission" in RESOURCES), name


def test_the_desk_and_nothing_else_asks_who_is_there() -> None:
    for name, resource in RESOURCES.items():
        if resource["Type"] == "AWS::ApiGatewayV2::Route":
            properties = resource["Properties"]
            is_desk = "/desk/" in properties["RouteKey"]

            assert (properties.get("AuthorizationType") == "JWT") == is_desk, name


def test_every_scheduled_function_has_its_rate() -> None:
    found = {
        resource["Properties"]["Target"]["Arn"]["Fn::GetAtt"][0]: resource["Properties"]
        for resource in RESOURCES.values()
        if resource["Type"] == "AWS::Scheduler::Schedule"
    }
    routed = {n for n in FUNCTIONS if f"{n}Integration" in RESOURCES}

    assert set(found) == set(FUNCTIONS) - routed == CLOCKED
    for name, schedule in found.items():
        expression = schedule["ScheduleExpression"]
        assert (expression == "rate(1 minute)") == (name in MINUTELY), name
        assert (expression == "rate(1 hour)") == (name in HOURLY), name
        assert (expression.startswith("cron(")) == (name in DAILY), name


def test_the_clock_may_start_the_scheduled_functions_only() -> None:
    policy = RESOURCES["SchedulerRole"]["Properties"]["Policies"][0]["PolicyDocument"]
    runs = next(s for s in policy["Statement"] if s["Action"] == "lambda:InvokeFunction")

    assert {r["Fn::GetAtt"][0] for r in runs["Resource"]} == CLOCKED


def test_every_metric_is_written_by_some_function() -> None:
    """A filter finds lines by their message, or by a field; both must be in some function."""
    source = "\n".join(p.read_text("utf-8") for p in (ROOT / "functions").rglob("*.py"))
    for name, resource in RESOURCES.items():
        if resource["Type"] == "AWS::Logs::MetricFilter":
            pattern = resource["Properties"]["FilterPattern"]
            fields = set(re.findall(r"\$\.(\w+)", pattern)) - {"message", "level"}
            messages = re.findall(r'\$\.message = ("\w+")', pattern)

            assert fields or messages, name
            for word in [*fields, *messages]:
                assert word in source, f"nobody logs {word}, which {name} counts"


def test_the_readme_s_table_is_the_template_s() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| *(GET|POST) *\| *`?([^|`]+?)`? *\| *`?([^|`]+?)`? *\|", text, re.M)
    told = {
        f"{method} {path}": function.removesuffix(".py").replace("/", ".")
        for method, path, function in rows
    }

    assert told == openapi.routes()
