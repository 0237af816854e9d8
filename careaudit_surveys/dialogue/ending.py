"""Handlers for help and harm, stopping and erasing, and coming back."""

from __future__ import annotations

from dataclasses import replace

from . import harm
from .asking import leads_to
from .messages import Alert, Confirm, Phrase
from .own import CALLBACK
from .state import Pending, Phase, State
from .turn import Now, Turn, again, agreement, put, rest

LIVE = (Phase.CONSENT, Phase.ASKING, Phase.REVIEWING)

NOT_SAFE = Alert(kinds=(harm.UNSAFE,), urgent=True)
"""Someone wrote NOT SAFE: harm may be near."""

AFTER_STOP = Alert(kinds=(harm.UNSAFE,), urgent=False)
"""Someone who had said STOP writes for help: a person must look."""

SAY_OF_ATTACHED = {"photo": "cannot-see", "voice": "cannot-listen", "video": "cannot-see"}


# Lines that answer a command and then put the question again


@leads_to(*LIVE)
def help_me(now: Now) -> Turn:
    """Who we are, and where to get help if unsafe."""
    return again(now, Phrase(name="help-line"))


@leads_to(*LIVE)
def talk_to_someone(now: Now) -> Turn:
    """Whom to ring, and may someone ring them? Anything but yes or no is heard as usual."""
    return _offer_a_call(now)


@leads_to(*LIVE)
def will_ring(now: Now) -> Turn:
    """Yes: someone will ring. Then the question again."""
    return again(now, Phrase(name="will-ring"), callback=True)


@leads_to(*LIVE)
def will_not_ring(now: Now) -> Turn:
    """No call, then. The question again."""
    return again(now, Phrase(name="will-not-ring"))


@leads_to(*LIVE)
def say_again(now: Now) -> Turn:
    """The question once more, as it was."""
    return again(now)


@leads_to(*LIVE)
def say_easier(now: Now) -> Turn:
    """The question in easier words, where there are any."""
    asked = now.survey.by_id.get(str(now.state.asks))
    if asked and not asked.easier:
        return again(now, Phrase(name="no-easier"), wording=3)
    return again(now, wording=2)


@leads_to(*LIVE)
def languages(now: Now) -> Turn:
    """Which languages there are."""
    return again(now, Phrase(name="languages"))


@leads_to(*LIVE)
def link(now: Now) -> Turn:
    """A link to carry on elsewhere, once there are web pages."""
    return again(now, Phrase(name="no-link"))


@leads_to(*LIVE)
def not_words(now: Now) -> Turn:
    """A photo or a voice note: say that we cannot take it, and how to go on."""
    kind = now.heard.understood.rule if now.heard.understood else ""
    line = Phrase(name=SAY_OF_ATTACHED.get(kind, "cannot-open"))
    return again(now, line, remark=now.heard.to_be_read)


@leads_to(*LIVE)
def remind(now: Now) -> Turn:
    """Time has passed: a word, and the question again."""
    return again(now, Phrase(name="reminder"))


# Harm


@leads_to(*LIVE)
def not_safe(now: Now) -> Turn:
    """NOT SAFE, at any time: an alert, the numbers, and the choice to go on."""
    if now.state.discreet:
        return again(now, alert=NOT_SAFE, remark=True)
    asked = now.survey.by_id.get(str(now.state.asks))
    return harm.told(now, now.state._replace(pending=None), NOT_SAFE, asked, remark=True)


@leads_to(Phase.PAUSED, Phase.FINISHED)
def not_safe_at_rest(now: Now) -> Turn:
    """NOT SAFE while nothing is asked: an alert and the numbers."""
    if now.state.discreet:
        as_for_any_words = ended if now.state.phase is Phase.FINISHED else words_while_paused
        return replace(as_for_any_words(now), alert=NOT_SAFE, remark=True)
    lines = harm.lines_for(now.state, NOT_SAFE)
    return rest(now, now.state, *lines, alert=NOT_SAFE, remark=True)


@leads_to(Phase.STOPPED)
def not_safe_after_stop(now: Now) -> Turn:
    """After STOP: an alert each time, the safeguarding line once."""
    return _after_stop(now, NOT_SAFE)


@leads_to(Phase.STOPPED)
def help_after_stop(now: Now) -> Turn:
    """HELP after STOP may be a cry for help: a person must look, and the line is said once."""
    return _after_stop(now, AFTER_STOP)


def _after_stop(now: Now, alert: Alert) -> Turn:
    state = now.state
    lines = () if state.told_safety else harm.lines_for(state, alert)
    return rest(now, state._replace(told_safety=True), *lines, alert=alert, remark=True)


@leads_to(Phase.PAUSED, Phase.FINISHED)
def help_at_rest(now: Now) -> Turn:
    """Who we are and where to get help, with nothing asked."""
    return rest(now, now.state, Phrase(name="help-line"))


@leads_to(Phase.PAUSED, Phase.FINISHED)
def talk_at_rest(now: Now) -> Turn:
    """Whom to ring, and may someone ring them? With no other question."""
    return _offer_a_call(now)


