"""What goes wrong: lines, power, clocks, disks put back in time, copied machines, machines that are gone."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import HOUR, MINUTE
from cashier_app.server import restoring, tables, writing_off
from cashier_app.simulation import trade
from cashier_app.simulation.beginnings import pair, prepare_till
from cashier_app.simulation.disks import MOMENTS
from cashier_app.simulation.machines import NodeMachine, ServerMachine, TillMachine

if TYPE_CHECKING:
    from cashier_app.simulation.world import Act, World

#: How far a clock is set off, either way.
OFF: Final = (7 * MINUTE, HOUR, 5 * HOUR, 30 * HOUR)
#: What may be under way when the power goes.
BUSY: Final = (trade.sell, trade.sell, trade.give_back, trade.sync, trade.sync, trade.acquire, trade.release)

Machine: TypeAlias = ServerMachine | TillMachine


def node_turn(world: World, machine: TillMachine) -> None:
    """A store node delivers and asks."""
    del machine
    if world.nodes:
        node = world.chance.choice(world.nodes)
        if node.up:
            with world.powered(node):
                world.say(f"{node.name} syncs: {world.turn(node)}")


def line(world: World, machine: TillMachine) -> None:
    """A line between two machines is cut, or whole again."""
    ends = [(machine.name, machine.node), (machine.name, "central"), (machine.node, "central")]
    pair_ = world.chance.choice([each for each in ends if all(each)])
    between = frozenset(pair_)
    world.cut ^= {between}
    is_cut = between in world.cut
    world.counts["lines cut"] += int(is_cut)
    world.say(f"{' and '.join(pair_)} are {'parted' if is_cut else 'together again'}")


def outage(world: World, machine: TillMachine) -> None:
    """A server is switched off, or on again."""
    server = world.servers[world.chance.choice([machine.node or "central", "central"])]
    server.up = not server.up
    world.counts["outages"] += int(not server.up)
    world.say(f"{server.name} is {'on' if server.up else 'off'}")


def power(world: World, machine: TillMachine) -> None:
    """The power of a machine goes at one of its commits, or its start, while something is under way."""
    victims = [machine, *_machines(world, machine)]
    victim, moment = world.chance.choice(victims), world.chance.choice(MOMENTS)
    victim.socket.cut(moment, world.chance.choice([0, 0, 1, 2]))
    act: Act = world.chance.choice([*BUSY, node_turn, node_turn] if victim is not machine else [*BUSY])
    world.say(f"{victim.name} will go {moment} a commit")
    try:
        with world.powered(machine):
            act(world, machine)
    finally:
        if not victim.socket.spare():
            world.counts[f"power cuts of a {_kind(victim)} {moment} a commit"] += 1


def _kind(machine: Machine) -> str:
    if isinstance(machine, TillMachine):
        return "till"
    return "store node" if isinstance(machine, NodeMachine) else "central server"


def clock(world: World, machine: TillMachine) -> None:
    """A machine's clock is set off by minutes or hours, or right again."""
    nodes_here = [each for each in world.nodes if each.name == machine.node and world.chance.happens(0.2)]
    of: TillMachine | NodeMachine = nodes_here[0] if nodes_here else machine
    of.hardware.off = 0 if of.hardware.off else world.chance.choice(OFF) * world.chance.choice([1, -1])
    world.counts["clocks set off"] += int(of.hardware.off != 0)
    world.say(f"the clock of {of.name} is off by {of.hardware.off // MINUTE} minutes")


# --- disks put back in time ------------------------------------------------------------------------------


class Copy(msgspec.Struct):
    """A copy of a machine's database, and how far the story had come."""

    folder: str
    at: int


def copy(world: World, machine: TillMachine) -> None:
    """A copy is made of a machine's database."""
    for of in _machines(world, machine):
        if of.name not in world.copies or world.chance.happens(0.5):
            place = world.folder / "copies" / of.name
            place.mkdir(parents=True, exist_ok=True)
            of.checkpoint()
            shutil.copy(of.path, place / of.path.name)
            world.copies[of.name] = Copy(str(place), len(world.story))
            world.say(f"{of.name} is copied")


def _machines(world: World, machine: TillMachine) -> list[Machine]:
    """A till and the servers that it speaks to."""
    return [machine, world.central, *[each for each in world.nodes if each.name == machine.node]]


def put_back(world: World, machine: TillMachine) -> None:
    """A machine's database is replaced by its older copy, with nobody knowing what has been since."""
    having = [each for each in _machines(world, machine) if each.name in world.copies]
    if not having:
        copy(world, machine)
        return
    of = world.chance.choice(having)
    made = world.copies[of.name]
    world.counts[f"copies put back of a {_kind(of)}"] += 1
    world.say(f"{of.name} is put back to line {made.at}")
    # a restore takes its time: the server's clock is past everything that it has told
    world.clock.advance(MINUTE)
    of.close()
    for file in of.path.parent.glob(of.path.name + "*"):
        file.unlink()
    shutil.copy(f"{made.folder}/{of.path.name}", of.path)
    of.open()
    if isinstance(of, TillMachine):
        # what was sold before may have been returned since
        of.sold.clear()
        world.tills_put_back = True
    elif isinstance(of, NodeMachine):
        world.nodes_put_back = True
    else:
        _new_incarnation(world)


def _new_incarnation(world: World) -> None:
    """What `server restored` does."""
    world.central_restored = True
    with world.central.database.write() as transaction:
        restoring.begin_incarnation(transaction, "somebody")


# --- machines that are copied, lost and replaced ---------------------------------------------------------


def clone(world: World, machine: TillMachine) -> None:
    """The whole disk of a till is copied into another machine, and both go on."""
    if any(each.name.endswith(("-2", "-clone")) for each in world.tills):
        return
    name = f"{machine.name}-clone"
    machine.checkpoint()
    shutil.copytree(machine.folder, world.folder / name, ignore=shutil.ignore_patterns("*.lock", "*-wal", "*-shm"))
    world.add_till(name, machine.store, name)
    world.counts["clones"] += 1
    world.say(f"{machine.name} is cloned")


def lose(world: World, machine: TillMachine) -> None:
    """A till is destroyed with everything on its disk and written off, and another joins in its place."""
    if len(world.alive) < 2 or any(each.name.endswith(("-2", "-clone")) for each in world.tills):
        return
    if not world.central.up:
        return
    machine.alive = False
    machine.close()
    world.lost_tills = True
    central = world.central
    with central.database.write() as transaction:
        node = tables.node.c
        same = (node.name == machine.name) & (node.machine == machine.machine)
        for node_id in transaction.connection.scalars(sa.select(node.node_id).where(same)).all():
            writing_off.write_off(transaction, central.programmes, node_id, "somebody", "destroyed", world.chance.id)
    name = f"{machine.name}-2"
    prepare_till(world.beginning.empty, world.folder / name)
    pair(world.central, world.add_till(name, machine.store, name))
    world.counts["tills lost"] += 1
    world.say(f"{machine.name} is destroyed, {name} joins in its place")


#: Faults by what they are of: a seed draws some of them (weight, act).
KINDS: Final[dict[str, tuple[tuple[int, Callable[[World, TillMachine], None]], ...]]] = {
    "lines": ((3, line), (2, outage)),
    "power": ((6, power),),
    "clocks": ((2, clock),),
    "copies": ((1, copy), (2, put_back)),
    "machines": ((1, clone), (1, lose)),
}
