"""Where it is kept: tables, seals, and units of work that keep everything of a turn or nothing."""

from .engine import make_engine
from .errors import Conflict, Missing, StoreError
from .sealing import Keyring, Seal, SealBroken
from .store import Store
from .unit import Unit

__all__ = [
    "Conflict",
    "Keyring",
    "Missing",
    "Seal",
    "SealBroken",
    "Store",
    "StoreError",
    "Unit",
    "make_engine",
]
