"""Where audits are found: those released with CareAudit, by id, and files, by path.

A released file never changes: a conversation is pinned to `id@version` and ends in the words it
began with. `released/digests.yaml` holds what each file's content came to when it was released.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from .build import audit_from_tree
from .load import ENDINGS, Loaded, load
from .model import Audit
from .problems import Place, Problem
from .telling import listed, meant
from .yaml_tree import TOO_LARGE, tree_from_yaml

LARGEST_FILE = 10_000_000
"""Bytes that are read of any file; each kind has a limit of its own below this."""

DIGESTS = "digests.yaml"


class AuditNotFound(Exception):
    """There is no such audit. The text is a sentence that says what there is."""


class AuditChanged(AuditNotFound):
    """A released file is no longer what was released."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """An audit as it lies on the shelf, with the digest of its file: `sha256:…`."""

    audit: Audit
    digest: str


def released() -> tuple[Shelved, ...]:
    """Every audit released with CareAudit, by id and version."""
    return tuple(
        _take_down(audit_id, version)
        for audit_id, versions in sorted(_released().items())
        for version in versions
    )


def find(name: str) -> Shelved:
    """The audit called `id` (its newest version), `id@version`, or by the path of its file.

    AuditNotFound if there is none, AuditInvalid if a file has errors.
    """
    if name.lower().endswith(ENDINGS) or "/" in name or "\\" in name:
        return _from_file(Path(name))
    audit_id, pinned, version = name.partition("@")
    there = _released()
    if audit_id not in there:
        told = f"there is no audit '{audit_id}'{meant(audit_id, there) or '.'}"
        raise AuditNotFound(f"{told} Released are {listed(sorted(there), 'and')}; or give a path.")
    versions = there[audit_id]
    if not pinned:
        return _take_down(audit_id, versions[-1])
    if version not in map(str, versions):
        listed_versions = listed(map(str, versions), "and")
        raise AuditNotFound(f"{audit_id} has no version '{version}': there is {listed_versions}.")
    return _take_down(audit_id, int(version))


def check_paths(paths: Iterable[Path], today: date | None = None) -> Iterator[Loaded]:
    """Load each file, and each audit file in each folder, one at a time and in order of name."""
    for path in paths:
        found = False
        for file in _files_at(path):
            found = True
            yield load_file(file, today)
        if not found:
            told = f"there is no file in this folder that ends in {listed(ENDINGS)}"
            yield _not_loaded(path, "FILE-FOLDER", told)


def load_file(path: Path, today: date | None = None) -> Loaded:
    """Load one file. That it cannot be read is a problem like others."""
    try:
        content, saved = _read(path)
    except _UnreadError as unread:
        return _not_loaded(path, unread.code, unread.message)
    return load(content, str(path), today=today, saved=saved)


def digest_of(content: bytes) -> str:
    """What a file's content comes to: the same for the same bytes, and for no others."""
    return f"sha256:{hashlib.sha256(content).hexdigest()}"


def digests_in(content: bytes) -> dict[str, str]:
    """What a file of digests says: `id@version` → digest, as written when each was released."""
    tree, problems = tree_from_yaml(content, DIGESTS)
    if tree is None or not isinstance(tree.value, Mapping):
        raise AuditChanged(f"{DIGESTS} is not as it was released: put it back. {problems}")
    return {ref: str(node.value) for ref, node in tree.value.items()}


# Files of the reader's own.


class _UnreadError(Exception):
    """A file that cannot be read, and what to do about it."""

    def __init__(self, code: str, message: str) -> None:
        self.code, self.message = code, message
        super().__init__(message)


def _read(path: Path) -> tuple[bytes, date]:
    """The content of a file, and the day on which it was saved."""
    try:
        if path.is_dir():
            raise _UnreadError("FILE-FOLDER", "this is a folder: name a file in it")
        if not path.is_file():
            raise _UnreadError("FILE-MISSING", "there is no such file: check its name and folder")
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
        saved = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except OSError as error:
        told = f"this file cannot be read: {error.strerror}"
        raise _UnreadError("FILE-UNREADABLE", told) from error
    if len(content) > LARGEST_FILE:
        raise _UnreadError("FILE-LARGE", TOO_LARGE)
    return content, saved


def _not_loaded(path: Path, code: str, message: str) -> Loaded:
    return Loaded(str(path), None, (Problem(code, Place(str(path)), message),))


def _files_at(path: Path) -> Iterator[Path]:
    """The path itself, or the audit files anywhere below it, but hidden ones."""
    if not _is_folder(path):
        yield path
        return
    for file in sorted(path.rglob("*")):
        parts = file.relative_to(path).parts
        hidden = any(part.startswith((".", "~$")) for part in parts)
        if file.suffix.lower() in ENDINGS and file.name != DIGESTS and not hidden:
            yield file


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False  # whatever it is, reading it will say why not


def _from_file(path: Path) -> Shelved:
    try:
        content, saved = _read(path)
    except _UnreadError as unread:
        raise AuditNotFound(f"{path}: {unread.message}.") from unread
    return Shelved(load(content, str(path), saved=saved).sure(), digest_of(content))


# Those released with CareAudit. They do not change while we run, so each is read once.


@cache
def _released() -> dict[str, list[int]]:
    """The ids of the audits there are, each with its versions in order."""
    return {
        folder.name: sorted(int(file.name.removesuffix(".yaml")) for file in folder.iterdir())
        for folder in _shelf().iterdir()
        if folder.is_dir()
    }


@cache
def _take_down(audit_id: str, version: int) -> Shelved:
    """One released audit. Its rules were checked when it was released; now its digest is."""
    ref = f"{audit_id}@{version}"
    content = (_shelf() / audit_id / f"{version}.yaml").read_bytes()
    digest = digest_of(content)
    if _digests().get(ref) != digest:
        raise AuditChanged(
            f"{ref} is not as it was released: put its file back, or give your words a new version."
        )
    tree, problems = tree_from_yaml(content, f"{ref}.yaml")
    assert tree is not None, problems
    return Shelved(audit_from_tree(tree).audit, digest)


@cache
def _digests() -> dict[str, str]:
    return digests_in((_shelf() / DIGESTS).read_bytes())


def _shelf() -> Traversable:
    return files(__package__) / "released"
