"""Things to search in, the same each time: titles and leads whose words are as common as in speech.

Of a language's words the second stands half as often as the first, the third a third (Zipf's law);
the texts of `site_texts`, in which all are alike, would make every word a common one.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from functions.publishing.search_document import Document, Told
from functions.shared import clock
from tests.bench import site_petitions, site_texts

# Each index with its kinds, and how many things it holds for each petition.
SHARES = {
    "petitions": (("petition",), 1.0),
    "complaints": (("complaint",), 0.2),
    "participation": (("idea", "poll", "project", "work", "survey"), 0.02),
    "site": (("body", "page"), 0.002),
    "datasets": (("dataset",), 0.002),
}
STATES = ("open", "closed", "rejected", "awaiting_response", "with_response", "debated")
CATEGORIES = ("transport", "health", "education", "environment", "housing", "safety", "money")
REGIONS = tuple(f"KZ-{number}" for number in range(10, 30))
BODIES = tuple(f"akimat-{number}" for number in range(60))
RARE_WORDS = 30_000
_SYLLABLES = {
    "kk": "қа ма сы ған тұр бек ұл өз ің дә рі шы нұ жа лы кө",
    "ru": "ка ме ны гор тре бо вы зна ри ще лё ка жду стра пи",
    "en": "ca me tion gor gra bo vy ing ri sho le ka ju stra pi",
}


def things(name: str, petitions: int) -> Iterator[Document]:
    """Yield what an index holds beside so many petitions."""
    kinds, share = SHARES[name]
    for number in range(1, max(int(petitions * share), 3) + 1):
        yield one(kinds[number % len(kinds)], number)


def one(kind: str, number: int, *, changed: int = 0) -> Document:
    """Return a thing; with `changed` it is told in other words and has more signatures."""
    chance = random.Random(f"{kind} {number} {changed}")
    own = random.Random(f"{kind} {number}")
    at = site_petitions.NOW - site_petitions.DAY * own.uniform(1, 700)
    state = own.choice(STATES)
    weight = int(own.paretovariate(0.8) * 60) % 60_000 + changed
    return Document(
        kind=kind,
        id=str(number),
        path=f"{kind}s/{number}/",
        language=own.choice(site_petitions.LANGUAGES),
        texts={lang: _told(chance, lang) for lang in site_petitions.LANGUAGES},
        weight=weight,
        at=clock.text(at.replace(microsecond=0)),
        state=state,
        state_key="petition.state.open",
        tone="open",
        category=own.choice(CATEGORIES),
        jurisdiction=own.choice(REGIONS),
        body=own.choice(BODIES),
        topic={"kk": "Жолдар", "ru": "Дороги", "en": "Roads"},
        icon="road",
        count=weight,
        count_key="petition.of",
        needed=50_000,
        numbers=(str(number),),
        example=True,
    )


def words(lang: str) -> list[str]:
    """Return a language's words, the commonest first."""
    return _drawn(lang)[0]


def _told(chance: random.Random, lang: str) -> Told:
    known, weights = _drawn(lang)
    title = " ".join(chance.choices(known, cum_weights=weights, k=9))
    lead = " ".join(chance.choices(known, cum_weights=weights, k=26))
    return Told(title.capitalize(), lead.capitalize())


@cache
def _drawn(lang: str) -> tuple[list[str], list[float]]:
    """Return the words, and what `choices` draws them by."""
    chance, parts = random.Random(lang), _SYLLABLES[lang].split()
    made = ("".join(chance.choices(parts, k=chance.randint(3, 5))) for _ in range(RARE_WORDS))
    known = list(dict.fromkeys([*site_texts.WORDS[lang], *made]))
    return known, list(accumulate(1 / place for place in range(1, len(known) + 1)))
