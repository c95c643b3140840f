"""A complaint as the public reads it: what `complaint_view.view` lets pass, and nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from functions.complaints.complaint import Photo
from functions.complaints.place import Place
from functions.complaints.states import State, Status

LEAD_CHARACTERS = 100
_VERDICTS = {"confirm": "confirmed", "not_confirm": "not_confirmed", "declare_false": "false"}
_RESULTS = ("resolve", "not_confirm", "publish_correction", "dismiss")


@dataclass(frozen=True)
class PublicEntry:
    """One public line of the history. `texts` is empty where the words are not public."""

    at: dt.datetime
    move: str
    role: str
    body: str = ""
    code: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    is_private: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def actions(self) -> list[dict[str, str]]:
        """What was done, each by language."""
        return list(self.facts.get("actions", ()))


@dataclass(frozen=True)
class PublicComplaint:
    """All that is public of a complaint at one instant.

    `text` is None while there is none to show; `place` is None where it is not public at all, and
    `region` is the region it lies in, "" where even that is not told. `address` and coordinates are
    inside `place`, already cut. `closed_at` is when the government stopped owing anything.
    """

    id: int
    number: str
    category: str
    channel: str
    language: str
    example: bool
    text: str | None
    place: Place | None
    region: str
    attributes: Mapping[str, tuple[str, ...]]
    photos: tuple[Photo, ...]
    history: tuple[PublicEntry, ...]
    status: Status
    clock: str
    office: str
    filed_at: dt.datetime
    updated_at: dt.datetime
    closed_at: dt.datetime | None
    duplicate_of: int | None
    duplicates: tuple[int, ...]
    supports: int

    @property
    def state(self) -> State:
        return self.status.state

    @property
    def body(self) -> str:
        """The body in charge; the office that took the complaint until one is."""
        return self.status.body or self.office

    @property
    def lead(self) -> str:
        """The beginning of the text as one line, cut between words; "" without a text."""
        line = " ".join((self.text or "").split())
        if len(line) <= LEAD_CHARACTERS:
            return line
        return line[:LEAD_CHARACTERS].rsplit(" ", 1)[0] + " …"

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude as exactly as they are public."""
        return self.place.point if self.place else None

    @property
    def verdict_entry(self) -> PublicEntry | None:
        """The last entry that says whether the report was true."""
        return self._last(*_VERDICTS)

    @property
    def verdict(self) -> str:
        """`confirmed`, `not_confirmed`, `false`, or "" while it is not checked."""
        found = self.verdict_entry
        return _VERDICTS[found.move] if found else ""

    @property
    def result(self) -> PublicEntry | None:
        """The answer that stands: the result, the refusal or the correction; None while open."""
        return self._last(*_RESULTS) if not self.status.is_open else None

    @property
    def last_result(self) -> PublicEntry | None:
        """The last answer given, also of a complaint that was reopened since."""
        return self._last(*_RESULTS)

    @property
    def correction(self) -> PublicEntry | None:
        """The official correction, if the report was found false."""
        return self._last("publish_correction")

    @property
    def contradiction(self) -> PublicEntry | None:
        """The reporter's no to the last answer: a rating "not enough", or a reopening."""
        answered = self.last_result
        for entry in reversed(self.history):
            if answered is None or entry.at < answered.at:
                return None
            if entry.move == "reopen" or entry.facts.get("satisfied") is False:
                return entry
        return None

    @property
    def satisfied(self) -> bool | None:
        """Whether the reporter said that the last answer was enough; None if nothing was said."""
        if self.contradiction:
            return False
        rated, answered = self._last("rate"), self.last_result
        if rated and answered and rated.at >= answered.at:
            return rated.facts.get("satisfied") is True
        return None

    def _last(self, *moves: str) -> PublicEntry | None:
        return next((one for one in reversed(self.history) if one.move in moves), None)
