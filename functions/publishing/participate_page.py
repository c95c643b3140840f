"""The page on which a participation code is asked for, and which takes it from a mailed link."""

from __future__ import annotations

from functions.participants import oidc
from functions.petitions import person
from functions.publishing import outputs, places
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.render import Sheet
from functions.shared.words import t

OWNER = "participate"


def publish(press: ParticipationPress) -> int:
    """Publish the page in every language."""
    files = {f"{lang}/participate/index.html": _page(press, lang) for lang in press.languages}
    return outputs.put(press.store, OWNER, files)


def regions(lang: str) -> list[dict[str, str]]:
    """Return the places that somebody can say they live in."""
    return [
        {"code": code, "name": places.jurisdiction_name(code, lang)} for code in person.regions()
    ]


def _page(press: ParticipationPress, lang: str) -> bytes:
    sheet = Sheet(
        template="participate.html",
        section="polls",
        address=press.address(lang, "participate/"),
        title=f"{t(lang, 'participants_page.title')} — {t(lang, 'chrome.name')}",
        description=t(lang, "participants_page.description"),
        values={"regions": regions(lang), "eid": oidc.is_offered()},
        scripts=("/assets/js/participate/page.js",),
    )
    return press.renderers[lang].page(sheet)
