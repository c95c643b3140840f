"""When it can no longer be told who voted."""

from __future__ import annotations

import pytest

from functions.participants import own
from functions.polls import mark, retention
from functions.shared.errors import NotFoundError
from tests.conftest import Calls, Clock, Send
from tests.functions.poll_kit import Desk


def withdrawn(send: Send, clock: Clock, days: int) -> None:
    """Seal a poll, withdraw it, and let so many days pass."""
    desk = Desk(send)
    desk.create()
    assert desk.seal().status == 200
    assert (
        desk.do("withdraw", reason={"kk": "Мысал", "ru": "Пример", "en": "Example"}).status == 200
    )
    clock.pass_(days=days)


@pytest.mark.parametrize(("days", "is_there"), [(29, True), (30, False), (74, False), (75, True)])
def test_the_marks_key_goes_a_month_after_the_end(
    dynamodb: Calls, send: Send, clock: Clock, days: int, is_there: bool
) -> None:
    withdrawn(send, clock, days)

    assert retention.run(clock.now)["forgotten"] == (not is_there)
    own.forget()
    if is_there:
        assert own.own_keys(mark.keys_name(1))
    else:
        with pytest.raises(NotFoundError):
            own.own_keys(mark.keys_name(1))


def test_a_running_poll_keeps_its_key(dynamodb: Calls, send: Send, clock: Clock) -> None:
    desk = Desk(send)
    desk.create()
    desk.seal()
    clock.pass_(days=40)

    assert retention.run(clock.now) == {"forgotten": 0}
    assert own.own_keys(mark.keys_name(1))
