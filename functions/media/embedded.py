"""Taking the metadata out of the pictures of a document, without touching what they show."""

from __future__ import annotations

from collections.abc import Iterator

JPEG_START, SCAN, JPEG_END = b"\xff\xd8", 0xDA, b"\xff\xd9"
MARKER = 0xFF
ADOBE = 0xEE  # says how colours were turned; a reader needs it
COMMENT, FIRST_APP, LAST_APP = 0xFE, 0xE0, 0xEF
BOXES = (b"jP  ", b"ftyp", b"jp2h", b"jp2c")  # of JPEG 2000: what is needed to show it
CODESTREAM = b"\xff\x4f"
BOX_HEAD, LONG_BOX_HEAD = 8, 16


def plain_jpeg(sent: bytes) -> bytes:
    """Return a JPEG without comments, application segments and what follows its end.

    Raises ValueError for what is no JPEG.
    """
    if not sent.startswith(JPEG_START) or JPEG_END not in sent:
        raise ValueError("not a JPEG")
    kept, at = JPEG_START, len(JPEG_START)
    while at + 4 <= len(sent) and sent[at] == MARKER:
        kind, length = sent[at + 1], int.from_bytes(sent[at + 2 : at + 4], "big")
        if kind == SCAN:
            return kept + sent[at : sent.rindex(JPEG_END) + len(JPEG_END)]
        is_told = kind == COMMENT or (FIRST_APP <= kind <= LAST_APP and kind != ADOBE)
        kept += b"" if is_told else sent[at : at + 2 + length]
        at += 2 + length
    raise ValueError("no picture in this JPEG")


def plain_jpeg2000(sent: bytes) -> bytes:
    """Return a JPEG 2000 picture without the boxes that tell about it. Raises ValueError."""
    if sent.startswith(CODESTREAM):
        return sent
    return b"".join(box for kind, box in _boxes(sent) if kind in BOXES)


def _boxes(sent: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = 0
    while at < len(sent):
        length, kind = int.from_bytes(sent[at : at + 4], "big"), sent[at + 4 : at + BOX_HEAD]
        if length == 1:
            length = int.from_bytes(sent[at + BOX_HEAD : at + LONG_BOX_HEAD], "big")
        length = length or len(sent) - at  # 0: to the end
        if length < BOX_HEAD:
            raise ValueError("not a box")
        yield kind, sent[at : at + length]
        at += length
