"""`dauys tally FILE`: count a PabuLib or BLT file again and compare with the winners it names."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn

from functions.polls.formats import blt, pabulib
from functions.polls.formats.election import Election, FormatError
from functions.polls.methods import METHODS, Result, Rule, RuleError, count
from functions.polls.methods.rule import BUDGET
from functions.polls.methods.rule_parts import LARGEST

SAME, DIFFERENT, CANNOT = 0, 1, 2
_COUNTABLE = {"set": ("set",), "scores": ("scores",), "ranking": ("ranking", "set")}
_ONE = ("option", "id", "out")
_MANY = ("among", "order", "options", "winners", "withdrawn", "greedy_winners")


class _Parser(argparse.ArgumentParser):
    """Errors are one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(CANNOT, f"{self.prog}: {message}\n")


def main(arguments: Sequence[str]) -> int:
    """Print the result as JSON; 1 if the file names other winners, 2 if it cannot be counted."""
    asked = _parser().parse_args(list(arguments))
    try:
        election = _read(Path(asked.file))
        rule = _rule(election, asked)
    except (OSError, FormatError, RuleError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        print(f"dauys tally: {asked.file}: {why}", file=sys.stderr)
        return CANNOT
    result = count(rule, election.ballots, asked.seed)
    told = _told(election, rule, result)
    print(json.dumps(told, ensure_ascii=False, indent=2))
    return DIFFERENT if told.get("matches_published") is False else SAME


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="dauys tally", description=__doc__)
    parser.add_argument("file", help="a PabuLib (.pb) or BLT file")
    parser.add_argument("--method", choices=METHODS, help="count by this, not by the file's rule")
    parser.add_argument("--winners", type=int, help="how many win")
    parser.add_argument(
        "--seed", type=_seed, default=b"", help="break ties by lot, with this seed (hexadecimal)"
    )
    return parser


def _seed(text: str) -> bytes:
    try:
        return bytes.fromhex(text)
    except ValueError:
        raise argparse.ArgumentTypeError("must be hexadecimal") from None


def _read(path: Path) -> Election:
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            first = file.readline()
            file.seek(0)
            if first.strip().rstrip(";").strip().upper() == "META":
                return pabulib.read(file)
            return blt.read(file)
        except UnicodeDecodeError:
            raise FormatError(0, "the file is not UTF-8 text") from None


def _rule(election: Election, asked: argparse.Namespace) -> Rule:
    """Return the rule to count by: the file's own, or the one asked for if the ballots allow it."""
    if election.refusal and not asked.method:
        raise FormatError(0, f"{election.refusal}; name a --method")
    changes: dict[str, Any] = {}
    if asked.method:
        changes["method"] = asked.method
        changes |= {"points": LARGEST} if asked.method == "points" else {}
    if asked.winners is not None:
        changes["winners"] = asked.winners
    if asked.seed:
        changes["tie_break"] = "lot"
    rule = election.parsed(**changes)
    if rule.kind not in _COUNTABLE[Rule.parse({**election.rule, "winners": 1}).kind]:
        raise RuleError("method", "not_countable", method=rule.method)
    if asked.winners is not None and rule.method in BUDGET:
        raise RuleError("winners", "budget_decides", method=rule.method)
    return rule


def _told(election: Election, rule: Rule, result: Result) -> dict[str, Any]:
    """Return the result with the file's own names, and the difference from its winners."""
    told: dict[str, Any] = {
        "title": election.title,
        "declared": election.declared,
        "rule": rule.to_dict(),
        "labels": {name: election.labels.get(one, "") for one, name in election.names.items()},
        "notes": [*election.notes, *_scaled(election)],
    }
    if election.published is not None:
        won = frozenset(result.winners)
        told["matches_published"] = won == election.published
        told["difference"] = {
            "only_counted": election.named(won - election.published),
            "only_published": election.named(election.published - won),
        }
    return {key: _named(election, key, value) for key, value in (told | result.to_dict()).items()}


def _named(election: Election, key: str, value: Any) -> Any:
    """Put the file's names for the numbers of options, wherever they stand."""
    if isinstance(value, dict):
        return {name: _named(election, name, one) for name, one in value.items()}
    if isinstance(value, list):
        return [_named(election, "option" if key in _MANY else "", one) for one in value]
    return election.names.get(value, value) if key in _ONE else value


def _scaled(election: Election) -> Iterator[str]:
    if election.scale != 1:
        yield f"amounts of money are in 1/{election.scale} of the file's unit"
