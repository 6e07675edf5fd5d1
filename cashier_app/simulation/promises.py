"""What must hold: some of it after every step, all of it once everything has healed and settled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.server.book import EARLY, UNTIL_TOLD
from cashier_app.server.verify import verify

if TYPE_CHECKING:
    from cashier_app.simulation.machines import NodeMachine, ServerMachine, TillMachine
    from cashier_app.simulation.world import World

#: Alarms that a right protocol may raise: accrued points taken back after they were spent, a buyer who became a member
#: in two places at once.
HARMLESS: Final = frozenset({"claim", "registered_twice"})

_HELD: Final = "granted + earned - used - released"


#: What a person writes off may have been spent: the price of its loss.
WRITTEN_OFF: Final = frozenset({"written_off_spent", "written_off"})
#: What else may be when facts are gone for ever: a till destroyed with what only a restored server had heard.
FORGOTTEN: Final = frozenset({"overspend", "unknown_account", "unknown_lot", "counters", "snapshot"})


def allowed_alarms(world: World) -> list[str]:
    """Kinds of alarms that what has happened in a world accounts for."""
    kinds = HARMLESS | WRITTEN_OFF if world.lost_tills else HARMLESS
    return sorted(kinds | FORGOTTEN if world.central_restored and world.lost_tills else kinds)


def _facts_may_be_gone(world: World) -> bool:
    """Whether what a machine did may be known to nobody: the central server was put back, and the machine too, or lost.

    A right that was given up then counts as held still, and whoever holds it since is missing something for ever.
    """
    return world.central_restored and (world.lost_tills or world.tills_put_back or world.nodes_put_back)


# --- at any moment ---------------------------------------------------------------------------------------


def of_till(machine: TillMachine) -> list[str]:
    """A till's right to a lot is never negative, under no parent."""
    found: list[str] = []
    if not machine.alive:
        return found
    for table in ("lot", "node_right"):
        for lot_id, held in machine.rows(f"SELECT lot_id, {_HELD} FROM {table} WHERE {_HELD} < 0"):
            found.append(f"{machine.name} has a right of {held} to {lot_id}")
    return found


def of_server(world: World, server: ServerMachine) -> list[str]:
    """A server never promises more than there is; the central one has nobody to accuse."""
    if server is not world.central:
        return list(_of_node(server))
    return [*_of_central(server), *_accusations(world, UNTIL_TOLD, EARLY)]


def _of_central(server: ServerMachine) -> Iterator[str]:
    ask = server.database.ask
    for lot_id, epoch, held in ask(
        f"SELECT lot_id, epoch, {_HELD} FROM spending_right WHERE parent = '' AND {_HELD} < 0"
    ):
        yield f"{epoch[:6]} has a right of {held} to {lot_id}"
    for lot_id, pool in ask("SELECT lot_id, balance - reserved + claim FROM lot WHERE balance - reserved + claim < 0"):
        yield f"the pool of {lot_id} is {pool}"
    summed = f"SELECT SUM({_HELD}) FROM spending_right r WHERE r.lot_id = lot.lot_id AND r.parent = ''"
    for lot_id, reserved, held in ask(
        f"SELECT lot_id, reserved, COALESCE(({summed}), 0) h FROM lot WHERE reserved <> h"
    ):
        yield f"of {lot_id} {reserved} is reserved, {held} is held"


def _of_node(server: ServerMachine) -> Iterator[str]:
    ask = server.database.ask
    [(own,)] = ask("SELECT value FROM meta WHERE key = 'own_epoch'")
    lent = f"SELECT lot_id, epoch, {_HELD} FROM spending_right WHERE parent = ? AND {_HELD} < 0"
    for lot_id, epoch, held in ask(lent, own):
        yield f"{server.name} has lent {epoch[:6]} {held} of {lot_id}"
    mine = f"SELECT SUM({_HELD}) FROM spending_right r WHERE r.lot_id = lot.lot_id AND r.parent = '' AND r.epoch = ?"
    query = f"SELECT lot_id, reserved, COALESCE(({mine}), 0) h FROM lot WHERE reserved > h"
    for lot_id, reserved, held in ask(query, own):
        yield f"{server.name} has lent {reserved} of {lot_id}, of which it holds {held}"
    summed = f"SELECT SUM({_HELD}) FROM spending_right r WHERE r.lot_id = lot.lot_id AND r.parent = ?"
    query = f"SELECT lot_id, reserved, COALESCE(({summed}), 0) h FROM lot WHERE reserved <> h"
    for lot_id, reserved, held in ask(query, own):
        yield f"{server.name}: of {lot_id} {reserved} is reserved, {held} is lent"


