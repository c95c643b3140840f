"""Give every editorial page in every language: where one is missing, another's text is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mkdocs.structure.files import File, Files

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

LANGUAGES = ("kk", "ru", "en")


def split(uri: str) -> tuple[str, str] | None:
    """Give (language, rest of the path) of an editorial page, or None for any other file."""
    found = re.fullmatch(r"([a-z]{2})/(.+\.md)", uri)
    return (found[1], found[2]) if found and found[1] in LANGUAGES else None


def borrowed(text: str, lang: str, source: str) -> str:
    """Give the page text of `source` marked as a page of `lang` that is not yet translated."""
    head, mark = f"lang: {source}\n", f"lang: {lang}\nuntranslated: {source}\n"
    return text.replace(head, mark, 1)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add a generated page for each language in which an editorial page is missing."""
    have: dict[str, dict[str, File]] = {}
    for file in files.documentation_pages():
        if parts := split(file.src_uri):
            have.setdefault(parts[1], {})[parts[0]] = file
    for rest, by_lang in have.items():
        source = next(lang for lang in LANGUAGES if lang in by_lang)
        for lang in set(LANGUAGES) - set(by_lang):
            text = borrowed(by_lang[source].content_string, lang, source)
            files.append(File.generated(config, f"{lang}/{rest}", content=text))
    return files
