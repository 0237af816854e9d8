"""Make .venv with the locked dependencies and this checkout in it.

`make` runs this first each time: it returns at once when nothing has changed since it last
finished, and a second call at the same time waits for the first.
"""

from __future__ import annotations

import fcntl
import hashlib
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
READY = VENV / "careaudit-ready"
LOCK = ROOT / "requirements.lock"


def main() -> None:
    """Bring .venv up to date, or end with one sentence that says what to do."""
    with LOCK.open() as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        wanted = _fingerprint()
        if _usable() and READY.is_file() and READY.read_text() == wanted:
            return
        _say("Setting up .venv; the first time takes about a minute.")
        READY.unlink(missing_ok=True)
        if not _usable():
            venv.create(VENV, clear=True, with_pip=True)
        _pip("--require-hashes", "--requirement", str(LOCK))
        _pip("--no-deps", "--no-build-isolation", "--editable", str(ROOT))
        READY.write_text(wanted)


def _fingerprint() -> str:
    """What .venv depends on. Its commands name the folder they lie in, so that counts too."""
    digest = hashlib.sha256(str(ROOT).encode())
    for name in ("pyproject.toml", "requirements.lock"):
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def _usable() -> bool:
    """Whether .venv has a working Python of the version that runs this file, and pip."""
    if not PYTHON.exists():
        return False
    ask = "import pip, sys; print(sys.version_info[:2])"
    told = subprocess.run([PYTHON, "-c", ask], capture_output=True, text=True, check=False)
    return told.stdout.strip() == str(sys.version_info[:2])


def _pip(*what: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--no-input", *what]
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit("Setting up stopped: pip says why above. Put that right and run make again.")


def _say(sentence: str) -> None:
    sys.stderr.write(f"{sentence}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    main()
