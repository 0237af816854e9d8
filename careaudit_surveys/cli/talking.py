"""Commands that hold a conversation: `talk` and `demo`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from careaudit_surveys.audits.audiences import AUDIENCES, PROFILES

from .telling import say, say_json, tell
from .wording import lines_of

if TYPE_CHECKING:
    from careaudit_surveys.fieldwork import Heard

SHAPES = ("terminal", "sms", "telegram", "web")

DEMO_AUDIT = "living-well"


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
    demo_ = add("demo", demo, "Load a made-up care home, hold a conversation, see findings.")
    demo_.add_argument("--data", metavar="DIR", type=Path, default=Path("demo-data"))
    demo_.set_defaults(
        audit=DEMO_AUDIT,
        audience="person",
        profile="core",
        language="en",
        shape="terminal",
        script=None,
        json=False,
    )


def talk(given: argparse.Namespace) -> int:
    """Hold one conversation with whoever types, or with a script of replies."""
    import tempfile

    from careaudit_surveys.bootstrap import opened
    from careaudit_surveys.terminal import hold
    from careaudit_surveys.trial import Asked, carry_on_or_begin

    asked = Asked(
        audit=given.audit,
        audience=given.audience,
        profile=given.profile,
        language=given.language,
    )
    replies: Iterable[tuple[str, datetime]]
    replies = _scripted(given.script) if given.script else _typed(prompt=not given.json)
    with ExitStack() as stack:
        data = given.data or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        house = stack.enter_context(opened(data))
        trial = carry_on_or_begin(house, asked, given.shape, _now())
        turns = hold(trial.fieldwork, trial.address, trial.opening, replies, given.shape)
        _print(turns, until_over=not given.script, as_json=given.json)
    return 0


def demo(given: argparse.Namespace) -> int:
    """Load the made-up home, let the newcomer be asked, then show the home's findings."""
    from careaudit_surveys import made_up
    from careaudit_surveys.bootstrap import opened

    with opened(given.data) as house:
        made_up.load(house, _now())
    say("This is a demo. The care home and all its answers are made up.")
    say("You are asked first, as a person who lives there. Then you see the home's findings.")
    say()
    talk(given)
    say()
    say(f"Findings of {made_up.SERVICE}, {made_up.CYCLE}. Your own answers are not among them.")
    say()
    return _demo_findings(given.data)


def _demo_findings(data: Path) -> int:
    from careaudit_surveys import made_up

    from .counting import results

    given = argparse.Namespace(
        data=data, cycle=made_up.CYCLE, service=None, reader="lead", json=False
    )
    status = results(given)
    say()
    say("See what a manager would see: small numbers are hidden.")
    say(f"  careaudit results --data {data} --reader manager")
    return status


def _print(turns: Iterable[tuple[str | None, Heard]], *, until_over: bool, as_json: bool) -> None:
    """Print each turn as it comes. Who types is let go at the end; a script is played out."""
    from careaudit_surveys.terminal import OVER, end_as_json, turn_as_json

    state = None
    for number, (said, heard) in enumerate(turns):
        if heard.turn is None:
            continue
        state = heard.turn.state
        if as_json:
            say_json(turn_as_json(number, said, heard))
        else:
            _say_turn(said if not until_over else None, heard)
        sys.stdout.flush()
        if until_over and state.phase in OVER:
            break
    if as_json and state is not None:
        say_json(end_as_json(state))


def _say_turn(said: str | None, heard: Heard) -> None:
    if said is not None:
        say(f"> {said}")
    for message in heard.messages:
        say(message.text)
        say()


def _typed(*, prompt: bool) -> Iterator[tuple[str, datetime]]:
    """Lines as someone types them; the end of input ends the talk."""
    if prompt and sys.stdin.isatty():
        import readline  # noqa: F401 - typing errors can be mended before they are sent
    while True:
        if prompt:
            sys.stderr.write("> ")
            sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            if prompt:
                tell("")
            return
        yield line.rstrip("\n"), _now()


def _scripted(file: str) -> list[tuple[str, datetime]]:
    """A script's replies, all at one moment, so that it goes the same at midnight as at noon."""
    at = _now()
    lines = list(lines_of(file))
    if lines and not lines[-1]:
        lines.pop()  # what follows the last line's end
    return [(line.removesuffix("\r"), at) for line in lines]


def _now() -> datetime:
    return datetime.now(UTC).astimezone()
