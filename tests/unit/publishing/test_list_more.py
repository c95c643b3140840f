"""Below the last page of a list that goes on stands the way to the rest; below others nothing."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest

from functions.publishing import list_more
from functions.shared.content import load


@pytest.mark.parametrize(
    ("name", "sort", "shown", "asked"),
    [
        ("category/transport", "most", 240, {"category": "transport", "page": "11"}),
        ("category/transport", "new", 240, {"category": "transport"}),
        ("state/open", "most", 1200, {"state": "open"}),
        ("all", "most", 1200, {}),
    ],
)
def test_the_search_is_asked_for_the_rest(
    environment: Path, name: str, sort: str, shown: int, asked: dict[str, str]
) -> None:
    for lang in load().languages:
        made = list_more.view(lang, name, sort, shown, shown + 1)
        assert made
        where = urlsplit(made["url"])
        assert where.path == f"/{lang}/search/"
        assert dict(parse_qsl(where.query)) == {"kind": "petition"} | asked
        assert "240" in made["told"] or "200" in made["told"]


def test_a_whole_list_has_no_rest(environment: Path) -> None:
    assert list_more.view("ru", "all", "most", 240, 240) is None
