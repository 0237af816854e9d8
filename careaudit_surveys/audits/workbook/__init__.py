"""How does an audit stand in a spreadsheet that a quality lead can fill in? Read and written here.

A workbook (.xlsx) has the sheets Audit, Criteria, Scales, Comments and Read me; a CSV is the
sheet Criteria alone. Both are read to the same located tree that YAML gives.
"""

from .csv_file import tree_from_csv
from .reading import tree_from_workbook
from .writing import CannotWrite, csv_from_audit, workbook_from_audit

__all__ = [
    "CannotWrite",
    "csv_from_audit",
    "tree_from_csv",
    "tree_from_workbook",
    "workbook_from_audit",
]
