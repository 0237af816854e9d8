"""What leaves a doubt beside an answer: each kind has its name, and the tables below say when.

An answer that is in doubt is asked about, and carries the doubt's name as its rule.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .claims import Sure
from .meanings import Meanings, Role, plain_words
from .sentences import Part, Piece, Said, first_words


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


def doubt_in(reading: Reading, middle: bool) -> str | None:
    """The name of what makes an option doubtful; None where nothing does."""
    steady = middle or any(is_steady(reading.of, one) for one in reading.meant)
    doubts = ALWAYS_DOUBTFUL if steady else {**ALWAYS_DOUBTFUL, **DOUBTFUL_UNLESS_STEADY}
    return next((name for name, holds in doubts.items() if holds(reading)), None)


def reading_of(
    of: Meanings,
    pieces: Sequence[Piece],
    parts: Sequence[Part],
    values: tuple[str, ...],
    sure: Sure,
) -> Reading:
    """What stands round some options that were read, put together for the tables below."""
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
        and tells(part)
        and (part.negated or any(one.negative for one in part.said))
        for part in reading.parts[agreed[0] + 1 :]
    )


def _agrees(part: Part) -> bool:
    return any(said.sense == "yes" and not said.values for said in part.said)


def _past(reading: Reading) -> bool:
    """Whether it may be over, unless the question itself is about what is past."""
    asked = not plain_words(reading.of.vocabulary, "past_asked").isdisjoint(reading.of.asked)
    return not asked and any(Role.PAST in part.roles and tells(part) for part in reading.parts)


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
        part.negated and (tells(part) or (reading.tone >= 0 and not part.loose and not part.echoes))
        for part in reading.parts
    )


def _of_something(reading: Reading) -> bool:
    """Whether a strange word stands beside "always" or "none", which say something about it.

    Words of the question beside them tell what they are about.
    """
    return any(
        part.loose
        and not part.echoes
        and any(is_of_what(reading.of, one) for one in part.said)
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
        and any(is_of_what(reading.of, one) for one in part.said)
        for part in reading.parts
    )


def _turned(reading: Reading) -> bool:
    """Whether words for the opposite stand beside what is not turned by them."""
    return any(
        part.turned and tells(part) and not any(is_of_what(reading.of, one) for one in part.said)
        for part in reading.parts
    )


def _contrasted(reading: Reading) -> bool:
    """Whether good words are followed by "but" and something denied."""
    return reading.tone >= 0 and any(
        part.lead is Role.CONTRAST and not tells(part) and part.negated for part in reading.parts
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


# --- What is said ---------------------------------------------------------------------------------


def tells(part: Part) -> bool:
    """Whether a part of a sentence speaks of an option."""
    return any(said.values for said in part.said)


def is_steady(of: Meanings, said: Said) -> bool:
    """Whether it is middling, so that no reason and no condition can change it."""
    sense = of.vocabulary.senses.get(said.sense or "")
    return bool(sense and sense.steady)


def is_of_what(of: Meanings, said: Said) -> bool:
    """Whether it says something only with the words beside it."""
    sense = of.vocabulary.senses.get(said.sense or "")
    of_what = said.sense == "dont_know" or bool(sense and sense.of_what)
    return bool(said.values) and of_what
