"""What search engines read of datasets: schema.org `Dataset` and `DataCatalog`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from functions.opendata.addresses import Addresses
from functions.opendata.dataset import Dataset
from functions.opendata.government import Government
from functions.opendata.said import texts
from functions.opendata.summary import File, Summary
from functions.opendata.vocabulary import FORMATS
from functions.shared import clock

LONGEST = 5000  # characters of a description that search engines take
Json = dict[str, Any]


def dataset(summary: Summary, lang: str, government: Government, addresses: Addresses) -> Json:
    """Return the markup of a dataset's page."""
    described = summary.dataset
    page = addresses.page(summary.id, lang)
    made: Json = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": addresses.dataset(summary.id),
        "name": described.title[lang],
        "description": described.description[lang][:LONGEST],
        "url": page,
        "sameAs": addresses.dataset(summary.id),
        "identifier": described.id,
        "inLanguage": [*government.languages],
        "version": described.version,
        "isAccessibleForFree": True,
        "license": str(described.licence.url),
        "keywords": [*described.keywords.get(lang, ())],
        "creator": _organisation(described, lang, government),
        "publisher": _organisation(described, lang, government),
        "datePublished": described.issued.isoformat(),
        "dateModified": clock.text(summary.modified_at),
        "temporalCoverage": _period(described),
        "spatialCoverage": {
            "@type": "Place",
            "name": government.places.get(described.area, {}).get(lang, described.area),
            "identifier": described.area,
        },
        "variableMeasured": _variables(described, lang),
        "distribution": [
            _download(summary, file, lang, government, addresses) for file in summary.data_files()
        ],
        "includedInDataCatalog": {"@id": addresses.top()},
    }
    if described.sources:
        made["isBasedOn"] = [str(one.url) if one.url else one.title for one in described.sources]
    if described.replaced_by:
        made["subjectOf"] = addresses.page(described.replaced_by, lang)
    return made


def catalogue(
    summaries: Sequence[Summary], lang: str, government: Government, addresses: Addresses
) -> Json:
    """Return the markup of the page that lists all datasets."""
    said = texts(government, "dataset.catalogue_title", government=government.name)
    about = texts(government, "dataset.catalogue_description", government=government.name)
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": addresses.top(),
        "name": said[lang],
        "description": about[lang],
        "url": addresses.catalogue_page(lang),
        "inLanguage": [*government.languages],
        "publisher": {"@type": "GovernmentOrganization", "name": government.name[lang]},
        "dataset": [
            {
                "@type": "Dataset",
                "@id": addresses.dataset(one.id),
                "name": one.dataset.title[lang],
                "description": one.dataset.description[lang][:LONGEST],
                "url": addresses.page(one.id, lang),
                "license": str(one.dataset.licence.url),
            }
            for one in summaries
        ],
    }


def _organisation(described: Dataset, lang: str, government: Government) -> Json:
    publisher = government.publisher(described.publisher)
    made = {
        "@type": "GovernmentOrganization",
        "name": publisher.name[lang],
        "email": described.contact or government.contact,
    }
    return made | ({"url": publisher.url} if publisher.url else {})


def _period(described: Dataset) -> str:
    start, end = described.period.start, described.period.end
    if start == end:
        return start.isoformat()
    return f"{start.isoformat()}/{end.isoformat() if end else '..'}"


def _variables(described: Dataset, lang: str) -> list[Json]:
    return [
        {
            "@type": "PropertyValue",
            "name": column.name,
            "description": column.meaning.get(lang) or column.label[lang],
        }
        | ({"unitText": column.unit} if column.unit else {})
        for table in described.tables
        for column in table.columns
    ]


def _download(
    summary: Summary, file: File, lang: str, government: Government, addresses: Addresses
) -> Json:
    kind = texts(government, f"dataset.file.{file.role}")[lang]
    return {
        "@type": "DataDownload",
        "name": f"{summary.dataset.table(file.table).title[lang]}: {kind}",
        "contentUrl": addresses.file(summary.id, file.path),
        "encodingFormat": FORMATS[file.role][1],
        "contentSize": f"{file.size} B",
        "sha256": file.sha256,
        "dateModified": clock.text(summary.modified_at),
    }
