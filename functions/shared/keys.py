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
| core       | POLL#<id>        | POLL             | a poll with its history; index `changes`      |
| core       | POLL#<id>        | COUNT            | voters by class, seal and tally, from the log |
| core       | POLL#<id>        | PAPER#<batch>    | paper ballots that wait for a second person   |
| core       | PERSON#<tag>     | <kind>#<ref>     | what somebody contributed, for themselves     |
| core       | PERSON#<tag>     | CLAIM#<nnnn>     | somebody's nth exchange of points: one truth  |
| core       | CLAIM#<code>     | CLAIM            | whose claim a code is, by tag                 |
| core       | OFFERS           | OFFER#<id>       | places of an offer that are taken, by code    |
| core       | PROJECT#<id>     | PROJECT          | a project with its history; index `changes`   |
| core       | PROJECT#<id>     | IDEAS            | the last number of an idea given              |
| core       | PROJECT#<id>     | IDEA#<nnnnn>     | an idea with its history; index `changes`     |
| core       | PROJECT#<id>     | AUTHOR#<tag>#<n> | guard: one of a person's few ideas            |
| core       | PROJECT#<id>     | SUPPORT#<idea>#… | a person's support of an idea, by tag         |
| core       | PROJECT#<id>     | COMMENT#<id>     | a comment with its flags; index `changes`     |
| core       | PROJECT#<id>     | STANCE#<id>#…    | what a person says of a comment, by tag       |
| core       | PROJECT#<id>     | REVIEW#<idea>#…  | an expert's scores of an idea in a stage      |
| core       | PROJECT#<id>     | PLEDGE#<id>      | a pledge to a campaign                        |
| core       | WORK#<id>        | WORK             | what is carried out; index `changes`          |
| core       | WORK#<id>        | CONFIRM#<tag>    | what a resident says of the result            |
| core       | API              | KEY#<sha256>     | an outside app's key, kept only as a hash     |
| core       | DATASET#<id>     | DATASET          | an uploaded dataset; index `changes`          |
| core       | SURVEY#<id>      | SURVEY           | a survey with its questions; index `changes`  |
| core       | SURVEY#<id>      | ANSWER#<tag>     | one person's answers, and nothing of who      |
| core       | COUNTER          | PETITION         | the last petition id given                    |
| core       | COUNTER          | COMPLAINT        | the last complaint id given                   |
| core       | COUNTER          | POLL             | the last poll id given                        |
| core       | COUNTER          | SURVEY           | the last survey id given                      |
| core       | COUNTER          | PROJECT          | the last project id given                     |
| core       | COUNTER          | WORK             | the last id of a work given                   |
| core       | SIGNING          | BEAT             | the last measurement whether people can sign  |
| core       | SIGNING          | OUTAGE#<start>   | when signing was out of order, and by what    |
| core       | LOG              | HEAD             | the log's head, moved by compare-and-swap     |
| core       | BATCH#<day>      | <at>             | where each batch lies in the log              |
| core       | UPLOAD#<owner>   | <place>          | a file that somebody adds; owner as a hash    |
| signatures | <id>#<hh>        | <idtag>          | a signature: guard and record; index `inbox`  |
| signatures | CANARY           | CANARY           | what is written to see whether one can sign   |
| signatures | LOG#<id>         | <type>#<unique>  | a request to the log; index `inbox`           |
| signatures | LOG#POLL#<id>    | <type>#<unique>  | a request to the log about a poll             |
| signatures | V<id>#<hh>       | <mark tag>       | that somebody voted: never when or what       |
| signatures | B<id>#<hh>       | <ballot tag>#<n> | somebody's nth ballot: never whose            |
| keys       | PETITION#<id>    | KEYS             | wrapped pepper and data key                   |
| keys       | <name>           | KEYS             | wrapped keys of one poll, project, survey     |
| keys       | BALLOTS#<id>     | KEYS             | what ballots are tagged by, until the tally   |
| ops        | REQUEST#<rid>    | REQUEST          | guard of a petition's submission              |
| ops        | REQUEST#<rid>    | POLL             | which poll a draft's request began            |
| ops        | MAIL#<guard>     | MAIL             | a message to send, then its guard; `outbox`   |
| ops        | NOTIFY           | STATE            | how far events were looked for                |
| ops        | FANOUT#<id>      | <event>          | how far an event was told to signers          |
| ops        | COMPLAINTS       | STATE            | how far moves of complaints were told         |
| ops        | COMPLAINTS       | RETENTION        | how far the reporters' data was erased        |
| ops        | PROJECTS         | STATE            | how far moves of ideas were told              |
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


def survey_core(survey_id: int) -> Key:
    return Key(pk=f"SURVEY#{survey_id}", sk="SURVEY")


