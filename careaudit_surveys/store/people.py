"""Respondents: made with a key of their own, reached at an address, erased by deleting the key."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import bindparam, delete, insert, select, update

from . import models as m
from .errors import Missing
from .sealing import Seal
from .transaction import Transaction, ours
from .types import new_key

ADD_RESPONDENT = insert(m.Respondent).inline()
ADD_KEY = insert(m.DataKey).inline()
ADD_ADDRESS = insert(m.Address).inline()
BURY = insert(m.Tombstone).inline()

KEY_OF = select(m.DataKey.wrapped).where(
    m.DataKey.organisation_id == ours, m.DataKey.respondent_id == bindparam("respondent")
)

ADDRESS_OF = select(m.Address.id, m.Address.blind, m.Address.sealed).where(
    m.Address.organisation_id == ours,
    m.Address.respondent_id == bindparam("respondent"),
    m.Address.channel == bindparam("channel"),
)

ADDRESSES_OF = select(m.Address.id, m.Address.channel, m.Address.sealed).where(
    m.Address.organisation_id == ours,
    m.Address.respondent_id == bindparam("respondent"),
)

DROP_ADDRESS = delete(m.Address).where(
    m.Address.organisation_id == ours, m.Address.id == bindparam("address")
)

DROP_KEY = delete(m.DataKey).where(
    m.DataKey.organisation_id == ours, m.DataKey.respondent_id == bindparam("respondent")
)

DROP_RESPONDENT = delete(m.Respondent).where(
    m.Respondent.organisation_id == ours, m.Respondent.id == bindparam("respondent")
)

SET_RESPONDENT = update(m.Respondent).where(
    m.Respondent.organisation_id == ours, m.Respondent.id == bindparam("respondent")
)

STOP = insert(m.StopLedger).inline()

STOPPED = select(m.StopLedger.stopped_at).where(
    m.StopLedger.organisation_id == ours,
    m.StopLedger.channel == bindparam("channel"),
    m.StopLedger.blind == bindparam("blind"),
)

RESTART = delete(m.StopLedger).where(
    m.StopLedger.organisation_id == ours,
    m.StopLedger.channel == bindparam("channel"),
    m.StopLedger.blind == bindparam("blind"),
)

NEEDS_OF = (
    select(m.Respondent.needs, m.DataKey.wrapped)
    .join_from(m.Respondent, m.DataKey, m.DataKey.respondent_id == m.Respondent.id)
    .where(m.Respondent.organisation_id == ours, m.Respondent.id == bindparam("respondent"))
)


def add_respondent(
    unit: Transaction, service_id: UUID, audience: str, at: datetime
) -> tuple[UUID, Seal]:
    """A new respondent, and the key that seals what is theirs."""
    respondent_id = new_key()
    wrapped, key = unit.keyring.new_data_key(respondent_id)
    unit.write(
        ADD_RESPONDENT,
        {
            "id": respondent_id,
            "service_id": service_id,
            "audience": audience,
            "needs": None,
            "stopped_at": None,
            "made_at": at,
        },
    )
    unit.write(ADD_KEY, {"respondent_id": respondent_id, "wrapped": wrapped})
    return respondent_id, key


def data_key(unit: Transaction, respondent_id: UUID) -> Seal:
    """A respondent's key; Missing if there is no such respondent here."""
    row = unit.read_one(KEY_OF, {"respondent": respondent_id})
    if row is None:
        raise Missing("no such respondent")
    return unit.keyring.data_key(respondent_id, row.wrapped)


def set_address(
    unit: Transaction,
    respondent_id: UUID,
    key: Seal,
    channel: str,
    address: str,
    nth: int,
    at: datetime,
) -> None:
    """Reach a respondent here on this channel from now on."""
    blind = unit.keyring.blind(unit.organisation_id, channel, address)
    known = unit.read_one(ADDRESS_OF, {"respondent": respondent_id, "channel": channel})
    if known and known.blind == blind:
        return
    if known:
        unit.write(DROP_ADDRESS, {"address": known.id})
    row_id = new_key()
    unit.write(
        ADD_ADDRESS,
        {
            "id": row_id,
            "respondent_id": respondent_id,
            "channel": channel,
            "blind": blind,
            "nth": nth,
            "sealed": key.seal("address.sealed", row_id, address.encode()),
            "made_at": at,
        },
    )


def address_of(unit: Transaction, respondent_id: UUID, channel: str) -> str | None:
    """Where a respondent is reached on a channel, or None."""
    row = unit.read_one(ADDRESS_OF, {"respondent": respondent_id, "channel": channel})
    if row is None:
        return None
    return data_key(unit, respondent_id).open("address.sealed", row.id, row.sealed).decode()


def addresses_of(unit: Transaction, respondent_id: UUID) -> dict[str, str]:
    """Everywhere a respondent is reached, by channel."""
    key = data_key(unit, respondent_id)
    return {
        row.channel: key.open("address.sealed", row.id, row.sealed).decode()
        for row in unit.read(ADDRESSES_OF, {"respondent": respondent_id})
    }


def forget(unit: Transaction, respondent_id: UUID, at: datetime) -> None:
    """Erase a respondent: their key, and all that hangs on them. Alerts already raised stay; a
    call they asked for goes, for no one is left to ring.

    Only a tombstone remains, so that a restored backup can be made to forget as well. Missing if
    there is no such respondent here.
    """
    unit.write(DROP_KEY, {"respondent": respondent_id})
    if unit.write(DROP_RESPONDENT, {"respondent": respondent_id}) != 1:
        raise Missing("no such respondent")
    unit.write(BURY, {"respondent_id": respondent_id, "erased_at": at})


def stop(unit: Transaction, channel: str, address: str, at: datetime) -> None:
    """Never write first to this address again, whoever it belongs to, even once they are erased."""
    if not is_stopped(unit, channel, address):
        place = _blind_place(unit, channel, address)
        unit.write(STOP, {**place, "stopped_at": at})


def restart(unit: Transaction, channel: str, address: str) -> None:
    """We may write first to this address again."""
    unit.write(RESTART, _blind_place(unit, channel, address))


def is_stopped(unit: Transaction, channel: str, address: str) -> bool:
    """Has someone at this address asked us to stop?"""
    return unit.read_one(STOPPED, _blind_place(unit, channel, address)) is not None


def _blind_place(unit: Transaction, channel: str, address: str) -> dict[str, object]:
    blind = unit.keyring.blind(unit.organisation_id, channel, address)
    return {"channel": channel, "blind": blind}


def set_stopped(unit: Transaction, respondent_id: UUID, at: datetime | None) -> None:
    """Note that a respondent wants to hear nothing, or, with None, that they do again."""
    if unit.write(SET_RESPONDENT, {"respondent": respondent_id, "stopped_at": at}) != 1:
        raise Missing("no such respondent")


def set_needs(unit: Transaction, respondent_id: UUID, needs: str) -> None:
    """Keep what makes answering easier for a respondent, sealed."""
    sealed = data_key(unit, respondent_id).seal("respondent.needs", respondent_id, needs.encode())
    unit.write(SET_RESPONDENT, {"respondent": respondent_id, "needs": sealed})


def needs_of(unit: Transaction, respondent_id: UUID) -> str | None:
    """What makes answering easier for a respondent, if they have told us."""
    row = unit.read_one(NEEDS_OF, {"respondent": respondent_id})
    if row is None or row.needs is None:
        return None
    key = unit.keyring.data_key(respondent_id, row.wrapped)
    return key.open("respondent.needs", respondent_id, row.needs).decode()
