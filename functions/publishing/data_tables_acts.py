"""Rows about what was done to people's acts, by whom and why; and the public log day by day."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Iterator, Sequence

from functions.opendata.dataset import Row
from functions.opendata.spool import Spool
from functions.publishing import poll_rows, project_pages
from functions.publishing.data_sources import Json, Record, Sources, codes, moment

_LOG = "entry, act, petition, poll, hour, signature, reason, threshold, n, sha256"
_Act = tuple[str, str, str]  # what, when, its code or its minutes
# Facts of a petition that are an official's act, each with the name of the act.
_ACTS = {
    "returned_at": "return",
    "published_at": "publish",
    "stopped_at": "stop",
    "archived_at": "archive",
}


def acts(sources: Sources) -> dict[str, Sequence[Row]]:
    """Return the acts that the log holds, and those of officials on every kind of thing."""
    done, refused = _petitions(sources)
    return {
        "entries": Spool(_logged(sources)),
        "petitions": done,
        "refusals": refused,
        "polls": [row for one in sources.facts(poll_rows.KIND) for row in _poll(one)],
        "complaints": Spool(_complaints(sources)),
        "projects": [row for one in sources.facts(project_pages.KIND) for row in _project(one)],
    }


def _logged(sources: Sources) -> Iterator[Record]:
    for row in sources.own.db.execute(f"SELECT {_LOG} FROM log_act ORDER BY entry"):  # noqa: S608
        told = dict(zip(_LOG.split(", "), row, strict=True))
        hour = dt.datetime.strptime(told["hour"], "%Y-%m-%dT%H").replace(tzinfo=dt.UTC)
        yield told | {"hour": hour}


def _petitions(sources: Sources) -> tuple[Spool, list[Row]]:
    """Return what was done to public petitions, and how many of all were refused and why."""
    done, refused = Spool(), Counter[tuple[str, str]]()
    rows = sources.petitions.execute("SELECT visibility, facts FROM petition ORDER BY id")
    for visibility, written in rows:
        facts: Json = json.loads(written)
        refused.update(_refused(facts))
        if visibility == "public":
            done.extend(_petition(facts))
    return done, _refusals(refused)


def _petition(facts: Json) -> Iterator[Record]:
    found: list[_Act] = [(a, facts[name], "") for name, a in _ACTS.items() if facts[name]]
    if refused := facts.get("rejection"):
        found.append(("reject", refused["at"], refused["code"]))
    found += [("extend", one["at"], f"{one['minutes']}") for one in facts["extensions"]]
    for number, (act, at, code) in enumerate(sorted(found, key=_by_time), start=1):
        told = {"petition": facts["id"], "number": number, "at": moment(at), "act": act}
        minutes = int(code) if act == "extend" else None
        yield {**told, "code": code if act == "reject" else None, "minutes": minutes}


def _by_time(act: _Act) -> tuple[str, str]:
    return act[1], act[0]


def _refused(facts: Json) -> Iterator[tuple[str, str]]:
    """Yield what was refused or removed, with the reason; also of those whose text stays hidden."""
    if facts.get("rejection"):
        yield "reject", facts["rejection"]["code"]
    if facts.get("removed_at"):
        yield "remove", facts.get("removal_code") or "other"


def _refusals(found: Counter[tuple[str, str]]) -> list[Row]:
    return [{"act": act, "code": code, "petitions": n} for (act, code), n in sorted(found.items())]


def _poll(facts: Json) -> Iterator[Record]:
    overrides = iter(facts["overrides"])
    for number, line in enumerate(facts["history"], start=1):
        changed = next(overrides, None) if line["what"] == "overridden" else None
        yield {
            "poll": facts["id"],
            "number": number,
            "at": moment(line["at"]),
            "act": line["what"],
            "role": line["role"],
            "computed": codes(changed["computed"]) if changed else None,
            "named": codes(changed["winners"]) if changed else None,
        }


def _complaints(sources: Sources) -> Iterator[Record]:
    rows = sources.complaints.execute("SELECT facts FROM complaint WHERE listed != '' ORDER BY id")
    for (written,) in rows:
        facts: Json = json.loads(written)
        for number, one in enumerate(facts["history"], start=1):
            yield _line(one, "move") | {
                "service_request_id": facts["number"],
                "number": number,
                "code": one["code"] or None,
            }


def _project(facts: Json) -> Iterator[Record]:
    """Yield what officials did since everybody may see the project."""
    since = facts["published_at"]
    public = [one for one in facts["history"] if since and one["at"] >= since]
    for number, one in enumerate(public, start=1):
        yield _line(one, "act") | {"project": facts["id"], "number": number}


def _line(entry: Json, act: str) -> Record:
    return {
        "at": moment(entry["at"]),
        "act": entry[act],
        "role": entry["role"],
        "body": entry["body"] or None,
    }


def checkpoints(sources: Sources) -> dict[str, list[Record]]:
    """Return the log's size and root at the end of each day (UTC) on which it grew."""
    rows = sources.own.db.execute("SELECT day, size, root FROM log_day ORDER BY day")
    found: list[Record] = []
    before = 0
    for day, size, root in rows:
        on = dt.date.fromisoformat(day)
        found.append({"day": on, "size": size, "entries": size - before, "root": root})
        before = size
    return {"days": found}
