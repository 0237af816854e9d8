"""What does it amount to? Answers are counted, judged against criteria, and shown with care."""

from .breakdown import ReleaseRefused, break_down
from .compare import Change, Measured, Verdict, compare, same_measure
from .disclose import disclose
from .funnel import Funnel, funnel, funnel_limits
from .in_words import in_words
from .intervals import how_many_to_ask, newcombe, sample_size, wilson
from .judge import Caution, Finding, Status, judge, judge_all
from .options import options_table
from .release import Release, RollUp, release
from .shown import Band, Because, Reader, Shown, present
from .spc import Better, Chart, Limits, chart, limits_of
from .table import TableInvalid, read_table
from .tally import ALL_CRITERIA, Counts, Key, from_records, tally

__all__ = [
    "ALL_CRITERIA",
    "Band",
    "Because",
    "Better",
    "Caution",
    "Change",
    "Chart",
    "Counts",
    "Finding",
    "Funnel",
    "Key",
    "Limits",
    "Measured",
    "Reader",
    "Release",
    "ReleaseRefused",
    "RollUp",
    "Shown",
    "Status",
    "TableInvalid",
    "Verdict",
    "break_down",
    "chart",
    "compare",
    "disclose",
    "from_records",
    "funnel",
    "funnel_limits",
    "how_many_to_ask",
    "in_words",
    "judge",
    "judge_all",
    "limits_of",
    "newcombe",
    "options_table",
    "present",
    "read_table",
    "release",
    "same_measure",
    "sample_size",
    "tally",
    "wilson",
]
