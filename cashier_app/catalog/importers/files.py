"""A path becomes documents to be read as streams: a file, a gzip, a zip, or a folder of them."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Literal, TypeAlias

import msgspec

from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused

Kind: TypeAlias = Literal["xml", "table"]
#: Told how many more bytes have been read (of the file as it lies on the disk).
Progress: TypeAlias = Callable[[int], None]

#: More than this out of one zip is no catalogue.
MAXIMUM_UNPACKED = 8 * 2**30
#: Byte order marks of UTF-16.
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_ENDINGS = {".xml": "xml", ".csv": "table", ".txt": "table", ".tsv": "table", ".gz": ""}


class NoSuchFile(Refused):
    """The path leads nowhere."""

    text = QT_TRANSLATE_NOOP("errors", "There is no “{path}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a CSV file, a CommerceML file, or a folder or zip of them")


class NotAFile(NoSuchFile):
    """A device or a pipe, which may never end."""

    text = QT_TRANSLATE_NOOP("errors", "“{path}” is neither a file nor a folder")


class NotText(NoSuchFile):
    """A picture, a document of an office program, a program."""

    text = QT_TRANSLATE_NOOP("errors", "“{path}” is neither a table nor CommerceML")
    way_out = QT_TRANSLATE_NOOP("errors", "Save the goods as CSV or CommerceML and give that file")


class EmptyFile(NoSuchFile):
    """A file of no bytes: usually an export that failed."""

    text = QT_TRANSLATE_NOOP("errors", "“{path}” is empty")
    way_out = QT_TRANSLATE_NOOP("errors", "Export the file again")


class UnknownEncoding(Refused):
    """An option names an encoding that does not exist."""

    text = QT_TRANSLATE_NOOP("errors", "There is no encoding “{name}”")
    way_out = QT_TRANSLATE_NOOP("errors", "Use utf-8, windows-1251 or cp866, or leave the option out")


class OtherEncoding(Refused):
    """A file whose bytes cannot be letters of the encoding that an option names."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” is not written in {name}")
    way_out = QT_TRANSLATE_NOOP("errors", "Use utf-8, windows-1251 or cp866, or leave the option out")


class NoCatalogue(Refused):
    """Nothing under the path is a catalogue."""

    text = QT_TRANSLATE_NOOP("errors", "“{path}” holds no goods and no offers")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Give a CSV file, or CommerceML with goods (import.xml) or offers (offers.xml)"
    )


class OnlyOrders(NoCatalogue):
    """The path holds an exchange of orders."""

    text = QT_TRANSLATE_NOOP("errors", "“{path}” holds orders, not a catalogue")


class BrokenFile(Refused):
    """A file that cannot be read to its end; nothing was changed.  `what` is the parser's own word."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” is broken at line {line}, column {column}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Export the file again")


class CutShort(BrokenFile):
    """A file that ends in the middle."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” ends in the middle, at line {line}, column {column}")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Copy or export the file again")


class UnclosedQuote(BrokenFile):
    """A table in which a quotation mark swallows what follows."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}”, line {line}: a quotation mark is opened and not closed")


class BrokenArchive(Refused):
    """A file that cannot be read or unpacked; nothing was changed.  `what` is the system's own word."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” cannot be read or unpacked")
    way_out = QT_TRANSLATE_NOOP("errors", "Nothing was changed. Copy or export the file again, without a password")


class HugeArchive(BrokenArchive):
    """A zip that would fill the disk."""

    text = QT_TRANSLATE_NOOP("errors", "“{file}” would unpack to more than {gigabytes} GB")


class Document(msgspec.Struct, frozen=True):
    """One file to be read; `size` are its bytes on the disk, or unpacked where it lies in a zip."""

    name: str
    size: int
    kind: Kind
    path: Path
    member: str = ""

    @contextmanager
    def open(self, progress: Progress = lambda count: None) -> Iterator[IO[bytes]]:
        """Its bytes as a stream, unpacked.  Raises `BrokenArchive` from within where the packing is broken."""
        try:
            if self.member:
                with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as packed:
                    yield io.BufferedReader(_Counted(packed, progress), 1 << 16)
                return
            with self.path.open("rb", buffering=0) as file:
                counted = io.BufferedReader(_Counted(file, progress), 1 << 16)
                if _is_gzip(self.path):
                    with gzip.GzipFile(fileobj=counted) as unpacked:
                        yield io.BufferedReader(unpacked, 1 << 16)
                else:
                    yield counted
        except (zipfile.BadZipFile, gzip.BadGzipFile, EOFError, RuntimeError, NotImplementedError) as error:
            # zipfile: RuntimeError is an encrypted member, NotImplementedError an unknown method
            raise BrokenArchive(file=self.name, what=error) from error
        except OSError as error:
            raise BrokenArchive(file=self.name, what=error) from error


