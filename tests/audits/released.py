"""The audits that lie in the package, read for tests of what they say."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import careaudit_surveys.audits.model as model
from careaudit_surveys.audits.build import audit_from_tree
from careaudit_surveys.audits.yaml_tree import tree_from_yaml

RELEASED = ("living-well", "home-care-visits", "fft", "leaders-checklist")


def path_of(audit_id: str) -> Path:
    """Where version 1 of an audit lies."""
    return Path(model.__file__).parent / "released" / audit_id / "1.yaml"


@cache
def released(audit_id: str) -> model.Audit:
    """Version 1 of an audit, which has no problems."""
    path = path_of(audit_id)
    tree, problems = tree_from_yaml(path.read_bytes(), path.name)
    assert tree is not None
    built = audit_from_tree(tree)
    assert [*problems, *built.problems] == []
    return built.audit
