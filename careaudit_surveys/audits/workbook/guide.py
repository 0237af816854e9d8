"""What a workbook tells the person who fills it in: the sheet Read me, and a row to learn from."""

from __future__ import annotations

from .table import EXAMPLE

READ_ME = (
    "How to fill in this workbook",
    "",
    "This workbook holds one audit: what good looks like, and what people are asked to find out.",
    "Fill in the sheets Audit and Criteria. Scales and Comments are there if you need them.",
    "Rest the pointer on a heading to read what its column is for.",
    "Rows with EXAMPLE in the first column show how it is done. They are passed over.",
    "",
    "Criteria",
    "Write one row for each criterion and each audience that is asked.",
    "What holds for the criterion as a whole is written once, in any one of its rows.",
    "If people need easier words, add a row for the same audience with easy as its profile.",
    "",
    "Answers",
    "Write an answer, an equals sign and what it amounts to: Never = not met",
    "It can amount to: met, partly, not met, unknown, declined, or exception and a code.",
    "If someone must act on the answer, say so after a ! sign: Not safe = not met! unsafe",
    "End with: I don't know = unknown, and: I'd rather not say = declined",
    "People type 1, 2, 3 and so on in this order, 8 for don't know, and 0 for rather not say.",
    "To give an answer another number, write it in braces: Don't know {key 6} = unknown",
    "If several questions have the same answers, write them in Scales and use the scale's name.",
    "",
    "Please do not",
    "merge cells, write formulas, or link to other files: they cannot be read.",
    "",
    "When you have finished",
    "careaudit check audit.xlsx names every cell that needs another look.",
    "careaudit convert audit.xlsx audit.yaml makes the audit file.",
)

_OPTIONS = {
    "option 1": "Always = met",
    "option 2": "Sometimes = partly",
    "option 3": "Never = not met! unsafe",
    "option 4": "I don't need this help = exception NOHELP",
    "option 5": "I don't know = unknown",
    "option 6": "I'd rather not say = declined",
}

CRITERIA_EXAMPLE = {
    "standard": EXAMPLE.upper(),
    "standard text": "People are treated with dignity and kindness",
    "criterion": "EX-1.1",
    "criterion text": "Staff ask the person before they give personal care.",
    "type": "experience",
    "target": ">= 95%",
    "denominator": "valid",
    "core": "yes",
    "minimum base": "10",
    "exceptions": "NOHELP by respondent = does not get this help\nNEW by lead = under 28 days here",
    "definitions": "A question or an agreed sign counts.",
    "source": "own",
    "mappings": "cqc_regulation: 10, 11",
    "audience": "person",
    "profile": "standard",
    "question": "Do staff ask you before they help you wash?",
    "easier words": "Do they ask you first?",
    **_OPTIONS,
    "prompt": "Read all the choices.",
}

SCALES_EXAMPLE = {"scale": EXAMPLE.upper(), "symbols": "circles", **_OPTIONS}

COMMENTS_EXAMPLE = {
    "comment": EXAMPLE.upper(),
    "audience": "person",
    "question": "What is the best thing?",
}
