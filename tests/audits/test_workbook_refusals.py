"""Files that are no workbook, or one that could do harm: each is refused with one sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from openpyxl import Workbook

from careaudit_surveys.audits.workbook import tree_from_workbook
from careaudit_surveys.audits.workbook.package import LARGEST_FILE, LARGEST_UNZIPPED
from tests.audits.workbooks import (
    Table,
    audit_in,
    edited,
    inline,
    shared,
    small,
    tables_in,
    told,
    unzipped,
    written_by_hand,
    zipped,
)

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def with_part(name: str, part: str | bytes) -> bytes:
    """A good workbook with a part added or replaced."""
    return zipped(unzipped(edited()) | {name: part.encode() if isinstance(part, str) else part})


def with_part_changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with a part changed."""
    return with_part(name, change(unzipped(edited())[name]))


def in_front(xml: bytes) -> Callable[[bytes], bytes]:
    """Puts something before the first element of a part."""
    return lambda part: xml + part.partition(b"?>")[2] if b"?>" in part else xml + part


LAUGHS = b'<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
FILES = b'<!DOCTYPE a [<!ENTITY file SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "NOT-A-WORKBOOK"),
        (b"standard,criterion\n", "NOT-A-WORKBOOK"),
        (bytes(range(256)) * 10, "NOT-A-WORKBOOK"),
        (b"PK\x03\x04", "NOT-A-WORKBOOK"),
        (edited()[:2000], "NOT-A-WORKBOOK"),
        (edited()[500:], "NOT-A-WORKBOOK"),
        (zipped({"word/document.xml": "<a/>"}), "NOT-A-WORKBOOK"),
        (zipped({}), "NOT-A-WORKBOOK"),
        (with_part("xl/workbook.xml", "<workbook"), "NOT-A-WORKBOOK"),
        (with_part("xl/workbook.xml", "<workbook/>"), "SHEET-MISSING"),
        (with_part("_rels/.rels", "<Relationships/>"), "NOT-A-WORKBOOK"),
        (written_by_hand({"Audit": [["1"]]}, shared), "NOT-A-WORKBOOK"),
        (with_part("xl/styles.xml", b"\xff\xfe\x00"), "NOT-A-WORKBOOK"),
        (OLD_OFFICE, "WORKBOOK-OLD"),
        (OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "WORKBOOK-LOCKED"),
        (with_part("xl/vbaProject.bin", b"\xd0\xcf"), "WORKBOOK-MACROS"),
        (with_part("xl/VBAPROJECT.BIN", b"\xd0\xcf"), "WORKBOOK-MACROS"),
        (with_part("xl/macrosheets/sheet1.xml", "<a/>"), "WORKBOOK-MACROS"),
        (with_part("xl/externalLinks/externalLink1.xml", "<a/>"), "WORKBOOK-LINKS"),
        (with_part("xl/connections.xml", "<a/>"), "WORKBOOK-LINKS"),
        (with_part_changed("xl/workbook.xml", in_front(LAUGHS)), "WORKBOOK-DOCTYPE"),
        (with_part_changed("xl/styles.xml", in_front(FILES)), "WORKBOOK-DOCTYPE"),
        (with_part_changed("xl/comments/comment1.xml", in_front(FILES)), "WORKBOOK-DOCTYPE"),
        (with_part_changed("_rels/.rels", in_front(b"<!DOCTYPE a>")), "WORKBOOK-DOCTYPE"),
        (with_part("xl/deep.xml", "<a>" * 101 + "</a>" * 101), "FILE-LARGE"),
        (with_part("xl/many.xml", "<a>" + "<a/>" * 1_000_000 + "</a>"), "FILE-LARGE"),
        (bytes(LARGEST_FILE + 1), "FILE-LARGE"),
        (zipped(dict.fromkeys(map(str, range(1001)), b"")), "FILE-LARGE"),
    ],
)
def test_each_is_refused_with_one_sentence(content: bytes, code: str) -> None:
    tree, problems = tree_from_workbook(content, "audit.xlsx")

    assert tree is None
    assert {problem.code for problem in problems} == {code}
    assert all(problem.message and "\n" not in str(problem) for problem in problems)


