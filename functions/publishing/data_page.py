"""The page of a dataset: what it is, how it looks, what its columns mean, where the files are."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

from functions.opendata import government, notes, release
from functions.opendata.dataset import Dataset, Table
from functions.opendata.release import Release
from functions.opendata.summary import File, Summary
from functions.opendata.vocabulary import THEMES
from functions.publishing import (
    charts_dataset,
    data_examples,
    data_fields,
    data_shown,
)
from functions.publishing.complaint_structured import script
from functions.publishing.data_tables import Rows
from functions.publishing.head import Address
from functions.publishing.making import Making
from functions.publishing.render import Sheet
from functions.publishing.said import paragraphs, pick
from functions.shared import words
from functions.shared.content import load
from functions.shared.settings import settings
from functions.shared.words import t

SECTION = "data"
MOST_ROWS = 20
FEEDS = (
    ("application/feed+json", "/data/changes.json"),
    ("application/atom+xml", "/data/changes.atom"),
)
# What the files that describe a dataset are called, by how their names end.
_DESCRIPTIONS = {
    "datapackage.json": "datapackage",
    ".csv-metadata.json": "csvw",
    "dataset.ttl": "dcat",
    "dataset.jsonld": "dcat",
    "schema.jsonld": "schema",
    "egov.json": "egov",
    "SHA256SUMS.txt": "sums",
}
View = dict[str, Any]


def page(press: Making, made: Release, rows: Rows, lang: str) -> bytes:
    """Return the page in a language."""
    summary, dataset = made.summary, made.dataset
    title = pick(dataset.title, lang).text
    sheet = Sheet(
        template="dataset.html",
        section=SECTION,
        address=address(press, f"{dataset.id}/", lang),
        title=f"{title} — {t(lang, 'chrome.name')}",
        description=pick(dataset.description, lang).text,
        values={"d": _view(summary, rows, lang), "markup": _markup(summary, lang)},
    )
    return press.renderers[lang].page(sheet)


def address(press: Making, rest: str, lang: str) -> Address:
    """Return the address of a page below the catalogue."""
    site = settings().site_url
    return Address(lang, f"data/{rest}", press.languages, site, feeds=FEEDS)


def theme(dataset: Dataset, lang: str) -> str:
    """Return the name of a dataset's theme; its code where it is none of the EU's portal."""
    return t(lang, f"dataset.theme.{dataset.theme}") if dataset.theme in THEMES else dataset.theme


def _markup(summary: Summary, lang: str) -> Markup:
    site, own = settings().site_url, government.of(load())
    return script(release.structured(summary, lang, site_url=site, government=own))


def _view(summary: Summary, rows: Rows, lang: str) -> View:
    dataset = summary.dataset
    return {
        "id": dataset.id,
        "title": pick(dataset.title, lang).text,
        "paragraphs": paragraphs(pick(dataset.description, lang).text),
        "theme": theme(dataset, lang),
        "example": dataset.example,
        "replaced_by": dataset.replaced_by,
        "facts": _facts(summary, lang),
        "charts": _charts(dataset, rows, lang),
        "tables": [_table(table, rows, lang) for table in dataset.tables],
        "files": [_file(file, summary, lang) for file in summary.data_files()],
        "described": _described(summary, lang),
        "quoted": _quoted(summary, lang),
        "licence": _licence(dataset, lang),
        "sources": [{"title": one.title, "url": str(one.url or "")} for one in dataset.sources],
        "changes": _changes(summary, lang),
        "examples": data_examples.examples(summary),
        "quality": summary.quality,
    }


def _facts(summary: Summary, lang: str) -> list[tuple[str, str]]:
    dataset = summary.dataset
    return [
        (t(lang, "data.publisher"), data_shown.publisher(dataset, lang)),
        (t(lang, "data.theme"), theme(dataset, lang)),
        (t(lang, "data.keywords"), ", ".join(dataset.keywords.get(lang, ()))),
        (t(lang, "data.area"), data_shown.area(dataset, lang)),
        (t(lang, "data.period"), data_shown.period(dataset.period, lang)),
        (t(lang, "data.frequency"), t(lang, f"data.frequency.{dataset.frequency.lower()}")),
        (t(lang, "data.modified"), _moment(summary, lang)),
        (t(lang, "data.issued"), words.date(lang, dataset.issued)),
        (t(lang, "data.version"), dataset.version),
        (t(lang, "data.contact"), dataset.contact or load().government["contact_email"]),
    ]


def _moment(summary: Summary, lang: str) -> str:
    return words.moment(lang, summary.modified_at, load().government["timezone"])


def _charts(dataset: Dataset, rows: Rows, lang: str) -> list[Markup]:
    return [
        charts_dataset.chart(
            dataset, spec, rows[dataset.table(spec.table).name], lang, number=number
        )
        for number, spec in enumerate(dataset.charts, start=1)
        if rows[dataset.table(spec.table).name]
    ]


def _table(table: Table, rows: Rows, lang: str) -> View:
    held = rows[table.name]
    return {
        "name": table.name,
        "title": pick(table.title, lang).text,
        "paragraphs": paragraphs(pick(table.description, lang).text),
        "total": len(held),
        "shown": min(len(held), MOST_ROWS),
        "head": [
            (pick(column.label, lang).text, data_shown.unit(column, lang))
            for column in table.columns
        ],
        "rows": [
            [data_shown.cell(row[column.name], column, table, lang) for column in table.columns]
            for row in held[:MOST_ROWS]
        ],
        "fields": data_fields.view(table, lang),
    }


def _file(file: File, summary: Summary, lang: str) -> View:
    table = summary.dataset.table(file.table)
    return {
        "url": f"/data/{summary.id}/{file.path}",
        "name": file.path,
        "table": pick(table.title, lang).text,
        "format": t(lang, f"dataset.file.{file.role}"),
        "size": data_shown.size(file.size, lang),
        "sha256": file.sha256,
    }


def _described(summary: Summary, lang: str) -> list[View]:
    """Return the files that describe the dataset, and the parts cut for the national portal."""
    found = []
    for file in summary.files:
        if file.role == "description":
            known = (word for end, word in _DESCRIPTIONS.items() if file.path.endswith(end))
            label = t(lang, f"data.described.{next(known, 'part')}")
            shown = data_shown.size(file.size, lang)
            url = f"/data/{summary.id}/{file.path}"
            found.append({"url": url, "name": file.path, "label": label, "size": shown})
    return found


def _quoted(summary: Summary, lang: str) -> str:
    dataset = summary.dataset
    zone = load().government["timezone"]
    return t(
        lang,
        "data.quoted",
        publisher=data_shown.publisher(dataset, lang),
        title=pick(dataset.title, lang).text,
        version=dataset.version,
        on=words.moment(lang, summary.modified_at, zone),
        url=f"{settings().site_url}/{lang}/data/{dataset.id}/",
    )


def _licence(dataset: Dataset, lang: str) -> View:
    licence = dataset.licence
    return {
        "title": pick(licence.title, lang).text,
        "url": str(licence.url),
        "rights": pick(licence.rights, lang).text,
    }


def _changes(summary: Summary, lang: str) -> list[View]:
    """Return the last releases, the newest first."""
    return [
        {"on": one.at, "version": one.version, "note": notes.note(one)[lang]}
        for one in reversed(summary.changes)
    ]
