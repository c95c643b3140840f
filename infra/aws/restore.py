"""After a loss: puts the log's head where the public log ends, or makes its stage again.

    STACK=dauys REGION=eu-central-1 python -m infra.aws.restore [stage]

A restored head is older than the public checkpoint. Going on from it would write another history
under the same name, so the sequencer refuses. The public checkpoint and its stage, which is in the
private bucket and was not restored, say where the log really ends. With `stage`, a stage that is
lost is made again from public log, tables and inbox, if it is exactly the one that the head names.
"""

from __future__ import annotations

import os
import sys
from dataclasses import asdict, replace

import boto3

from functions.ledger import batch, counts, head, publication, recover
from functions.ledger import stage as stages
from functions.ledger.head import Head
from functions.ledger.recover import RecoveryError
from functions.ledger.stage import OvertakenError, Stage, StageError
from functions.shared import keys, table
from infra.aws.stack import DeploymentError


def restore() -> Head:
    """Move the head and the counts forward to the public log. Raises DeploymentError."""
    there, (wanted, stage) = head.load(), end_of_the_log()
    if there and there.size > wanted.size:
        raise DeploymentError("the head is ahead of the public log: the sequencer will publish it")
    if there and there.size == wanted.size:
        return there
    item = {**keys.LOG_HEAD, **asdict(wanted), "v": there.v + 1 if there else 0}
    seen = {":v": there.v if there else -1}
    if table.put_if("core", item, "attribute_not_exists(pk) OR v = :v", seen) is not None:
        raise DeploymentError("something else moved the head meanwhile: stop the schedules first")
    for petition, tally in stage.fold.tallies.items():
        counts.put(counts.to_item(petition, tally, wanted.size))
    return wanted


def end_of_the_log() -> tuple[Head, Stage]:
    """Return the head that the public checkpoint stands for, and its stage."""
    published = publication.current()
    if published is None:
        raise DeploymentError("there is no public checkpoint: nothing to restore to")
    root = published.root.hex()
    name = stages.key(published.size, root)
    wanted = Head(0, published.size, root, name, "", done=published.size)
    try:
        stage = stages.load(wanted)
    except (OvertakenError, StageError) as error:
        raise DeploymentError(f"the stage {name} cannot be read: {error}") from error
    if stage.grown[0].root() != published.root:
        raise DeploymentError(f"the stage {name} is not that of the public checkpoint")
    due = batch.next_closing(stage.fold)
    return replace(wanted, read_at=stage.batch.at, due=due), stage


def main() -> None:
    """Take the settings of the deployed sequencer and restore."""
    if sys.argv[1:] not in ([], ["stage"]):
        sys.exit("usage: python -m infra.aws.restore [stage]")
    stack, region = os.environ.get("STACK", ""), os.environ.get("REGION", "")
    if not stack or not region:
        sys.exit("say which: STACK=… REGION=…")
    session = boto3.Session(region_name=region)
    found = session.client("cloudformation").describe_stack_resource(
        StackName=stack, LogicalResourceId="LedgerSequence"
    )["StackResourceDetail"]["PhysicalResourceId"]
    function = session.client("lambda").get_function_configuration(FunctionName=found)
    os.environ.update(function["Environment"]["Variables"] | {"AWS_DEFAULT_REGION": region})
    try:
        now = recover.recover() if sys.argv[1:] else restore()
    except (DeploymentError, RecoveryError) as error:
        sys.exit(f"not restored: {error}")
    print(f"the head is at {now.size}, root {now.root}")


if __name__ == "__main__":
    main()
