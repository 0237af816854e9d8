"""`careaudit measure` on a table of answers, against csv.reader that only reads it.

Whole processes, so that starting up counts too. Every bad row is named with line and column, and
rows that stand twice are found; peak memory is the process's own.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from benchmarks.ratios import Row
from careaudit_surveys.audits.shelf import find

ROWS = int(os.environ.get("BENCH_ROWS", "300000"))
ROUNDS = 3
ONLY_READ = "import csv,sys\nfor row in csv.reader(open(sys.argv[1], newline='')): pass"


def a_table(path: Path, rows: int) -> None:
    """Made-up answers of many services, each respondent once a criterion."""
    made_up = random.Random(1)
    criteria = [one.id for one in find("living-well").audit.criteria() if one.questions]
    with path.open("w", encoding="utf-8") as file:
        file.write("respondent,service,audience,criterion,result,cycle,date\n")
        for number in range(rows):
            person, criterion = divmod(number, len(criteria))
            result = made_up.choices(("met", "partly", "not_met", "unknown"), (70, 15, 10, 5))[0]
            file.write(
                f"R{person:07d},Home {person % 50},person,{criteria[criterion]},{result},"
                "2026,2026-11-02\n"
            )


def timed(command: Sequence[str]) -> tuple[float, int]:
    """(seconds of processor time, peak KiB) of one process: what others take is left out.

    The peak is read while it runs: what the system tells at the end counts the parent's, too.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak, ended = 0, 0
    while not ended:
        peak = max(peak, _high_water(process.pid))
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        time.sleep(0.002)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    return usage.ru_utime + usage.ru_stime, peak


def _high_water(process: int) -> int:
    """The most memory a running process has held so far, in KiB; 0 once it has ended."""
    for line in Path(f"/proc/{process}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1])
    return 0


def run() -> Iterator[Row]:
    """Time to csv.reader's for the same table, and peak memory."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "answers.csv"
        a_table(table, ROWS)
        ours = [sys.executable, "-m", "careaudit_surveys", "measure", str(table)]
        ours += ["--audit", "living-well", "--json"]
        theirs = [sys.executable, "-c", ONLY_READ, str(table)]
        timed(ours)
        pairs = [(timed(ours), timed(theirs)) for _ in range(ROUNDS)]
    ratios = [mine / bare for (mine, _), (bare, _) in pairs]
    peak = max(kib for (_, kib), _ in pairs) / 1024
    yield Row(
        name=f"measure a table of {ROWS:,} answers, rows twice found",
        ratio=median(ratios),
        least=min(ratios),
        most=max(ratios),
        peer="csv.reader, only reading",
        at_most=5.0,
        note=f"{median(mine for (mine, _), _ in pairs):.2f} s, {peak:.0f} MiB at most",
    )
