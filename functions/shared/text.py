"""What people type, made safe to keep: normal form, no hidden characters."""

from __future__ import annotations

import re
import unicodedata

_HIDDEN = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2069\ufeff\ufff9-\ufffb]"
)
_ADDRESS = re.compile(
    r"https?:|www\.|://|\b[\w-]+\.(?:com|net|org|info|biz|ru|kz|рф|қаз|io|me)\b", re.IGNORECASE
)
FORMULA_STARTS = "=+-@\t"


def clean_line(typed: str) -> str:
    """Return one line: NFC, without control, bidi and zero-width characters, single spaces."""
    return " ".join(_HIDDEN.sub("", unicodedata.normalize("NFC", typed)).split())


def clean_text(typed: str) -> str:
    """Return text of several paragraphs: as `clean_line`, with at most one empty line between."""
    lines = unicodedata.normalize("NFC", typed).replace("\r\n", "\n").split("\n")
    return re.sub(r"\n{3,}", "\n\n", "\n".join(clean_line(line) for line in lines)).strip()


def starts_like_formula(typed: str) -> bool:
    """Tell whether a spreadsheet would take the text for a formula (OWASP CSV injection)."""
    return typed[:1] in FORMULA_STARTS if typed else False


def has_address(typed: str) -> bool:
    """Tell whether the text holds an address of a site."""
    return bool(_ADDRESS.search(typed))


def initials(name: str) -> str:
    """Return the first name and the first letter of the next, as Kazakhstan's portal shows them."""
    words = name.split()
    return f"{words[0]} {words[1][0]}." if len(words) > 1 else f"{words[0][0]}." if words else ""
