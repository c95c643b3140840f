"""The first page: totals, what collects signatures now, what is overdue, figures, what was done."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from markupsafe import Markup

from functions.publishing import complaint_statistics, home_charts, listing, outputs, places
from functions.publishing.press import Press
from functions.publishing.render import Sheet
from functions.publishing.said import Said, pick
from functions.shared import clock
from functions.shared.words import t

COLLECTING, NEAR, ANSWERED, MISSED, DONE = 6, 3, 3, 5, 3

# What else one can take part in: its kind, where it is, which of it counts here, its icon.
PARTICIPATION = (
    ("POLL", "polls", "state/open", "scales"),
    ("PROJECT", "projects", "phase/running", "home"),
    ("SURVEY", "surveys", "state/open", "info"),
    ("WORK", "implemented", "state/done", "check"),
)

View = dict[str, object]


@dataclass(frozen=True)
class MissedDuty:
    """A duty whose clock ran out."""

    url: str
    title: Said
    label: str
    body: str
    due_on: dt.date


def publish(press: Press) -> int:
    """Publish the first page in every language."""
    made = {f"{lang}/index.html": _page(press, lang) for lang in press.languages}
    return outputs.put(press.store, "home", made)


def _page(press: Press, lang: str) -> bytes:
    name = t(lang, "chrome.name")
    sheet = Sheet(
        template="home.html",
        section="home",
        address=press.address(lang, ""),
        title=f"{name} — {t(lang, 'lists.home_title')}",
        description=t(lang, "lists.hero_lead"),
        values={
            "totals": _totals(press, lang),
            "collecting": press.cards(_first(press, "state/open", "most", COLLECTING), lang),
            "missed": _missed(press, lang),
            "month": home_charts.month(press, lang),
            "map": home_charts.regions(press, lang),
            "sections": _sections(press, lang),
            "done": _done(press, lang),
            "complaints": _complaints(press, lang),
            "participation": _participation(press, lang),
        },
        scripts=("/assets/js/count.js",),
    )
    return press.renderers[lang].page(sheet)


def _first(press: Press, name: str, sort: str, n: int) -> list[int]:
    return [pid for pid, _ in listing.rows(press.store.db, name, sort, n)]


def _totals(press: Press, lang: str) -> list[View]:
    db = press.store.db
    signatures = db.execute("SELECT COALESCE(SUM(total), 0) FROM facet WHERE name = 'all'")
    totals = {
        "petitions": listing.size(db, "all") - listing.size(db, "state/rejected"),
        "signatures": signatures.fetchone()[0],
        "answered": listing.size(db, "state/with_response"),
        "done": listing.size(db, "state/implemented"),
    }
    return [{"label": t(lang, f"lists.total_{name}", n=n), "n": n} for name, n in totals.items()]


def _sections(press: Press, lang: str) -> list[View]:
    # The plus sign keeps the index on visibility from use: the few rows stand in another one.
    answered = press.store.db.execute(
        "SELECT id FROM standing WHERE +visibility = 'public' AND answered_at != ''"
        " ORDER BY answered_at DESC, id DESC LIMIT ?",
        (ANSWERED,),
    )
    return [
        {
            "id": "near",
            "heading": t(lang, "lists.near_threshold"),
            "url": f"/{lang}/petitions/sort/near/",
            "more": t(lang, "lists.all"),
            "cards": press.cards(_first(press, "all", "near", NEAR), lang),
        },
        {
            "id": "answered",
            "heading": t(lang, "lists.answered"),
            "url": f"/{lang}/petitions/state/with_response/",
            "more": t(lang, "lists.all_answered"),
            "cards": press.cards((pid for (pid,) in answered), lang),
        },
    ]


def _missed(press: Press, lang: str) -> list[MissedDuty]:
    rows = press.store.db.execute(
        "SELECT pid, body, kind, due_at FROM duty WHERE done_at = '' AND due_at <= ?"
        " ORDER BY due_at DESC, pid DESC LIMIT ?",
        (clock.text(press.now), MISSED),
    )
    return [_duty(press, lang, *row) for row in rows]


def _duty(press: Press, lang: str, pid: int, body: str, kind: str, due_at: str) -> MissedDuty:
    dossier = press.dossier(pid)
    title = pick({k: text.title for k, text in dossier.petition.texts().items()}, lang)
    return MissedDuty(
        url=f"/{lang}/petitions/{pid}/",
        title=title,
        label=t(lang, f"petition.duty.{kind}"),
        body=places.body(body, dossier.rules, lang).name,
        due_on=dossier.last_day(clock.parse(due_at)),
    )


def _complaints(press: Press, lang: str) -> View | None:
    """Return the newest complaints and how they are answered; None before the first."""
    front = press.front
    if not front.totals:
        return None
    return {
        "totals": complaint_statistics.totals_view(front.totals, lang),
        # Made by the other publisher, which escaped every value.
        "cards": [Markup(card) for card in front.latest[lang]],  # noqa: S704
    }


def _participation(press: Press, lang: str) -> list[View]:
    """Return how many votes, projects and surveys are open; nothing of a kind that has none yet."""
    found = list[View]()
    for kind, path, facet, icon in PARTICIPATION:
        sizes = press.participation.sizes.get(kind, {})
        if sizes.get("all"):
            n = sizes.get(facet, 0)
            found.append({
                "icon": icon,
                "name": t(lang, f"chrome.{path}"),
                "url": f"/{lang}/{path}/",
                "label": t(lang, f"lists.part_{path}", n=n),
                "lead": t(lang, f"lists.part_{path}_lead"),
            })  # fmt: skip
    return found


def _done(press: Press, lang: str) -> list[View]:
    rows = press.store.db.execute(
        "SELECT id FROM standing WHERE +visibility = 'public' AND done_on != ''"
        " ORDER BY done_on DESC, id DESC LIMIT ?",
        (DONE,),
    )
    made: list[View] = []
    for (pid,) in rows:
        dossier = press.dossier(pid)
        texts = {k: text.title for k, text in dossier.petition.texts().items()}
        made.append(
            {
                "url": f"/{lang}/petitions/{pid}/",
                "title": pick(texts, lang),
                "done_on": dossier.done_on,
                "total": dossier.counts.total,
                "jurisdiction": places.jurisdiction(dossier.petition.jurisdiction, lang),
            }
        )
    return made
