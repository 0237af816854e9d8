"""Commands that hold a conversation: `talk` and `demo`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careaudit_surveys.audits.model import AUDIENCES, PROFILES

from .telling import CannotDo, say, say_json, tell
from .wording import read_bytes

if TYPE_CHECKING:
    from careaudit_surveys.terminal import Reply

SHAPES = ("terminal", "sms", "telegram", "web")


def add_commands(add: Any) -> None:
    talk_ = add("talk", talk, "Hold a conversation in the terminal.")
    talk_.add_argument("audit", metavar="AUDIT", help="id, id@version or a file")
    talk_.add_argument("--audience", choices=AUDIENCES, help="whose view is asked")
    talk_.add_argument("--profile", choices=PROFILES, default="standard")
    talk_.add_argument("--language", default="en", help="a BCP 47 tag, such as en")
    talk_.add_argument("--shape", choices=SHAPES, default="terminal")
    talk_.add_argument("--script", metavar="FILE", help="one reply a line (-: standard input)")
    talk_.add_argument("--data", metavar="DIR", type=Path, help="keep the answers here")
    talk_.add_argument("--json", action="store_true", help="one JSON object a turn")
    demo_ = add("demo", demo, "Load a made-up care home and hold a conversation.")
    demo_.add_argument("--data", metavar="DIR", type=Path, default=Path("demo-data"))


def talk(given: argparse.Namespace) -> int:
    from careaudit_surveys.bootstrap import open_embedded
    from careaudit_surveys.terminal import hold
    from careaudit_surveys.trial import Asked, carry_on_or_begin

    asked = Asked(
        audit=given.audit,
        audience=given.audience,
        profile=given.profile,
        language=given.language,
    )
    replies = _script(given.script) if given.script else _typed(quiet=given.json)
    with ExitStack() as stack:
        data = given.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        house = stack.enter_context(open_embedded(data))
        talk = carry_on_or_begin(house, asked, given.shape, _now())
        _print(hold(talk.fieldwork, talk.address, talk.opening, replies, given.shape), given.json)
    return 0
