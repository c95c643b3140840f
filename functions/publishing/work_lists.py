"""The lists of works: all, by state and by body; those that are late or run now first."""

from __future__ import annotations

from markupsafe import Markup

from functions.publishing import outputs, places, project_words, work_card, work_numbers
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.render import Sheet
from functions.publishing.work_seen import SeenWork
from functions.publishing.work_store import load
from functions.shared.words import t

KIND = "WORK"
STATES = ("running", "planned", "done", "stopped")
MOST = 200
View = dict[str, object]


def facets(seen: SeenWork) -> list[str]:
    """Return the lists a work stands in."""
    late = ["state/late"] if seen.late_now else []
    return ["all", f"state/{seen.condition.state}", f"body/{seen.work.body}", *late]


def sort(seen: SeenWork) -> str:
    """Return what orders lists: the state, then what ends first, or what was done last."""
    place, work = STATES.index(seen.condition.state), seen.work
    day = (work.done_on or work.ends_on).toordinal()
    return f"{place}{day if place < 2 else 10**7 - day:08}"


def publish(press: ParticipationPress) -> int:
    """Publish every list; one is rendered only if a work on it or its frame changed."""
    sizes, numbers = press.sizes(KIND), work_numbers.read(press)
    made: dict[str, outputs.Lazy[bytes]] = {}
    for name in dict.fromkeys(["all", *(f"state/{one}" for one in STATES), *sizes]):
        rows = press.listed(KIND, name)
        told = vars(numbers) if name == "all" else ()
        signature = press.signature(name, sorted(sizes.items()), told, *rows)
        for lang in press.languages:
            page = _Page(press, name, lang, sizes, numbers)
            made[f"{lang}/{path(name)}index.html"] = outputs.Lazy(signature, page)
    press.keep_paths(KIND, dict.fromkeys(map(path, ["all", *sizes])))
    return outputs.put_lazy(press.store, "work-lists", made, press.has_time)


def path(name: str) -> str:
    """Return a list's address after the language."""
    return "implemented/" if name == "all" else f"implemented/{name}/"


def label(name: str, lang: str) -> str:
    """Return what a list holds, in words."""
    kind, _, value = name.partition("/")
    if kind == "state":
        is_late = value == "late"
        return t(lang, "work.late") if is_late else project_words.work_state(value, lang).label
    return places.body_name(value, lang) if kind == "body" else t(lang, "work.all")


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
        heading = t(lang, "work.list")
        if self.name != "all":
            heading = f"{heading}: {label(self.name, lang)}"
        rows = [number for number, _ in self.press.listed(KIND, self.name)][:MOST]
        is_all = self.name == "all"
        view: View = {
            "heading": heading,
            "total": self.sizes.get(self.name, 0),
            "cards": [card(self.press, number, lang) for number in rows],
            "facets": [self._facet("state"), self._facet("body")],
            "numbers": work_numbers.view(self.numbers, lang) if is_all else [],
        }
        sheet = Sheet(
            template="works.html",
            section="projects",
            address=self.press.address(lang, path(self.name), feeds="/implemented/"),
            title=f"{heading} — {t(lang, 'chrome.name')}",
            description=t(lang, "work.list_description"),
            values={"list": view},
        )
        return self.press.renderers[lang].page(sheet)

    def _facet(self, kind: str) -> View:
        names = [name for name in self.sizes if name.startswith(f"{kind}/")]
        links = [
            {
                "label": label(name, self.lang),
                "url": f"/{self.lang}/{path(name)}",
                "n": self.sizes.get(name),
                "current": name == self.name,
            }
            for name in ["all", *names]
        ]
        return {"label": t(self.lang, f"work.by.{kind}"), "links": links}


def card(press: ParticipationPress, number: int, lang: str) -> Markup:
    """Return a work's card."""
    made = work_card.card(load(press, number), lang)
    return press.renderers[lang].piece("work_card.html", {"c": made, "level": "h2"})
