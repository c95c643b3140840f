"""The data about all votes: JSON, CSV for programs and for spreadsheets, feeds."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Sequence

from functions.publishing import feeds, outputs, poll_history, poll_words
from functions.publishing.feeds import Feed, Item
from functions.publishing.participation_press import ParticipationPress
from functions.publishing.poll_rows import KIND
from functions.publishing.poll_seen import Seen
from functions.publishing.public_json import dump
from functions.publishing.said import pick
from functions.shared import clock
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.text import starts_like_formula
from functions.shared.words import t

COLUMNS = (
    *("poll", "state", "question", "method", "body", "jurisdiction", "opens_at", "closes_at"),
    *("voters", "voters_email", "voters_eid", "voters_paper", "changed"),
    *("winners", "passed", "rule_sha256", "example"),
)
BYTE_ORDER_MARK = "\ufeff"
PATH = "/polls/"


def publish(press: ParticipationPress) -> int:
    """Publish the data files of all votes."""
    rows = [json.loads(row) for row in press.column(KIND, "csv")]
    data = [json.loads(row) for row in press.column(KIND, "listed")]
    lang = load().default_language
    home = f"{settings().site_url}/{lang}{PATH}"
    feed = Feed(t(lang, "poll.feed"), home, PATH, lang, press.news(KIND))
    files = {
        "polls.json": dump({"data": data, "meta": {"total": len(data)}}),
        "polls.csv": _table(rows, ",").encode(),
        "polls.excel.csv": (BYTE_ORDER_MARK + _table(rows, ";")).encode(),
        "polls/feed.json": feeds.json_feed(feed),
        "polls/atom.xml": feeds.atom(feed),
    }
    return outputs.put(press.store, "poll-data", files)


def row(seen: Seen) -> list[str]:
    """Return a vote's cells, in the government's own language."""
    poll, lang, live = seen.poll, load().default_language, seen.logged.live
    result = poll.result
    return [
        str(poll.id),
        str(seen.state),
        _guarded(pick(poll.question, lang).text),
        seen.rule.method,
        poll.body,
        poll.jurisdiction,
        clock.text(poll.opens_at),
        clock.text(poll.closes_at),
        str(seen.logged.total),
        *(str(live[name]) for name in ("email", "eid", "paper")),
        str(seen.logged.changed),
        " ".join(map(str, result.winners)) if result else "",
        str(result.passed).lower() if result else "",
        poll.sealed.hash if poll.sealed else "",
        str(poll.example).lower(),
    ]


def news(seen: Seen) -> list[Item]:
    """Return what happened to a vote so far, in the government's own language."""
    lang = load().default_language
    question = pick(seen.poll.question, lang).text
    url = f"{settings().site_url}/{lang}/polls/{seen.poll.id}/"
    return [
        Item(
            id=f"{url}#{event.what}-{clock.text(event.at)}",
            url=url,
            title=f"{event.label}: {question}",
            text=event.text.text if event.text else poll_words.method(seen.rule.method, lang),
            at=event.at,
            lang=event.text.lang if event.text else lang,
        )
        for event in poll_history.events(seen, lang)
        if event.tone != "next"
    ]


def _table(rows: Iterable[Sequence[str]], delimiter: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


def _guarded(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula."""
    return f"'{text}" if starts_like_formula(text) or text[:1] in ("\r", "\n") else text
