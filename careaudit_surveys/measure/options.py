"""Tables of options by service, with single cells hidden and none left that can be worked out.

A release has either such a table or lines by service for the same answers, never both.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from math import inf

from .disclose import USUAL_BASE, WIDTH
from .shown import SMALL

Cell = tuple[int, int]
"""A row and a column of the grid."""

Room = dict[tuple[str, str], float]
"""How much more can flow along each arc, from one node to another."""

Grid = tuple[tuple[int | None, ...], ...]
"""Counts with their totals: the last column is each row's, the last row each column's."""


def options_table(
    rows: Sequence[Sequence[int]],
    *,
    unfavourable: Collection[int] = (),
    min_base: int = USUAL_BASE,
) -> Grid:
    """A row for each service and a column for each option, totals added, and None where hidden.

    Hidden are 1 to 4; a row under `min_base`, its total too; an unfavourable option (named by its
    column) that everyone in a row gave. Then, where one cell alone is hidden in a line with a
    shown total, the next smallest that is not nought, or else that total. At last any total by
    which a hidden number could still be told to within less than 5.

    >>> options_table([[9, 3, 0], [7, 6, 5]])
    ((None, None, 0, 12), (None, None, 5, 18), (16, 9, 5, 30))
    """
    table = _Table(rows)
    table.hide_first(unfavourable, min_base)
    table.hide_beside()
    while total := table.telling_total():
        table.hidden.add(total)
        table.hide_beside()
    return table.shown()


class _Table:
    """The grid in full, what of it is hidden so far, and what of that could point at someone."""

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        summed = [[*row, sum(row)] for row in rows]
        sums = [sum(column) for column in zip(*summed, strict=True)]
        self.grid: list[list[int]] = [*summed, sums]
        self.last_row, self.last_column = len(rows), len(self.grid[-1]) - 1
        self.hidden: set[Cell] = set()
        self.small_rows: set[Cell] = set()

    def shown(self) -> Grid:
        return tuple(
            tuple(None if (r, c) in self.hidden else count for c, count in enumerate(row))
            for r, row in enumerate(self.grid)
        )

    def hide_first(self, unfavourable: Collection[int], min_base: int) -> None:
        """What could point at someone by itself."""
        for r, (*row, base) in enumerate(self.grid[:-1]):
            if 0 < base < min_base:
                self.small_rows.add((r, self.last_column))
                self.hidden |= {(r, c) for c in range(self.last_column + 1)}
            for c, count in enumerate(row):
                if count in SMALL or (count == base > 0 and c in unfavourable):
                    self.hidden.add((r, c))

    def hide_beside(self) -> None:
        """What would tell a cell hidden alone: rows from the top, then columns, until stable."""
        before = -1
        while before != len(self.hidden):
            before = len(self.hidden)
            for cells, total in self._lines():
                left = [cell for cell in cells if cell not in self.hidden]
                if total not in self.hidden and len(left) == len(cells) - 1:
                    self.hidden.add(min(filter(self._count, left), key=self._count, default=total))

    def _lines(self) -> Iterator[tuple[list[Cell], Cell]]:
        for r in range(self.last_row):
            yield [(r, c) for c in range(self.last_column)], (r, self.last_column)
        for c in range(self.last_column):
            yield [(r, c) for r in range(self.last_row)], (self.last_row, c)

    def telling_total(self) -> Cell | None:
        """The next total to hide, if by any a hidden number could be told too closely."""
        for cell in sorted(self.hidden):
            if (not self._is_total(cell) or cell in self.small_rows) and self._is_told(cell):
                near = [(cell[0], self.last_column), (self.last_row, cell[1])]
                grand = (self.last_row, self.last_column)
                others = [(self.last_row, c) for c in range(self.last_column)]
                return next(total for total in [*near, grand, *others] if total not in self.hidden)
        return None

    def _is_total(self, cell: Cell) -> bool:
        return cell[0] == self.last_row or cell[1] == self.last_column

    def _is_told(self, cell: Cell) -> bool:
        least, most = self.could_be(cell)
        return most - least < WIDTH

    def could_be(self, cell: Cell) -> tuple[float, float]:
        """The least and the most a hidden number could be, given all that is shown.

        Counts flow from the grand total into rows, on into columns and back. Hidden ones may flow
        otherwise, as long as nothing shown changes.
        """
        room: Room = {}
        for other in self.hidden - {cell}:
            start, end = self._ends(other)
            room[start, end] = inf
            room[end, start] = self._count(other)
        start, end = self._ends(cell)
        count = self._count(cell)
        return count - min(count, most_flow(room, start, end)), count + most_flow(room, end, start)

    def _count(self, cell: Cell) -> int:
        return self.grid[cell[0]][cell[1]]

    def _ends(self, cell: Cell) -> tuple[str, str]:
        """Where the flow of a number starts and ends."""
        row, column = cell
        if row == self.last_row and column == self.last_column:
            return "columns", "rows"
        if column == self.last_column:
            return "rows", f"row {row}"
        if row == self.last_row:
            return f"column {column}", "columns"
        return f"row {row}", f"column {column}"


def most_flow(room: Room, start: str, end: str) -> float:
    """The most that can flow from one node to another (Edmonds and Karp 1972)."""
    room, flow = dict(room), 0.0
    while path := _shortest_path(room, start, end):
        step = min(room[arc] for arc in path)
        if step == inf:
            return inf
        flow += step
        for one, other in path:
            room[one, other] -= step
            room[other, one] += step
    return flow


def _shortest_path(room: Room, start: str, end: str) -> list[tuple[str, str]]:
    """Arcs with room left from one node to the other, or none."""
    came_from = {start: start}
    waiting = deque([start])
    while waiting and end not in came_from:
        here = waiting.popleft()
        for (one, other), left in room.items():
            if one == here and left and other not in came_from:
                came_from[other] = here
                waiting.append(other)
    path, node = [], end
    while node in came_from and node != start:
        path.append((came_from[node], node))
        node = came_from[node]
    return path
