"""The parts of an .xlsx file, taken out with care: it may come from anywhere.

A workbook is a zip archive of XML. What could do harm, and what a table of criteria has no use
for, is refused here before anything asks what the file says.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from xml.parsers import expat

MEGABYTE = 1_000_000
LARGEST_FILE = 5 * MEGABYTE
LARGEST_UNZIPPED = 50 * MEGABYTE
MOST_PARTS = 1_000
MOST_ELEMENTS = 1_000_000
DEEPEST = 100
"""Elements inside one another; a worksheet goes eight deep."""


class Refused(Exception):
    """A file that is not read at all: a code, and what to do about it."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        self.message = message
        super().__init__(message)


DAMAGED = (
    "NOT-A-WORKBOOK",
    "this is not an Excel workbook, or it is damaged: open it and save it again as .xlsx",
)
LOCKED = ("WORKBOOK-LOCKED", "this workbook has a password: save it without one")
OLD = ("WORKBOOK-OLD", "this is an old .xls workbook: save it as .xlsx")
MACROS = ("WORKBOOK-MACROS", "this workbook has macros: save it as .xlsx without them")
LINKS = (
    "WORKBOOK-LINKS",
    "this workbook is linked to other files or data: break the links and save it again",
)
DECLARES = (
    "WORKBOOK-DOCTYPE",
    "the XML in this workbook has a document type, as no workbook should: save it again as .xlsx",
)
LARGE = (
    "FILE-LARGE",
    f"this is too large for an audit, which has at most {LARGEST_FILE // MEGABYTE} MB,"
    f" or {LARGEST_UNZIPPED // MEGABYTE} MB unzipped",
)


def parts_of(content: bytes) -> dict[str, bytes]:
    """The parts of a workbook by name, in lower case. Refused says why there are none."""
    if len(content) > LARGEST_FILE:
        raise Refused(*LARGE)
    if content.startswith(b"\xd0\xcf\x11\xe0"):  # the container of Office files before 2007
        raise Refused(*(LOCKED if "EncryptedPackage".encode("utf-16-le") in content else OLD))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = _unzipped(archive)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError) as error:
        raise Refused(*DAMAGED) from error
    _refuse_macros_and_links(parts)
    _refuse_odd_xml(parts)
    return parts


def _unzipped(archive: zipfile.ZipFile) -> dict[str, bytes]:
    """Every part.

    A zip that makes its sizes out to be less comes no further: zipfile reads no more of a part
    than the directory says, and then finds its checksum wrong.
    """
    entries = archive.infolist()
    if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_UNZIPPED:
        raise Refused(*LARGE)
    if any(entry.flag_bits & 1 for entry in entries):
        raise Refused(*LOCKED)
    return {
        entry.filename.replace("\\", "/").lstrip("/").lower(): archive.read(entry)
        for entry in entries
    }


def _refuse_macros_and_links(parts: dict[str, bytes]) -> None:
    kinds = parts.get("[content_types].xml", b"").lower()
    if b"macroenabled" in kinds or any(
        name.endswith("vbaproject.bin") or "/macrosheets/" in name for name in parts
    ):
        raise Refused(*MACROS)
    if any("/externallinks/" in name or name.endswith("/connections.xml") for name in parts):
        raise Refused(*LINKS)


def _refuse_odd_xml(parts: dict[str, bytes]) -> None:
    shape = _Shape()
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            shape.take(part)


class _Shape:
    """Goes through XML for its shape alone: no document type, not too deep, not too much."""

    def __init__(self) -> None:
        self._elements = 0
        self._depth = 0

    def take(self, part: bytes) -> None:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        try:
            parser.Parse(part, True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise Refused(*DAMAGED) from error

    def _doctype(self, *_: object) -> None:
        raise Refused(*DECLARES)

    def _begin(self, *_: object) -> None:
        self._elements += 1
        self._depth += 1
        if self._elements > MOST_ELEMENTS or self._depth > DEEPEST:
            raise Refused(*LARGE)

    def _end(self, *_: object) -> None:
        self._depth -= 1
