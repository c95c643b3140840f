"""The CSV of all complaints, in the columns of GeoReport's bulk format; and one for spreadsheets.

Both are UTF-8. `complaints.csv` is RFC 4180 without a byte order mark; `complaints.excel.csv` has
the mark and semicolons, which a spreadsheet set to Kazakh or Russian expects. In both, a text that
a spreadsheet would take for a formula has an apostrophe before it; the JSON has it as it is.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from functions.publishing import complaint_names as names
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.said import pick
from functions.shared import clock
from functions.shared.content import load
from functions.shared.text import starts_like_formula

COLUMNS = (
    "service_request_id",
    "requested_datetime",
    "updated_datetime",
    "closed_date",
    "status_description",
    "status_notes",
    "source",
    "service_name",
    "service_subtype",
    "description",
    "agency_responsible",
    "address",
    "lat",
    "long",
)
BYTE_ORDER_MARK = "\ufeff"
_LINE_STARTS = "\r\n"


def row(one: PublicComplaint) -> list[str]:
    """Return a complaint's cells, in the government's own language."""
    lang = load().default_language
    place, point = one.place, one.point
    texts = [
        names.state(one.state, lang).label,
        notes(one, lang),
        one.channel,
        names.category(one.category, lang).name,
        ", ".join(key for keys in one.attributes.values() for key in keys),
        one.text or "",
        names.body(one.body, lang).name,
        place.address if place else "",
    ]
    times = [one.filed_at, one.updated_at, one.closed_at]
    return [
        one.number,
        *(clock.text(at) if at else "" for at in times),
        *map(_guarded, texts),
        *(map(str, point) if point else ("", "")),
    ]


def notes(one: PublicComplaint, lang: str) -> str:
    """Return the answer or the verdict in a line; where none is public, what the state means."""
    found = one.result or one.verdict_entry
    said = " ".join(pick(found.texts, lang).text.split()) if found else ""
    return said or names.state(one.state, lang).label


def plain(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file for programs."""
    return _written([COLUMNS, *rows], ",").encode()


def for_spreadsheets(rows: Iterable[Sequence[str]]) -> bytes:
    """Return the file that a spreadsheet opens by a double click."""
    return (BYTE_ORDER_MARK + _written([COLUMNS, *rows], ";")).encode()


def _written(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _guarded(text: str) -> str:
    risky = starts_like_formula(text) or text[:1] in tuple(_LINE_STARTS)
    return f"'{text}" if text and risky else text
