"""Reading `words/*.yml`: every word of the interface in every language, with its plural forms."""

from __future__ import annotations

import re
from pathlib import Path

from infra.content.check import Problems, mapping
from infra.content.model import LANGUAGES
from infra.content.source import ContentError, Source, Value, read

Wording = str | dict[str, str]
_FORMS = {"kk": {"one", "other"}, "ru": {"one", "few", "many", "other"}, "en": {"one", "other"}}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def words(root: Path) -> dict[str, dict[str, Wording]]:
    """Return {language: {key: wording}}. Raises ContentError."""
    compiled: dict[str, dict[str, Wording]] = {language: {} for language in LANGUAGES}
    problems = Problems()
    for path in sorted((root / "words").glob("*.yml")):
        with problems:
            source = read(path, root)
            for key, texts in mapping(source, source.data or {}).items():
                with problems:
                    _add(compiled, key, texts, source)
    problems.settle()
    return compiled


def _add(compiled: dict[str, dict[str, Wording]], key: str, texts: Value, source: Source) -> None:
    by_language = mapping(source, texts, key)
    if set(by_language) != set(LANGUAGES):
        found = ", ".join(map(repr, by_language))
        says = f"must have kk, ru and en, but has {found}; a text with a comma needs quotes in {{}}"
        raise ContentError([source.problem(says, key)])
    if key in compiled["en"]:
        raise ContentError([source.problem("is written in another file too", key)])
    wordings = {
        language: _wording(by_language[language], language, source, key) for language in LANGUAGES
    }
    if len({_placeholders(wording) for wording in wordings.values()}) > 1:
        raise ContentError([source.problem("has other {placeholders} in another language", key)])
    for language, wording in wordings.items():
        compiled[language][key] = wording


def _wording(data: Value, language: str, source: Source, key: str) -> Wording:
    if isinstance(data, str) and data:
        return data
    if not isinstance(data, dict) or not all(isinstance(one, str) for one in data.values()):
        raise ContentError(
            [source.problem("must be text or a list of plural forms", key, language)]
        )
    forms = {form: str(text) for form, text in data.items()}
    missing = _FORMS[language] - set(forms)
    if missing or not set(forms) <= _FORMS["ru"]:
        says = f"plural needs {', '.join(sorted(_FORMS[language]))}"
        raise ContentError([source.problem(says, key, language)])
    return forms


def _placeholders(wording: Wording) -> frozenset[str]:
    texts = [wording] if isinstance(wording, str) else wording.values()
    return frozenset(name for text in texts for name in _PLACEHOLDER.findall(text))
