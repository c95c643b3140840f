"""In which lists a petition stands, and how it looks there: states as readers and the API ask."""

from __future__ import annotations

from functions.petitions.status import State
from functions.publishing.dossier import Dossier

# The words of the UK's interface, with `implemented` beside them.
STATES = (
    "open",
    "awaiting_response",
    "with_response",
    "awaiting_debate",
    "debated",
    "implemented",
    "closed",
    "rejected",
)
TONES = {
    State.OPEN: "open",
    State.PROVING: "open",
    State.AWAITING_RESPONSE: "review",
    State.AWAITING_DEBATE: "review",
    State.RESPONDED: "answered",
    State.DEBATED: "answered",
    State.DECIDED: "answered",
    State.IMPLEMENTED: "done",
}
_REFUSED = (State.REJECTED, State.HIDDEN, State.INSUFFICIENT)


def tone(state: State) -> str:
    """Return the colour family of a state."""
    return TONES.get(state, "closed")


def uk_state(dossier: Dossier) -> str:
    """Return `open`, `closed` or `rejected`: the states of the UK's interface."""
    if dossier.status.state in _REFUSED:
        return "rejected"
    return "open" if dossier.status.takes_signatures else "closed"


def states(dossier: Dossier) -> list[str]:
    """Return the states by which a petition is listed; several hold at once."""
    status, found = dossier.status, [uk_state(dossier)]
    if status.response_state == "awaiting":
        found.append("awaiting_response")
    if dossier.petition.responses:
        found.append("with_response")
    if status.debate_state in ("awaiting", "scheduled"):
        found.append("awaiting_debate")
    if any(debate.held_at for debate in dossier.petition.debates):
        found.append("debated")
    if status.state is State.IMPLEMENTED:
        found.append("implemented")
    return found


def names(dossier: Dossier) -> list[str]:
    """Return the names of all the lists a public petition stands in."""
    petition = dossier.petition
    return [
        "all",
        *(f"state/{state}" for state in states(dossier)),
        f"jurisdiction/{petition.jurisdiction}",
        f"category/{petition.category}",
        f"body/{petition.body}",
    ]
