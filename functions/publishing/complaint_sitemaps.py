"""The sitemap of complaints, in as many files as their number asks for."""

from __future__ import annotations

from functions.publishing import complaint_facets, outputs, sitemaps
from functions.publishing.complaint_lists import path
from functions.publishing.complaint_press import ComplaintPress

OWNER = "sitemaps"
PAGES = ("new/", "map/", "categories/", "statistics/", "corrections/")


def publish(press: ComplaintPress) -> int:
    """Publish the files; the site's index of sitemaps names them."""
    return outputs.put(press.store, OWNER, _files(press))


def names(press: ComplaintPress) -> list[str]:
    """Return the names of the files as they were published last."""
    return sorted(outputs.hashes(press.store, OWNER))


def _files(press: ComplaintPress) -> dict[str, bytes]:
    rows = press.store.db.execute("SELECT id FROM complaint ORDER BY id")
    paths = [*map(path, complaint_facets.every()), *PAGES, *(f"{one}/" for (one,) in rows)]
    return sitemaps.parts([f"complaints/{one}" for one in paths], "sitemap-complaints")
