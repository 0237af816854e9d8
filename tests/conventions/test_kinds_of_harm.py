"""The kinds of alert are the same wherever they are named."""

from careaudit_surveys.audits.model import FLAG_KINDS
from careaudit_surveys.words.harm import KINDS


def test_a_flag_in_an_audit_and_a_screened_word_speak_of_the_same_kinds() -> None:
    assert FLAG_KINDS == KINDS
