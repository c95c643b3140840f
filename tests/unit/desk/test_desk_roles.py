"""Who may do what: the whole matrix, and how roles are read from a token."""

from __future__ import annotations

import pytest

from functions.desk.roles import MAY, Official, acts_for, listed, official, role_for
from functions.desk.stage import FITS

BODY = "akimat-almaty"
MATRIX = {
    "moderator": {"publication", "rejection", "return", "translation", "note"},
    f"clerk:{BODY}": {
        "note",
        "response",
        "debate",
        "debate-outcome",
        "decision",
        "implementation",
        "paper",
    },
    "clerk:akimat-astana": set(),
    "operator": {"extension"},
    "supervisor": set(MAY),
    "clerk:": set(),
    "admin": set(),
}


@pytest.mark.parametrize("role", MATRIX)
def test_each_role_may_do_its_acts_and_no_other(role: str) -> None:
    who = official({"sub": "s", "roles": [role]})

    assert set(acts_for(who, [BODY])) == MATRIX[role]


def test_every_act_says_when_it_fits() -> None:
    assert set(FITS) == set(MAY)


@pytest.mark.parametrize(
    "claim",
    [
        ["moderator", "clerk:akimat-almaty"],
        "[moderator clerk:akimat-almaty]",
        "[moderator, clerk:akimat-almaty]",
        "moderator clerk:akimat-almaty",
        ("moderator", "clerk:akimat-almaty"),
    ],
)
def test_roles_are_read_from_arrays_and_from_api_gateways_text(claim: object) -> None:
    who = official({"sub": "s", "roles": claim})

    assert who.roles == {"moderator", "clerk:akimat-almaty"}
    assert who.bodies == {BODY}


@pytest.mark.parametrize("claim", [None, "", "[]", [], 5, {}])
def test_no_roles_are_no_roles(claim: object) -> None:
    assert official({"sub": "s", "roles": claim}).roles == frozenset()


def test_unknown_roles_are_ignored() -> None:
    assert official({"roles": "[root moderators supervisor]"}).roles == {"supervisor"}


def test_a_clerk_with_another_role_acts_as_clerk_for_their_body() -> None:
    who = Official("s", "", frozenset({"supervisor", f"clerk:{BODY}"}))

    assert role_for(who, "response", [BODY]) == "clerk"
    assert role_for(who, "response", ["government"]) == "supervisor"


def test_a_clerk_sees_their_bodies_and_the_others_everything() -> None:
    assert not official({"roles": ["clerk:government"]}).sees_everything
    assert all(official({"roles": [r]}).sees_everything for r in ("moderator", "operator"))


def test_a_single_word_is_a_list_of_one() -> None:
    assert listed("[moderator]") == ("moderator",)
