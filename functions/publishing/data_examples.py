"""How to read a dataset with a program: short examples that run as they stand."""

from __future__ import annotations

from functions.opendata.summary import File, Summary
from functions.shared.settings import settings


def examples(summary: Summary) -> list[dict[str, str]]:
    """Return the same file read by a shell, by Python and by R."""
    link = address(summary, summary.file("csv"))
    return [
        {"name": "curl", "text": f"curl --compressed -O {link}"},
        {"name": "Python", "text": _python(link)},
        {"name": "R", "text": f'rows <- read.csv("{link}", encoding = "UTF-8")\nsummary(rows)'},
    ]


def _python(link: str) -> str:
    return (
        "import csv, io, urllib.request\n\n"
        f'with urllib.request.urlopen("{link}") as answer:\n'
        '    rows = list(csv.DictReader(io.TextIOWrapper(answer, "utf-8", newline="")))\n'
        "print(len(rows), rows[0] if rows else None)"
    )


def address(summary: Summary, file: File) -> str:
    """Return the whole address of a file."""
    return f"{settings().site_url}/data/{summary.id}/{file.path}"
