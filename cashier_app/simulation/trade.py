"""What happens in shops on any day: sales, returns, points asked for and given back, and the network's moods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from cashier_app.core.clock import DAY, HOUR, MINUTE
from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.server import jobs, living
from cashier_app.simulation.beginnings import CARDS, STRANGER, register

if TYPE_CHECKING:
    from cashier_app.simulation.machines import TillMachine
    from cashier_app.simulation.world import Acts, World

#: (price in kopecks, quantity in thousandths) of what is sold.
GOODS: Final = ((150_000, 2000), (150_000, 2000), (50_000, 2000), (12_345, 1500))


def sell(world: World, machine: TillMachine) -> None:
    """A receipt, its points asked for first as often as not."""
    chance = world.chance
    if not machine.has_programme:
        return
    card = chance.choice([*CARDS, *CARDS, "", STRANGER])
    redeem: Any = chance.choice([0, 5000, 12_300, "maximum", "maximum", "maximum"])
    price, quantity = chance.choice(GOODS)
    asked = ""
    account_id = machine.till.account_of(card) if card else None
    if account_id is not None and redeem and chance.happens(0.85):
        asked = f", asked {machine.acquire(account_id, None if redeem == 'maximum' else redeem)}"
    try:
        sold = machine.till.sell(card, redeem, price, quantity, releases=chance.happens(0.6))
    except RightExceeded:
        world.say(f"{machine.name}: the points of {card} are gone")
        return
    machine.sold.append(sold)
    world.counts["sales"] += 1
    world.counts["redemptions"] += int(sold.redeemed > 0)
    world.counts["points redeemed"] += sold.redeemed
    world.say(f"{machine.name} sells to {card[-4:] or 'nobody'}: -{sold.redeemed} +{sold.quoted.accrued}{asked}")


def give_back(world: World, machine: TillMachine) -> None:
    """Goods of an own receipt come back, some or all."""
    open_ = [sold for sold in machine.sold if sold.returned < sold.quantity]
    if open_:
        sold = world.chance.choice(open_)
        left = sold.quantity - sold.returned
        quantity = world.chance.choice([left, min(500, left)])
        back = machine.till.give_back(sold, quantity)
        world.counts["returns"] += 1
        world.say(f"{machine.name} takes {quantity} back of {sold.receipt_id[:4]}: +{back}")


def sync(world: World, machine: TillMachine) -> None:
    """A till's turn."""
    trouble = world.turn(machine)
    world.say(f"{machine.name} syncs: {trouble}, {machine.sync.state.waiting} wait")


def acquire(world: World, machine: TillMachine) -> None:
    """Points are touched on a receipt that goes nowhere: parked or forgotten, its rights held."""
    account_id = machine.till.account_of(world.chance.choice(CARDS))
    if account_id is not None:
        wanted = world.chance.choice([None, 3000, 20_000])
        outcome = machine.acquire(account_id, wanted)
        world.say(f"{machine.name} asks for {wanted}: {outcome}, holds {machine.till.rights(account_id)}")


def release(world: World, machine: TillMachine) -> None:
    """A receipt is cancelled: what is held of its buyer goes back."""
    account_id = machine.till.account_of(world.chance.choice(CARDS))
    if account_id is not None:
        world.say(f"{machine.name} releases {account_id[:4]}: {machine.till.store.release(account_id)}")


def look_up(world: World, machine: TillMachine) -> None:
    """A card that is scanned is asked for."""
    card = world.chance.choice([*CARDS, STRANGER])
    world.say(f"{machine.name} looks {card[-4:]} up: {machine.look_up(card)}")


def late(world: World, machine: TillMachine) -> None:
    """Some messages of old arrive."""
    del machine
    count = world.chance.randrange(1, 4)
    if world.late:
        world.deliver_late(count)
        world.say(f"up to {count} late messages arrive")


def network(world: World, machine: TillMachine) -> None:
    """The central server cannot be reached by anybody, or can again."""
    del machine
    world.central.up = not world.central.up
    world.counts["outages"] += int(not world.central.up)
    world.say("the network is back" if world.central.up else "the network is gone")


def restart_till(world: World, machine: TillMachine) -> None:
    """A till is started again."""
    world.say(f"{machine.name} starts again")
    world.restart(machine)


def restart_server(world: World, machine: TillMachine) -> None:
    """A server is started again."""
    del machine
    server = world.chance.choice([*world.servers.values()])
    world.say(f"{server.name} starts again")
    world.restart(server)


def pass_time(world: World, machine: TillMachine) -> None:
    """A minute, hours or a day pass."""
    del machine
    passed = world.chance.choice([MINUTE, HOUR, 12 * HOUR, DAY])
    world.clock.advance(passed)
    world.say(f"{passed // MINUTE} minutes pass")


def newcomer(world: World, machine: TillMachine) -> None:
    """The owner of the unknown card becomes a member at the central server."""
    del machine
    if world.chance.happens(0.3) and world.central.up:
        register(world.central, STRANGER, "a", world.chance)
        world.say("the unknown card is registered")


def register_here(world: World, machine: TillMachine) -> None:
    """The owner of the unknown card becomes a member at a till, whoever can be reached."""
    if not machine.has_programme:
        return
    account_id = machine.till.register(STRANGER)
    world.counts["registrations"] += int(account_id != "")
    world.say(f"{machine.name} registers the unknown card: {account_id[:4] or 'known'}")


def settle_homes(world: World, machine: TillMachine) -> None:
    """Members move to where they buy most."""
    del machine
    central = world.central
    with world.powered(central), central.database.write() as transaction:
        _, moved = living.settle(transaction, enough=1)
    world.counts["members moved"] += moved
    world.say(f"{moved} members live elsewhere now")


def recalculate(world: World, machine: TillMachine) -> None:
    """Levels are worked out anew, and what is over expires."""
    del machine
    central = world.central
    with world.powered(central):
        done = jobs.recalculate(central.database, central.programmes)
        expired = jobs.expire(central.database)
        jobs.forget_recalls(central.database)
        world.say(f"levels: {done.accounts} accounts; {expired.lots} lots are over")


ACTS: Final[Acts] = [
    (8, sell),
    (3, give_back),
    (6, sync),
    (3, acquire),
    (2, release),
    (1, look_up),
    (1, late),
    (1, restart_till),
    (1, restart_server),
    (1, pass_time),
    (1, newcomer),
    (1, recalculate),
    (1, settle_homes),
]
#: The network as a world without store nodes has it.
NETWORK: Final[Acts] = [(1, network)]
