"""What people write in a cell, and what it stands for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from careaudit_surveys.audits.workbook import notation
from careaudit_surveys.audits.workbook.notation import Unclear
from careaudit_surveys.audits.workbook.options import read_option


def option(text: str, position: int = 1) -> dict[str, Any]:
    """The option that a cell stands for."""
    return read_option(text, position)[0]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("Never = not met", "not_met"),
        ("Never=not_met", "not_met"),
        ("Never  =  Not Met", "not_met"),
        ("Always = met", "met"),
        ("Sometimes = partly", "partly"),
        ("I have not seen = unknown", "unknown"),
        ("I have not seen = don’t know", "unknown"),
        ("Not now = declined", "declined"),
        ("I was away = exception AWAY", "exception:AWAY"),
        ("I was away = exception: away", "exception:AWAY"),
        ("I was away = exception:AWAY", "exception:AWAY"),
    ],
)
def test_an_option_is_a_label_and_its_result(text: str, result: str) -> None:
    read = option(text)

    assert read["label"] == text.partition("=")[0].strip()
    assert read["result"] == result
    assert "flag" not in read


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("Not safe = not met! unsafe", "unsafe"),
        ("Not safe = not met!", "unsafe"),
        ("Not safe = not met ! Modern slavery", "modern_slavery"),
        ("Twice = not met! neglect, look into", {"kind": "neglect", "reply": "look_into"}),
    ],
)
def test_an_option_behind_an_exclamation_mark_raises_an_alert(text: str, flag: object) -> None:
    assert option(text)["flag"] == flag


def test_keys_and_values_are_made_where_they_are_not_written() -> None:
    cells = ["Always = met", "Now and then = partly", "I don't know = unknown"]
    cells += ["Café, or none! = not met", "I'd rather not say = declined", "👍 = met"]

    read = []
    position = 1
    for cell in cells:
        one, position = read_option(cell, position)
        read.append((one["key"], one["value"], one.get("short")))

    assert read == [
        ("1", "always", None),
        ("2", "now_and_then", None),
        ("8", "dont_know", "Don't know"),
        ("3", "cafe_or_none", None),
        ("0", "rather_not_say", "Skip"),
        ("4", "option_4", None),
    ]


def test_a_key_a_value_and_a_short_label_may_be_written_in_braces() -> None:
    read = option('Poor = not it {key 4, value bad, "short Poor, or worse"} = not met')

    assert read == {
        "value": "bad",
        "key": "4",
        "label": "Poor = not it",
        "short": "Poor, or worse",
        "result": "not_met",
    }


def test_a_short_label_that_is_usual_can_be_left_away() -> None:
    assert "short" not in option("I don't know {no short} = unknown")


def test_braces_that_are_no_notation_belong_to_the_label() -> None:
    assert option("Since {anchor} = met")["label"] == "Since {anchor}"


@pytest.mark.parametrize(
    "text",
    [
        "Never",
        "= met",
        "{key 4} = met",
        "Never = never",
        "Never = ",
        "Never = exception",
        "Never {key 4, colour red} = met",
        "Never = not met! unsafe, look into, now",
    ],
)
def test_an_option_that_is_unclear_is_told_how_to_be_written(text: str) -> None:
    with pytest.raises(Unclear, match="write"):
        option(text)


@pytest.mark.parametrize(
    ("text", "op", "percent"),
    [
        (">= 95%", ">=", 95),
        (">=95", ">=", 95),
        ("95%", ">=", 95),
        ("95", ">=", 95),
        ("95 per cent", ">=", 95),
        ("At least 99.5 %", ">=", 99.5),
        ("<= 5%", "<=", 5),
        ("≤5%", "<=", 5),
        ("at most 0.5%", "<=", 0.5),
        ("0", ">=", 0),
        ("100.0%", ">=", 100),
    ],
)
def test_a_target_is_a_share_in_per_cent(text: str, op: str, percent: float) -> None:
    assert notation.read_target(text) == {"op": op, "percent": percent}


@pytest.mark.parametrize("text", ["0.95", "1", "most", "> 95%", "95%%", "-5%", ">= 95% of people"])
def test_a_target_that_may_mean_two_things_or_nothing_is_refused(text: str) -> None:
    with pytest.raises(Unclear, match="write"):
        notation.read_target(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        *((word, True) for word in ("yes", "Yes", "Y", "TRUE", "1", "x")),
        *((word, False) for word in ("no", "NO", "n", "False", "0")),
    ],
)
def test_yes_and_no_are_known_however_they_are_written(text: str, meant: bool) -> None:
    assert notation.read_yes_no(text) is meant


@pytest.mark.parametrize(
    ("read", "text", "meaning"),
    [
        (notation.read_words, "person, relative", ["person", "relative"]),
        (notation.read_words, "person;relative\nstaff,", ["person", "relative", "staff"]),
        (notation.read_words, '"a, b", c "d"', ["a, b", 'c "d"']),
        (notation.read_known_words, "Person, RELATIVE", ["person", "relative"]),
        (
            notation.read_exceptions,
            "NEW by lead = under 28 days here\nNOHELP by the respondent = does not get = this",
            [
                {"code": "NEW", "meaning": "under 28 days here", "by": "lead"},
                {"code": "NOHELP", "meaning": "does not get = this", "by": "respondent"},
            ],
        ),
        (
            notation.read_exceptions,
            'NEW = "new" or "recent"',
            [{"code": "NEW", "meaning": '"new" or "recent"'}],
        ),
        (notation.read_exceptions, "new = recent", [{"code": "NEW", "meaning": "recent"}]),
        (
            notation.read_mappings,
            "cqc regulation: 9, 10\nnice: QS50.2",
            {"cqc_regulation": ["9", "10"], "nice": ["QS50.2"]},
        ),
        (
            notation.read_measured_from,
            "FFT-1.1\nVery poor = not met\n* = met",
            {"question": "FFT-1.1", "results": {"very_poor": "not_met", "*": "met"}},
        ),
        (
            notation.read_measured_from,
            "FFT-1.1: poor = not met; * = exception NEW",
            {"question": "FFT-1.1", "results": {"poor": "not_met", "*": "exception:NEW"}},
        ),
        (
            notation.read_record,
            "Numerator: visits missed: all\ndenominator: visits",
            {"numerator": "visits missed: all", "denominator": "visits"},
        ),
        (
            notation.read_measured_from,
            "FFT-1.1\n\npoor = not met\n;",
            {"question": "FFT-1.1", "results": {"poor": "not_met"}},
        ),
        (notation.read_record, "value: days, the median", {"value": "days, the median"}),
        (notation.read_ask_if, "LW-5.1 is not tube", {"question": "LW-5.1", "not": "tube"}),
        (
            notation.read_ask_if,
            "LW-5.1 is I like it, It is OK",
            {"question": "LW-5.1", "is": ["i_like_it", "it_is_ok"]},
        ),
    ],
)
def test_a_cell_says_in_words_what_the_file_says_in_keys(
    read: Callable[[str], object], text: str, meaning: object
) -> None:
    assert read(text) == meaning


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (notation.read_yes_no, "maybe"),
        (notation.read_whole, "ten"),
        (notation.read_whole, "10.5"),
        (notation.read_exceptions, "NEW"),
        (notation.read_mappings, "10, 13"),
        (notation.read_mappings, ": 10"),
        (notation.read_measured_from, "FFT-1.1\npoor"),
        (notation.read_measured_from, "FFT-1.1\npoor, bad = met"),
        (notation.read_record, "missed / planned"),
        (notation.read_ask_if, "when unhappy"),
        (notation.read_ask_if, "LW-5.1 is ,"),
    ],
)
def test_a_cell_that_is_unclear_is_told_how_to_be_written(
    read: Callable[[str], object], text: str
) -> None:
    with pytest.raises(Unclear, match="write"):
        read(text)
