"""Tell petitioners and signers what happened: runs each minute, one mail an event, never two.

The key of each mail in the outbox is the guard; where a fan-out to signers stands is kept in one
item, so a run that ends early goes on in the next.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from aws_lambda_powertools import Logger

from functions.mail import outbox
from functions.mail.message import Message
from functions.petitions import petition, signature, token
from functions.petitions.news import News, news
from functions.petitions.notice import petitioner_message
from functions.petitions.petition import Record
from functions.shared import clock, crypto, keys, table
from functions.shared.words import pick

logger = Logger(service="dauys")
Waiting = tuple[int, str]
BEGINNING = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
OVERLAP = dt.timedelta(minutes=5)
SHARDS = 256
SHARDS_A_RUN = 1_024


def handler(_event: dict[str, Any], _context: Any) -> dict[str, int]:
    """Find new events since the last run and go on with open fan-outs."""
    return run(clock.now())


def run(now: dt.datetime) -> dict[str, int]:
    """Do one run; return how many mails it put into the outbox.

    The state moves on last, so a run that dies is done again: guards keep it from telling twice.
    """
    state = table.get("ops", keys.NOTIFY_STATE) or {"since": clock.text(BEGINNING), "open": []}
    told, waiting = 0, [(number, event_id) for number, event_id in state["open"]]
    for record in _changed(clock.parse(state["since"]) - OVERLAP):
        for event in news(record):
            told += _tell_petitioner(record, event)
            if event.to_signers and (record.petition.id, event.id) not in waiting:
                waiting.append((record.petition.id, event.id))
    sent, waiting = _fan_out(waiting)
    still = [list(one) for one in waiting]
    table.put("ops", {**keys.NOTIFY_STATE, "since": clock.text(now), "open": still})
    return {"petitioners": told, "signers": sent}


def _changed(since: dt.datetime) -> Iterator[Record]:
    """Yield petitions whose facts or passed thresholds changed."""
    seen = set()
    for kind in (petition.KIND, "PASSED"):
        for item in table.query(
            "core",
            "kind",
            kind,
            index="changes",
            sk_name="changed_at",
            between=(clock.text(since), "9"),
        ):
            number = int(item["pk"].removeprefix("PETITION#"))
            if number not in seen:
                seen.add(number)
                yield petition.load(number)


def _tell_petitioner(record: Record, event: News) -> bool:
    """Put the petitioner's mail into the outbox; False if this event was told before.

    An example petition has no petitioner to tell: the guard alone is written.
    """
    about = {"about": event.about, "title": record.petition.text.title}
    message = petitioner_message(record, event.kind, **about)
    guard = f"{record.petition.id}#{event.id}"
    if message is None:
        item = {**keys.mail(guard), "closed_at": clock.text(event.at)}
        return table.put_new("ops", item) is None
    return outbox.post(guard, message)


def _fan_out(waiting: list[Waiting]) -> tuple[int, list[Waiting]]:
    """Go on with the open fan-outs, shard by shard, within the run's bound."""
    sent, left, still = 0, SHARDS_A_RUN, []
    for number, event_id in waiting:
        place = table.get("ops", keys.fan_out(number, event_id)) or {"shard": 0}
        last = min(SHARDS, place["shard"] + left)
        sent += _tell_shards(number, event_id, range(place["shard"], last))
        left -= last - place["shard"]
        if last > place["shard"]:
            table.put("ops", {**keys.fan_out(number, event_id), "shard": last})
        if last < SHARDS:
            still.append((number, event_id))
    return sent, still


def _tell_shards(number: int, event_id: str, shards: range) -> int:
    """Tell the signers in some of a petition's shards; return how many mails that put out."""
    if not shards:
        return 0
    record = petition.load(number)
    event = next((one for one in news(record) if one.id == event_id), None)
    return sum(sum(_tell_signers(record, event, shard)) for shard in shards) if event else 0


def _tell_signers(record: Record, event: News, shard: int) -> Iterator[bool]:
    facts = record.petition
    own = crypto.petition_keys(facts.id)
    for item in table.query("signatures", "pk", f"{facts.id}#{shard:02x}"):
        to = signature.contact(item, own) if item["st"] == "live" else {}
        if to:
            yield outbox.post(
                f"{facts.id}#{event.id}#{item['sk']}",
                _news_message(record, event, item, to),
                box="news",
            )


def _news_message(record: Record, event: News, item: table.Item, to: dict[str, str]) -> Message:
    facts = record.petition
    title = pick({lang: text.title for lang, text in facts.texts().items()}, to["lang"])[0]
    params = {"title": title, "page": token.page(to["lang"], facts.id), "about": event.about}
    way_out = crypto.seal("unsubscribe", {"p": facts.id, "t": item["sk"]})
    return Message(to["email"], f"news_{event.kind}", to["lang"], params, unsubscribe=way_out)
