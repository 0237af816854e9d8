"""Whatever is asked wrongly gets one clear sentence and the exit status that was promised."""

from __future__ import annotations

from pathlib import Path

import pytest

from careaudit_surveys.cli import main

LIVING_WELL = Path(__file__).parents[2] / "careaudit_surveys/audits/released/living-well/1.yaml"
HEADING = "respondent,service,audience,criterion,result\n"

FILES: dict[str, bytes] = {
    "binary.yaml": bytes(range(256)),
    "latin.yaml": "id: caf\xe9".encode("latin-1"),
    "utf16.yaml": "id: test\n".encode("utf-16"),
    "cut.yaml": LIVING_WELL.read_bytes()[:3000],
    "long.yaml": b"id: " + b"x" * 10_000_000,
    "empty.yaml": b"",
    "list.yaml": b"- 1\n- 2\n",
    "bomb.yaml": b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    "deep.yaml": b"[" * 100_000,
    "tag.yaml": b"a: !!python/object/apply:os.system [ls]\n",
    "not.xlsx": b"this is no workbook",
    "note.txt": b"hello",
    "binary.csv": bytes(range(256)),
    "latin.csv": HEADING.encode() + "P1,Caf\xe9,person,LW-2.1,met\n".encode("latin-1"),
    "no-rows.csv": HEADING.encode(),
    "empty.csv": b"",
    "word.csv": HEADING.encode() + b"P1,Rose,person,LW-2.1,often\n",
    "long.csv": HEADING.encode() + b"P1," + b"x" * 10_000_000 + b",person,LW-2.1,met\n",
    "lines.jsonl": b"not json\n",
    "no-text.jsonl": b'{"id": 1}\n',
}

CANNOT: list[tuple[str, str]] = [
    ("check missing.yaml", "no such file"),
    ("check binary.yaml", "UTF-8"),
    ("check latin.yaml", "UTF-8"),
    ("check utf16.yaml", "UTF-8"),
    ("check cut.yaml", "cut.yaml:"),
    ("check long.yaml", "large"),
    ("check empty.yaml", "empty.yaml:"),
    ("check list.yaml", "list.yaml:"),
    ("check bomb.yaml", "bomb.yaml:1"),
    ("check deep.yaml", "deep.yaml:"),
    ("check tag.yaml", "tag.yaml:1"),
    ("check not.xlsx", "not.xlsx"),
    ("check note.txt", "note.txt"),
    ("convert missing.yaml out.xlsx", "no such file"),
    ("convert cut.yaml out.xlsx", "cut.yaml:"),
    ("convert cut.yaml out.docx", "ends in"),
    ("convert not.xlsx out.yaml", "not.xlsx"),
    ("derive nothing-here", "no audit 'nothing-here'"),
    ("derive living-wel", "living-well"),
    ("derive living-well@9", "no version '9'"),
    ("derive missing.yaml", "missing.yaml"),
    ("derive folder", "folder"),
    ("derive fft --audience leader", "It asks: person"),
    ("derive fft --audience staff", "It asks: person"),
    ("derive fft --language pl", "comes in: en"),
    ("talk nothing-here", "no audit 'nothing-here'"),
    ("talk cut.yaml", "cut.yaml:"),
    ("talk leaders-checklist --audience advocate --language cy", "comes in: en"),
    ("talk fft --script missing.txt", "does not exist"),
    ("talk fft --script folder", "is a folder"),
    ("talk fft --script latin.yaml", "UTF-8"),
    ("measure missing.csv --audit fft", "does not exist"),
    ("measure folder --audit fft", "is a folder"),
    ("measure empty.csv --audit fft", "empty.csv"),
    ("measure no-rows.csv --audit living-well", "no rows"),
    ("measure binary.csv --audit living-well", "binary.csv:"),
    ("measure latin.csv --audit living-well", "latin.csv:2"),
    ("measure word.csv --audit living-well", "word.csv:2"),
    ("measure long.csv --audit living-well", "long.csv:2"),
    ("measure word.csv --audit nothing-here", "no audit 'nothing-here'"),
    ("understand lines.jsonl", "line 1"),
    ("understand missing.jsonl", "does not exist"),
    ("screen lines.jsonl", "line 1"),
    ("screen no-text.jsonl", "line 1"),
    ("sms-parts missing.jsonl", "does not exist"),
    ("sms-parts lines.jsonl", "line 1"),
    ("sms-parts no-text.jsonl", '"text"'),
    ("sms-parts binary.csv", "UTF-8"),
    ("results --data data --cycle Nothing", "no cycle called Nothing"),
    ("results --data note.txt", "data folder"),
    ("service set Nothing --contact 1 --data data", "no service called Nothing"),
    ("cycle open Nothing --data data", "no cycle called Nothing"),
    ("cycle plan Autumn --audit fft --service Nothing --data data", "no service called Nothing"),
]

WRONG = [
    "",
    "nonsense",
    "talk",
    "talk fft --profile hard",
    "talk fft --audience martian",
    "talk fft --shape fax",
    "measure word.csv",
    "measure word.csv --audit fft --reader spy",
    "check",
    "convert one.yaml",
    "cycle",
    "cycle plan Autumn --audit fft --service Rose --opens soon",
    "service add",
    "db",
]


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with bad files in it, and nothing in the environment."""
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize(("command", "told"), CANNOT, ids=[command for command, _ in CANNOT])
def test_what_cannot_be_done_is_told_in_a_sentence(
    command: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(command.split())

    out, err = capsys.readouterr()
    assert status == 1
    assert told in out + err
    assert "Traceback" not in out + err
    assert "went wrong inside" not in err
    assert command.startswith("check") or not out


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("command", WRONG)
def test_wrong_usage_is_told_with_status_two(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        status = main(command.split())
    except SystemExit as left:
        status = int(left.code or 0)

    out, err = capsys.readouterr()
    assert status == 2
    assert "usage" in out + err
    assert "Traceback" not in out + err


def test_a_mistake_of_ours_is_told_without_what_was_said(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: object) -> None:
        raise KeyError("the respondent's words")

    monkeypatch.setattr("careaudit_surveys.audits.shelf.released", broken)

    assert main(["audits"]) == 1
    err = capsys.readouterr().err
    assert "Please report it" in err
    assert "words" not in err
