"""An election as a file holds it: options by the file's own names, its rule, ballots, winners."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.polls.methods import Rule


class FormatError(ValueError):
    """A file that cannot be read: `line` (from 1, or 0 for the whole file) and why."""

    def __init__(self, line: int, reason: str) -> None:
        super().__init__(f"line {line}: {reason}" if line else reason)
        self.line, self.reason = line, reason


@dataclass(frozen=True, slots=True)
class Election:
    """What was read.

    `names` gives each option's name in the file, `labels` its text; `rule` is for `Rule.parse`;
    `declared` is the file's own word for the method, `refusal` why it cannot be counted again;
    `ballots` are choices with their number; `published` are the winners that the file names, None
    where it names none; `notes` are for people; `scale` is how many units of the rule's money make
    one of the file's.
    """

    declared: str
    rule: Mapping[str, Any]
    names: Mapping[int, str]
    ballots: list[tuple[object, int]]
    labels: Mapping[int, str] = field(default_factory=dict[int, str])
    title: str = ""
    published: frozenset[int] | None = None
    refusal: str = ""
    notes: tuple[str, ...] = ()
    scale: int = 1

    def parsed(self, **changes: Any) -> Rule:
        """Return the checked rule, with some fields changed; raises RuleError."""
        return Rule.parse({**self.rule, **changes})

    def named(self, options: frozenset[int]) -> list[str]:
        """Return the file's names of options, in the order of the file."""
        return [name for one, name in self.names.items() if one in options]
