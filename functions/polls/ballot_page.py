"""The page of a ballot sent without scripts that does not fit: the form again, in its words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from functions.polls.choosing import SEVERAL
from functions.polls.known import Known
from functions.polls.methods.choice import STANCES
from functions.shared import page
from functions.shared.errors import FieldError, InvalidInputError
from functions.shared.page import Question
from functions.shared.words import pick, t


def refused(lang: str, error: InvalidInputError, typed: Mapping[str, Any], known: Known) -> str:
    """Return the form with what is wrong and everything that was typed."""
    texts = {str(one.id): pick(one.text, lang)[0] for one in known.poll.options}
    own = {
        f"{name}-{number}": Question(words)
        for name in ("rank", "points", "rating")
        for number, words in texts.items()
    }
    asked = pick(known.poll.question, lang)[0]
    if known.rule.kind == "stance":
        own["choice"] = Question(asked, tuple((one, t(lang, f"errors.{one}")) for one in STANCES))
    elif known.rule.kind in ("ranking", "scores"):
        own["choice"] = Question(asked, is_heading=True)
    else:
        own["choice"] = own[SEVERAL] = Question(asked, tuple(texts.items()))
    is_several = known.rule.kind == "set" and "choice" not in typed
    return page.refusal(lang, _of_several(error) if is_several else error, typed, own)


def _of_several(error: InvalidInputError) -> InvalidInputError:
    """Return what is wrong under the name that the boxes of a plain form have."""
    return InvalidInputError(
        *(
            FieldError(SEVERAL if one.name == "choice" else one.name, one.code, one.params)
            for one in error.fields
        )
    )
