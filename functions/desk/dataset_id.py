"""The id of an uploaded dataset, as it stands in an address."""

from __future__ import annotations

import re

from functions.opendata.dataset import NAME
from functions.shared.errors import NotFoundError

ID_MAX = 80


def read_id(written: str) -> str:
    """Read a dataset's id from a path. Raises NotFoundError for what cannot be one."""
    if len(written) > ID_MAX or not re.fullmatch(NAME, written):
        raise NotFoundError
    return written
