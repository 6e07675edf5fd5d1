"""The machines of a chain: a central server, store nodes and tills, each with a folder, a clock and a socket.

A machine is opened from its disk; what it had in memory is gone then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, Protocol, TypeVar

import msgspec

from cashier_app.core.clock import Clock
from cashier_app.core.ids import IdSource
from cashier_app.server import exchange, nodes
from cashier_app.server.database import OWN_EPOCH, read_meta
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.upstream import identity
from cashier_app.server.upstream.worker import UpstreamClock, UpstreamWorker
from cashier_app.simulation.chance import Chance
from cashier_app.simulation.clocks import HardwareClock
from cashier_app.simulation.disks import ServerDisk, Socket, open_till
from cashier_app.simulation.small_till import SmallTill, Sold
from cashier_app.storage.database import Database
from cashier_app.sync.link import Address, Link, LinkFailure
from cashier_app.sync.messages import AcquireRequest, ExchangeRequest, ReturnRequest
from cashier_app.sync.worker import SyncWorker, Timing

T = TypeVar("T")

#: Name of the central server.
CENTRAL = "central"


class Network(Protocol):
    """What carries messages between machines."""

    def carry(self, asker: str, to: str, key: str, path: str, content: bytes) -> bytes:
        """Bring a message and its answer, or raise `LinkFailure`."""


class SimulatedLink(Link):
    """One machine's line to another; `address.url` is the other's name."""

    def __init__(self, network: Network, asker: str, address: Address) -> None:
        super().__init__(address)
        self._network = network
        self._asker = asker

    def ask(
        self, method: str, path: str, answer: type[T], body: object = None, connect: float = 2.0, limit: float = 15.0
    ) -> T:
        """One message there and back, by the network's mood."""
        del method, connect, limit
        content = msgspec.json.encode(body)
        reply = self._network.carry(self._asker, self.address.url, self.address.key, path, content)
        return msgspec.json.decode(reply, type=answer)


# --- servers ---------------------------------------------------------------------------------------------


class ServerMachine:
    """A central server; `up` while it runs."""

    def __init__(self, name: str, folder: Path, clock: Clock, ids: IdSource) -> None:
        self.name = name
        self.folder = folder
        self.socket = Socket()
        self.up = True
        self._ids = ids
        self._clock = clock
        self.open()

    @property
    def path(self) -> Path:
        """Its database."""
        return self.folder / "server.db"

    def open(self) -> None:
        """Start the program."""
        self.database = ServerDisk(self.path, self._clock, self.socket)
        self.programmes = Programmes()

    def close(self) -> None:
        """Stop it."""
        self.database.close()

    def checkpoint(self) -> None:
        """Let the file hold everything, to be copied."""
        self.database.ask("PRAGMA wal_checkpoint(TRUNCATE)")

    def answer(self, key: str, path: str, content: bytes) -> bytes:
        """What the program's own code answers; raises `LinkFailure` for what it refuses."""
        try:
            with self.database.read() as connection:
                who = nodes.authenticate(connection, f"Bearer {key}")
            return msgspec.json.encode(self._answered(who, path, content))
        except ApiError as error:
            trouble: Any = {401: "unknown_key", 403: "unknown_key", 503: "busy"}.get(error.status, "refused")
            raise LinkFailure(trouble, f"{error.title}: {error.detail}", None, error.status) from error

    def _answered(self, who: nodes.Node, path: str, content: bytes) -> object:
        if path == "/v1/exchange":
            request = msgspec.json.decode(content, type=ExchangeRequest)
            return exchange.exchange(self.database, self.programmes, who, request)
        if path == "/v1/rights":
            wanted = msgspec.json.decode(content, type=AcquireRequest)
            return exchange.acquire(self.database, self.programmes, who, wanted)
        if path == "/v1/returns":
            asked = msgspec.json.decode(content, type=ReturnRequest)
            return exchange.acquire_return(self.database, self.programmes, who, asked)
        digest, _, epoch = path.removeprefix("/v1/identifiers/").partition("?epoch=")
        return exchange.look_up(self.database, who, digest, epoch)


