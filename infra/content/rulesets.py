"""Reading `rules/*.yml`: shared lists are written in, references are followed, all is checked."""

from __future__ import annotations

from pathlib import Path

from functions.petitions.rule_parts import ADDRESSEE
from functions.petitions.rules import RuleSet
from infra.content.check import Problems, check, mapping
from infra.content.places import Section
from infra.content.source import ContentError, Source, Value, read


class _Parts:
    """The lists that several rule sets share: `rules/parts/*.yml`."""

    def __init__(self, root: Path) -> None:
        self.lists: dict[str, dict[str, Value]] = {}
        for path in sorted((root / "rules" / "parts").glob("*.yml")):
            source = read(path, root)
            self.lists[path.stem] = mapping(source, source.data)

    def find(self, part: str, name: str, source: Source, *path: str | int) -> Value:
        if name not in self.lists.get(part, {}):
            raise ContentError(
                [source.problem(f"{name!r} is not in rules/parts/{part}.yml", *path)]
            )
        return self.lists[part][name]


def rule_sets(root: Path, calendars: Section, bodies: Section) -> Section:
    """Return every rule set by `id@version`. Raises ContentError."""
    parts, compiled, problems = _Parts(root), Section(), Problems()
    for path in sorted((root / "rules").glob("*.yml")):
        with problems:
            source = read(path, root)
            rules, data = _rule_set(source, parts, calendars)
            if path.stem not in (rules.id, rules.key):
                problems.add(source.problem(f"must equal the file's name, {path.stem}", "id"))
            _check_bodies(rules, source, bodies)
            compiled[rules.key] = data
    problems.settle()
    return compiled


def _rule_set(
    source: Source, parts: _Parts, calendars: Section
) -> tuple[RuleSet, dict[str, Value]]:
    data = dict(mapping(source, source.data))
    calendar = str(data.get("calendar"))
    if calendar not in calendars:
        raise ContentError([source.problem(f"{calendar}.yml is not in calendars/", "calendar")])
    data["calendar"] = dict(calendars[calendar])
    for part in ("prohibited", "checklist"):
        if isinstance(name := data.get(part), str):
            data[part] = parts.find(part, name, source, part)
    rejections = data.get("rejections")
    if isinstance(rejections, list):
        data["rejections"] = [
            {
                "code": one,
                **mapping(source, parts.find("rejections", one, source, "rejections", at)),
            }
            if isinstance(one, str)
            else one
            for at, one in enumerate(rejections)
        ]
    rules = check(RuleSet, data, source)
    # Defaults are left out, so a new optional field changes the hash of no existing rule set.
    written = rules.model_dump(mode="json", exclude_defaults=True)
    return rules, written | {"calendar": data["calendar"]}


def _check_bodies(rules: RuleSet, source: Source, bodies: Section) -> None:
    named: dict[tuple[str | int, ...], str] = {("moderation", "body"): rules.moderation.body}
    named |= {("duties", at, "body"): duty.body for at, duty in enumerate(rules.duties)}
    named |= {
        ("thresholds", at, "duty", "body"): one.duty.body
        for at, one in enumerate(rules.thresholds)
        if one.duty
    }
    known = {ADDRESSEE, *bodies, *rules.bodies}
    wrong = [
        source.problem(f"{body!r} is neither in bodies/ nor under `bodies` here", *path)
        for path, body in named.items()
        if body not in known
    ]
    if wrong:
        raise ContentError(wrong)


def active(listed: list[str], rules: Section, source: Source) -> list[str]:
    """Turn the government's list of ids or keys into keys; an id means its newest version."""
    keys = []
    for at, name in enumerate(listed):
        versions = sorted(key for key in rules if name in (key, key.split("@")[0]))
        if not versions:
            raise ContentError([source.problem(f"{name!r} is not in rules/", "rule_sets", at)])
        keys.append(versions[-1])
    return keys
