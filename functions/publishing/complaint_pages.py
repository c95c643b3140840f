"""The files of one complaint: its page in every language and its JSON; and its row."""

from __future__ import annotations

import hashlib
import json

from functions.complaints import place, statistics
from functions.complaints.clock import calendar_of
from functions.complaints.states import SURVEYED, State
from functions.publishing import complaint_csv, complaint_facets, complaint_json, outputs
from functions.publishing import complaint_names as names
from functions.publishing.complaint_clocks import next_render_at
from functions.publishing.complaint_page import page
from functions.publishing.complaint_press import SECTION, ComplaintPress
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.shared import clock
from functions.shared.words import t

_UNCOUNTED = (State.DUPLICATE, State.WITHDRAWN)


def publish(press: ComplaintPress, number: int) -> int:
    """Publish a complaint's files; return how many were written."""
    one = press.public(number)
    parent, repeats = press.related(number)
    files = {
        f"{lang}/complaints/{number}/index.html": press.renderers[lang].page(
            _sheet(press, one, parent, repeats, lang)
        )
        for lang in press.languages
    }
    data = complaint_json.show(one, [other.id for other in repeats], press.now)
    files[f"complaints/{number}.json"] = dump(data)
    _remember(press, one)
    return outputs.put(press.store, f"complaint/{number}", files)


def _sheet(
    press: ComplaintPress,
    one: PublicComplaint,
    parent: PublicComplaint | None,
    repeats: list[PublicComplaint],
    lang: str,
) -> Sheet:
    heading = names.heading(one, lang)
    return Sheet(
        template="complaint.html",
        section=SECTION,
        address=press.address(lang, f"{one.id}/"),
        title=f"{heading} — {t(lang, 'complaint.number', number=one.number)}",
        description=one.lead or t(lang, f"complaint.state.{one.state}"),
        values={"c": page(one, parent, repeats, press.now, lang)},
        kind="article",
    )


def _remember(press: ComplaintPress, one: PublicComplaint) -> None:
    """Keep what lists, maps and statistics are made from, and when to render the page again."""
    due = next_render_at(one, press.now)
    point = one.point if one.status.is_open else None
    press.store.db.execute(
        "UPDATE complaint SET version = ?, state = ?, cell = ?, point = ?, near = ?, listed = ?,"
        " line = ?, asked = ?, csv = ?, corrected_at = ?, updated_at = ?, due_at = ? WHERE id = ?",
        (
            _version(press, one),
            str(one.state),
            place.cell(point) if point else "",
            _point(one),
            dump(_near(one)).decode() if point else "",
            dump(complaint_json.listed(one)).decode(),
            json.dumps(vars(line(one))),
            _asked(one),
            json.dumps(complaint_csv.row(one), ensure_ascii=False),
            clock.text(one.correction.at) if one.correction else "",
            clock.text(one.updated_at),
            clock.text(due) if due else "",
            one.id,
        ),
    )
    facets = complaint_facets.names(one)
    press.store.db.execute("DELETE FROM facet WHERE id = ?", (one.id,))
    press.store.db.executemany("INSERT INTO facet VALUES (?, ?)", ((n, one.id) for n in facets))


def line(one: PublicComplaint) -> statistics.Line:
    """Return what statistics need of a complaint."""
    status, calendar = one.status, calendar_of(one.clock)
    registered = next(step.on for step in status.due.steps if step.kind == "registered")
    answered = None if status.is_open else status.answered_at
    days = (
        statistics.working_days(calendar, registered, calendar.local_date(answered))
        if answered
        else None
    )
    return statistics.Line(
        state=str(one.state),
        body=one.body,
        category=one.category,
        region=one.region,
        quarter=statistics.quarter(calendar.local_date(one.filed_at)),
        is_open=status.is_open,
        is_late=status.is_late,
        days=days,
        verdict=one.verdict,
        satisfied=one.satisfied,
        counts=one.state not in _UNCOUNTED,
    )


def _asked(one: PublicComplaint) -> str:
    """Return where an answer counts whose reporter was asked, in time, whether it was enough."""
    found = one.last_result
    is_asked = one.status.survey_until is None or one.status.is_rated
    if not found or found.move not in SURVEYED or not is_asked:
        return ""
    day = calendar_of(one.clock).local_date(found.at)
    return json.dumps([one.body, one.category, one.region, statistics.quarter(day)])


def _point(one: PublicComplaint) -> str:
    """Return a complaint's row of the map's data."""
    if not one.point:
        return ""
    row = [one.id, *one.point, one.category, str(one.state), one.status.is_open]
    return json.dumps(row)


def _near(one: PublicComplaint) -> dict[str, object]:
    """Return what is told of an open complaint to somebody about to report the same."""
    lat, long = one.point or (None, None)
    return {
        "id": one.id,
        "number": one.number,
        "category": one.category,
        "title": one.lead,
        "lat": lat,
        "long": long,
        "state": str(one.state),
        "supports": one.supports,
    }


def _version(press: ComplaintPress, one: PublicComplaint) -> str:
    """Return a hash of all that lists show of a complaint."""
    shown = "".join(press.card(one.id, lang) for lang in press.languages)
    data = dump(complaint_json.listed(one))
    return hashlib.blake2b(shown.encode() + data, digest_size=12).hexdigest()
