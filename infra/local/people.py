"""The made-up people of the local sign-in: officials for the desk and signers with an eID.

None of them exists. Their identity numbers begin with 000000, which no birthday gives.
"""

from __future__ import annotations

from dataclasses import dataclass

DESK = "desk"
EID = "eid"


@dataclass(frozen=True)
class Person:
    """One person to sign in as; `client` is the application that may see them."""

    id: str
    client: str
    name: str
    note: str
    roles: tuple[str, ...] = ()
    identity_number: str = ""


PEOPLE = (
    Person("moderator", DESK, "Example moderator", "checks petitions", ("moderator",)),
    Person("moderator-2", DESK, "Example second moderator", "a second yes", ("moderator",)),
    Person("clerk", DESK, "Example clerk", "akimat of Almaty", ("clerk:akimat-almaty",)),
    Person("clerk-2", DESK, "Example second clerk", "the Government", ("clerk:government",)),
    Person("supervisor", DESK, "Example supervisor", "extends, removes, erases", ("supervisor",)),
    Person("expert", DESK, "Example expert", "scores ideas of projects", ("expert",)),
    Person("expert-2", DESK, "Example second expert", "scores them too", ("expert",)),
    Person("operator", DESK, "Example operator", "runs the platform", ("operator",)),
    *(
        Person(f"signer-{n}", EID, f"Example signer {n}", "eID", (), f"00000000000{n}")
        for n in range(1, 7)
    ),
)


def of(client: str) -> list[Person]:
    """Return the people of one application."""
    return [person for person in PEOPLE if person.client == client]


def named(client: str, person_id: str) -> Person | None:
    """Return one person of an application, or None."""
    return next((person for person in of(client) if person.id == person_id), None)
