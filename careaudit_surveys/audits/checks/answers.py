"""Rules about options: that each can be said, told apart, and taken for what was meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import combinations, product

from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import vocabulary

from ..model import Audit, Option, ResultKind
from ..problems import Fault
from .walk import RESPONDENTS, asked, offered, options_in

MOST_OPTIONS = 7
"""Besides don't know and rather not say: the digits 1 to 7, as 8 and 0 are theirs by habit."""

TOKEN_BYTES = 64
"""The most that a Telegram button carries back (Bot API, InlineKeyboardButton)."""


def options_have_values_and_keys_of_their_own(audit: Audit) -> Iterator[Fault]:
    """Within a scale no two options are kept, or typed, alike."""
    for one in offered(audit):
        for code, name in (("VALUE-TWICE", "value"), ("KEY-TWICE", "key")):
            seen = set()
            for at, option in one.each():
                said = fold(getattr(option, name))
                if said in seen:
                    told = f"another option has the {name} '{getattr(option, name)}': change one"
                    yield Fault(code, at, told)
                seen.add(said)


def options_are_told_apart(audit: Audit) -> Iterator[Fault]:
    """Two options a person could type the same way would lose answers."""
    for one in offered(audit):
        said = [(at, option.label, _read(option), _typed(option)) for at, option in one.each()]
        for (_, first, read, typed), (at, second, read_too, typed_too) in combinations(said, 2):
            if alike := (read & typed_too) | (read_too & typed):
                told = f"'{min(alike)}' could mean '{first}' or '{second}': reword one"
                yield Fault("OPTIONS-ALIKE", at, told)
            elif slip := _one_letter_apart(read, read_too):
                told = f"'{slip[0]}' and '{slip[1]}' are one letter apart: reword one"
                yield Fault("OPTIONS-NEAR", at, told)


def _read(option: Option) -> set[str]:
    """What a person sees of an option, folded."""
    return {fold(words) for words in (option.label, option.short) if words}


def _typed(option: Option) -> set[str]:
    """What may be taken for an option, folded."""
    return _read(option) | {fold(option.value.replace("_", " ")), fold(option.key)}


def _one_letter_apart(read: set[str], read_too: set[str]) -> tuple[str, str] | None:
    for one, other in product(sorted(read), sorted(read_too)):
        if min(len(one), len(other)) >= _LONG_ENOUGH_TO_MISSPELL and near(one, other):
            return one, other
    return None


_LONG_ENOUGH_TO_MISSPELL = 4


def near(one: str, other: str) -> bool:
    """Does one letter added, left out, changed or swapped with the next turn one into the other?

    >>> near("rarely", "raerly"), near("good", "poor")
    (True, False)
    """
    shorter = min(len(one), len(other))
    start = next((n for n in range(shorter) if one[n] != other[n]), shorter)
    a, b = one[start:], other[start:]
    swapped = a[:2] == b[1::-1] and a[2:] == b[2:]
    return a[1:] == b[1:] or a[1:] == b or a == b[1:] or swapped


def labels_are_no_commands(audit: Audit) -> Iterator[Fault]:
    """A label that is also a command would be taken for the command, or the command for it."""
    for one in offered(audit):
        for at, option in one.each():
            for said in sorted(_read(option) | {fold(option.key)}):
                command = _commands().get(said)
                if command and not _means_the_same(option, command):
                    told = f"'{said}' is taken for the command {command}: use other words"
                    yield Fault("LABEL-COMMAND", at, told)


@cache
def _commands() -> dict[str, str]:
    """Folded words → the command they give."""
    commands = vocabulary("en").commands
    return {words: command for command, said in commands.items() for words in said}


def _means_the_same(option: Option, command: str) -> bool:
    """Skipping declines, and "not safe" is heard as both an answer and an alert."""
    if command == "skip":
        return option.result.kind is ResultKind.DECLINED
    return command == "not_safe" and option.flag is not None


def tokens_fit_a_button(audit: Audit) -> Iterator[Fault]:
    """A button carries the question's id and the option's value; Telegram limits their length."""
    for one in asked(audit):
        options = {*options_in(audit, one.question), *options_in(audit, one.question, "easy")}
        longest = max((option.value for option in options), key=len, default="")
        size = len(f"{one.id}:{longest}".encode())
        if size > TOKEN_BYTES:
            told = f"'{one.id}:{longest}' is {size} bytes, and a button holds {TOKEN_BYTES}"
            yield Fault("TOKEN-LONG", one.at, f"{told}: shorten the id or the value")


