"""The rule sets as pages, and the page on which a petition is started."""

from __future__ import annotations

from functions.petitions.rules import RuleSet, active, hash_of, rule_set
from functions.publishing import outputs, places, rule_words
from functions.publishing.press import Press
from functions.publishing.render import Sheet
from functions.publishing.said import pick
from functions.shared.content import load
from functions.shared.words import t

MOST_INVITED = 5

View = dict[str, object]


def publish(press: Press) -> int:
    """Publish a page for each rule set, the table of them, and the start page."""
    made: dict[str, bytes] = {}
    newest = {rule_set(key).id: rule_set(key) for key in sorted(load().rules)}
    in_use = {rules.id for rules in active()}
    for lang in press.languages:
        made[f"{lang}/rules/index.html"] = _table(press, lang, newest, in_use)
        made[f"{lang}/petitions/new/index.html"] = _start(press, lang)
        for rules in newest.values():
            page = _rules(press, lang, rules, rules.id in in_use)
            made[f"{lang}/rules/{rules.id}/index.html"] = page
    return outputs.put(press.store, "rules", made)


def start_context(lang: str) -> View:
    """Return what the start page offers: rule sets, places, bodies, topics."""
    places_of = load().jurisdictions
    return {
        "rule_sets": [_choice(rules, lang) for rules in active()],
        "jurisdictions": [
            {"code": code, "name": places.jurisdiction_name(code, lang)} for code in places_of
        ],
        "bodies": _bodies(lang),
        "categories": [
            {"id": one, "name": places.category(one, lang).name} for one in load().categories
        ],
        "regions": [
            {"code": code, "name": places.jurisdiction_name(code, lang)}
            for code, place in places_of.items()
            if place["kind"] in ("region", "city")
        ],
    }


def _choice(rules: RuleSet, lang: str) -> View:
    petitioner = rules.public.petitioner
    return {
        "key": rules.key,
        "title": pick(rules.title, lang).text,
        "summary": pick(rules.summary, lang).text,
        "who": t(lang, "lists.rule.start", who=rule_words.who(rules.start, lang)),
        "limits": rules.texts.model_dump(),
        "sponsors": rules.sponsors.minimum if rules.sponsors else 0,
        "invite": MOST_INVITED,
        "files": rules.attachments.model_dump(),
        "show": ["name", "initials", "hidden"] if petitioner == "choice" else [],
        "minimum_age": rules.start.minimum_age or 0,
        "thresholds": rule_words.threshold_lines(rules, lang),
        "prohibited": [pick(one, lang).text for one in rules.prohibited],
    }


def _bodies(lang: str) -> list[View]:
    """Return the bodies that some active rule set lets people address."""
    made: list[View] = []
    for body, one in load().bodies.items():
        kind = load().jurisdictions[one["jurisdiction"]]["kind"]
        keys = [r.key for r in active() if one["kind"] in r.addressees and r.covers(kind)]
        if keys:
            name = places.body(body, None, lang).name
            made.append(
                {"id": body, "name": name, "jurisdiction": one["jurisdiction"], "rule_sets": keys}
            )
    return made


def _start(press: Press, lang: str) -> bytes:
    sheet = Sheet(
        template="start.html",
        section="petitions",
        address=press.address(lang, "petitions/new/"),
        title=f"{t(lang, 'lists.start')} — {t(lang, 'chrome.name')}",
        description=t(lang, "lists.hero_lead"),
        values=start_context(lang),
    )
    return press.renderers[lang].page(sheet)


def _table(press: Press, lang: str, newest: dict[str, RuleSet], in_use: set[str]) -> bytes:
    groups = [
        {
            "id": name,
            "label": t(lang, f"lists.rules_{name}"),
            "rules": [
                {
                    "url": f"/{lang}/rules/{rules.id}/",
                    "name": pick(rules.title, lang).text,
                    "summary": pick(rules.summary, lang).text,
                }
                for rules in newest.values()
                if (rules.id in in_use) == (name == "active")
            ],
        }
        for name in ("active", "other")
    ]
    sheet = Sheet(
        template="rules.html",
        section="data",
        address=press.address(lang, "rules/"),
        title=f"{t(lang, 'lists.rules')} — {t(lang, 'chrome.name')}",
        description=t(lang, "lists.rules_lead"),
        values={"groups": [group for group in groups if group["rules"]]},
    )
    return press.renderers[lang].page(sheet)


def _rules(press: Press, lang: str, rules: RuleSet, is_active: bool) -> bytes:
    name = pick(rules.title, lang).text
    view = {
        "key": rules.key,
        "hash": hash_of(rules.key),
        "name": name,
        "summary": pick(rules.summary, lang).text,
        "inactive": not is_active,
        "parts": rule_words.parts(rules, lang),
        "sources": [source.model_dump() for source in rules.sources],
    }
    sheet = Sheet(
        template="rule.html",
        section="data",
        address=press.address(lang, f"rules/{rules.id}/"),
        title=f"{name} — {t(lang, 'chrome.name')}",
        description=t(lang, "lists.rule.description", rules=name),
        values={"rule": view},
    )
    return press.renderers[lang].page(sheet)
