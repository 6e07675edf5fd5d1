"""A world under a seed: machines with their databases, a network that loses and repeats, and what happens next."""

from __future__ import annotations

import contextlib
import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import ClassVar, Final, TypeAlias

import msgspec

from cashier_app.simulation import promises, trade
from cashier_app.simulation.beginnings import REFERENCE, Beginning, Beginnings, Shop, node_name, pair
from cashier_app.simulation.chance import Chance
from cashier_app.simulation.clocks import HardwareClock, ManualClock
from cashier_app.simulation.disks import PowerCut
from cashier_app.simulation.faults import Copy
from cashier_app.simulation.machines import CENTRAL, NodeMachine, ServerMachine, TillMachine
from cashier_app.sync.link import LinkFailure

#: Something that may happen, at or near a till; and how often it does, against the others.
Act: TypeAlias = Callable[["World", TillMachine], None]
Acts: TypeAlias = list[tuple[int, Act]]

#: A beginning is one of so many.
VARIANTS: Final = 5
#: Rounds within which a healed world must have said everything.
PATIENCE: Final = 60


class Message(msgspec.Struct, frozen=True):
    """A message that is still under way, or comes a second time."""

    to: str
    key: str
    path: str
    content: bytes


class World:
    """Two tills, of one store or of two, a server, four members."""

    programme: ClassVar[bytes] = REFERENCE.read_bytes()
    shapes: ClassVar[tuple[tuple[Shop, ...], ...]] = ((Shop("a"), Shop("b")), (Shop("a", tills=2),))
    #: Shares of messages that get lost on the way there, and as many on the way back; one is drawn for each seed.
    losses: ClassVar[tuple[float, ...]] = (0.02, 0.12, 0.25)
    steps: ClassVar[int] = 40

    def __init__(self, chance: Chance, seed: int, folder: Path, beginnings: Beginnings) -> None:
        self.seed = seed
        self.chance = chance
        self.story: list[str] = []
        self.counts: Counter[str] = Counter()
        self.clock = ManualClock()
        self.clock.advance(1000)
        self.folder = folder
        self.loss = self.chance.choice(self.losses)
        self.late: list[Message] = []
        #: Pairs of machines between which nothing passes.
        self.cut: set[frozenset[str]] = set()
        self.servers: dict[str, ServerMachine] = {}
        self.tills: list[TillMachine] = []
        shops = self.chance.choice(self.shapes)
        self.beginning = beginnings.get(shops, self.programme, seed % VARIANTS)
        self._open(self.beginning)
        #: Copies of databases by machine, and what makes it possible that facts are gone for ever.
        self.copies: dict[str, Copy] = {}
        self.central_restored = False
        self.lost_tills = False
        self.tills_put_back = False
        self.nodes_put_back = False
        self._checked: dict[str, int] = {}

    def _open(self, beginning: Beginning) -> None:
        shutil.copytree(beginning.folder, self.folder, dirs_exist_ok=True)
        self.central = ServerMachine(CENTRAL, self.folder / CENTRAL, self.clock, self.chance.id)
        self.servers[CENTRAL] = self.central
        for store in beginning.nodes:
            name, hardware = node_name(store), HardwareClock(self.clock)
            self.servers[name] = NodeMachine(name, store, self.folder / name, hardware, self, self.chance)
        for name, store in beginning.tills:
            self.add_till(name, store, name)

    def add_till(self, name: str, store: str, machine: str) -> TillMachine:
        """A till over a folder of its name, which is there already."""
        made = TillMachine(name, machine, store, self.folder / name, HardwareClock(self.clock), self, self.chance)
        made.node = node_name(store) if node_name(store) in self.servers else ""
        self.tills.append(made)
        return made

    @property
    def nodes(self) -> list[NodeMachine]:
        """All store nodes."""
        return [server for server in self.servers.values() if isinstance(server, NodeMachine)]

    @property
    def alive(self) -> list[TillMachine]:
        """Tills that nobody has destroyed."""
        return [till for till in self.tills if till.alive]

    # --- the network --------------------------------------------------------------------------------------

    def carry(self, asker: str, to: str, key: str, path: str, content: bytes) -> bytes:
        """Bring a message to a server, or not, once or twice or late; its answer, or not."""
        if not self.servers[to].up or frozenset((asker, to)) in self.cut:
            raise LinkFailure("unreachable", "there is no way")
        fate, loss, message = self.chance.random(), self.loss, Message(to, key, path, content)
        if fate < loss:
            self.counts["lost on the way there"] += 1
            raise LinkFailure("unreachable", "lost on the way there")
        if fate < 1.3 * loss:
            self.counts["delayed"] += 1
            self.late.append(message)
            raise LinkFailure("no_answer", "still on the way there")
        if fate < 2 * loss:
            self.counts["doubled"] += 1
            self.late.append(message)
        reply = self._answer(message)
        if fate > 1 - loss:
            self.counts["lost on the way back"] += 1
            raise LinkFailure("no_answer", "lost on the way back")
        return reply

    def _answer(self, message: Message) -> bytes:
        """What a server answers; its power may go while it does."""
        server = self.servers[message.to]
        try:
            return server.answer(message.key, message.path, message.content)
        except PowerCut:
            self.say(f"the power of {server.name} goes")
            self.restart(server)
            raise LinkFailure("no_answer", "its power is gone") from None

    def deliver_late(self, most: int = 1_000_000) -> None:
        """Messages of old arrive, in any order, and their answers find nobody."""
        self.chance.shuffle(self.late)
        for message in [self.late.pop() for _ in range(min(most, len(self.late)))]:
            if self.servers[message.to].up:
                with contextlib.suppress(LinkFailure):
                    self._answer(message)

    # --- machines -----------------------------------------------------------------------------------------

    def restart(self, machine: ServerMachine | TillMachine) -> None:
        """Start a machine from its disk; its power may go once more."""
        self.counts["restarts"] += 1
        machine.close()
        while True:
            try:
                machine.open()
            except PowerCut:
                continue
            return

    @contextmanager
    def powered(self, machine: ServerMachine | TillMachine) -> Iterator[None]:
        """Something that a machine does: if its power goes meanwhile, it starts again from its disk."""
        try:
            yield
        except PowerCut:
            self.counts["power cuts"] += 1
            self.say(f"the power of {machine.name} goes")
            self.restart(machine)

    # --- what may happen ----------------------------------------------------------------------------------

    def acts(self) -> Acts:
        """What may happen, and how often."""
        return [*trade.ACTS, *trade.NETWORK]

    def step(self) -> None:
        """One thing happens, and what must hold at any moment does."""
        acts = self.acts()
        [act] = self.chance.choices([act for _, act in acts], [weight for weight, _ in acts])
        machine = self.chance.choice(self.alive)
        self.counts["steps"] += 1
        with self.powered(machine):
            act(self, machine)
        self.insist(self.broken_now(machine))

    def turn(self, machine: TillMachine | NodeMachine) -> str:
        """A machine speaks to its server until there is nothing more to say; the trouble it has, in a word."""
        worker = machine.sync if isinstance(machine, TillMachine) else machine.worker
        worker.turn()
        self.counts["turns"] += 1
        return worker.state.trouble

    # --- healing ------------------------------------------------------------------------------------------

    def heal(self) -> None:
        """Everything runs again, all lines are whole, nothing is lost any more and clocks are right."""
        self.cut.clear()
        self.loss = 0.0
        for server in self.servers.values():
            server.up = True
            server.socket.spare()
        for machine in self.alive:
            machine.socket.spare()
            machine.hardware.off = 0
        for node in self.nodes:
            node.hardware.off = 0

    def settle(self) -> None:
        """After healing everything is delivered, and everybody hears of everything."""
        self.heal()
        for _ in range(PATIENCE):
            self.deliver_late()
            for machine in self.alive:
                if self.turn(machine) == "unknown_key":
                    self.say(f"{machine.name} is paired again")
                    pair(self.central, machine)
            for node in self.nodes:
                self.turn(node)
            self.clock.advance(1)
            if not promises.unrest(self):
                return
        self.insist(["it never came to rest", *promises.unrest(self)])

    # --- what must hold -----------------------------------------------------------------------------------

    def broken_now(self, machine: TillMachine) -> list[str]:
        """What does not hold after a step, of the servers that have moved and of the till that acted."""
        found = promises.of_till(machine)
        for server in self.servers.values():
            [(moved,)] = server.database.ask("SELECT value FROM counter WHERE name = 'time'")
            if self._checked.get(server.name) != moved:
                self._checked[server.name] = moved
                found += self.of_server(server)
        return found

    def of_server(self, server: ServerMachine) -> list[str]:
        """What may at no moment be so at a server."""
        return promises.of_server(self, server)

    def broken_promises(self) -> list[str]:
        """What does not hold after everything has settled; nothing, if the protocol is right."""
        return promises.at_rest(self)

    def say(self, line: str) -> None:
        """Another line of the seed's story."""
        self.story.append(line)

    def insist(self, broken: list[str]) -> None:
        """Nothing may be broken; if something is, the whole story is told."""
        if broken:
            raise Broken(self.seed, self.story, broken)

    def close(self) -> None:
        """Close every database."""
        for machine in self.alive:
            machine.close()
        for server in self.servers.values():
            server.close()


class Broken(AssertionError):
    """A promise that does not hold, with the seed, its story and what is broken."""

    def __init__(self, seed: int, story: list[str], broken: list[str]) -> None:
        super().__init__("\n".join([f"seed {seed}:", *story, "BROKEN:", *broken]))
        self.seed = seed
        self.story = list(story)
        self.broken = list(broken)
