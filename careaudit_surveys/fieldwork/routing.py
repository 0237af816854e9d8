"""Who must learn of it: an alert goes to the first contact, unless its words name someone close.

Words that name the first contact, or anyone the service said to go around (the manager, the
owner), go to the second. Where they name the second as well, the first it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from careaudit_surveys.store import Unit, routes
from careaudit_surveys.words.fold import fold

FIRST, SECOND = "first", "second"

NO_NAME = frozenset({"mr", "mrs", "ms", "miss", "mx", "dr", "sister", "the", "our", "my"})
"""What stands before a name, and names no one by itself."""


def destination(unit: Unit, service_id: UUID, words: str) -> tuple[UUID | None, str | None]:
    """The route that an alert with these words takes, and to whom on it; None where none is set."""
    route = routes.route_of(unit, service_id)
    if route is None:
        return None, None
    around = (route.first.name, *route.around)
    if names_any(words, around) and not names_any(words, [route.second.name]):
        return route.id, SECOND
    return route.id, FIRST


def names_any(words: str, names: Iterable[str]) -> bool:
    """Do the words hold any part of one of these names, as a whole word, however it is typed?

    "Jo hit me" names Jo Marsh, and so does "Mrs Marsh's shift".

    >>> names_any("It was JO!", ["Jo Marsh"]), names_any("My joints hurt", ["Jo Marsh"])
    (True, False)
    """
    said = set(fold(words).split())
    return any(not said.isdisjoint(_forms(name)) for name in names)


def _forms(name: str) -> set[str]:
    """The words that someone is known by: each part of the name, bare and with an s."""
    parts = fold(name).split()
    telling = [part for part in parts if len(part) > 1 and part not in NO_NAME] or parts
    return {form for part in telling for form in (part, f"{part}s")}
