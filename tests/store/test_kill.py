"""What was said to be kept is kept, whenever the process is killed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from sqlalchemy import select

from careaudit_surveys.store import Store
from careaudit_surveys.store.models import Inbound, Outbox
from tests.conventions.source import ROOT
from tests.store.build import a_conversation, an_organisation

NUMBER = "+447700900123"


@pytest.mark.parametrize("turns", [1, 7, 40])
def test_every_turn_that_was_acknowledged_survives_a_kill(store: Store, turns: int) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home, address=NUMBER)
    url = store.engine.url.render_as_string(hide_password=False)
    command = [sys.executable, "-m", "tests.store.keep_until_killed", url, str(home), NUMBER]

    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as keeping:
        assert keeping.stdout is not None
        acknowledged = [int(next(keeping.stdout)) for _ in range(turns)]
        keeping.kill()
        acknowledged += [int(line) for line in keeping.stdout if line.endswith("\n")]

    with store.unit(home) as unit:
        found = unit.conversation(begun.id)
        heard = [row.turn for row in unit.read(select(Inbound.turn).order_by(Inbound.turn))]
        said = [row.turn for row in unit.read(select(Outbox.turn).order_by(Outbox.turn))]
        last = unit.said_in_reply_to("sms", f"SM{acknowledged[-1]}")
    assert found is not None
    assert heard == said == list(range(1, found.turn + 1))
    assert found.turn >= acknowledged[-1]
    assert last is not None
    assert last.messages == (f"reply {acknowledged[-1]}",)
