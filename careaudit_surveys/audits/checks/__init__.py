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

RULES: tuple[Rule, ...] = (*structure.RULES, *order.RULES, *answers.RULES, *wording.RULES)


def faults_in(audit: Audit, today: date | None = None) -> Iterator[Fault]:
    """Everything wrong with an audit, rule by rule. Without a day, no review is overdue."""
    for rule in RULES:
        yield from rule(audit)
    if today:
        yield from structure.review_is_not_due(audit, today)
