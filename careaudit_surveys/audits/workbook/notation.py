"""What is written in one cell, and what it stands for in an audit file: each both ways.

`read_…` takes a cell's text, with no space around it and never empty, and gives what the YAML file
would hold; Unclear says in a sentence how to write it instead. `write_…` gives the text back.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..model import AskIf, ExceptionCode, MeasuredFrom, Record, Result, ResultKind, Target


class Unclear(ValueError):
    """A cell that cannot be understood. The text says how to write it."""


def folded(text: str) -> str:
    """Text as it is compared: any case, and one space for spaces, hyphens and underscores."""
    return " ".join(re.sub(r"[\s_-]+", " ", text).casefold().split())


# Words and numbers


def read_text(text: str) -> str:
    return text


def read_word(text: str) -> str:
    """One of a list's words, as the file writes it: `Multiple choice` is `multiple_choice`."""
    return folded(text).replace(" ", "_")


def write_word(word: str) -> str:
    return word.replace("_", " ")


_YES_NO = {"yes": True, "y": True, "true": True, "1": True, "x": True} | {
    "no": False, "n": False, "false": False, "0": False
}  # fmt: skip


def read_yes_no(text: str) -> bool:
    """`yes` or `no`, `TRUE` or `FALSE`, `1` or `0`."""
    if (answer := _YES_NO.get(folded(text))) is None:
        raise Unclear("write yes or no")
    return answer


def write_yes_no(value: bool) -> str:
    """`yes`, or nothing: an empty cell is a no, and a sheet of noes is hard to read."""
    return "yes" if value else ""


def read_whole(text: str) -> int:
    """`10`."""
    if not re.fullmatch(r"[-+]?[0-9]{1,18}", text):
        raise Unclear("write a whole number, such as 10")
    return int(text)


def write_whole(number: int | None) -> str:
    return "" if number is None else str(number)


# Lists


_WORD = re.compile(r'\s*(?:"(?P<quoted>(?:[^"]|"")*)"\s*(?=[,;\n]|$)|(?P<plain>[^,;\n]+))')
_HARD = re.compile(r'[,;\n"{}]|^\s|\s$|^$')


def read_words(text: str) -> list[str]:
    """`person, relative`. Commas, semicolons and lines divide; "quotes" keep a word together."""
    return [word for word, _ in _words(text)]


def read_known_words(text: str) -> list[str]:
    """A list of words that the file has a list of: `Person, Relative`."""
    return [read_word(word) for word in read_words(text)]


def write_words(words: Iterable[str]) -> str:
    return ", ".join(_quoted(word) if _HARD.search(word) else word for word in words)


def _words(text: str) -> list[tuple[str, bool]]:
    """The words of a list, each with: was it in quotes?"""
    found = []
    for match in _WORD.finditer(text):
        if match["quoted"] is not None:
            found.append((match["quoted"].replace('""', '"'), True))
        elif word := match["plain"].strip():
            found.append((word, False))
    return found


def _quoted(word: str) -> str:
    return '"' + word.replace('"', '""') + '"'


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _read_line(text: str) -> str:
    """The rest of a line; in JSON's quotes where it has line ends of its own."""
    if len(text) > 1 and text[0] == text[-1] == '"':
        try:
            return str(json.loads(text))
        except ValueError:
            return text
    return text


def _write_line(text: str) -> str:
    hard = "\n" in text or text != text.strip() or text.startswith('"')
    return json.dumps(text, ensure_ascii=False) if hard else text


# Target, exceptions, mappings, records


_TARGET = re.compile(
    r"(?P<op>>=|=>|≥|at least|<=|=<|≤|at most|)\s*(?P<number>[0-9]{1,9}(?:\.[0-9]{1,9})?)"
    r"\s*(?P<sign>%|per ?cent|)"
)
_AT_MOST = ("<=", "=<", "≤", "at most")


def read_target(text: str) -> dict[str, Any]:
    """`>= 95%`, `at most 5%`, or a number alone for at least so many per cent."""
    match = _TARGET.fullmatch(" ".join(text.casefold().split()))
    if match is None:
        raise Unclear("write a target such as '>= 95%' or '<= 5%'")
    number = Decimal(match["number"])
    if not match["sign"] and 0 < number <= 1:
        raise Unclear(f"{number} may be a share or a percentage: write it with the % sign")
    whole = number == number.to_integral_value()
    op = "<=" if match["op"] in _AT_MOST else ">="
    return {"op": op, "percent": int(number) if whole else float(number)}


def write_target(target: Target | None) -> str:
    """`>= 95%`."""
    if target is None:
        return ""
    share = Decimal(target.share.numerator) / Decimal(target.share.denominator)
    return f"{target.op} {plain_number(share * 100)}%"


def plain_number(number: Decimal) -> str:
    """A number as people write it: no exponent, no zeros to no purpose."""
    return f"{number.normalize():f}" if number else "0"


_EXCEPTION = re.compile(
    r"(?P<code>[^\s=]+)(?:\s+by\s+(?:the\s+)?(?P<by>\w+))?\s*=\s*(?P<meaning>.*)"
)


def read_exceptions(text: str) -> list[dict[str, Any]]:
    """One a line: `NEW by lead = under 28 days here`."""
    found = []
    for line in _lines(text):
        match = _EXCEPTION.fullmatch(line)
        if match is None:
            raise Unclear(
                "write one exception a line, such as 'NEW by lead = under 28 days here'"
                " or 'NOHELP by respondent = does not get this help'"
            )
        one = {
            "code": match["code"].upper(),
            "meaning": _read_line(match["meaning"]),
            "by": match["by"],
        }
        found.append({name: value for name, value in one.items() if value is not None})
    return found


