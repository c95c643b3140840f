"""Creates and updates the CloudFormation stack, by change sets."""

from __future__ import annotations

import secrets
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from infra.aws.expand import read

POLL_SECONDS = 3
TRIES = 600  # a CDN takes a quarter of an hour


class DeploymentError(Exception):
    """The deployment stopped; the message says where and why."""


class Stack:
    """One stack of one account and region."""

    def __init__(self, client: Any, name: str, poll: float = POLL_SECONDS) -> None:
        self._client = client
        self.name = name
        self._wait: Any = {"Delay": poll, "MaxAttempts": TRIES}

    def change(self, template: str, parameters: dict[str, str]) -> bool:
        """Create or update it; tell whether anything changed. Raises DeploymentError."""
        there = self._is_there()
        name = f"deploy-{secrets.token_hex(4)}"
        self._client.create_change_set(
            StackName=self.name,
            ChangeSetName=name,
            ChangeSetType="UPDATE" if there else "CREATE",
            TemplateURL=template,
            Parameters=self._values_to_send(parameters, there),
            Capabilities=["CAPABILITY_IAM"],
        )
        if not self._is_ready(name):
            return False
        self._client.execute_change_set(StackName=self.name, ChangeSetName=name)
        self._finish("update" if there else "create")
        return True

    def outputs(self) -> dict[str, str]:
        """Return its outputs."""
        return {o["OutputKey"]: o["OutputValue"] for o in self._describe().get("Outputs", [])}

    def parameters(self) -> dict[str, str]:
        """Return the parameters of the last deployment."""
        found = self._describe().get("Parameters", [])
        return {p["ParameterKey"]: p["ParameterValue"] for p in found}

    def _describe(self) -> Any:
        return self._client.describe_stacks(StackName=self.name)["Stacks"][0]

    def _is_there(self) -> bool:
        try:
            return bool(self._describe()["StackStatus"] != "REVIEW_IN_PROGRESS")
        except ClientError:
            return False

    def _values_to_send(self, given: dict[str, str], there: bool) -> Any:
        """Return the given values; what is not given stays as it was."""
        kept = set(self.parameters()) & set(read()["Parameters"]) if there else set()
        values: list[Any] = [{"ParameterKey": n, "ParameterValue": v} for n, v in given.items()]
        values += [{"ParameterKey": n, "UsePreviousValue": True} for n in sorted(kept - set(given))]
        return values

    def _is_ready(self, name: str) -> bool:
        """Wait for a change set; False if there is nothing to change."""
        waiter = self._client.get_waiter("change_set_create_complete")
        try:
            waiter.wait(StackName=self.name, ChangeSetName=name, WaiterConfig=self._wait)
        except WaiterError:
            found = self._client.describe_change_set(StackName=self.name, ChangeSetName=name)
            reason = str(found.get("StatusReason", ""))
            self._client.delete_change_set(StackName=self.name, ChangeSetName=name)
            if "didn't contain changes" in reason or "No updates" in reason:
                return False
            raise DeploymentError(f"change set: {reason}") from None
        return True

    def _finish(self, what: str) -> None:
        waiter: Any = self._client.get_waiter(f"stack_{what}_complete")
        try:
            waiter.wait(StackName=self.name, WaiterConfig=self._wait)
        except WaiterError:
            raise DeploymentError(self._first_failure()) from None

    def _first_failure(self) -> str:
        events = self._client.describe_stack_events(StackName=self.name)["StackEvents"]
        failed = [event for event in events if "FAILED" in event["ResourceStatus"]]
        first = failed[-1] if failed else events[0]
        reason = first.get("ResourceStatusReason", first["ResourceStatus"])
        return f"{first['LogicalResourceId']}: {reason}"
