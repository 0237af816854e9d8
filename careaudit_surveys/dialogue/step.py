"""One step of a conversation: what stands, and what came in, make a turn.

`step` knows no clock, store or channel. What it does is in TABLE: a phase and a meaning name
a handler. Every phase has a row for OTHER, so every message has an answer; after STOP the answer
is silence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from careaudit_surveys.surveys import Survey
from careaudit_surveys.words.fold import fold
from careaudit_surveys.words.harm import vocabulary_of_harm
from careaudit_surveys.words.vocabulary import vocabulary

from . import asking, ending
from .asking import Handler
from .disclosure import screen
from .harm import noticed
from .hear import Meaning, hear, is_offered_a_call
from .messages import Alert, Incoming, Phrase
from .state import Phase, State
from .turn import Now, Turn, agreement

M = Meaning

AT_ANY_QUESTION: Mapping[Meaning, Handler] = {
    M.STOP: ending.stop,
    M.HELP: ending.help_me,
    M.HUMAN: ending.talk_to_someone,
    M.RING: ending.will_ring,
    M.DONT_RING: ending.will_not_ring,
    M.NOT_SAFE: ending.not_safe,
    M.DELETE: ending.erase,
    M.WRONG: ending.wrong_number,
    M.PAUSE: asking.pause,
    M.BACK: asking.back,
    M.REPEAT: ending.say_again,
    M.EASIER: ending.say_easier,
    M.LANGUAGE: ending.languages,
    M.LINK: ending.link,
    M.ATTACHED: ending.not_words,
    M.EARLIER: asking.for_earlier,
    M.OPENED: ending.say_again,
    M.NUDGED: ending.remind,
    M.CONFIRM: asking.did_you_mean,
    M.NO: asking.not_that,
}

ROWS: Mapping[Phase, Mapping[Meaning, Handler]] = {
    Phase.CONSENT: {
        **AT_ANY_QUESTION,
        M.ANSWER: asking.reply_to_agreement,
        M.YES: asking.reply_to_agreement,
        M.START: asking.agree,
        M.SKIP: asking.agreement_first,
        M.OTHER: asking.agreement_unclear,
    },
    Phase.ASKING: {
        **AT_ANY_QUESTION,
        M.ANSWER: asking.answer,
        M.YES: asking.meant_it,
        M.SKIP: asking.skip,
        M.START: ending.say_again,
        M.OTHER: asking.unclear,
    },
    Phase.REVIEWING: {
        **AT_ANY_QUESTION,
        M.ANSWER: asking.answer,
        M.YES: asking.meant_it,
        M.SKIP: asking.skip,
        M.START: ending.say_again,
        M.OTHER: asking.unclear,
    },
    Phase.PAUSED: {
        M.START: ending.come_back,
        M.OPENED: ending.come_back,
        M.NUDGED: ending.come_back,
        M.STOP: ending.stop,
        M.HELP: ending.help_at_rest,
        M.HUMAN: ending.talk_at_rest,
        M.RING: ending.will_ring_at_rest,
        M.DONT_RING: ending.will_not_ring_at_rest,
        M.NOT_SAFE: ending.not_safe_at_rest,
        M.DELETE: ending.erase,
        M.WRONG: ending.wrong_number,
        M.OTHER: ending.words_while_paused,
    },
    Phase.FINISHED: {
        M.START: ending.start_after_end,
        M.BACK: ending.reopen,
        M.STOP: ending.stop,
        M.HELP: ending.help_at_rest,
        M.HUMAN: ending.talk_at_rest,
        M.RING: ending.will_ring_at_rest,
        M.DONT_RING: ending.will_not_ring_at_rest,
        M.NOT_SAFE: ending.not_safe_at_rest,
        M.DELETE: ending.erase,
        M.WRONG: ending.wrong_number,
        M.NUDGED: ending.let_be,
        M.OTHER: ending.ended,
    },
    Phase.STOPPED: {
        M.START: ending.start_after_stop,
        M.HELP: ending.help_after_stop,
        M.HUMAN: ending.help_after_stop,
        M.NOT_SAFE: ending.not_safe_after_stop,
        M.DELETE: ending.erase_silently,
        M.WRONG: ending.erase_silently,
        M.OPENED: ending.let_be,
        M.NUDGED: ending.let_be,
        M.OTHER: ending.silence,
    },
}

TABLE: dict[tuple[Phase, Meaning], Handler] = {
    (phase, meaning): handler for phase, row in ROWS.items() for meaning, handler in row.items()
}

OPENING_FIRST = frozenset({M.ANSWER, M.CONFIRM, M.UNCLEAR, M.OPENED, M.NUDGED, M.SKIP, M.BACK})
"""What cannot be meant before anything was said: the opening comes first."""

NO_ANSWER = frozenset({M.UNCLEAR, M.CONFIRM, M.NO, M.OPENED, M.NUDGED, M.START})
"""What gives no answer: on a later day agreement is asked before anything else is said."""


def begin(survey: Survey, *, discreet: bool = False) -> State:
    """A conversation that has not begun: nothing said, nothing agreed.

    `discreet` where staff hold the screen: an alert shows nothing on it.
    """
    return State(
        audit=survey.audit,
        audience=survey.audience,
        profile=survey.profile,
        language=survey.language,
        discreet=discreet,
    )


def step(survey: Survey, state: State, incoming: Incoming) -> Turn:
    """The next turn of a conversation. The same arguments give the same turn.

    Never raises on anything a respondent can send. `incoming.at` is read for its date alone, in
    the zone it comes with: agreement is asked again on a later day. Whatever is said, in any
    phase, is screened, so that a person learns of harm.
    """
    heard = hear(survey, state, incoming, vocabulary(state.language))
    if is_offered_a_call(state):  # an offer waits for the very next message, whatever that is
        state = state._replace(pending=None)
    now = Now(survey, state, heard, incoming.at.date().isoformat())
    turn = _turn(now)
    alert = _screened(heard.text, state.language)
    return noticed(now, turn, alert) if alert else turn


def _screened(text: str, language: str) -> Alert | None:
    """What the words tell of harm. A number tells of none, nor does HELP or any other command."""
    if not text or text.isdecimal() or fold(text) in _commands(language):
        return None
    return screen(text, vocabulary_of_harm(language))


@lru_cache
def _commands(language: str) -> frozenset[str]:
    spoken = vocabulary(language).commands.values()
    return frozenset(words for phrases in spoken for words in phrases)


def _turn(now: Now) -> Turn:
    """What the table makes of what was heard."""
    state, heard = now.state, now.heard
    if state.turns == 0 and heard.meaning in OPENING_FIRST:
        return agreement(now, state, "opening", remark=heard.to_be_read)
    later = state.day not in (None, now.day) and state.phase in (Phase.ASKING, Phase.REVIEWING)
    if later and heard.meaning in NO_ANSWER:
        remark = heard.to_be_read
        return agreement(now, state, "later", then=state.asks, remark=remark)
    handler = TABLE.get((state.phase, Meaning(heard.meaning))) or TABLE[state.phase, M.OTHER]
    turn = handler(now)
    return _agree_again(now, turn) if later else turn


def _agree_again(now: Now, turn: Turn) -> Turn:
    """A reply on a later day counts; before the next question, agreement is asked again."""
    if turn.state.phase not in (Phase.ASKING, Phase.REVIEWING):
        return turn
    said = [line for line in turn.outgoing if isinstance(line, Phrase)]
    renewed = agreement(now, turn.state, "later", *said, then=turn.state.asks)
    state = renewed.state._replace(turns=turn.state.turns)
    if is_offered_a_call(turn.state):  # one thing at a time: agreement is asked after that
        return replace(turn, state=state._replace(pending=turn.state.pending))
    return replace(turn, state=state, outgoing=renewed.outgoing)
