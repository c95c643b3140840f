"""Which encoding a file is in: UTF-8 is taken, others are recognised and named."""

from __future__ import annotations

import codecs

from functions.opendata.problem import Problem, shown

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # .xlsx is a zip file, .xls an OLE one
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def decoded(raw: bytes) -> tuple[str, Problem | None]:
    """Return the text without its byte order mark, or what is wrong with the encoding."""
    if not raw.strip():
        return "", Problem("empty_file")
    if raw.startswith(_WORKBOOKS):
        return "", Problem("workbook")
    if raw.startswith(_UTF16):
        return "", Problem("utf16")
    if b"\x00" in raw:
        return "", Problem("utf16") if _is_bare_utf16(raw) else _with_nul(raw)
    try:
        return raw.decode("utf-8-sig"), None
    except UnicodeDecodeError as error:
        return "", _not_utf8(raw, error.start)


def _with_nul(raw: bytes) -> Problem:
    """Return where the byte is, if the rest is a text."""
    try:
        raw.decode()
    except UnicodeDecodeError:
        return Problem("binary")
    return Problem("nul", line=raw.count(b"\n", 0, raw.index(b"\x00")) + 1)


def _is_bare_utf16(raw: bytes) -> bool:
    """Tell whether every second byte of the beginning is 0, as in UTF-16 of Latin letters."""
    head = raw[:64]
    return not any(head[1::2]) or not any(head[::2])


def _not_utf8(raw: bytes, start: int) -> Problem:
    line = raw.count(b"\n", 0, start) + 1
    begin = raw.rfind(b"\n", 0, start) + 1
    end = raw.find(b"\n", start)
    whole = raw[begin : end if end > 0 else len(raw)]
    try:
        text = whole.decode("cp1251")
    except UnicodeDecodeError:
        return Problem("not_utf8", line=line)
    letters = [one for one in text if not one.isascii() and one.isalpha()]
    if sum("а" <= one.lower() <= "я" for one in letters) * 2 > len(letters):
        return Problem("cp1251", line=line, values={"value": shown(text)})
    return Problem("not_utf8", line=line)
