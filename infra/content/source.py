"""Reading what clerks write: YAML with line numbers, plain types and no surprises.

YAML 1.1 would read `no` as false, `on` as true and `2024-04-04` as a date; here they stay text. A
key written twice is an error, not the last one silently.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

Value = str | int | float | bool | None | list["Value"] | dict[str, "Value"]


class ContentError(ValueError):
    """Something in `content/` is wrong; each problem names its file, line and field."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = list(problems)


class _Loader(yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader):  # type: ignore[misc]
    """SafeLoader, the fast one where it is built in, with the types of JSON only."""


_Loader.yaml_implicit_resolvers = {}
for _tag, _pattern, _first in (
    ("bool", r"true|false", "tf"),
    ("int", r"-?(?:0|[1-9]\d*)", "-0123456789"),
    ("float", r"-?\d+\.\d+", "-0123456789"),
    ("null", r"null|~|", "n~\0"),
):
    _Loader.add_implicit_resolver(
        f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_pattern})$"), list(_first)
    )
_Loader.add_implicit_resolver("tag:yaml.org,2002:null", re.compile(r"^$"), [""])


@dataclass
class Source:
    """One file: its name for messages, its data, and the line of every field."""

    name: str
    data: Value = None
    lines: dict[tuple[Hashable, ...], int] = field(default_factory=dict)

    def where(self, *path: Hashable) -> str:
        """Return `file, line n, field` for the nearest field that was written."""
        line = next(
            (
                self.lines[path[:end]]
                for end in range(len(path), -1, -1)
                if path[:end] in self.lines
            ),
            1,
        )
        place = f"{self.name}, line {line}"
        return f"{place}, {'.'.join(map(str, path))}" if path else place

    def problem(self, says: str, *path: Hashable) -> str:
        """Return one line for the clerk: where it is and what is wrong."""
        return f"{self.where(*path)}: {says}"


def read(path: Path, root: Path) -> Source:
    """Read a YAML file. Raises ContentError for anything that is not plain YAML."""
    source = Source(str(path.relative_to(root.parent)))
    try:
        loader = _Loader(path.read_text(encoding="utf-8"))
        node = loader.get_single_node()
        if node is not None:
            _note_lines(node, (), source)
            source.data = loader.construct_document(node)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise ContentError([f"{source.name}, line {line}: {error.problem}"]) from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ContentError([f"{source.name}: {error}"]) from None
    return source


def _note_lines(node: yaml.Node, path: tuple[Hashable, ...], source: Source) -> None:
    source.lines.setdefault(path, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                where = f"{source.name}, line {key.start_mark.line + 1}"
                raise ContentError([f"{where}: {key.value!r} is written twice"])
            seen.add(key.value)
            source.lines[(*path, key.value)] = key.start_mark.line + 1
            _note_lines(value, (*path, key.value), source)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            _note_lines(value, (*path, number), source)
