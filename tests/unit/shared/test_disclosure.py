"""Small counts: nobody can be told from a published table, not even by subtraction."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from functions.shared.disclosure import protect


def test_large_cells_are_published_as_they_are() -> None:
    assert protect({"KZ-75": 30, "KZ-71": 10}) == {"KZ-75": 30, "KZ-71": 10}


def test_one_small_cell_hides_a_second_so_that_the_total_does_not_give_it_back() -> None:
    assert protect({"a": 3, "b": 12, "c": 50}) == {"a": None, "b": None, "c": 50}


def test_two_small_cells_that_add_up_to_little_hide_a_third() -> None:
    assert protect({"a": 4, "b": 3, "c": 20, "d": 30}) == {"a": None, "b": None, "c": None, "d": 30}


@given(st.dictionaries(st.text(max_size=3), st.integers(0, 60), max_size=8))
def test_what_is_hidden_is_at_least_two_cells_and_ten_people(cells: dict[str, int]) -> None:
    shown = protect(cells)
    hidden = [cells[name] for name, n in shown.items() if n is None]
    assert all(n is None or n >= 10 for n in shown.values())
    assert not hidden or len(hidden) == len(cells) or (len(hidden) >= 2 and sum(hidden) >= 10)
