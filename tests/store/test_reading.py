"""What staff read is what was kept, and counting stays within the index."""

from __future__ import annotations

from datetime import timedelta

import pytest

from careaudit_surveys.store import Missing, Store, programme, reading
from careaudit_surveys.store.prepared import Prepared
from careaudit_surveys.store.rows import Kept
from careaudit_surveys.store.types import new_key
from tests.store.build import DIGEST, NOW, a_conversation, a_turn, an_organisation

LATER = NOW + timedelta(hours=1)


def test_services_and_cycles_are_listed_as_they_were_made(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit:
        lily = programme.add_service(unit, "Lily House", NOW, contact="07700 900701")
        winter = programme.add_cycle(
            unit,
            "winter",
            DIGEST,
            (lily,),
            LATER,
            opens_on=NOW.date(),
            report_on=LATER.date(),
            anchor="summer",
        )
        programme.set_cycle_state(unit, winter, "open")
        programme.set_cycle_release(unit, winter, "total")
        services, cycles = reading.services(unit), reading.cycles(unit)
        taking_part = reading.services_in(unit, winter)

    assert [each.name for each in services] == ["Lily House", "Rose House"]
    assert services[0].contact == "07700 900701"
    assert [each.name for each in cycles] == ["autumn", "winter"]
    assert (cycles[1].audit_ref, cycles[1].state, cycles[1].release, cycles[1].anchor) == (
        "living-well@1",
        "open",
        "total",
        "summer",
    )
    assert (cycles[1].opens_on, cycles[1].closes_on) == (NOW.date(), None)
    assert taking_part == (lily,)


def test_a_services_numbers_reach_the_conversation(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)

    with store.unit(home) as unit:
        programme.set_numbers(
            unit, begun.service_id, contact="07700 900701", safeguarding="07700 900702"
        )
        unit.commit()
        found = unit.conversation(begun.id)
        setting = reading.setting(unit, begun.service_id, begun.cycle_id)

    assert found is not None
    assert found.setting == setting
    assert (setting.name, setting.contact, setting.safeguarding) == (
        "Rose House",
        "07700 900701",
        "07700 900702",
    )


def test_there_is_no_setting_without_service_and_cycle(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit, pytest.raises(Missing):
        reading.setting(unit, new_key(), new_key())


def test_an_audit_is_kept_word_for_word_and_once(store: Store) -> None:
    home = an_organisation(store)

    with store.unit(home) as unit:
        programme.keep_audit(unit, "fft@1", "sha256:4", "id: fft # é", NOW)
        programme.keep_audit(unit, "fft@1", "sha256:4", "another text", NOW)
        found, nothing = (programme.audit_source(unit, d) for d in ("sha256:4", "sha256:5"))

    assert (found, nothing) == ("id: fft # é", None)


def test_a_service_must_take_part_in_the_cycle_it_is_asked_in(store: Store) -> None:
    home = an_organisation(store)
    with store.unit(home) as unit:
        lily = programme.add_service(unit, "Lily House", NOW)
        unit.commit()

    with pytest.raises(Exception, match="refused"):
        a_conversation(store, home, service_id=lily)


def test_answers_come_back_in_order_with_their_words(store: Store) -> None:
    home = an_organisation(store)
    begun = a_conversation(store, home)
    answers = (
        Kept(question="LW-2.1", value="always", results=(("LW-2.1", "met"),)),
        Kept(question="LW-C1", words="The garden. Ŵyth!"),
        Kept(question="LW-5.1", value=None, results=(("LW-5.1", "declined"),)),
    )

    with store.unit(home) as unit:
        unit.keep(begun, a_turn(answers=answers))
        unit.commit()
        given = reading.answers(unit, begun.id)
        nothing = reading.answers(unit, new_key())

    assert [(each.question, each.value, each.words, each.result) for each in given] == [
        ("LW-2.1", "always", None, "met"),
        ("LW-C1", None, "The garden. Ŵyth!", None),
        ("LW-5.1", None, None, "declined"),
    ]
    assert nothing == ()


def test_a_record_is_what_was_counted_last(store: Store) -> None:
    home = an_organisation(store)
    with store.unit(home) as unit:
        (service,), (cycle,) = reading.services(unit), reading.cycles(unit)
        for numerator in (7, 9):
            programme.set_record(
                unit,
                cycle.id,
                service.id,
                "LW-R1",
                NOW,
                counted_by="Sam",
                numerator=numerator,
                denominator=10,
            )
        (record,) = reading.records(unit, cycle.id)

    assert (record.criterion, record.numerator, record.denominator) == ("LW-R1", 9, 10)


def test_counting_one_cycle_never_leaves_the_index(store: Store) -> None:
    home = an_organisation(store)
    with store.unit(home) as unit:
        (cycle,) = reading.cycles(unit)
    given = {"ours": home, "cycle": cycle.id}
    counting = Prepared(reading.COUNTS, store.engine.dialect, tuple(given))

    connection = store.engine.raw_connection()
    cursor = connection.cursor()
    if store.engine.dialect.name == "sqlite":
        explain, wanted = "EXPLAIN QUERY PLAN ", "answer USING COVERING INDEX ix_answer_counting"
    else:
        explain, wanted = "EXPLAIN ", "Index Only Scan using ix_answer_counting"
        cursor.execute("SET enable_seqscan = off")  # a table this small would be read whole
        cursor.execute("SET enable_bitmapscan = off")
    cursor.execute(explain + counting.text, counting.values(given))
    plan = " ".join(str(row) for row in cursor.fetchall())
    connection.close()

    assert wanted in plan
