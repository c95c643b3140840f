"""The largest page of results, in its real shell, as it is sent."""

from __future__ import annotations

import base64
import gzip
import json
import random
import shutil
import sqlite3
from pathlib import Path

import pytest

from functions.publishing import (
    search,
    search_files,
    search_query,
    search_queue,
    search_reader,
    version,
)
from functions.publishing.search_document import Document, Told
from functions.shared import clock
from tests.bench import site_texts
from tests.conftest import Context, event
from tests.site import built

MOST_BYTES = 20_000
TITLE, LEAD = 150, 400  # the longest title of any rule set; a lead is cut


def _document(number: int) -> Document:
    chance = random.Random(number)
    texts = {
        lang: Told(
            f"Мектеп {site_texts.line(chance, lang, TITLE)}", site_texts.prose(chance, lang, LEAD)
        )
        for lang in built.LANGUAGES
    }
    return Document(
        kind="petition",
        id=str(100_000 + number),
        path=f"petitions/{100_000 + number}/",
        language="kk",
        texts=texts,
        weight=49_000 + number,
        at=f"2026-09-{number % 28 + 1:02}T00:00:00Z",
        state="open",
        state_key="petition.state.open",
        tone="open",
        category="transport",
        jurisdiction="KZ-75",
        body="akimat-almaty",
        topic={"kk": "Көлік және жолдар", "ru": "Транспорт и дороги", "en": "Transport and roads"},
        count=49_000 + number,
        count_key="petition.of",
        needed=50_000,
        example=True,
    )


@pytest.mark.parametrize(("path", "is_page"), [("/kk/search", True), ("/api/v1/search", False)])
def test_a_full_page_with_long_titles_is_small(path: str, is_page: bool, environment: Path) -> None:
    search_reader.forget()
    version._shells.clear()
    for shell in built.folder().glob("*/shell"):
        shutil.copytree(shell, environment / "site" / shell.relative_to(built.folder()))
    db = sqlite3.connect(":memory:")
    for number in range(60):
        search_queue.keep(db, f"petition/{number}", [_document(number)])
    search_files.publish(search_queue.shelf("petitions", db), clock.now())
    query = {"q": "мектептер", "state": "open", "page": "2", "lang": "kk"}
    asked = event("GET", path, query=query, headers={"accept-encoding": "gzip"})

    answer = search.handler(asked, Context())

    assert (answer["statusCode"], answer["isBase64Encoded"]) == (200, True)
    assert "Accept-Encoding" in answer["headers"]["Vary"]
    sent = base64.b64decode(answer["body"])
    assert 3_000 < len(sent) < MOST_BYTES
    told = gzip.decompress(sent).decode()
    found = told.count("<mark>Мектеп</mark>") if is_page else len(json.loads(told)["data"])
    assert found >= search_query.PAGE_SIZE