def test_macros_are_found_by_what_the_workbook_says_it_is() -> None:
    def say_macros(part: bytes) -> bytes:
        return part.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml")

    content = with_part_changed(
        "[Content_Types].xml",
        lambda part: say_macros(part).replace(
            b"vnd.openxmlformats-officedocument.spreadsheetml.sheet.macroEnabled",
            b"vnd.ms-excel.sheet.macroEnabled",
        ),
    )

    assert told(content) == [
        "audit.xlsx:1: WORKBOOK-MACROS this workbook has macros: save it as .xlsx without them"
    ]


def test_a_document_type_is_found_in_any_encoding() -> None:
    xml = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16")

    assert "WORKBOOK-DOCTYPE" in told(with_part("docProps/app.xml", xml))[0]


def bomb() -> bytes:
    """A file of 50 kB that unzips to more than is ever read."""
    return zipped({"xl/workbook.xml": bytes(LARGEST_UNZIPPED + 1)})


def test_a_zip_that_says_it_is_large_is_refused_unread() -> None:
    assert len(bomb()) < 60_000
    assert "FILE-LARGE" in told(bomb())[0]


def test_a_zip_that_lies_about_its_size_is_refused() -> None:
    content = bytearray(bomb())
    directory = content.rindex(b"PK\x01\x02")
    for at in (22, directory + 24):  # the size in the part's own header, and in the directory
        content[at : at + 4] = (1000).to_bytes(4, "little")

    assert told(bytes(content)) == [
        "audit.xlsx:1: NOT-A-WORKBOOK this is not an Excel workbook, or it is damaged: "
        "open it and save it again as .xlsx"
    ]


def test_a_part_that_is_encrypted_is_refused() -> None:
    content = bytearray(edited())
    content[content.index(b"PK\x01\x02") + 8] |= 1

    assert told(bytes(content)) == [
        "audit.xlsx:1: WORKBOOK-LOCKED this workbook has a password: save it without one"
    ]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_packed_in_another_way_is_read(method: int) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, part in unzipped(edited()).items():
            archive.writestr(name, part)

    assert audit_in(packed.getvalue()) == small()


def test_a_zip_packed_in_an_unknown_way_is_refused() -> None:
    content = bytearray(edited())
    content[content.index(b"PK\x01\x02") + 10] = 97

    assert "NOT-A-WORKBOOK" in told(bytes(content))[0]


def tables_with(name: str, table: Table) -> dict[str, Table]:
    """The sheets of a good workbook, one of them replaced."""
    return tables_in(edited()) | {name: table}


def test_a_range_merged_over_a_whole_sheet_is_told_at_once() -> None:
    merged = '<mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    started = time.process_time()

    found = told(written_by_hand(tables_in(edited()), inline, after_data=merged))

    assert "CELLS-MERGED the cells A1:XFD1048576 are merged" in found[0]
    assert time.process_time() - started < 5


def test_a_link_over_a_whole_sheet_does_no_harm() -> None:
    linked = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="Audit!A1"/></hyperlinks>'

    assert audit_in(written_by_hand(tables_in(edited()), inline, after_data=linked)) == small()


@pytest.mark.parametrize("row", ["0", "-5", "1048577", "99999999999", "one"])
def test_a_row_that_no_sheet_has_is_damage(row: str) -> None:
    content = with_part_changed(
        "xl/worksheets/sheet2.xml",
        lambda part: part.replace(b'<row r="4"', f'<row r="{row}"'.encode()),
    )

    assert "NOT-A-WORKBOOK" in told(content)[0]


@pytest.mark.parametrize("reference", ["4", "ABCD4", "AA", "", "A-4", "é4"])
def test_a_cell_that_no_sheet_has_is_damage(reference: str) -> None:
    content = with_part_changed(
        "xl/worksheets/sheet2.xml",
        lambda part: part.replace(b'r="A4"', f'r="{reference}"'.encode(), 1),
    )

    assert reference == "" or "NOT-A-WORKBOOK" in told(content)[0]


def test_a_sheet_with_very_many_empty_rows_is_read() -> None:
    def stretch(book: Workbook) -> None:
        for row in range(20, 20_000):
            book["Criteria"].row_dimensions[row].height = 15

    assert audit_in(edited(stretch)) == small()
