"""Words as they are looked up: every word stands for all its forms in its language.

A text is indexed by the stems of its words: Kazakh ones by our own rules (`kazakh`), Russian and
English ones by the Snowball algorithms (BSD). The language of a typed word is not known, so it is
looked up by the stem it has in each language that its letters allow.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from snowballstemmer.english_stemmer import EnglishStemmer
from snowballstemmer.russian_stemmer import RussianStemmer

from functions.publishing import kazakh

LONGEST_QUERY = 200
MOST_WORDS = 12
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")
_LATIN = re.compile(r"[a-z0-9]+")
_COMMON = (
    "және мен бен пен үшін бар бір осы бұл сол ол деп ма ме да де туралы емес керек бойынша"
    " и в во на не с со к ко о об от до из у за а но же бы по или для как что это эта этот все"
    " при над под без мы вы он она они его ее их наш"
    " the a an of to in on at is are be and or for with from that this our not it as by we"
)
_ODD = {"buses": "bus", "gases": "gas"}  # the algorithm knows them as forms of buse, gase
SILENT = frozenset(_COMMON.split())


def fold(text: str) -> str:
    """Return text letter for letter in lower case, ё as е."""
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.replace("ё", "е")


def words(typed: str) -> list[str]:
    """Return the words of a query, folded, without the commonest ones, at most twelve."""
    found = (word[:LONGEST_WORD] for word in WORD.findall(fold(typed[:LONGEST_QUERY])))
    return list(dict.fromkeys(word for word in found if word not in SILENT))[:MOST_WORDS]


def stem(word: str, lang: str) -> str:
    """Return the stem of a folded word of a text in a language."""
    if _LATIN.fullmatch(word):
        return _english(word)
    if lang == "kk" or not kazakh.LETTERS.isdisjoint(word):
        return kazakh.stem(word)
    return _russian(word)


def stems(word: str) -> tuple[str, ...]:
    """Return what a typed, folded word is looked up by: its stem in each language it may be of."""
    return tuple(dict.fromkeys((stem(word, "kk"), stem(word, "ru"))))


def of_text(text: str, lang: str) -> Iterator[tuple[str, str]]:
    """Yield the stem of each word of a text, and the word itself, folded."""
    for word in WORD.findall(fold(text)):
        if word not in SILENT and len(word) <= LONGEST_WORD:
            yield stem(word, lang), word


def all_stems(typed: Iterable[str]) -> frozenset[str]:
    """Return all the stems of words, for marking what was found."""
    return frozenset(one for word in typed for one in stems(word))


@lru_cache(maxsize=65536)
def _russian(word: str) -> str:
    found = str(_RUSSIAN.stemWord(word))
    # The infinitive keeps a suffix that other forms lose: ремонтировать, ремонтируют.
    return found.removesuffix("ова") if found.endswith("ирова") else found


@lru_cache(maxsize=16384)
def _english(word: str) -> str:
    return _ODD.get(word) or str(_ENGLISH.stemWord(word))


_RUSSIAN, _ENGLISH = RussianStemmer(), EnglishStemmer()
