"""Which files may be added, how many and how large."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from functions.shared.errors import FieldError, InvalidInputError

Type = Literal["image/jpeg", "image/png", "image/webp", "application/pdf"]
Form = Literal["image", "pdf"]
IMAGES: tuple[Type, ...] = ("image/jpeg", "image/png", "image/webp")
PDF: Type = "application/pdf"
ANY_TYPE = "application/octet-stream"  # of a form without scripts, which cannot tell
KILOBYTE = 1024
IMAGE_MOST_KILOBYTES = 10 * KILOBYTE
PDF_MOST_KILOBYTES = 5 * KILOBYTE


class Kinds(BaseModel):
    """What an owner may be given: `count` files, each up to `kilobytes`, PDF only if said so."""

    model_config = ConfigDict(frozen=True)

    count: int = Field(ge=1, le=99)
    kilobytes: int = Field(default=IMAGE_MOST_KILOBYTES, ge=1)
    pdf: bool = False

    @property
    def types(self) -> tuple[Type, ...]:
        """The media types that may be declared."""
        return (*IMAGES, PDF) if self.pdf else IMAGES

    def most_bytes(self, form: Form) -> int:
        """Return how many bytes a file of this form may have."""
        ceiling = IMAGE_MOST_KILOBYTES if form == "image" else PDF_MOST_KILOBYTES
        return min(self.kilobytes, ceiling) * KILOBYTE

    def check(self, declared: str, size: int) -> int:
        """Return the most bytes of a file of a declared type; "" is any, a `size` of 0 unknown.

        Raises InvalidInputError.
        """
        if declared and declared not in self.types:
            raise InvalidInputError(FieldError("type", "not_a_choice"))
        most = self.most_bytes("pdf" if declared == PDF else "image")
        if size > most:
            limit = ("megabytes", -(-most // KILOBYTE**2))
            raise InvalidInputError(FieldError("file", "too_big", (limit,)))
        return most


PHOTOS = Kinds(count=3)
