"""A unit of work on conversations: what `take` needs to hear one message, kept or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from . import counting, people, reading, turns
from .rows import Conversation, Earlier, NewConversation, Turn
from .sealing import Seal
from .statements import (
    ADVANCE,
    BY_ADDRESS,
    BY_ID,
    KEEP_ALERT,
    KEEP_ANSWER,
    KEEP_CALL_BACK,
    KEEP_CONVERSATION,
    KEEP_INBOUND,
    KEEP_OUTBOX,
    KEEP_REMARK,
    LISTEN,
    SAID_IN_REPLY,
    SUPERSEDE,
)
from .transaction import Transaction, Write
from .types import new_key


class Unit(Transaction):
    """All that is done with one organisation's rows at one time."""

    def listen(self, channel: str, address: str, provider_id: str) -> Earlier | Conversation | None:
        """What we said to this message if it was heard before; else the conversation it is for.

        None if it is new and comes from where no conversation is. The database is asked once.
        """
        blind = self.keyring.blind(self.organisation_id, channel, address)
        where = {"channel": channel, "blind": blind, "provider_id": provider_id}
        row = self.read_one(LISTEN, where)
        if row is None or row.heard:
            return self.said_in_reply_to(channel, provider_id)
        return self._opened(row)

    def said_in_reply_to(self, channel: str, provider_id: str) -> Earlier | None:
        """What we said when this message was first heard; None if it never was."""
        rows = self.read(SAID_IN_REPLY, {"channel": channel, "provider_id": provider_id})
        if not rows:
            return None
        first = rows[0]
        messages: tuple[str, ...] = ()
        if first.message is not None:
            key = self.keyring.data_key(first.respondent_id, first.wrapped)
            messages = tuple(turns.message_of(row, key) for row in rows)
        return Earlier(conversation_id=first.conversation_id, turn=first.turn, messages=messages)

    def conversation(self, conversation_id: UUID) -> Conversation | None:
        """The conversation of that id, or None."""
        return self._opened(self.read_one(BY_ID, {"id": conversation_id}))

    def conversation_for(self, channel: str, address: str) -> Conversation | None:
        """The conversation that a message from this address belongs to.

        It is the running one that was opened last; where none runs, the last of those that ended.
        """
        blind = self.keyring.blind(self.organisation_id, channel, address)
        return self._opened(self.read_one(BY_ADDRESS, {"channel": channel, "blind": blind}))

    def keep(self, conversation: Conversation, turn: Turn) -> int:
        """Keep one turn of a conversation as it was loaded; the number it got.

        Conflict if another turn was kept meanwhile, or if the message was heard already.
        """
        number = conversation.turn + 1
        advanced = turns.advanced(conversation, turn)
        self.write_together([(ADVANCE, advanced), *self._left(conversation, number, turn)])
        counting.settle(self, conversation, turn)
        return number

    def open_conversation(self, new: NewConversation, first: Turn) -> Conversation:
        """Begin a conversation with its turn 0. A respondent is made where none is named.

        Conflict if the address is taken, or if this respondent has one running in this cycle.
        """
        respondent_id, key = self._respondent(new, first.at)
        conversation = Conversation(
            id=new_key(),
            respondent_id=respondent_id,
            service_id=new.service_id,
            cycle_id=new.cycle_id,
            audit_ref=new.audit_ref,
            audit_digest=new.audit_digest,
            audience=new.audience,
            profile=new.profile,
            language=new.language,
            mode=new.mode,
            turn=0,
            phase=first.phase,
            end=first.end,
            counted=counting.begins_counted(self, respondent_id, new.cycle_id, new.audience),
            heard_at=first.at,
            ended_at=first.at if first.end else None,
            setting=reading.setting(self, new.service_id, new.cycle_id),
            state=first.state,
            key=key,
        )
        row = turns.conversation_row(conversation)
        self.write_together([(KEEP_CONVERSATION, row), *self._left(conversation, 0, first)])
        return conversation

    def _left(self, conversation: Conversation, number: int, turn: Turn) -> Iterator[Write]:
        """What a turn leaves behind, besides the conversation itself."""
        if turn.heard:
            yield KEEP_INBOUND, turns.inbound_row(conversation, number, turn, turn.heard)
        for row in turns.superseded_rows(conversation, number, turn):
            yield SUPERSEDE, row
        for row in turns.answer_rows(conversation, number, turn):
            yield KEEP_ANSWER, row
        for row in turns.outbox_rows(conversation, number, turn):
            yield KEEP_OUTBOX, row
        if turn.alert:
            row = turns.alert_row(self.keyring, conversation, number, turn.at, turn.alert)
            yield KEEP_ALERT, row
        if turn.remark:
            yield KEEP_REMARK, turns.remark_row(conversation, number, turn.at, turn.remark)
        if turn.call_by:
            yield KEEP_CALL_BACK, turns.call_back_row(conversation, turn.at, turn.call_by)

    def _respondent(self, new: NewConversation, at: datetime) -> tuple[UUID, Seal]:
        """The respondent a new conversation is with, and their key; reachable at its address."""
        if new.respondent_id is None:
            respondent_id, key = people.add_respondent(self, new.service_id, new.audience, at)
        else:
            respondent_id, key = new.respondent_id, people.data_key(self, new.respondent_id)
        if new.address is not None:
            people.set_address(self, respondent_id, key, new.channel, new.address, new.nth, at)
        return respondent_id, key

    def _opened(self, row: Any) -> Conversation | None:
        if row is None:
            return None
        key = self.keyring.data_key(row.respondent_id, row.wrapped)
        return turns.opened(row, key)