class NodeMachine(ServerMachine):
    """A store node and its worker, which speaks to the central server when it is told to."""

    def __init__(self, name: str, store: str, folder: Path, hardware: HardwareClock, network: Network, chance: Chance):
        self.store = store
        self.hardware = hardware
        self._network = network
        self._chance = chance
        super().__init__(name, folder, hardware, chance.id)

    @property
    def path(self) -> Path:
        """Its database."""
        return self.folder / "store.db"

    def open(self) -> None:
        """Start the program; raises `PowerCut` where the power goes once more."""
        clock = UpstreamClock(self.hardware)
        self.database = ServerDisk(self.path, clock, self.socket)
        self.programmes = Programmes()
        try:
            self.epoch = identity.begin_life(self.database, self.name, self._ids)
        except BaseException:
            self.database.close()
            raise
        timing = Timing(operations=self._chance.choice([1, 3, 500]), page=self._chance.choice([1, 3, 1000]))
        link: Callable[[Address], Link] = lambda address: SimulatedLink(self._network, self.name, address)  # noqa: E731
        self.worker = UpstreamWorker(self.database, clock, timing, link, self._ids, self._chance.random)

    @property
    def own_epoch(self) -> str:
        """Its present life."""
        with self.database.read() as connection:
            return read_meta(connection, OWN_EPOCH)


# --- tills -----------------------------------------------------------------------------------------------


class TillMachine:
    """A till of a store, and what it has sold; `alive` until it is destroyed."""

    def __init__(
        self,
        name: str,
        machine: str,
        store: str,
        folder: Path,
        hardware: HardwareClock,
        network: Network,
        chance: Chance,
    ) -> None:
        self.name = name
        self.machine = machine
        self.store = store
        self.folder = folder
        self.hardware = hardware
        self.socket = Socket()
        self.alive = True
        self.sold: list[Sold] = []
        #: The store node that it speaks to, if its store has one.
        self.node = ""
        self._network = network
        self._chance = chance
        self._timing = Timing(page=chance.choice([1, 2, 1000]), operations=chance.choice([1, 3, 200]))
        self.open()

    def open(self) -> None:
        """Start the program; raises `PowerCut` where the power goes once more."""
        disk: Callable[[Path], Database] = lambda folder: open_till(folder, self.socket)  # noqa: E731
        self.till = SmallTill(self.folder, self.hardware, self._chance.id, self.machine, disk)
        self.worker: SyncWorker | None = None

    def connect(self) -> None:
        """Begin to speak to the server that the till has joined."""
        key = self.till.store.membership().key
        link: Callable[[Address], Link] = lambda address: SimulatedLink(self._network, self.name, address)  # noqa: E731
        central, node = Address(CENTRAL, key), Address(self.node, key) if self.node else None
        till, chance = self.till, self._chance.random
        self.worker = SyncWorker(till.store, central, till.clock, lambda state: None, self._timing, chance, link, node)

    def close(self) -> None:
        """Stop the program."""
        self.till.close()

    @property
    def path(self) -> Path:
        """Its database."""
        return self.folder / "till.db"

    def checkpoint(self) -> None:
        """Let the file hold everything, to be copied."""
        self.rows("PRAGMA wal_checkpoint(TRUNCATE)")

    @property
    def sync(self) -> SyncWorker:
        """The worker, which is there once the till has joined."""
        if self.worker is None:
            self.connect()
        assert self.worker is not None
        return self.worker

    @property
    def has_programme(self) -> bool:
        """Whether it has heard by what to sell."""
        return bool(self.rows("SELECT 1 FROM programme"))

    def rows(self, statement: str, *parameters: object) -> list[tuple[Any, ...]]:
        """Rows of a question in plain SQL to the till's database."""
        return list(self.till.database.worker.bare.execute(statement, parameters))  # type: ignore[attr-defined]

    # --- questions while the buyer waits ------------------------------------------------------------------

    def acquire(self, account_id: str, wanted: int | None) -> str:
        """Ask for rights on an account's points as a receipt would that could take so many; how it was answered."""
        targets = partial(self.till.store.targets, account_id, wanted)
        asked = self.sync.acquire(self.till.epoch, account_id, targets)
        self.sync.answer_waiting()
        return asked.result(0).outcome

    def acquire_named(self, account_id: str, needs: tuple[tuple[str, int], ...]) -> str:
        """Ask for rights on certain lots; how it was answered."""
        asked = self.sync.acquire(self.till.epoch, account_id, partial(self.till.store.targets_for, needs))
        self.sync.answer_waiting()
        return asked.result(0).outcome

    def look_up(self, card: str) -> str:
        """Ask whose a card is; how it was answered."""
        asked = self.sync.look_up(self.till.epoch, self.till.card_hash(card).hex())
        self.sync.answer_waiting()
        return asked.result(0).outcome
