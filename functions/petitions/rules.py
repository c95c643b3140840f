"""A rule set: what a law asks of a petition, as the government writes it in `content/rules/`.

A rule set is read from the compiled content, never changed, and named by `id@version`. Its hash is
logged before the first petition that uses it, so nobody can bend the rules afterwards.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from functools import cache
from typing import Literal

from pydantic import Field, model_validator

from functions.petitions import thresholds
from functions.petitions.rule_parts import (
    Attachments,
    BodyKind,
    Duty,
    Id,
    InitialSupport,
    LocalBody,
    Moderation,
    Public,
    RejectionCode,
    Rule,
    Signing,
    Source,
    Sponsors,
    TermText,
    TextLimits,
    Texts,
    Threshold,
    Who,
)
from functions.shared import content
from functions.shared.calendars import Calendar
from functions.shared.text import initials

INITIAL_SUPPORT = "support"


class RuleSet(Rule):
    """Everything that one law says about a petition."""

    id: Id
    version: str = Field(pattern=r"^\d{4}-\d{2}-\d{2}$")
    title: Texts
    summary: Texts
    sources: tuple[Source, ...] = Field(min_length=1)
    calendar: Calendar
    level: Literal["country", "region", "district", "other"]
    addressees: tuple[BodyKind, ...] = Field(min_length=1)
    bodies: dict[Id, LocalBody] = Field(default_factory=dict)
    start: Who
    sponsor: Who | None = None
    sign: Who
    texts: TextLimits
    attachments: Attachments = Attachments()
    sponsors: Sponsors | None = None
    moderation: Moderation
    initial_support: InitialSupport | None = None
    signing: Signing | None = None
    thresholds: tuple[Threshold, ...] = ()
    duties: tuple[Duty, ...] = ()
    public: Public
    closing_grace: TermText = "24 hours"
    maximum_petitions: int | None = Field(default=None, ge=1)
    retention_months: int = Field(default=6, ge=0, le=120)
    rejections: tuple[RejectionCode, ...] = Field(min_length=1)
    prohibited: tuple[Texts, ...] = ()
    checklist: tuple[Texts, ...] = ()

    @model_validator(mode="after")
    def _consistent(self) -> RuleSet:
        _unique("thresholds", [threshold.id for threshold in self.thresholds])
        _unique("rejections", [rejection.code for rejection in self.rejections])
        if any(threshold.id == INITIAL_SUPPORT for threshold in self.thresholds):
            raise ValueError("the id `support` belongs to initial_support")
        if any(duty.starts == "reached" for duty in self.duties):
            raise ValueError("a duty without a threshold starts `published` or `closed`")
        if not self.signing and (self.thresholds or self.initial_support):
            raise ValueError("thresholds need `signing`")
        if self.sponsors and not self.sponsor:
            raise ValueError("sponsors need `sponsor`, which says who may be one")
        return self

    @property
    def key(self) -> str:
        """The name of this version: `id@version`."""
        return f"{self.id}@{self.version}"

    def covers(self, jurisdiction_kind: str) -> bool:
        """Tell whether petitions in a jurisdiction of this kind follow this rule set."""
        cities = {"region": ("region", "city"), "other": ("country", "region", "city", "district")}
        return jurisdiction_kind in cities.get(self.level, (self.level,))

    def accepts(self, assurance: str) -> bool:
        """Tell whether signatures of this assurance class are taken."""
        return assurance in self.sign.assurance

    @property
    def needs_region(self) -> bool:
        """Whether a signer must name a region: where residence or areas decide."""
        has_areas = any(one.areas for one in self.thresholds)
        return has_areas or self.sign.residence == "jurisdiction"

    def needs_population(self) -> bool:
        """Tell whether a threshold is a share of the population."""
        return any(thresholds.needs_population(one.count) for one in self.thresholds)

    def counts(self, population: int | None = None) -> dict[str, int]:
        """Return what every goal asks for, to be frozen in a new petition and logged.

        Raises ThresholdError where a share is asked for and the population is not known.
        """
        support = {INITIAL_SUPPORT: self.initial_support.count} if self.initial_support else {}
        return support | {t.id: thresholds.count(t.count, population) for t in self.thresholds}

    def threshold(self, threshold_id: str) -> Threshold | None:
        """Return the threshold of this id, if there is one."""
        return next((one for one in self.thresholds if one.id == threshold_id), None)

    def rejection(self, code: str) -> RejectionCode | None:
        """Return the reason of this code, if this rule set knows it."""
        return next((one for one in self.rejections if one.code == code), None)

    def shown_petitioner(self, name: str, show: str = "initials") -> str:
        """Return the public form of a petitioner's name; `show` decides where it is a choice."""
        how = show if self.public.petitioner == "choice" else self.public.petitioner
        return {"name": name, "initials": initials(name)}.get(how, "")

    def shows(self) -> tuple[str, ...]:
        """Return how a signer's name may be shown, the most reserved way first."""
        chosen = self.public.signers
        return ("hidden", "initials", "name") if chosen == "choice" else (chosen,)


def canonical(rule: Mapping[str, object]) -> bytes:
    """Return the bytes that are hashed: ASCII JSON, sorted keys, no spaces, calendar by its id.

    Holidays are announced year by year, so they are no part of what a rule set's hash fixes.
    """
    days = rule.get("calendar")
    named = dict(rule) | {"calendar": days["id"] if isinstance(days, Mapping) else days}
    return json.dumps(named, sort_keys=True, separators=(",", ":"), ensure_ascii=True).encode()


def rules_hash(rule: Mapping[str, object]) -> str:
    """Return the SHA-256 of a compiled rule set's canonical form: 64 hex digits."""
    return hashlib.sha256(canonical(rule)).hexdigest()


def rule_set(key: str) -> RuleSet:
    """Return the rule set `id@version` of this deployment. Raises KeyError."""
    return _read(key)


@cache
def _read(key: str) -> RuleSet:
    return RuleSet.model_validate(content.load().rules[key])


def forget() -> None:
    """Drop every rule set that was read."""
    _read.cache_clear()


def hash_of(key: str) -> str:
    """Return the hash of the rule set `id@version` of this deployment. Raises KeyError."""
    return rules_hash(content.load().rules[key])


def active() -> list[RuleSet]:
    """Return the rule sets that new petitions may choose, in the government's order."""
    return [rule_set(key) for key in content.load().government["rule_sets"]]


def _unique(field: str, names: list[str]) -> None:
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise ValueError(f"{field}: {', '.join(sorted(twice))} is there twice")
