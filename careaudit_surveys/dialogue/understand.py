"""What words were taken to mean: an answer, a command, something to confirm, or none of these.

Certain words are kept; near ones are asked about once; of two that could be meant the person is
asked which. A wrong answer kept is the grave error, so every rule gives way when in doubt.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache

from rapidfuzz.distance import OSA

from careaudit_surveys.audits.model import AnswerType
from careaudit_surveys.surveys import Question
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import Vocabulary

from .claims import Sure
from .counting import number_in
from .meanings import NOTHING, Meanings, meanings
from .messages import Outcome, Understood, Value
from .sentences import bare
from .spelling import Mended, joined, mended
from .weighing import Spoken, spoken_of


class Reply:
    """A reply as given, its folded words, these bare of courtesies, and spelt right."""

    __slots__ = ("_bare", "_mended", "of", "text", "words")

    def __init__(self, of: Meanings, text: str) -> None:
        self.of = of
        self.text = text
        self.words = fold(text)
        self._bare: list[str] | None = None
        self._mended: Mended | None = None

    @property
    def spoken(self) -> str:
        """The folded words, with signs such as "%" in words."""
        signs = self.of.vocabulary.signs
        if signs.keys().isdisjoint(self.text):
            return self.words
        return fold("".join(f" {signs[c]} " if c in signs else c for c in self.text))

    @property
    def bare(self) -> list[str]:
        """Worked out when first asked for: a key or a label needs it not."""
        if self._bare is None:
            self._bare = bare(self.spoken, self.of.vocabulary)
        return self._bare

    @property
    def mended(self) -> Mended:
        """The bare words spelt right and in their plain form; worked out likewise."""
        if self._mended is None:
            self._mended = mended(self.of, self.bare)
        return self._mended


def understand(question: Question, text: str, vocabulary: Vocabulary) -> Understood:
    """What a reply to this question was taken to mean; any text gives one of the four outcomes.

    `rule` is the name of the rule that decided. The value is one that the question offers, or
    a command's name.
    """
    of = meanings(question, vocabulary)
    reply = Reply(of, text)
    for rule in RULES[question.type]:
        understood = rule(of, reply)
        if understood is not None:
            return understood
    return NOTHING


def understand_yes_no(text: str, vocabulary: Vocabulary) -> bool | None:
    """Yes or no to "Did you mean …?"; None for anything else."""
    said = _to_did_you_mean(vocabulary)
    words = fold(text)
    if words in said:
        return said[words]
    tokens = bare(words, vocabulary)
    if " ".join(tokens) in said:
        return said[" ".join(tokens)]
    meant = {said[token] for token in tokens if token in said}
    loose = {token for token in tokens if token not in said}
    return meant.pop() if len(meant) == 1 and loose <= vocabulary.words.fillers else None


# --- Any question ---------------------------------------------------------------------------------


def _nothing_said(_: Meanings, reply: Reply) -> Understood | None:
    return None if reply.words else Understood(outcome=Outcome.UNCLEAR, rule="empty")


def _a_command(of: Meanings, reply: Reply) -> Understood | None:
    """A message that is a command as a whole, but for "please" and the like."""
    for words in (reply.words, " ".join(reply.bare)):
        meant = of.always.whole.get(words)
        if meant and meant.outcome is Outcome.COMMAND:
            return meant
    return None


# --- Text -----------------------------------------------------------------------------------------


def _own_words(_: Meanings, reply: Reply) -> Understood | None:
    """The words themselves, as given."""
    said = reply.text.strip()
    shows = any(unicodedata.category(character)[0] not in "CZ" for character in said)
    return _answer(said, "exact", "own words") if shows else None


# --- Choice ---------------------------------------------------------------------------------------


def _whole(of: Meanings, reply: Reply) -> Understood | None:
    """The whole message is a key, a label, another name of one, or a command."""
    return _of_whole(of, reply, reply.words)


def _of_whole(of: Meanings, reply: Reply, words: str) -> Understood | None:
    meant = of.of_whole(words)
    return _as_typed(meant, reply) if meant else None


def _as_typed(meant: Understood, reply: Reply) -> Understood:
    """The same, but for a key beside a sign that folding dropped."""
    if meant.rule == "key" and meant.value and _CHANGES_A_NUMBER.search(reply.text):
        return _to_confirm(meant, "key with a sign")
    return meant


_CHANGES_A_NUMBER = re.compile(r"[<>%/+=£$€½¼¾^~]|[:;]-?\d|\d\s*[:;]-?$")
"""Signs that folding drops and that make a number another thing: "<3", "50%"."""


def _whole_but_for_courtesies(of: Meanings, reply: Reply) -> Understood | None:
    """The same, with "please", a greeting or an emoji around it, or the key as "number 1"."""
    if not reply.bare:
        spoken = any(map(str.isalnum, reply.words))
        return Understood(outcome=Outcome.UNCLEAR, rule="greeting" if spoken else "emoji")
    words = " ".join(reply.bare)
    meant = _of_whole(of, reply, words) or _numbered(of, reply)
    if meant is None and words in of.vocabulary.emoji:
        return Understood(outcome=Outcome.UNCLEAR, rule="emoji")
    return meant


def _no_answer(of: Meanings, reply: Reply) -> Understood | None:
    """Agreement or a courtesy, which answer nothing."""
    return of.always.whole.get(reply.words) or of.always.whole.get(" ".join(reply.bare))


def _numbered(of: Meanings, reply: Reply) -> Understood | None:
    """ "number 1", "option 2"; "no 1" only where no option is "No"."""
    *before, last = reply.bare
    key = of.options.whole.get(last)
    if key is None or key.rule != "key":
        return None
    if " ".join(before) not in of.vocabulary.words.key_words:
        return None
    other = of.options.whole.get(" ".join(before))
    if other is not None and other.value != key.value:
        values = of.in_order(str(meant.value) for meant in (key, other) if meant.value)
        return Understood(outcome=Outcome.UNCLEAR, rule="two answers", among=values)
    return _as_typed(key, reply)


def _spaced(of: Meanings, reply: Reply) -> Understood | None:
    """Spaces left out or put in: "hardlyever", "s t o p"."""
    words = joined(of, reply.words)
    meant = of.of_whole(words) if words else None
    if meant and meant.outcome is Outcome.ANSWER:
        return _answer(meant.value, "near", "spacing")
    return meant


def _mended(of: Meanings, reply: Reply) -> Understood | None:
    """The same once spelling errors and text-speak are mended."""
    tokens, clear = reply.mended
    if not tokens:
        return None
    meant = of.of_whole(" ".join(tokens))
    if meant is None or meant.outcome is Outcome.UNCLEAR:
        return None
    clear = clear or _all_but_a_letter(meant, reply)
    if not clear or (meant.outcome is Outcome.COMMAND and tokens != reply.bare):
        return _to_confirm(meant, "spelling")
    if meant.outcome is Outcome.ANSWER:
        return _answer(meant.value, "near", meant.rule if tokens == reply.bare else "spelling")
    return meant


def _all_but_a_letter(meant: Understood, reply: Reply) -> bool:
    """Whether a label of several words has one wrong letter among them: "hardly eber"."""
    pairs = zip(reply.bare, reply.mended.tokens, strict=False)
    errors = [OSA.distance(typed, word) for typed, word in pairs if typed != word]
    same_length = len(reply.bare) == len(reply.mended.tokens) > 1
    return meant.certainty == "exact" and same_length and errors == [1]


def _in_a_sentence(of: Meanings, reply: Reply) -> Understood | None:
    """Words of an option or a command among other words."""
    tokens, clear = reply.mended
    meant = _spoken(spoken_of(of, tokens))
    return meant if clear or meant is None or not meant.value else _to_confirm(meant, "spelling")


def _in_all_its_words(of: Meanings, reply: Reply) -> Understood | None:
    """The same with what was taken for courtesy: "ok" may be the answer, as in "ok I suppose"."""
    words = [word for word in reply.spoken.split() if word not in of.vocabulary.emoji]
    if words == reply.bare:
        return None
    tokens, clear = mended(of, words)
    meant = _spoken(spoken_of(of, tokens))
    return meant if clear or meant is None or not meant.value else _to_confirm(meant, "spelling")


def _spoken(spoken: Spoken) -> Understood | None:
    return _command_spoken_of(spoken) or _question_to_us(spoken) or _option_spoken_of(spoken)


def _command_spoken_of(spoken: Spoken) -> Understood | None:
    """A command asked for in a sentence; one that may be part of something else is asked about."""
    if spoken.command is None or (spoken.values and not spoken.stands_out):
        return None
    if spoken.asked_for and not spoken.values:
        return _command(spoken.command)
    return _to_confirm(_command(spoken.command), "command in a sentence")


def _question_to_us(spoken: Spoken) -> Understood | None:
    return Understood(outcome=Outcome.UNCLEAR, rule="asks us") if spoken.asks else None


def _option_spoken_of(spoken: Spoken) -> Understood | None:
    """One option, kept if nothing that could change it stands beside it."""
    if len(spoken.values) > 1:
        return Understood(outcome=Outcome.UNCLEAR, rule="two answers", among=spoken.values)
    if spoken.plain:
        return _answer(spoken.values[0], "near", "phrase")
    if spoken.values:
        return _confirm(spoken.values[0], spoken.doubt or "phrase")
    return Understood(outcome=Outcome.UNCLEAR, rule="negation") if spoken.denied else None


# --- Several choices ------------------------------------------------------------------------------


def _whole_as_list(of: Meanings, reply: Reply) -> Understood | None:
    """One option alone is a list of one; a command is a command."""
    for rule in (_whole, _whole_but_for_courtesies, _spaced):
        meant = rule(of, reply)
        if meant is not None and meant.rule == "part of a label" and meant.value:
            return _answer((str(meant.value),), "near", meant.rule)
        if meant is not None and not (meant.among or meant.rule == "greeting"):
            return _as_list(meant)
    return None


def _everything(of: Meanings, reply: Reply) -> Understood | None:
    everything = of.vocabulary.words.everything
    if everything.isdisjoint((reply.words, " ".join(reply.bare), " ".join(reply.mended.tokens))):
        return None
    values = tuple(o.value for o in of.question.options if o.value not in of.no_answers)
    return _answer(values, "near", "everything")


def _listed(of: Meanings, reply: Reply) -> Understood | None:
    """Several keys or labels: "1 and 3", "tea, bread"; misspelt ones too."""
    tokens, clear = reply.mended
    strange = [token for token in tokens if token.isdecimal() and token not in of.options.whole]
    if strange and len(tokens) > 1:
        return Understood(outcome=Outcome.UNCLEAR, rule="no such key")
    meant = _list_of(of, spoken_of(of, tokens))
    return meant if clear or meant is None or not meant.value else _to_confirm(meant, "spelling")


def _list_of(of: Meanings, spoken: Spoken) -> Understood | None:
    command = _command_spoken_of(spoken)
    if command or not spoken.listed:
        return command
    at_odds = not of.no_answers.isdisjoint(spoken.listed) or spoken.either
    if (len(spoken.listed) > 1 and at_odds) or spoken.either:
        return Understood(outcome=Outcome.UNCLEAR, rule="at odds", among=spoken.listed)
    if not (spoken.denied or spoken.doubt in NEVER_LISTED):
        return _answer(spoken.listed, "exact" if spoken.sure is Sure.NAMED else "near", "list")
    return _confirm(spoken.listed, "list in a sentence")


NEVER_LISTED = ("not sure", "may be asking", "hedged", "negated")
"""Doubts that count where several options may be named, too."""


def _run_together(of: Meanings, reply: Reply) -> Understood | None:
    """Keys without a space: "13"."""
    meant = [of.options.whole.get(digit, NOTHING) for digit in reply.words]
    if not reply.words.isdecimal() or any(one.rule != "key" for one in meant):
        return None
    return _confirm(of.in_order(str(one.value) for one in meant), "keys run together")


# --- Numbers --------------------------------------------------------------------------------------


def _not_to_be_told(of: Meanings, reply: Reply) -> Understood | None:
    """ "I don't know" where a number is asked for, as a whole: perhaps to be left out."""
    for words in (" ".join(reply.bare), " ".join(reply.mended.tokens)):
        meant = of.always.whole.get(words)
        if meant is not None and meant.outcome is Outcome.CONFIRM:
            return meant
    return None


def _number(of: Meanings, reply: Reply) -> Understood | None:
    return number_in(of, reply.text)


def _request(of: Meanings, reply: Reply) -> Understood | None:
    """Where no options are: a command asked for in a sentence."""
    tokens, _ = reply.mended
    return _command_spoken_of(spoken_of(of, tokens))


# --- The table ------------------------------------------------------------------------------------

Rule = Callable[[Meanings, Reply], Understood | None]

RULES: dict[AnswerType, tuple[Rule, ...]] = {
    AnswerType.TEXT: (_a_command, _own_words, _nothing_said),
    AnswerType.NUMBER: (_nothing_said, _a_command, _not_to_be_told, _number, _request),
    AnswerType.CHOICE: (
        _whole,
        _nothing_said,
        _whole_but_for_courtesies,
        _spaced,
        _mended,
        _in_a_sentence,
        _in_all_its_words,
        _no_answer,
    ),
    AnswerType.MULTIPLE_CHOICE: (
        _nothing_said,
        _whole_as_list,
        _everything,
        _listed,
        _run_together,
    ),
}
"""The rules in the order they are tried: the first that has a meaning decides."""


# --- What rules give ------------------------------------------------------------------------------


def _answer(value: Value | None, certainty: str, rule: str) -> Understood:
    return Understood(outcome=Outcome.ANSWER, value=value, certainty=certainty, rule=rule)


def _command(name: str) -> Understood:
    return Understood(
        outcome=Outcome.COMMAND, value=name, certainty="near", rule="command in a sentence"
    )


def _confirm(value: Value, rule: str) -> Understood:
    return Understood(outcome=Outcome.CONFIRM, value=value, certainty="near", rule=rule)


def _to_confirm(meant: Understood, rule: str) -> Understood:
    """The same meaning, asked about rather than kept or carried out."""
    of = "command" if meant.outcome is Outcome.COMMAND else meant.of
    return replace(meant, outcome=Outcome.CONFIRM, certainty="near", rule=rule, of=of)


def _as_list(meant: Understood) -> Understood:
    """An option as a list of one; anything else as it is."""
    if meant.of == "command" or meant.outcome not in (Outcome.ANSWER, Outcome.CONFIRM):
        return meant
    return replace(meant, value=(str(meant.value),))


@lru_cache(maxsize=64)
def _to_did_you_mean(vocabulary: Vocabulary) -> dict[str, bool]:
    """Words for yes and no where only these can be meant, so that "ok" counts."""
    signs = vocabulary.emoji.items()
    yes = (*vocabulary.yes.sure, *vocabulary.confirming["yes"], *vocabulary.words.agreements)
    no = (*vocabulary.no.sure, *vocabulary.confirming["no"])
    return {
        **dict.fromkeys(yes, True),
        **dict.fromkeys(no, False),
        **{sign: meant == "yes" for sign, meant in signs if meant in ("yes", "no")},
    }
