"""Kazakh words without their endings, so that all forms of a word are looked up as one.

Endings follow two laws, and both are checked before one is taken off: vowels agree with the last
vowel of the stem (back with back, front with front), and the first consonant with the letter before
it (after к comes тар, after л дар, after а лар). So little is cut that is no ending. What is cut is
inflection only: number, possession, case, and the commonest forms of the verb. Short stems do no
harm, since stems are compared whole, never as the beginning of a word.
"""

from __future__ import annotations

from functools import lru_cache

LETTERS = frozenset("әғқңөұүһі")
_BACK, _FRONT = frozenset("аоұыёя"), frozenset("әеөүіэ")
_EITHER = frozenset("уию")
_VOWELS = _BACK | _FRONT | _EITHER
# Which letters an ending may follow, by a mark: vowels, glides, л, nasals, buzzing, voiceless.
_AFTER = {
    "V": frozenset("аоұыёяәеөүіэ"),
    "R": frozenset("рйуию"),
    "L": frozenset("л"),
    "N": frozenset("мнң"),
    "Z": frozenset("жз"),
    "T": frozenset("пфкқтсшщчцхһбвгд"),
    "P": frozenset("ыі"),
    "S": frozenset("мң"),
}
_AFTER["C"] = frozenset("рйулмнңжзпфкқтсшщчцхһбвгдғ")
# Each pair: endings, and the marks of what may stand before. Longer ones are tried first.
_CASES = (
    ("ның нің", "VN"),
    ("дың дің", "RLZ"),
    ("тың тің", "T"),
    ("ны ні", "V"),
    ("ды ді", "RLNZ"),
    ("ты ті", "T"),
    ("ға ге", "VRLNZ"),
    ("қа ке", "T"),
    ("на не", "P"),
    ("а е", "S"),
    ("да де", "VRLNZ"),
    ("та те", "T"),
    ("нда нде", "P"),
    ("дан ден", "VRLZ"),
    ("нан нен", "NP"),
    ("тан тен", "T"),
    ("дағы дегі", "VRLNZ"),
    ("ндағы ндегі", "P"),
    ("тағы тегі", "T"),
    ("н", "P"),
)
# The one ending that does not agree in vowels.
_WITH = (("мен", "VRLN"), ("бен", "Z"), ("пен", "T"))
_POSSESSIVES = (
    ("ымыз іміз ыңыз іңіз ым ім ың ің", "C"),
    ("мыз міз ңыз ңіз м ң", "V"),
    ("сы сі", "V"),
    ("ы і", "C"),
)
_PLURALS = (("лар лер", "VR"), ("дар дер", "LNZ"), ("тар тер", "T"))
_VERBS = (
    ("ған ген", "VRLNZ"),
    ("қан кен", "T"),
    ("атын етін йтын йтін ылды ілді ынды інді ылып іліп", "CV"),
    ("ылу ілу ыну іну", "C"),
    ("сын сін", "CV"),
    ("айық ейік", "C"),
    ("йық йік", "V"),
    ("ып іп", "C"),
    ("у", "CV"),
)
# A vowel that the stem loses before an ending: халық, халқы.
_FULL = {
    "халқ": "халық",
    "орн": "орын",
    "аул": "ауыл",
    "көңл": "көңіл",
    "мұрн": "мұрын",
    "ерк": "ерік",
    "әрп": "әріп",
    "қауп": "қауіп",
    "ғұрп": "ғұрып",
    "құлқ": "құлық",
    "бөлк": "бөлік",
}
_VOICELESS = {"б": "п", "ғ": "қ", "г": "к"}
_SHORT = frozenset(["үй", "су", "ел", "ай", "от", "іс", "ит", "ет", "ой", "ас", "ат", "ән", "оқ"])
_LEAST = 3

Rules = tuple[tuple[str, str], ...]
Table = tuple[tuple[str, frozenset[str]], ...]


def _table(rules: Rules) -> Table:
    made = [
        (ending, frozenset[str]().union(*(_AFTER[mark] for mark in marks)))
        for endings, marks in rules
        for ending in endings.split()
    ]
    return tuple(sorted(made, key=lambda pair: -len(pair[0])))


_CASE, _INSTRUMENT, _OWNED, _PLURAL, _VERB = map(
    _table, (_CASES, _WITH, _POSSESSIVES, _PLURALS, _VERBS)
)


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a folded word; the same for every form of a noun."""
    before = ""
    while before != word:
        before = word
        word = _cut(word, _INSTRUMENT, agrees=False)
        word = _cut(word, _CASE)
        word = _owned(word)
        word = _cut(word, _PLURAL)
    word = _cut(word, _VERB)
    # Loan words: in Russian too, -ия is taken off (петиция, петиций).
    if word.endswith("ия") and len(word) > _LEAST + 1:
        word = word[:-2]
    return _FULL.get(word, word)


def _owned(word: str) -> str:
    """Take a possessive off; a stem that it had voiced gets its voiceless letter back."""
    cut = _cut(word, _OWNED)
    if cut != word and cut[-1] in _VOICELESS and word[len(cut)] in "ыі":
        cut = cut[:-1] + _VOICELESS[cut[-1]]
    return _FULL.get(cut, cut)


def _cut(word: str, table: Table, *, agrees: bool = True) -> str:
    """Take off the longest ending that may stand where it stands."""
    for ending, after in table:
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        is_long_enough = len(rest) >= _LEAST or rest in _SHORT
        if is_long_enough and rest[-1] in after and (not agrees or _agrees(rest, ending)):
            return rest
    return word


def _agrees(rest: str, ending: str) -> bool:
    """Tell whether an ending's vowel is of the kind of the stem's last vowel."""
    last = next((letter for letter in reversed(rest) if letter in _VOWELS), "")
    own = next((letter for letter in ending if letter in _VOWELS), "")
    if not last:
        return False
    if last in _EITHER or own in _EITHER or not own:
        return True
    return (last in _BACK) == (own in _BACK)
