"""`dauys verify --poll ID`: hold a poll's public files against the log, and count it again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from functions.ledger.claims import Failure
from functions.ledger.poll_tally import PollTally
from functions.ledger.reader import Fetch
from functions.ledger.verify import Verdict
from functions.polls import counting
from functions.polls.counting import Box
from functions.polls.methods.count import count
from functions.polls.methods.rule import Rule, RuleError


def recount(fetch: Fetch, poll_id: int, verdict: Verdict) -> str:
    """Check and count a poll; what does not agree goes into the verdict's failures.

    Returns what was found, for a person.
    """
    logged = verdict.polls.get(poll_id)
    if logged is None:
        verdict.failures.append(Failure("poll-unknown", f"poll {poll_id}", "the log has none"))
        return f"poll {poll_id}: unknown"
    return _Recount(fetch, poll_id, logged, verdict.failures).run()


class _Recount:
    """One poll's recount."""

    def __init__(
        self, fetch: Fetch, poll_id: int, logged: PollTally, failures: list[Failure]
    ) -> None:
        self._fetch, self._logged, self._failures = fetch, logged, failures
        self._folder, self._poll_id = f"polls/{poll_id}", poll_id

    def run(self) -> str:
        named = f"poll {self._poll_id}"
        rule = self._rule()
        if self._logged.tallied is None:
            return f"{named}: sealed, {self._logged.total:,} voted, not counted yet"
        told = self._read("result.json")
        result = json.loads(told) if told else {}
        if not result.get("ballots_published", True):
            return f"{named}: {self._logged.tallied:,} voted; its ballots are not published"
        box = self._box()
        if rule is None or box is None or not result:
            return f"{named}: cannot be counted again"
        return f"{named}: {self._count(rule, box, result)}"

    def _rule(self) -> Rule | None:
        """Return the rule of the document, which must be the very one in the log."""
        body = self._read("rule.json")
        if body is None:
            return None
        if hashlib.sha256(body).hexdigest() != self._logged.sealed:
            self._fail("rule-mismatch", "rule.json", "it is not the document that was sealed")
        try:
            return Rule.parse(json.loads(body)["rule"])
        except (ValueError, KeyError, TypeError, RuleError) as error:
            self._fail("file-malformed", "rule.json", str(error))
            return None

    def _box(self) -> Box | None:
        """Return the ballots, which must be those in the log, one for each voter."""
        body = self._read("ballots.json")
        if body is None:
            return None
        if hashlib.sha256(body).hexdigest() != self._logged.ballots:
            self._fail("ballots-mismatch", "ballots.json", "they are not those in the log")
        try:
            box = counting.open_box(body)
            voters = box.voters
        except (ValueError, KeyError, TypeError) as error:
            self._fail("file-malformed", "ballots.json", str(error))
            return None
        if voters != self._logged.tallied:
            told = f"{voters} ballots, {self._logged.tallied} voted"
            self._fail("voters-mismatch", "ballots.json", told)
        return box

    def _count(self, rule: Rule, box: Box, told: dict[str, Any]) -> str:
        drawn = bytes.fromhex(counting.seed(self._logged.sealed, box.hash))
        found = count(rule, box.ballots, drawn).to_dict()
        if found != told.get("result"):
            wrong = [name for name in found if found[name] != (told.get("result") or {}).get(name)]
            self._fail("recount-mismatch", "result.json", f"another {', '.join(wrong)}")
        if told.get("voters") != self._logged.told():
            self._fail("voters-mismatch", "result.json", "the log counts other voters")
        winners = ", ".join(map(str, found["winners"])) or "none"
        outcome = "passed" if found["passed"] else "not passed"
        return f"{found['cast']:,} ballots counted again; winners {winners}; {outcome}"

    def _read(self, name: str) -> bytes | None:
        try:
            return self._fetch(f"{self._folder}/{name}")
        except FileNotFoundError:
            self._fail("file-missing", name)
            return None

    def _fail(self, name: str, file: str, detail: str = "") -> None:
        self._failures.append(Failure(name, f"{self._folder}/{file}", detail))
