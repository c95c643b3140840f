"""The expanded template, deployed to an AWS emulator by the code that deploys it for good.

One petition is started, published, signed and counted through what was deployed. The emulator
checks no rights, throttles nothing and drops TTL and PITR: those are asserted on the template.
"""

from __future__ import annotations

import json
import os
import re
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import boto3
import pytest

from infra.aws import build, deploy, expand, upload
from infra.aws.stack import Stack
from tests.conftest import event

pytestmark = pytest.mark.xdist_group("ministack")  # one emulator, not one a worker
REGION = "eu-central-1"
STARTS_IN_SECONDS = 30
PARAMETERS = {
    "LogOrigin": "dauys.example/log",
    "MailDomain": "dauys.example",
    "MailFrom": "noreply@dauys.example",
    "DeskIssuer": "https://login.example/realm",
    "DeskClientId": "desk",
    "AlarmEmail": "operator@dauys.example",
    "ProofOfWorkBits": "0",
}
PERSON = {"lang": "en", "name": "Example Person", "consent": True, "proof": "", "website": ""}
MODERATOR = {"sub": "m1", "name": "Example Moderator", "roles": "[moderator supervisor]"}


class Cloud:
    """A running emulator with the stack in it."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.session = boto3.Session("test", "test", region_name=REGION)
        self.outputs: dict[str, str] = {}
        self.types: Counter[str] = Counter()
        self.names: dict[str, str] = {}

    def client(self, service: str) -> Any:
        return self.session.client(service, endpoint_url=self.url)  # type: ignore[call-overload]

    def deploy(self, folder: Path, content: Path) -> None:
        """Do what `make deploy` does, with an artifact for this machine's own Python."""
        build.copy_own(folder / "code", content)
        archive = folder / "code.zip"
        digest = build.archive(folder / "code", archive)
        s3 = self.client("s3")
        upload.ensure_bucket(s3, "artifacts", REGION)
        address = upload.upload(s3, "artifacts", archive, digest)
        stack = Stack(self.client("cloudformation"), "dauys", poll=0.2)
        where = {"ArtifactBucket": "artifacts", "ArtifactKey": f"{digest}.zip"}
        stack.change(address, PARAMETERS | where)
        self.outputs = stack.outputs()
        assert upload.fill_secret(self.client("secretsmanager"), self.outputs["SecretArn"])
        self._list()

    def _list(self) -> None:
        pages = self.client("cloudformation").get_paginator("list_stack_resources")
        for page in pages.paginate(StackName="dauys"):
            for found in page["StackResourceSummaries"]:
                self.types[found["ResourceType"]] += 1
                self.names[found["LogicalResourceId"]] = found["PhysicalResourceId"]

    def ask(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        """Send JSON to the deployed HTTP API and return what it answers."""
        status, text = self.send(method, path, body)
        return status, json.loads(text)

    def send(self, method: str, path: str, body: Any = None) -> tuple[int, str]:
        """Send a request to the deployed HTTP API, as the CDN would."""
        host = self.outputs["ApiEndpoint"].removeprefix("http://")
        headers = {"Host": host, "Content-Type": "application/json", "Accept-Language": "en"}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.url + path, data, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def run(self, name: str, payload: Any) -> Any:
        """Invoke a deployed function itself. Fails with what the function says."""
        answer = self.client("lambda").invoke(
            FunctionName=self.names[name], Payload=json.dumps(payload).encode()
        )
        result = json.load(answer["Payload"])
        assert "FunctionError" not in answer, result
        return result

    def token(self, address: str) -> str:
        """Send the outbox and return the token of the newest mail to an address."""
        self.run("MailSend", {})
        with urllib.request.urlopen(f"{self.url}/_ministack/ses/messages", timeout=10) as answer:
            accounts = json.load(answer)["messages"].values()
        texts = [m["BodyText"] for sent in accounts for m in sent if m["To"] == [address]]
        assert texts, f"no mail to {address}"
        found = re.search(r"/confirm/#([A-Za-z0-9_-]+)", texts[-1])
        assert found, texts[-1]
        return found[1]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def cloud(tmp_path_factory: pytest.TempPathFactory, content_file: Path) -> Iterator[Cloud]:
    """An emulator on a port of its own, everything it writes below a folder of its own."""
    folder = tmp_path_factory.mktemp("ministack")
    port = free_port()
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ} | {
        "GATEWAY_PORT": str(port),
        "BIND_HOST": "127.0.0.1",
        "STATE_DIR": str(folder / "state"),
        "S3_DATA_DIR": str(folder / "s3"),
        "TMPDIR": str(folder),
        "LAMBDA_EXECUTOR": "local",
        "IOT_MTLS_ENABLED": "0",
        "SFTP_ENABLED": "0",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
    }
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ministack"], env=environment, stdout=log, stderr=log
        )
    try:
        running = Cloud(f"http://127.0.0.1:{port}")
        wait_until_ready(running.url, process)
        running.deploy(folder, content_file)
        yield running
    finally:
        process.terminate()
        process.wait(20)


