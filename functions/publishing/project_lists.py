"""The lists of projects: by phase, by process and by place; those that run now first."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from functions.projects.process import processes
from functions.publishing import outputs, places, project_card, work_numbers
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.project_seen import Seen
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.words import t

KIND = "PROJECT"
# The order of the list of all; the first digit of `sort` is the place in it.
PHASES = ("running", "announced", "ended", "stopped")
MOST = 200
View = dict[str, object]


def facets(seen: Seen) -> list[str]:
    """Return the lists a public project stands in."""
    project = seen.project
    kind = f"process/{project.process.id}"
    return ["all", f"phase/{seen.stand.phase}", kind, f"place/{project.jurisdiction}"]


def sort(seen: Seen) -> str:
    """Return what orders lists: the phase, then what ends first, or what began last."""
    place, present = PHASES.index(seen.stand.phase), seen.stand.present
    instant = int((present.ends_at if present else seen.project.begins_at).timestamp())
    return f"{place}{instant if place < 2 else 10**11 - instant:012}"


def publish(press: ParticipationPress) -> int:
    """Publish every list; one is rendered only if a project on it or its frame changed."""
    sizes = press.sizes(KIND)
    numbers = work_numbers.read(press)
    made: dict[str, outputs.Lazy[bytes]] = {}
    for name in dict.fromkeys(["all", *(f"phase/{one}" for one in PHASES), *sizes]):
        rows = press.listed(KIND, name)
        told = vars(numbers) if name == "all" else ()
        signature = press.signature(name, sorted(sizes.items()), told, *rows)
        for lang in press.languages:
            page = _Page(press, name, lang, sizes, numbers)
            made[f"{lang}/{path(name)}index.html"] = outputs.Lazy(signature, page)
    press.keep_paths(KIND, dict.fromkeys(map(path, ["all", *sizes])))
    return outputs.put_lazy(press.store, "project-lists", made, press.has_time)


def path(name: str) -> str:
    """Return a list's address after the language."""
    return "projects/" if name == "all" else f"projects/{name}/"


def label(name: str, lang: str) -> str:
    """Return what a list holds, in words."""
    kind, _, value = name.partition("/")
    if kind == "phase":
        return t(lang, f"project.facet.{value}")
    if kind == "process":
        known = processes().get(value)
        return pick(known.name, lang).text if known else value
    return places.jurisdiction_name(value, lang) if kind == "place" else t(lang, "project.all")


def keep_cards(press: ParticipationPress, seen: Seen) -> str:
    """Keep a project's cards for the lists; return them as one text."""
    made = {
        lang: {level: _card(press, seen, lang, level) for level in ("h2", "h3")}
        for lang in press.languages
    }
    written = json.dumps(made, ensure_ascii=False)
    row = (seen.project.id, written)
    press.store.db.execute("INSERT OR REPLACE INTO project_card VALUES (?, ?)", row)
    return written


def _card(press: ParticipationPress, seen: Seen, lang: str, level: str) -> str:
    values = {"c": project_card.card(seen, lang), "level": level}
    return press.renderers[lang].fragment("project_card.html", values)


class _Page:
    """One list, made when it is called."""

    def __init__(
        self,
        press: ParticipationPress,
        name: str,
        lang: str,
        sizes: dict[str, int],
        numbers: work_numbers.Numbers,
    ) -> None:
        self.press, self.name, self.lang, self.sizes = press, name, lang, sizes
        self.numbers = numbers

    def __call__(self) -> bytes:
        lang = self.lang
        heading = t(lang, "project.list")
        if self.name != "all":
            heading = f"{heading}: {label(self.name, lang)}"
        sheet = Sheet(
            template="projects.html",
            section="projects",
            address=self.press.address(lang, path(self.name), feeds="/projects/"),
            title=f"{heading} — {t(lang, 'chrome.name')}",
            description=t(lang, "project.list_description"),
            values={"list": self._view(heading)},
        )
        return self.press.renderers[lang].page(sheet)

    def _view(self, heading: str) -> View:
        is_all = self.name == "all"
        return {
            "heading": heading,
            "total": self.sizes.get(self.name, 0),
            "groups": list(self._groups()),
            "facets": [self._facet(kind) for kind in ("phase", "process", "place")],
            "numbers": work_numbers.view(self.numbers, self.lang)
            if is_all and self.numbers.works
            else [],
        }

    def _groups(self) -> Iterator[View]:
        """Yield the projects by phase, under a heading each where the list holds all phases."""
        rows = [number for number, _ in self.press.listed(KIND, self.name)][:MOST]
        phases = dict(
            self.press.store.db.execute(
                "SELECT id, state FROM thing WHERE kind = ?", (KIND,)
            ).fetchall()
        )
        is_mixed = not self.name.startswith("phase/")
        for phase, group in groupby(rows, key=phases.__getitem__):
            title = t(self.lang, f"project.facet.{phase}") if is_mixed else ""
            level = "h3" if is_mixed else "h2"
            cards = [kept(self.press, number, self.lang, level) for number in group]
            yield {"label": title, "cards": cards}

    def _facet(self, kind: str) -> View:
        names = [name for name in self.sizes if name.startswith(f"{kind}/")]
        if kind == "phase":
            names.sort(key=lambda name: PHASES.index(name.partition("/")[2]))
        links = [
            {
                "label": label(name, self.lang),
                "url": f"/{self.lang}/{path(name)}",
                "n": self.sizes.get(name),
                "current": name == self.name,
            }
            for name in ["all", *names]
        ]
        return {"label": t(self.lang, f"project.by.{kind}"), "links": links}


def kept(press: ParticipationPress, number: int, lang: str, level: str) -> Markup:
    """Return a project's card as it was rendered when the project was."""
    row = press.store.db.execute(
        "SELECT cards FROM project_card WHERE id = ?", (number,)
    ).fetchone()
    return Markup(json.loads(row[0])[lang][level])  # noqa: S704  it was escaped when rendered
