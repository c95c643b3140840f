"""Addresses of the pages of participation. The code is in the fragment: never in a log."""

from __future__ import annotations

import re

from functions.participants.participant import BACK
from functions.shared.settings import settings

BACK_LIMIT = 200
# A page of this site: a language, then plain path segments; nothing that names another host.
_PATH = re.compile(r"/(?:kk|ru|en)(?:/[A-Za-z0-9_-]+)*/")


def is_own(path: str) -> bool:
    """Tell whether a path is a page of this site."""
    return len(path) <= BACK_LIMIT and _PATH.fullmatch(path) is not None


def participate(lang: str, code: str, back: str = "") -> str:
    """Return the address of the page that takes the code, and goes on to a page if one is named."""
    onwards = f"{BACK}{back}" if back else ""
    return f"{settings().site_url}/{lang}/participate/#{code}{onwards}"