@leads_to(Phase.PAUSED, Phase.FINISHED)
def will_ring_at_rest(now: Now) -> Turn:
    """Yes: someone will ring. Nothing else is asked."""
    return rest(now, now.state, Phrase(name="will-ring"), callback=True)


@leads_to(Phase.PAUSED, Phase.FINISHED)
def will_not_ring_at_rest(now: Now) -> Turn:
    """No call, then. Nothing else is asked."""
    return rest(now, now.state, Phrase(name="will-not-ring"))


def _offer_a_call(now: Now) -> Turn:
    state = now.state._replace(pending=Pending(CALLBACK, CALLBACK, "yes"))
    offer = Confirm(of=CALLBACK, question=CALLBACK, value="yes")
    return rest(now, state, Phrase(name="human"), offer)


# Stopping and erasing


@leads_to(Phase.STOPPED)
def stop(now: Now) -> Turn:
    """One confirmation, then silence; the answers given stay."""
    state = now.state
    ended = state.phase is Phase.FINISHED
    then = state.asks if state.phase in (Phase.ASKING, Phase.REVIEWING) else state.then
    state = state._replace(
        phase=Phase.STOPPED,
        asks=None,
        then=then,
        pending=None,
        end=state.end if ended else "stopped",
    )
    return rest(now, state, Phrase(name="stopped"))


@leads_to(Phase.STOPPED)
def erase(now: Now) -> Turn:
    """Erase everything the person gave, and stop."""
    return _erased(now, Phrase(name="deleted"))


@leads_to(Phase.STOPPED)
def wrong_number(now: Now) -> Turn:
    """The wrong person was reached: forget them, and stop."""
    return _erased(now, Phrase(name="wrong"), forget=True)


@leads_to(Phase.STOPPED)
def erase_silently(now: Now) -> Turn:
    """After STOP nothing more is said, but erasing is done."""
    return _erased(now, forget=now.heard.meaning == "wrong")


def _erased(now: Now, *lines: Phrase, forget: bool = False) -> Turn:
    old = now.state
    state = State(
        audit=old.audit,
        audience=old.audience,
        profile=old.profile,
        language=old.language,
        phase=Phase.STOPPED,
        asks=None,
        end="stopped",
        told_safety=old.told_safety,
        discreet=old.discreet,
        turns=old.turns,
    )
    return rest(now, state, *lines, erase=True, forget=forget)


# Coming back


@leads_to(Phase.CONSENT, Phase.ASKING, Phase.REVIEWING)
def come_back(now: Now) -> Turn:
    """Carry on after a pause; on a later day agreement is asked again."""
    state = now.state
    if state.about.get("consent") != "yes":
        return agreement(now, state, "opening")
    if state.day == now.day and state.then:
        return put(now, state, state.then, Phrase(name="restarted"))
    why = "returned" if state.day == now.day else "later"
    return agreement(now, state, why, then=state.then)


@leads_to(Phase.PAUSED, Phase.CONSENT, Phase.ASKING, Phase.REVIEWING)
def words_while_paused(now: Now) -> Turn:
    """On the same day a word does not end a break; on a later day it opens the talk again."""
    if now.day != now.state.day:
        return come_back(now)
    return rest(now, now.state, Phrase(name="still-paused"), remark=now.heard.to_be_read)


@leads_to(Phase.CONSENT, Phase.FINISHED)
def start_after_stop(now: Now) -> Turn:
    """START lifts STOP: on with the questions, or nothing more to ask."""
    state = now.state
    if state.end == "completed":
        state = state._replace(phase=Phase.FINISHED)
        return rest(now, state, Phrase(name="already-finished"))
    why = "returned" if state.about.get("consent") == "yes" else "opening"
    return agreement(now, state, why, then=state.then)


@leads_to(Phase.CONSENT, Phase.FINISHED)
def start_after_end(now: Now) -> Turn:
    """Whoever declined or stopped part way may still begin or go on."""
    if now.state.end == "completed":
        return rest(now, now.state, Phrase(name="already-finished"))
    return start_after_stop(now)


@leads_to(Phase.REVIEWING, Phase.FINISHED)
def reopen(now: Now) -> Turn:
    """A changed mind after the end: read the answers back again."""
    if now.state.end == "completed" and now.state.answers:
        return put(now, now.state._replace(reviewed=False), "review")
    return ended(now)


@leads_to(Phase.FINISHED)
def ended(now: Now) -> Turn:
    """Say kindly that we have ended; words are kept for a person to read."""
    name = {"completed": "already-finished", "declined": "already-declined"}
    line = Phrase(name=name.get(str(now.state.end), "already-ended"))
    return rest(now, now.state, line, remark=now.heard.to_be_read)


@leads_to(Phase.STOPPED)
def silence(now: Now) -> Turn:
    """After STOP we say nothing; words are kept for a person to read."""
    return rest(now, now.state, remark=now.heard.to_be_read)


@leads_to(Phase.PAUSED, Phase.FINISHED, Phase.STOPPED)
def let_be(now: Now) -> Turn:
    """Nothing came in that needs a word."""
    return rest(now, now.state)
