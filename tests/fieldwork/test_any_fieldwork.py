"""What holds for fieldwork whatever a respondent sends: every word is answered and kept once."""

from __future__ import annotations

import shutil
import tempfile
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import select

from careaudit_surveys.audits.shelf import find
from careaudit_surveys.dialogue import Said, Tapped
from careaudit_surveys.dialogue.messages import Message
from careaudit_surveys.fieldwork import Heard, NobodyKnown
from careaudit_surveys.store import Store, make_engine
from careaudit_surveys.store import models as m
from careaudit_surveys.store.migrate import upgrade
from tests.fieldwork.build import Field, a_field
from tests.stores import KEYRING

SAID = st.one_of(
    st.sampled_from(["1", "2", "3", "8", "0", "yes", "no", "always", "not safe", "The garden"]),
    st.sampled_from(["back", "skip", "stop", "start", "pause", "help", "easier", "\0", "", "👍"]),
    st.text(max_size=20),
)


class AnyFieldwork(RuleBasedStateMachine):
    """One respondent and a store, from the first word to the last."""

    @initialize()
    def opens(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        url = f"sqlite:///{self.folder / 'store.db'}"
        upgrade(url)
        self.store = Store(make_engine(url), KEYRING)
        self.field: Field = a_field(self.store, find("leaders-checklist").audit)
        self.field.begin(audience="leader")
        self.sent: dict[str, tuple[Message, ...]] = {}
        self.ids = count()
        self.standing: dict[str, object] = {}

    def teardown(self) -> None:
        if hasattr(self, "store"):
            self.store.close()
            shutil.rmtree(self.folder)

    def hears(self, incoming: Said | Tapped) -> Heard:
        sent = f"SM{next(self.ids)}"
        heard = self.field.hears(incoming, provider_id=sent)
        self.sent[sent] = heard.messages
        assert heard.turn is not None
        self.standing = dict(heard.turn.state.answers)
        return heard

    @rule(text=SAID)
    def says(self, text: str) -> None:
        self.hears(Said(text=text, at=self.field.at))

    @rule(value=st.sampled_from(["yes", "in_part", "not_yet", "dont_know"]))
    def taps_an_earlier_button(self, value: str) -> None:
        conversation = self.field.conversation()
        assert conversation is not None
        shown_for = "LS-1.1" if not self.standing else next(reversed(self.standing))
        self.hears(Tapped(question=shown_for, value=value, at=self.field.at))

    @rule(data=st.data())
    def is_heard_again(self, data: st.DataObject) -> None:
        if self.sent:
            sent = data.draw(st.sampled_from(sorted(self.sent)))
            again = self.field.hears(Said(text="1", at=self.field.at), provider_id=sent)
            assert again.turn is None
            assert again.messages == self.sent[sent]

    @rule()
    def waits_a_day(self) -> None:
        self.field.later(days=1)

    @rule()
    def erases_everything(self) -> None:
        self.hears(Said(text="delete", at=self.field.at))
        self.sent = {sent: said for sent, said in self.sent.items() if sent == max_id(self.sent)}
        assert not self.standing

    @invariant()
    def what_stands_is_what_was_said(self) -> None:
        if not hasattr(self, "field"):
            return
        query = select(m.Answer.question, m.Answer.value).where(
            m.Answer.superseded_in.is_(None), m.Answer.words.is_(None)
        )
        with self.store.engine.connect() as connection:
            kept = {row.question: row.value for row in connection.execute(query)}
        chosen = {q: v for q, v in self.standing.items() if q in kept}
        assert kept == chosen
        assert all(q in kept or v is not None for q, v in self.standing.items())

    @invariant()
    def turns_are_numbered_without_a_gap(self) -> None:
        if not hasattr(self, "field"):
            return
        query = select(m.Inbound.turn).order_by(m.Inbound.turn)
        with self.store.engine.connect() as connection:
            turns = [row.turn for row in connection.execute(query)]
        assert turns in (list(range(len(turns))), list(range(1, len(turns) + 1)))


def max_id(sent: dict[str, tuple[Message, ...]]) -> str:
    return max(sent, key=lambda one: int(one.removeprefix("SM")))


AnyFieldwork.TestCase.settings = settings(max_examples=15, stateful_step_count=25)
test_any_fieldwork_keeps_its_promises = AnyFieldwork.TestCase


def test_nobody_is_known_before_they_begin(store: Store) -> None:
    field = a_field(store)

    with pytest.raises(NobodyKnown, match="no conversation"):
        field.says("hello")
