"""What is made from all datasets: descriptions of the catalogue, its page, sitemap, search."""

from __future__ import annotations

from functions.opendata import government, release
from functions.publishing import (
    data_catalogue_page,
    data_index,
    data_release,
    outputs,
    search_files,
    search_queue,
    sitemaps,
    statistics_pages,
)
from functions.publishing.making import Making
from functions.shared import objects
from functions.shared.content import load
from functions.shared.settings import settings

LOG = "data/changes.jsonl"
HOME = "data/"


def publish(press: Making) -> int:
    """Publish the catalogue; return how many files were written."""
    every = data_release.summaries(press)
    stored = objects.read("site", LOG)
    made = release.catalogue(
        every,
        site_url=settings().site_url,
        now=press.now,
        government=government.of(load()),
        log=stored.body if stored else b"",
    )
    files = {f"data/{path}": body for path, body in made.items()}
    files["data/index.html"] = data_index.catalogue(press)
    for lang in press.languages:
        files[f"{lang}/data/index.html"] = data_catalogue_page.page(press, every, lang)
    files[sitemaps.DATA] = _sitemap([one.id for one in every])
    search_files.publish(search_queue.shelf("datasets", press.store.db), press.now)
    return outputs.put(press.store, "catalogue", files)


def _sitemap(ids: list[str]) -> bytes:
    pages = [HOME, *(f"{HOME}{one}/" for one in ids), *statistics_pages.paths()]
    (body,) = sitemaps.parts(pages, "data").values()
    return body
