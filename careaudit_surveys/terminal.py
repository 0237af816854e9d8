"""The fourth channel: a conversation in a terminal, or from a script of replies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from careaudit_surveys.dialogue import Phase, Said, State, Turn
from careaudit_surveys.fieldwork import Envelope, Fieldwork, Heard, NobodyKnown
from careaudit_surveys.words.gsm import sms_size

CHANNEL = "terminal"
OVER = (Phase.FINISHED, Phase.STOPPED)


def hold(
    fieldwork: Fieldwork,
    address: str,
    opening: Heard,
    replies: Iterable[tuple[str, datetime]],
    shape: str,
) -> Iterator[tuple[str | None, Heard]]:
    """Hold a conversation: each reply with what it came to, the opening (None) first.

    Ends when the replies do, or when the person is no longer known because they said so.
    """
    yield None, opening
    first = opening.turn.state.turns if opening.turn else 0
    for number, (text, at) in enumerate(replies, first):
        envelope = Envelope(
            channel=CHANNEL,
            address=address,
            provider_id=f"{address} {number}",
            incoming=Said(text=text, at=at),
        )
        try:
            yield text, fieldwork.take(envelope, shape=shape)
        except NobodyKnown:
            return


def turn_as_json(number: int, said: str | None, heard: Heard) -> dict[str, Any]:
    """One turn as `talk --json` prints it."""
    turn = heard.turn
    assert turn is not None
    return {
        "turn": number,
        "said": said,
        "phase": turn.state.phase,
        "question": turn.question,
        "asks": turn.state.asks,
        "understood": _understood(turn),
        "answers": [
            {"question": answer.question, "value": answer.value, "result": answer.result}
            for answer in turn.answers
        ],
        "messages": [
            {
                "text": message.text,
                "taps": [{"label": tap.label, "value": tap.value} for tap in message.taps],
                "parts": sms_size(message.text).parts,
            }
            for message in heard.messages
        ],
        "alert": turn.alert and {"kinds": list(turn.alert.kinds), "urgent": turn.alert.urgent},
    }


def _understood(turn: Turn) -> dict[str, Any] | None:
    understood = turn.understood
    if understood is None:
        return None
    told: dict[str, Any] = {
        "outcome": understood.outcome,
        "value": understood.value,
        "certainty": understood.certainty,
        "rule": understood.rule,
    }
    return told | ({"of": understood.of} if understood.of else {})


def end_as_json(state: State) -> dict[str, Any]:
    """The last line of `talk --json`: how it ended, and what stands."""
    over = state.phase in OVER
    return {
        "end": state.end if over else "paused",
        "answers": state.answers,
        "about": state.about,
    }
