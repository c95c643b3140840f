"""The shells hold each token once, and no page holds anything that its policy forbids."""

from __future__ import annotations

import gzip
import re

import pytest

from infra import site
from tests.site import built
from tests.site.built import LANGUAGES, Look

PAGE_BUDGET_BYTES = 7 * 1024
EVENTS = re.compile(r"\son[a-z]+=", re.IGNORECASE)
OWN = ("https://dauys.example", "http://www.sitemaps.org", "http://www.w3.org")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("section", site.SECTIONS)
def test_a_shell_holds_each_token_once(lang: str, section: str) -> None:
    text = (built.folder() / lang / "shell" / section / "index.html").read_text()
    assert {token: text.count(token) for token in site.TOKENS} == dict.fromkeys(site.TOKENS, 1)
    assert Look(text).all("html") == [{"lang": lang}]


def test_a_shell_without_a_token_fails_the_build() -> None:
    path = built.folder() / "kk" / "shell" / "home" / "index.html"
    text = path.read_text()
    try:
        path.write_text(text.replace("SHELL-BODY", ""))
        with pytest.raises(site.SiteError, match="SHELL-BODY"):
            site.check_shells(built.folder())
    finally:
        path.write_text(text)


def test_no_page_has_inline_scripts_styles_or_handlers() -> None:
    for address, html in built.pages():
        look = Look(html)
        assert all("src" in script for script in look.all("script")), address
        assert not look.all("style"), address
        assert not [tag for tag, found in look.tags if "style" in found], address
        assert not EVENTS.search(re.sub(r">[^<]*<", "><", html)), address


def test_no_page_asks_another_site_for_anything() -> None:
    for address, html in built.pages():
        for tag, found in Look(html).tags:
            if tag in ("script", "img", "iframe", "form", "source") or found.get("rel") in (
                "stylesheet",
                "preload",
                "icon",
            ):
                asked = found.get("src") or found.get("href") or found.get("action") or "/"
                assert asked.startswith(("/", *OWN)), (address, asked)
    for path in (built.folder() / "assets").rglob("*.*"):
        if path.suffix in (".css", ".js"):
            text = path.read_text()
            assert not re.search(r"url\(\s*[\"']?https?:|import\s*[\"']https?:", text), path
            assert not re.search(r"\.(innerHTML|outerHTML)\b|insertAdjacentHTML|\beval\(", text), (
                path
            )


def test_nothing_of_the_theme_is_shipped() -> None:
    names = {path.name for path in (built.folder() / "assets").iterdir()}
    assert names == {"css", "desk", "favicon.svg", "fonts", "js", "map", "sprite.svg"}


def test_the_sheet_is_one_small_file_and_its_licence_lies_by_the_fonts() -> None:
    sheet = (built.folder() / "assets/css/civic.css").read_bytes()
    assert b"@import" not in sheet
    assert len(gzip.compress(sheet, 9)) <= PAGE_BUDGET_BYTES
    assert "SIL OPEN FONT LICENSE" in (built.folder() / "assets/fonts/OFL.txt").read_text()


def test_every_icon_that_a_page_uses_is_in_the_sprite() -> None:
    sprite = (built.folder() / "assets/sprite.svg").read_text()
    for address, html in built.pages():
        for used in re.findall(r"sprite\.svg#([a-z]+)", html):
            assert f'id="{used}"' in sprite, (address, used)


def test_the_licence_of_the_fonts_is_not_lost_to_the_exclusions() -> None:
    assert len(list((built.folder() / "assets/fonts").glob("*.woff2"))) == 4
