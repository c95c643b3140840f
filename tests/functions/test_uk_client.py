"""A client written for petition.parliament.uk reads our lists with only the base address changed.

The client below knows nothing of this platform: it is what such scripts do, and it talks to the
front as it would to any host. What it relies on is what theirs answers.
"""

from __future__ import annotations

import asyncio
import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest

from functions.petitions.petition import Rejection, Text
from functions.publishing import search_reader
from infra.local import template
from infra.local.distribution import Distribution
from infra.local.front import Front
from infra.local.routes import Router, read
from infra.local.site import Site as Files
from infra.local.workers import Workers
from tests import factory
from tests.conftest import NOW, Calls
from tests.functions.publishing_kit import Site, signed
from tests.infra.front_kit import Got, ask

STATES = (
    *("all", "open", "recent", "closed", "rejected", "awaiting_response", "with_response"),
    *("awaiting_debate", "debated", "not_debated"),
)
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
PETITION = {
    *("action", "background", "additional_details", "committee_note", "state", "signature_count"),
    *("created_at", "updated_at", "rejected_at", "opened_at", "closed_at"),
    *("moderation_threshold_reached_at", "response_threshold_reached_at"),
    *("government_response_at", "debate_threshold_reached_at", "debate_scheduled_on"),
    *("scheduled_debate_date", "debate_outcome_at", "creator_name", "rejection"),
    *("government_response", "debate", "departments", "topics"),
}
SHOWN = {
    *("signatures_by_country", "signatures_by_constituency", "signatures_by_region"),
    "other_parliamentary_business",
}
COUNT = {
    *("signature_count", "response_threshold_reached_at", "government_response_at"),
    *("debate_threshold_reached_at", "scheduled_debate_date", "debate_outcome_at", "debated"),
}

REFUSALS = {
    "/petitions/999.json": 404,
    "/petitions/999/count.json": 404,
    "/archived/petitions/1.json": 404,
    "/petitions/abc.json": 400,
    "/petitions/1x/count.json": 400,
    "/petitions/32.json": 410,
    "/petitions/32/count.json": 410,
    "/petitions.xml": 406,
    "/petitions/1.xml": 406,
    "/petitions/1/count.rss": 406,
    "/archived/petitions.xml": 406,
}


class Client:
    """Reads a petitions site of the UK's kind."""

    def __init__(self, base: str, send: Callable[[str, str, dict[str, str]], Got]) -> None:
        self.base, self._send = base, send

    def get(self, path: str, method: str = "GET", **headers: str) -> Got:
        """Ask for an address of the site, following redirects."""
        got = self._send(method, path.removeprefix(self.base), headers)
        while got.status in (301, 302):
            got = self._send(method, got.headers["location"].removeprefix(self.base), headers)
        return got

    def json(self, path: str) -> Any:
        got = self.get(path)
        assert (got.status, got.headers["content-type"].partition(";")[0]) == (
            200,
            "application/json",
        ), path
        assert got.headers["access-control-allow-origin"] == "*"
        return got.json

    def petitions(self, **words: str | int) -> Iterator[Any]:
        """Go through a list by its links."""
        link: str | None = f"{self.base}/petitions.json?{urlencode(words)}"
        while link:
            page = self.json(link)
            assert list(page["links"]) == ["self", "first", "last", "next", "prev"]
            yield from page["data"]
            link = page["links"]["next"]


@pytest.fixture
def client(dynamodb: Calls, environment: Path) -> Client:
    search_reader.forget()
    site = Site(environment)
    for number in range(1, 13):
        topic = "transport" if number % 3 else "health"
        text = Text(title=f"Построить мост {number}", background="Так ближе", details="")
        opened = NOW - dt.timedelta(days=number)
        factory.stored(number, "uk", text=text, category=topic, published_at=opened)
    factory.stored(
        31, "uk", published_at=None, rejection=Rejection(at=NOW, code="duplicate", details={})
    )
    factory.stored(32, "uk", removed_at=NOW, removal_code="court_order")
    signed(7, 3)
    site.publish()
    front = _front(environment)

    def send(method: str, path: str, headers: dict[str, str]) -> Got:
        with ThreadPoolExecutor(1) as thread:
            return thread.submit(asyncio.run, ask(front, method, path, headers, b"")).result()

    return Client("https://dauys.example", send)


def _front(folder: Path) -> Front:
    resources = template.resources()
    unused: Any = None
    (folder / "log").mkdir(exist_ok=True)
    return Front(
        router=Router(read(resources)),
        distribution=Distribution(resources),
        site=Files(folder / "site", folder / "log"),
        authorizer=unused,
        issuer=unused,
        outbox=unused,
        language="kk",
        workers=Workers(lambda: ThreadPoolExecutor(1)),
    )


def every_list_leads_to_its_end(client: Client) -> None:
    found = {state: [one["id"] for one in client.petitions(state=state)] for state in STATES}
    assert sorted(found["all"]) == [*range(1, 13), 31]
    assert sorted(found["open"]) == sorted(found["recent"]) == list(range(1, 13))
    assert found["rejected"] == [31]
    assert found["debated"] == found["not_debated"] == []
    for count in (1, 7, 10, 25, 50, 59):
        ids = [one["id"] for one in client.petitions(state="open", count=count)]
        assert sorted(ids) == list(range(1, 13)), count
    assert [one["id"] for one in client.petitions(state="no-such")] == found["all"]


