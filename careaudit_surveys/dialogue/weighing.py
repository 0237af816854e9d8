"""What the parts of a sentence come to: one option, several, a command, or nothing sure.

Later parts outweigh earlier ones where the person says so ("no I mean 2", "but now"), surer words
outweigh less sure ones, and a reason changes nothing. What could change an answer makes it one
to ask about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from careaudit_surveys.words.vocabulary import COMMANDS

from .claims import Sure
from .meanings import Meanings, Role, plain_words
from .sentences import Part, Piece, Said, first_words, parts_of, pieces_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a sentence speaks of.

    `values` are the options that it may mean, in the order of the options; `plain` if it is one
    and nothing leaves a doubt. `doubt` names what does. A `command` is `asked_for` if the words
    can hardly mean anything else, and `stands_out` if it is to be asked about even beside an
    answer. `denied`: an option was spoken of and denied. `asks`: the sentence puts a question to
    us. `listed` has every option named, where several may be, and `either` tells whether one
    holds or another.
    """

    values: tuple[str, ...] = ()
    sure: Sure = Sure.NAMED
    doubt: str | None = None
    command: str | None = None
    asked_for: bool = False
    stands_out: bool = False
    denied: bool = False
    asks: bool = False
    either: bool = False
    listed: tuple[str, ...] = ()

    @property
    def plain(self) -> bool:
        return len(self.values) == 1 and self.doubt is None


def spoken_of(of: Meanings, tokens: Sequence[str]) -> Spoken:
    """What these words speak of; plain, and bare of courtesies."""
    pieces = pieces_of(of, tokens)
    if not pieces:
        return Spoken()
    parts = parts_of(of, pieces)
    command, asked_for, stands_out = _command(of, pieces)
    heard = _that_hold(_with_their_adverbs(of, parts))
    for part in heard:
        part.said = _modified(of, part)
    said = [one for part in heard for one in part.said if one.values]
    middle = _middle(of, heard)
    values, sure = middle or _common(of, heard)
    return Spoken(
        values=values,
        sure=sure,
        doubt=_doubt(_reading(of, pieces, heard, values, sure), bool(middle)) if values else None,
        command=command,
        asked_for=asked_for,
        stands_out=stands_out,
        denied=any(one.denied for part in parts for one in part.said),
        asks=_asks(of, pieces),
        either=any(Role.EITHER in part.roles for part in heard),
        listed=of.in_order(value for one in said for value in one.values),
    )


# --- Which parts hold -----------------------------------------------------------------------------


def _with_their_adverbs(of: Meanings, parts: Sequence[Part]) -> list[Part]:
    """Parts with what goes before them alone: "sometimes" with "I get scared"."""
    joined: list[Part] = []
    for part in parts:
        before = joined[-1] if joined else None
        if before and part.lead is None and _says(part) and _is_an_adverb(of, before):
            joined[-1] = part
            part.said = before.said + part.said
        else:
            joined.append(part)
    return joined


def _is_an_adverb(of: Meanings, part: Part) -> bool:
    """Whether a part says how often or of how many, and nothing else."""
    adverbs = all(_steady(of, one) or _of_what(of, one) for one in part.said)
    alone = not (part.loose or part.echoes or part.negated or part.turned)
    return bool(part.said) and adverbs and alone and not any(one.key for one in part.said)


def _that_hold(parts: Sequence[Part]) -> list[Part]:
    """The parts that say what is meant: after a correction or a "now", only what follows it."""
    last = 0
    for n, part in enumerate(parts):
        if part.lead in (Role.CORRECTION, Role.NOW) and _says(part):
            last = n
    held = list(parts[last:])
    says = [n for n, part in enumerate(held) if _says(part)]
    reasons = [n for n in says if held[n].lead is Role.REASON and n > says[0]]
    return held[: reasons[0]] if reasons else held


def _says(part: Part) -> bool:
    return any(said.values for said in part.said)


# --- What they come to ----------------------------------------------------------------------------


def _common(of: Meanings, parts: Sequence[Part]) -> tuple[tuple[str, ...], Sure]:
    """The options that all agree on, by the surest words; every one named where none is common."""
    said = [one for part in parts for one in part.said if one.values]
    if not said:
        return (), Sure.NAMED
    surely = [one for one in said if one.sure >= Sure.TAKEN_IN]
    counted = _without_yes_and_no(of, surely or said)
    sure = min(one.sure for one in counted)
    common = set(counted[0].values).intersection(*(one.values for one in counted[1:]))
    named = common or {value for one in counted for value in one.values}
    if len(named) > 1 and surely:
        named = _of_some(of, counted) or _narrowed(named, said) or named
    return of.in_order(named), sure