def write_exceptions(exceptions: Sequence[ExceptionCode]) -> str:
    return "\n".join(f"{one.code} by {one.by} = {_write_line(one.meaning)}" for one in exceptions)


def read_mappings(text: str) -> dict[str, list[str]]:
    """One framework a line: `cqc_regulation: 10, 13`."""
    found = {}
    for line in _lines(text):
        name, colon, codes = line.partition(":")
        if not colon or not name.strip():
            raise Unclear("write one framework a line, such as 'cqc_regulation: 10, 13'")
        found["_".join(name.split())] = read_words(codes)
    return found


def write_mappings(mappings: Mapping[str, tuple[str, ...]]) -> str:
    return "\n".join(f"{name}: {write_words(codes)}".strip() for name, codes in mappings.items())


def read_record(text: str) -> dict[str, str]:
    """Two lines, `numerator: …` and `denominator: …`, or one: `value: …`."""
    found = {}
    for line in _lines(text):
        name, colon, counted = line.partition(":")
        if not colon or folded(name) not in ("numerator", "denominator", "value"):
            raise Unclear("write 'numerator: …' and, on a line below, 'denominator: …'")
        found[folded(name)] = _read_line(counted.strip())
    return found


def write_record(record: Record | None) -> str:
    """One line for each part."""
    if record is None:
        return ""
    parts = {
        "numerator": record.numerator,
        "denominator": record.denominator,
        "value": record.value,
    }
    return "\n".join(
        f"{name}: {_write_line(counted)}" for name, counted in parts.items() if counted is not None
    )


# Results, and questions that look at other questions


_RESULTS = {
    "met": "met",
    "partly": "partly",
    "partly met": "partly",
    "not met": "not_met",
    "unknown": "unknown",
    "don't know": "unknown",
    "declined": "declined",
    "rather not say": "declined",
}
_EXCEPTION_RESULT = re.compile(r"exception(?:\s*:\s*|\s+)(?P<code>\S+)", re.IGNORECASE)


def read_result(text: str) -> str:
    """`not met`, or `exception AWAY`."""
    if match := _EXCEPTION_RESULT.fullmatch(text):
        return f"exception:{match['code'].upper()}"
    if result := _RESULTS.get(folded(text.replace("’", "'"))):
        return result
    raise Unclear(
        f"'{text}' is no result: write met, partly, not met, unknown, declined"
        " or 'exception' and its code"
    )


def write_result(result: Result) -> str:
    """`not met`, or `exception AWAY`."""
    if result.kind is ResultKind.EXCEPTION:
        return f"exception {result.code}"
    return write_word(result.kind)


def slug(label: str) -> str:
    """The value that an answer is kept under, made from its label.

    >>> slug("I don't want visits")
    'i_dont_want_visits'
    """
    plain = unicodedata.normalize("NFKD", re.sub("['’]", "", label.casefold()))
    ascii_only = plain.encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "_", ascii_only).strip("_")[:40].rstrip("_")


def _read_values(text: str) -> list[str]:
    """Option values. A label stands for the value made from it; quotes keep what they hold."""
    plain = re.compile(r"[a-z0-9_]+|\*")
    return [
        word if in_quotes or plain.fullmatch(word) else slug(word) or word
        for word, in_quotes in _words(text)
    ]


def _write_value(value: str) -> str:
    return value if re.fullmatch(r"[a-z0-9_]+|\*", value) else _quoted(value)


def read_measured_from(text: str) -> dict[str, Any]:
    """The question, then one answer a line: `FFT-1.1`, `poor = not met`, `* = met`."""
    question, *rest = re.split(r"[:;\n]", text, maxsplit=1)
    results = {}
    for line in re.split(r"[;\n]", rest[0]) if rest else ():
        if not line.strip():
            continue
        value, equals, result = line.rpartition("=")
        values = _read_values(value)
        if not equals or len(values) != 1:
            raise Unclear(
                "write the question, then one answer a line, such as 'poor = not met';"
                " '* = met' stands for every other answer"
            )
        results[values[0]] = read_result(result.strip())
    return {"question": question.strip(), "results": results}


def write_measured_from(measured: MeasuredFrom | None) -> str:
    """The question, then one answer a line."""
    if measured is None:
        return ""
    lines = (
        f"{_write_value(v)} = {write_result(result)}" for v, result in measured.results.items()
    )
    return "\n".join([measured.question, *lines])


_ASK_IF = re.compile(
    r"(?P<question>\S+)\s+is\s+(?P<not>not\s+)?(?P<values>\S.*)", re.IGNORECASE | re.DOTALL
)


def read_ask_if(text: str) -> dict[str, Any]:
    """`LW-5.1 is not tube`, or `HC-1.1 is late, late_a_lot`."""
    match = _ASK_IF.fullmatch(text)
    values = _read_values(match["values"]) if match else []
    if match is None or not values:
        raise Unclear("write a condition such as 'LW-5.1 is not tube' or 'LW-5.1 is like_it, ok'")
    return {
        "question": match["question"],
        "not" if match["not"] else "is": values[0] if len(values) == 1 else values,
    }


def write_ask_if(ask_if: AskIf | None) -> str:
    """`LW-5.1 is not tube`."""
    if ask_if is None:
        return ""
    word, values = ("is", ask_if.is_) if ask_if.is_ else ("is not", ask_if.is_not)
    return f"{ask_if.question} {word} {', '.join(map(_write_value, values))}"
