"""Any picture in, two fresh JPEGs out: nothing of the sent bytes is copied, only its pixels.

Imported in the process that renders one file, nowhere else (see rendering.py).
"""

from __future__ import annotations

import io
from dataclasses import dataclass

from PIL import Image, ImageOps, UnidentifiedImageError

from functions.media.refusal import RefusedError

FORMATS = ("JPEG", "PNG", "WEBP")
MOST_PIXELS = 60_000_000
EDGE, SMALL_EDGE = 2048, 480
QUALITY, SMALL_QUALITY = 80, 75
SIXTEEN_BITS = 256


@dataclass(frozen=True)
class Picture:
    """A picture as it will be shown, large and small, in JPEG."""

    body: bytes
    small: bytes
    width: int
    height: int


def render(sent: bytes) -> Picture:
    """Return a picture afresh, upright, without metadata. Raises RefusedError."""
    try:
        with Image.open(io.BytesIO(sent), formats=FORMATS) as image:
            if image.width * image.height > MOST_PIXELS:
                raise RefusedError("too_many_pixels")
            large = _fresh(image)
    except UnidentifiedImageError:
        raise RefusedError("unknown_type") from None
    except Image.DecompressionBombError:
        raise RefusedError("too_many_pixels") from None
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, MemoryError):
        raise RefusedError("unreadable") from None
    small = large.copy()
    small.thumbnail((SMALL_EDGE, SMALL_EDGE))
    return Picture(_jpeg(large, QUALITY), _jpeg(small, SMALL_QUALITY), *large.size)


def _fresh(image: Image.Image) -> Image.Image:
    """Return the first frame's pixels in a new image: shrunk first, so that little is in memory."""
    image.draft("RGB", (EDGE, EDGE))
    image.load()
    image.thumbnail((EDGE, EDGE))
    upright = _plain(ImageOps.exif_transpose(image))
    fresh = Image.new("RGB", upright.size, "white")
    if "A" in upright.getbands():
        fresh.paste(upright, mask=upright.getchannel("A"))
    else:
        fresh.paste(upright)
    return fresh


def _plain(image: Image.Image) -> Image.Image:
    """Return an image in RGB or RGBA, whatever its palette, depth or inks."""
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value / SIXTEEN_BITS).convert("L")
    has_alpha = "A" in image.getbands() or "transparency" in image.info
    return image.convert("RGBA" if has_alpha else "RGB")


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()
