"""The demo shop: its folder, its server in a process of its own, its scanner and printers, its people and goods."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cashier_app.clock import SystemClock
from cashier_app.config import HOME_VARIABLE, Places, Settings
from cashier_app.config_file import load_settings, to_toml
from cashier_app.core.errors import QT_TRANSLATE_NOOP, WorldError
from cashier_app.core.words import Words
from cashier_app.program import own_command

if TYPE_CHECKING:
    from cashier_app.devices.simulators.paper import OnPaper
    from cashier_app.devices.simulators.printer import PrinterSimulator
    from cashier_app.devices.simulators.scanner import ScannerSimulator
    from cashier_app.storage.lock import FolderLock

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
SHOP = RESOURCES / "demo"
PROGRAMME = SHOP / "programme.json"
#: A card of the shop that nobody has yet.
BLANK_CARD = "7770001099900004"
#: How long the server's process may take to begin or to end.
PATIENCE_S = 30.0
_URL = re.compile(r"http://\S+")


class ServerDidNotStart(WorldError):
    """The process of the loyalty server ended, or said nothing."""

    text = QT_TRANSLATE_NOOP("errors", "The demo's loyalty server did not start")
    way_out = QT_TRANSLATE_NOOP("errors", "Look into {file}, then try again")


def forget(home: Path) -> None:
    """Throw a shop away.  Raises `AlreadyRunning` while a demo goes on in it."""
    from cashier_app.storage.lock import FolderLock

    if not home.exists():
        return
    lock = FolderLock(home / "demo.lock")
    try:
        shutil.rmtree(home, ignore_errors=True)
    finally:
        lock.release()


class DemoServer:
    """The loyalty server in a process of its own, which can be stopped and started again at the same address."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._process: subprocess.Popen[bytes] | None = None
        self._port = 0
        self.url = ""

    @property
    def running(self) -> bool:
        """Whether the process is there."""
        return self._process is not None and self._process.poll() is None

    def start(self) -> None:
        """Start it and wait for its address; does nothing while it runs.  Raises `ServerDidNotStart`."""
        if self.running:
            return
        self._places.logs.mkdir(parents=True, exist_ok=True)
        output = self._places.logs / "server.out"
        with output.open("wb") as stream:
            command = [*own_command(), "server", "run", "--host", "127.0.0.1"]
            # its own file, whatever server this machine's settings know
            command += ["--database", str(self._places.server_database(load_settings(self._places, {})))]
            self._process = subprocess.Popen(
                [*command, "--port", str(self._port)],
                env=environment(self._places.settings_file.parent),
                stdin=subprocess.DEVNULL,
                stdout=stream,
                stderr=stream,
                # Ctrl-C at the terminal is for the demo, which then stops its server in order.
                start_new_session=True,
            )
        self.url = self._wait_for_url(output)
        self._port = int(self.url.rpartition(":")[2])

    def _wait_for_url(self, output: Path) -> str:
        assert self._process is not None
        waiting = threading.Event()
        for _ in range(int(PATIENCE_S / 0.05)):
            found = _URL.search(output.read_text(encoding="utf-8", errors="replace"))
            if found:
                return found[0]
            if self._process.poll() is not None:
                break
            waiting.wait(0.05)
        self.stop()
        raise ServerDidNotStart(file=output)

    def stop(self) -> None:
        """Stop it in order, by force if it does not listen."""
        if self._process is None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None


