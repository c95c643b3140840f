"""Reading `recognition.yml`: what points can be exchanged for. A site without the file has none."""

from __future__ import annotations

from pathlib import Path

from functions.participants.offers import Offer
from infra.content.check import Problems, check
from infra.content.places import Section
from infra.content.source import ContentError, read


def offers(root: Path, bodies: Section) -> Section:
    """Return every offer by its id, in the order of the file. Raises ContentError."""
    path = root / "recognition.yml"
    if not path.exists():
        return {}
    source = read(path, root)
    listed = source.data if source.data is not None else []
    if not isinstance(listed, list):
        raise ContentError([source.problem("must be a list of offers, each with an id")])
    compiled, problems = Section(), Problems()
    for number, data in enumerate(listed):
        with problems:
            offer = check(Offer, data, source, number)
            if offer.id in compiled:
                problems.add(source.problem(f"{offer.id!r} is there already", number, "id"))
            if offer.body not in bodies:
                problems.add(source.problem(f"{offer.body!r} is not in bodies/", number, "body"))
            compiled[offer.id] = offer.model_dump(mode="json")
    problems.settle()
    return compiled
