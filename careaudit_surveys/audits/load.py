"""What a file says → an audit, or every problem that stands in its way.

Reading, building and checking are three steps. Each goes as far as it can, so that an author
mends everything in one go; but no rule speaks where what it finds may be due to a mistake in
reading that has been told already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from .build import audit_from_tree
from .model import Audit
from .problems import AuditInvalid, Place, Problem
from .telling import listed
from .tree import Node, place_of
from .yaml_tree import tree_from_yaml

YAML_ENDINGS = (".yaml", ".yml")
ENDINGS = (*YAML_ENDINGS, ".xlsx", ".csv")
"""The endings by which an audit file is known."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one file came to: an audit, unless an error stands in its way, and every problem.

    `assumed` are sentences about what a CSV does not say and was taken as given.
    """

    file: str
    audit: Audit | None
    problems: tuple[Problem, ...]
    assumed: tuple[str, ...] = ()

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that are no mere warnings."""
        return tuple(problem for problem in self.problems if not problem.warning)

    def sure(self) -> Audit:
        """The audit; AuditInvalid, with the errors, if there is none."""
        if self.audit is None:
            raise AuditInvalid(self.errors)
        return self.audit


def audit_from_yaml(content: bytes | str, file_name: str) -> Audit:
    """The audit in a YAML file; AuditInvalid with every error in it if there are any."""
    return load_yaml(content, file_name).sure()


def load_yaml(content: bytes | str, file_name: str, today: date | None = None) -> Loaded:
    """Read, build and check a YAML file. With today's date, a review that is due is told too."""
    tree, problems = tree_from_yaml(content, file_name)
    return load_tree(tree, problems, file_name, today)


def load(
    content: bytes, file_name: str, *, today: date | None = None, saved: date = date.min
) -> Loaded:
    """Read, build and check a file of any kind, known by the ending of its name.

    `saved` is the day on which the file was: a CSV says nothing of its review.
    """
    name = file_name.lower()
    if name.endswith(YAML_ENDINGS):
        return load_yaml(content, file_name, today)
    assumed: list[str] = []
    if name.endswith(ENDINGS):
        # Imported late: openpyxl and its kin are only for those who use spreadsheets.
        from . import workbook

        if name.endswith(".csv"):
            tree, problems, assumed = workbook.tree_from_csv(content, file_name, saved)
        else:
            tree, problems = workbook.tree_from_workbook(content, file_name)
    else:
        told = f"an audit's file name ends in {listed(ENDINGS)}: give it the ending of its kind"
        tree, problems = None, [Problem("FILE-KIND", Place(file_name), told)]
    return load_tree(tree, problems, file_name, today, assumed)


def load_tree(
    tree: Node | None,
    problems: list[Problem],
    file_name: str,
    today: date | None = None,
    assumed: list[str] | None = None,
) -> Loaded:
    """Build and check what was read, whatever it was read from."""
    # Imported late: audits that were released are not checked again.
    from .checks import faults_in

    audit = None
    if tree is not None:
        built = audit_from_tree(tree)
        audit = built.audit
        told = {problem.place for problem in problems if problem.place.column}
        problems = [*problems, *(one for one in built.problems if one.place not in told)]
        problems += [
            Problem(fault.code, place_of(tree, fault.at), fault.message, fault.warning)
            for fault in faults_in(audit, today, whole=not built.unread)
            if not built.may_be_due_to_reading(fault)
        ]
    if any(not problem.warning for problem in problems):
        audit = None
    in_order = sorted(problems, key=_where)
    return Loaded(file_name, audit, tuple(in_order), tuple(assumed or ()))


def _where(problem: Problem) -> tuple[str, int]:
    return problem.place.sheet or "", problem.place.line
