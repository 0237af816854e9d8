"""YAML is read as YAML 1.2 has it, and what cannot be an audit is refused with its line."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from careaudit_surveys.audits import yaml_tree
from careaudit_surveys.audits.problems import Problem
from careaudit_surveys.audits.tree import Node, Scalar, place_of
from careaudit_surveys.audits.yaml_tree import LARGEST_FILE, plain_value, tree_from_yaml
from tests.audits.sample import SAMPLE, Case, assert_is_told, case, named

CASES = [
    case("YAML", "text: Do you like the food?", "text: Do you like it: yes?"),
    case("YAML-TAG", "core: true", "core: !!bool true"),
    case("YAML-TAG", "title: A sample", "title: !secret A sample"),
    case("YAML-TAG", "closing: {", "closing: !!map {"),
    case("YAML-ANCHOR", "title: A sample", "title: &a A sample"),
    case("YAML-ANCHOR", "definitions: A doorbell counts.", "definitions: *bell"),
    case("YAML-KEY", "definitions: A doorbell counts.", "[a]: b"),
    case("YAML-KEY-TWICE", "core: true", "core: true\n        core: false", at="core: false"),
    case("YAML-DEPTH", "core: true", f"core: {'[' * 60}{']' * 60}"),
    case("YAML-DOCUMENTS", "standards:\n", "---\nstandards:\n", at="---"),
    case("NOT-TEXT", "title: A sample", 'title: "A \\0 sample"'),
    case("NOT-TEXT", "title: A sample", "title: A \x07 sample"),
]


@pytest.mark.parametrize("one", CASES, ids=named)
def test_what_audits_have_no_use_for_is_told_with_its_line(one: Case) -> None:
    assert_is_told(one)


REFUSED = {
    "nothing": (b"", "FILE-EMPTY"),
    "a comment alone": (b"# soon\n", "FILE-EMPTY"),
    "too much": (b"a" * (LARGEST_FILE + 1), "FILE-LARGE"),
    "one line of ten megabytes": (b"title: " + b"a" * 10_000_000, "FILE-LARGE"),
    "NUL": (b"format: 1\0", "NOT-TEXT"),
    "Latin-1": ("title: Pobl sy'n hoffi caf\xe9".encode("latin-1"), "NOT-TEXT"),
    "UTF-16": ("format: 1".encode("utf-16"), "NOT-TEXT"),
    "a workbook": (b"PK\x03\x04....", "NOT-TEXT"),
    "an old workbook": (b"\xd0\xcf\x11\xe0....", "NOT-TEXT"),
    "a line end that few know": ("title: a\u2028b", "NOT-TEXT"),
    "half a letter": ("title: \ud800", "NOT-TEXT"),
    "a letter escaped by half": (b'title: "\\ud800"', "YAML"),
    "an alias bomb": (b"a: &a [*a, *a]\nb: &b [*a, *a]\n", "YAML-ANCHOR"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED)
def test_what_is_no_audit_is_refused(content: bytes | str, code: str) -> None:
    _, problems = tree_from_yaml(content, "a.yaml")

    assert {problem.code for problem in problems} == {code}


def _yaml_problem(text: str) -> Problem:
    tree, problems = tree_from_yaml(text, "a.yaml")
    assert tree is None
    [problem] = problems
    assert problem.code == "YAML"
    return problem


SPOILT = {
    "a quote left open": ("a: 1\nb: 'long\nago", 3, "cut off? (it begins in line 2)"),
    "a brace left open": ("a: {b: 1,\nc: 2\n", 3, "a } is missing"),
    "a bracket left open": ("a: [b,\nc", 2, "a ] is missing"),
    "a tab": ("a:\n\tb: 1\n", 2, "indent with spaces"),
    "a colon in words": ("a: b: c\n", 1, "quote words that have a colon"),
    "no colon": ("a\nb: 1\n", 2, "quote words that have a colon"),
    "keys out of line": ("a: 1\n b: 1\n", 2, "quote words that have a colon"),
    "a quote too many": ("a: 'b' c\n", 1, "line the keys up"),
    "an item out of line": ("- a\nb: 1\n", 2, "line the items of a list up"),
    "something else": ("%YAML 9.9\n---\na: 1", 1, "incompatible"),
}


@pytest.mark.parametrize(("text", "line", "advice"), SPOILT.values(), ids=SPOILT)
def test_yaml_that_cannot_be_read_says_where_and_what_to_do(
    text: str, line: int, advice: str
) -> None:
    problem = _yaml_problem(text)

    assert problem.place.line == line
    assert advice in problem.message


PLAIN: dict[str, Scalar] = {
    "no": "no",
    "yes": "yes",
    "on": "on",
    "y": "y",
    "true": True,
    "TRUE": True,
    "false": False,
    "": None,
    "~": None,
    "null": None,
    "95": 95,
    "-5": -5,
    "+5": 5,
    "010": 10,
    "0o17": 15,
    "0x1F": 31,
    "99.5": 99.5,
    ".5": 0.5,
    "1e3": 1000.0,
    ".inf": float("inf"),
    "-.INF": float("-inf"),
    "1D": "1D",
    "9A": "9A",
    "1:30": "1:30",
    "1_000": "1_000",
    "2026-11-23": "2026-11-23",
    "exception:TUBE": "exception:TUBE",
}


@pytest.mark.parametrize(("written", "meant"), PLAIN.items(), ids=PLAIN)
def test_plain_words_are_read_by_the_core_schema(written: str, meant: Scalar) -> None:
    read = plain_value(written)

    assert read == meant
    assert type(read) is type(meant)


def test_not_a_number_is_read_as_one() -> None:
    assert str(plain_value(".nan")) == "nan"


def test_quoted_words_stay_words() -> None:
    tree, problems = tree_from_yaml("a: \"1\"\nb: 'true'\nc: |\n  5\n", "a.yaml")

    assert problems == []
    assert tree is not None
    assert isinstance(tree.value, dict)
    assert [node.value for node in tree.value.values()] == ["1", "true", "5\n"]


def test_every_value_and_key_knows_its_line() -> None:
    tree, _ = tree_from_yaml(SAMPLE, "sample.yaml")

    assert tree is not None
    assert place_of(tree, ("title",)).line == 4
    assert place_of(tree, ("scales", "how_often", "options")).line == 20
    assert place_of(tree, ("scales", "how_often", "options", 1, "label")).line == 22
    assert tree.keys["scales"].line == 17


def test_a_path_that_leads_nowhere_ends_at_the_nearest_place() -> None:
    tree, _ = tree_from_yaml(SAMPLE, "sample.yaml")

    assert tree is not None
    assert place_of(tree, ("scales", "how_often", "options", 9, "label")).line == 20
    assert place_of(tree, ("scales", "none", 1)).line == 17
    assert place_of(tree, ("title", "first", "word")).line == 4


def test_a_byte_order_mark_and_windows_line_ends_make_no_difference() -> None:
    windows = b"\xef\xbb\xbf" + SAMPLE.replace("\n", "\r\n").encode()

    tree, problems = tree_from_yaml(windows, "a.yaml")

    assert problems == []
    assert tree == tree_from_yaml(SAMPLE, "a.yaml")[0]


def test_the_first_of_two_keys_is_kept() -> None:
    tree, _ = tree_from_yaml("a: 1\na: 2\n[b]: 3\n[b]: 4\n", "a.yaml")

    assert tree is not None
    assert isinstance(tree.value, dict)
    assert {name: node.value for name, node in tree.value.items()} == {"a": 1}


class TestWithoutLibyaml:
    """PyYAML's own parser is used where the faster one is not installed."""

    @pytest.fixture(autouse=True)
    def _pure(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(yaml_tree, "_Parser", yaml.SafeLoader)
        monkeypatch.setattr(yaml, "__with_libyaml__", False)

    def test_the_same_tree_is_read(self) -> None:
        text = SAMPLE.replace("text: What is the best thing?", 'text: "What is the best thing?"')
        quoted = text.replace("text: {person: What is the best thing?}", "text: {person: What}")
        quoted = quoted.replace("{text: Do", '{text: "Do').replace("?, scale", '?", scale')

        tree, problems = tree_from_yaml(quoted, "a.yaml")

        assert problems == []
        assert isinstance(tree, Node)

    def test_a_question_mark_inside_braces_needs_quotes_and_is_told_so(self) -> None:
        problem = _yaml_problem("a: {b: Do you?, c: 1}\n")

        assert "without libyaml, words with a ? inside {} need quotes" in problem.message

    @pytest.mark.parametrize("one", CASES, ids=named)
    def test_the_same_is_refused(self, one: Case) -> None:
        text = one.text.replace("?", "")

        told = [problem.code for problem in tree_from_yaml(text, "a.yaml")[1]]

        assert one.code in told


@given(st.binary() | st.text())
def test_no_bytes_and_no_text_give_a_traceback(content: bytes | str) -> None:
    tree, problems = tree_from_yaml(content, "a.yaml")

    assert tree is not None or problems


@given(st.text(alphabet="{}[]:,-?&*!|>'\"%@# \n\tab\\0"))
def test_nothing_written_in_signs_gives_a_traceback(content: str) -> None:
    tree, problems = tree_from_yaml(content, "a.yaml")

    assert tree is not None or problems
