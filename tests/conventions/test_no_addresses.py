"""What is kept names no machine, no registry, no secret and nobody's telephone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.conventions.source import kept_files, name

MUST_NOT_STAND = {
    "a path of somebody's machine": r"(?<![\w/.*])/(?:home|root|work|Users)/[\w.-]+",
    "a registry": r"index-url\W+http|pypi\.org|pythonhosted\.org|npmjs\.org|deb\.debian\.org",
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a Twilio account": r"\bAC[0-9a-f]{32}\b",
    "a Telegram token": r"\b\d{8,10}:[\w-]{35}\b",
}

NUMBER = re.compile(
    r"""(?<![\w.,:/+-])
    (?: \+ [1-9](?:[ -]?\d){7,13}       # the international way
      | 0[1-9](?:[ -]?\d){8,9}           # the British way
      | 447\d{9}                        # as some providers write it
    )(?![\w.,-]*\d)""",
    re.VERBOSE,
)
MADE_UP = re.compile(r"(?:\+?44|0)7700900\d{0,3}|0123456789")
"""The range that Ofcom keeps free for films and tests, which nobody can be given; fewer digits
are the beginning of one that code completes. And the ten digits in a row.
"""


def wrong_numbers(text: str) -> list[str]:
    """Telephone numbers that could be somebody's."""
    found = (match.group() for match in NUMBER.finditer(text))
    return [number for number in found if not MADE_UP.fullmatch(re.sub(r"[ -]", "", number))]


@cache
def _texts() -> tuple[tuple[str, str], ...]:
    return tuple(_read())


def _read() -> Iterator[tuple[str, str]]:
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content and path.suffix != ".lock":  # a lock file is all digits
            yield name(path), content.decode("utf-8", errors="replace")


@pytest.mark.parametrize("what", MUST_NOT_STAND)
def test_nothing_kept_names(what: str) -> None:
    pattern = re.compile(MUST_NOT_STAND[what])

    found = [f"{file}: {hit.group()}" for file, text in _texts() for hit in pattern.finditer(text)]

    assert found == []


def test_every_telephone_number_is_made_up() -> None:
    found = [f"{file}: {number}" for file, text in _texts() for number in wrong_numbers(text)]

    assert found == []


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        (("07700 9", "12345"), True),
        (("+447700", "912345"), True),
        (("020 79", "46 0123"), True),
        (("447700", "912345"), True),
        (("07700 900", "123"), False),
        (("+44 7700 ", "900123"), False),
        (("call 999, 111 or ", "116 123"), False),
        (("0.123456", "789012"), False),
    ],
    ids=lambda value: "".join(value) if isinstance(value, tuple) else "",
)
def test_only_numbers_nobody_can_have_pass(parts: tuple[str, str], found: bool) -> None:
    assert bool(wrong_numbers("".join(parts))) is found
