"""Templates into pages: compiled once, everything escaped, a missing value is an error."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from jinja2.ext import Extension
from markupsafe import Markup, escape

from functions.publishing import head, shell
from functions.publishing.head import Address
from functions.publishing.shell import Page, Shell
from functions.shared import words
from functions.shared.content import load
from functions.shared.settings import settings

LONGEST_DESCRIPTION = 200
_FIXED = re.compile(r"\{\{ t\('([a-z0-9_.]+)'\) \}\}")


@dataclass(frozen=True)
class Sheet:
    """One page to make: which template in which shell, at which address, with what."""

    template: str
    section: str
    address: Address
    title: str
    description: str
    values: Mapping[str, object]
    kind: str = "website"
    scripts: Sequence[str] = ()


class Renderer:
    """Renders the pages of one language; keeps templates and shells for as long as it lives."""

    def __init__(self, lang: str, timezone: str) -> None:
        self.lang = lang
        self._shells: dict[str, Shell] = {}
        self._environment = _environment(lang, timezone)
        macros = self._environment.get_template("macros.html").module
        self._card = macros.card  # type: ignore[attr-defined]

    def card(self, view: Mapping[str, object], level: str = "h3") -> Markup:
        """Return a petition's card."""
        made: Markup = self._card(view, level)
        return made

    def fragment(self, template: str, values: Mapping[str, object]) -> str:
        """Return a template on its own, without a shell."""
        return self._environment.get_template(template).render(values)

    def piece(self, template: str, values: Mapping[str, object]) -> Markup:
        """Return a template as safe HTML, to be put into others."""
        return Markup(self.fragment(template, values))  # noqa: S704  Jinja escaped every value

    def page(self, sheet: Sheet) -> bytes:
        """Return a whole page."""
        body = self.piece(sheet.template, sheet.values)
        description = " ".join(sheet.description.split())[:LONGEST_DESCRIPTION]
        tags = head.head(
            sheet.address, title=sheet.title, description=description, kind=sheet.kind
        ) + head.scripts(sheet.scripts)
        return self._shell(sheet.section).fill(
            Page(sheet.title, description, tags, head.langs(sheet.address), body)
        )

    def _shell(self, section: str) -> Shell:
        if section not in self._shells:
            self._shells[section] = shell.read(self.lang, section)
        return self._shells[section]


class _Said(Extension):
    """Writes words that never change into a template before it is compiled: most of a page's.

    `{{ t('some.key') }}` becomes the escaped words; what has a parameter is looked up as ever.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
        return _FIXED.sub(self._say, source)

    def _say(self, found: re.Match[str]) -> str:
        said = load().words[str(self.environment.globals["lang"])].get(found[1])
        # Words with braces are filled in, or would be read as a template.
        if not isinstance(said, str) or "{" in said:
            return found[0]
        return str(escape(said))


_renderers: dict[str, dict[str, Renderer]] = {}


def renderers(version: str) -> dict[str, Renderer]:
    """Return a renderer for each language; kept until what pages are made with changes."""
    if version not in _renderers:
        _renderers.clear()
        timezone = load().government["timezone"]
        _renderers[version] = {lang: Renderer(lang, timezone) for lang in load().languages}
    return _renderers[version]


def _environment(lang: str, timezone: str) -> Environment:
    environment = Environment(
        loader=FileSystemLoader(settings().templates_path),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[_Said],
    )

    def day(on: date) -> str:
        return words.date(lang, on)

    def moment(at: datetime) -> str:
        return words.moment(lang, at, timezone)

    environment.globals.update(
        lang=lang,
        t=partial(words.t, lang),
        number=partial(words.number, lang),
        date=day,
        moment=moment,
    )
    return environment