class DemoShop:
    """Everything of the demo but the till's window; `open` it, and `close` it in the end.

    `on_paper` is called with the printer's name and each line, code and cut, on that printer's thread.
    """

    def __init__(self, home: Path, on_paper: Callable[[str, OnPaper], None]) -> None:
        self.home = home.absolute()
        self.places = Places.of(self.home)
        self.server = DemoServer(self.places)
        self._on_paper = on_paper
        self.scanner: ScannerSimulator | None = None
        self._lock: FolderLock | None = None
        #: `network` and `serial`, by the names they have in the settings.
        self.printers: dict[str, PrinterSimulator] = {}

    def open(self, words: Words, told: Callable[[str], None], extra: Mapping[str, Mapping[str, object]]) -> None:
        """Make the shop, or open the one that is there; `told` hears in words what is being done.

        `extra` are sections and keys for the settings file beside those of resources/demo/shop.toml.
        Raises `AlreadyRunning`, `ServerDidNotStart`, and what the databases raise.
        """
        from cashier_app.devices.simulators.printer import PrinterSimulator
        from cashier_app.devices.simulators.scanner import ScannerSimulator
        from cashier_app.storage.lock import FolderLock

        self.home.mkdir(parents=True, exist_ok=True)
        # A second demo over the same shop would take the first one's scanner and printers away.
        self._lock = FolderLock(self.home / "demo.lock")
        self.scanner = ScannerSimulator(self.home / "scanner")
        self.printers = {
            "network": PrinterSimulator.over_tcp(on_paper=lambda thing: self._on_paper("network", thing)),
            "serial": PrinterSimulator.over_pty(
                self.home / "printer", on_paper=lambda thing: self._on_paper("serial", thing)
            ),
        }
        fresh = not (self.places.data / "till" / "till.db").exists()
        self.write_settings("network", extra)
        if fresh:
            told(words.translate("demo", "Loyalty server: programme and members …"))
            code = self._fill_server()
        told(words.translate("demo", "Loyalty server: starting its process …"))
        self.server.start()
        self.write_settings("network", extra)
        if fresh:
            told(words.translate("demo", "Till: goods and people …"))
            self._fill_till(words, code)

    def write_settings(self, printer: str, extra: Mapping[str, Mapping[str, object]]) -> None:
        """Write the settings file anew: addresses differ at every start; `printer` is the one that prints receipts."""
        sections: dict[str, Mapping[str, object]] = {
            "server": {"url": self.server.url, "interval_ms": 3000, "backoff_limit_ms": 5000},
            "scanner": {"port": self.scanner.address if self.scanner is not None else ""},
            **extra,
        }
        lines = [(SHOP / "shop.toml").read_text(encoding="utf-8")]
        for name, keys in sections.items():
            lines += [f"[{name}]", *(f"{key} = {to_toml(value)}" for key, value in keys.items()), ""]
        for name in sorted(self.printers, key=lambda name: name != printer):
            transport = "tcp" if name == "network" else "serial"
            keys = {"name": name, "transport": transport, "address": self.printers[name].address}
            lines += ["[[printers]]", *(f"{key} = {to_toml(value)}" for key, value in keys.items()), ""]
        self.places.settings_file.write_text("\n".join(lines), encoding="utf-8")

    def settings(self) -> Settings:
        """The settings that are written there."""
        return load_settings(self.places, {})

    # --- what the shop is made of --------------------------------------------------------------------------

    def _fill_server(self) -> str:
        """Programme, members and a pairing code for the till."""
        from cashier_app.server import members, nodes, programmes
        from cashier_app.server.database import ServerDatabase

        settings = self.settings()
        shop = settings.shop
        with ServerDatabase.open(str(self.places.server_database(settings)), SystemClock()) as database:
            with database.write() as transaction:
                programme, _ = programmes.publish(transaction, PROGRAMME.read_bytes(), "demo")
                code = nodes.make_pairing_code(transaction, shop.store, shop.name, shop.zone)
            with database.write() as transaction:
                members.bring_document(transaction, SHOP / "members.json", programme, shop.store)
        return code

    def _fill_till(self, words: Words, code: str) -> None:
        """Goods, people, and the till's place at the server."""
        from cashier_app.storage.database import Database
        from cashier_app.till.importing import Import
        from cashier_app.till.join_command import join
        from cashier_app.till.opening import open_till

        settings = self.settings()
        folder = self.places.till_folder(settings)
        with Database.open(folder) as database:
            Import(SHOP / "catalogue.csv").run(database.worker)
        till = open_till(settings, folder, SystemClock(), words)
        try:
            people = json.loads((SHOP / "users.json").read_bytes())
            people.sort(key=lambda person: person["role"] != "administrator")
            first = people[0]
            known = {first["name"]: till.people.add(first["name"], first["role"], first["pin"]).result(PATIENCE_S)}
            till.people.log_in(known[first["name"]].user_id, first["pin"]).result(PATIENCE_S)
            for person in people[1:]:
                added = till.people.add(person["name"], person["role"], person["pin"])
                known[person["name"]] = added.result(PATIENCE_S)
            for person in people:
                till.people.set_badge(known[person["name"]].user_id, person["badge"]).result(PATIENCE_S)
            till.people.log_out()
            join(till, settings, code)
        finally:
            till.close()

    def close(self) -> None:
        """Stop the server and the devices."""
        self.server.stop()
        for printer in self.printers.values():
            printer.stop()
        if self.scanner is not None:
            self.scanner.stop()
        if self._lock is not None:
            self._lock.release()

    def scan(self, code: str) -> None:
        """Send a code through the serial scanner."""
        assert self.scanner is not None, "the shop is not open"
        self.scanner.scan(code)

    def facts(self) -> dict[str, Any]:
        """What a person who tries the shop needs: people with their PINs, cards, a few goods with their codes."""
        members = json.loads((SHOP / "members.json").read_bytes())
        return {"people": json.loads((SHOP / "users.json").read_bytes()), "members": members, "goods": goods()}


def goods() -> list[dict[str, str]]:
    """The rows of the demo's catalogue."""
    import csv

    with (SHOP / "catalogue.csv").open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream, delimiter=";"))


def environment(home: Path) -> dict[str, str]:
    """Variables for a process of the demo shop: its own home, and none of somebody's own settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CASHIER_")}
    return {**kept, HOME_VARIABLE: str(home)}
