"""Run by `test_kill.py`: keeps turn after turn, and says the number of each once it is kept."""

from __future__ import annotations

import sys
from itertools import count
from uuid import UUID

from careaudit_surveys.store import Store, make_engine
from careaudit_surveys.store.rows import Conversation, Message
from tests.store.build import a_turn, heard
from tests.stores import KEYRING


def main(url: str, organisation_id: str, address: str) -> None:
    store = Store(make_engine(url), KEYRING)
    for number in count(1):
        with store.unit(UUID(organisation_id)) as unit:
            conversation = unit.listen("sms", address, f"SM{number}")
            assert isinstance(conversation, Conversation)
            messages = (Message(channel="sms", message=f"reply {number}"),)
            unit.keep(conversation, a_turn(heard=heard(f"SM{number}"), messages=messages))
            unit.commit()
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
