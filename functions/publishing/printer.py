"""What pages of petitions are made with, without the read model: the same in every process."""

from __future__ import annotations

import datetime as dt

from markupsafe import Markup

from functions.publishing import views
from functions.publishing.card import card
from functions.publishing.dossier import Dossier
from functions.publishing.render import renderers
from functions.shared.content import load

# Stands for a petition's number in a form that is rendered once; no page holds it otherwise.
_ANY = "any-petition"


class Printer:
    """Renderers, and the pieces that many petitions share."""

    def __init__(self, now: dt.datetime, version: str) -> None:
        self.now = now
        self.languages = load().languages
        self.renderers = renderers(version)
        self._forms: dict[tuple[str, str], str] = {}

    def card(self, dossier: Dossier, lang: str, level: str = "h3") -> Markup:
        """Return a petition's card."""
        return self.renderers[lang].card(vars(card(dossier, lang)), level)

    def form(self, dossier: Dossier, lang: str) -> Markup:
        """Return the signing form, which differs by rule set alone; empty where none is due."""
        if not dossier.status.takes_signatures:
            return Markup("")
        key = (dossier.petition.rule_set, lang)
        if key not in self._forms:
            values = {"p": {"id": _ANY}, "sign": views.sign(dossier, lang)}
            self._forms[key] = self.renderers[lang].fragment("sign_form.html", values)
        # A number is put in, which needs no escaping.
        return Markup(self._forms[key].replace(_ANY, str(dossier.petition.id)))  # noqa: S704
