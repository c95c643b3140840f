"""The number of a complaint: year, running number and a check digit, as in `2026-000123-4`."""

from __future__ import annotations

import re

from functions.shared.check_digit import check_digit

_WRITTEN = re.compile(r"(\d{4})-(\d{6,9})-(\d)")


def number(year: int, complaint_id: int) -> str:
    """Return the number that is printed on the coupon."""
    return f"{year}-{complaint_id:06d}-{check_digit(f'{year}{complaint_id:06d}')}"


def read(typed: str) -> int:
    """Return the complaint id of a number somebody typed. Raises ValueError if it is misread."""
    found = _WRITTEN.fullmatch("".join(typed.split()).replace("–", "-"))
    if not found or check_digit(found[1] + found[2]) != int(found[3]):
        raise ValueError("check_digit")
    return int(found[2])
