"""Databases of released versions of the tables, laid where a test wants them."""

from __future__ import annotations

import tarfile
from pathlib import Path
from typing import Final

_HERE: Final = Path(__file__).parent

#: Versions of which there are files.
TILLS: Final = tuple(sorted(path.name[5:9] for path in _HERE.glob("till-*.tar.gz")))
SERVERS: Final = tuple(sorted(path.name[7:11] for path in _HERE.glob("server-*.tar.gz")))


def lay_till(revision: str, folder: Path) -> Path:
    """A till's folder as that version left it; the database's path."""
    _unpack(f"till-{revision}", folder)
    return folder / "till.db"


def lay_server(revision: str, folder: Path) -> Path:
    """A server's database as that version left it; its path."""
    _unpack(f"server-{revision}", folder)
    return folder / "server.db"


def _unpack(name: str, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(_HERE / f"{name}.tar.gz") as packed:
        packed.extractall(folder, filter="data")
