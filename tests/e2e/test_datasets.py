"""A clerk uploads a table, sees what is wrong and where, and mends it; a second one releases it."""

from __future__ import annotations

import csv
import io
import re
import secrets
from urllib.request import urlopen

from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.e2e.conftest import Platform
from tests.e2e.test_life import sign_in

RUN = secrets.token_hex(3)
NAME = f"example-stops-{RUN}"
TITLE = f"Мысал {RUN} | Пример набора {RUN} | Example dataset {RUN}"
BAD = "код;аялдама;жолаушылар\nA-1;Алматы;12\nA-2;Достық;көп\n"
LABELS = ("Код | код | Code", "Аялдама | аялдама | Stop", "Жолаушылар | жолаушылар | Passengers")


def file(text: str) -> FilePayload:
    """Return a file as a spreadsheet saves it."""
    return {"name": "stops.csv", "mimeType": "text/csv", "buffer": text.encode("utf-8-sig")}


def describe(page: Page) -> None:
    """Fill in what nobody can guess."""
    page.locator("#f-title").fill(TITLE)
    page.locator("#f-id").fill(NAME)
    page.locator("#f-description").fill("Бұл мысал | Это пример | This is an example")
    page.locator("#f-keywords").fill("мысал, аялдама | пример, остановка | example, stop")
    page.locator("#f-publisher").select_option("akimat-almaty")
    page.locator("#f-area").select_option("KZ-75")
    page.locator("#f-start").fill("2026-01-01")
    for place, source in enumerate(("Пример реестра", "Пример отчёта")):
        page.get_by_role("button", name="Добавить источник").click()
        page.locator(f"#source-{place}-title").fill(source)
    for place, label in enumerate(LABELS):
        page.locator(f"#c-{place}-label").fill(label)
    page.locator("#c-2-kind").select_option("integer")
    page.locator("#c-0-key").check()
    for place, kind in enumerate(("bars", "line")):
        page.get_by_role("button", name="Добавить диаграмму").click()
        page.locator(f"#chart-{place}-kind").select_option(kind)
        page.locator(f"#chart-{place}-x").select_option("aialdama")
        page.locator(f"#chart-{place}-y").get_by_label("zholaushylar").check()


def test_a_dataset_goes_from_a_file_with_mistakes_to_its_page(
    browser: Browser, page: Page, platform: Platform
) -> None:
    sign_in(page, "Example clerk")
    page.goto("/desk/#/datasets")
    page.get_by_role("link", name="Новый набор данных").click()
    page.locator("#f-csv").set_input_files(file(BAD))
    expect(page.locator("[data-column]")).to_have_count(3)
    expect(page.locator("#c-1-name")).to_have_value("aialdama")
    page.get_by_role("button", name="Проверить").click()
    summary = page.locator(".c-errors")
    expect(summary).to_contain_text("Начало периода: заполните это поле")
    describe(page)
    page.get_by_role("button", name="Сохранить").click()
    wrong = page.locator("[data-problems] li")
    expect(wrong).to_have_count(1)
    expect(wrong).to_contain_text("строка 3, столбец C (zholaushylar)")
    wrong.get_by_role("link").click()
    expect(page.locator("#column-2")).to_be_focused()
    page.locator("#f-csv").set_input_files(file(BAD.replace("көп", "7")))
    page.get_by_role("button", name="Проверить").click()
    expect(page.locator("[data-good]")).to_contain_text("2 строки")
    page.get_by_role("button", name="Сохранить").click()
    expect(page.locator("h1")).to_have_text(f"Пример набора {RUN}")
    expect(page.get_by_text("опубликовать её должен другой сотрудник")).to_be_visible()
    expect(page.get_by_role("button", name="Опубликовать")).to_have_count(0)

    other = browser.new_context(base_url=platform.url, locale="ru").new_page()
    sign_in(other, "Example supervisor")
    other.goto(f"/desk/#/dataset/{NAME}")
    expect(other.get_by_text("Пример отчёта")).to_be_visible()
    other.on("dialog", lambda dialog: dialog.accept())
    other.get_by_role("button", name="Опубликовать").click()
    expect(other.get_by_text("Версия опубликована, страница")).to_be_visible()
    other.context.close()

    platform.wait(lambda: platform.has(f"/ru/data/{NAME}/"))
    page.goto(f"/ru/data/{NAME}/")
    expect(page.locator("h1")).to_contain_text(f"Пример набора {RUN}")
    expect(page.locator("[aria-labelledby=data-charts] figure")).to_have_count(2)
    expect(page.get_by_text("Пример отчёта", exact=True)).to_be_visible()
    with urlopen(f"{platform.url}/data/{NAME}/{NAME}.csv") as answer:
        rows = list(csv.DictReader(io.StringIO(answer.read().decode())))
    assert rows[1] == {"kod": "A-2", "aialdama": "Достық", "zholaushylar": "7"}
    assert re.search(f'href="/ru/data/{NAME}/"', page.request.get("/ru/data/").text())
