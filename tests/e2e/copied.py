"""A published tree as a folder of files: what its files name, and what of it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from infra.local import routes, template
from infra.local.front import LOCAL

# Attributes that name another file; any other does if its value is an address of this site.
NAMING = frozenset({"href", "src", "action", "formaction", "poster", "srcset", "data-url"})
READ = (".html", ".css", ".js", ".json", ".xml", ".atom", ".jsonld", ".ttl", ".csv", ".txt")
_ATTRIBUTE = re.compile(r'\s([a-z:-]+)="([^"]*)"')
_STYLE = re.compile(r"""url\(["']?([^"')]+)["']?\)""")
_SCRIPT = re.compile(r"""(?:from|import|Worker|URL) ?\(? ?["']([^"']+\.js)["']""")
# `mailto:`, `tel:`, `data:`, another site; and what programmers are to fill in.
_NO_FILE = re.compile(r"[a-z][a-z+.-]*:|//|.*[{}<>…]")


@dataclass(frozen=True)
class Tree:
    """The folder, and the address under which it was published, without a slash."""

    folder: Path
    site: str

    @cached_property
    def files(self) -> frozenset[str]:
        """Every file, from the top."""
        every = (path for path in self.folder.rglob("*") if path.is_file())
        return frozenset(path.relative_to(self.folder).as_posix() for path in every)

    def has(self, path: str) -> bool:
        """Tell whether a plain server of files answers at a path; of a folder it has the index."""
        name = unquote(path).strip("/")
        return name in self.files or f"{name}/index.html".lstrip("/") in self.files

    def lost(self) -> dict[str, str]:
        """Return what is named and is neither a file nor a function's, with a file naming it."""
        found: dict[str, str] = {}
        for file in self.files:
            if file.endswith(READ):
                for path in self._named(file):
                    if not (self.has(path) or is_function(path)):
                        found[path] = file
        return found

    def _named(self, file: str) -> Iterator[str]:
        """Yield the paths of this site that a file names."""
        own = "/" + file.removesuffix("index.html")
        for written in set(self._written(file)):
            local = written.removeprefix(self.site)
            if local.startswith("#") or _NO_FILE.match(local):
                continue
            yield _path(local) if local.startswith("/") else _path(urljoin(own, local))

    def _written(self, file: str) -> Iterable[str]:
        """Return what a file names, as it is written there."""
        text = (self.folder / file).read_text("utf-8")
        if file.endswith(".html"):
            return _attributes(text, self.site)
        if file.endswith(".css"):
            return _STYLE.findall(text)
        if file.endswith(".js"):
            return _SCRIPT.findall(text)
        return map(unescape, re.findall(re.escape(self.site) + r'/[^"\s<>,;]*', text))


def is_function(path: str) -> bool:
    """Tell whether one of the template's functions answers at a path, or the desk's sign-in does.

    The one that answers for what is not there does not count. An endpoint of GeoReport is what
    addresses begin with.
    """
    bare = unquote(path).rstrip("/")
    begins = bare.startswith("/open311/") and _router().match("GET", f"{bare}/requests.json")
    asked = (_router().match(method, bare) for method in ("GET", "POST"))
    return path.startswith(LOCAL) or bool(begins) or any(asked)


def _attributes(text: str, site: str) -> Iterator[str]:
    for name, value in set(_ATTRIBUTE.findall(text)):
        if name in NAMING or value.startswith(("/", site)):
            yield unescape(value)


@cache
def _path(written: str) -> str:
    return urlsplit(written).path


@cache
def _router() -> routes.Router:
    every = routes.read(template.resources())
    return routes.Router([one for one in every if one.key != routes.DEFAULT])
