"""A survey's page as plain values: what the template shows, with nothing left to decide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from functions.participants import oidc
from functions.publishing import participate_page, places, survey_words
from functions.publishing.said import pick
from functions.publishing.survey_rows import Seen
from functions.shared.words import t
from functions.surveys import form_html
from functions.surveys.survey import State, Survey

View = dict[str, Any]


def page(seen: Seen, lang: str) -> View:
    """Return everything that the pages of a survey show in a language."""
    own = seen.survey
    is_open = seen.state == State.OPEN
    return {
        "id": own.id,
        "url": f"/{lang}/surveys/{own.id}/",
        "example": own.example,
        "title": pick(own.title, lang),
        "about": pick(own.about, lang),
        "state": survey_words.state(seen.state, lang),
        "when": survey_words.when(own, seen.state, lang),
        "who": list(survey_words.who(own, lang)),
        "identity": own.identity,
        "is_open": is_open,
        "is_closed": seen.state == State.CLOSED,
        "is_live": own.results == "live",
        "has_results": seen.state == State.CLOSED or (is_open and own.results == "live"),
        "facts": list(_facts(own, lang)),
        "falls_back": falls_back(own, lang),
        # Every value in it was escaped where it was put in.
        "form": Markup(form_html.form(own, lang)) if is_open else "",  # noqa: S704
        "pages": [pick(one.title, lang).text for one in own.pages] if len(own.pages) > 1 else [],
        "questions": [pick(one.text, lang) for one in own.questions],
        "regions": participate_page.regions(lang),
        "eid": oidc.is_offered(),
    }


def falls_back(survey: Survey, lang: str) -> bool:
    """Tell whether some text of a survey is missing in a language, and shown in another."""
    return any(not texts.get(lang) for texts in _texts(survey) if any(texts.values()))


def _texts(survey: Survey) -> Iterator[Mapping[str, str]]:
    yield from (survey.title, survey.about)
    yield from (page.title for page in survey.pages)
    for one in survey.questions:
        yield from (one.text, one.hint, one.low_label, one.high_label, one.unit)
        yield from (part.text for part in (*one.options, *one.rows))


def _facts(survey: Survey, lang: str) -> Iterator[View]:
    if survey.body:
        yield _fact("asked_by", places.body(survey.body, None, lang), lang)
    subject = survey_words.subject(survey, lang)
    if subject and subject.id != survey.body:
        yield _fact("about", subject, lang)
    if survey.jurisdiction:
        name = places.jurisdiction_name(survey.jurisdiction, lang)
        yield {"label": t(lang, "survey.area"), "text": name, "url": ""}


def _fact(key: str, place: places.Place, lang: str) -> View:
    return {"label": t(lang, f"survey.{key}"), "text": place.name, "url": place.url}
