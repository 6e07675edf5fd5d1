"""How a chain of shops stands before anything happens: made once a process, copied for every seed."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec

from cashier_app.server import members, nodes, programmes, tables
from cashier_app.server.database import ServerDatabase
from cashier_app.server.upstream import identity
from cashier_app.simulation.chance import Chance, drawn
from cashier_app.simulation.clocks import HardwareClock, ManualClock
from cashier_app.simulation.disks import ServerDisk, Socket
from cashier_app.simulation.machines import CENTRAL, NodeMachine, ServerMachine, TillMachine
from cashier_app.storage.database import Database
from cashier_app.sync.messages import EnrolRequest

#: What everybody sells by, unless a world has its own.
REFERENCE: Final = Path(__file__).resolve().parents[2] / "resources" / "programmes" / "reference.json"
CARDS: Final = tuple(f"777000000000{n:04}" for n in range(4))
#: A card that nobody has in the beginning.
STRANGER: Final = "7770000000999999"
#: Memory where there is some: thousands of commits need not wait for a disk here.
_SHM: Final = Path("/dev/shm")


class Shop(msgspec.Struct, frozen=True):
    """A store: how many tills, and whether it has a store node."""

    store: str
    tills: int = 1
    node: bool = False


class Beginning(msgspec.Struct, frozen=True):
    """Folders of all machines of a chain; `tills` are (name, store) in order, `nodes` the stores with a node.

    `empty` holds a till's database that has never been used.
    """

    folder: Path
    tills: tuple[tuple[str, str], ...]
    nodes: tuple[str, ...]
    empty: Path


class Beginnings:
    """Makes and keeps them in a folder, which is somebody else's to remove."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._made: dict[tuple[tuple[Shop, ...], bytes, int], Beginning] = {}

    def get(self, shops: Sequence[Shop], programme: bytes, variant: int) -> Beginning:
        """The one of a chain's shape and a number, the same in every process."""
        key = tuple(shops), programme, variant
        if key not in self._made:
            empty, chance = self._empty(), Chance(variant)
            with drawn(chance):
                folder = self.folder / f"beginning{len(self._made)}"
                self._made[key] = _Making(folder, empty, chance).chain(shops, programme)
        return self._made[key]

    def _empty(self) -> Path:
        """A folder with an empty till's database and an empty server's."""
        folder = self.folder / "empty"
        if not folder.exists():
            with drawn(Chance(0)):
                Database.open(folder / "till").close()
                ServerDatabase.open(str(folder / "server.db"), ManualClock()).close()
            for leftover in (folder / "till").glob("*"):
                if leftover.name != "till.db":
                    leftover.unlink()
        return folder


def quick_folder() -> tempfile.TemporaryDirectory[str]:
    """A folder in memory, where there is such a place, that is gone in the end."""
    return tempfile.TemporaryDirectory(dir=_SHM if _SHM.is_dir() else None, prefix="simulation-")


class Direct:
    """A network that loses nothing."""

    def __init__(self) -> None:
        self.servers: dict[str, ServerMachine] = {}

    def carry(self, asker: str, to: str, key: str, path: str, content: bytes) -> bytes:
        """Bring a message and its answer."""
        del asker
        return self.servers[to].answer(key, path, content)


class _Making:
    """Founds a chain: members, tills that have joined, everybody has heard of everything."""

    def __init__(self, folder: Path, empty: Path, chance: Chance) -> None:
        self._folder = folder
        self._empty = empty
        self._chance = chance
        self._clock = ManualClock()
        self._network = Direct()

    def chain(self, shops: Sequence[Shop], programme: bytes) -> Beginning:
        """Everything, and stop it."""
        central = self._central(programme)
        stores = [shop.store for shop in shops]
        machines: list[NodeMachine | TillMachine] = [self._node(central, shop.store) for shop in shops if shop.node]
        tills = [(f"till{n}", shop) for n, shop in enumerate(shop for shop in shops for _ in range(shop.tills))]
        for name, shop in tills:
            prepare_till(self._empty, self._folder / name)
            machines.append(self._till(central, name, shop))
        for card in CARDS:
            register(central, card, self._chance.choice([*stores, "elsewhere"]), self._chance)
        for _ in range(3):
            for machine in machines:
                (machine.worker if isinstance(machine, NodeMachine) else machine.sync).turn()
                self._clock.advance(1)
        central.close()
        for machine in machines:
            machine.close()
        with_nodes = tuple(shop.store for shop in shops if shop.node)
        return Beginning(self._folder, tuple((name, shop.store) for name, shop in tills), with_nodes, self._empty)

    def _central(self, programme: bytes) -> ServerMachine:
        folder = self._folder / CENTRAL
        folder.mkdir(parents=True)
        shutil.copy(self._empty / "server.db", folder / "server.db")
        central = ServerMachine(CENTRAL, folder, self._clock, self._chance.id)
        self._network.servers[CENTRAL] = central
        with central.database.write() as transaction:
            # each chain has its own identity
            fresh = {"incarnation": self._chance.id(), "identifier_key": self._chance.randbytes(32).hex()}
            transaction.upsert(tables.meta, [{"key": key, "value": value} for key, value in fresh.items()])
            programmes.publish(transaction, programme)
        return central

    def _node(self, central: ServerMachine, store: str) -> NodeMachine:
        folder = self._folder / node_name(store)
        folder.mkdir()
        shutil.copy(self._empty / "server.db", folder / "store.db")
        hardware = HardwareClock(self._clock)
        with central.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, store, kind="store")
            answer = nodes.enrol(transaction, EnrolRequest(code, node_name(store), node_name(store)))
        disk = ServerDisk(folder / "store.db", hardware, Socket())
        identity.join(disk, answer, CENTRAL, "")
        disk.close()
        made = NodeMachine(node_name(store), store, folder, hardware, self._network, self._chance)
        self._network.servers[made.name] = made
        return made

    def _till(self, central: ServerMachine, name: str, shop: Shop) -> TillMachine:
        hardware = HardwareClock(self._clock)
        made = TillMachine(name, name, shop.store, self._folder / name, hardware, self._network, self._chance)
        made.node = node_name(shop.store) if shop.node else ""
        pair(central, made)
        return made


def node_name(store: str) -> str:
    """The name of a store's node."""
    return f"node-{store}"


def prepare_till(empty: Path, folder: Path) -> None:
    """The folder of a till that has never been started."""
    shutil.copytree(empty / "till", folder)


def pair(central: ServerMachine, machine: TillMachine) -> None:
    """Let a till join the central server by a code."""
    with central.database.write() as transaction:
        code = nodes.make_pairing_code(transaction, machine.store)
        answer = nodes.enrol(transaction, EnrolRequest(code, machine.name, machine.machine))
    machine.till.store.enrolled(answer)
    machine.connect()


def register(central: ServerMachine, card: str, home: str, chance: Chance) -> None:
    """A member with up to three lots, made at the central server."""
    lots = tuple(
        members.LotRecord(str(chance.randrange(100, 900)), expires_in_days=chance.choice([None, 1, 2, 400]))
        for _ in range(chance.choice([0, 1, 2, 2, 3]))
    )
    record = members.MemberRecord((members.IdentifierRecord("card", card),), "Анна К", lots=lots)
    with central.database.write() as transaction:
        newest = programmes.Programmes().all(transaction.connection)[-1]
        levels = [level.id for level in newest.programme.levels.ladder]
        members.bring_in(transaction, [("1", record)], levels[0], levels, home, members.Brought())