def a_petition_is_told_key_for_key(client: Client) -> None:
    for one in client.petitions():
        attributes = one["attributes"]
        is_open = attributes["state"] == "open"
        assert one["type"] == "petition"
        assert attributes.keys() - {"log_size"} == PETITION | (
            {"closing_date"} if is_open else set()
        )
        assert (attributes["creator_name"] is None) or is_open
        for name, value in attributes.items():
            if name.endswith("_at") and value is not None:
                assert TIME.fullmatch(value), name
        own = client.json(one["links"]["self"])["data"]
        assert own["id"] == one["id"]
        more = SHOWN if attributes["state"] != "rejected" else set()
        assert own["attributes"].keys() == attributes.keys() | more
        assert client.json(f"/petitions/{one['id']}/count.json").keys() - {"log_size"} == COUNT


def words_and_topics_are_looked_for(client: Client) -> None:
    assert len(list(client.petitions(q="мосты", count=4))) == 12
    assert [one["id"] for one in client.petitions(q="мост", state="rejected")] == []
    assert next(client.petitions(q="мост", state="open"))["id"] == 7  # the most signed
    newest = [one["id"] for one in client.petitions(q="мост", state="recent", count=5)]
    assert newest == list(range(1, 13))
    health = [one["id"] for one in client.petitions(topic="health", state="open")]
    assert sorted(health) == [3, 6, 9, 12]
    page = client.json("/petitions.json?" + urlencode({"q": "мост", "page": 2, "count": 4}))
    assert page["links"]["self"].endswith(
        "/petitions.json?q=%D0%BC%D0%BE%D1%81%D1%82&page=2&count=4"
    )
    assert page["links"]["prev"].endswith("?q=%D0%BC%D0%BE%D1%81%D1%82&count=4")
    listed = next(one for one in client.petitions(state="open") if one["id"] == 7)
    assert next(one for one in client.petitions(q="7 мост") if one["id"] == 7) == listed
    assert client.json("/petitions.json?q=7")["data"]["id"] == 7  # a number is that petition
    assert client.json("/petitions.json?q=%D1%8F%D1%89%D0%B5%D1%80")["data"] == []


def pages_past_the_end_are_empty(client: Client) -> None:
    for words in (
        "state=open&page=99",
        "state=open&page=99&count=7",
        "q=%D0%BC%D0%BE%D1%81%D1%82&page=99",
    ):
        page = client.json(f"/petitions.json?{words}")
        assert page["data"] == []
        assert page["links"]["next"] is None
        assert page["links"]["prev"] == page["links"]["last"]


def the_tables_hold_all_rows(client: Client) -> None:
    for words, size in (
        ("", 13),
        ("?state=open", 12),
        ("?q=%D0%BC%D0%BE%D1%81%D1%82", 12),
        ("?topic=health", 4),
    ):
        got = client.get(f"/petitions.csv{words}")
        rows = list(csv.DictReader(io.StringIO(got.body.decode())))
        assert got.headers["content-type"].startswith("text/csv")
        saved = got.headers["content-disposition"]
        assert saved == "attachment; filename=filtered-petitions.csv"
        assert len(rows) == size, words
        assert list(rows[0])[:4] == ["Petition", "URL", "State", "Signatures Count"]


def the_other_lists(client: Client) -> None:
    topics = client.json("/topics.json")
    assert topics["health"]["code"] == "health"
    for path in ("/trending.json", "/petitions/trending.json"):
        (first, *_) = client.json(path)["data"]
        assert (first["id"], first["attributes"]["signature_count"]) == (7, 3)
    archive = client.json("/archived/petitions.json?state=rejected&parliament=1")
    assert archive["data"] == []
    assert archive["links"]["next"] is None
    assert client.json("/parliaments.json") == []
    assert client.json("/constituencies.json") == {}


def refusals_have_the_uk_s_status(client: Client) -> None:
    found = {path: client.get(path).status for path in REFUSALS}
    assert found == REFUSALS
    for path in ("/petitions", "/petitions/1"):
        assert client.get(path, accept="application/xml").status == 406


def _is_kept(got: Got) -> bool:
    """Tell whether an answer is kept for a while, twice as long meanwhile, five times at need."""
    said = r"public, max-age=(\d+), stale-while-revalidate=(\d+), stale-if-error=(\d+)"
    found = re.fullmatch(said, got.headers["cache-control"])
    assert found, got.headers["cache-control"]
    seconds, *more = map(int, found.groups())
    return more == [2 * seconds, 5 * seconds]


def answers_are_kept_and_asked_again(client: Client) -> None:
    for path in ("/petitions.json?q=7", "/petitions.json?topic=health", "/petitions.json?page=99"):
        assert _is_kept(client.get(path))
    for path in ("/petitions.json", "/petitions/7.json", "/petitions/7/count.json"):
        got = client.get(path)
        assert _is_kept(got)
        assert "accept-encoding" in got.headers["vary"]
        again = client.get(path, **{"if-none-match": got.headers["etag"]})
        assert (again.status, again.body) == (304, b"")
        head = client.get(path, method="HEAD")
        assert (head.status, head.body) == (200, b"")
        assert int(head.headers["content-length"]) == len(got.body)
    assert json.loads(client.get("/petitions/7/count.json").body)["signature_count"] == 3


def test_a_client_of_the_uk_s_service_works_here(client: Client) -> None:
    """All at once, since what they read takes long to publish."""
    every_list_leads_to_its_end(client)
    a_petition_is_told_key_for_key(client)
    words_and_topics_are_looked_for(client)
    pages_past_the_end_are_empty(client)
    the_tables_hold_all_rows(client)
    the_other_lists(client)
    answers_are_kept_and_asked_again(client)
    refusals_have_the_uk_s_status(client)