class _Counted(io.RawIOBase):
    """Tells how much of a stream has been read."""

    def __init__(self, stream: IO[bytes] | io.RawIOBase, progress: Progress) -> None:
        self._stream = stream
        self._progress = progress

    def readable(self) -> bool:
        """It is for reading."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Read as much as fits."""
        data = self._stream.read(len(buffer)) or b""
        buffer[: len(data)] = data
        self._progress(len(data))
        return len(data)


def documents(path: Path) -> list[Document]:
    """The documents under a path in the order they are to be read, catalogues before offers.

    Raises `NoSuchFile` (`NotAFile`, `EmptyFile`, `NotText`), `NoCatalogue`, `BrokenArchive`.
    """
    if not path.exists():
        raise NoSuchFile(path=path)
    if path.is_dir():
        files = sorted((p for p in path.rglob("*") if p.is_file() and _ending(p.name) in _ENDINGS), key=_natural)
        found = [_document(str(p.relative_to(path)), p) for p in files]
    elif not path.is_file():
        raise NotAFile(path=path)
    elif not path.stat().st_size:
        raise EmptyFile(path=path)
    elif zipfile.is_zipfile(path):
        found = _members(path)
    else:
        found = [_text(path)]
    if any(document.kind == "xml" for document in found):
        found = [document for document in found if document.kind == "xml"]
    if not found:
        raise NoCatalogue(path=path)
    return found


def _ending(name: str) -> str:
    return Path(name).suffix.lower()


def _natural(path: Path | str) -> list[tuple[int, str]]:
    """Numbers within names count as numbers: import0_2 comes before import0_10."""
    return [(int(part), "") if part.isdigit() else (0, part) for part in re.split(r"([0-9]+)", str(path).lower())]


def _members(path: Path) -> list[Document]:
    try:
        with zipfile.ZipFile(path) as archive:
            infos = sorted(archive.infolist(), key=lambda info: _natural(info.filename))
    except zipfile.BadZipFile as error:
        raise BrokenArchive(file=path.name, what=error) from error
    if sum(info.file_size for info in infos) > MAXIMUM_UNPACKED:
        raise HugeArchive(file=path.name, gigabytes=MAXIMUM_UNPACKED >> 30)
    return [
        Document(
            info.filename, info.file_size, "xml" if _ending(info.filename) == ".xml" else "table", path, info.filename
        )
        for info in infos
        if not info.is_dir() and _ending(info.filename) in {".xml", ".csv", ".txt", ".tsv"}
    ]


def _text(path: Path) -> Document:
    """A single file that somebody named: anything but text is refused by its name."""
    document, head = _looked_at(path.name, path)
    if b"\0" in head and not head.startswith(_UTF_16):
        raise NotText(path=path)
    return document


def _document(name: str, path: Path) -> Document:
    return _looked_at(name, path)[0]


def _looked_at(name: str, path: Path) -> tuple[Document, bytes]:
    """A document, its kind found out from its beginning, and the beginning."""
    document = Document(name, path.stat().st_size, "table", path)
    with document.open() as stream:
        head = stream.read(4096)
    return (msgspec.structs.replace(document, kind="xml") if _is_xml(head) else document), head


def _is_gzip(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(2) == b"\x1f\x8b"


def _is_xml(head: bytes) -> bool:
    """Whether a file begins like XML, in any encoding that CommerceML comes in."""
    if head.startswith(_UTF_16):
        return head[:4000].decode("utf-16", errors="replace").lstrip("\ufeff \t\r\n").startswith("<")
    return head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<")


class Encoding(msgspec.Struct, frozen=True):
    """How a file's bytes are letters; `spoiled` counts sequences that are not in this encoding."""

    name: str
    spoiled: int = 0


def detect_encoding(document: Document) -> Encoding:
    """UTF-8 with or without BOM, UTF-16 by its BOM, else windows-1251; the whole file is looked at.

    A few broken bytes do not make UTF-8 into windows-1251: Cyrillic in UTF-8 is pairs that begin with D0 or D1.
    """
    with document.open() as stream:
        head = stream.read(4)
    if head.startswith(_UTF_16):
        return Encoding("utf-16")
    incremental = codecs.getincrementaldecoder("utf-8")("replace")
    spoiled = letters = 0
    with document.open() as stream:
        while chunk := stream.read(1 << 16):
            if chunk.isascii():
                continue
            text = incremental.decode(chunk)
            spoiled += text.count("\ufffd")
            letters += len(text.encode()) - len(text)
    if spoiled and spoiled * 20 > letters - 2 * spoiled:
        return Encoding("windows-1251")
    return Encoding("utf-8-sig", spoiled)


def encoding_of(document: Document, said: str = "") -> str:
    """The encoding that somebody says a file has, or what is found out.  Raises `UnknownEncoding`, `OtherEncoding`."""
    if not said:
        return detect_encoding(document).name
    try:
        "".encode(said)
        incremental = codecs.getincrementaldecoder(said)("replace")
    except (LookupError, ValueError) as error:
        raise UnknownEncoding(name=said) from error
    with document.open() as stream:
        try:
            incremental.decode(stream.read(1 << 16))
        except UnicodeError as error:
            raise OtherEncoding(file=document.name, name=said) from error
    return said
