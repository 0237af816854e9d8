"""One kind of audit file becomes another, and says what that cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from careaudit_surveys.audits.convert import CannotConvert, convert
from careaudit_surveys.audits.load import load_yaml
from careaudit_surveys.audits.model import Audit
from careaudit_surveys.audits.problems import AuditInvalid
from careaudit_surveys.audits.shelf import load_file
from careaudit_surveys.audits.write import audit_to_yaml
from tests.audits.released import RELEASED, path_of, released
from tests.audits.workbooks import about, edited, small


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """The small audit as YAML."""
    path = tmp_path / "audit.yaml"
    path.write_text(audit_to_yaml(small()), encoding="utf-8")
    return path


def audit_at(path: Path) -> Audit:
    """The audit in a file."""
    return load_file(path).sure()


@pytest.mark.parametrize("audit_id", RELEASED)
def test_a_released_audit_is_the_same_after_a_workbook(audit_id: str, tmp_path: Path) -> None:
    workbook, again = tmp_path / "audit.xlsx", tmp_path / "again.yaml"

    convert(path_of(audit_id), workbook)
    said = convert(workbook, again)

    assert audit_at(again) == released(audit_id)
    assert said == []


def test_a_file_is_known_by_its_ending_in_any_case(source: Path, tmp_path: Path) -> None:
    for name in ("Audit.XLSX", "Audit.Yml"):
        convert(source, tmp_path / name)

        assert audit_at(tmp_path / name) == small()


def test_remarks_in_yaml_are_said_to_be_left_out(source: Path, tmp_path: Path) -> None:
    source.write_text("# A remark\n" + source.read_text(encoding="utf-8"), encoding="utf-8")

    assert convert(source, tmp_path / "audit.xlsx") == [
        "Remarks that begin with # are no part of the audit: left out."
    ]


def test_a_sheet_that_is_not_read_is_said_to_be_left_out(tmp_path: Path) -> None:
    workbook = tmp_path / "audit.xlsx"
    workbook.write_bytes(edited(lambda book: book.create_sheet("My notes")))

    assert convert(workbook, tmp_path / "audit.yaml") == [
        f"In {workbook}, the sheet 'My notes' is not read."
    ]


def test_a_csv_says_what_it_leaves_out_and_what_is_taken_as_given(
    source: Path, tmp_path: Path
) -> None:
    left_out = convert(source, tmp_path / "our-audit.csv")
    assumed = convert(tmp_path / "our-audit.csv", tmp_path / "again.yaml")

    assert left_out[0].startswith("A CSV has no place for the audit's id")
    assert assumed[0].startswith("The id 'our-audit' and the title 'Our audit' were made from")
    assert audit_at(tmp_path / "again.yaml").id == "our-audit"


def test_an_audit_with_errors_is_not_converted(tmp_path: Path) -> None:
    workbook = tmp_path / "audit.xlsx"
    workbook.write_bytes(edited(about("version", "first"), about("unit", "group")))

    with pytest.raises(AuditInvalid) as refused:
        convert(workbook, tmp_path / "audit.yaml")

    assert [problem.code for problem in refused.value.problems] == ["CELL", "WORD-UNKNOWN"]
    assert sorted(tmp_path.iterdir()) == [workbook]


def test_a_target_that_is_there_is_replaced(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "audit.xlsx"
    target.write_bytes(b"old")

    convert(source, target)

    assert audit_at(target) == small()


def test_a_target_stays_as_it_was_where_it_cannot_be_written(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "folder.xlsx"
    target.mkdir()

    with pytest.raises(CannotConvert, match=r"folder\.xlsx: this cannot be written: "):
        convert(source, target)

    assert sorted(tmp_path.iterdir()) == [source, target]


@pytest.mark.parametrize(
    ("from_name", "to_name", "said"),
    [
        ("audit.yaml", "audit.ods", r"audit\.ods: give it a name that ends in \.yaml, \.yml,"),
        ("audit.docx", "audit.yaml", r"audit\.docx: give it a name that ends in \.yaml, \.yml,"),
        ("audit.yaml", "audit.yaml", r"audit\.yaml: this is the file to be read; write to anoth"),
        ("audit.yaml", "./audit.yaml", r"audit\.yaml: this is the file to be read; write to ano"),
        ("nothing.yaml", "audit.xlsx", r"nothing\.yaml: there is no such file: check its name"),
        ("folder.csv", "audit.xlsx", r"folder\.csv: this is a folder: name a file in it\."),
        ("audit.yaml", "nowhere/audit.xlsx", r"audit\.xlsx: this cannot be written: No such fi"),
        ("audit.yaml", f"{'long' * 100}.xlsx", r"long\.xlsx: this cannot be written: "),
        (f"{'long' * 100}.yaml", "audit.xlsx", r"long\.yaml: this file cannot be read: "),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence(
    from_name: str, to_name: str, said: str, source: Path
) -> None:
    (source.parent / "folder.csv").mkdir()

    with pytest.raises(CannotConvert, match=said) as refused:
        convert(source.parent / from_name, source.parent / to_name)

    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_an_audit_that_a_workbook_cannot_hold_is_not_converted(
    source: Path, tmp_path: Path
) -> None:
    text = source.read_text(encoding="utf-8")
    source.write_text(text.replace("definitions: ", f"definitions: {'a' * 33_000} ", 1))
    assert load_yaml(source.read_bytes(), "audit.yaml").audit

    with pytest.raises(CannotConvert, match=r"a text is over 32,767 characters: shorten it\."):
        convert(source, tmp_path / "audit.xlsx")
