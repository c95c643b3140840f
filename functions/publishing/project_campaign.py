"""A campaign of pledges: the goal, what is promised and paid, rewards, thanks."""

from __future__ import annotations

from typing import Any

from functions.projects import pledge
from functions.projects.stages import Phase
from functions.publishing import project_words
from functions.publishing.project_seen import Seen
from functions.publishing.said import pick
from functions.shared.words import t

MOST_NAMES = 100
View = dict[str, Any]


def campaign(seen: Seen, lang: str) -> View | None:
    """Return what the page shows of a campaign; None where there is none."""
    one = seen.project.campaign
    if one is None:
        return None
    found = pledge.outcome(one, seen.pledges, is_over=is_over(seen))
    provider, terms = pick(one.provider, lang), pick(one.terms, lang)
    return {
        "goal": project_words.money(one.goal, one.currency, lang),
        "promised": project_words.money(found.promised, one.currency, lang),
        "paid": project_words.money(found.paid, one.currency, lang),
        "percent": 100 * found.promised // one.goal,
        "value": min(found.promised, one.goal),
        "of": one.goal,
        "people": found.people,
        "state": t(lang, f"project.outcome.{found.state}"),
        "tone": {"funded": "ok", "failed": "warn"}.get(found.state, "info"),
        "owes_refunds": found.owes_refunds,
        "kind": t(lang, f"project.kind.{one.kind}"),
        "mode": t(lang, f"project.mode.{one.mode}"),
        "terms": terms if terms.text else None,
        "provider": provider if provider.text else None,
        "pay_url": one.pay_url if one.pay_url.startswith("https://") else "",
        "currency": one.currency,
        "rewards": [_reward(seen, reward, one.currency, lang) for reward in one.rewards],
        "least": pledge.SMALLEST,
        "names": names(seen),
    }


def is_over(seen: Seen) -> bool:
    """Tell whether no more pledges come."""
    if seen.stand.phase in (Phase.ENDED, Phase.STOPPED):
        return True
    spans = [one for one in seen.stand.spans if one.rule.kind == "pledges"]
    return all(one.finished_at is not None for one in spans)


def names(seen: Seen) -> list[str]:
    """Return who may be thanked: named by consent, and paid, so that an official has seen it."""
    found = [one.name for one in seen.pledges if one.name and one.state == "paid"]
    return found[:MOST_NAMES]


def _reward(seen: Seen, one: Any, currency: str, lang: str) -> View:
    taken = [p for p in seen.pledges if p.reward == one.key and p.state in ("pledged", "paid")]
    return {
        "key": one.key,
        "name": pick(one.name, lang),
        "amount": project_words.money(one.amount, currency, lang),
        "taken": len(taken),
    }
