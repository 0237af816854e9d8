"""A turn in memory, against python-telegram-bot's ConversationHandler with its handlers alone.

Ours: understanding, screening, the step, and finished messages with buttons; then the same with
the state written to JSON and read back. Theirs: an update parsed, found its handler, and the next
state returned; nothing is sent and nothing is kept. Both hold a conversation of ten questions.
"""

from __future__ import annotations

import asyncio
import gettext
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from telegram import Update, User
from telegram.ext import (
    Application,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    filters,
)

from benchmarks.ratios import Row, compared
from careaudit_surveys.audits.shelf import find
from careaudit_surveys.dialogue import Opened, Said, begin, from_json, render, step, to_json
from careaudit_surveys.surveys import derive

AT = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
SURVEY = derive(find("living-well").audit, "relative", "core")
WORDS = gettext.NullTranslations()

EXACT = ("yes", "no", *["1", "sometimes", "3"] * 3, "skip", "The garden.", "yes")
NEAR = ("yes", "no", *["alwys", "somtimes", "yes"] * 3, "skip", "skip", "The garden.", "yes")


def our_conversation(replies: tuple[str, ...], *, saved: bool) -> int:
    """One conversation; how many turns it took."""
    turn = step(SURVEY, begin(SURVEY), Opened(at=AT))
    for reply in replies:
        state = from_json(to_json(turn.state)) if saved else turn.state
        turn = step(SURVEY, state, Said(text=reply, at=AT))
        render(turn.outgoing, SURVEY, WORDS, "telegram")
    return len(replies)


class Offline(ExtBot[None]):
    """A bot that never speaks to anyone."""

    async def get_me(self, *_: Any, **__: Any) -> User:
        self._bot_user = User(1, "bench", is_bot=True, username="bench")
        return self._bot_user


QUESTIONS = 10


def their_application() -> Application[Any, Any, Any, Any, Any, Any]:
    """A conversation of ten questions, each a state with one handler for its answers."""

    async def ask(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
        assert update.message is not None
        assert context.user_data is not None
        number = context.user_data.get("number", 0) + 1
        context.user_data[f"answer {number}"] = update.message.text
        context.user_data["number"] = 0 if number > QUESTIONS else number
        return ConversationHandler.END if number > QUESTIONS else number

    handler: Any = MessageHandler(filters.TEXT, ask)
    conversation = ConversationHandler(
        entry_points=[handler],
        states={number: [handler] for number in range(1, QUESTIONS + 1)},
        fallbacks=[],
    )
    application = Application.builder().bot(Offline("1:offline")).updater(None).build()
    application.add_handler(conversation)
    return application


def their_updates() -> list[dict[str, Any]]:
    person = {"id": 7, "is_bot": False, "first_name": "P"}
    return [
        {
            "update_id": number,
            "message": {
                "message_id": number,
                "date": 1_790_000_000,
                "chat": {"id": 7, "type": "private", "first_name": "P"},
                "from": person,
                "text": "Sometimes",
            },
        }
        for number in range(QUESTIONS + 1)
    ]


def run() -> Iterator[Row]:
    """Turns a second of ours to one of theirs, for exact replies, near ones and saved state."""
    application = their_application()
    updates = their_updates()
    loop = asyncio.new_event_loop()
    loop.run_until_complete(application.initialize())

    async def hold() -> int:
        for update in updates:
            await application.process_update(Update.de_json(update, application.bot))
        return len(updates)

    def theirs() -> int:
        return loop.run_until_complete(hold())

    cases: dict[str, tuple[Callable[[], int], float]] = {
        "turn in memory, exact replies": (lambda: our_conversation(EXACT, saved=False), 2.0),
        "turn in memory, near replies": (lambda: our_conversation(NEAR, saved=False), 1.0),
        "the same with state through JSON": (lambda: our_conversation(EXACT, saved=True), 1.4),
    }
    for name, (ours, target) in cases.items():
        yield compared(name, ours, theirs, "python-telegram-bot handlers", at_least=target)
    loop.run_until_complete(application.shutdown())
    loop.close()
