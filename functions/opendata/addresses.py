"""Where data is found; none of these addresses ever changes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Addresses:
    """The addresses below one site, which is named without a slash at its end."""

    site: str

    def page(self, dataset: str, lang: str) -> str:
        """Return the page of a dataset."""
        return f"{self.site}/{lang}/data/{dataset}/"

    def catalogue_page(self, lang: str) -> str:
        """Return the page that lists all datasets."""
        return f"{self.site}/{lang}/data/"

    def dataset(self, dataset: str) -> str:
        """Return the name of a dataset, which is an address as well."""
        return f"{self.site}/data/{dataset}/"

    def file(self, dataset: str, path: str) -> str:
        """Return a file of a dataset."""
        return f"{self.site}/data/{dataset}/{path}"

    def top(self, path: str = "") -> str:
        """Return a file of the whole catalogue."""
        return f"{self.site}/data/{path}"
