"""Telling the reporter: one message a move, never two, in the reporter's language.

The key of the message in the outbox is the guard. Supporters, and reporters of duplicates, are told
by `notify`, which runs each minute and also finds what a crash left untold here.
"""

from __future__ import annotations

from functions.complaints import clock, complaint, letter, links, move
from functions.complaints.complaint import Complaint, Entry, Record, Reporter
from functions.complaints.filing import Filed
from functions.complaints.letter import Reader
from functions.mail import outbox
from functions.mail.message import Message
from functions.shared import clock as time
from functions.shared.settings import settings
from functions.shared.words import date, moment

# What the reporter did with the own text, and an answer to the survey, need no letter.
QUIET = frozenset({"redact", "rate"})
CAP = 10
UNPROVED = frozenset({"no-proof", "trap"})


def tell(record: Record, entry: Entry) -> bool:
    """Tell the reporter of a move: one conditional PutItem; False if it was told before.

    Nothing happens for a quiet move, or when there is nobody to tell any more.
    """
    if entry.move in QUIET:
        return False
    reader = reader_of(record)
    if reader is None:
        return False
    place = place_of(record.complaint, entry)
    message = letter.letter(record.complaint, place, reader)
    return outbox.post(f"complaint#{record.complaint.id}#{place}", message)


def tell_filed(filed: Filed) -> bool:
    """Send number and private link: one PutItem; a repeat of the request sends none again.

    A form can cause it for any mailbox, so there are few a day, and nothing typed is in it.
    """
    who = complaint.open_reporter(filed.record)
    if who is None or not address(who):
        return False
    facts = filed.record.complaint
    due, zone = move.status_of(facts, facts.filed_at).due, clock.calendar_of(facts.clock).timezone
    params = {
        "number": facts.number,
        "at": moment(who.lang, facts.filed_at, zone),
        "office": letter.name_of(facts.office, who.lang),
        "day": date(who.lang, due.on),
        "link": links.absolute(links.track(who.lang, facts.id, who.secret)),
    }
    message = Message(address(who), "complaint_filed", who.lang, params)
    cap = outbox.CAP_WITHOUT_PROOF if UNPROVED & set(filed.record.flags) else CAP
    return outbox.post_capped(message, rid=filed.record.rid, cap=cap)


def reader_of(record: Record) -> Reader | None:
    """Return the reporter as a reader; None if erased, or if nothing to write to was given."""
    who = complaint.open_reporter(record)
    if who is None or not address(who):
        return None
    facts = record.complaint
    return Reader(address(who), who.lang, facts.id, facts.number, who.secret)


def address(who: Reporter) -> str:
    """Return where a reporter gets messages: the mailbox, else the phone where there is SMS."""
    return who.email or (who.phone if settings().sms_transport else "")


def place_of(facts: Complaint, entry: Entry) -> int:
    """Return the place of an entry in the history, also for a repeat of its request."""
    for place, one in enumerate(facts.history):
        if one == entry or (entry.rid and (one.rid, one.move) == (entry.rid, entry.move)):
            return place
    raise LookupError(f"{entry.move} at {time.text(entry.at)} is not in the history")
