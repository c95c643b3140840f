"""The page and the feeds of official corrections: what was reported and turned out to be false."""

from __future__ import annotations

from functions.complaints.clock import calendar_of
from functions.publishing import complaint_feed, feeds, outputs
from functions.publishing import complaint_names as names
from functions.publishing import complaint_structured as structured
from functions.publishing.complaint_press import SECTION, ComplaintPress
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.words import t

MOST = 200


def publish(press: ComplaintPress) -> int:
    """Publish the page in every language, and the two feeds."""
    every = complaint_feed.corrected(press, MOST)
    files = {
        f"{lang}/complaints/corrections/index.html": _page(press, every, lang)
        for lang in press.languages
    }
    feed = complaint_feed.corrections(press)
    files["complaints/corrections.json"] = feeds.json_feed(feed)
    files["complaints/corrections.xml"] = feeds.atom(feed)
    return outputs.put(press.store, "corrections", files)


def _page(press: ComplaintPress, every: list[PublicComplaint], lang: str) -> bytes:
    heading = t(lang, "complaint.corrections.heading")
    sheet = Sheet(
        template="complaint_corrections.html",
        section=SECTION,
        address=press.address(lang, "corrections/"),
        title=f"{heading} — {t(lang, 'chrome.name')}",
        description=t(lang, "complaint.corrections.lead"),
        values={
            "corrections": [_correction(one, lang) for one in every],
            "structured": structured.listed(every, lang),
        },
    )
    return press.renderers[lang].page(sheet)


def _correction(one: PublicComplaint, lang: str) -> dict[str, object]:
    found = one.correction
    return {
        "url": f"/{lang}/complaints/{one.id}/",
        "number": one.number,
        "heading": names.heading(one, lang),
        "example": one.example,
        "claim": one.lead,
        "claim_lang": one.language,
        "on": calendar_of(one.clock).local_date(found.at) if found else None,
        "body": names.body((found.body if found else "") or one.body, lang),
        "text": pick(found.texts if found else {}, lang),
    }
