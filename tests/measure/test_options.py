"""Tables of options by service."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careaudit_surveys.measure import options_table
from careaudit_surveys.measure.options import Grid, _Table

A, B = [9, 3, 0], [7, 6, 5]


def test_a_lone_hidden_cell_takes_the_next_smallest_of_its_row_and_column_with_it() -> None:
    assert options_table([A, B]) == (
        (None, None, 0, 12),
        (None, None, 5, 18),
        (16, 9, 5, 30),
    )


def test_a_hidden_cell_could_be_anything_in_a_wide_enough_range() -> None:
    table = _Table([A, B])
    table.hide_first((), 10)
    table.hide_beside()

    assert table.could_be((0, 1)) == (0, 9)
    assert table.telling_total() is None


def test_nothing_small_hides_nothing() -> None:
    assert options_table([[9, 5, 0], B]) == ((9, 5, 0, 14), (7, 6, 5, 18), (16, 11, 5, 32))


def test_of_two_alike_the_first_in_the_table_is_hidden() -> None:
    first_row, *_ = options_table([[8, 3, 8], [9, 9, 9], [9, 9, 9]])

    assert first_row == (None, None, 8, 19)


def test_where_all_others_are_nought_the_total_is_hidden() -> None:
    assert options_table([[0, 3, 0, 0], [9, 9, 9, 9]], min_base=1) == (
        (0, None, 0, 0, None),
        (None, None, 9, 9, 36),
        (None, None, 9, 9, None),
    )


def test_a_row_under_the_base_is_hidden_with_its_total() -> None:
    grid = options_table([[4, 3, 1], B, [9, 9, 9]])

    assert grid[0] == (None, None, None, None)
    assert options_table([[5, 4, 0]], min_base=9)[0] != grid[0]


def test_nor_can_its_total_be_told_from_the_others() -> None:
    grid = options_table([[4, 3, 1], [9, 9, 9], [9, 9, 9]])
    rows, columns = [row[-1] for row in grid], grid[-1]

    assert rows[0] is None
    assert rows[-1] is None
    assert None in columns[:-1]


def test_a_row_of_one_is_a_small_row() -> None:
    assert options_table([[1, 0, 0], [9, 9, 9]])[0] == (None, None, None, None)


def test_an_empty_row_is_no_small_one() -> None:
    assert options_table([[0, 0, 0], [9, 9, 9]])[0] == (0, 0, 0, 0)


def test_everyone_of_a_row_unhappy_alike_is_hidden() -> None:
    hidden, open_ = (
        options_table([[0, 12, 0], B], unfavourable=columns) for columns in ({1, 2}, {2})
    )

    assert hidden[0] == (0, None, 0, None)
    assert open_[0] == (0, 12, 0, 12)


def test_a_range_of_five_is_wide_enough() -> None:
    assert options_table([[2, 3, 20], [4, 4, 20]]) == (
        (None, None, 20, 25),
        (None, None, 20, 28),
        (6, 7, 40, 53),
    )


def test_totals_go_where_a_number_could_still_be_told_too_closely() -> None:
    """Two small cells alone in two rows: each is between nought and their sum."""
    grid = options_table([[1, 1, 20], [1, 1, 20]])

    assert grid[0][:2] == grid[1][:2] == (None, None)
    assert None in (*(row[-1] for row in grid), *grid[-1])
    assert _narrow(grid, [[1, 1, 20], [1, 1, 20]]) == []


TABLES = st.integers(2, 3).flatmap(
    lambda rows: st.lists(
        st.lists(st.sampled_from([0, 1, 3, 4, 5, 7, 12]), min_size=2, max_size=2),
        min_size=rows,
        max_size=rows,
    )
)


@given(TABLES)
@settings(max_examples=200)
def test_whoever_adds_up_all_that_is_shown_cannot_tell_a_small_number(
    rows: list[list[int]],
) -> None:
    grid = options_table(rows, min_base=5)

    assert _narrow(grid, rows) == []


def _narrow(grid: Grid, rows: list[list[int]]) -> list[tuple[int, int]]:
    """The hidden cells of 1 to 4 that an attacker, trying every table, has within less than 5."""
    small = [
        (r, c) for r, c in product(range(len(rows)), range(len(rows[0]))) if 0 < rows[r][c] < 5
    ]
    found: dict[tuple[int, int], set[int]] = {cell: set() for cell in small}
    for table in _tables_that_fit(grid, rows):
        for r, c in small:
            found[r, c].add(table[r][c])
        if all(max(values) - min(values) >= 5 for values in found.values()):
            break
    return [cell for cell, values in found.items() if max(values) - min(values) < 5]


def _tables_that_fit(grid: Grid, rows: list[list[int]]) -> Iterator[tuple[tuple[int, ...], ...]]:
    """Every table that would look like this, up to a little more than what is there."""
    each_row = [
        [guess for guess in _guesses(shown, row) if shown[-1] in (None, sum(guess))]
        for shown, row in zip(grid, rows, strict=False)
    ]
    yield from (table for table in product(*each_row) if _looks_like(grid, table))


def _guesses(shown: tuple[int | None, ...], row: list[int]) -> Iterator[tuple[int, ...]]:
    """What a row could be: as shown, or near what is there where it is hidden."""
    cells = zip(shown, row, strict=False)
    yield from product(
        *(range(max(0, count - 5), count + 6) if cell is None else [count] for cell, count in cells)
    )


def _looks_like(grid: Grid, table: tuple[tuple[int, ...], ...]) -> bool:
    sums = [sum(column) for column in zip(*table, strict=True)]
    return all(
        shown is None or shown == real
        for shown, real in zip(grid[-1], [*sums, sum(sums)], strict=True)
    )


def test_the_attacker_sees_through_a_lone_hidden_cell() -> None:
    assert _narrow(((9, None, 0, 12), (7, 6, 5, 18), (16, 9, 5, 30)), [A, B]) == [(0, 1)]


@pytest.mark.parametrize("rows", [[], [[], []]])
def test_a_table_without_cells_is_shown_as_it_is(rows: list[list[int]]) -> None:
    assert all(None not in row for row in options_table(rows))
