"""What indicators are computed from: one small record a petition, duty, complaint, idea, work."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal


@dataclass(frozen=True)
class Petition:
    """A petition that was decided on; `year` is that of its publication or rejection."""

    year: str
    region: str
    body: str
    signatures: int = 0
    published: bool = True
    reached: bool = False
    answered: bool = False
    implemented: bool = False


@dataclass(frozen=True)
class Duty:
    """One answer owed to a petition; `year` is that of its term, `days` are calendar days."""

    year: str
    region: str
    body: str
    state: str  # done, done_late, late, pending
    days: int | None = None


@dataclass(frozen=True)
class Complaint:
    """A complaint by the year in which it was filed; `days` are working days to the answer."""

    year: str
    region: str
    body: str
    is_open: bool = False
    is_late: bool = False
    counts: bool = True  # not withdrawn, no duplicate
    days: int | None = None

    @property
    def answered(self) -> bool:
        return self.days is not None


@dataclass(frozen=True)
class Poll:
    """A vote by the year in which it ended, or ends."""

    year: str
    region: str
    voters: int


@dataclass(frozen=True)
class Idea:
    """A published idea of a project by the year of its publication."""

    year: str
    region: str
    selected: bool = False
    won: bool = False
    done: bool = False


@dataclass(frozen=True)
class Work:
    """What is carried out, by the year of its term."""

    year: str
    region: str
    body: str
    done: bool = False
    late: bool = False


@dataclass(frozen=True)
class Said:
    """What people say of answers in one group, as published; None is hidden."""

    dimension: str
    group: str
    asked: int | None = None
    answered: int | None = None
    satisfied: int | None = None


@dataclass(frozen=True)
class Published:
    """One figure of a government's own dataset, as published; `whole` is what it was taken of."""

    indicator: str
    dimension: str
    group: str
    value: Decimal | None
    whole: int | None = None


@dataclass(frozen=True)
class Facts:
    """All of it. `signatures` are by region of the signer, protected: None is hidden.

    `population` is by jurisdiction, `country` the code of the whole.
    """

    petitions: tuple[Petition, ...] = ()
    duties: tuple[Duty, ...] = ()
    complaints: tuple[Complaint, ...] = ()
    polls: tuple[Poll, ...] = ()
    ideas: tuple[Idea, ...] = ()
    works: tuple[Work, ...] = ()
    said: tuple[Said, ...] = ()
    published: tuple[Published, ...] = ()
    signatures: Mapping[str, int | None] = field(default_factory=dict)
    population: Mapping[str, int] = field(default_factory=dict)
    country: str = ""