def _middle(of: Meanings, parts: Sequence[Part]) -> tuple[tuple[str, ...], Sure] | None:
    """The middling option, where good and bad are each said of some or of some of the time."""
    limited = [part for part in parts if _says(part) and Role.LIMIT in part.roles]
    tones = {one.tone for part in limited for one in part.said if one.values}
    middling = [of.leads[name][0] for name in ("sometimes", "some_do") if name in of.leads]
    return (tuple(middling[:1]), Sure.TAKEN_IN) if {1, -1} <= tones and middling else None


def _modified(of: Meanings, part: Part) -> list[Said]:
    """What a part says; middling words change those they stand with ("mostly kind")."""
    said = _without_adverbs(of, [one for one in part.said if one.values])
    middling = [one for one in said if _steady(of, one)]
    modified = [one for one in said if _steady(of, one) or _of_what(of, one) or one.key]
    kept = modified if middling and Role.EITHER not in part.roles else said
    return kept + [one for one in part.said if not one.values]


def _without_adverbs(of: Meanings, said: list[Said]) -> list[Said]:
    """Without an "always" that only goes with what it is said of: "always late", "never on time".

    "Never" has the say beside praise; beside blame ("never rude") both stay, and so a doubt.
    """
    adverbs = [one for one in said if _of_what(of, one) and _may_go_with_another(one)]
    rest = [one for one in said if one.sure > Sure.TAKEN_IN and not (one.key or _of_what(of, one))]
    if not adverbs or not rest or any(_steady(of, one) for one in adverbs):
        return said
    if any(one.tone < 0 for one in adverbs):
        return adverbs if all(one.tone > 0 for one in rest) else said
    return rest


def _may_go_with_another(said: Said) -> bool:
    """ "Always" where no option is called so, and "nothing" or "no one" anywhere."""
    return said.sure is Sure.TAKEN_IN or (said.sure > Sure.TAKEN_IN and said.tone < 0)


def _without_yes_and_no(of: Meanings, said: Sequence[Said]) -> list[Said]:
    """ "Yes" only begins a middling answer ("yes, a little"), and "no" one that denies."""
    yes = [one for one in said if one.sense != "yes"]
    if yes and all(_steady(of, one) or _within(one, said, "yes") for one in yes):
        return yes
    no = [one for one in said if one.sense != "no"]
    if no and all(one.negative or _within(one, said, "no") for one in no):
        return no
    return list(said)


def _within(one: Said, said: Sequence[Said], sense: str) -> bool:
    """Whether an answer is one of those that a "yes" or "no" may stand for."""
    return any(set(one.values) <= set(other.values) for other in said if other.sense == sense)


def _of_some(of: Meanings, said: Sequence[Said]) -> set[str]:
    """The middling option that is said of some, where others are praised or blamed beside them."""
    some = [one for one in said if _steady(of, one) and not _of_what(of, one)]
    rest = [one for one in said if one not in some]
    if any(_of_what(of, one) or one.key or one.sense in ("yes", "no") for one in rest):
        return set()
    return {value for one in some for value in one.values}


def _narrowed(values: set[str], said: Sequence[Said]) -> set[str]:
    hints = [one.values for one in said if one.sure < Sure.TAKEN_IN]
    return values.intersection(*hints) if hints else set()


def _steady(of: Meanings, said: Said) -> bool:
    sense = of.vocabulary.senses.get(said.sense or "")
    return bool(sense and sense.steady)


# --- What leaves a doubt --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Reading:
    """One option as it was read, with all that stands round it.

    `meant` are the words that surely mean it, and `tone` says whether they praise or blame.
    """

    of: Meanings
    pieces: Sequence[Piece]
    parts: Sequence[Part]
    values: tuple[str, ...]
    sure: Sure
    meant: tuple[Said, ...]
    tone: int


def _doubt(reading: Reading, middle: bool) -> str | None:
    """The name of what makes an option doubtful; None where nothing does."""
    steady = middle or any(_steady(reading.of, one) for one in reading.meant)
    doubts = ALWAYS_DOUBTFUL if steady else {**ALWAYS_DOUBTFUL, **DOUBTFUL_UNLESS_STEADY}
    return next((name for name, holds in doubts.items() if holds(reading)), None)


