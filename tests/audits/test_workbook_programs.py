"""Workbooks as other programs write them: each gives the audit that it was made from."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from shutil import which
from xml.sax.saxutils import escape

import pytest

from careaudit_surveys.audits.workbook import workbook_from_audit
from careaudit_surveys.audits.workbook.sheets import Book, Cell, Kind
from tests.audits.released import RELEASED, released
from tests.audits.workbooks import (
    MAIN,
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
from tests.needs import need

Write = Callable[[str, str], str]


def sharing(strings: list[str], string: Callable[[str], str]) -> Write:
    """Keeps texts among the shared strings, as Excel does, each written by `string`."""

    def write(position: str, text: str) -> str:
        strings.append(f"<si>{string(text)}</si>")
        return shared(position, str(len(strings) - 1))

    return write


def plain(text: str) -> str:
    """A string in one piece."""
    return f'<t xml:space="preserve"> {escape(text)}</t>'


def in_runs(text: str) -> str:
    """A string in pieces of different fonts, with a reading beside it that is not part of it."""
    first, rest = escape(text[:1]), escape(text[1:])
    return (
        f"<r><rPr><b/></rPr><t>{first}</t></r><r><t>{rest}</t></r>"
        "<rPh sb='0' eb='1'><t>reading</t></rPh><phoneticPr fontId='1'/>"
    )


@pytest.mark.parametrize("string", [plain, in_runs])
def test_texts_may_be_kept_among_the_shared_strings(string: Callable[[str], str]) -> None:
    tables = tables_in(edited())
    strings: list[str] = []
    write = sharing(strings, string)
    written_by_hand(tables, write)  # fills the strings
    numbers = iter(range(len(strings)))

    content = written_by_hand(
        tables, lambda position, _: shared(position, str(next(numbers))), strings=strings
    )

    assert audit_in(content) == small()


def result_of_a_program(position: str, text: str) -> str:
    """A cell as some programs write every text: as a string that something came to."""
    return f'<c r="{position}" t="str"><v>{escape(text)}</v></c>'


def with_line_ends_coded(position: str, text: str) -> str:
    """A cell with Windows line ends, the carriage returns in the code that workbooks have."""
    return inline(position, text.replace("\n", "_x000D_\n"))


def without_a_position(_: str, text: str) -> str:
    """A cell that only its order places."""
    return f'<c t="inlineStr"><is><t>{escape(text)}</t></is></c>'


@pytest.mark.parametrize("write", [inline, result_of_a_program, with_line_ends_coded])
def test_texts_may_stand_in_their_cells(write: Write) -> None:
    assert audit_in(written_by_hand(tables_in(edited()), write)) == small()


def test_cells_and_rows_need_not_say_where_they_stand() -> None:
    tables = {
        name: [[text or "" for text in row] for row in table]
        for name, table in tables_in(edited()).items()
    }
    content = written_by_hand(tables, without_a_position)
    parts = unzipped(content)
    for name in parts:
        if "worksheets/" in name:
            for row in range(60):
                parts[name] = parts[name].replace(f'<row r="{row}">'.encode(), b"<row>")

    assert b"<row r=" not in parts["xl/worksheets/sheet2.xml"]
    assert audit_in(zipped(parts)) == small()


def test_elements_may_have_a_prefix_or_the_strict_name_space() -> None:
    parts = unzipped(written_by_hand(tables_in(edited()), inline))
    for name, part in parts.items():
        if "worksheets/" in name:
            prefixed = part.replace(b"</", b"\x00").replace(b"<", b"<x:").replace(b"\x00", b"</x:")
            parts[name] = prefixed.replace(
                f'xmlns="{MAIN}"'.encode(),
                b'xmlns:x="http://purl.oclc.org/ooxml/spreadsheetml/main"',
            )

    assert b"<x:row" in parts["xl/worksheets/sheet2.xml"]
    assert audit_in(zipped(parts)) == small()


def test_names_of_parts_may_differ_in_case_and_slashes() -> None:
    parts = unzipped(edited())

    content = zipped(
        {
            name.replace("worksheets/sheet", "worksheets\\Sheet"): part
            for name, part in parts.items()
        }
    )

    assert audit_in(content) == small()


STYLES = (
    '<numFmts><numFmt numFmtId="200" formatCode="[$-809]dd/mm/yyyy;@"/>'
    '<numFmt numFmtId="201" formatCode="0.0&quot;days&quot;"/>'
    '<numFmt numFmtId="202" formatCode="[Red]0.0%"/></numFmts>'
    "<cellXfs>"
    + "".join(f'<xf numFmtId="{number}"/>' for number in (0, 14, 200, 9, 202, 201, 49))
    + "</cellXfs>"
)
GENERAL, SHORT_DATE, OWN_DATE, PERCENT, OWN_PERCENT, DAYS, TEXT, UNKNOWN = map(str, range(8))


@pytest.mark.parametrize(
    ("xml", "cell"),
    [
        ('<c r="A1"><v>95</v></c>', Cell("95")),
        ('<c r="A1"><v>9.5E1</v></c>', Cell("95")),
        ('<c r="A1"><v>0.28999999999999998</v></c>', Cell("0.29")),
        (f'<c r="A1" s="{DAYS}"><v>28</v></c>', Cell("28")),
        (f'<c r="A1" s="{TEXT}"><v>28</v></c>', Cell("28")),
        (f'<c r="A1" s="{UNKNOWN}"><v>28</v></c>', Cell("28")),
        (f'<c r="A1" s="{PERCENT}"><v>0.95</v></c>', Cell("95%")),
        (f'<c r="A1" s="{OWN_PERCENT}"><v>0.995</v></c>', Cell("99.5%")),
        (f'<c r="A1" s="{PERCENT}"><v>1</v></c>', Cell("100%")),
        (f'<c r="A1" s="{SHORT_DATE}"><v>46349</v></c>', Cell("2026-11-23", Kind.DATE)),
        (f'<c r="A1" s="{OWN_DATE}"><v>46349.75</v></c>', Cell("2026-11-23", Kind.DATE)),
        ('<c r="A1" t="d"><v>2026-11-23T09:00</v></c>', Cell("2026-11-23", Kind.DATE)),
        (f'<c r="A1" s="{OWN_DATE}"><v>99999999</v></c>', Cell("99999999", Kind.ERROR)),
        ('<c r="A1"><v>NaN</v></c>', Cell("NaN", Kind.ERROR)),
        ('<c r="A1"><v>1e999</v></c>', Cell("1e999", Kind.ERROR)),
        ('<c r="A1" t="b"><v>1</v></c>', Cell("yes")),
        ('<c r="A1" t="b"><v>0</v></c>', Cell("no")),
        ('<c r="A1" t="e"><v>#REF!</v></c>', Cell("#REF!", Kind.ERROR)),
        ('<c r="A1" t="str"><f>A2</f><v>found</v></c>', Cell("found", Kind.FORMULA)),
        ('<c r="A1"><f t="shared" si="0"/></c>', Cell("", Kind.FORMULA)),
        ('<c r="A1" t="inlineStr"><is><t> _x0041__x005F_x0041_ </t></is></c>', Cell("A_x0041_")),
    ],
)
def test_a_cell_is_read_as_it_is_seen(xml: str, cell: Cell) -> None:
    book = Book(written_by_hand({"One": [["-"]]}, lambda *_: xml, styles=STYLES))

    assert book.sheet("One").rows == {1: {1: cell}}


@pytest.mark.parametrize(
    "xml", ['<c r="A1"/>', '<c r="A1" s="1"><v/></c>', '<c r="A1" t="inlineStr"/>']
)
def test_a_cell_with_nothing_in_it_is_none(xml: str) -> None:
    book = Book(written_by_hand({"One": [["-"]]}, lambda *_: xml))

    assert book.sheet("One").rows == {}


def test_days_are_counted_from_1904_where_the_workbook_says_so() -> None:
    content = written_by_hand(
        {"One": [["44887"]]},
        lambda position, number: f'<c r="{position}" s="{SHORT_DATE}"><v>{number}</v></c>',
        styles=STYLES,
        workbook_properties='<workbookPr date1904="1"/>',
    )

    assert Book(content).sheet("One").rows[1][1] == Cell("2026-11-23", Kind.DATE)


@pytest.mark.parametrize("audit_id", RELEASED)
def test_a_workbook_that_libreoffice_has_saved_gives_the_same_audit(
    audit_id: str, tmp_path: Path
) -> None:
    office = which("soffice")
    need(office, "LibreOffice Calc (apt-get install libreoffice-calc)")
    (tmp_path / "audit.xlsx").write_bytes(workbook_from_audit(released(audit_id)))

    subprocess.run(
        [
            str(office),
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            *("--headless", "--norestore", "--convert-to", "xlsx", "--outdir"),
            str(tmp_path / "saved"),
            str(tmp_path / "audit.xlsx"),
        ],
        check=True,
        capture_output=True,
        timeout=120,
    )

    content = (tmp_path / "saved" / "audit.xlsx").read_bytes()
    assert audit_in(content) == released(audit_id)
    assert told(content) == []
