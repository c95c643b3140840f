"""What search engines read of an official correction: schema.org `ClaimReview` and `correction`."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from functions.publishing import complaint_names as names
from functions.publishing.complaint_public import PublicComplaint, PublicEntry
from functions.publishing.said import pick
from functions.shared import clock
from functions.shared.settings import settings
from functions.shared.words import t

_WORST, _BEST = 1, 5
# So that no text can end the element it stands in.
_ESCAPES = {
    "<": "\\u003c",
    ">": "\\u003e",
    "&": "\\u0026",
    "\u2028": "\\u2028",
    "\u2029": "\\u2029",
}

Json = dict[str, Any]


def correction(one: PublicComplaint, lang: str) -> Markup:
    """Return the markup of a corrected complaint's page; nothing for any other."""
    found = one.correction
    if not found:
        return Markup("")
    page = f"{settings().site_url}/{lang}/complaints/{one.id}/"
    return script(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": page,
            "inLanguage": lang,
            "correction": _comment(one, found, lang),
            "mainEntity": _review(one, found, lang, page),
        }
    )


def listed(every: Iterable[PublicComplaint], lang: str) -> Markup:
    """Return the markup of the page that lists all corrections."""
    page = f"{settings().site_url}/{lang}/complaints/corrections/"
    comments = [_comment(one, one.correction, lang) for one in every if one.correction]
    return script(
        {
            "@context": "https://schema.org",
            "@type": "WebPage",
            "@id": page,
            "inLanguage": lang,
            "correctionsPolicy": page,
            "correction": comments,
        }
    )


def script(data: Json) -> Markup:
    """Return a block of JSON-LD: data, which no policy takes for a script."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for character, escape in _ESCAPES.items():
        text = text.replace(character, escape)
    # No character that HTML gives a meaning to is left.
    return Markup(f'<script type="application/ld+json">{text}</script>')  # noqa: S704


def _comment(one: PublicComplaint, found: PublicEntry, lang: str) -> Json:
    text = pick(found.texts, lang)
    return {
        "@type": "CorrectionComment",
        "text": text.text,
        "inLanguage": text.lang,
        "datePublished": clock.text(found.at),
        "url": f"{settings().site_url}/{lang}/complaints/{one.id}/",
        "author": _author(one, found, lang),
    }


def _review(one: PublicComplaint, found: PublicEntry, lang: str, page: str) -> Json:
    return {
        "@type": "ClaimReview",
        "url": page,
        "datePublished": clock.text(found.at),
        "claimReviewed": one.lead or names.heading(one, lang),
        "author": _author(one, found, lang),
        "reviewRating": {
            "@type": "Rating",
            "ratingValue": _WORST,
            "worstRating": _WORST,
            "bestRating": _BEST,
            "alternateName": t(lang, "complaint.verdict.false"),
        },
        "itemReviewed": {
            "@type": "Claim",
            "datePublished": clock.text(one.filed_at),
            "appearance": page,
        },
    }


def _author(one: PublicComplaint, found: PublicEntry, lang: str) -> Json:
    body = names.body(found.body or one.body, lang)
    return {
        "@type": "GovernmentOrganization",
        "name": body.name,
        "url": settings().site_url + body.url,
    }
