"""The sealed document: everything that decides who wins, fixed before anybody votes.

Its canonical JSON (keys sorted, no blanks, UTF-8) is the public file /polls/{id}/rule.json, byte
for byte, and its SHA-256 is in the log before the poll opens.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from functions.polls.methods.rule import Rule
from functions.polls.poll import Poll
from functions.shared import clock
from functions.shared.content import load

VERSION = 1


def document(poll: Poll) -> dict[str, Any]:
    """Return the document as JSON holds it."""
    return {
        "v": VERSION,
        "poll": poll.id,
        "question": poll.question,
        "about": poll.about,
        "options": [one.model_dump(mode="json") for one in poll.options],
        "rule": rule_of(poll).to_dict(),
        "eligibility": poll.eligibility.model_dump(mode="json"),
        "opens_at": clock.text(poll.opens_at),
        "closes_at": clock.text(poll.closes_at),
        "paper": poll.paper is not None,
        "publish_ballots": poll.publish_ballots,
    }


def encode(poll: Poll) -> bytes:
    """Return the document's canonical JSON."""
    told = document(poll)
    return json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def digest(poll: Poll) -> str:
    """Return the document's SHA-256, 64 hex digits."""
    return hashlib.sha256(encode(poll)).hexdigest()


def rule_of(poll: Poll) -> Rule:
    """Return the rule by which a poll is counted. Raises RuleError."""
    return Rule.parse(poll.rule)


def lacks(poll: Poll) -> list[tuple[str, str]]:
    """Return the texts that lack a language, as (field, language): everybody reads the same."""
    languages = load().languages
    wanted = [("question", poll.question)]
    wanted += [("about", poll.about)] if poll.about else []
    for one in poll.options:
        wanted.append((f"options.{one.id}.text", one.text))
        wanted += [(f"options.{one.id}.more", one.more)] if one.more else []
    return [(name, lang) for name, texts in wanted for lang in languages if not texts.get(lang)]
