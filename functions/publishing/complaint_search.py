"""Complaints as the search has them: what their pages show, found by their coupon's number too."""

from __future__ import annotations

from functions.publishing import complaint_names as names
from functions.publishing import search_queue
from functions.publishing.complaint_facets import GATHERED
from functions.publishing.complaint_facets import names as lists_of
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.complaint_public import PublicComplaint
from functions.publishing.search_document import Document, Told
from functions.publishing.search_files import Shelf
from functions.publishing.search_files import publish as publish_index
from functions.shared import clock

NAME = "complaints"


def keep(press: ComplaintPress, number: int) -> None:
    """Hand a complaint to the search as it was rendered."""
    one = press.public(number)
    search_queue.keep(press.store.db, f"complaint/{number}", [_document(one, press.languages)])


def publish(press: ComplaintPress) -> bool:
    """Bring the index of complaints up to date."""
    return publish_index(shelf(press), press.now)


def shelf(press: ComplaintPress) -> Shelf:
    """Return what the index of complaints is made from."""
    return search_queue.shelf(NAME, press.store.db)


def _document(one: PublicComplaint, languages: list[str]) -> Document:
    texts = {lang: Told(names.heading(one, lang), details=_answer(one, lang)) for lang in languages}
    if one.text:
        own = texts[one.language]
        texts[one.language] = Told(own.title, one.text, f"{one.text}\n{own.details}")
    topics = {lang: names.category(one.category, lang) for lang in languages}
    shown = names.state(one.state, one.language)
    lists = (name.removeprefix("state/") for name in lists_of(one) if name.startswith("state/"))
    return Document(
        kind="complaint",
        id=str(one.id),
        path=f"complaints/{one.id}/",
        language=one.language,
        texts=texts,
        weight=one.supports,
        at=clock.text(one.filed_at),
        state=str(one.state),
        state_key=f"complaint.state.{one.state}",
        tone=shown.tone,
        states=[name for name in lists if name == str(one.state) or name in GATHERED],
        category=one.category,
        jurisdiction=one.region,
        body=one.body,
        topic={lang: topic.name for lang, topic in topics.items()},
        icon=topics[one.language].icon,
        count=one.supports or None,
        count_key="complaint.supports" if one.supports else "",
        numbers=(str(one.number),),
        example=one.example,
    )


def _answer(one: PublicComplaint, lang: str) -> str:
    """Return the words of the public answer in a language."""
    return one.result.texts.get(lang, "") if one.result else ""
