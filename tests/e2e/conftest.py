"""A whole shop for runs through a real window: set up by the command line as whoever installs a till would."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cashier_app.clock import SystemClock
from cashier_app.server import members
from cashier_app.server.database import ServerDatabase
from cashier_app.server.programmes import Programmes
from tests.e2e.stage import Display, Hand, PaperSocket, PtyScanner, running, wait_for

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = """
[shop]
name = "ПРОВЕРКА"
address = "ул. Ленина, 1, Пермь"
store = "e2e"
zone = "Asia/Yekaterinburg"
[till]
number = 3
[server]
url = "{url}"
interval_ms = 1000
backoff_ms = 200
backoff_limit_ms = 1000
[scanner]
port = "{scanner}"
[[printers]]
address = "{printer}"
[[selling.in_store_masks]]
prefix = "22"
[[selling.card_masks]]
prefix = "7770"
length = 16
check_digit = "luhn"
[ui]
size = "1024x768"
sounds = false
"""


class Shop:
    """Server, printer's socket, scanner's cable and the folder of one till; `till()` opens its window."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack
        self._server: ExitStack | None = None
        self._till: ExitStack | None = None
        self._port = 0
        self.paper = PaperSocket()
        stack.callback(self.paper.switch_off)
        self.scanner = PtyScanner()
        stack.callback(self.scanner.close)
        self.display = Display()
        stack.callback(self.display.close)
        self.url = ""
        stack.callback(self.stop_server)
        stack.callback(self.close_till)

    # --- the command line --------------------------------------------------------------------------------

    @property
    def environment(self) -> dict[str, str]:
        """Variables of the shop's processes."""
        return {"CASHIER_HOME": str(self.folder), "PYTHONPATH": str(ROOT)}

    def command(self, *words: str) -> str:
        """Run `cashier-app …` to its end; what it has said."""
        command = [sys.executable, "-m", "cashier_app", "--language", "en", *words]
        environment = {**os.environ, **self.environment}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
        assert done.returncode == 0, f"{words}: {done.stdout}{done.stderr}"
        return done.stdout

    def set_up(self) -> None:
        """Programme, members, goods; the till joins the running server by a pairing code."""
        resources = ROOT / "resources"
        self.write_settings()
        self.command("server", "programme", "publish", str(resources / "programmes" / "reference.json"))
        code = self.command("server", "pair").split()[-1]
        self.bring_members(resources / "demo" / "members.json")
        self.command("import", "catalogue", str(resources / "demo" / "catalogue.csv"))
        self.start_server()
        self.write_settings()
        self.command("join", code)

    def bring_members(self, document: Path) -> None:
        """Members of the store, as the demo brings its own in."""
        path = self.folder / "data" / "server" / "loyalty.db"
        with ServerDatabase.open(str(path), SystemClock()) as database, database.write() as transaction:
            programme = Programmes().in_force(transaction.connection, "Europe/Moscow", transaction.now)
            assert programme is not None
            assert members.bring_document(transaction, document, programme, "e2e").refused == []

    def write_settings(self) -> None:
        """The settings file, with the addresses as they are now."""
        text = SETTINGS.format(url=self.url, scanner=self.scanner.port, printer=self.paper.address)
        (self.folder / "settings.toml").write_text(text, encoding="utf-8")

    # --- processes ---------------------------------------------------------------------------------------

    def start_server(self) -> None:
        """Start the loyalty server; at the same address as before, if it has run."""
        log = self.folder / "server.out"
        log.write_bytes(b"")
        command = [sys.executable, "-m", "cashier_app", "server", "run", "--port", str(self._port)]
        self._server = ExitStack()
        self._server.enter_context(running(command, self.environment, log))
        found = wait_for(lambda: re.search(r"http://\S+:(\d+)", log.read_text()), "the server's address", 60)
        self.url, self._port = found[0], int(found[1])

    def stop_server(self) -> None:
        """Stop it."""
        if self._server is not None:
            self._server.close()
            self._server = None

    def open_till(self) -> Hand:
        """Start the till in a window; the hand on its keyboard."""
        self._till = ExitStack()
        command = [sys.executable, "-m", "cashier_app", "run"]
        environment = {**self.environment, **self.display.environment}
        opened = self._times_opened()
        process = self._till.enter_context(running(command, environment, self.folder / "till.out"))
        hand = Hand(self.display, process.pid)
        wait_for(lambda: self._times_opened() > opened, "the till to open")
        return hand

    def _times_opened(self) -> int:
        log = self.folder / "logs" / "till.log"
        return log.read_text(encoding="utf-8").count("the till is open") if log.exists() else 0

    def close_till(self) -> None:
        """End the till."""
        if self._till is not None:
            self._till.close()
            self._till = None

    # --- what is in the databases ------------------------------------------------------------------------

    @property
    def till_database(self) -> Path:
        """The till's file."""
        return self.folder / "data" / "till" / "till.db"

    @property
    def server_database(self) -> Path:
        """The server's file."""
        return self.folder / "data" / "server" / "loyalty.db"

    def till_rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of the till's database."""
        return rows(self.till_database, query, *parameters)

    def server_rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Rows of the server's database."""
        return rows(self.server_database, query, *parameters)

    def receipt_on_screen(self) -> dict[str, Any]:
        """The draft the till keeps of the receipt on its screen."""
        found = self.till_rows("SELECT body FROM draft ORDER BY draft_id DESC LIMIT 1")
        return msgspec.json.decode(found[0][0]) if found else {}


def rows(path: Path, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Rows of a query on a database that another process is writing."""
    import pysqlite3.dbapi2 as driver

    with contextlib.closing(driver.connect(f"file:{path}?mode=ro", uri=True, timeout=10)) as connection:
        found: list[tuple[Any, ...]] = connection.execute(query, parameters).fetchall()
    return found


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Shop]:
    """A shop set up and ready for its till to be opened."""
    with ExitStack() as stack:
        made = Shop(tmp_path, stack)
        made.set_up()
        yield made
        made.display.photograph(tmp_path / "screens" / "last.png")
