"""Surveys for the publisher of participation: one survey's files, and what is made from all."""

from __future__ import annotations

import json

from functions.publishing import (
    outputs,
    participation_search,
    survey_csv,
    survey_feed,
    survey_json,
    survey_lists,
    survey_page,
    survey_results,
    survey_rows,
)
from functions.publishing.participation_press import ParticipationPress, Row
from functions.publishing.public_json import dump
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.publishing.survey_rows import KIND, Seen
from functions.shared import clock
from functions.shared.words import t

SCRIPT = "/assets/js/survey/survey.js"


def publish(press: ParticipationPress, number: int) -> int:
    """Publish a survey's pages and its data; nothing of a draft."""
    seen = survey_rows.seen(press, number)
    files: dict[str, bytes] = {}
    if seen.is_public:
        for lang in press.languages:
            view = survey_page.page(seen, lang)
            files[f"{lang}/surveys/{number}/index.html"] = _page(press, seen, view, lang)
            if view["has_results"]:
                path = f"{lang}/surveys/{number}/results/index.html"
                files[path] = _results(press, seen, view, lang)
        files[f"surveys/{number}.json"] = dump(survey_json.show(seen))
        if seen.outcome:
            files[f"surveys/{number}/results.csv"] = survey_csv.table(seen)
            described = dump(survey_csv.described(number))
            files[f"surveys/{number}/results.csv-metadata.json"] = described
    press.keep(KIND, number, _row(press, seen))
    participation_search.keep_survey(press, seen)
    return outputs.put(press.store, f"survey/{number}", files)


def together(press: ParticipationPress) -> int:
    """Publish the list and the data of all surveys."""
    return survey_lists.publish(press)


def _page(press: ParticipationPress, seen: Seen, view: survey_page.View, lang: str) -> bytes:
    own = seen.survey
    title = pick(own.title, lang).text
    sheet = Sheet(
        template="survey.html",
        section="surveys",
        address=press.address(lang, f"surveys/{own.id}/", feeds=survey_feed.PATH),
        title=f"{title} — {t(lang, 'chrome.name')}",
        description=pick(own.about, lang).text or t(lang, "survey.lead"),
        values={"s": view},
        kind="article",
        scripts=[SCRIPT] if view["is_open"] else [],
    )
    return press.renderers[lang].page(sheet)


def _results(press: ParticipationPress, seen: Seen, view: survey_page.View, lang: str) -> bytes:
    own = seen.survey
    title = t(lang, "survey.results.title", title=pick(own.title, lang).text)
    sheet = Sheet(
        template="survey_results.html",
        section="surveys",
        address=press.address(lang, f"surveys/{own.id}/results/"),
        title=f"{title} — {t(lang, 'chrome.name')}",
        description=title,
        values={
            "s": view,
            "r": survey_results.view(seen, lang),
            "columns": {name: text for name, (text, _) in survey_csv.COLUMNS.items()},
        },
        kind="article",
    )
    return press.renderers[lang].page(sheet)


def _row(press: ParticipationPress, seen: Seen) -> Row:
    due = seen.next_at()
    due_at = clock.text(due) if due else ""
    state = str(seen.state)
    if not seen.is_public:
        return Row(state, shown="", listed="", due_at=due_at)
    own = seen.survey
    paths = [f"surveys/{own.id}/"]
    return Row(
        state=state,
        shown=survey_lists.shown(seen, press.languages),
        listed=json.dumps(survey_json.listed(seen), ensure_ascii=False),
        sort=survey_lists.sort(seen),
        facets=["all", f"state/{state}"],
        news=survey_feed.news(seen),
        paths=paths + ([f"surveys/{own.id}/results/"] if seen.outcome else []),
        due_at=due_at,
    )
