"""What the search is told of a dataset."""

from __future__ import annotations

from functions.opendata.summary import Summary
from functions.publishing import data_page
from functions.publishing.said import pick
from functions.publishing.search_document import LEAD_CHARACTERS, Document, Told
from functions.shared import clock
from functions.shared.content import load


def document(summary: Summary) -> Document:
    """Return a dataset's document, with the names and meanings of its columns to be found by."""
    dataset, languages = summary.dataset, load().languages
    return Document(
        kind="dataset",
        id=dataset.id,
        path=f"data/{dataset.id}/",
        language=load().default_language,
        texts={lang: _told(summary, lang) for lang in languages},
        at=clock.text(summary.modified_at),
        jurisdiction=dataset.area if dataset.area in load().jurisdictions else "",
        body=dataset.publisher,
        topic={lang: data_page.theme(dataset, lang) for lang in languages},
        count=sum(summary.rows.values()),
        count_key="data.rows",
        numbers=(dataset.id,),
        example=dataset.example,
    )


def _told(summary: Summary, lang: str) -> Told:
    dataset = summary.dataset
    lead = pick(dataset.description, lang).text
    if len(lead) > LEAD_CHARACTERS:
        lead = lead[: LEAD_CHARACTERS - 2].rsplit(" ", 1)[0] + " …"
    more = [*dataset.keywords.get(lang, ())]
    for table in dataset.tables:
        more.append(pick(table.title, lang).text)
        more += [pick(column.label, lang).text for column in table.columns]
        more += [column.name for column in table.columns]
    return Told(pick(dataset.title, lang).text, lead, " ".join(more))