def _reading(
    of: Meanings,
    pieces: Sequence[Piece],
    parts: Sequence[Part],
    values: tuple[str, ...],
    sure: Sure,
) -> Reading:
    said = [one for part in parts for one in part.said]
    meant = tuple(one for one in said if one.values and one.sure >= Sure.TAKEN_IN)
    tone = next((one.tone for one in meant if one.sense != "yes" and one.tone), 0)
    return Reading(of, pieces, parts, values, sure, meant, tone)


def _may_be_asking(reading: Reading) -> bool:
    words = [word for piece in reading.pieces[:2] for word in piece.words]
    inverted = words[0] in plain_words(reading.of.vocabulary, "inverted")
    return inverted and len(words) > 1 and words[1] in first_words(reading.of.vocabulary)


def _begins_with_now(reading: Reading) -> bool:
    """ "Now safe" is as likely to be "not safe"."""
    return reading.pieces[0].role is Role.NOW


def _hedged(reading: Reading) -> bool:
    return any(Role.HEDGE in part.roles for part in reading.parts)


def _one_or_the_other(reading: Reading) -> bool:
    return any(Role.EITHER in part.roles for part in reading.parts)


def _unlike_its_sign(reading: Reading) -> bool:
    """Whether an emoji stands by that says otherwise than the words do."""
    emoji = reading.of.vocabulary.emoji
    signs = {emoji.get(word) for piece in reading.pieces for word in piece.words}
    if signs & {"unhappy", "no"} and reading.tone >= 0:
        return True
    return "yes" in signs and reading.tone < 0


def _yes_but(reading: Reading) -> bool:
    """Whether "yes" is taken back, where no option is "yes"."""
    agreed = [n for n, part in enumerate(reading.parts) if _agrees(part)]
    return bool(agreed) and any(
        part.lead is Role.CONTRAST
        and _says(part)
        and (part.negated or any(one.negative for one in part.said))
        for part in reading.parts[agreed[0] + 1 :]
    )


def _agrees(part: Part) -> bool:
    return any(said.sense == "yes" and not said.values for said in part.said)


def _past(reading: Reading) -> bool:
    """Whether it may be over, unless the question itself is about what is past."""
    asked = not plain_words(reading.of.vocabulary, "past_asked").isdisjoint(reading.of.asked)
    return not asked and any(Role.PAST in part.roles and _says(part) for part in reading.parts)


def _good_and_bad(reading: Reading) -> bool:
    said = (one for part in reading.parts for one in part.said)
    return bool(reading.tone) and any(one.tone == -reading.tone for one in said)


def _something_else(reading: Reading) -> bool:
    """Whether another option is hinted at as well."""
    said = (one for part in reading.parts for one in part.said)
    return any(one.values and set(reading.values).isdisjoint(one.values) for one in said)


def _limited(reading: Reading) -> bool:
    """Whether it holds only there and then; "I don't know when" is still not to know."""
    unknown = set(reading.values) <= reading.of.no_answers
    return not unknown and any(Role.LIMIT in part.roles for part in reading.parts)


def _negated(reading: Reading) -> bool:
    """Whether a negator stands beside the answer, or in a part that says nothing else."""
    return any(
        part.negated and (_says(part) or (reading.tone >= 0 and not part.loose and not part.echoes))
        for part in reading.parts
    )


def _of_something(reading: Reading) -> bool:
    """Whether a strange word stands beside "always" or "none", which say something about it.

    Words of the question beside them tell what they are about.
    """
    return any(
        part.loose
        and not part.echoes
        and any(_of_what(reading.of, one) for one in part.said)
        and not any(one.key for one in part.said)
        for part in reading.parts
    )


def _amount_of_something(reading: Reading) -> bool:
    """The same beside "a few" or "a little", which are middling but of something as well."""
    amounts = {name for name, sense in reading.of.vocabulary.senses.items() if sense.amount}
    return any(
        part.loose and not part.echoes and any(one.sense in amounts for one in part.said)
        for part in reading.parts
    )


def _kind_of_something(reading: Reading) -> bool:
    """Whether a strange word follows at once on what would answer: "safe journey"."""
    return any(
        part.after and not part.echoes and not any(one.key for one in part.said)
        for part in reading.parts
    )


def _with_another(reading: Reading) -> bool:
    """Whether "and" leads from one who is named to another who is no option: "me and my wife"."""
    return any(
        Role.JOINER in part.roles
        and not part.echoes
        and sum(bool(one.values) for one in part.said) == 1
        and any(_of_what(reading.of, one) for one in part.said)
        for part in reading.parts
    )