def _accusations(world: World, *awaited: str) -> Iterator[str]:
    """Alarms that are not settled, and dead letters, for which nothing in this seed accounts.

    `awaited`: what is said of a shortfall that others may still make good.
    """
    ask, allowed = world.central.database.ask, allowed_alarms(world)
    marks = ", ".join("?" * len(allowed))
    columns = "kind, epoch, seq, lot_id, amount, detail"
    for kind, epoch, seq, lot_id, amount, detail in ask(
        f"SELECT {columns} FROM alarm WHERE kind NOT IN ({marks}) AND resolved_at IS NULL", *allowed
    ):
        if detail in awaited:
            continue
        yield f"alarm {kind} {epoch[:6]} {seq} {lot_id} {amount} {detail}"
    for seq, state, reason, detail in ask("SELECT seq, state, reason, detail FROM operation WHERE state <> 'applied'"):
        yield f"operation {seq} is {state}: {reason} {detail}"


# --- at rest ---------------------------------------------------------------------------------------------


def unrest(world: World) -> list[str]:
    """Who still has something to say or to hear."""
    found = []
    newest = {name: _newest(server) for name, server in world.servers.items()}
    for machine in world.alive:
        state = machine.sync.state
        cursor = machine.till.store.outgoing(0, 0, "node" if machine.node else "central").cursor.rpartition(":")[2]
        if not state.online or state.waiting or state.loading:
            found.append(f"{machine.name}: {state.trouble}, {state.waiting} wait")
        elif not cursor.isdecimal() or int(cursor) < newest[machine.node or "central"]:
            found.append(f"{machine.name} is at {cursor} of {newest[machine.node or 'central']}")
    for node in world.nodes:
        # what goes up to a server put back hangs on what only a till that is gone had told it
        gone = world.lost_tills and world.central_restored
        [(behind,)] = node.database.ask("SELECT COUNT(*) FROM epoch WHERE applied_seq > durable_seq")
        cursor = node.database.ask("SELECT value FROM meta WHERE key = 'upstream_cursor'")[0][0].rpartition(":")[2]
        if (
            not node.worker.state.online
            or (behind and not gone)
            or not cursor.isdecimal()
            or int(cursor) < newest["central"]
        ):
            found.append(f"{node.name}: {node.worker.state.trouble}, {behind} chains wait, at {cursor}")
    return found


def _newest(server: ServerMachine) -> int:
    [(newest,)] = server.database.ask("SELECT COALESCE(MAX(revision), 0) FROM account")
    return int(newest)


def at_rest(world: World) -> list[str]:
    """Everything: the central ledger by itself, every operation there once, and all copies equal to it."""
    with world.central.database.read() as connection:
        found = [str(finding) for finding in verify(connection)]
        found += _accusations(world, *([UNTIL_TOLD] if _facts_may_be_gone(world) else []))
        found += _operations(world)
        found += _written_off(world)
        books = _Books(connection)
        for machine in world.alive:
            found += books.of_till(world, machine)
            found += of_till(machine)
    for node in world.nodes:
        found += _of_node(node)
        found += _node_and_central(world, node)
    return found


def _operations(world: World) -> Iterator[str]:
    """Every operation that a till still has is at the central server once, under its own place."""
    ask = world.central.database.ask
    known = dict(ask("SELECT op_id, COUNT(*) FROM operation GROUP BY op_id"))
    for op_id, count in known.items():
        if count > 1:
            yield f"operation {op_id} is there {count} times"
    for machine in world.alive:
        for op_id, epoch, seq in machine.rows("SELECT op_id, epoch, seq FROM outbox"):
            if op_id not in known:
                yield f"{machine.name} committed {epoch[:6]} {seq}, the server does not have it"


def _written_off(world: World) -> Iterator[str]:
    """No more is overspent by machines that were written off than was written off of them."""
    ask = world.central.database.ask
    [(points,)] = ask("SELECT COALESCE(SUM(points), 0) FROM written_off")
    [(spent,)] = ask("SELECT COALESCE(SUM(amount), 0) FROM alarm WHERE kind = 'written_off_spent'")
    if spent > points:
        yield f"{spent} was overspent by machines of which {points} was written off"


