"""The queue and the petition's screen: what is due when, and who sees what."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any

import pytest

from functions.desk import queue
from functions.shared import objects
from tests import factory
from tests.conftest import NOW, Calls, Send
from tests.functions.desk_kit import Do, doer, look

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def _fresh() -> Iterator[None]:
    queue.forget()
    yield
    queue.forget()


def waiting(number: int, days: int, **more: Any) -> None:
    at = NOW - days * DAY
    factory.stored(
        number, published_at=None, submitted_at=at, confirmed_at=at, changed_at=at, **more
    )


def ids(answer: Any) -> list[int]:
    return [row["id"] for row in answer.json["rows"]]


def published(**counts: dict[str, Any]) -> None:
    """Publish counts as the sequencer does."""
    objects.write("log", "counts.json", json.dumps(counts).encode())


def test_the_queue_is_one_query_and_shows_what_is_due_first(dynamodb: Calls, send: Send) -> None:
    waiting(1, 2)
    waiting(2, 60)
    waiting(3, 10)
    dynamodb.take()

    answer = look(send, "queue", view="moderation")

    assert dynamodb.take() == ["Query"]
    assert ids(answer) == [2, 3, 1]
    first, *_, last = answer.json["rows"]
    assert (first["due"]["kind"], first["due"]["state"]) == ("moderation", "late")
    assert first["due"]["days_left"] < 0
    assert first["flags"] == ["overdue"]
    assert last["due"]["state"] == "pending"
    assert last["due"]["days_left"] == 18  # submitted on Monday: two of twenty days are over


def test_only_what_changed_is_read_again(dynamodb: Calls, send: Send, do: Do, clock: Any) -> None:
    waiting(1, 2)
    look(send, "queue")
    clock.pass_(minutes=10)
    do("return", "moderator")

    assert ids(look(send, "queue", view="moderation")) == []
    assert ids(look(send, "queue", view="all")) == [1]


@pytest.fixture
def do(send: Send) -> Do:
    return doer(send)


def test_views_tell_their_sizes(dynamodb: Calls, send: Send) -> None:
    waiting(1, 2)
    factory.stored(2)
    factory.stored(3, published_at=NOW - 100 * DAY, submitted_at=NOW - 120 * DAY)
    at = "2026-07-01T00:00:00Z"
    split = {"email": 50_000, "eid": 0, "paper": 0}
    published(counts={"3": split}, passed={"3": {"support": at, "response": at}}, closed={})

    answer = look(send, "queue", view="duties")

    assert ids(answer) == [3]
    due = answer.json["rows"][0]["due"]
    assert (due["kind"], due["state"], due["body"]["id"]) == ("answer", "late", "government")
    assert answer.json["rows"][0]["count"] == 50_000
    sizes = {"moderation": 1, "duties": 1, "open": 2, "flagged": 1, "all": 3}
    assert answer.json["sizes"] == sizes


def test_near_a_threshold_is_flagged(dynamodb: Calls, send: Send) -> None:
    factory.stored()
    published(counts={"1": {"email": 46, "eid": 0, "paper": 0}}, passed={}, closed={})

    assert look(send, "queue", view="flagged").json["rows"][0]["flags"] == ["near_threshold"]


def test_words_and_numbers_find_petitions(dynamodb: Calls, send: Send) -> None:
    waiting(1, 2)
    waiting(2, 3, text={"title": "Фонари у школы", "background": "Темно"})

    assert ids(look(send, "queue", q="ФОНАРИ")) == [2]
    assert ids(look(send, "queue", q="1")) == [1]
    assert ids(look(send, "queue", q="автобус")) == []


def test_an_unknown_view_is_refused(dynamodb: Calls, send: Send) -> None:
    assert look(send, "queue", view="mine").status == 422


@pytest.mark.parametrize("path", ["queue", "petitions/1"])
def test_the_desk_needs_a_token_and_a_role(dynamodb: Calls, send: Send, path: str) -> None:
    factory.stored()

    assert send(queue.handler, "GET", f"/api/v1/desk/{path}").status == 401
    assert look(send, path, "visitor").status == 403


def test_a_clerk_sees_published_petitions_of_their_bodies(dynamodb: Calls, send: Send) -> None:
    waiting(1, 2)
    factory.stored(2)
    factory.stored(3, body="ministry-health")

    assert ids(look(send, "queue", "clerk:government", view="all")) == [2]
    assert look(send, "petitions/1", "clerk:government").status == 404
    assert look(send, "petitions/2", "clerk:government").status == 200
    assert look(send, "petitions/3", "clerk:government").status == 404
    assert look(send, "petitions/99").status == 404
    assert look(send, "petitions/x").status == 404


def test_the_petitioners_data_are_shown_to_those_who_need_them(dynamodb: Calls, send: Send) -> None:
    factory.stored(contact=True)

    contact = look(send, "petitions/1", "moderator").json["contact"]
    assert (contact["seen"], contact["email"]) == ("yes", "petitioner@example.kz")
    for role in ("clerk:government", "operator"):
        hidden = look(send, "petitions/1", role)
        assert hidden.json["contact"] == {"seen": "no"}
        assert "petitioner@" not in hidden.text


def test_the_screen_offers_the_acts_that_fit_role_and_state(dynamodb: Calls, send: Send) -> None:
    waiting(1, 2)
    factory.stored(2)

    acts = {
        (number, role): look(send, f"petitions/{number}", role).json.get("acts")
        for number in (1, 2)
        for role in ("moderator", "clerk:government", "operator")
    }

    assert acts[1, "moderator"] == ["publication", "rejection", "return", "translation", "note"]
    assert acts[1, "operator"] == []
    assert acts[2, "moderator"] == ["translation", "note"]
    assert acts[2, "clerk:government"] == ["note", "response", "debate", "decision"]
    assert acts[2, "operator"] == ["extension"]


def test_every_act_offered_is_taken(dynamodb: Calls, send: Send, do: Do) -> None:
    """What the screen offers to everybody together fits; what it does not offer is refused."""
    everybody = "moderator supervisor clerk:government operator"
    factory.stored()

    offered = set(look(send, "petitions/1", everybody).json["acts"])

    for act in ("publication", "rejection", "return", "restoration", "erasure", "paper"):
        assert act not in offered
        assert do(act).json["code"] == "not_now"


def test_the_screen_has_all_that_a_decision_needs(dynamodb: Calls, send: Send, do: Do) -> None:
    waiting(1, 2)
    do("note", "moderator", text="Look at the third paragraph")
    do("translation", "moderator")

    seen = look(send, "petitions/1", "moderator").json

    assert seen["version"] == 2
    assert seen["petition"]["body"]["name"]["en"] == "Government of the Republic of Kazakhstan"
    assert seen["petition"]["translations"]["kk"]["title"] == "Мысал"
    assert seen["rules"]["checklist"]
    assert seen["rules"]["prohibited"]
    assert {"code", "hidden", "title", "help"} <= set(seen["rules"]["rejections"][0])
    assert seen["notes"][0]["text"] == "Look at the third paragraph"
    assert [line["what"] for line in seen["history"]] == ["translated"]
    assert seen["status"]["duties"][0]["days_left"] == 18
    assert seen["timezone"] == "Asia/Almaty"
