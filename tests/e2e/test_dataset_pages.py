"""A dataset's page in a browser that runs no script: what it shows is what its files hold."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.e2e.conftest import Platform

GIVEN, OWN = "service-quality-by-region-2020", "petitions"


@pytest.mark.parametrize(("name", "lang"), [(GIVEN, "ru"), (OWN, "kk")])
def test_preview_files_and_versions_agree(
    browser: Browser, platform: Platform, name: str, lang: str
) -> None:
    platform.wait(partial(platform.has, f"/{lang}/data/{name}/"))
    context = browser.new_context(base_url=platform.url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/{lang}/data/")
    page.locator(f"main a[href='/{lang}/data/{name}/']").first.click()
    expect(page.locator("html")).to_have_attribute("lang", lang)
    rows = downloaded(page)
    preview = page.locator("#data-preview section").first.locator("tbody tr")
    assert 0 < preview.count() <= len(rows)
    for shown, row in zip(preview.all(), rows, strict=False):
        assert numbers(shown) <= {digits(cell) for cell in row.values()}

    sizes: dict[str, set[int]] = {}
    for file in page.locator("#data-files tbody tr").all():
        link = file.locator("a")
        body = page.request.get(link.get_attribute("href") or "").body()
        assert hashlib.sha256(body).hexdigest() == file.locator("code").inner_text()
        table, _, kind = link.inner_text().partition(".")
        sizes.setdefault(table, set()).add(READERS[kind](body.decode()))
    assert sizes
    assert all(len(same) == 1 for same in sizes.values())
    for link in page.locator("#data-files > ul a").all():
        assert page.request.get(link.get_attribute("href") or "").ok
    version = platform.fetch(f"/data/{name}/datapackage.json")["version"]
    expect(page.locator("#data-about li:has(time)").first).to_contain_text(version)
    context.close()


def downloaded(page: Page) -> list[dict[str, str]]:
    """Press the first button, and return the rows of the file that comes."""
    with page.expect_download() as started:
        page.locator("main a[download]").first.click()
    assert started.value.suggested_filename.endswith(".csv")
    return list(csv.DictReader(io.StringIO(Path(started.value.path()).read_text("utf-8"))))


def numbers(row: Locator) -> set[str]:
    """Return the numbers of a row that is shown, without the signs between their digits."""
    return {digits(cell) for cell in row.locator("td.num").all_inner_texts()}


def digits(cell: str) -> str:
    """Return a number without the signs between its digits."""
    return re.sub(r"\D", "", cell)


def records(text: str, delimiter: str) -> int:
    """Return how many rows a table has below its head."""
    return len(list(csv.reader(io.StringIO(text), delimiter=delimiter))) - 1


READERS: dict[str, Callable[[str], int]] = {
    "csv": lambda text: records(text, ","),
    "excel.csv": lambda text: records(text, ";") if text[0] == "\ufeff" else -1,
    "json": lambda text: len(json.loads(text)),
}