def choices_are_neither_bare_nor_many(audit: Audit) -> Iterator[Fault]:
    """Two answers or more, few enough to hold in mind, and not a bare yes or no."""
    for one in offered(audit):
        judged = [option for option in one.options if option.result.kind not in _NOT_SUBSTANCE]
        if len(judged) < 2:
            told = "there is nothing to choose between: offer two answers or more"
            yield Fault("OPTIONS-FEW", one.at, told)
        if len(judged) > MOST_OPTIONS:
            told = (
                f"{len(judged)} options are too many to hold in mind: offer {MOST_OPTIONS} or fewer"
            )
            yield Fault("OPTIONS-MANY", one.at, told, warning=True)
        if {fold(option.label) for option in judged} == {"yes", "no"}:
            told = "a bare yes or no invites yes: offer grades, as in Yes, A little, No"
            yield Fault("YES-NO", one.at, told, warning=True)


_NOT_SUBSTANCE = (ResultKind.UNKNOWN, ResultKind.DECLINED)


def not_knowing_and_not_saying_are_answers(audit: Audit) -> Iterator[Fault]:
    """Who does not know, or would rather not say, can say so, and the two are not confused.

    Leaders answer for their own work, so they need not be let off saying.
    """
    for one in offered(audit):
        kinds = {option.result.kind for option in one.options}
        mild = not one.audiences & RESPONDENTS
        if one.audiences and ResultKind.UNKNOWN not in kinds:
            told = "add \"I don't know\" with 'result: unknown', so that no one has to guess"
            yield Fault("DONT-KNOW-MISSING", one.at, told, warning=mild)
        if one.audiences - {"leader"} and ResultKind.DECLINED not in kinds:
            told = (
                "add \"I'd rather not say\" with 'result: declined', so that no one has to answer"
            )
            yield Fault("DECLINE-MISSING", one.at, told, warning=mild)


def exceptions_hide_no_failure(audit: Audit) -> Iterator[Fault]:
    """ "I had no visits" may mean that none came: the very thing audited would be left out."""
    for one in offered(audit):
        for at, option in one.each():
            if option.result.kind is ResultKind.EXCEPTION and may_hide_failure(option.label):
                told = f"'{option.label}' may say that care failed to come, and would leave it out"
                advice = "say that none was due, wanted or needed"
                yield Fault("EXCEPTION-HIDES", at, f"{told}: {advice}", warning=True)


def may_hide_failure(label: str) -> bool:
    """Could someone whom care failed choose this label, and so leave the denominator?

    >>> may_hide_failure("I had no visits"), may_hide_failure("I don't want visits")
    (True, False)
    """
    said = fold(label)
    return not _SAYS_WHY.search(said) and bool(_NOTHING_CAME.search(said))


_SAYS_WHY = re.compile(
    r"\b(due|want(s|ed)?|needed|needs?|ask(ed)?|choose|chose|prefer|planned|own|myself|themselves)\b"
    r"|\bno (problems?|trouble|worr(y|ies)|complaints?|concerns?|pain|falls?)\b"
)
"""Words that give a reason, or name something that it is good to be without."""

_NOTHING_CAME = re.compile(
    r"\b(have|has|had|got|get|gets|see|saw|receive|received) (no|none|nothing|nobody)\b"
    r"|\b(dont|doesnt|didnt|do not|does not|did not|never|havent|hasnt|have not|has not)"
    r" (have|had|get|got|see|seen|receive|received|been given|been helped|been visited)\b"
    r"|\b(staff|carers?|nurses?|they|she|he|nobody|no one)"
    r" (dont|doesnt|didnt|do not|does not|did not|never|wont|cant|will not|cannot)"
    r" (give|gives|gave|let|help|helps|helped|come|comes|came|visit|visits|visited"
    r"|bring|brings|brought|take|offer|offered|do|answer|answers)\b"
    r"|\b(no one|nobody|none|nothing|never) (come|comes|came|visit|visits|visited|help|helps"
    r"|helped|given|happened|happens|brings|answers|answered)\b"
    r"|^(there (is|are|was|were) )?(no|none)( \w+){0,2}$"
    r"|\bnot (given|helped|visited)\b"
)
"""Words for care, or people, or things that did not come."""


RULES = (
    options_have_values_and_keys_of_their_own,
    options_are_told_apart,
    labels_are_no_commands,
    tokens_fit_a_button,
    choices_are_neither_bare_nor_many,
    not_knowing_and_not_saying_are_answers,
    exceptions_hide_no_failure,
)
