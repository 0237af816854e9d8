"""Hearing people: one message, one turn, one transaction."""

from __future__ import annotations

import gettext
import json
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from careaudit_surveys.dialogue import (
    Incoming,
    Message,
    Opened,
    State,
    Turn,
    begin,
    from_json,
    render,
    step,
)
from careaudit_surveys.dialogue.messages import message_from_json
from careaudit_surveys.store import Conflict, Store, Unit, reading, rows
from careaudit_surveys.surveys import Survey

from .keeping import (
    erase,
    heard_as,
    note_on_respondent,
    turn_as_kept,
    with_answers,
    with_follow_ups,
    words_of,
)
from .surveys import Surveys

TRIES = 20
"""How often a turn is begun again because another was quicker. More means something is wrong."""

SHAPE_OF = {"sms": "sms", "telegram": "telegram", "web": "web"}
"""The shape that messages take on a channel; `terminal` on any other."""


class NobodyKnown(LookupError):
    """A message from an address with no conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Envelope:
    """A message as a channel hands it over: from which address, under which id of the channel's."""

    channel: str
    address: str
    provider_id: str
    incoming: Incoming


@dataclass(frozen=True, slots=True, kw_only=True)
class Beginning:
    """A conversation to begin: with whom, about what, and where they are reached."""

    service_id: UUID
    cycle_id: UUID
    digest: str
    audience: str
    profile: str = "standard"
    language: str = "en"
    mode: str = "own"
    channel: str
    address: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What hearing a message came to. `turn` is None when it had been heard before."""

    messages: tuple[Message, ...]
    turn: Turn | None = None


class Fieldwork:
    """Conversations with the respondents of one organisation."""

    def __init__(self, store: Store, organisation_id: UUID) -> None:
        self.store = store
        self.organisation_id = organisation_id
        self._surveys = Surveys()
        self._translations = gettext.NullTranslations()

    def begin(self, beginning: Beginning, *, shape: str | None = None) -> Heard:
        """Open a conversation: keep it with the opening we say. Conflict if one is running."""
        with self.store.unit(self.organisation_id) as unit:
            asked = (beginning.audience, beginning.profile, beginning.language)
            setting = reading.setting(unit, beginning.service_id, beginning.cycle_id)
            survey = self._surveys.derived(unit, beginning.digest, asked, setting)
            turn = step(survey, begin(survey), Opened(at=beginning.at))
            messages = self._said(turn, survey, beginning.channel, shape)
            first = turn_as_kept(turn, messages, beginning.channel, beginning.at, heard=None)
            unit.open_conversation(_new(beginning, survey), first)
            unit.commit()
            return Heard(messages=messages, turn=turn)

    def take(self, envelope: Envelope, *, shape: str | None = None) -> Heard:
        """Hear one message: keep everything about it, or nothing.

        A message heard before gets the reply it got then, and changes nothing. Where two come
        at once, one is heard after the other. NobodyKnown if the address has no conversation.
        """
        for _ in range(TRIES - 1):
            try:
                return self._take(envelope, shape)
            except Conflict:
                continue
        return self._take(envelope, shape)

    def _take(self, envelope: Envelope, shape: str | None) -> Heard:
        with self.store.unit(self.organisation_id) as unit:
            conversation = unit.listen(envelope.channel, envelope.address, envelope.provider_id)
            if conversation is None:
                raise NobodyKnown("this address has no conversation")
            if isinstance(conversation, rows.Earlier):
                said = (message_from_json(json.loads(saved)) for saved in conversation.messages)
                return Heard(messages=tuple(said))
            state = from_json(conversation.state)
            survey = self._surveys.survey(unit, conversation, state)
            turn = step(survey, state, envelope.incoming)
            messages = self._said(turn, survey, envelope.channel, shape)
            self._keep(unit, conversation, state, survey, turn, messages, envelope)
            unit.commit()
            return Heard(messages=messages, turn=turn)

    def _said(
        self, turn: Turn, survey: Survey, channel: str, shape: str | None
    ) -> tuple[Message, ...]:
        shape = shape or SHAPE_OF.get(channel, "terminal")
        return render(turn.outgoing, survey, self._translations, shape)

    def _keep(
        self,
        unit: Unit,
        conversation: rows.Conversation,
        before: State,
        survey: Survey,
        turn: Turn,
        messages: tuple[Message, ...],
        envelope: Envelope,
    ) -> None:
        heard = heard_as(envelope.channel, envelope.provider_id, envelope.incoming)
        kept = turn_as_kept(turn, messages, envelope.channel, envelope.incoming.at, heard)
        words = words_of(envelope.incoming, turn, survey)
        kept = with_follow_ups(unit, kept, turn, conversation, words)
        if turn.erase:
            channel, address = envelope.channel, envelope.address
            erase(unit, conversation, before, kept, channel, address, forget=turn.forget)
            return
        audit = self._surveys.audit(unit, conversation.audit_digest)
        kept = with_answers(kept, turn, audit, words)
        unit.keep(conversation, kept)
        note_on_respondent(unit, conversation.respondent_id, before, turn.state, kept.at)


def _new(beginning: Beginning, survey: Survey) -> rows.NewConversation:
    return rows.NewConversation(
        service_id=beginning.service_id,
        cycle_id=beginning.cycle_id,
        audit_ref=survey.audit,
        audit_digest=survey.digest,
        audience=survey.audience,
        profile=survey.profile,
        language=survey.language,
        mode=beginning.mode,
        channel=beginning.channel,
        address=beginning.address,
    )
