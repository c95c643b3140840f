"""The same petitions as a Hugo site: texts, counts and series as front matter, pages by templates.

For each petition Hugo makes the page and the embedded box in three languages, the JSON of the
petition, its count, its feed and its Atom feed: ten files, as we do. Lists: all petitions and each
state, at most 20 pages of 24 cards in each language, each jurisdiction, category and body, at most
5, in one order where we make four; a sitemap in each language; no CSV and no JSON lists. Its pages
hold the same frame (our own shell), text, counts, progress bar, chart, table of 100 days, timeline
and form.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from functions.ledger.fold import Counts
from functions.publishing import facets
from functions.publishing.dossier import Dossier, LogState, gather
from functions.publishing.figures import TABLE_ROWS
from functions.publishing.printer import Printer
from functions.publishing.views import petition as view_of
from functions.shared import clock
from tests.bench.site_petitions import LANGUAGES, NOW, Made, one

HERE = Path(__file__).parent / "hugo"
SHELLS = Path("build/site")
_TOKENS = {
    "SHELL-TITLE": "{{ .Title }}",
    "SHELL-DESCRIPTION": "{{ .Description }}",
    "SHELL-HEAD": '{{ partial "head.html" . }}',
    "SHELL-LANGS": '{{ partial "langs.html" . }}',
}


def write(folder: Path, made: Iterable[Made]) -> None:
    """Write the whole Hugo project into an empty folder."""
    shutil.copytree(HERE, folder)
    _frames(folder / "layouts")
    for each in made:
        dossier = _dossier(each)
        for lang in LANGUAGES:
            # Hugo's time grows with the square of the files in one folder.
            thousand = str(each.facts.id // 1_000)
            path = folder / "content" / lang / "petitions" / thousand / f"{each.facts.id}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(_page(dossier, lang), encoding="utf-8")


def _frames(layouts: Path) -> None:
    """Make our shells, one a language, and our signing form into partials."""
    for lang in LANGUAGES:
        shell = (SHELLS / lang / "shell/petitions/index.html").read_text(encoding="utf-8")
        for token, tag in _TOKENS.items():
            shell = shell.replace(token, tag)
        top, end = shell.split("SHELL-BODY")
        (layouts / f"partials/top-{lang}.html").write_text(top.lstrip(), encoding="utf-8")
        (layouts / f"partials/end-{lang}.html").write_text(end, encoding="utf-8")
        form = Printer(NOW, "bench").form(_dossier(one(1)), lang)
        text = str(form).replace("/petitions/1/", "/petitions/{{ .Params.pid }}/")
        (layouts / f"partials/form-{lang}.html").write_text(text, encoding="utf-8")


def _dossier(made: Made) -> Dossier:
    passed = {goal: clock.parse(at) for goal, at in made.passed.items()}
    hours = sorted(made.hours.items())
    counts = Counts(email=made.total, passed=passed)
    return gather(made.facts, counts, NOW, hours=hours, log=LogState(1, "0" * 44))


def _page(dossier: Dossier, lang: str) -> str:
    view = view_of(dossier, lang)
    so_far, days = 0, []
    for day, n in dossier.days:
        so_far += n
        days.append([day.isoformat(), n, so_far])
    front = {
        "title": view["title"].text,
        "description": dossier.petition.text.background,
        "date": clock.text(dossier.petition.published_at or dossier.petition.submitted_at),
        "url": f"/{lang}/petitions/{dossier.petition.id}/",
        "outputs": ["html", "embed"],
        "pid": dossier.petition.id,
        "total": dossier.counts.total,
        "goal": vars(view["goal"]) if view["goal"] else None,
        "state": view["state"].label,
        "tone": view["state"].tone,
        "open": view["takes_signatures"],
        "days_left": view["days_left"],
        "topic": vars(view["category"]),
        "place": vars(view["jurisdiction"]),
        "addressee": vars(view["body"]),
        "rules": view["rule_set"].url,
        "by": view["petitioner"],
        "chart": [n for _, n, _ in days][-92:],
        "days": days[-TABLE_ROWS:][::-1],
        "timeline": [
            {key: str(value) for key, value in vars(event).items()} for event in view["timeline"]
        ],
        "answers": [
            {"summary": one.summary.text, "details": one.details.paragraphs, "by": one.body}
            for one in view["responses"]
        ],
        "share": view["share"],
        "background": view["background"],
        "details": view["details"],
        "states": facets.states(dossier),
        "jurisdictions": [dossier.petition.jurisdiction],
        "categories": [dossier.petition.category],
        "bodies": [dossier.petition.body],
    }
    if lang == dossier.petition.language:
        front["outputs"] += ["data", "count", "feed", "atom"]
    return json.dumps(front, ensure_ascii=False) + "\n"
