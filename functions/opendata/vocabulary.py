"""Codes and addresses of the vocabularies that descriptions point to.

EU authority tables (publications.europa.eu/resource/authority), IANA media types, ADMS, SPDX.
"""

from __future__ import annotations

from typing import NamedTuple

AUTHORITY = "http://publications.europa.eu/resource/authority/"
IANA = "https://www.iana.org/assignments/media-types/"
FORMATS = {
    "csv": ("CSV", "text/csv"),
    "excel": ("CSV", "text/csv"),
    "json": ("JSON", "application/json"),
}
OPEN_FORMATS = frozenset({"CSV", "JSON", "JSON_LD", "RDF_TURTLE", "XML", "TXT", "GEOJSON"})
MACHINE_FORMATS = frozenset({"CSV", "JSON", "JSON_LD", "RDF_TURTLE", "XML", "GEOJSON"})
MEDIA_TYPES = frozenset({"text/csv", "application/json", "application/ld+json", "text/turtle"})
LANGUAGES = {"kk": "KAZ", "ru": "RUS", "en": "ENG"}
LANGUAGE_NAMES = {"kk": "қазақ тілі", "ru": "русский", "en": "English"}
THEMES = (
    "AGRI", "ECON", "EDUC", "ENER", "ENVI", "GOVE", "HEAL", "INTR", "JUST", "REGI", "SOCI", "TECH",
    "TRAN",
)  # fmt: skip
FREQUENCIES = {
    "NEVER": "never", "ANNUAL": "annual", "QUARTERLY": "quarterly", "MONTHLY": "monthly",
    "WEEKLY": "weekly", "DAILY": "daily", "HOURLY": "hourly", "IRREG": "irregular",
    "UPDATE_CONT": "continuously updated",
}  # fmt: skip


class LicenceKind(NamedTuple):
    """A licence of the EU's table: its name at SPDX and what it asks, in the words of ADMS."""

    spdx: str
    type: str


LICENCES = {
    "CC_BY_4_0": LicenceKind("CC-BY-4.0", "Attribution"),
    "CC_BYSA_4_0": LicenceKind("CC-BY-SA-4.0", "ViralEffect-ShareAlike"),
    "CC0": LicenceKind("CC0-1.0", "PublicDomain"),
    "OGL_3_0": LicenceKind("OGL-UK-3.0", "Attribution"),
    "ODC_BY": LicenceKind("ODC-By-1.0", "Attribution"),
    "ODC_PDDL": LicenceKind("PDDL-1.0", "PublicDomain"),
}
