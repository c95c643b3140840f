"""The lists of a project's ideas: best and newest, by state and by place, cut into pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from markupsafe import Markup

from functions.projects.idea_states import State
from functions.publishing import idea_card, outputs, places, project_words
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.project_seen import Seen, SeenIdea
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.words import t

PAGE_SIZE = 24
SORTS = ("", "newest")
Lists = dict[str, list[SeenIdea]]


def path(project_id: int, name: str, number: int = 1) -> str:
    """Return a list's address after the language; the list of the best has no name."""
    more = f"page/{number}/" if number > 1 else ""
    return f"projects/{project_id}/ideas/{name + '/' if name else ''}{more}"


def lists(seen: Seen) -> Lists:
    """Return every list that holds something, by its name in the address."""
    best = seen.best()
    found: Lists = {"": best, "newest": sorted(best, key=lambda one: one.idea.at, reverse=True)}
    for state in State:
        found[f"state/{state}"] = [one for one in best if one.standing.state == state]
    for one in best:
        code = one.idea.place.jurisdiction
        if code:
            found.setdefault(f"place/{code}", []).append(one)
    return {name: held for name, held in found.items() if held or name == ""}


def paths(seen: Seen) -> list[str]:
    """Return the addresses of the first pages of all lists."""
    if seen.is_private or seen.project.process.subject != "ideas":
        return []
    return [path(seen.project.id, name) for name in lists(seen)]


def files(press: ParticipationPress, seen: Seen) -> dict[str, outputs.Lazy[bytes]]:
    """Return the pages of all lists; one is rendered only if an idea on it or its frame changed."""
    if seen.is_private or seen.project.process.subject != "ideas":
        return {}
    every = lists(seen)
    sizes = {name: len(held) for name, held in every.items()}
    cards = _Cards(press, seen)
    made = {}
    for name, held in every.items():
        cut = [held[at : at + PAGE_SIZE] for at in range(0, len(held), PAGE_SIZE)] or [[]]
        for number, part in enumerate(cut, 1):
            for lang in press.languages:
                page = _Page(press, seen, cards, name, number, len(cut), tuple(part), sizes, lang)
                lazy = outputs.Lazy(page.signature, page)
                made[f"{lang}/{path(seen.project.id, name, number)}index.html"] = lazy
    return made


def label(name: str, lang: str) -> str:
    """Return what a list holds, in words."""
    kind, _, value = name.partition("/")
    if kind == "state":
        return project_words.idea_state(State(value), lang).label
    if kind == "place":
        return places.jurisdiction_name(value, lang)
    return t(lang, "idea.newest" if name else "idea.best")


class _Cards:
    """Cards, rendered once however many lists hold them."""

    def __init__(self, press: ParticipationPress, seen: Seen) -> None:
        self.html = cache(self._html)
        self._press, self._seen = press, seen

    def _html(self, number: int, lang: str) -> Markup:
        made = idea_card.card(self._seen.ideas[number], self._seen.project, lang)
        return self._press.renderers[lang].piece("idea_card.html", {"c": made, "level": "h2"})


@dataclass(frozen=True)
class _Page:
    """One page of a list, made when it is called."""

    press: ParticipationPress
    seen: Seen
    cards: _Cards
    name: str
    number: int
    last: int
    held: Sequence[SeenIdea]
    sizes: dict[str, int]
    lang: str

    @cached_property
    def signature(self) -> bytes:
        shown = [idea_card.card(one, self.seen.project, self.lang) for one in self.held]
        project = self.seen.project
        frame = (project.title, project.example, self.seen.stand.allows("idea"))
        return self.press.signature(self.name, self.last, sorted(self.sizes.items()), frame, shown)

    def __call__(self) -> bytes:
        lang, project = self.lang, self.seen.project
        title = pick(project.title, lang)
        heading = t(lang, "idea.list")
        if self.name:
            heading = f"{heading}: {label(self.name, lang)}"
        rest = path(project.id, self.name, self.number)
        sheet = Sheet(
            template="idea_list.html",
            section="projects",
            address=self.press.address(lang, rest, feeds=f"/projects/{project.id}/"),
            title=f"{heading} — {title.text}",
            description=t(lang, "idea.list_description", title=title.text),
            values={"list": self._view(heading)},
        )
        return self.press.renderers[lang].page(sheet)

    def _view(self, heading: str) -> dict[str, object]:
        lang, project = self.lang, self.seen.project
        return {
            "heading": heading,
            "id": project.id,
            "example": project.example,
            "project_url": f"/{lang}/projects/{project.id}/",
            "project_title": pick(project.title, lang),
            "takes_ideas": self.seen.stand.allows("idea"),
            "total": self.sizes[self.name],
            "cards": [self.cards.html(one.idea.number, lang) for one in self.held],
            "sorts": [self._link(name) for name in SORTS if name in self.sizes],
            "facets": [
                {"label": t(lang, f"idea.by.{kind}"), "links": links}
                for kind in ("state", "place")
                for links in [[self._link(n) for n in self.sizes if n.startswith(f"{kind}/")]]
                if len(links) > 1 or any(link["current"] for link in links)
            ],
            "pages": [
                {
                    "number": at,
                    "url": f"/{lang}/{path(project.id, self.name, at)}",
                    "current": at == self.number,
                }
                for at in range(1, self.last + 1)
            ],
        }

    def _link(self, name: str) -> dict[str, object]:
        return {
            "label": label(name, self.lang),
            "url": f"/{self.lang}/{path(self.seen.project.id, name)}",
            "n": self.sizes[name] if name.partition("/")[1] else None,
            "current": name == self.name,
        }
