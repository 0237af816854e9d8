"""How long light commands take to start, above a bare interpreter, and in how much memory."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.measuring import timed
from benchmarks.ratios import Row

ROUNDS = 7
RELEASED = Path(__file__).parents[1] / "careaudit_surveys" / "audits" / "released"
BARE = (sys.executable, "-c", "pass")

TABLE = "respondent,service,audience,criterion,result\nP1,Rose,person,LW-2.1,met\n"


def above_bare(command: Sequence[str]) -> tuple[list[float], float]:
    """Milliseconds above a bare interpreter in each round, and MiB above it."""
    timed(command)
    pairs = [(timed(command), timed(BARE)) for _ in range(ROUNDS)]
    times = [1000 * (ours - bare) for (ours, _), (bare, _) in pairs]
    memory = [(ours - bare) / 1024 for (_, ours), (_, bare) in pairs]
    return times, median(memory)


def run() -> Iterator[Row]:
    """Milliseconds above a bare interpreter, as a share of what is aimed at."""
    with tempfile.TemporaryDirectory() as folder:
        table, texts = Path(folder) / "one.csv", Path(folder) / "texts.jsonl"
        table.write_text(TABLE, encoding="utf-8")
        texts.write_text('{"id": 1, "text": "hello"}\n', encoding="utf-8")
        careaudit = (sys.executable, "-m", "careaudit_surveys")
        measure = (*careaudit, "measure", str(table), "--audit", "living-well")
        commands = {
            "check the four shipped audits": ((*careaudit, "check", str(RELEASED)), 300),
            "start `measure` on one row": (measure, 150),
            "start `sms-parts` on one text": ((*careaudit, "sms-parts", str(texts)), 150),
        }
        for name, (command, aim) in commands.items():
            times, memory = above_bare(command)
            yield Row(
                name=name,
                ratio=median(times) / aim,
                least=min(times) / aim,
                most=max(times) / aim,
                peer=f"{aim} ms above a bare interpreter",
                at_most=1.0,
                note=f"{median(times):.0f} ms and {memory:.0f} MiB above",
            )
