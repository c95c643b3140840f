"""The form pages of complaints as the publisher writes them, and the answers of the service."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from functions.complaints.category import categories
from functions.publishing import complaint_form, country_map
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.head import Address
from functions.publishing.render import Renderer, Sheet
from functions.shared.content import load
from tests.site import built
from tests.site.built import LANGUAGES
from tests.site.serving import Service

COUPON: dict[str, Any] = {
    "state": "received",
    "complaint": 7,
    "number": "2026-000007-5",
    "filed_at": "2026-11-21T09:30:00Z",
    "registered_on": "2026-11-23",
    "due_on": "2026-12-14",
    "due_steps": [
        {"kind": "filed", "on": "2026-11-21", "term": "", "text": "Sent: 21 November 2026"},
        {"kind": "term", "on": "2026-12-14", "term": "15 working days", "text": "The last day"},
    ],
    "office": "government",
    "body": "akimat-astana",
    "rule": {"number": 20, "why": "Local matters are the akimat's of that place."},
    "link": "/en/complaints/track/#7.secret",
    "uploads": "permit",
}
OWN: dict[str, Any] = COUPON | {
    "category": "road-damage",
    "state": "waiting_reporter",
    "is_late": False,
    "body_name": "Akimat of Astana",
    "survey": {"open": False, "until": None},
    "appeal_until": None,
    "reply_until": "2026-11-30",
    "history": [
        {
            "at": "2026-11-23T05:00:00Z",
            "move": "ask",
            "role": "clerk",
            "body": "akimat-astana",
            "body_name": "Akimat of Astana",
            "code": "",
            "reason": "",
            "text": "Which side of the street?",
            "private": True,
            "actions": [],
            "facts": {},
        }
    ],
    "may": ["reply", "withdraw", "redact"],
    "description": "A deep hole <b>here</b>",
    "shown": None,
    "may_publish": True,
    "photos": [{"id": "a", "state": "clean"}],
    "duplicate_of": None,
    "supporters": 0,
}
NEAR = {
    "reports": [
        {
            "id": 3,
            "number": "2026-000003-7",
            "category": "road-damage",
            "title": "Hole <i>at</i> the stop",
            "lat": 51.128,
            "long": 71.43,
            "state": "assigned",
            "supports": 4,
            "metres": 21,
            "url": "/en/complaints/3/",
        }
    ]
}


def serve(service: Service) -> None:
    """Let the server give the form pages and the map's page, and answer as the service does."""
    service.answers |= {f"/{path}index.html": (200, html) for path, html in pages().items()}
    service.answers |= {f"/{path}": (200, html) for path, html in pages().items()}
    service.answers["/api/v1/complaints"] = (201, COUPON)
    service.answers["/api/v1/complaints/nearby"] = (200, {"reports": []})


@cache
def pages() -> dict[str, str]:
    """Return the pages by path; the environment must be set."""
    made: dict[str, str] = {}
    for lang in LANGUAGES:
        press = _press(lang)
        made[f"{lang}/complaints/new/"] = complaint_form._chooser(press, lang).decode()
        for one in categories().values():
            if one.is_filed_here:
                page = complaint_form._form(press, lang, one)
                made[f"{lang}/complaints/new/{one.id}/"] = page.decode()
        made[f"{lang}/complaints/map/"] = _map(press, lang)
    return made


def _map(press: ComplaintPress, lang: str) -> str:
    links = {code: f"/{lang}/complaints/jurisdiction/{code}/" for code in load().jurisdictions}
    values = {
        "country": country_map.view(lang, links, {"KZ-75": 12}),
        "categories": {"road-damage": "Road damage"},
        "states": {"assigned": "Assigned"},
    }
    sheet = Sheet(
        template="country_map.html",
        section="complaints",
        address=press.address(lang, "map/"),
        title="Map",
        description="Map",
        values=values,
    )
    page = press.renderers[lang].page(sheet).decode()
    # The page's own template has the heading.
    figure = '<figure class="c-map"'
    return page.replace(figure, f'<div class="c-wrap"><h1>Map</h1>{figure}')


def _press(lang: str) -> ComplaintPress:
    """A press without a store, whose shells are the built ones."""

    def address(language: str, rest: str) -> Address:
        return Address(language, f"complaints/{rest}", LANGUAGES, "https://dauys.example")

    renderer = Renderer(lang, load().government["timezone"])
    return cast(
        ComplaintPress,
        SimpleNamespace(languages=LANGUAGES, renderers={lang: renderer}, address=address),
    )


def shells(site: Path) -> None:
    """Put the built site where the renderer looks for its shells."""
    site.symlink_to(built.folder())