def survey_answer(survey_id: int, tag: str) -> Key:
    return Key(pk=f"SURVEY#{survey_id}", sk=f"ANSWER#{tag}")


def dataset_core(dataset_id: str) -> Key:
    return Key(pk=f"DATASET#{dataset_id}", sk="DATASET")


def poll(poll_id: int) -> Key:
    return Key(pk=f"POLL#{poll_id}", sk="POLL")


def poll_count(poll_id: int) -> Key:
    return Key(pk=f"POLL#{poll_id}", sk="COUNT")


def paper_batch(poll_id: int, batch: str) -> Key:
    return Key(pk=f"POLL#{poll_id}", sk=f"PAPER#{batch}")


def mark(poll_id: int, tag: str) -> Key:
    """As signatures, marks and ballots lie in 256 shards a poll, by the tag's first byte."""
    return Key(pk=f"V{poll_id}#{tag[:2]}", sk=tag)


def ballot(poll_id: int, tag: str, number: int) -> Key:
    return Key(pk=f"B{poll_id}#{tag[:2]}", sk=f"{tag}#{number}")


def poll_log_request(poll_id: int, kind: str, unique: str) -> Key:
    return Key(pk=f"LOG#POLL#{poll_id}", sk=f"{kind}#{unique}")


def project(project_id: int) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk="PROJECT")


def idea_counter(project_id: int) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk="IDEAS")


def idea(project_id: int, number: int) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"IDEA#{number:05d}")


def idea_slot(project_id: int, tag: str, slot: int) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"AUTHOR#{tag}#{slot}")


def idea_support(project_id: int, number: int, tag: str) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"SUPPORT#{number:05d}#{tag}")


def comment(project_id: int, comment_id: str) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"COMMENT#{comment_id}")


def stance(project_id: int, comment_id: str, tag: str) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"STANCE#{comment_id}#{tag}")


def review(project_id: int, number: int, stage: str, expert: str) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"REVIEW#{number:05d}#{stage}#{expert}")


def pledge(project_id: int, pledge_id: str) -> Key:
    return Key(pk=f"PROJECT#{project_id}", sk=f"PLEDGE#{pledge_id}")


def work(work_id: int) -> Key:
    return Key(pk=f"WORK#{work_id}", sk="WORK")


def confirmation(work_id: int, tag: str) -> Key:
    return Key(pk=f"WORK#{work_id}", sk=f"CONFIRM#{tag}")


def contribution(tag: str, kind: str, ref: str) -> Key:
    return Key(pk=f"PERSON#{tag}", sk=f"{kind}#{ref}")


def claim(tag: str, number: int) -> Key:
    """The nth claim has a key of its own: of two made at once, one finds it taken."""
    return Key(pk=f"PERSON#{tag}", sk=f"{CLAIMS}{number:04d}")


def claim_code(code: str) -> Key:
    return Key(pk=f"CLAIM#{code}", sk="CLAIM")


def offer(offer_id: str) -> Key:
    return Key(pk=OFFERS, sk=f"OFFER#{offer_id}")


CLAIMS = "CLAIM#"
OFFERS = "OFFERS"


def api_key(sha256: str) -> Key:
    return Key(pk=API_KEYS, sk=f"KEY#{sha256}")


API_KEYS = "API"
COMPLAINT_COUNTER = Key(pk="COUNTER", sk="COMPLAINT")
SURVEY_COUNTER = Key(pk="COUNTER", sk="SURVEY")
POLL_COUNTER = Key(pk="COUNTER", sk="POLL")
PROJECT_COUNTER = Key(pk="COUNTER", sk="PROJECT")
WORK_COUNTER = Key(pk="COUNTER", sk="WORK")
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


def own_keys(name: str) -> Key:
    """The name is that of what the keys belong to, such as `POLL#3` or `PROJECT#7`."""
    return Key(pk=name, sk="KEYS")


def request(rid: str) -> Key:
    return Key(pk=f"REQUEST#{rid}", sk="REQUEST")


def poll_request(rid: str) -> Key:
    return Key(pk=f"REQUEST#{rid}", sk="POLL")


def mail(guard: str) -> Key:
    return Key(pk=f"MAIL#{guard}", sk="MAIL")


NOTIFY_STATE = Key(pk="NOTIFY", sk="STATE")
COMPLAINTS_STATE = Key(pk="COMPLAINTS", sk="STATE")
COMPLAINTS_RETENTION = Key(pk="COMPLAINTS", sk="RETENTION")
PROJECTS_STATE = Key(pk="PROJECTS", sk="STATE")


def fan_out(petition_id: int, event_id: str) -> Key:
    return Key(pk=f"FANOUT#{petition_id}", sk=event_id)
