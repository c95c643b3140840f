"""The pages on which a complaint is made: what it is about, and the form of each category."""

from __future__ import annotations

from functions.complaints.category import Attribute, Category, categories, routing
from functions.complaints.clock import clock_rule
from functions.complaints.form import DESCRIPTION_LIMIT
from functions.media.kinds import PHOTOS
from functions.publishing import outputs, places, rule_words
from functions.publishing.complaint_press import ComplaintPress
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.content import load
from functions.shared.words import t

# A degree of latitude is 111 km, so four decimals are told as ten metres.
METRES_OF_A_DECIMAL = 100_000

View = dict[str, object]


def publish(press: ComplaintPress) -> int:
    """Publish the choice of categories and each category's form, in every language."""
    made: dict[str, bytes] = {}
    for lang in press.languages:
        made[f"{lang}/complaints/new/index.html"] = _chooser(press, lang)
        for one in categories().values():
            if one.is_filed_here:
                page = _form(press, lang, one)
                made[f"{lang}/complaints/new/{one.id}/index.html"] = page
    return outputs.put(press.store, "complaint_form", made)


def groups(lang: str) -> list[View]:
    """Return the categories by group, as the content orders them."""
    found: dict[str, list[View]] = {}
    for one in categories().values():
        found.setdefault(one.group, []).append(category(one, lang))
    return [
        {"id": name, "name": group_name(name, lang), "categories": members}
        for name, members in found.items()
    ]


def group_name(name: str, lang: str) -> str:
    """Return what a group is called; its own name if the words do not know it."""
    key = f"complaint_group.{name}"
    return t(lang, key) if key in load().words[lang] else name


def category(one: Category, lang: str) -> View:
    """Return a category as the templates know it; `metres` 0: the place is not public."""
    rule = clock_rule(one.clock or str(load().complaints["clock"]))
    return {
        "id": one.id,
        "name": pick(one.name, lang).text,
        "description": pick(one.description, lang).text,
        "icon": one.icon,
        "channel": pick(one.channel, lang).text if one.channel else "",
        "call": one.call,
        "term": rule_words.term(rule.decide, lang),
        "place": one.place,
        "radius": 0 if one.private else one.radius,
        "metres": METRES_OF_A_DECIMAL // 10**one.decimals if one.decimals else 0,
        "address_public": one.shows_address,
        "anonymous": one.anonymous,
        "private": one.private,
        "attributes": [_question(asked, lang) for asked in one.attributes if asked.variable],
    }


def _question(asked: Attribute, lang: str) -> View:
    return {
        "code": asked.code,
        "datatype": asked.datatype,
        "required": asked.required,
        "description": pick(asked.description, lang).text,
        "hint": pick(asked.hint, lang).text if asked.hint else "",
        "values": [{"key": one.key, "name": pick(one.name, lang).text} for one in asked.values],
    }


def _chooser(press: ComplaintPress, lang: str) -> bytes:
    by_group = groups(lang)
    listed = [category(one, lang) for one in categories().values()]
    sheet = Sheet(
        template="complaint_new.html",
        section="complaints",
        address=press.address(lang, "new/"),
        title=f"{t(lang, 'complaint_form.title')} — {t(lang, 'chrome.name')}",
        description=t(lang, "complaint_form.lead"),
        values={
            "groups": by_group,
            "urgent": [one for one in listed if one["call"]],
            "has_map": bool(load().map),
        },
    )
    return press.renderers[lang].page(sheet)


def _form(press: ComplaintPress, lang: str, one: Category) -> bytes:
    view = category(one, lang)
    told = {"category": str(view["name"]), "term": str(view["term"])}
    sheet = Sheet(
        template="complaint_form.html",
        section="complaints",
        address=press.address(lang, f"new/{one.id}/"),
        title=f"{view['name']}: {t(lang, 'complaint_form.title')} — {t(lang, 'chrome.name')}",
        description=t(lang, "complaint_form.description_page", **told),
        values={
            "c": view,
            "jurisdictions": _jurisdictions(lang),
            "bodies": _bodies(lang),
            "office": places.body(str(load().complaints["office"]), None, lang).name,
            "timezone": load().government["timezone"],
            "photos": PHOTOS.count,
            "limit": DESCRIPTION_LIMIT,
            "has_map": bool(load().map),
        },
    )
    return press.renderers[lang].page(sheet)


def _bodies(lang: str) -> list[View]:
    """Return the bodies that a report may go to at first, for the coupon."""
    names = dict.fromkeys(rule.body for rule in routing())
    return [{"id": one, "name": places.body(one, None, lang).name} for one in names]


def _jurisdictions(lang: str) -> list[View]:
    """Return the places one can choose, those that lie in another first."""
    known = load().jurisdictions
    return [
        {"code": code, "name": places.jurisdiction_name(code, lang)}
        for code in sorted(known, key=lambda code: not known[code].get("parent"))
    ]
