"""Whatever stands in a file, it comes to an audit or to problems, and never to a traceback."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.audits.load import Loaded, load
from careaudit_surveys.audits.workbook import csv_from_audit
from tests.audits.workbooks import (
    edited,
    inline,
    small,
    tables_in,
    unzipped,
    written_by_hand,
    zipped,
)


def comes_to_something(found: Loaded) -> bool:
    """An audit or the reasons why not, each of them one line."""
    lines = [str(problem) for problem in found.problems]
    return bool(found.audit or found.errors) and all(line and "\n" not in line for line in lines)


@cache
def good() -> bytes:
    """A workbook with nothing wrong."""
    return edited()


changes = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.binary(min_size=0, max_size=8)),
    min_size=1,
    max_size=5,
)


def changed(content: bytes, where_and_what: list[tuple[float, bytes]]) -> bytes:
    """Content with some bytes replaced by others."""
    for where, what in where_and_what:
        at = int(where * len(content))
        content = content[:at] + what + content[at + len(what) + (not what) :]
    return content


@given(changes)
def test_a_workbook_with_bytes_changed_comes_to_something(
    where_and_what: list[tuple[float, bytes]],
) -> None:
    assert comes_to_something(load(changed(good(), where_and_what), "audit.xlsx"))


@given(st.sampled_from(sorted(unzipped(edited()))), changes)
def test_a_workbook_with_a_part_changed_comes_to_something(
    name: str, where_and_what: list[tuple[float, bytes]]
) -> None:
    parts = unzipped(good())
    parts[name] = changed(parts[name], where_and_what)

    assert comes_to_something(load(zipped(parts), "audit.xlsx"))


@given(st.sampled_from(sorted(unzipped(edited()))))
def test_a_workbook_with_a_part_missing_comes_to_something(name: str) -> None:
    parts = unzipped(good())
    del parts[name]

    assert comes_to_something(load(zipped(parts), "audit.xlsx"))


# Cells that look a little like what belongs in them

pieces = st.sampled_from(
    [
        *("=", "!", "{", "}", "[", '"', "'", ",", ";", ":", "\n", "%", "*", "-", "(", "_x0041_"),
        *("met", "not met", "unknown", "exception NEW", "unsafe", "key 1", "value a", "short a"),
        *("Yes", "person", "easy", "standard", "core", "LW-1.1", "is", "is not", "by lead"),
        *("95", ">=", "0.5", "1e999", "TRUE", "2026-11-23", "EXAMPLE", "how_often", "numerator: "),
    ]
)
cells = st.lists(pieces, max_size=6).map(" ".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cc"]), max_size=20
)
places = st.tuples(
    st.sampled_from(["Audit", "Criteria", "Scales", "Comments"]),
    st.floats(0, 1, exclude_max=True),
    st.floats(0, 1, exclude_max=True),
)


@given(st.dictionaries(places, cells, min_size=1, max_size=8))
def test_a_workbook_with_cells_changed_comes_to_something(
    written: dict[tuple[str, float, float], str],
) -> None:
    tables = {name: [list(row) for row in table] for name, table in TABLES.items()}
    for (name, down, across), text in written.items():
        row = tables[name][int(down * len(tables[name]))]
        row[int(across * len(row))] = text

    assert comes_to_something(load(written_by_hand(tables, inline), "audit.xlsx"))


TABLES = tables_in(edited())


@given(changes)
def test_a_csv_with_bytes_changed_comes_to_something(
    where_and_what: list[tuple[float, bytes]],
) -> None:
    content, _ = csv_from_audit(small())

    found = load(changed(content, where_and_what), "audit.csv", saved=date(2026, 11, 24))

    assert comes_to_something(found)


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode))
def test_any_bytes_come_to_something(content: bytes) -> None:
    for name in ("audit.xlsx", "audit.csv"):
        assert comes_to_something(load(content, name))