def _turned(reading: Reading) -> bool:
    """Whether words for the opposite stand beside what is not turned by them."""
    return any(
        part.turned and _says(part) and not any(_of_what(reading.of, one) for one in part.said)
        for part in reading.parts
    )


def _contrasted(reading: Reading) -> bool:
    """Whether good words are followed by "but" and something denied."""
    return reading.tone >= 0 and any(
        part.lead is Role.CONTRAST and not _says(part) and part.negated for part in reading.parts
    )


Doubt = Callable[[Reading], bool]

ALWAYS_DOUBTFUL: dict[str, Doubt] = {
    "not sure": lambda reading: reading.sure < Sure.TAKEN_IN,
    "may be asking": _may_be_asking,
    "begins with now": _begins_with_now,
    "hedged": _hedged,
    "one or the other": _one_or_the_other,
    "sign": _unlike_its_sign,
    "amount of something": _amount_of_something,
    "yes but": _yes_but,
}
DOUBTFUL_UNLESS_STEADY: dict[str, Doubt] = {
    "past": _past,
    "good and bad": _good_and_bad,
    "something else": _something_else,
    "limited": _limited,
    "negated": _negated,
    "of something": _of_something,
    "kind of something": _kind_of_something,
    "with another": _with_another,
    "turned": _turned,
    "contrast": _contrasted,
}
"""What leaves a doubt, by the name that an answer to confirm carries as its rule."""


def _of_what(of: Meanings, said: Said) -> bool:
    sense = of.vocabulary.senses.get(said.sense or "")
    of_what = said.sense == "dont_know" or bool(sense and sense.of_what)
    return bool(said.values) and of_what


def _asks(of: Meanings, pieces: Sequence[Piece]) -> bool:
    questioning = plain_words(of.vocabulary, "questioning")
    return any(
        " ".join(end.words) in questioning
        or (end is pieces[0] and end.words[0] in questioning and not _means(end))
        for end in (pieces[0], pieces[-1])
    )


def _means(piece: Piece) -> bool:
    return piece.phrase is not None and bool(piece.phrase.values or piece.phrase.command)


# --- Commands -------------------------------------------------------------------------------------


def _command(of: Meanings, pieces: Sequence[Piece]) -> tuple[str | None, bool, bool]:
    """The command asked for, whether the words can hardly mean another, and whether it stands out.

    It stands out in several words that can mean nothing else, or that ask to stop or for help out
    of danger, and as "stop" at either end of the message.
    """
    found = [n for n, piece in enumerate(pieces) if piece.phrase and piece.phrase.command]
    meant = [n for n in found if not _is_denied(pieces, n) or _named(pieces[n]) == "stop"]
    if not meant:
        return None, False, False
    pressing = ("not_safe", *COMMANDS)
    place = min(meant, key=lambda n: pressing.index(_named(pieces[n])))
    phrase, command = pieces[place].phrase, _named(pieces[place])
    belongs = _is_denied(pieces, place) or _speaks_of_the_question(of, pieces[place])
    one = all(_named(pieces[n]) == command for n in meant)
    demanded = phrase is not None and phrase.demanded
    asked_for = one and not belongs and (demanded or _only_asks(of, pieces))
    at_an_end = command == "stop" and place in (0, len(pieces) - 1)
    several = len(pieces[place].words) > 1 and not belongs
    grave = command in ("stop", "not_safe")
    return command, asked_for, (several and (grave or demanded)) or at_an_end


def _named(piece: Piece) -> str:
    return str(piece.phrase and piece.phrase.command)


def _speaks_of_the_question(of: Meanings, piece: Piece) -> bool:
    """Whether a request has words of the question: "I need help", where help is asked about."""
    return not of.asked.intersection(piece.words).issubset(plain_words(of.vocabulary, "asking"))


def _is_denied(pieces: Sequence[Piece], place: int) -> bool:
    before = pieces[max(0, place - 2) : place]
    return any(piece.role is Role.NEGATOR for piece in before)


def _only_asks(of: Meanings, pieces: Sequence[Piece]) -> bool:
    """Whether all that stands round a request are words that go with asking."""
    asking = plain_words(of.vocabulary, "asking")
    others = [piece for piece in pieces if not (piece.phrase and piece.phrase.command)]
    words = {word for asked in asking for word in asked.split()}
    return all(words.issuperset(piece.words) for piece in others)
