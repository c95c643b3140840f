"""Rows about surveys: what is asked of whom, and where the protected results lie."""

from __future__ import annotations

from functions.opendata.dataset import HIDDEN, Absent, Row
from functions.publishing import survey_rows
from functions.publishing.data_sources import Json, Sources, moment, page, title
from functions.shared.settings import settings


def surveys(sources: Sources) -> dict[str, list[Row]]:
    """Return every public survey; how many answered is hidden until there are ten."""
    counted = {one for (one,) in sources.participation.execute("SELECT id FROM survey_count")}
    return {
        "surveys": [
            _survey(told, has_results=told["id"] in counted)
            for told in sources.listed(survey_rows.KIND)
        ]
    }


def _survey(told: Json, *, has_results: bool) -> Row:
    subject, people = told["subject"] or {}, told["people"]
    base = f"{settings().site_url}/surveys/{told['id']}"
    return {
        "id": told["id"],
        "title": title(told["title"]),
        "state": told["state"],
        "identity": told["identity"],
        "subject_kind": subject.get("kind"),
        "subject": subject.get("id"),
        "body": told["body"] or None,
        "jurisdiction": told["jurisdiction"] or None,
        "questions": told["questions"],
        "opens_at": moment(told["opens_at"]),
        "closes_at": moment(told["closes_at"]),
        "invited": told["invited"],
        "people": Absent(HIDDEN) if people is None else people,
        "results": f"{base}/results.csv" if has_results else None,
        "description": f"{base}.json",
        "example": told["example"],
        "page": page(f"surveys/{told['id']}/"),
    }
