"""How a reporter can be reached, as it is typed: a telephone number."""

from __future__ import annotations

import re
from collections.abc import Mapping

from functions.shared import text

NUMBER = re.compile(r"\+[1-9]\d{6,14}")  # E.164
MAX_PHONE = 40


def phone(typed: str, trunk: Mapping[str, str]) -> str:
    """Return a telephone number in its international form, `+77010000000`. Raises ValueError.

    `trunk` says what a number dialled at home begins with, and what stands for it from abroad.
    """
    digits = re.sub(r"[ ().\u2010-\u2013-]", "", text.clean_line(typed))
    if digits.startswith("00"):
        digits = "+" + digits[2:]
    for home, abroad in trunk.items():
        if digits.startswith(home):
            digits = abroad + digits.removeprefix(home)
    if not NUMBER.fullmatch(digits):
        raise ValueError("not_phone")
    return digits
