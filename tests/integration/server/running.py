"""The real server over real HTTP: in a thread of the test, or as a process that can be killed."""

from __future__ import annotations

import re
import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import sqlalchemy as sa
import uvicorn

from cashier_app.core.clock import Clock
from cashier_app.server import members, nodes, programmes, verify
from cashier_app.server.api import create_app
from cashier_app.server.bounds import Bounds
from cashier_app.server.database import ServerDatabase
from cashier_app.server.serving import configured, encrypted, listen
from cashier_app.server.tls import Certificate
from tests.integration.server.till_side import PROGRAMME, PROGRAMME_FILE

LEVELS = [level.id for level in PROGRAMME.levels.ladder]


class RunningServer:
    """A server on a free port of 127.0.0.1 over a database (a file or an address); may be stopped and started again."""

    def __init__(
        self, place: Path | str, clock: Clock, bounds: Bounds | None = None, certificate: Certificate | None = None
    ) -> None:
        self.place = str(place)
        self.clock = clock
        self.port = 0
        self._bounds = bounds or Bounds()
        self._certificate = certificate
        self.start()

    def start(self) -> None:
        """Open the database and serve; the same port as before, if there was one."""
        self.database = ServerDatabase.open(self.place, self.clock)
        self._socket = listen("127.0.0.1", self.port)
        self.port = self._socket.getsockname()[1]
        app = create_app(self.database, self._bounds)
        self._server = uvicorn.Server(configured(app, timeout_graceful_shutdown=1, **encrypted(self._certificate)))
        self._thread = threading.Thread(target=self._server.run, args=([self._socket],), name="server")
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and close the database."""
        self._server.should_exit = True
        self._thread.join(10)
        self._socket.close()
        assert not self._thread.is_alive()

    @property
    def path(self) -> Path:
        """The database's file."""
        return Path(self.place)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"{'https' if self._certificate else 'http'}://127.0.0.1:{self.port}"

    # --- what an administrator does -----------------------------------------------------------------------

    def pair(self, store: str = "1", minutes: int = 60) -> str:
        """A pairing code."""
        with self.database.write() as transaction:
            return nodes.make_pairing_code(transaction, store, minutes=minutes)

    def publish(self, path: Path = PROGRAMME_FILE) -> None:
        """Publish a programme."""
        with self.database.write() as transaction:
            programmes.publish(transaction, path.read_bytes())

    def bring(self, *records: members.MemberRecord, store: str = "1") -> members.Brought:
        """Register members."""
        brought = members.Brought()
        with self.database.write() as transaction:
            read = [(str(n), record) for n, record in enumerate(records)]
            members.bring_in(transaction, read, LEVELS[0], LEVELS, store, brought)
        return brought

    # --- what a test asks ---------------------------------------------------------------------------------

    def rows(self, query: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
        """Rows of the server's database."""
        with self.database.read() as connection:
            return list(connection.execute(query).all())

    def alarms(self) -> list[str]:
        """Kinds of the alarms raised so far."""
        from cashier_app.server.tables import alarm

        return [str(row.kind) for row in self.rows(sa.select(alarm).order_by(alarm.c.alarm_id))]

    def findings(self) -> list[verify.Finding]:
        """What does not hold in the ledger."""
        with self.database.read() as connection:
            return verify.verify(connection)

    def balances(self) -> dict[str, int]:
        """Balance of every lot that has one."""
        from cashier_app.server.tables import lot

        return {str(row.lot_id): row.balance for row in self.rows(sa.select(lot)) if row.balance}


class ServerProcess:
    """`cashier-app server run` as a process of its own, on a port that stays the same."""

    #: What Python is given to begin the command line.
    program: tuple[str, ...] = ("-m", "cashier_app")

    def __init__(self, place: Path | str, home: Path, *options: str) -> None:
        self.place = str(place)
        self.options = options
        self.home = home
        self.port = 0

    def start(self) -> str:
        """Start it; its address once it listens."""
        command = [sys.executable, *self.program, "--home", str(self.home), "server", "run"]
        command += ["--database", self.place, "--port", str(self.port), *self.options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        found = re.search(r"https?://127\.0\.0\.1:(\d+)", line)
        assert found, f"the server said {line!r}"
        self.port = int(found[1])
        return found[0]

    def kill(self) -> None:
        """SIGKILL, as a power cut would."""
        self.process.kill()
        self._ended()

    def stop(self) -> int:
        """SIGTERM; its exit code."""
        self.process.terminate()
        return self._ended()

    def _ended(self) -> int:
        code = self.process.wait(15)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return code


def member(card: str, points: str = "", **fields: object) -> members.MemberRecord:
    """A member with one card and, where points are given, one lot that never expires."""
    identifiers = (members.IdentifierRecord("card", card),)
    lots = (members.LotRecord(points),) if points else ()
    record = members.MemberRecord(identifiers, name="Анна Кузнецова", lots=lots)
    return msgspec.structs.replace(record, **fields)
