"""What officials send about datasets: a file with its description, and what is to be done."""

from __future__ import annotations

import base64
import binascii

from pydantic import BaseModel, ConfigDict, Field

from functions.desk.dataset_id import ID_MAX
from functions.desk.fields import Asked, Reasons, Rid
from functions.opendata.dataset import NAME
from functions.shared.errors import FieldError, InvalidInputError

MOST_BYTES = 2_000_000
BASE64_MAX = 4 * (MOST_BYTES // 3 + 1)
DATASET_MAX = 60_000  # letters


class Inspection(BaseModel):
    """A file, as text or as bytes in Base64, and its description if there is one yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    csv: str = Field(default="", max_length=MOST_BYTES)
    csv_base64: str = Field(default="", max_length=BASE64_MAX)
    dataset: str = Field(default="", max_length=DATASET_MAX)
    lang: str = Field(default="", max_length=2)

    def file(self) -> bytes:
        """Return the file's bytes. Raises InvalidInputError if there is none, or it is too long."""
        if self.csv:
            found = self.csv.encode()
        else:
            try:
                found = base64.b64decode(self.csv_base64, validate=True)
            except (binascii.Error, ValueError):
                raise InvalidInputError(FieldError("csv", "invalid")) from None
        if not found:
            raise InvalidInputError(FieldError("csv", "missing"))
        if len(found) > MOST_BYTES:
            most = (("most", MOST_BYTES // 1_000_000),)
            raise InvalidInputError(FieldError("csv", "file_too_large", most))
        return found


class NewDataset(Inspection):
    """A version to keep; `seen` is the record's version where the dataset is there already."""

    rid: Rid
    seen: int | None = Field(default=None, ge=1)


class DatasetPublication(Asked):
    """Let what waits become public."""


class DatasetDiscarding(Asked):
    """Give up what waits."""


class DatasetRetirement(Asked):
    """Say that it is no longer kept, why, and which one to use."""

    reason: Reasons
    replaced_by: str = Field(max_length=ID_MAX, pattern=NAME)
