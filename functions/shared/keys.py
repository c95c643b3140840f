"""The whole table design on one screen: every partition and sort key.

| table      | pk               | sk               | what it is                                    |
|------------|------------------|------------------|-----------------------------------------------|
| core       | PETITION#<id>    | PETITION         | facts of a petition; index `changes`          |
| core       | PETITION#<id>    | COUNT            | counts and passed thresholds, from the log    |
| core       | PETITION#<id>    | EVENT#<at>#<id>  | public history, append only                   |
| core       | PETITION#<id>    | NOTE#<at>#<id>   | notes of the desk                             |
| core       | COMPLAINT#<id>   | COMPLAINT        | a complaint with its history; index `queue`   |
| core       | COMPLAINT#<id>   | SURVEY           | the reporter's rating: guard and record       |
| core       | COMPLAINT#<id>   | SUPPORT#<tag>    | who is told of it too                         |
| core       | COMPLAINT#<id>   | NOTE#<at>#<id>   | notes of the desk                             |
| core       | API              | KEY#<sha256>     | an outside app's key, kept only as a hash     |
| core       | COUNTER          | PETITION         | the last petition id given                    |
| core       | COUNTER          | COMPLAINT        | the last complaint id given                   |
| core       | SIGNING          | BEAT             | the last measurement whether people can sign  |
| core       | SIGNING          | OUTAGE#<start>   | when signing was out of order, and by what    |
| core       | LOG              | HEAD             | the log's head, moved by compare-and-swap     |
| core       | BATCH#<day>      | <at>             | where each batch lies in the log              |
| core       | UPLOAD#<owner>   | <place>          | a file that somebody adds; owner as a hash    |
| signatures | <id>#<hh>        | <idtag>          | a signature: guard and record; index `inbox`  |
| signatures | CANARY           | CANARY           | what is written to see whether one can sign   |
| signatures | LOG#<id>         | <type>#<unique>  | a request to the log; index `inbox`           |
| keys       | PETITION#<id>    | KEYS             | wrapped pepper and data key                   |
| ops        | REQUEST#<rid>    | REQUEST          | guard of a petition's submission              |
| ops        | MAIL#<guard>     | MAIL             | a message to send, then its guard; `outbox`   |
| ops        | NOTIFY           | STATE            | how far events were looked for                |
| ops        | FANOUT#<id>      | <event>          | how far an event was told to signers          |
| ops        | COMPLAINTS       | STATE            | how far moves of complaints were told         |
| ops        | COMPLAINTS       | RETENTION        | how far the reporters' data was erased        |
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


def complaint(complaint_id: int) -> Key:
    return Key(pk=f"COMPLAINT#{complaint_id}", sk="COMPLAINT")


def survey(complaint_id: int) -> Key:
    return Key(pk=f"COMPLAINT#{complaint_id}", sk="SURVEY")


def support(complaint_id: int, tag: str) -> Key:
    return Key(pk=f"COMPLAINT#{complaint_id}", sk=f"SUPPORT#{tag}")


def complaint_note(complaint_id: int, at: str, note_id: str) -> Key:
    return Key(pk=f"COMPLAINT#{complaint_id}", sk=f"NOTE#{at}#{note_id}")


def api_key(sha256: str) -> Key:
    return Key(pk=API_KEYS, sk=f"KEY#{sha256}")


API_KEYS = "API"
COMPLAINT_COUNTER = Key(pk="COUNTER", sk="COMPLAINT")
PETITION_COUNTER = Key(pk="COUNTER", sk="PETITION")
LOG_HEAD = Key(pk="LOG", sk="HEAD")
SIGNING_BEAT = Key(pk="SIGNING", sk="BEAT")
CANARY_SIGNATURE = Key(pk="CANARY", sk="CANARY")


def outage(start: str) -> Key:
    return Key(pk="SIGNING", sk=f"OUTAGE#{start}")


def batch(at: str) -> Key:
    return Key(pk=f"BATCH#{at[:10]}", sk=at)


def upload(owner_tag: str, place: str) -> Key:
    """An owner has as many places as files may be added; a refused file's is given again."""
    return Key(pk=f"UPLOAD#{owner_tag}", sk=place)


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
COMPLAINTS_STATE = Key(pk="COMPLAINTS", sk="STATE")
COMPLAINTS_RETENTION = Key(pk="COMPLAINTS", sk="RETENTION")


def fan_out(petition_id: int, event_id: str) -> Key:
    return Key(pk=f"FANOUT#{petition_id}", sk=event_id)
