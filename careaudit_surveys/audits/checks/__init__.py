"""What an audit must keep to beyond its form: one rule, one function.

Each rule takes an audit and yields a Fault for every place where it is broken. An error would
lose answers, misread them or count them wrongly, or be too hard to read for those who answer;
a warning is about what usually turns out badly. `codes.CODES` lists what they are called.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from ..model import Audit
from ..problems import Fault
from . import answers, order, structure, wording

Rule = Callable[[Audit], Iterator[Fault]]

RULES: tuple[Rule, ...] = (*structure.RULES, *answers.RULES, *wording.RULES)

RULES_ACROSS: tuple[Rule, ...] = (*structure.RULES_ACROSS, *order.RULES_ACROSS)
"""Rules that hold one part of an audit against another, so that both must be there."""


def faults_in(audit: Audit, today: date | None = None, *, whole: bool = True) -> Iterator[Fault]:
    """Everything wrong with an audit, rule by rule. Without a day, no review is overdue.

    `whole` is False for an audit of which not everything could be read.
    """
    for rule in (*RULES, *RULES_ACROSS) if whole else RULES:
        yield from rule(audit)
    if today:
        yield from structure.review_is_not_due(audit, today)
