"""Settings become a house that is open: the only place where the parts are joined."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from .settings import Settings
from .store import Keyring, Store, Unit, make_engine
from .store.migrate import current, head, upgrade_engine

TRIAL = "Trial"
"""The organisation under which audits are tried out."""

FIRST = "Our organisation"
"""What the first organisation is called where no one gave it a name."""


class NotOpen(Exception):
    """The store cannot be opened as it stands. The text says what to do."""


@dataclass(frozen=True, slots=True)
class House:
    """An installation that is open for use."""

    settings: Settings
    store: Store

    def organisation(self, name: str, at: datetime) -> UUID:
        """The organisation of this name; it is added if there is none."""
        for organisation in self.store.organisations():
            if organisation.name == name:
                return organisation.id
        return self.store.add_organisation(name, at)


def settings_for(data: Path | None) -> Settings:
    """Settings from this process's environment; a folder that is named stands before it."""
    environ = dict(os.environ)
    if data is not None:
        environ.pop("CAREAUDIT_DATABASE_URL", None)
        environ.pop("CAREAUDIT_DATABASE_URL_FILE", None)
    return Settings.from_env(environ, data)


@contextmanager
def opened(data: Path | None = None) -> Iterator[House]:
    """The house whose data is in this folder, or where the environment says.

    An embedded store is made where there is none, and brought up to date. NotOpen if a shared
    one is not at this version.
    """
    settings = settings_for(data)
    engine = make_engine(settings.database_url)
    store = Store(engine, Keyring(settings.seal_keys, settings.index_key))
    try:
        if current(engine) != head():
            if not settings.embedded:
                raise NotOpen("the store is at another version. Run: careaudit db upgrade.")
            upgrade_engine(engine)
        yield House(settings, store)
    finally:
        store.close()


@contextmanager
def organisation_unit(data: Path | None, name: str | None) -> Iterator[Unit]:
    """A unit of work for one organisation: the one that is named, or the only one there is.

    The first is made when it is needed; the trial one is meant only by its name. NotOpen if it
    is not clear which is meant.
    """
    with opened(data) as house:
        there = [one for one in house.store.organisations() if name == TRIAL or one.name != TRIAL]
        chosen = [one.id for one in there if name in (None, one.name)]
        if not there or (name and not chosen):
            chosen = [house.store.add_organisation(name or FIRST, datetime.now(UTC))]
        if len(chosen) > 1:
            names = ", ".join(one.name for one in there)
            raise NotOpen(f"name the organisation with --organisation. There is: {names}.")
        with house.store.unit(chosen[0]) as unit:
            yield unit
