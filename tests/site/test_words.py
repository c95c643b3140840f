"""Every key has three languages, and templates use only keys that exist."""

from __future__ import annotations

import re
import string

import pytest

from infra import site
from tests.conftest import ROOT
from tests.site.built import LANGUAGES

PLURALS = {"kk": {"one", "other"}, "ru": {"one", "few", "many", "other"}, "en": {"one", "other"}}
USED = r"""["']((?:chrome|forms|complaint_form|complaint_map|participants_page)\.[a-z0-9_]+)["']"""
FORMS = (
    *("start", "sign_form", "macros_form", "complaint_new", "complaint_form"),
    *("macros_complaint", "country_map"),
)
AREAS = sorted(path.stem for path in site.WORDS.glob("*.yml"))


def names_in(text: str) -> set[str]:
    """Return the placeholders of a text."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("area", AREAS)
def test_a_key_begins_with_its_area_and_has_three_languages(area: str) -> None:
    for key, texts in site.read_words(area).items():
        assert key.startswith(f"{area}.") or area not in site.FRAME_AREAS, key
        assert set(texts) == set(LANGUAGES), key
        for lang, words in texts.items():
            forms = words if isinstance(words, dict) else {"other": words}
            assert all(isinstance(form, str) and form.strip() for form in forms.values()), key
            assert isinstance(words, str) or PLURALS[lang] <= set(forms), (key, lang)


@pytest.mark.parametrize("area", AREAS)
def test_the_languages_of_a_key_have_the_same_placeholders(area: str) -> None:
    for key, texts in site.read_words(area).items():
        found = {
            frozenset(names_in(words if isinstance(words, str) else words["other"]))
            for words in texts.values()
        }
        assert len(found) == 1, key


def test_words_of_the_frame_need_no_escaping() -> None:
    for key, texts in site.frame_words().items():
        for words in texts.values():
            forms = words.values() if isinstance(words, dict) else [words]
            assert not any(set(form) & set("<>&\"'") for form in forms), key


def test_the_theme_has_the_words_of_the_content() -> None:
    words = site.frame_words()
    assert site.PARTIAL.read_text("utf-8") == site.words_partial(words)


def test_templates_of_forms_use_only_words_that_exist() -> None:
    words = site.read_words(*site.FRAME_AREAS)
    templates = [ROOT / f"site/templates/{name}.html" for name in FORMS]
    for path in [*templates, *(ROOT / "site/overrides").rglob("*.html")]:
        text = path.read_text("utf-8")
        used = set(re.findall(USED, text))
        partial = {key for key in used if key.endswith("_")}
        assert used - partial <= set(words), path


def test_no_word_of_the_forms_is_left_unused() -> None:
    texts = "".join(
        path.read_text("utf-8")
        for folder in ("site", "content", "functions")
        for path in (ROOT / folder).rglob("*.*")
        if path.suffix in (".html", ".md", ".py") and path.name != "words.html"
    )
    starts = ("forms.step_", "forms.show_", "forms.e4", "forms.e5", "forms.sent_")
    for key in site.read_words("forms"):
        plain = key.removesuffix("_title").removesuffix("_text")
        assert key in texts or plain in texts or key.startswith(starts), key
