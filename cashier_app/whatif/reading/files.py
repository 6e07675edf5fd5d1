"""A history from a file: what it is, is found out from its beginning."""

from __future__ import annotations

from pathlib import Path

from cashier_app.catalog.importers.files import Document, Progress
from cashier_app.whatif.history import History
from cashier_app.whatif.reading import lines as json_lines
from cashier_app.whatif.reading import table
from cashier_app.whatif.reading.refusals import NoHistory, NotAHistory, NotReadable
from cashier_app.whatif.reading.table import TableOptions

#: Beginnings of files of office programs, archives, databases and pictures.
_FOREIGN = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF", b"SQLite format 3", b"\x89PNG", b"Rar!", b"7z\xbc\xaf")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def open_history(path: Path) -> tuple[Document, bool]:
    """The file, and whether it holds JSON lines.  Raises `NoHistory` or one of its kinds."""
    if not path.exists():
        raise NoHistory(file=path)
    if not path.is_file():
        raise NotAHistory(file=path)
    document = Document(path.name, 0, "table", path)
    try:
        document = Document(path.name, path.stat().st_size, "table", path)
        with path.open("rb") as file:
            packed = file.read(16)
    except OSError as error:
        raise NotReadable(file=path, what=error) from error
    with document.open() as stream:
        head = stream.read(4096)
    if packed.startswith(_FOREIGN) or (b"\0" in head and not head.startswith(_UTF_16)) or not head.strip():
        raise NotAHistory(file=path)
    return document, head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"["))


def read_file(path: Path, options: TableOptions, progress: Progress = lambda count: None) -> History:
    """The history of a CSV or of JSON lines, by what the file begins with."""
    document, is_json = open_history(path)
    read = json_lines.read_history if is_json else table.read_history
    return read(document, options, progress)