def wait_until_ready(url: str, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + STARTS_IN_SECONDS
    while time.monotonic() < end:
        assert process.poll() is None, "the emulator ended"
        try:
            with urllib.request.urlopen(f"{url}/_ministack/ready", timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("the emulator is not ready")


@pytest.fixture(scope="module", autouse=True)
def short_runs() -> Iterator[None]:
    """The sender of mail looks again until its time is up; here that is soon."""
    template = expand.expand()
    template["Resources"]["MailSend"]["Properties"]["Timeout"] = 6
    patch = pytest.MonkeyPatch()
    patch.setattr(upload, "expand", lambda: template)
    yield
    patch.undo()


def test_the_whole_stack_is_made(cloud: Cloud) -> None:
    """Nothing is switched off for the emulator, the CDN included."""
    wanted = Counter(resource["Type"] for resource in expand.expand()["Resources"].values())
    wanted["AWS::WAFv2::WebACL"] -= 1  # only with FloodLimit

    assert +wanted == cloud.types


def test_a_second_deployment_changes_nothing(cloud: Cloud) -> None:
    stack = Stack(cloud.client("cloudformation"), "dauys", poll=0.2)
    before = stack.outputs()
    stack.change(
        f"{cloud.url}/artifacts/{stack.parameters()['ArtifactKey'][:-4]}.template.json",
        {"AlarmEmail": "operator@dauys.example"},
    )

    assert stack.outputs() == before
    assert stack.parameters()["DeskClientId"] == "desk"


def test_the_keys_are_made_once(cloud: Cloud) -> None:
    client = cloud.client("secretsmanager")
    before = client.get_secret_value(SecretId=cloud.outputs["SecretArn"])["SecretString"]

    assert not upload.fill_secret(client, cloud.outputs["SecretArn"])
    assert set(json.loads(before)) == {"token", "promise"}


def test_the_site_is_uploaded_and_answers_for_what_is_not_there(
    cloud: Cloud,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("assets/civic.css", "ru/404/index.html"):
        (tmp_path / name).parent.mkdir(parents=True)
        (tmp_path / name).write_text("Нет такой страницы", "utf-8")
    monkeypatch.setattr(deploy, "SITE", tmp_path)
    monkeypatch.setenv("AWS_ENDPOINT_URL", cloud.url)
    stack = Stack(cloud.client("cloudformation"), "dauys")

    deploy.finish(cloud.session, stack)

    bucket, s3 = cloud.outputs["SiteBucketName"], cloud.client("s3")
    style = s3.head_object(Bucket=bucket, Key="assets/civic.css")
    config = json.load(s3.get_object(Bucket=bucket, Key="desk/config.json")["Body"])
    assert style["ContentType"] == "text/css; charset=utf-8"
    assert config["issuer"] == PARAMETERS["DeskIssuer"]
    assert config["redirect_uri"] == f"{cloud.outputs['SiteUrl']}/desk/"
    assert "2 files of the site" in capsys.readouterr().out
    assert cloud.send("GET", "/ru/nothing/index.html") == (404, "Нет такой страницы")


def test_the_desk_is_closed_without_a_token(cloud: Cloud) -> None:
    assert cloud.ask("GET", "/api/v1/desk/queue")[0] == 401


def test_an_unknown_address_gets_an_answer_of_ours(cloud: Cloud) -> None:
    status, problem = cloud.ask("GET", "/petitions/999.json")

    assert (status, problem["code"]) == (404, "not_found")


def test_a_petition_is_started_published_signed_and_counted(
    cloud: Cloud, content_file: Path
) -> None:
    number = start(cloud, content_file)
    publish(cloud, number)
    path = f"/api/v1/petitions/{number}/signatures"
    signer = PERSON | {"rid": "b" * 32, "email": "signer@mail.example", "region": "KZ-75"}

    assert cloud.ask("POST", path, signer) == (202, {"state": "pending"})
    status, receipt = cloud.ask(
        "POST", "/api/v1/confirmations", {"token": cloud.token("signer@mail.example")}
    )

    assert (status, receipt["state"]) == (200, "counted")
    assert json.loads(receipt["entry"])["p"] == number
    cloud.run("LedgerSequence", {})
    assert published_count(cloud, number) == 2  # the petitioner signed by confirming


def start(cloud: Cloud, content_file: Path) -> int:
    """Start a petition and confirm its mailbox; return its number."""
    content = json.loads(content_file.read_text("utf-8"))
    rule_set = next(key for key in content["government"]["rule_sets"] if key.startswith("kz-cen"))
    addressees = content["rules"][rule_set]["addressees"]
    body = next(
        b
        for b in content["bodies"].values()
        if b["kind"] in addressees and b["jurisdiction"] == "KZ"
    )
    petition = PERSON | {
        "rid": "a" * 32,
        "email": "petitioner@mail.example",
        "region": "KZ-75",
        "rule_set": rule_set,
        "jurisdiction": "KZ",
        "body": body["id"],
        "category": next(iter(content["categories"])),
        "title": "An example petition of the tests",
        "background": "So that one signature passes through everything that is deployed.",
    }
    status, answer = cloud.ask("POST", "/api/v1/petitions", petition)
    assert status == 202, answer
    token = cloud.token("petitioner@mail.example")
    status, confirmed = cloud.ask("POST", "/api/v1/confirmations", {"token": token})
    assert (status, confirmed["state"]) == (200, "petition"), confirmed
    return int(answer["petition"])


def publish(cloud: Cloud, number: int) -> None:
    """Publish as a moderator, past the authorizer: there is no issuer here to sign a token."""
    base = f"/api/v1/desk/petitions/{number}"
    seen = cloud.run("DeskQueue", event("GET", base, claims=MODERATOR))
    version = find(json.loads(seen["body"]), "version")
    body = {"rid": "c" * 32, "seen": version, "checked": True}
    done = cloud.run("DeskModerate", event("POST", f"{base}/publication", body, claims=MODERATOR))
    assert done["statusCode"] == 200, done["body"]


def find(node: Any, name: str) -> Any:
    """Return the first value of a name in a JSON document."""
    if isinstance(node, dict):
        if name in node:
            return node[name]
        node = list(node.values())
    found = (find(part, name) for part in node) if isinstance(node, list) else iter(())
    return next((value for value in found if value is not None), None)


def published_count(cloud: Cloud, number: int) -> int:
    stored = cloud.client("s3").get_object(Bucket=cloud.outputs["LogBucketName"], Key="counts.json")
    counts = json.load(stored["Body"])["counts"][str(number)]
    return sum(counts.values())


def test_the_deployment_refuses_to_guess() -> None:
    for environment, words in (
        ({}, []),
        ({"STACK": "dauys"}, []),
        ({"REGION": REGION}, []),
        ({"STACK": "d" * 33, "REGION": REGION}, []),
        ({"STACK": "dauys", "REGION": REGION}, ["LogOrigine=x"]),
        ({"STACK": "dauys", "REGION": REGION}, ["LogOrigin"]),
    ):
        with pytest.raises(deploy.DeploymentError):
            deploy.asked(environment, words)
    given = deploy.asked({"STACK": "dauys", "REGION": REGION}, ["LogOrigin=a=b"])
    assert given == ("dauys", REGION, {"LogOrigin": "a=b"})
