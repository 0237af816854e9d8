"""Audits as they were kept when they were used: read back as they are, not checked again.

A rule that came later must not stop a conversation that began before it.
"""

from __future__ import annotations

from functools import lru_cache

from .build import audit_from_tree
from .model import Audit
from .problems import AuditInvalid
from .yaml_tree import tree_from_yaml


@lru_cache(maxsize=128)
def audit_as_kept(source: str) -> Audit:
    """The audit in a kept text; AuditInvalid if it was damaged."""
    tree, problems = tree_from_yaml(source, "the kept audit")
    built = audit_from_tree(tree) if tree is not None else None
    errors = [*problems, *(built.problems if built else [])]
    if built is None or any(not problem.warning for problem in errors):
        raise AuditInvalid(errors)
    return built.audit
