"""Archives of a version: packed with nothing of whoever packs, unpacked with nothing that leads anywhere else."""

from __future__ import annotations

import hashlib
import os
import posixpath
import tarfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Final

import msgspec

from cashier_app.updates.errors import (
    LEADS_OUT,
    NO_ARCHIVE,
    NO_ENTRY,
    OTHER_CONTENT,
    STRANGE_ENTRY,
    TOO_LITTLE,
    TOO_MUCH,
    NotTrusted,
)
from cashier_app.updates.manifest import Archive

_CHUNK: Final = 1 << 18
#: Names that Windows takes for a device or a drive, or that hide in a path.
_FORBIDDEN: Final = frozenset('\\:*?"<>|') | {chr(code) for code in range(32)}
#: Permissions in an archive: a program's files can be started, nothing else of a mode is kept.
_PLAIN, _STARTED = 0o644, 0o755


class Packed(msgspec.Struct, frozen=True):
    """What a manifest says of an archive's content and file."""

    size: int
    sha256: str
    unpacked: int
    entries: int
    tree: str


def pack(folder: Path, file: Path) -> Packed:
    """Write a folder as a .tar.gz that is the same for the same content; sizes in bytes."""
    count = 0
    with tarfile.open(file, "w:gz", format=tarfile.PAX_FORMAT, compresslevel=9) as packed:
        for name in _names(folder):
            count += 1
            source = folder / name
            info = packed.gettarinfo(source, arcname=name)
            info.uid = info.gid = 0
            info.uname = info.gname = ""
            info.mtime = 0
            info.mode = _STARTED if info.isdir() or info.mode & 0o100 else _PLAIN
            if info.isreg():
                with source.open("rb") as content:
                    packed.addfile(info, content)
            else:
                packed.addfile(info)
    return Packed(file.stat().st_size, file_digest(file), _bytes_of(folder), count, tree_digest(folder))


def unpack(file: Path, folder: Path, expected: Archive) -> None:
    """Put an archive's content into a new folder, exactly what was signed.

    Raises `NotTrusted`: for another content, a name or a link that leads out, anything but files, folders and links
    within, and for more bytes or entries than were signed; then what was unpacked is worth nothing.
    """
    if file.stat().st_size != expected.size or file_digest(file) != expected.sha256:
        raise NotTrusted(reason=OTHER_CONTENT)
    folder.mkdir(parents=True)
    links: list[tuple[str, str]] = []
    left = expected.unpacked
    try:
        with tarfile.open(file, "r:gz") as packed:
            for count, member in enumerate(packed, 1):
                if count > expected.entries:
                    raise NotTrusted(reason=TOO_MUCH)
                left -= _take(packed, member, folder, links, left)
    except (tarfile.TarError, EOFError, zlib.error, ValueError) as error:
        raise NotTrusted(reason=NO_ARCHIVE) from error
    # last, so that nothing could be written through one
    for name, target in links:
        _link(folder, name, target)
    real = folder.resolve()
    if any(not (folder / name).resolve().is_relative_to(real) for name, _ in links):
        raise NotTrusted(reason=LEADS_OUT)  # one by way of another
    check_tree(folder, expected)


def check_tree(folder: Path, expected: Archive) -> None:
    """Raise `NotTrusted` unless a folder is what was signed, and its program can be started."""
    if tree_digest(folder) != expected.tree:
        raise NotTrusted(reason=OTHER_CONTENT)
    entry = folder / expected.entry
    if not entry.is_file() or not os.access(entry, os.X_OK):
        raise NotTrusted(reason=NO_ENTRY)


def tree_digest(folder: Path) -> str:
    """A digest (hex) over names, kinds and contents of everything in a folder: the same on every system."""
    digest = hashlib.sha256()
    for name in _names(folder):
        path = folder / name
        if path.is_symlink():
            line = f"l {name} {os.readlink(path)}"
        elif path.is_dir():
            line = f"d {name}"
        else:
            line = f"f {name} {file_digest(path)}"
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def file_digest(path: Path) -> str:
    """SHA-256 (hex) of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _names(folder: Path) -> Iterator[str]:
    """Everything below a folder by its path with slashes, in an order that does not depend on the disk."""
    names = []
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            names.append(Path(root, name).relative_to(folder).as_posix())
    yield from sorted(names)


def _bytes_of(folder: Path) -> int:
    paths = [folder / name for name in _names(folder)]
    return max(1, sum(path.stat().st_size for path in paths if path.is_file() and not path.is_symlink()))


def _take(
    packed: tarfile.TarFile, member: tarfile.TarInfo, folder: Path, links: list[tuple[str, str]], left: int
) -> int:
    """Put one entry in; the bytes of its content."""
    name = _safe(member.name)
    path = folder / name
    if member.isdir():
        path.mkdir(parents=True, exist_ok=True)
        return 0
    if member.issym() and os.name == "posix":
        links.append((name, member.linkname))
        return 0
    if not member.isreg() or member.sparse is not None:
        raise NotTrusted(reason=STRANGE_ENTRY)
    if member.size > left:
        raise NotTrusted(reason=TOO_MUCH)
    source = packed.extractfile(member)
    if source is None or path.exists():
        raise NotTrusted(reason=STRANGE_ENTRY)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        _copy(source, target, member.size)
    # what lies among a till's data is its user's alone
    path.chmod((_STARTED if member.mode & 0o100 else _PLAIN) & 0o700)
    return member.size


def _copy(source: IO[bytes], target: IO[bytes], size: int) -> None:
    left = size
    while left:
        chunk = source.read(min(_CHUNK, left))
        if not chunk:
            raise NotTrusted(reason=TOO_LITTLE)
        target.write(chunk)
        left -= len(chunk)


def _safe(name: str) -> str:
    """A name that stays below the folder, on any system."""
    parts = PurePosixPath(name).parts
    if not parts or name.startswith("/") or _FORBIDDEN.intersection(name):
        raise NotTrusted(reason=LEADS_OUT)
    if any(part in ("..", ".") or part.endswith((".", " ")) for part in parts):
        raise NotTrusted(reason=LEADS_OUT)
    return "/".join(parts)


def _link(folder: Path, name: str, target: str) -> None:
    """A link whose end is a file or folder of the same archive."""
    end = posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
    if target.startswith("/") or end == ".." or end.startswith("../"):
        raise NotTrusted(reason=LEADS_OUT)
    path = folder / name
    real = folder.resolve()
    if path.is_symlink() or path.exists() or not path.parent.resolve().is_relative_to(real):
        raise NotTrusted(reason=LEADS_OUT)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)
