"""Reading the government, its jurisdictions, bodies, categories, calendars and mail providers."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from infra.content.check import Problems, check, mapping
from infra.content.model import Body, Category, Days, Government, Jurisdiction, Provider
from infra.content.source import ContentError, Source, Value, read

ModelT = TypeVar("ModelT", bound=BaseModel)
Section = dict[str, dict[str, Value]]


def government(root: Path) -> tuple[Government, Source]:
    """Read `government.yml`. Raises ContentError."""
    source = read(_there(root / "government.yml", root), root)
    return check(Government, source.data, source), source


def jurisdictions(root: Path) -> Section:
    """Read `jurisdictions/*.yml`: a mapping of ISO 3166 codes. Raises ContentError."""
    found = _named(root, "jurisdictions", Jurisdiction, "code")
    with_problems = [
        f"{where.where(code)}: parent {data['parent']!r} is no jurisdiction"
        for code, (data, where) in found.items()
        if data["parent"] is not None and data["parent"] not in found
    ]
    return _settled(found, with_problems)


def bodies(root: Path, places: Section) -> Section:
    """Read `bodies/*.yml`: a mapping of ids. Raises ContentError."""
    found = _named(root, "bodies", Body, "id")
    with_problems = [
        f"{where.where(body)}: jurisdiction {data['jurisdiction']!r} is not in jurisdictions/"
        for body, (data, where) in found.items()
        if data["jurisdiction"] not in places
    ]
    return _settled(found, with_problems)


def categories(root: Path) -> Section:
    """Read `categories.yml`: a mapping of ids. Raises ContentError."""
    return _settled(_named(root, "categories.yml", Category, "id"), [])


def calendars(root: Path) -> Section:
    """Read `calendars/*.yml`, one calendar a file. Raises ContentError."""
    compiled: Section = {}
    problems = Problems()
    for path in sorted((root / "calendars").glob("*.yml")):
        with problems:
            source = read(path, root)
            days = check(Days, source.data, source)
            compiled[path.stem] = {
                "id": path.stem,
                "timezone": days.timezone,
                "weekend": [*days.weekend],
                "holidays": [*sorted(set(days.holidays))],
                "working": [*sorted(set(days.working))],
                "source": days.source,
            }
    problems.settle()
    return compiled


def email_domains(root: Path) -> Section:
    """Read `email/domains.yml` into one rule a domain. Raises ContentError."""
    source = read(_there(root / "email" / "domains.yml", root), root)
    providers = source.data if isinstance(source.data, list) else []
    compiled: Section = {}
    for number, data in enumerate(providers):
        provider = check(Provider, data, source, number)
        for domain in provider.domains:
            if domain in compiled:
                raise ContentError([source.problem(f"{domain} is there twice", number)])
            compiled[domain] = {
                "alias": provider.alias,
                "strip": provider.strip,
                "extension": provider.extension,
            }
    return compiled


def disposable(root: Path) -> list[str]:
    """Read `email/disposable.txt`: a domain a line, `#` begins a comment."""
    lines = _there(root / "email" / "disposable.txt", root).read_text(encoding="utf-8").splitlines()
    return sorted({line.split("#")[0].strip().lower() for line in lines} - {""})


def _named(
    root: Path, name: str, model: type[ModelT], key: str
) -> dict[str, tuple[dict[str, Value], Source]]:
    paths = [root / name] if name.endswith(".yml") else sorted((root / name).glob("*.yml"))
    problems = Problems()
    found: dict[str, tuple[dict[str, Value], Source]] = {}
    for path in paths:
        with problems:
            source = read(_there(path, root), root)
            for one, data in mapping(source, source.data).items():
                with problems:
                    if one in found:
                        raise ContentError([source.problem("is there twice", one)])
                    checked = check(model, data, source, one).model_dump(mode="json")
                    found[one] = ({key: one, **checked}, source)
    problems.settle()
    return found


def _settled(found: dict[str, tuple[dict[str, Value], Source]], problems: list[str]) -> Section:
    if problems:
        raise ContentError(problems)
    return {name: data for name, (data, _) in found.items()}


def _there(path: Path, root: Path) -> Path:
    if not path.is_file():
        raise ContentError([f"{path.relative_to(root.parent)}: the file is missing"])
    return path
