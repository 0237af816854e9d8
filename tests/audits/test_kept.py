"""Audits as they were kept are read back as they were, whatever rules came since."""

from __future__ import annotations

import pytest

from careaudit_surveys.audits.kept import audit_as_kept
from careaudit_surveys.audits.problems import AuditInvalid
from careaudit_surveys.audits.shelf import released
from careaudit_surveys.audits.write import audit_to_yaml
from tests.build import a_criterion, a_question, an_audit


def test_every_released_audit_is_read_back_as_it_was() -> None:
    for shelved in released():
        assert audit_as_kept(audit_to_yaml(shelved.audit)) == shelved.audit


def test_wording_that_a_later_rule_would_refuse_is_still_read() -> None:
    hard = a_question("Notwithstanding institutional considerations, is accommodation adequate?")
    audit = an_audit(a_criterion(questions={"person": hard}))

    assert audit_as_kept(audit_to_yaml(audit)) == audit


@pytest.mark.parametrize("damaged", ["", "format: 1\n", "id: [", "- 1\n"])
def test_a_damaged_text_is_told(damaged: str) -> None:
    with pytest.raises(AuditInvalid):
        audit_as_kept(damaged)
