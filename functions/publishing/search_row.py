"""What results show of a thing, as one small value in its row of the index."""

from __future__ import annotations

import json
import zlib
from typing import Any

from functions.publishing.search_document import LEAD_CHARACTERS, Document

# What stands in every row, for zlib; another text here is another format.
_USUAL = (
    " және үшін туралы бойынша керек ауданы ауылы қаласы көшесі мектеп жол жөндеу салу су құбыры "
    " чтобы для на по в и не что района города улица улице школы дороги ремонт построить вернуть "
    " the of to and for in a is that school road street water repair build public city district "
    '"text":"rejected","closed","open","petition.state.open","complaint.state.",'
    '{"kind":"petition","id":"1","path":"petitions/1/","language":"kk","texts":{"kk":["",""],'
    '"ru":["",""],"en":["",""]},"state":"open","state_key":"petition.state.open","tone":"open",'
    '"category":"roads","jurisdiction":"KZ-75","body":"akimat-almaty","topic":{"kk":"Жолдар",'
    '"ru":"Дороги","en":"Roads"},"icon":"road","count":1,"count_key":"petition.of","needed":50000,'
    '"example":false,"facets":["kind/petition","state/open","state/awaiting_response",'
    '"category/roads","jurisdiction/KZ-75","body/akimat-"]}'
).encode()
Json = dict[str, Any]


def shown(document: Document) -> Json:
    """Return what results show of a thing."""
    return {
        "kind": document.kind,
        "id": document.id,
        "path": document.path,
        "language": document.language,
        "texts": {lang: [one.title, cut(one.lead)] for lang, one in document.texts.items()},
        "state": document.state,
        "state_key": document.state_key,
        "tone": document.tone,
        "category": document.category,
        "jurisdiction": document.jurisdiction,
        "body": document.body,
        "topic": dict(document.topic),
        "icon": document.icon,
        "count": document.count,
        "count_key": document.count_key,
        "needed": document.needed,
        "example": document.example,
        "facets": document.facets(),
    }


def cut(text: str) -> str:
    """Return the beginning of a text as one line, cut between words."""
    line = " ".join(text.split())
    if len(line) <= LEAD_CHARACTERS:
        return line
    return line[:LEAD_CHARACTERS].rsplit(" ", 1)[0].removesuffix(" …") + " …"


def packed(value: object) -> bytes:
    """Return a value as small as it gets: JSON, deflated with what all of them hold."""
    deflate = zlib.compressobj(9, zlib.DEFLATED, -15, zdict=_USUAL)
    told = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return deflate.compress(told) + deflate.flush()


def unpacked(stored: bytes) -> Any:
    """Return what was packed."""
    return json.loads(zlib.decompressobj(-15, zdict=_USUAL).decompress(stored))
