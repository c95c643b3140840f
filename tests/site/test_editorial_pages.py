"""Each editorial page is there in three languages, says what it is, and leads nowhere in vain."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote, urlsplit

import pytest

from tests.conftest import ROOT
from tests.site import built
from tests.site.built import LANGUAGES, Look

EDITORIAL = [
    "how-it-works",
    "how-projects-work",
    "surveys-how",
    "votes",
    "about",
    "open311",
    "privacy",
    "accessibility",
    "data/use",
    "verify",
    "terms",
    "contact",
]
MAILED = [
    *("confirm", "withdraw", "unsubscribe", "petitions/sponsor", "petitions/change"),
    "projects/pledge",
]
DONE = [
    "sign",
    "petition",
    "sponsor",
    "confirmed",
    "withdraw",
    "withdrawn",
    "unsubscribed",
    "changed",
]
ERRORS = ["404", "410", "500", "503"]
OTHERS_PAGES = re.compile(
    r"/(kk|ru|en)/((petitions|complaints|bodies|rules)/.*|search/)?$"
    r"|/(kk|ru|en)/(polls|participate|projects|implemented|surveys|data|statistics)/.*$"
    r"|/(petitions|trending|topics|feed)\.json$|/petitions\.csv$|/atom\.xml$"
    r"|/(polls|projects|implemented|surveys)\.json$|/(polls|implemented)\.csv$"
    r"|/complaints(/(statistics|corrections))?\.json$|/complaints(/satisfaction)?\.csv$"
    r"|/data/changes\.(atom|json|jsonl)$|/surveys/(feed\.json|atom\.xml)$"
    r"|/api/v1/contributions/offers$"
    r"|/log/.*|/open311/v2/.*|/\.well-known/security\.txt$|/$"
)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("path", [*EDITORIAL, *MAILED, *ERRORS, *(f"done/{what}" for what in DONE)])
def test_a_page_says_what_it_is_in_its_language(lang: str, path: str) -> None:
    html = (built.folder() / lang / path / "index.html").read_text()
    look = Look(html)
    assert look.all("html")[0]["lang"] == lang
    assert re.fullmatch(r".{3,} — Dauys", look.texts["title"].strip())
    assert look.all("h1")
    described = [found for found in look.all("meta") if found.get("name") == "description"]
    assert len(described) == 1
    assert len(described[0]["content"]) > 20
    hidden = path not in EDITORIAL
    assert ('name="robots" content="noindex"' in html) == hidden


@pytest.mark.parametrize("path", EDITORIAL)
def test_a_page_names_itself_in_the_other_languages(path: str) -> None:
    for lang in LANGUAGES:
        look = Look((built.folder() / lang / path / "index.html").read_text())
        switch = [a for a in look.all("a") if a.get("hreflang") and a["href"].endswith(f"/{path}/")]
        assert [a["href"] for a in switch] == [f"/{other}/{path}/" for other in LANGUAGES]
        assert [a["hreflang"] for a in switch if a.get("aria-current")] == [lang]
        alternates = [a for a in look.all("link") if a.get("rel") == "alternate"]
        assert {a["hreflang"] for a in alternates} == set(LANGUAGES)


def test_no_link_between_pages_leads_nowhere() -> None:
    ids = {address: Look(html).ids() for address, html in built.pages()}
    for address, html in built.pages():
        for link in Look(html).all("a"):
            target = urlsplit(link.get("href", ""))
            if target.scheme or not (target.path or target.fragment):
                continue
            assert target.path.startswith("/") or not target.path or ".." in target.path
            path = resolve(address, target.path)
            assert path in ids or OTHERS_PAGES.match(path), (address, path)
            if target.fragment and path in ids and path != "/desk/":
                assert unquote(target.fragment) in ids[path], (address, link)


def resolve(address: str, path: str) -> str:
    """Return the absolute path of a link on a page."""
    if not path:
        return address
    whole = "/" + str(Path(address).joinpath(path)).lstrip("/")
    parts: list[str] = []
    for part in whole.split("/"):
        parts = parts[:-1] if part == ".." else [*parts, part]
    return "/".join(parts) + ("/" if path.endswith("/") and parts[-1] else "")


def test_every_id_is_there_once_and_every_label_has_its_field() -> None:
    for address, html in built.pages():
        look = Look(html)
        ids = [found["id"] for _, found in look.tags if "id" in found]
        assert len(ids) == len(set(ids)), address
        assert {label["for"] for label in look.all("label") if "for" in label} <= set(ids), address


def test_the_root_and_the_unknown_address_offer_all_languages() -> None:
    for name in ("index.html", "404.html"):
        links = {a["href"] for a in Look((built.folder() / name).read_text()).all("a")}
        assert {f"/{lang}/" for lang in LANGUAGES} <= links


def test_the_sitemap_lists_pages_for_readers_only() -> None:
    text = (built.folder() / "sitemap-pages.xml").read_text()
    found = set(re.findall(r"<loc>https://dauys\.example(/[^<]*)</loc>", text))
    of_languages = {page for page in found if not page.startswith("/about/decisions/")}
    assert of_languages == {f"/{lang}/{path}/" for lang in LANGUAGES for path in EDITORIAL}


def test_a_missing_translation_shows_another_language_and_says_so() -> None:
    spec = importlib.util.spec_from_file_location(
        "untranslated", ROOT / "site/hooks/untranslated.py"
    )
    assert spec
    assert spec.loader
    hook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(hook)
    made: list[SimpleNamespace] = []
    hook.File = SimpleNamespace(
        generated=lambda _config, uri, content: SimpleNamespace(src_uri=uri, text=content)
    )

    class Pages(list[SimpleNamespace]):
        def documentation_pages(self) -> list[SimpleNamespace]:
            return list(self)

    text = "---\nlang: ru\ntitle: Новости\n---\n\n# Новости\n"
    made = hook.on_files(Pages([SimpleNamespace(src_uri="ru/news.md", content_string=text)]), None)
    assert sorted(file.src_uri for file in made) == ["en/news.md", "kk/news.md", "ru/news.md"]
    english = next(file for file in made if file.src_uri == "en/news.md")
    assert english.text.startswith("---\nlang: en\nuntranslated: ru\ntitle: Новости\n")
