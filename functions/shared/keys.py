"""The whole table design on one screen: every partition and sort key.

| table      | pk               | sk               | what it is                                    |
|------------|------------------|------------------|-----------------------------------------------|
| core       | PETITION#<id>    | PETITION         | facts of a petition; index `changes`          |
| core       | PETITION#<id>    | COUNT            | counts and passed thresholds, from the log    |
| core       | PETITION#<id>    | EVENT#<at>#<id>  | public history, append only                   |
| core       | PETITION#<id>    | NOTE#<at>#<id>   | notes of the desk                             |
| core       | COUNTER          | PETITION         | the last petition id given                    |
| core       | LOG              | HEAD             | the log's head, moved by compare-and-swap     |
| core       | BATCH#<day>      | <at>             | where each batch lies in the log              |
| signatures | <id>#<hh>        | <idtag>          | a signature: guard and record; index `inbox`  |
| signatures | LOG#<id>         | <type>#<unique>  | a request to the log; index `inbox`           |
| keys       | PETITION#<id>    | KEYS             | wrapped pepper and data key                   |
| ops        | REQUEST#<rid>    | REQUEST          | guard of a petition's submission              |
| ops        | MAIL#<guard>     | MAIL             | a message to send, then its guard; `outbox`   |
| ops        | NOTIFY           | STATE            | how far events were looked for                |
| ops        | FANOUT#<id>      | <event>          | how far an event was told to signers          |
"""

from __future__ import annotations

from typing import TypedDict


class Key(TypedDict):
    """A primary key of any of the tables."""

    pk: str
    sk: str


def petition(petition_id: int) -> Key:
    return Key(pk=f"PETITION#{petition_id}", sk="PETITION")


def count(petition_id: int) -> Key:
    return Key(pk=f"PETITION#{petition_id}", sk="COUNT")


def event(petition_id: int, at: str, event_id: str) -> Key:
    return Key(pk=f"PETITION#{petition_id}", sk=f"EVENT#{at}#{event_id}")


def note(petition_id: int, at: str, note_id: str) -> Key:
    return Key(pk=f"PETITION#{petition_id}", sk=f"NOTE#{at}#{note_id}")


PETITION_COUNTER = Key(pk="COUNTER", sk="PETITION")
LOG_HEAD = Key(pk="LOG", sk="HEAD")


def batch(at: str) -> Key:
    return Key(pk=f"BATCH#{at[:10]}", sk=at)


def signature(petition_id: int, idtag: str) -> Key:
    """The shard is the first byte of the tag: 256 shards a petition, fixed for ever."""
    return Key(pk=f"{petition_id}#{idtag[:2]}", sk=idtag)


def log_request(petition_id: int, kind: str, unique: str) -> Key:
    return Key(pk=f"LOG#{petition_id}", sk=f"{kind}#{unique}")


def petition_keys(petition_id: int) -> Key:
    return Key(pk=f"PETITION#{petition_id}", sk="KEYS")


def request(rid: str) -> Key:
    return Key(pk=f"REQUEST#{rid}", sk="REQUEST")


def mail(guard: str) -> Key:
    return Key(pk=f"MAIL#{guard}", sk="MAIL")


NOTIFY_STATE = Key(pk="NOTIFY", sk="STATE")


def fan_out(petition_id: int, event_id: str) -> Key:
    return Key(pk=f"FANOUT#{petition_id}", sk=event_id)
