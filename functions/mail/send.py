"""Send what is in the outbox: runs each minute and looks again every second until it ends."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from aws_lambda_powertools import Logger

from functions.mail import message, outbox, sms, transport
from functions.shared import clock, table

logger = Logger(service="dauys")
BATCH = 100
NEWS_PER_SECOND = 10
RETRY = dt.timedelta(minutes=2)
PAUSE_SECONDS = 1
STOP_BEFORE_MS = 6_000


def handler(_event: dict[str, Any], context: Any) -> dict[str, int]:
    """Drain the outbox until the time is nearly up; return how many mails left."""
    sent = 0
    logger.info("outbox", extra={"outbox_age_seconds": outbox.oldest_age(clock.now())})
    while True:
        sent += drain(clock.now())
        if context.get_remaining_time_in_millis() < STOP_BEFORE_MS:
            return {"sent": sent}
        time.sleep(PAUSE_SECONDS)


def drain(now: dt.datetime) -> int:
    """Send what is due now, awaited mail before news; return how many left."""
    return _drain_now(now) + _drain_news(now)


def _drain_now(now: dt.datetime) -> int:
    """Send first, then close: a crash between may send a confirmation twice, but loses none."""
    sent = 0
    for item, mail in outbox.due("now", now, BATCH):
        try:
            _hand_over(mail)
        except transport.NotSentError:
            outbox.put_back(item, now + RETRY)
            continue
        except transport.RefusedError:
            logger.warning("mail refused", extra={"kind": mail.kind})
        sent += outbox.close(item)
    return sent


def _drain_news(now: dt.datetime) -> int:
    """Close first, then send: a crash between may lose one item of news, but sends none twice."""
    sent = 0
    for item, mail in outbox.due("news", now, NEWS_PER_SECOND):
        if sent == NEWS_PER_SECOND or not outbox.close(item):
            continue
        sent += _send_news(item, mail, now)
    return sent


def _send_news(item: table.Item, mail: message.Message, now: dt.datetime) -> int:
    try:
        _hand_over(mail)
    except transport.NotSentError:
        outbox.put_back(item, now + RETRY)
        return 0
    except transport.RefusedError:
        logger.warning("mail refused", extra={"kind": mail.kind})
    return 1


def _hand_over(mail: message.Message) -> None:
    if sms.is_for(mail):
        sms.send(mail)
    else:
        transport.send(message.render(mail))
