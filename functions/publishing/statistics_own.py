"""Figures of the government's own datasets as facts: as published, nothing computed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from functions.opendata import indicators_facts as facts
from functions.opendata.dataset import Absent, Cell, Row

Tables = Mapping[str, Mapping[str, Sequence[Row]]]
Found = Cell | Absent
FIVE = 5  # the top of the scale that years are compared on


def published(tables: Tables) -> Iterable[facts.Published]:
    """Yield every figure that an indicator shows as its source published it."""
    for row in rows_of(tables, "service-quality-by-year-2014-2020"):
        year, whole = str(row["year"]), count(row.get("sample"))
        if row.get("scale_max") == FIVE:
            yield _figure("service_score", "year", year, row.get("mean_score"), whole)
        satisfied = row.get("satisfied_percent")
        yield _figure("service_satisfied_share", "year", year, satisfied, whole)
    for row in rows_of(tables, "service-quality-by-region-2020"):
        code = text(row["iso_code"])
        yield _figure("service_score", "region", code, row.get("mean_score"))
        yield _figure("service_satisfied_share", "region", code, row.get("satisfied_percent"))
    for row in rows_of(tables, "goal-achievement-by-region-2020"):
        reached = row.get("goals_achieved_percent")
        yield _figure("goals_achieved_share", "region", text(row["iso_code"]), reached)
    for row in rows_of(tables, "crowdsourcing-platform-users-2020"):
        people = count(row.get("population"))
        name = text(row["platform"])
        share = row.get("users_percent")
        yield _figure("platform_users_share", "platform", name, share, people)


def _figure(
    indicator: str, dimension: str, group: str, found: Found, whole: int | None = None
) -> facts.Published:
    value = decimal(found)
    return facts.Published(indicator, dimension, group, value, whole)


def rows_of(tables: Tables, dataset: str) -> Sequence[Row]:
    """Return the rows of the first table of a dataset; none if it is not there."""
    return next(iter(tables.get(dataset, {}).values()), ())


def text(found: Found) -> str:
    """Return a cell as text, "" of one without a value."""
    return "" if found is None or isinstance(found, Absent) else str(found)


def count(found: Found) -> int | None:
    """Return a whole number; None of anything else, a hidden count too."""
    return found if isinstance(found, int) and not isinstance(found, bool) else None


def decimal(found: Found) -> Decimal | None:
    """Return a number as it was written; None of anything else."""
    if isinstance(found, bool) or not isinstance(found, (int, float, Decimal)):
        return None
    return found if isinstance(found, Decimal) else Decimal(str(found))
