"""The object that becomes a line of JSON."""

from __future__ import annotations

import json

from careaudit_surveys.measure import Key, Reader, disclose, judge, present
from tests.build import a_criterion, an_audit
from tests.measure.build import at_least, at_most, counts, shown_to

KEYS = [
    *("service", "audience", "criterion", "cycle"),
    *("met", "partly", "not_met", "unknown", "declined", "exceptions", "valid"),
    *("compliance", "lower", "upper", "target", "op", "status", "band", "shown", "hidden_because"),
]


def test_a_line_in_full_has_the_promised_keys_in_their_order() -> None:
    knock = a_criterion("LW-2.1", target=at_least(100))

    line = present(shown_to(Reader.LEAD, counts(11, 2, 1, 1, 1, NEW=2), knock))

    assert list(line) == KEYS
    assert json.loads(json.dumps(line)) == {
        "service": "House A",
        "audience": "person",
        "criterion": "LW-2.1",
        "cycle": None,
        "met": 11,
        "partly": 2,
        "not_met": 1,
        "unknown": 1,
        "declined": 1,
        "exceptions": {"NEW": 2},
        "valid": 14,
        "compliance": 11 / 14,
        "lower": line["lower"],
        "upper": line["upper"],
        "target": 1.0,
        "op": ">=",
        "status": "below",
        "band": None,
        "shown": True,
        "hidden_because": None,
    }
    assert str(line["lower"]).startswith("0.52410")
    assert str(line["upper"]).startswith("0.92428")


def test_a_hidden_line_has_the_same_keys() -> None:
    line = present(shown_to(Reader.PUBLIC, counts(11, 2, 1), a_criterion(target=at_least(95))))

    assert list(line) == KEYS
    assert json.loads(json.dumps(line)) == {
        **dict.fromkeys(KEYS),
        "service": "House A",
        "audience": "person",
        "criterion": "T-1.1",
        "unknown": 0,
        "declined": 0,
        "exceptions": {},
        "valid": 14,
        "target": 0.95,
        "op": ">=",
        "band": "half or more",
        "shown": False,
        "hidden_because": "small",
    }


def test_a_base_that_is_too_small_leaves_only_the_target_and_the_reason() -> None:
    line = present(shown_to(Reader.MANAGER, counts(3), a_criterion(target=at_most(5))))

    assert {key: value for key, value in line.items() if value is not None} == {
        "service": "House A",
        "audience": "person",
        "criterion": "T-1.1",
        "target": 0.05,
        "op": "<=",
        "status": "too_few",
        "shown": False,
        "hidden_because": "base",
    }


def test_a_single_respondent_is_named_at_the_end() -> None:
    key = Key("Board", "leader", "2026", "*", "r1")
    finding = judge(key, counts(12, 4, 2), a_criterion("*", target=None))
    (shown,) = disclose(an_audit(), [finding], Reader.LEAD)

    line = present(shown)

    assert list(line) == [*KEYS, "respondent"]
    assert (line["criterion"], line["respondent"], line["cycle"]) == ("*", "r1", "2026")
    assert (line["target"], line["op"], line["status"]) == (None, None, None)
