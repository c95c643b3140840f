"""The responsible bodies and how each answers: in time, late, not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from functions.publishing import complaint_statistics, listing, outputs, places
from functions.publishing.press import Press
from functions.publishing.records import NO_END, Owed, Record, record
from functions.publishing.render import Sheet
from functions.publishing.said import Said, pick
from functions.shared import clock, words
from functions.shared.content import load
from functions.shared.words import t

CARDS = 6
MOST_DUTIES = 50
_TONES = {"done": "past", "done_late": "past", "pending": "next", "late": "late"}


def publish(press: Press) -> int:
    """Publish the page of every body, and the table of them all."""
    owed, made = _owed(press), dict[str, outputs.Lazy[bytes]]()
    known = load().bodies
    records = {body: record(owed.get(body, []), press.now, _size(press, body)) for body in known}
    # A duty's state changes with time alone, so the records stand in what is hashed.
    told = press.signature(records)
    for lang in press.languages:
        made[f"{lang}/bodies/index.html"] = _lazy(press, lang, _Table(press, lang, records), told)
    for body in known:
        versions = listing.rows(press.store.db, f"body/{body}", "new", CARDS)
        duties = owed.get(body, [])
        told = press.signature(records[body], duties, versions, press.front.bodies.get(body))
        for lang in press.languages:
            page = _Body(press, lang, body, records[body], duties)
            made[f"{lang}/bodies/{body}/index.html"] = _lazy(press, lang, page, told)
    return outputs.put_lazy(press.store, "bodies", made)


def _owed(press: Press) -> dict[str, list[Owed]]:
    found: dict[str, list[Owed]] = {}
    rows = press.store.db.execute(
        "SELECT body, pid, kind, starts_at, due_at, done_at FROM duty ORDER BY due_at DESC, pid"
    )
    for body, *row in rows:
        found.setdefault(body, []).append(Owed(*row))
    return found


def _size(press: Press, body: str) -> int:
    return listing.size(press.store.db, f"body/{body}")


def _lazy(press: Press, lang: str, make: _Table | _Body, told: bytes) -> outputs.Lazy[bytes]:
    return outputs.Lazy(press.signature(lang, told), make)


def _busiest(records: dict[str, Record]) -> list[tuple[str, dict[str, str]]]:
    """Return the bodies with those that petitions are addressed to first."""
    return sorted(load().bodies.items(), key=lambda body: -records[body[0]].petitions)


@dataclass(frozen=True)
class _Table:
    press: Press
    lang: str
    records: dict[str, Record]

    def __call__(self) -> bytes:
        lang = self.lang
        rows = [
            {
                **vars(self.records[body]),
                "url": f"/{lang}/bodies/{body}/",
                "name": places.body(body, None, lang).name,
                "place": places.jurisdiction_name(one["jurisdiction"], lang),
            }
            for body, one in _busiest(self.records)
        ]
        sheet = Sheet(
            template="bodies.html",
            section="bodies",
            address=self.press.address(lang, "bodies/"),
            title=f"{t(lang, 'lists.bodies')} — {t(lang, 'chrome.name')}",
            description=t(lang, "lists.bodies_lead"),
            values={"bodies": rows},
        )
        return self.press.renderers[lang].page(sheet)


@dataclass(frozen=True)
class _Body:
    press: Press
    lang: str
    body: str
    record: Record
    owed: Sequence[Owed]

    def __call__(self) -> bytes:
        lang, name = self.lang, places.body(self.body, None, self.lang).name
        sheet = Sheet(
            template="body.html",
            section="bodies",
            address=self.press.address(lang, f"bodies/{self.body}/"),
            title=f"{name} — {t(lang, 'chrome.name')}",
            description=t(lang, "lists.body_description", body=name),
            values={"body": self._view(name)},
        )
        return self.press.renderers[lang].page(sheet)

    def _view(self, name: str) -> dict[str, object]:
        one, lang = load().bodies[self.body], self.lang
        rows = listing.rows(self.press.store.db, f"body/{self.body}", "new", CARDS)
        return {
            "id": self.body,
            "name": name,
            "kind": t(lang, f"lists.kind.{one['kind']}"),
            "place": places.jurisdiction_name(one["jurisdiction"], lang),
            "site": one.get("url") or "",
            "record": self._record(),
            "complaints": self._complaints(),
            "duties": [self._duty(owed) for owed in self.owed[:MOST_DUTIES]],
            "cards": self.press.cards((pid for pid, _ in rows), lang),
        }

    def _record(self) -> list[dict[str, str]]:
        none_yet = t(self.lang, "lists.none_yet")
        return [
            {
                "label": t(self.lang, f"lists.{name}"),
                "shown": none_yet if n is None else words.number(self.lang, n),
            }
            for name, n in vars(self.record).items()
        ]

    def _complaints(self) -> list[dict[str, object]]:
        """Return how the body answers complaints; nothing before its first."""
        found = self.press.front.bodies.get(self.body)
        return complaint_statistics.totals_view(found, self.lang) if found else []

    def _duty(self, owed: Owed) -> dict[str, object]:
        lang, dossier = self.lang, self.press.dossier(owed.pid)
        state = owed.state(clock.text(self.press.now))
        has_term = owed.due_at != NO_END
        due_on = dossier.last_day(clock.parse(owed.due_at if has_term else owed.starts_at))
        when = t(lang, "petition.due_on", date=words.date(lang, due_on))
        title: Said = pick({k: v.title for k, v in dossier.petition.texts().items()}, lang)
        return {
            "tone": _TONES[state],
            "due_on": due_on,
            "when": when if has_term else t(lang, "petition.no_term"),
            "url": f"/{lang}/petitions/{owed.pid}/",
            "title": title,
            "label": t(lang, f"petition.duty.{owed.kind}"),
            "state": t(lang, f"petition.duty_state.{state}"),
        }
