"""What words mean to one question, worked out once: its options, commands, and what is said round.

Words of options are compared in their plain form ("do not" for "dont"); `whole` has them as they
are folded too, so that a key or a label is one look-up.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from careaudit_surveys.audits.model import Option
from careaudit_surveys.surveys import Question
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.vocabulary import Vocabulary, known_words

from .claims import CLAIMS, Claim, Held, Sure, holding, tones_of, where_senses_lead, without_answer
from .messages import Outcome, Understood


class Role(Enum):
    """What a word or phrase does in a sentence, besides naming an option or a command.

    Where words could do several things, the one that stands last here counts.
    """

    FILLER = "filler"
    SUBJECT = "subject"
    JOINER = "joiner"
    EITHER = "either"
    NEGATOR = "negator"
    HEDGE = "hedge"
    LIMIT = "limit"
    PAST = "past"
    NOW = "now"
    CONTRAST = "contrast"
    REASON = "reason"
    CORRECTION = "correction"
    TURNED = "turned"


@dataclass(frozen=True, slots=True)
class Phrase:
    """What words inside a sentence speak of: options, and how surely; a command; or their role.

    `sense` is the name of the sense in which they mean the options. A command is `demanded`
    where the words can mean nothing else, whatever stands beside them.
    """

    values: tuple[str, ...] = ()
    sure: Sure = Sure.NAMED
    sense: str | None = None
    tone: int = 0
    command: str | None = None
    demanded: bool = False
    role: Role | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words and what they mean.

    `whole` is for whole messages, `phrases` for words inside a sentence, of which `longest` has
    the number of words of the longest that begins with a word. `joined` finds phrases typed
    without their spaces. `words` are all words that these are made of.
    """

    whole: Mapping[str, Understood]
    phrases: Mapping[str, Phrase]
    longest: Mapping[str, int]
    joined: Mapping[str, str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class Meanings:
    """All that words can mean to one question: its `options`, and `always` the rest.

    `no_answers` are the values of "don't know" and "rather not say"; `leads` says which option
    stands for a sense, and `tones` whether an option is praise or blame. `asked` are the
    question's own words, `echo` these and others that speak of the same, and `turned` words for
    the opposite of what it asks. `own_words` are spelt right here and stand in no vocabulary.
    """

    question: Question
    vocabulary: Vocabulary
    options: Lexicon
    always: Lexicon
    no_answers: frozenset[str]
    leads: Mapping[str, tuple[str, Sure]]
    tones: Mapping[str, int]
    asked: frozenset[str]
    echo: frozenset[str]
    turned: frozenset[str]
    own_words: frozenset[str]

    def of_whole(self, words: str) -> Understood | None:
        """What a whole message of these words means, folded or plain: an option, or a command."""
        meant = self.options.whole.get(words)
        if meant is None:
            meant = self.always.whole.get(words)
            if meant is not None and meant.outcome is Outcome.UNCLEAR:
                return None
        return meant

    def in_order(self, values: Iterable[str]) -> tuple[str, ...]:
        """These values, each once, in the order of the options."""
        wanted = set(values)
        order = dict.fromkeys(option.value for option in self.question.options)
        return tuple(value for value in order if value in wanted)


MOST_KEPT = 512
_kept: dict[tuple[int, int], Meanings] = {}

NOTHING = Understood(outcome=Outcome.UNCLEAR, rule="not understood")


def meanings(question: Question, vocabulary: Vocabulary) -> Meanings:
    """What words mean to this question; worked out once and kept, the last few hundred of them.

    Kept by identity, because comparing whole questions would take longer than understanding
    a reply. What is kept holds its question, so that no other can have the same id meanwhile.
    """
    place = (id(question), id(vocabulary))
    kept = _kept.get(place)
    if kept is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        kept = _kept[place] = _worked_out(question, vocabulary)
    return kept


def _worked_out(question: Question, vocabulary: Vocabulary) -> Meanings:
    options, no_answers, leads, tones = _of_options(question.options, vocabulary)
    asked = vocabulary.forms.plainly(fold(f"{question.text} {question.easier or ''}"))
    words = options.words.union(asked.split())
    return Meanings(
        question,
        vocabulary,
        options,
        _always(vocabulary),
        no_answers,
        leads,
        tones,
        frozenset(asked.split()),
        _echo(f" {asked} ", vocabulary),
        _turned(f" {asked} ", vocabulary),
        words - known_words(vocabulary),
    )


@lru_cache(maxsize=MOST_KEPT)
def _of_options(
    options: tuple[Option, ...], vocabulary: Vocabulary
) -> tuple[Lexicon, frozenset[str], Mapping[str, tuple[str, Sure]], Mapping[str, int]]:
    """What words mean to these options, shared by all questions that have them."""
    plainly = vocabulary.forms.plainly
    claims: dict[str, list[Claim]] = defaultdict(list)
    as_said: dict[str, str] = {}
    for rule in CLAIMS:
        for claim in rule(options, vocabulary):
            plain = as_said[claim.words] = plainly(claim.words)
            claims[plain].append(claim)
    claims.pop("", None)
    held = {words: holding(mine) for words, mine in claims.items()}
    always = _always(vocabulary)
    mine = {words: one for words, one in held.items() if not _a_command(words, one, always)}
    whole = {words: _understood(one) for words, one in mine.items()}
    whole |= {said: whole[plain] for said, plain in as_said.items() if plain in whole}
    tones = tones_of(options, vocabulary)
    phrases = {
        words: _phrase(one, tones)
        for words, one in mine.items()
        if _may_stand_in_a_sentence(words, one, vocabulary)
    }
    without = without_answer(options, vocabulary).values()
    no_answers = frozenset(option.value for option in without)
    return _lexicon(whole, phrases), no_answers, where_senses_lead(options, vocabulary), tones


def _echo(asked: str, vocabulary: Vocabulary) -> frozenset[str]:
    """The question's own words, and others that speak of the same."""
    plainly = vocabulary.forms.plainly
    echo = set(asked.split())
    for same in vocabulary.about:
        group = set(map(plainly, same))
        if any(f" {words} " in asked for words in group):
            echo |= group
    for pair in vocabulary.opposites:
        for side in pair:
            group = set(map(plainly, side))
            if any(f" {words} " in asked for words in group):
                echo |= group
    return frozenset(echo) - plain_words(vocabulary, "negators")


def _turned(asked: str, vocabulary: Vocabulary) -> frozenset[str]:
    """Words for the opposite of what is asked: "late" where it is asked about "on time"."""
    turned: set[str] = set()
    plainly = vocabulary.forms.plainly
    for pair in vocabulary.opposites:
        sides = [frozenset(map(plainly, side)) for side in pair]
        here = [max(len(words) * (f" {words} " in asked) for words in side) for side in sides]
        if here[0] != here[1]:
            turned |= sides[here.index(min(here))]
    return frozenset(turned)


# --- What the claims come to ----------------------------------------------------------------------

ALWAYS_COMMANDS = ("stop", "skip")
"""Commands that no option can take the words of; others give way to an option so called."""


def _a_command(words: str, held: Held, always: Lexicon) -> bool:
    command = always.whole.get(words, NOTHING)
    if command.outcome is not Outcome.COMMAND:
        return False
    return command.value in ALWAYS_COMMANDS or held.sure < Sure.TAKEN_IN


@lru_cache(maxsize=4096)
def _understood(held: Held) -> Understood:
    value, *others = held.values
    if others:
        rule = f"{held.rule}, of several"
        return Understood(outcome=Outcome.UNCLEAR, rule=rule, among=held.values)
    if held.sure < Sure.TAKEN_IN:
        return Understood(outcome=Outcome.CONFIRM, value=value, certainty="near", rule=held.rule)
    certainty = "exact" if held.sure is Sure.NAMED else "near"
    return Understood(outcome=Outcome.ANSWER, value=value, certainty=certainty, rule=held.rule)


def _phrase(held: Held, tones: Mapping[str, int]) -> Phrase:
    tone, *others = {tones.get(value, 0) for value in held.values}
    return Phrase(held.values, held.sure, held.sense, 0 if others else tone)


def _may_stand_in_a_sentence(words: str, held: Held, vocabulary: Vocabulary) -> bool:
    """Keys, letters and places in the list mean something only by themselves."""
    sense = vocabulary.senses.get(held.sense or "")
    if len(words) == 1 or held.rule in ("key", "place in the list") or (sense and sense.alone):
        return False
    return held.sure > Sure.PART or (held.sure is Sure.PART and " " in words)


# --- What words mean whatever is asked ------------------------------------------------------------


@lru_cache(maxsize=64)
def _always(vocabulary: Vocabulary) -> Lexicon:
    """Commands, words that answer nothing, and words by their role in a sentence."""
    whole: dict[str, Understood] = {}
    for command, spoken in vocabulary.commands.items():
        meant = Understood(
            outcome=Outcome.COMMAND, value=command, certainty="exact", rule="command"
        )
        for words in _as_said_and_plain(spoken, vocabulary):
            whole.setdefault(words, meant)
    skip = Understood(
        outcome=Outcome.CONFIRM, value="skip", certainty="near", rule="no answer", of="command"
    )
    for said in (vocabulary.dont_know, vocabulary.rather_not_say):
        for words in _as_said_and_plain(said.sure, vocabulary):
            whole.setdefault(words, skip)
    for rule, without in (
        ("agreement", vocabulary.words.agreements),
        ("greeting", vocabulary.words.courtesies),
    ):
        for words in _as_said_and_plain(without, vocabulary):
            whole.setdefault(words, Understood(outcome=Outcome.UNCLEAR, rule=rule))
    phrases = _roles(vocabulary) | _commands_in_sentences(vocabulary)
    return _lexicon(whole, phrases)


def _as_said_and_plain(said: Iterable[str], vocabulary: Vocabulary) -> Iterable[str]:
    for words in said:
        yield words
        yield vocabulary.forms.plainly(words)


def _commands_in_sentences(vocabulary: Vocabulary) -> dict[str, Phrase]:
    phrases: dict[str, Phrase] = {}
    for asked, demanded in ((vocabulary.requests, False), (vocabulary.demands, True)):
        for command, said in asked.items():
            for words in said:
                plain = vocabulary.forms.plainly(words)
                phrases[plain] = Phrase(command=command, demanded=demanded)
    return phrases


def _roles(vocabulary: Vocabulary) -> dict[str, Phrase]:
    use = vocabulary.words
    said_as: dict[Role, frozenset[str]] = {
        Role.FILLER: frozenset().union(
            use.fillers, use.courtesies, use.openers, use.agreements, use.stressed, use.key_words
        ),
        Role.SUBJECT: use.subjects,
        Role.JOINER: use.joiners,
        Role.EITHER: use.either,
        Role.NEGATOR: use.negators,
        Role.HEDGE: use.hedges,
        Role.LIMIT: use.limits,
        Role.PAST: use.past,
        Role.NOW: use.now,
        Role.CONTRAST: use.contrasts,
        Role.REASON: use.reasons,
        Role.CORRECTION: use.corrections,
    }
    phrases: dict[str, Phrase] = {}
    for sense, tone in (("yes", 1), ("no", -1)):
        for said in getattr(vocabulary, sense).sure:
            words = vocabulary.forms.plainly(said)
            if words.split()[-1] not in plain_words(vocabulary, "negators"):
                phrases[words] = Phrase(sense=sense, tone=tone, role=Role.FILLER)
    for role, said in said_as.items():
        for words in said:
            plain = vocabulary.forms.plainly(words)
            before = phrases.get(plain, Phrase())
            if words in use.fillers:
                before = Phrase()
            phrases[plain] = Phrase(sense=before.sense, tone=before.tone, role=role)
    return phrases


@lru_cache(maxsize=1024)
def plain_words(vocabulary: Vocabulary, use: str) -> frozenset[str]:
    """The words of one use, plain."""
    return frozenset(map(vocabulary.forms.plainly, getattr(vocabulary.words, use)))


def _lexicon(whole: Mapping[str, Understood], phrases: Mapping[str, Phrase]) -> Lexicon:
    longest: dict[str, int] = {}
    for words in phrases:
        first, *rest = words.split(" ")
        longest[first] = max(longest.get(first, 0), 1 + len(rest))
    joined = {
        words.replace(" ", ""): words
        for words, meant in whole.items()
        if len(words) >= SHORTEST_JOINED and meant.outcome in (Outcome.ANSWER, Outcome.COMMAND)
    }
    spelt = frozenset(word for said in (*whole, *phrases) for word in said.split())
    return Lexicon(whole, phrases, longest, joined, spelt)


SHORTEST_JOINED = 4
"""Shorter phrases are not looked for without their spaces."""
