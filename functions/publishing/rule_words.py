"""A rule set written out in plain words, part by part, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from functions.petitions import thresholds
from functions.petitions.rule_parts import ADDRESSEE, Duty, Who
from functions.petitions.rules import RuleSet
from functions.publishing import places
from functions.publishing.said import pick
from functions.shared import calendars, words
from functions.shared.words import t


@dataclass(frozen=True)
class Part:
    """A heading and the sentences below it."""

    heading: str
    lines: list[str]


def parts(rules: RuleSet, lang: str) -> list[Part]:
    """Return what a rule set says; parts without a word are left out."""
    written = {
        "who": _who(rules, lang),
        "text": _texts(rules, lang),
        "moderation": _moderation(rules, lang),
        "signing": _signing(rules, lang),
        "thresholds": _thresholds(rules, lang),
        "public": _public(rules, lang),
        "prohibited": (pick(one, lang).text for one in rules.prohibited),
        "rejections": _rejections(rules, lang),
    }
    found = ((t(lang, f"lists.rule.part.{name}"), list(lines)) for name, lines in written.items())
    return [Part(heading, lines) for heading, lines in found if lines]


def term(written: str | None, lang: str) -> str:
    """Return a term in words."""
    if written is None:
        return t(lang, "lists.rule.no_term")
    length, unit = calendars.term(written)
    return t(lang, f"lists.term.{unit.replace(' ', '_')}", n=length)


def count(written: str, lang: str) -> str:
    """Return a threshold's count in words."""
    return _count(thresholds.parse(written), lang)


def who(people: Who, lang: str) -> str:
    """Return who may take part, in one phrase."""
    said = [t(lang, f"lists.rule.citizenship.{people.citizenship}")]
    if people.minimum_age:
        said.append(t(lang, "lists.rule.age", age=people.minimum_age))
    if people.residence == "jurisdiction":
        said.append(t(lang, "lists.rule.lives_here"))
    ways = ", ".join(t(lang, f"lists.rule.way.{way}") for way in people.assurance)
    return ", ".join([*said, t(lang, "lists.rule.by", ways=ways)])


def threshold_lines(rules: RuleSet, lang: str) -> list[str]:
    """Return each threshold in one sentence, without what follows from it."""
    return [
        t(
            lang,
            "lists.rule.threshold",
            goal=t(lang, f"petition.goal.{one.kind}"),
            count=count(one.count, lang),
        )
        for one in rules.thresholds
    ]


def _who(rules: RuleSet, lang: str) -> Iterator[str]:
    yield t(lang, "lists.rule.start", who=who(rules.start, lang))
    if rules.sponsor:
        yield t(lang, "lists.rule.sponsor", who=who(rules.sponsor, lang))
    if rules.signing:
        yield t(lang, "lists.rule.sign", who=who(rules.sign, lang))


def _texts(rules: RuleSet, lang: str) -> Iterator[str]:
    for name in ("title", "background", "details"):
        if limit := getattr(rules.texts, name):
            yield t(lang, f"lists.rule.limit.{name}", n=limit)
    if rules.attachments.count:
        size = rules.attachments.kilobytes
        yield t(lang, "lists.rule.files", n=rules.attachments.count, kilobytes=size)


def _moderation(rules: RuleSet, lang: str) -> Iterator[str]:
    if rules.sponsors:
        yield t(
            lang,
            "lists.rule.sponsors",
            minimum=rules.sponsors.minimum,
            maximum=rules.sponsors.maximum,
            term=term(rules.sponsors.within, lang),
        )
    rule = rules.moderation
    body = _body(rules, rule.body, lang)
    yield t(lang, "lists.rule.moderation", body=body, term=term(rule.within, lang))
    if rule.two_person:
        yield t(lang, "lists.rule.two_person")
    if rule.free_resubmissions:
        yield t(lang, "lists.rule.resubmissions", n=rule.free_resubmissions)


def _signing(rules: RuleSet, lang: str) -> Iterator[str]:
    if not rules.signing:
        yield t(lang, "lists.rule.no_signing")
        return
    if support := rules.initial_support:
        key = f"lists.rule.support.{support.visibility}"
        yield t(lang, key, n=support.count, term=term(support.within, lang))
    if rules.signing.within:
        yield t(lang, "lists.rule.signing", term=term(rules.signing.within, lang))
    else:
        yield t(lang, "lists.rule.signing_open")
    if rules.signing.extension == "outage":
        yield t(lang, "lists.rule.extension")
    yield t(lang, "lists.rule.grace", term=term(rules.closing_grace, lang))


def _thresholds(rules: RuleSet, lang: str) -> Iterator[str]:
    for one, sentence in zip(rules.thresholds, threshold_lines(rules, lang), strict=True):
        more = [sentence]
        if one.areas:
            more.append(t(lang, "lists.rule.areas", n=one.areas.minimum))
        if one.duty:
            more.append(_duty(rules, one.duty, lang))
        yield " ".join(more)
    for duty in rules.duties:
        yield _duty(rules, duty, lang)


def _public(rules: RuleSet, lang: str) -> Iterator[str]:
    yield t(lang, f"lists.rule.petitioner.{rules.public.petitioner}")
    if rules.signing:
        yield t(lang, f"lists.rule.signers.{rules.public.signers}")
    yield t(lang, "lists.rule.retention", n=rules.retention_months)


def _rejections(rules: RuleSet, lang: str) -> Iterator[str]:
    for one in rules.rejections:
        hidden = f" {t(lang, 'lists.rule.hidden_note')}" if one.hidden else ""
        yield f"{pick(one.title, lang).text}. {pick(one.help, lang).text}{hidden}"


def _duty(rules: RuleSet, duty: Duty, lang: str) -> str:
    return t(
        lang,
        "lists.rule.duty",
        duty=t(lang, f"petition.duty.{duty.kind}"),
        body=_body(rules, duty.body, lang),
        term=term(duty.within, lang),
    )


def _body(rules: RuleSet, body: str, lang: str) -> str:
    if body == ADDRESSEE:
        return t(lang, "lists.rule.addressee")
    return places.body(body, rules, lang).name


def _count(asked: thresholds.Expression, lang: str) -> str:
    if isinstance(asked, thresholds.Number):
        return words.number(lang, asked.value)
    if isinstance(asked, thresholds.Share):
        percent = f"{float(asked.part * 100):.10g}"
        shown = percent if lang == "en" else percent.replace(".", ",")
        return t(lang, "lists.rule.count.share", percent=f"{shown}%")
    if isinstance(asked, thresholds.Best):
        one, other = _count(asked.one, lang), _count(asked.other, lang)
        return t(lang, f"lists.rule.count.{asked.which}", one=one, other=other)
    return t(
        lang,
        "lists.rule.count.either",
        comparison=asked.comparison,
        bound=asked.bound,
        one=_count(asked.then, lang),
        other=_count(asked.otherwise, lang),
    )
