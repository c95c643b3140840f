"""Build the static part of the site.

`python -m infra.site build` writes build/site; `python -m infra.site words` only the theme's words.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from infra.build import compile_content
from infra.content.source import ContentError
from infra.map import draw

ROOT = Path(__file__).resolve().parent.parent
SITE = ROOT / "build" / "site"
WORDS = ROOT / "content" / "words"
PARTIAL = ROOT / "site" / "overrides" / "partials" / "civic" / "words.html"
LANGUAGES = ("kk", "ru", "en")
SECTIONS = (
    *("home", "petitions", "complaints", "polls", "projects", "surveys"),
    *("bodies", "data", "statistics", "plain"),
)
TOKENS = ("SHELL-TITLE", "SHELL-DESCRIPTION", "SHELL-HEAD", "SHELL-LANGS", "SHELL-BODY")
THEME_LEFTOVERS = ("assets/javascripts", "assets/stylesheets", "assets/images", "sitemap.xml.gz")
SHEETS = (
    *("charts.css", "civic.css", "complaint.css", "data.css", "kinds.css", "map.css", "own.css"),
    *("participation.css", "project.css", "survey.css"),
)
FRAME_AREAS = ("chrome", "forms", "complaint_form", "complaint_map", "participants_page")
FRAME_PREFIXES = (
    *("complaint.state.", "complaint.move.", "survey.sent_", "survey.to_", "errors.kind."),
    *("errors.offer", "errors.claim", "project_done."),
)
DESK_PREFIXES = ("desk.", "dataset.theme.", "petition.state.", "errors.", "media.refused.")

Words = dict[str, dict[str, "str | dict[str, str]"]]


class SiteError(Exception):
    """The site cannot be built; the message names the file at fault."""


def read_words(*areas: str) -> Words:
    """Give the words of some areas (all without any), as key → language → text or plural forms."""
    paths = [WORDS / f"{area}.yml" for area in areas] or sorted(WORDS.glob("*.yml"))
    words: Words = {}
    for path in paths:
        words.update(yaml.safe_load(path.read_text("utf-8")) or {})
    return words


def frame_words() -> Words:
    """Give the words of the frame and of static pages."""
    more = {k: v for k, v in read_words().items() if k.startswith(FRAME_PREFIXES)}
    return read_words(*FRAME_AREAS) | more


def words_partial(words: Words) -> str:
    """Give the template that hands the frame's words to the theme: language → key → text."""
    lines = ["{#- Written by `python -m infra.site words` from content/words; do not edit. -#}"]
    lines.append("{% set words = {")
    for lang in LANGUAGES:
        texts = {key: each[lang] for key, each in words.items() if isinstance(each[lang], str)}
        rows = json.dumps(texts, ensure_ascii=False, indent=2, sort_keys=True)
        lines.append(f'"{lang}": {rows},')
    return "\n".join([*lines, "} %}", ""])


def write_words() -> None:
    """Write the theme's words partial, only when it changed."""
    text = words_partial(frame_words())
    if not PARTIAL.exists() or PARTIAL.read_text("utf-8") != text:
        PARTIAL.write_text(text, "utf-8")


def bundle(sheet: Path) -> str:
    """Give a style sheet with its imports put in place and its blanks and comments taken out."""
    imports, own = r'@import url\("/assets/css/([a-z]+\.css)"\);', sheet.read_text("utf-8")
    parts = re.findall(imports, own)
    text = "".join((sheet.parent / part).read_text("utf-8") for part in parts)
    text += re.sub(imports, "", own)
    for part in parts:
        (sheet.parent / part).unlink()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([{};,]) ?", r"\1", text)
    return re.sub(r": (?=[^{}]*[;}])", ":", text).replace(";}", "}").strip() + "\n"


def write_desk_words(site: Path) -> None:
    """Write the desk's words, one JSON file per language, below /assets/desk/."""
    folder = site / "assets" / "desk"
    folder.mkdir(parents=True, exist_ok=True)
    words = {k: v for k, v in read_words().items() if k.startswith(DESK_PREFIXES)}
    for lang in LANGUAGES:
        texts = {key: each[lang] for key, each in words.items()}
        body = json.dumps(texts, ensure_ascii=False, sort_keys=True)
        (folder / f"words.{lang}.json").write_text(body, "utf-8")


def write_desk_choices(site: Path) -> None:
    """Write what the desk's forms are chosen from: categories with questions, places, bodies."""
    compiled: Any = compile_content(ROOT / "content")
    categories = compiled["complaints"]["categories"].values()
    kept = ("id", "name", "channel", "attributes")
    choices = {
        "categories": [{name: one[name] for name in kept} for one in categories],
        "jurisdictions": [
            {"code": one["code"], "name": one["name"]} for one in compiled["jurisdictions"].values()
        ],
        "bodies": [{"id": one["id"], "name": one["name"]} for one in compiled["bodies"].values()],
    }
    body = json.dumps(choices, ensure_ascii=False)
    (site / "assets" / "desk" / "complaints.json").write_text(body, "utf-8")


def write_map(site: Path) -> None:
    """Write the map of the content below /assets/map/, if it has one. Raises ContentError."""
    drawn = draw.read(ROOT / "content" / "map")
    if drawn:
        folder = site / "assets" / "map"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "base.svg").write_text(draw.svg(drawn), "utf-8")
        (folder / "map.json").write_text(draw.data(drawn), "utf-8")


def check_shells(site: Path) -> None:
    """Raise SiteError unless each shell holds each token exactly once."""
    for lang in LANGUAGES:
        for section in SECTIONS:
            path = site / lang / "shell" / section / "index.html"
            text = path.read_text("utf-8")
            wrong = [token for token in TOKENS if text.count(token) != 1]
            if wrong:
                raise SiteError(f"{path}: must hold once each of {', '.join(wrong)}")


def run_mkdocs(site: Path) -> None:
    """Run the strict build of the theme into `site`."""
    env = os.environ | {"NO_MKDOCS_2_WARNING": "1"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", str(site)]
    if subprocess.run(command, cwd=ROOT, env=env, check=False).returncode:
        raise SiteError("mkdocs.yml: the strict build failed, see the lines above")


def finish(site: Path) -> None:
    """Bundle the sheets, name the sitemap, clear what the theme left, write words, check shells."""
    for name in SHEETS:
        sheet = site / "assets" / "css" / name
        sheet.write_text(bundle(sheet), "utf-8")
    (site / "sitemap.xml").rename(site / "sitemap-pages.xml")
    for name in THEME_LEFTOVERS:
        path = site / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)
    write_desk_words(site)
    write_desk_choices(site)
    write_map(site)
    check_shells(site)


def build(site: Path = SITE) -> None:
    """Build pages, shells and assets; `site` is replaced only when all is well."""
    fresh = site.with_name(f"{site.name}.new")
    write_words()
    run_mkdocs(fresh)
    finish(fresh)
    shutil.rmtree(site, ignore_errors=True)
    fresh.rename(site)


def main(arguments: list[str]) -> int:
    """Run one of the two commands; 0 when done, 1 with one clear line when not."""
    commands = {"build": build, "words": write_words}
    if len(arguments) != 1 or arguments[0] not in commands:
        print(f"usage: python -m infra.site {'|'.join(commands)}", file=sys.stderr)
        return 2
    try:
        commands[arguments[0]]()
    except (SiteError, ContentError, OSError, yaml.YAMLError) as error:
        print(f"site: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
