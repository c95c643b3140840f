"""The log's head: one item, moved by compare-and-swap. Whoever moves it has appended."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from functions.shared import keys, table

NEVER = "9999-12-31T23:59:59Z"


@dataclass(frozen=True)
class Head:
    """Where the log ends.

    `done` is the size that is published in full, `read_at` the instant up to which the inbox was
    read, `due` the next instant at which a petition closes.
    """

    v: int
    size: int
    root: str
    stage: str
    read_at: str
    due: str = NEVER
    done: int = -1


def load() -> Head | None:
    """Return the head, read consistently, or None before the first run."""
    item = table.get("core", keys.LOG_HEAD, consistent=True)
    return _head(item) if item else None


def found(head: Head) -> Head:
    """Write the first head of a new log, and return the one that now stands."""
    there = table.put_new("core", {**keys.LOG_HEAD, **asdict(head)})
    return _head(there) if there else head


def swap(old: Head, new: Head) -> bool:
    """Move the head from `old` to `new`: the point at which entries are in the log, or are not.

    A lost answer makes the store's client try again and fail; a head with the root that was to be
    written is then this swap, or one that wrote the same.
    """
    values = {f":{name}": value for name, value in asdict(new).items()}
    sets = ", ".join(f"#{name} = :{name}" for name in asdict(new))
    names = {f"#{name}": name for name in asdict(new)}
    try:
        table.update(
            "core",
            keys.LOG_HEAD,
            f"SET {sets}",
            values | {":old": old.v},
            condition="#v = :old",
            names=names,
        )
    except table.ConditionFailedError as failed:
        return failed.old is not None and failed.old["root"] == new.root
    return True


def rest(head: Head, read_at: str) -> None:
    """Note that the inbox was read up to an instant and held nothing new."""
    _note(head, "read_at", read_at)


def finish(head: Head) -> None:
    """Note that everything of this head is published."""
    _note(head, "done", head.size)


def _note(head: Head, name: str, value: str | int) -> None:
    """Set one attribute, unless the head has moved on: then another run takes care of it."""
    try:
        table.update(
            "core",
            keys.LOG_HEAD,
            "SET #name = :value",
            {":value": value, ":v": head.v},
            condition="#v = :v",
            names={"#name": name, "#v": "v"},
        )
    except table.ConditionFailedError:
        return


def _head(item: table.Item) -> Head:
    return Head(**{name: item[name] for name in Head.__dataclass_fields__})
