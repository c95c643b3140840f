"""Facts for the indicators, read from the rows of the datasets: what is published, nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from zoneinfo import ZoneInfo

from functions.opendata import indicators_facts as facts
from functions.opendata.dataset import Row
from functions.publishing import statistics_own
from functions.publishing.statistics_own import Found, Tables
from functions.shared.content import load

REGIONS = ("region", "city")
# Thresholds before publication oblige nobody to answer.
EARLY_THRESHOLDS = frozenset({"sponsors", "support", "moderation"})
PENDING = "pending"


def read(tables: Tables) -> facts.Facts:
    """Return the facts of all datasets; a dataset that is not there has none."""
    return facts.Facts(
        petitions=tuple(_petitions(tables)),
        duties=tuple(map(_duty, _rows(tables, "duties", "duties"))),
        complaints=tuple(map(_complaint, _rows(tables, "complaints", "requests"))),
        polls=tuple(map(_poll, _rows(tables, "polls", "polls"))),
        ideas=tuple(map(_idea, _rows(tables, "projects", "ideas"))),
        works=tuple(map(_work, _rows(tables, "implementation", "works"))),
        said=tuple(map(_said, _rows(tables, "satisfaction", "groups"))),
        published=tuple(statistics_own.published(tables)),
        signatures=_signatures(_rows(tables, "participation", "regions")),
        population={code: int(one["population"]) for code, one in _places().items()},
        country=country(),
    )


def country() -> str:
    """Return the code of the jurisdiction that has none above it; "" if there is none."""
    tops = (code for code, one in load().jurisdictions.items() if not one.get("parent"))
    return next(tops, "")


def region(code: str) -> str:
    """Return the region that a jurisdiction is or lies in; "" for the whole country."""
    known = load().jurisdictions
    while code in known and known[code]["kind"] not in REGIONS:
        code = str(known[code].get("parent") or "")
    return code if code in known else ""


def _places() -> dict[str, Mapping[str, int]]:
    kinds = (*REGIONS, "country")
    return {code: one for code, one in load().jurisdictions.items() if one["kind"] in kinds}


def _rows(tables: Tables, dataset: str, table: str) -> Sequence[Row]:
    return tables.get(dataset, {}).get(table, ())


def _year(found: Found) -> str:
    """Return the year of a day or an instant where the government is; "" of nothing."""
    if isinstance(found, dt.datetime):
        return str(found.astimezone(ZoneInfo(load().government["timezone"])).year)
    return str(found.year) if isinstance(found, dt.date) else ""


def _petitions(tables: Tables) -> Iterable[facts.Petition]:
    """Yield the petitions on which moderation is over."""
    reached = {
        row["petition"]
        for row in _rows(tables, "petitions", "thresholds")
        if row.get("reached_at") and row["threshold"] not in EARLY_THRESHOLDS
    }
    for row in _rows(tables, "petitions", "petitions"):
        if row.get("published_at") or row.get("rejection_code"):
            yield _petition(row, reached=row["id"] in reached)


def _petition(row: Row, *, reached: bool) -> facts.Petition:
    published = row.get("published_at")
    return facts.Petition(
        year=_year(published or row.get("submitted_at")),
        region=region(statistics_own.text(row.get("jurisdiction"))),
        body=statistics_own.text(row.get("body")),
        signatures=statistics_own.count(row.get("signatures")) or 0,
        published=bool(published),
        reached=reached,
        answered=bool(row.get("answered_at")),
        implemented=bool(row.get("implemented_on")),
    )


def _duty(row: Row) -> facts.Duty:
    state = statistics_own.text(row.get("state"))
    return facts.Duty(
        # What is not due yet belongs to no year that could be looked back on.
        year="" if state == PENDING else _year(row.get("due_at") or row.get("done_at")),
        region=region(statistics_own.text(row.get("jurisdiction"))),
        body=statistics_own.text(row.get("body")),
        state=state,
        days=statistics_own.count(row.get("days")),
    )


def _complaint(row: Row) -> facts.Complaint:
    counted = bool(row.get("counted"))
    return facts.Complaint(
        year=_year(row.get("requested_datetime")),
        region=region(statistics_own.text(row.get("region"))),
        body=statistics_own.text(row.get("agency_responsible")),
        is_open=row.get("status") == "open",
        is_late=bool(row.get("late")),
        counts=counted,
        days=statistics_own.count(row.get("working_days")) if counted else None,
    )


def _poll(row: Row) -> facts.Poll:
    return facts.Poll(
        year=_year(row.get("closes_at")),
        region=region(statistics_own.text(row.get("jurisdiction"))),
        voters=statistics_own.count(row.get("voters")) or 0,
    )


def _idea(row: Row) -> facts.Idea:
    won, done = bool(row.get("won_at")), bool(row.get("finished_at"))
    return facts.Idea(
        year=_year(row.get("published_at") or row.get("submitted_at")),
        region=region(statistics_own.text(row.get("jurisdiction"))),
        # A later step was not reached without the earlier ones.
        selected=bool(row.get("selected_at")) or won or done,
        won=won or done,
        done=done,
    )


def _work(row: Row) -> facts.Work:
    return facts.Work(
        year=_year(row.get("due_on")),
        region=region(statistics_own.text(row.get("jurisdiction"))),
        body=statistics_own.text(row.get("body")),
        done=row.get("state") == "done",
        late=bool(row.get("late")),
    )


def _said(row: Row) -> facts.Said:
    return facts.Said(
        dimension=statistics_own.text(row.get("dimension")),
        group=statistics_own.text(row.get("group")),
        asked=statistics_own.count(row.get("asked")),
        answered=statistics_own.count(row.get("answered")),
        satisfied=statistics_own.count(row.get("satisfied")),
    )


def _signatures(rows: Sequence[Row]) -> dict[str, int | None]:
    return {
        statistics_own.text(row.get("jurisdiction")): statistics_own.count(row.get("signatures"))
        for row in rows
    }
