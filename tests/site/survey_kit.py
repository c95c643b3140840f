"""The pages of surveys as the publisher writes them, in the real shells of the built site."""

from __future__ import annotations

from functools import cache
from typing import Any

from functions.publishing import survey_csv, survey_page, survey_results
from functions.publishing.head import Address
from functions.publishing.render import Renderer, Sheet
from functions.publishing.survey_rows import Seen
from functions.surveys import outcome
from functions.surveys.reply import Reply
from functions.surveys.survey import Page, Survey
from tests.conftest import NOW
from tests.site.built import LANGUAGES
from tests.site.serving import Service
from tests.unit.surveys import kit

ROWS = kit.options("politeness", "waiting", "result")
EITHER = kit.follows_any(("one", "equals", "c"), ("many", "includes", "b"))
TWO_PAGES = [
    Page(
        title=kit.texts("Using parks"),
        questions=[
            kit.question("one", required=True, other=True, text=kit.texts("How often")),
            kit.question(
                "why", "text", text=kit.texts("Why never"), **kit.follows("one", "equals", "b")
            ),
            kit.question("many", "multiple", other=True, text=kit.texts("What for")),
            kit.question("more", "text", text=kit.texts("What else"), **EITHER),
        ],
    ),
    Page(
        title=kit.texts("How they are"),
        questions=[
            kit.question("mark", "scale", low_label=kit.texts("bad"), high_label=kit.texts("good")),
            kit.question("ten", "scale", low=0, high=10),
            kit.question("rows", "matrix", rows=ROWS),
            kit.question("size", "number", unit=kit.texts("km")),
            kit.question("order", "ranking", text={"ru": "Только по-русски"}),
        ],
    ),
]
PATHS = ("surveys/", "surveys/1/", "surveys/2/", "surveys/2/results/")


def survey(number: int = 1, **parts: Any) -> Survey:
    """Return a survey of two pages."""
    return kit.survey(**{"id": number, "pages": TWO_PAGES, "identity": "none"} | parts)


def replies() -> list[Reply]:
    """Return what two hundred and forty people answered."""
    told = []
    for n in range(240):
        answers = {
            "one": "abc"[n % 3],
            "many": [["a"], ["a", "b"], ["b", "c"]][n % 3],
            "mark": 1 + n % 5,
            "ten": n % 11,
            "rows": {"politeness": 3 + n % 3, "waiting": 1 + n % 4, "result": 2 + n % 4},
            "size": n % 100,
            "order": [["a", "b", "c"], ["b", "a", "c"]][n % 2],
        }
        told.append(Reply(answers, ["KZ-75", "KZ-71", "KZ-10"][n % 3], "email"))
    return told


def serve(service: Service, **parts: Any) -> None:
    """Let the service answer with the pages of an open survey and of a closed one."""
    for path, html in pages(tuple(sorted(parts.items()))).items():
        service.answers[path] = (200, html)


@cache
def pages(parts: tuple[tuple[str, Any], ...]) -> dict[str, str]:
    own = survey(**dict(parts))
    past = {"opens_at": NOW - 3 * kit.WEEK, "closes_at": NOW - kit.WEEK, "identity": "code"}
    closed = survey(2, **past)
    told = outcome.outcome(closed, outcome.exact(closed, replies()))
    both = (Seen(own, NOW), Seen(closed, NOW, told, is_final=True))
    made = {}
    for lang in LANGUAGES:
        made[f"/{lang}/surveys/1/"] = _page(both[0], lang, "survey.html", "1/")
        made[f"/{lang}/surveys/2/"] = _page(both[1], lang, "survey.html", "2/")
        made[f"/{lang}/surveys/2/results/"] = _page(
            both[1], lang, "survey_results.html", "2/results/"
        )
        made[f"/{lang}/surveys/"] = _list(both, lang)
    return made


def _page(seen: Seen, lang: str, template: str, rest: str) -> str:
    view = survey_page.page(seen, lang)
    values: dict[str, Any] = {"s": view}
    if template == "survey_results.html":
        columns = {name: text for name, (text, _) in survey_csv.COLUMNS.items()}
        values |= {"r": survey_results.view(seen, lang), "columns": columns}
    scripts = ["/assets/js/survey/survey.js"] if view["is_open"] else []
    return _sheet(lang, template, rest, values, scripts)


def _list(both: tuple[Seen, ...], lang: str) -> str:
    from functions.publishing import survey_lists

    groups = [
        {"id": str(one.state), "label": str(one.state), "cards": [survey_lists.card(one, lang)]}
        for one in both
    ]
    return _sheet(lang, "surveys.html", "", {"groups": groups}, [])


def _sheet(lang: str, template: str, rest: str, values: Any, scripts: list[str]) -> str:
    address = Address(lang, f"surveys/{rest}", LANGUAGES, "https://dauys.example")
    sheet = Sheet(template, "surveys", address, "T", "D", values, scripts=scripts)
    return Renderer(lang, "Asia/Almaty").page(sheet).decode()
