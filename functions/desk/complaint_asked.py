"""What an official asks for: one move or a chain of them, on one complaint or on many."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.desk.fields import Note, Rid, texts
from functions.shared.facts import Texts
from functions.shared.form import Paragraphs
from functions.shared.text import clean_line, clean_text

TEXT_MAX, ACTION_MAX, SHOWN_MAX = 4_000, 300, 5_000
MOST_ACTIONS, MOST_PHOTOS, MOST_CHAINED, MOST_AT_ONCE = 10, 3, 4, 50
ADDRESS = r"^[a-z_]{1,30}$"

Text = Annotated[Texts, texts(TEXT_MAX, clean_text)]
Action = Annotated[Texts, texts(ACTION_MAX, clean_line)]
Number = Annotated[int, Field(ge=1, le=999_999_999)]


class Fields(BaseModel):
    """What a move may carry; which of it a move takes is in the table of moves."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: Text | None = None
    code: str = Field(default="", max_length=60)
    body: str = Field(default="", max_length=60)
    until: dt.date | None = None
    of: Number | None = None
    actions: list[Action] = Field(default_factory=list, max_length=MOST_ACTIONS)
    shown: Annotated[Paragraphs, Field(max_length=SHOWN_MAX)] | None = None
    shown_photos: list[str] | None = Field(default=None, max_length=MOST_PHOTOS)

    def given(self) -> set[str]:
        """Return the fields that carry something."""
        named = {name: getattr(self, name) for name in Fields.model_fields}
        return {name for name, value in named.items() if value not in (None, "", [])} | {
            name for name in ("shown", "shown_photos") if named[name] is not None
        }


class ChainedMove(Fields):
    """A further move in the same request."""

    move: str = Field(pattern=ADDRESS)


class ComplaintMove(Fields):
    """A move, the version of the complaint that was seen, and the moves that follow at once."""

    rid: Rid
    seen: int = Field(ge=1)
    lang: str = Field(default="", max_length=2)
    then: list[ChainedMove] = Field(default_factory=list, max_length=MOST_CHAINED)

    def chain(self, move: str) -> list[ChainedMove]:
        """Return all the moves in their order, the first one with its name."""
        first = self.model_dump(include=set(Fields.model_fields))
        return [ChainedMove(move=move, **first), *self.then]


class ComplaintMoves(Fields):
    """One move (or chain) on many complaints; `preview` only tells what would come of it."""

    rid: Rid
    ids: list[Number] = Field(min_length=1, max_length=MOST_AT_ONCE)
    move: str = Field(pattern=ADDRESS)
    preview: bool = False
    seen: dict[str, int] = Field(default_factory=dict, max_length=MOST_AT_ONCE)
    lang: str = Field(default="", max_length=2)
    then: list[ChainedMove] = Field(default_factory=list, max_length=MOST_CHAINED)

    def on(self, complaint_id: int, version: int) -> ComplaintMove:
        """Return what this asks of one complaint."""
        same = self.model_dump(include={*Fields.model_fields, "rid", "lang", "then"})
        return ComplaintMove(seen=self.seen.get(str(complaint_id), version), **same)


class SecondOpinion(BaseModel):
    """What the second official says of a move that waits for two; `note` is for the desk."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rid: Rid
    seen: int = Field(ge=1)
    approve: bool
    note: Note | Literal[""] = ""
    lang: str = Field(default="", max_length=2)
