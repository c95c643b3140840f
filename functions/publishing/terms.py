"""What a typed word is looked up by: its stem in Kazakh, Russian or English, as a prefix.

The index holds words as they are written; a prefix finds their forms. So a word of the query loses
a known ending, and a Kazakh stem is tried with the consonant that its ending would voice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

LONGEST_QUERY = 200
MOST_WORDS = 12
SHORTEST_STEM = 3
_WORD = re.compile(r"\w+")
_KAZAKH = (
    "ларымыз лерімізге лардың лердің тардың тердің дардың дердің ларды лерді тарды терді дарды"
    " ларға лерге тарға терге дарға дерге ларда лерде лары лері тары тері дары дері лар лер тар"
    " тер дар дер ның нің дың дің тың тің дан ден тан тен нан нен ына іне ында інде ының інің"
    " ымыз іміз мен бен пен ған ген қан кен ды ді ты ті ны ні да де та те ға ге қа ке сы сі"
    " ын ін ы і"
)
_RUSSIAN = (
    "иями ями ами иях ях ах ого его ому ему ыми ими ую юю ая яя ое ее ые ие ый ий ой ей ом ем"
    " ов ев ам ям ью ия ии ию ешь ет ут ют ат ят ть а я о е ы и у ю ь"
)
_ENGLISH = "ings ing ies ers ed es er s"
_ENDINGS = sorted(
    {*_KAZAKH.split(), *_RUSSIAN.split(), *_ENGLISH.split()}, key=lambda end: (-len(end), end)
)
_VOICED = {"п": "б", "қ": "ғ", "к": "г"}
_COMMON = (
    "және мен үшін бар бір осы бұл туралы емес керек или для как что это все при над под без"
    " the and for with from that this our not are"
)
_SILENT = frozenset(_COMMON.split())


def fold(text: str) -> str:
    """Return text as the index holds it, letter for letter: lower case, ё as е."""
    lowered = "".join(low if len(low := letter.lower()) == 1 else letter for letter in text)
    return lowered.replace("ё", "е")


def words(typed: str) -> list[str]:
    """Return the words of a query, folded, without the commonest ones, at most twelve."""
    found = _WORD.findall(fold(typed[:LONGEST_QUERY]))
    telling = [word for word in found if word not in _SILENT]
    return list(dict.fromkeys(telling or found))[:MOST_WORDS]


def stems(word: str) -> tuple[str, ...]:
    """Return the prefixes that a word is looked up by."""
    stem = word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            stem = word[: -len(ending)]
            break
    voiced = _VOICED.get(stem[-1:])
    back = {v: k for k, v in _VOICED.items()}.get(stem[-1:])
    other = voiced or back
    return (stem, stem[:-1] + other) if other and len(stem) > SHORTEST_STEM else (stem,)


def match_all(typed: str) -> str:
    """Return the FTS5 query that asks for every word in any form; empty if there is no word."""
    return " AND ".join(_either(stems(word)) for word in words(typed))


def match_any(typed: str) -> str:
    """Return the FTS5 query that asks for any of the words in any form."""
    return " OR ".join(_either(stems(word)) for word in words(typed))


def prefixes(typed: str) -> tuple[str, ...]:
    """Return all the prefixes of a query, the longest first, for marking what was found."""
    found = {stem for word in words(typed) for stem in stems(word)}
    return tuple(sorted(found, key=lambda stem: (-len(stem), stem)))


def _either(found: Iterable[str]) -> str:
    # Words are \w+ only, so a quoted one can hold no query syntax.
    return "(" + " OR ".join(f'"{stem}"*' for stem in found) + ")"
