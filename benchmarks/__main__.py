"""`make bench`: every benchmark, as ratios taken in this run. Names of some may be given."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module

from benchmarks.ratios import Row

BENCHMARKS = ("turn_in_memory", "near_words", "starting", "measuring", "durable_turn", "whole_take")


def rows(names: tuple[str, ...]) -> Iterator[Row]:
    for name in names:
        print(f"# {name}", flush=True)
        yield from import_module(f"benchmarks.{name}").run()


def main() -> None:
    chosen = tuple(sys.argv[1:]) or BENCHMARKS
    missed = 0
    for row in rows(chosen):
        told = f"{row.ratio:8.2f}  ({row.least:.2f} to {row.most:.2f})  aim {row.aim or '-':8}"
        verdict = "" if not row.aim else "reached" if row.reached else "MISSED"
        missed += verdict == "MISSED"
        print(f"{row.name:52} {told} {verdict:8} to {row.peer}; {row.note}", flush=True)
    print(f"{missed} missed." if missed else "Every aim is reached.")


if __name__ == "__main__":
    main()
