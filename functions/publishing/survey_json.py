"""A survey as JSON: the short form of lists, the long form with questions and results.

Every key is always there; what there is not (yet), or is hidden, is null.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from functions.publishing import survey_csv, survey_results
from functions.publishing.survey_rows import Seen
from functions.shared import clock
from functions.shared.disclosure import FEWEST_HIDDEN_CELLS, SMALLEST_PUBLISHED_COUNT
from functions.shared.settings import settings
from functions.surveys.disclosed import LEAST_POSSIBLE, MEAN_DIGITS
from functions.surveys.outcome import Outcome
from functions.surveys.survey import Survey

Json = dict[str, Any]
ABOUT = {
    "people": "how many people answered; null: fewer than ten, or not counted yet",
    "asked": "people for whom the question came up; answered: those who answered it",
    "cells": "by answer: count, share of answered, and the share's interval; null is hidden",
    "share": "of a question with several answers the shares may add up to more than 1",
    "hidden": "few: fewer than ten answered; follows: it would tell a hidden count before it",
    "mean": "rounded; low and high are its interval of 95 % (Student)",
    "satisfied": "marks 4 and 5 of 5, or 7 to 10 of 10, with Wilson's interval of 95 %",
    "identity": "none: one person may have answered more than once; code or link: once each",
}
PROTECTION = {
    "smallest_count": SMALLEST_PUBLISHED_COUNT,
    "fewest_hidden_cells": FEWEST_HIDDEN_CELLS,
    "least_possible_values_of_a_hidden_count": LEAST_POSSIBLE,
    "mean_digits": MEAN_DIGITS,
    "renewed_after_answers": SMALLEST_PUBLISHED_COUNT,
    "hidden": None,
}


def listed(seen: Seen) -> Json:
    """Return a survey as it stands in lists."""
    own, found = seen.survey, seen.outcome
    attributes = {
        "state": str(seen.state),
        "title": dict(own.title),
        "body": own.body,
        "jurisdiction": own.jurisdiction,
        "subject": {"kind": own.subject_kind, "id": own.subject} if own.subject_kind else None,
        "identity": own.identity,
        "questions": len(own.questions),
        "opens_at": clock.text(own.opens_at),
        "closes_at": clock.text(own.ends_at),
        "results": own.results,
        "people": found.people if found else None,
        "invited": own.invited or None,
        "example": own.example,
    }
    site = settings().site_url
    links = {"self": f"{site}/surveys/{own.id}.json"}
    return {"type": "survey", "id": own.id, "links": links, "attributes": attributes}


def show(seen: Seen) -> Json:
    """Return a survey whole: what is asked, and what was answered as far as it may be shown."""
    told = listed(seen)
    own = seen.survey
    more = {
        "about": dict(own.about),
        "eligibility": own.eligibility.model_dump(mode="json"),
        "pages": [page.model_dump(mode="json", exclude_defaults=True) for page in own.pages],
        "results_data": _results(seen.outcome) if seen.outcome else None,
        "themes": _themes(own),
        "is_final": seen.is_final,
    }
    told["attributes"] |= more
    return {
        "data": told,
        "about": ABOUT,
        "protection": PROTECTION,
        "columns": {name: text for name, (text, _) in survey_csv.COLUMNS.items()},
    }


def _results(found: Outcome) -> Json:
    return {
        "people": found.people,
        "questions": [asdict(one) for one in found.shown] if found.people is not None else None,
        "by": found.present if found.people is not None else None,
        "means": {
            dimension: {
                figure: {group: asdict(cell) for group, cell in cells.items()}
                for figure, cells in figures.items()
            }
            for dimension, figures in found.means.items()
        }
        if found.people is not None
        else None,
    }


def _themes(own: Survey) -> Json:
    return {
        question: [
            {"name": dict(one.name), "count": survey_results.theme_count(one)} for one in themes
        ]
        for question, themes in own.themes.items()
    }
