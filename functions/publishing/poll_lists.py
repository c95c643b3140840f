"""The lists of votes, all in one page each: by state and by place, open ones first."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from markupsafe import Markup

from functions.publishing import outputs, places, poll_card, poll_rows
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.poll_rows import KIND
from functions.publishing.poll_seen import Seen
from functions.publishing.render import Sheet
from functions.shared.words import t

# The order of the list of all; the first digit of `sort` is the place in it.
STATES = ("open", "sealed", "counting", "closed", "withdrawn")
MOST = 200
View = dict[str, object]


def facets(seen: Seen) -> list[str]:
    """Return the lists a public vote stands in."""
    return ["all", f"state/{seen.state}", f"place/{seen.poll.jurisdiction}"]


def sort(seen: Seen) -> str:
    """Return what orders lists: the state, then what ends first, or what ended last."""
    place = STATES.index(seen.state)
    instant = int(seen.poll.closes_at.timestamp())
    return f"{place}{instant if place < 2 else 10**11 - instant:012}"


def publish(press: ParticipationPress) -> int:
    """Publish every list; one is rendered only if a vote on it or its frame changed."""
    sizes = press.sizes(KIND)
    made: dict[str, outputs.Lazy[bytes]] = {}
    for name in dict.fromkeys(["all", *(f"state/{one}" for one in STATES), *sizes]):
        rows = press.listed(KIND, name)
        signature = press.signature(name, sorted(sizes.items()), *rows)
        for lang in press.languages:
            page = _Page(press, name, lang, sizes)
            made[f"{lang}/{path(name)}index.html"] = outputs.Lazy(signature, page)
    press.keep_paths(KIND, ["polls/", "participate/", *map(path, sizes)])
    return outputs.put_lazy(press.store, "poll-lists", made, press.has_time)


def path(name: str) -> str:
    """Return a list's address after the language."""
    return "polls/" if name == "all" else f"polls/{name}/"


def label(name: str, lang: str) -> str:
    """Return what a list holds, in words."""
    kind, _, value = name.partition("/")
    if kind == "state":
        return t(lang, f"poll.facet.{value}")
    return places.jurisdiction_name(value, lang) if kind == "place" else t(lang, "poll.list.all")


class _Page:
    """One list, made when it is called."""

    def __init__(
        self, press: ParticipationPress, name: str, lang: str, sizes: dict[str, int]
    ) -> None:
        self.press, self.name, self.lang, self.sizes = press, name, lang, sizes

    def __call__(self) -> bytes:
        lang = self.lang
        heading = t(lang, "poll.list.heading")
        if self.name != "all":
            heading = f"{heading}: {label(self.name, lang)}"
        sheet = Sheet(
            template="polls.html",
            section="polls",
            address=self.press.address(lang, path(self.name), feeds="/polls/"),
            title=f"{heading} — {t(lang, 'chrome.name')}",
            description=t(lang, "poll.list.description"),
            values={"list": self._view(heading)},
        )
        return self.press.renderers[lang].page(sheet)

    def _view(self, heading: str) -> View:
        return {
            "heading": heading,
            "total": self.sizes.get(self.name, 0),
            "groups": list(self._groups()),
            "facets": [self._facet("state", "states"), self._facet("place", "places")],
        }

    def _groups(self) -> Iterator[View]:
        """Yield the votes by state, under a heading each where the list holds all states."""
        db = self.press.store.db
        rows = [number for number, _ in self.press.listed(KIND, self.name)][:MOST]
        states = dict(db.execute("SELECT id, state FROM thing WHERE kind = ?", (KIND,)).fetchall())
        is_mixed = not self.name.startswith("state/")
        for state, group in groupby(rows, key=states.__getitem__):
            title = t(self.lang, f"poll.facet.{state}") if is_mixed else ""
            level = "h3" if is_mixed else "h2"
            yield {"label": title, "cards": [card(self.press, n, self.lang, level) for n in group]}

    def _facet(self, kind: str, words: str) -> View:
        names = [name for name in self.sizes if name.startswith(f"{kind}/")]
        if kind == "state":
            names.sort(key=lambda name: STATES.index(name.partition("/")[2]))
        links = [
            {
                "label": label(name, self.lang),
                "url": f"/{self.lang}/{path(name)}",
                "n": self.sizes.get(name),
                "current": name == self.name,
            }
            for name in ["all", *names]
        ]
        return {"label": t(self.lang, f"poll.list.{words}"), "links": links}


def card(press: ParticipationPress, number: int, lang: str, level: str = "h3") -> Markup:
    """Return a vote's card with a heading of a level."""
    made = poll_card.card(poll_rows.seen(press, number), lang)
    return press.renderers[lang].piece("poll_card.html", {"c": made, "level": level})
