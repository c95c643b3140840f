"""BLT files of ranked ballots, as OpenSTV and OpaVote write them.

    4 1               four options, one to elect
    -2                option 2 has withdrawn
    3 1=4 2 0         three ballots: 1 and 4 alike, then 2; - stands for a rank left out
    0                 end of ballots
    "Anna"            the options' names, then a title
Text after # is a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from functions.polls.formats.election import Election, FormatError
from functions.polls.methods.ballots import LARGEST_WEIGHT

_WORD = re.compile(r'"[^"]*"|[^\s"#]+|#.*|"')
_RANK = re.compile(r"[0-9]{1,7}(?:=[0-9]{1,7})*", re.ASCII)
_BALLOT_ID = re.compile(r"^\s*\([^)]*\)")
MOST_OPTIONS = 10_000


def read(lines: Iterable[str]) -> Election:
    """Read a file line by line; raises FormatError. A file with one seat is an instant run-off."""
    rows = _rows(lines)
    options, seats = _sizes(rows)
    withdrawn, ballots = _ballots(rows, options)
    texts = [name for _, words in rows for name in _names(words)]
    numbers = range(1, options + 1)
    names = {one: texts[one - 1] if one <= len(texts) else str(one) for one in numbers}
    return Election(
        declared="irv" if seats == 1 else "unknown",
        rule={
            "method": "irv" if seats == 1 else "schulze",
            "options": list(numbers),
            "winners": seats,
            "withdrawn": withdrawn,
        },
        names=names,
        ballots=ballots,
        title=" ".join(texts[options:]),
        refusal="" if seats == 1 else "the file fills several seats and does not say how",
    )


def _rows(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    for number, text in enumerate(lines, 1):
        bare = _BALLOT_ID.sub("", text.removeprefix("\ufeff"))
        words = [one for one in _WORD.findall(bare) if not one.startswith("#")]
        if '"' in words:
            raise FormatError(number, "a quotation mark is missing")
        if words:
            yield number, words


def _names(words: list[str]) -> list[str]:
    quoted = [word.strip('"') for word in words if word.startswith('"')]
    return quoted or [" ".join(words)]


def _sizes(rows: Iterator[tuple[int, list[str]]]) -> tuple[int, int]:
    line, words = next(rows, (0, []))
    if len(words) != 2 or not all(one.isascii() and one.isdigit() for one in words):
        raise FormatError(line, "a BLT file begins with the number of options and of seats")
    options, seats = int(words[0][:9]), int(words[1][:9])
    if not (1 <= options <= MOST_OPTIONS and 1 <= seats <= options):
        raise FormatError(line, "the number of options or of seats cannot be")
    return options, seats


def _ballots(
    rows: Iterator[tuple[int, list[str]]], options: int
) -> tuple[list[int], list[tuple[object, int]]]:
    withdrawn: list[int] = []
    ballots: list[tuple[object, int]] = []
    for line, words in rows:
        if words == ["0"]:
            return withdrawn, ballots
        if all(word.startswith("-") and word != "-" for word in words):
            withdrawn += [_number(line, word[1:], options) for word in words]
        else:
            ballots.append(_ballot(line, words, options))
    raise FormatError(0, "the line with 0 that ends the ballots is missing")


def _ballot(line: int, words: list[str], options: int) -> tuple[object, int]:
    weight, *ranks = words
    if not (weight.isascii() and weight.isdigit()) or not 0 < int(weight[:15]) <= LARGEST_WEIGHT:
        raise FormatError(line, "a ballot begins with how many there are, a whole number from 1")
    if not ranks or ranks.pop() != "0":
        raise FormatError(line, "a ballot ends with 0")
    choice: list[object] = []
    for rank in ranks:
        if rank == "-":
            continue
        if not _RANK.fullmatch(rank):
            raise FormatError(line, f"not a rank: {rank[:20]}")
        same = [_number(line, one, options) for one in rank.split("=")]
        choice.append(same if len(same) > 1 else same[0])
    return choice, int(weight)


def _number(line: int, text: str, options: int) -> int:
    if not (text.isascii() and text.isdigit()) or not 1 <= int(text[:9]) <= options:
        raise FormatError(line, f"there is no option {text[:20]}")
    return int(text)


def write(election: Election) -> Iterator[str]:
    """Write ranked ballots line by line, identical ones together."""
    weights: dict[str, int] = {}
    for choice, weight in election.ballots:
        text = " ".join(_rank(one) for one in (choice if isinstance(choice, list) else []))
        weights[text] = weights.get(text, 0) + weight
    rule = election.parsed()
    yield f"{len(rule.options)} {rule.winners}\n"
    if rule.withdrawn:
        yield " ".join(f"-{one}" for one in rule.withdrawn) + "\n"
    for text in sorted(weights):
        yield " ".join(part for part in (str(weights[text]), text, "0") if part) + "\n"
    yield "0\n"
    for one in rule.options:
        yield _quoted(election.names[one.id])
    yield _quoted(election.title)


def _rank(place: object) -> str:
    return "=".join(map(str, place)) if isinstance(place, list) else str(place)


def _quoted(text: str) -> str:
    return '"' + " ".join(text.replace('"', "'").split()) + '"\n'
