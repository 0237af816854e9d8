"""How is it asked? A conversation is a function: survey, state and what came in make a turn.

Two rules. Nothing here reads a clock, a file of its own, a database or a network: time comes
inside `incoming`, words are looked up by `render` in the translations it is handed. And what a
conversation can do stands in one table, in `step`.
"""

from .messages import (
    Alert,
    Answer,
    Attached,
    Incoming,
    Message,
    Nudged,
    Opened,
    Outgoing,
    Said,
    Tap,
    Tapped,
    Understood,
)
from .render import SHAPES, render
from .state import Phase, State, from_json, to_json
from .step import begin, step
from .turn import Turn

__all__ = [
    "SHAPES",
    "Alert",
    "Answer",
    "Attached",
    "Incoming",
    "Message",
    "Nudged",
    "Opened",
    "Outgoing",
    "Phase",
    "Said",
    "State",
    "Tap",
    "Tapped",
    "Turn",
    "Understood",
    "begin",
    "from_json",
    "render",
    "step",
    "to_json",
]
