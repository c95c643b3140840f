"""Names and addresses of what a petition points to: places, bodies, topics, rule sets."""

from __future__ import annotations

from dataclasses import dataclass

from functions.petitions.rules import RuleSet, rule_set
from functions.publishing.said import pick
from functions.shared.content import load


@dataclass(frozen=True)
class Place:
    """A thing with a page of its own: its id, its name in the reader's language, its page."""

    id: str
    name: str
    url: str
    icon: str = ""


def jurisdiction(code: str, lang: str) -> Place:
    """Return a jurisdiction; its list of petitions is its page."""
    return Place(code, jurisdiction_name(code, lang), f"/{lang}/petitions/jurisdiction/{code}/")


def jurisdiction_name(code: str, lang: str) -> str:
    """Return the name of a jurisdiction; its code if the content does not know it (any more)."""
    known = load().jurisdictions.get(code)
    return pick(known["name"], lang).text if known else code


def category(category_id: str, lang: str) -> Place:
    """Return a topic, with its icon."""
    known = load().categories.get(category_id, {})
    name = pick(known["name"], lang).text if known else category_id
    return Place(
        category_id, name, f"/{lang}/petitions/category/{category_id}/", known.get("icon", "other")
    )


def body(body_id: str, rules: RuleSet | None, lang: str) -> Place:
    """Return a body; one that only a rule set names has that rule set's page."""
    known = load().bodies.get(body_id)
    if known:
        return Place(body_id, pick(known["name"], lang).text, f"/{lang}/bodies/{body_id}/")
    if rules and body_id in rules.bodies:
        name = pick(rules.bodies[body_id].name, lang).text
        return Place(body_id, name, f"/{lang}/rules/{rules.id}/")
    return Place(body_id, body_id, f"/{lang}/bodies/")


def body_name(body_id: str, lang: str) -> str:
    """Return a body's name, also of one that only a rule set names."""
    for key in load().rules if body_id not in load().bodies else ():
        if body_id in rule_set(key).bodies:
            return body(body_id, rule_set(key), lang).name
    return body(body_id, None, lang).name


def rules_page(key: str, lang: str) -> Place:
    """Return a rule set's page."""
    rules = rule_set(key)
    return Place(key, pick(rules.title, lang).text, f"/{lang}/rules/{rules.id}/")
