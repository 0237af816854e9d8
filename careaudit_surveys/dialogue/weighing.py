"""What the parts of a sentence come to: one option, several, a command, or nothing sure.

Later parts outweigh earlier ones where the person says so ("no I mean 2", "but now"), surer words
outweigh less sure ones, and a reason changes nothing. What could change an answer makes it one
to ask about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .claims import Sure
from .commands import command_in
from .doubts import doubt_in, is_of_what, is_steady, reading_of, tells
from .meanings import Meanings, Role, plain_words
from .sentences import Part, Piece, Said, parts_of, pieces_of


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
    command, asked_for, stands_out = command_in(of, pieces)
    heard = _that_hold(_with_their_adverbs(of, parts))
    for part in heard:
        part.said = _modified(of, part)
    said = [one for part in heard for one in part.said if one.values]
    middle = _middle(of, heard)
    values, sure = middle or _common(of, heard)
    reading = reading_of(of, pieces, heard, values, sure)
    return Spoken(
        values=values,
        sure=sure,
        doubt=doubt_in(reading, middle is not None) if values else None,
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
        if before and part.lead is None and tells(part) and _is_an_adverb(of, before):
            joined[-1] = part
            part.said = before.said + part.said
        else:
            joined.append(part)
    return joined


def _but_for_what_is_weak(parts: Sequence[Part]) -> list[Part]:
    """Without what is only hinted at, if "but" and something sure follow: "they listen, but …"."""
    sure = [any(one.values and one.sure >= Sure.TAKEN_IN for one in part.said) for part in parts]
    turns = [n for n, part in enumerate(parts) if part.lead is Role.CONTRAST and sure[n]]
    weak = {n for n in range(max(turns, default=0)) if tells(parts[n]) and not sure[n]}
    return [part for n, part in enumerate(parts) if n not in weak]


def _is_an_adverb(of: Meanings, part: Part) -> bool:
    """Whether a part says how often or of how many, and nothing else."""
    adverbs = all(is_steady(of, one) or is_of_what(of, one) for one in part.said)
    alone = not (part.loose or part.echoes or part.negated or part.turned)
    return bool(part.said) and adverbs and alone and not any(one.key for one in part.said)


def _that_hold(parts: Sequence[Part]) -> list[Part]:
    """The parts that say what is meant: after a correction or a "now", only what follows it."""
    last = 0
    for n, part in enumerate(parts):
        if part.lead in (Role.CORRECTION, Role.NOW) and tells(part):
            last = n
    held = _but_for_what_is_weak(parts[last:])
    telling = [n for n, part in enumerate(held) if tells(part)]
    reasons = [n for n in telling if held[n].lead is Role.REASON and n > telling[0]]
    return held[: reasons[0]] if reasons else held


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
    limited = [part for part in parts if tells(part) and Role.LIMIT in part.roles]
    tones = {one.tone for part in limited for one in part.said if one.values}
    middling = [of.leads[name][0] for name in ("sometimes", "some_do") if name in of.leads]
    return (tuple(middling[:1]), Sure.TAKEN_IN) if {1, -1} <= tones and middling else None


def _modified(of: Meanings, part: Part) -> list[Said]:
    """What a part says; middling words change those they stand with ("mostly kind")."""
    said = _without_adverbs(of, [one for one in part.said if one.values])
    middling = [one for one in said if is_steady(of, one)]
    modified = [one for one in said if is_steady(of, one) or is_of_what(of, one) or one.key]
    kept = modified if middling and Role.EITHER not in part.roles else said
    return kept + [one for one in part.said if not one.values]


def _without_adverbs(of: Meanings, said: list[Said]) -> list[Said]:
    """Without an "always" that only goes with what it is said of: "always late", "never on time".

    "Never" has the say beside praise; beside blame ("never rude") both stay, and so a doubt.
    """
    adverbs = [one for one in said if is_of_what(of, one) and _may_go_with_another(one)]
    rest = [
        one for one in said if one.sure > Sure.TAKEN_IN and not (one.key or is_of_what(of, one))
    ]
    if not adverbs or not rest or any(is_steady(of, one) for one in adverbs):
        return said
    if any(one.tone < 0 for one in adverbs):
        return adverbs if all(one.tone > 0 for one in rest) else said
    return rest


def _may_go_with_another(said: Said) -> bool:
    """ "Always" where no option is called so, and "nothing" or "no one" anywhere."""
    return said.sure <= Sure.TAKEN_IN or said.tone < 0


def _without_yes_and_no(of: Meanings, said: Sequence[Said]) -> list[Said]:
    """ "Yes" only begins a middling answer ("yes, a little"), and "no" one that denies."""
    yes = [one for one in said if one.sense != "yes"]
    if yes and all(is_steady(of, one) or _within(one, said, "yes") for one in yes):
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
    some = [one for one in said if is_steady(of, one) and not is_of_what(of, one)]
    rest = [one for one in said if one not in some]
    if any(is_of_what(of, one) or one.key or one.sense in ("yes", "no") for one in rest):
        return set()
    return {value for one in some for value in one.values}


def _narrowed(values: set[str], said: Sequence[Said]) -> set[str]:
    hints = [one.values for one in said if one.sure < Sure.TAKEN_IN]
    return values.intersection(*hints) if hints else set()


def _asks(of: Meanings, pieces: Sequence[Piece]) -> bool:
    questioning = plain_words(of.vocabulary, "questioning")
    return any(
        " ".join(end.words) in questioning
        or (end is pieces[0] and end.words[0] in questioning and not _means(end))
        for end in (pieces[0], pieces[-1])
    )


def _means(piece: Piece) -> bool:
    return piece.phrase is not None and bool(piece.phrase.values or piece.phrase.command)
