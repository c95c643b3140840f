"""The list of surveys: open ones first, then those to come, then the closed ones."""

from __future__ import annotations

from typing import Any

from functions.publishing import outputs, places, survey_feed, survey_rows, survey_words
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.publishing.survey_rows import KIND, Seen
from functions.shared.words import t

STATES = ("open", "waiting", "closed")
MOST = 200
View = dict[str, Any]


def publish(press: ParticipationPress) -> int:
    """Publish the list in every language, and the data of all surveys."""
    sizes = press.sizes(KIND)
    rows = {name: press.listed(KIND, f"state/{name}")[:MOST] for name in STATES}
    signature = press.signature(sorted(sizes.items()), rows)
    files = {
        f"{lang}/surveys/index.html": outputs.Lazy(signature, _Page(press, rows, lang))
        for lang in press.languages
    }
    press.keep_paths(KIND, ["surveys/"])
    written = outputs.put_lazy(press.store, "survey-lists", files, press.has_time)
    data = "[" + ",".join(press.column(KIND, "listed")) + "]"
    told = b'{"data":' + data.encode() + b',"meta":{"total":%d}}' % sizes.get("all", 0)
    made = {"surveys.json": told} | survey_feed.files(press)
    return written + outputs.put(press.store, "survey-data", made)


def sort(seen: Seen) -> str:
    """Return what orders lists: the state, then what ends first, or what ended last."""
    place = STATES.index(seen.state)
    instant = int(seen.survey.ends_at.timestamp())
    return f"{place}{instant if place < STATES.index('closed') else 10**11 - instant:012}"


def card(seen: Seen, lang: str) -> View:
    """Return what the list shows of a survey."""
    own = seen.survey
    return {
        "url": f"/{lang}/surveys/{own.id}/",
        "title": pick(own.title, lang),
        "about": pick(own.about, lang),
        "state": survey_words.state(seen.state, lang),
        "when": survey_words.when(own, seen.state, lang),
        "questions": len(own.questions),
        "body": places.body_name(own.body, lang) if own.body else "",
        "people": seen.outcome.people if seen.outcome else None,
        "example": own.example,
    }


def shown(seen: Seen, languages: list[str]) -> str:
    """Return all that the list shows of a survey, to see whether it changed."""
    return repr([card(seen, lang) for lang in languages])


class _Page:
    """The list in one language, made when it is called."""

    def __init__(
        self, press: ParticipationPress, rows: dict[str, list[tuple[int, str]]], lang: str
    ) -> None:
        self.press, self.rows, self.lang = press, rows, lang

    def __call__(self) -> bytes:
        lang = self.lang
        sheet = Sheet(
            template="surveys.html",
            section="surveys",
            address=self.press.address(lang, "surveys/", feeds=survey_feed.PATH),
            title=f"{t(lang, 'survey.title')} — {t(lang, 'chrome.name')}",
            description=t(lang, "survey.lead"),
            values={"groups": [self._group(name) for name in STATES if self.rows[name]]},
        )
        return self.press.renderers[lang].page(sheet)

    def _group(self, name: str) -> View:
        labels = {"open": "survey.open_now", "waiting": "survey.waiting_list"}
        numbers = [number for number, _ in self.rows[name]]
        return {
            "id": name,
            "label": t(self.lang, labels.get(name, "survey.closed_list")),
            "cards": [card(survey_rows.seen(self.press, one), self.lang) for one in numbers],
        }
