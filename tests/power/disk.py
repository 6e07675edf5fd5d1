"""A disk that loses what was not synced: every state that a power cut may leave of what a program asked of its files.

The program's own calls were written down by `recorder.c`.  A write stays or is lost by sectors and in any order until
its file is synced, a length likewise; a name that was given, taken or changed may be lost until its folder is synced,
in order.
"""

from __future__ import annotations

import os
import random
import shutil
import struct
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import msgspec

SECTOR: Final = 512
_HEAD: Final = struct.Struct("=ciqI")
#: A write to this file is a mark in the record, not a part of the disk.
MARKS: Final = "told"


class Call(msgspec.Struct, frozen=True):
    """A call as it was written down."""

    what: str
    fd: int
    offset: int
    data: bytes


def build_recorder(folder: Path) -> Path | None:
    """The library to preload; None where there is no C compiler, or no system that preloads."""
    compiler = shutil.which("cc") or shutil.which("gcc")
    if compiler is None or os.name != "posix":
        return None
    library = folder / "recorder.so"
    source = Path(__file__).with_name("recorder.c")
    command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(source), "-ldl", "-lpthread"]
    # a compiler without the system's headers is none
    return library if subprocess.run(command, capture_output=True, check=False).returncode == 0 else None


def read_calls(log: Path) -> list[Call]:
    """All calls in their order."""
    content, at, calls = log.read_bytes(), 0, []
    while at + _HEAD.size <= len(content):
        what, fd, offset, length = _HEAD.unpack_from(content, at)
        at += _HEAD.size
        calls.append(Call(what.decode(), fd, offset, content[at : at + length]))
        at += length
    return calls


class File:
    """What is on the disk for good of a file, and what was asked for since its last sync."""

    def __init__(self, durable: bytes = b"") -> None:
        self.durable = bytearray(durable)
        #: (offset, bytes) of writes, (length, None) of cuts.
        self.pending: list[tuple[int, bytes | None]] = []

    def sync(self) -> None:
        """Everything that was asked for is there."""
        for offset, data in self.pending:
            _apply(self.durable, offset, data)
        self.pending.clear()

    def after_a_cut(self, chance: random.Random, lost: str) -> bytes:
        """The content that a power cut leaves: lost is `all` that was not synced, `none`, the `last`, or `some`."""
        content = bytearray(self.durable)
        kept = len(self.pending)
        if lost == "all":
            kept = 0
        elif lost == "last":
            kept = chance.randint(0, kept)
        for offset, data in self.pending[:kept]:
            if lost != "some":
                _apply(content, offset, data)
            elif data is None:
                if chance.random() < 0.5:
                    _apply(content, offset, None)
            else:
                for begin in range(0, len(data), SECTOR):
                    if chance.random() < 0.5:
                        _apply(content, offset + begin, data[begin : begin + SECTOR])
        return bytes(content)


def _apply(content: bytearray, offset: int, data: bytes | None) -> None:
    if data is None:
        del content[offset:]
        content.extend(bytes(offset - len(content)))
        return
    content.extend(bytes(max(0, offset - len(content))))
    content[offset : offset + len(data)] = data


class Disk:
    """The files below a folder while a program works, fed with its calls one after another."""

    def __init__(self, before: Path, root: Path) -> None:
        """Begin with the files that lie in `before`, durable; `root` is where the program had them."""
        self._root = str(root)
        self.names: dict[str, File] = {
            str(path.relative_to(before)): File(path.read_bytes()) for path in before.rglob("*") if path.is_file()
        }
        self._durable_names = dict(self.names)
        #: Names since their folder's last sync: what became of each at every step.
        self._renaming: list[dict[str, File | None]] = []
        self._open: dict[int, File | str] = {}
        self.told: list[bytes] = []

    def feed(self, call: Call) -> None:
        """Take one call."""
        if call.what == "O":
            self._opened(call)
        elif call.what in "URL":
            old, _, new = (self._inside(part) for part in call.data.partition(b"\0"))
            self._named(call.what, old, new)
        elif isinstance(file := self._open.get(call.fd, ""), str):
            if call.what == "S":
                self._sync_folder(file)
            elif call.what == "W" and file == MARKS:
                self.told.append(call.data)
        elif call.what == "S":
            file.sync()
        else:
            file.pending.append((call.offset, call.data if call.what == "W" else None))

    def after_a_cut(self, chance: random.Random, lost: str) -> Iterator[tuple[str, bytes]]:
        """Names and contents that a power cut at this moment leaves."""
        names = dict(self._durable_names)
        steps = {"all": 0, "none": len(self._renaming)}.get(lost, chance.randint(0, len(self._renaming)))
        for step in self._renaming[:steps]:
            _rename(names, step)
        contents = {id(file): file.after_a_cut(chance, lost) for file in names.values()}
        for name, file in names.items():
            # what lies in memory alone is gone with the power
            if not name.endswith(("-shm", ".lock")):
                yield name, contents[id(file)]

    # --- calls -------------------------------------------------------------------------------------------

    def _inside(self, path: bytes) -> str:
        return path.decode().removeprefix(self._root).strip("/")

    def _opened(self, call: Call) -> None:
        name = self._inside(call.data)
        if name == MARKS or call.offset & os.O_DIRECTORY:
            self._open[call.fd] = name
            return
        file = self.names.get(name)
        if file is None:
            if not call.offset & os.O_CREAT:
                self._open[call.fd] = name  # a folder that was opened without saying so
                return
            file = File()
            self._step({name: file})
        elif call.offset & os.O_TRUNC:
            file.pending.append((0, None))
        self._open[call.fd] = file

    def _named(self, what: str, old: str, new: str) -> None:
        if what == "U":
            self._step({old: None})
        elif what == "L":
            self._step({new: self.names[old]})
        else:
            self._step({old: None, new: self.names[old]})

    def _step(self, step: dict[str, File | None]) -> None:
        self._renaming.append(step)
        _rename(self.names, step)

    def _sync_folder(self, folder: str) -> None:
        """Names within a folder are there for good; a rename between two folders is one step of both."""
        left = []
        for step in self._renaming:
            if any(str(Path(name).parent) in (folder or ".", folder) for name in step):
                _rename(self._durable_names, step)
            else:
                left.append(step)
        self._renaming = left


def _rename(names: dict[str, File], step: dict[str, File | None]) -> None:
    for name, file in step.items():
        if file is None:
            names.pop(name, None)
        else:
            names[name] = file
