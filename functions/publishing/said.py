"""Text that people or bodies wrote, with the language it is in: what a page must tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from functions.petitions.petition import Petition, Text
from functions.shared import words

LEAD_CHARACTERS = 180
LangT = TypeVar("LangT", bound=str)


@dataclass(frozen=True)
class Said:
    """A text and its language."""

    text: str
    lang: str

    @property
    def paragraphs(self) -> list[str]:
        """The text cut at its line ends, without empty lines."""
        return paragraphs(self.text)


def paragraphs(text: str) -> list[str]:
    """Cut a text at its line ends and leave out what is empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def pick(texts: Mapping[LangT, str], lang: str) -> Said:
    """Return the text in the language asked, else in the first there is."""
    return Said(*words.pick({str(other): text for other, text in texts.items()}, lang))


def petition_text(petition: Petition, lang: str) -> tuple[Text, str]:
    """Return a petition's text in a language, else the original, and its language."""
    for other, text in petition.translations.items():
        if other == lang:
            return text, other
    return petition.text, petition.language


def lead(text: Text) -> str:
    """Return the beginning of the reason as one line, cut between words."""
    line = " ".join(text.background.split())
    if len(line) <= LEAD_CHARACTERS:
        return line
    return line[:LEAD_CHARACTERS].rsplit(" ", 1)[0] + " …"
