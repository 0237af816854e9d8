"""Freeze audits: write down the digest of each new file in `audits/released/`.

    .venv/bin/python -m scripts.release_audits

An audit with any problem is not released, and one that was released is never changed: give new
words a new version.
"""

from __future__ import annotations

import sys
from pathlib import Path

from careaudit_surveys.audits.load import load_yaml
from careaudit_surveys.audits.shelf import DIGESTS, digest_of, digests_in

RELEASED = Path(__file__).resolve().parent.parent / "careaudit_surveys" / "audits" / "released"

HEADING = "# What the content of each released audit comes to. Lines are added, never changed.\n"


class CannotRelease(Exception):
    """Why nothing was released, in sentences."""


def release(folder: Path) -> list[str]:
    """Freeze what is new in the folder; the `id@version` of each. CannotRelease changes nothing."""
    written = folder / DIGESTS
    frozen = digests_in(written.read_bytes()) if written.exists() else {}
    found = {_ref(path): path for path in sorted(folder.glob("*/*.yaml"))}
    against = [f"{ref} was released and is gone" for ref in frozen if ref not in found]
    new = {}
    for ref, path in found.items():
        digest = digest_of(path.read_bytes())
        if ref not in frozen:
            against += _problems(ref, path)
            new[ref] = digest
        elif frozen[ref] != digest:
            against.append(f"{ref} was released and has changed: give it a new version")
    if against:
        raise CannotRelease("\n".join(against))
    lines = sorted(f"{ref}: {digest}\n" for ref, digest in {**frozen, **new}.items())
    written.write_text(HEADING + "".join(lines), encoding="utf-8")
    return list(new)


def _ref(path: Path) -> str:
    return f"{path.parent.name}@{path.stem}"


def _problems(ref: str, path: Path) -> list[str]:
    """What stands against releasing a file: any problem, warnings too, and a name not its own."""
    loaded = load_yaml(path.read_bytes(), str(path))
    if loaded.audit and loaded.audit.ref != ref:
        return [f"{path} holds {loaded.audit.ref}: put it where its id and version say"]
    return [str(problem) for problem in loaded.problems]


def main() -> int:
    """Release what is new, and say so."""
    try:
        new = release(RELEASED)
    except CannotRelease as why:
        sys.stderr.write(f"Nothing was released.\n{why}\n")
        return 1
    sys.stdout.write(f"Released {', '.join(new)}.\n" if new else "Nothing is new.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