class _Books:
    """The central ledger as it is in the end, to hold copies against."""

    def __init__(self, connection: sa.Connection) -> None:
        self._accounts = connection.execute(sa.select(tables.account)).all()
        self._lots: dict[str, dict[str, int]] = {}
        for row in connection.execute(sa.select(tables.lot).where(tables.lot.c.balance != 0)):
            self._lots.setdefault(row.account_id, {})[row.lot_id] = row.balance
        #: What was granted to an epoch here, and what it holds of that.
        self._counters: dict[tuple[str, str], tuple[int, int]] = {}
        for row in connection.execute(sa.select(tables.spending_right).where(tables.spending_right.c.parent == "")):
            held = row.granted + row.earned - row.used - row.released
            self._counters[row.lot_id, row.epoch] = row.granted, held

    def of_till(self, world: World, machine: TillMachine) -> Iterator[str]:
        """What of a till's cache is not as it is here."""
        for account in self._accounts:
            record = machine.till.member(account.account_id)
            if record is None:
                yield f"{machine.name} does not know {account.account_id}"
                continue
            theirs = self._lots.get(account.account_id, {})
            ours = {each.lot_id: each.left for each in record.lots if each.left}
            # of a campaign a till is told what it holds or asks for; the rest stays as it was known
            if ours != theirs and account.state != "campaign":
                yield f"{machine.name} has {account.account_id[:14]} as {ours}, the server as {theirs}"
            money = record.account.net_purchases + record.pending_net
            if money != account.net_purchases or record.account.level_id != account.level_id:
                known = f"at {money} {record.account.level_id}"
                yield f"{machine.name} has {account.account_id[:14]} {known}, the server at {account.net_purchases}"
            yield from self._rights(world, machine, record.lots)

    def _rights(self, world: World, machine: TillMachine, lots: Any) -> Iterator[str]:
        for each in lots:
            # rights on lots that are over may have been released at the server's side already
            if each.expires_at is not None and each.expires_at <= world.clock.now():
                continue
            ours, theirs = each.under(""), self._counters.get((each.lot_id, machine.till.epoch), (0, 0))
            unseen = theirs[0] - ours.granted
            # past a node nothing is told but what is asked: a grant whose answer was lost waits for the next question
            if ours.right != theirs[1] - unseen or unseen < 0 or (unseen and not machine.node):
                yield f"{machine.name} holds {ours.right} of {each.lot_id}, the server says {theirs[1]}"


def _node_and_central(world: World, node: NodeMachine) -> Iterator[str]:
    """A store node's copy is the central ledger, and both say the same of its rights."""
    ours, theirs = node.database.ask, world.central.database.ask
    accounts = "SELECT account_id, level_id, net_purchases, state FROM account ORDER BY account_id"
    lots = "SELECT account_id || ' ' || lot_id, balance FROM lot WHERE balance <> 0 ORDER BY lot_id"
    # whom a till registered and told a server, both put back to before it, only a node can still have heard of
    lost = _facts_may_be_gone(world)
    known = {row[0] for row in theirs(accounts)}
    for query in (accounts, lots):
        for here, there in _differences(ours(query), theirs(query)):
            if not lost or (here or there)[0].partition(" ")[0] in known:
                yield f"{node.name} has {here}, the central server {there}"
    alive = "lot_id IN (SELECT lot_id FROM lot WHERE expires_at IS NULL OR expires_at > ?)"
    held = f"SELECT lot_id, {_HELD} h FROM spending_right WHERE epoch = ? AND parent = '' AND h <> 0 AND {alive}"
    own, now = node.own_epoch, world.clock.now()
    # what a till told past the node and nobody can tell the node any more stands here in the node's name all the same
    moved = "SELECT lot_id, SUM(earned - used) FROM spending_right WHERE parent = ? GROUP BY lot_id"
    told, heard = dict(theirs(moved, own)), dict(ours(moved, own))
    gone = world.lost_tills or world.tills_put_back
    for here, there in _differences(ours(held, own, now), theirs(held, own, now)):
        lot_id = (here or there)[0]
        more = (there[1] if there else 0) - (here[1] if here else 0)
        if not gone or more != told.get(lot_id, 0) - heard.get(lot_id, 0):
            yield f"{node.name} holds {here}, the central server says {there}"
    lent = f"SELECT lot_id, {_HELD} h FROM spending_right WHERE epoch = ? AND parent = ? AND h <> 0 AND {alive}"
    kept = f"SELECT lot_id, {_HELD} h FROM node_right WHERE parent = ? AND h <> 0 AND {alive}"
    for machine in world.alive:
        if machine.node == node.name:
            for here, there in _differences(machine.rows(kept, own, now), ours(lent, machine.till.epoch, own, now)):
                yield f"{machine.name} has borrowed {here}, {node.name} says {there}"


def _differences(ours: list[tuple[Any, ...]], theirs: list[tuple[Any, ...]]) -> Iterator[tuple[Any, Any]]:
    """Rows by their first column that are not the same on both sides."""
    here, there = {row[0]: row for row in ours}, {row[0]: row for row in theirs}
    for key in sorted(here.keys() | there.keys()):
        if here.get(key) != there.get(key):
            yield here.get(key), there.get(key)
