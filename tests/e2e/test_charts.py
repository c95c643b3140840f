"""Charts in a browser that runs no script: a drawing with a name, its numbers, its picture."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import Platform

# A chart's numbers stand in a table of its own figure or panel, or in the page's table of the same
# name. What a tile tells when it is pointed at is said there too; a region without a value is not.
PAGES = (
    ("ru/", 2),
    ("kk/statistics/", 8),
    ("en/statistics/service-quality/", 4),
    ("ru/data/service-quality-by-region-2020/", 2),
    ("kk/complaints/statistics/", 2),
    ("en/petitions/1/", 1),
)
_FAULTS = """() => [...document.querySelectorAll("main svg[role=img]")].flatMap((svg) => {
  const label = svg.getAttribute("aria-labelledby");
  const name = svg.getAttribute("aria-label") ?? document.getElementById(label)?.textContent;
  const own = svg.closest("figure, .c-panel, section").querySelector("details table");
  const named = [...document.querySelectorAll("main table")].find((one) =>
    one.caption?.textContent === name);
  const rows = [...((own ?? named)?.tBodies[0].rows ?? [])];
  const tiles = [...svg.querySelectorAll("g > title")].map((told) => told.textContent);
  const untold = tiles.filter((told) => !/: [0–]$/.test(told) && !rows.some((row) =>
    told.startsWith(`${row.cells[0].textContent.trim()}: `)));
  return [...(name ? [] : ["no name"]), ...(rows.length ? [] : [`no table: ${name}`]),
    ...untold.map((told) => `not in the table: ${told}`)];
})"""


@pytest.fixture
def plain(browser: Browser, platform: Platform) -> Iterator[Page]:
    """A page on which no script of the site runs."""
    context = browser.new_context(base_url=platform.url, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_every_chart_has_a_name_and_its_numbers_beside_it(plain: Page, platform: Platform) -> None:
    for path, least in PAGES:
        platform.wait(partial(platform.has, f"/{path}"))
        plain.goto(f"/{path}")
        assert plain.locator("main svg[role=img]").count() >= least, path
        assert plain.evaluate(_FAULTS) == [], path


def test_a_chart_is_read_and_its_picture_taken_with_the_keyboard(plain: Page) -> None:
    plain.goto("/ru/statistics/service-quality/")
    figure = plain.locator("#quality-map")
    expect(figure.locator("table")).to_be_hidden()
    figure.locator("summary").focus()
    plain.keyboard.press("Enter")
    expect(figure.locator("table tbody tr").first).to_be_visible()
    plain.keyboard.press("Tab")
    expect(figure.get_by_role("group").locator("visible=true").last).to_be_focused()
    plain.keyboard.press("Tab")
    expect(figure.get_by_role("link", name="Скачать картинку")).to_be_focused()
    with plain.expect_download() as started:
        plain.keyboard.press("Enter")
    drawn = etree.parse(started.value.path()).getroot()
    assert started.value.suggested_filename.endswith(".svg")
    assert drawn.tag == "{http://www.w3.org/2000/svg}svg"
    told = " ".join("".join(drawn.itertext()).split())
    assert figure.locator("figcaption :is(h2, h3)").inner_text() in told
    assert "Источник: " in told
    assert "Лицензия: " in told
