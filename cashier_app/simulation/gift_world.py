"""A world of gift cards: sold at any till, spent at any other, brought back, while everything fails that can.

What must never be: a card from which more has been taken than was put on it, and two ledgers that differ.
"""

from __future__ import annotations

from typing import ClassVar, Final

import msgspec

from cashier_app.core.clock import DAY
from cashier_app.core.ids import Id, identifier_hash
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.cart import Cart, CartLine
from cashier_app.loyalty.gift_cards import (
    GIFT_ACCOUNTS,
    GIFT_KIND,
    GIFT_WALLET,
    GiftLoad,
    GiftPayment,
    gift_account,
    gift_posting,
    spendable,
    take,
)
from cashier_app.loyalty.ledger import Posting, RightExceeded
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import LotUse
from cashier_app.loyalty.settlement import ReturnSettlement, after_return, settle_return
from cashier_app.loyalty.sold import Returned, SoldFacts, SoldLine, SoldPayment
from cashier_app.simulation import trade
from cashier_app.simulation.machines import ServerMachine, TillMachine
from cashier_app.simulation.shop_world import ShopWorld
from cashier_app.simulation.small_till import ZONE, SmallTill
from cashier_app.simulation.world import Acts, World
from cashier_app.sync.messages import (
    EntryMessage,
    GiftCardMessage,
    LineMessage,
    PaymentMessage,
    ReturnBody,
    RightCounters,
    SaleBody,
)
from cashier_app.till.members import lot_state
from cashier_app.till.parents import release
from cashier_app.till.posting import merged_counters
from cashier_app.till.writing import Transaction

#: Cards of the shop; each is sold again and again, as cards that may be loaded once more are.
CARDS: Final = ("6660000000000001", "6660000000000002", "6660000000000003")
SUMS: Final = (50_000, 100_000, 300_000)
#: Money of a card lives so long: some of it lapses while a world lasts.
LIVES: Final = (None, 2 * DAY, 30 * DAY)
#: What a receipt that is paid with a card costs at most.
ASKED: Final = (12_345, 60_000, 250_000)
PAID: Final = "p"
#: What other worlds are about.
POINTS: Final = (trade.sell, trade.give_back, trade.acquire, trade.release, trade.look_up, trade.register_here)


class Paid(msgspec.Struct):
    """A receipt of two pieces that a card has paid, and what has come back of it."""

    op_id: Id
    receipt_id: Id
    account_id: str
    amount: Kopecks
    uses: tuple[LotUse, ...]
    back: Returned = Returned()

    @property
    def left(self) -> int:
        """Thousandths that have not come back."""
        return 2000 - self.back.quantities.get(1, 0)


class GiftWorld(ShopWorld):
    """Gift cards in a chain with store nodes in which machines fail."""

    steps: ClassVar[int] = 60

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        #: Receipts paid with cards, by the till that has them.
        self.paid: dict[str, list[Paid]] = {}

    def acts(self) -> Acts:
        """A day as usual, with cards sold, spent and brought back."""
        usual = [(weight, act) for weight, act in super().acts() if act not in POINTS]
        return [*usual, (6, _sell_card), (24, _pay), (12, _goods_back), (2, _give_up)]

    def of_server(self, server: ServerMachine) -> list[str]:
        """Also: nobody has taken more of a card than was put on it, but for what a person has written off."""
        found = super().of_server(server)
        if server is self.central and not (self.lost_tills or self.central_restored):
            below = server.database.ask("SELECT lot_id, balance FROM lot WHERE wallet = ? AND balance < 0", GIFT_WALLET)
            found += [f"{lot_id} of a gift card has {balance}" for lot_id, balance in below]
        return found


def _account(till: SmallTill, number: str) -> str:
    key = bytes.fromhex(till.store.membership().identifier_key)
    return gift_account(identifier_hash(key, "gift", number).hex())


def _sell_card(world: World, machine: TillMachine) -> None:
    till, chance = machine.till, world.chance
    if not machine.has_programme:
        return
    number, amount, life = chance.choice(CARDS), chance.choice(SUMS), chance.choice(LIVES)
    account_id, gives_back = _account(till, number), chance.happens(0.6)

    def job(transaction: Transaction) -> None:
        op_id, now = till.ids(), till.clock.now()
        load = GiftLoad(1, account_id, amount, now + life if life is not None else None)
        card = GiftCardMessage(account_id, f"..{number[-4:]}", topped_up=True)
        paid = PaymentMessage("cash", amount, payment_id=PAID)
        _record(till, transaction, op_id, amount, gift_posting(op_id, [load], []), paid, card, gives_back)

    till.writer.submit(job).result(30)
    world.counts["gift cards sold"] += 1
    world.say(f"{machine.name} puts {amount} on {number[-1]}{', released' if gives_back else ''}")


def _pay(world: World, machine: TillMachine) -> None:
    till, chance = machine.till, world.chance
    if not machine.has_programme:
        return
    number, wanted, gives_back = chance.choice(CARDS), chance.choice(ASKED), chance.happens(0.6)
    account_id = _account(till, number)
    asked = _ask(machine, account_id, None if chance.happens(0.5) else wanted) if chance.happens(0.85) else "nobody"

    def job(transaction: Transaction) -> Paid | None:
        op_id, now = till.ids(), till.clock.now()
        lots = [lot_state(row) for row in transaction.unit.ledger.lots(account_id)]
        # a till without its own checks takes what is there, whoever has the right to it
        most = spendable(lots, now) if till.checks_rights else sum(max(lot.balance, 0) for lot in lots)
        amount = min(wanted, most) // 2 * 2
        if not amount:
            return None
        uses = take(lots, amount, now, must_hold=till.checks_rights)
        posting = gift_posting(op_id, [], [GiftPayment(PAID, account_id, amount, "", uses)])
        paid = PaymentMessage(GIFT_KIND, amount, account_id, PAID)
        _record(till, transaction, op_id, amount, posting, paid, None, gives_back)
        return Paid(op_id, op_id, account_id, amount, uses)

    try:
        made = till.writer.submit(job).result(30)
    except RightExceeded:
        world.say(f"{machine.name}: the money of {number[-1]} is gone")
        return
    world.say(f"{machine.name} takes {made.amount if made else 0} of {number[-1]}, asked {asked}")
    if made is not None:
        world.counts["gift cards paid"] += 1
        _paid(world, machine).append(made)


def _ask(machine: TillMachine, account_id: str, wanted: Kopecks | None) -> str:
    """What a payment asks the servers when the card is scanned: what is on it, and for the right to it."""
    digest = account_id.removeprefix(GIFT_ACCOUNTS)
    found = machine.sync.look_up(machine.till.epoch, digest)
    machine.sync.answer_waiting()
    return f"{found.result(0).outcome}, {machine.acquire(account_id, wanted)}"


def _goods_back(world: World, machine: TillMachine) -> None:
    """Goods that a card has paid come back to their own till, one piece or both."""
    till, open_ = machine.till, [paid for paid in _paid(world, machine) if paid.left]
    if not open_:
        return
    paid = world.chance.choice(open_)
    quantity = world.chance.choice([1000, paid.left])

    def job(transaction: Transaction) -> ReturnSettlement:
        return _take_back(till, transaction, paid, quantity)

    settled = till.writer.submit(job).result(30)
    paid.back = after_return(paid.back, settled)
    world.counts["gift cards given back to"] += 1
    world.say(f"{machine.name} gives {settled.money} back to {paid.account_id[-4:]}")


def _give_up(world: World, machine: TillMachine) -> None:
    """A payment is left: what is held of the card goes back."""
    account_id = _account(machine.till, world.chance.choice(CARDS))
    world.say(f"{machine.name} releases {account_id[-4:]}: {machine.till.store.release(account_id)}")


def _paid(world: World, machine: TillMachine) -> list[Paid]:
    assert isinstance(world, GiftWorld)
    return world.paid.setdefault(machine.name, [])


def _record(
    till: SmallTill,
    transaction: Transaction,
    op_id: Id,
    amount: Kopecks,
    posting: Posting,
    paid: PaymentMessage,
    card: GiftCardMessage | None,
    gives_back: bool,
) -> None:
    """One receipt as an operation with its entries: a card that is sold, or two loaves that are paid with one."""
    unit, now, programme = transaction.unit, till.clock.now(), till.newest(transaction.unit)
    goods = CartLine(1, "gift", price=amount, quantity=1000) if card else CartLine(1, "bread", amount // 2, 2000)
    cart = Cart((goods,), zone=ZONE, advances=frozenset({1} if card else ()))
    quoted = quote(cart, None, programme, now)
    counters: tuple[RightCounters, ...] = till.raise_rights(transaction, posting)
    account_id = posting.entries[0].account_id
    if gives_back:
        counters = merged_counters(counters, release(unit, account_id))
    line = LineMessage(
        number=1,
        product_id=goods.product_id,
        name="",
        quantity=goods.quantity,
        price=goods.price,
        base=amount,
        discount=0,
        redeemed=0,
        redeemed_points=0,
        to_pay=quoted.to_pay,
        accrued_points=0,
        vat_rate=None,
        vat=0,
        gift_card=card,
    )
    body = SaleBody(
        receipt_id=op_id,
        number=transaction.next_place().seq,
        shift=1,
        user_id="u",
        account_id=None,
        unclaimed="",
        lines=(line,),
        payments=(paid,),
        entries=tuple(EntryMessage(**msgspec.structs.asdict(entry)) for entry in posting.entries),
        rights=counters,
        net=0 if card else quoted.to_pay,
        cart=cart,
        member=None,
        quoted_at=now,
    )
    place = transaction.record(op_id, "sale", body, now, programme.version, quote_digest(quoted))
    till.keep_entries(transaction, op_id, place, posting)


def _take_back(till: SmallTill, transaction: Transaction, paid: Paid, quantity: int) -> ReturnSettlement:
    op_id, now, programme = till.ids(), till.clock.now(), till.newest(transaction.unit)
    price = paid.amount // 2
    sold = SoldLine(1, "bread", "", price, 2000, paid.amount, 0, 0, 0, paid.amount, 0)
    payment = SoldPayment(PAID, GIFT_KIND, paid.amount, paid.account_id, paid.uses)
    facts = SoldFacts(paid.op_id, None, (sold,), (payment,))
    settled = settle_return(op_id, facts, paid.back, {1: quantity}, (), programme.returns, now)
    counters = till.raise_rights(transaction, settled.posting)
    back = settled.lines[0]
    line = LineMessage(1, "bread", "", back.quantity, price, -back.base, 0, 0, 0, -back.to_pay, 0, None, 0, 1)
    body = ReturnBody(
        receipt_id=op_id,
        number=transaction.next_place().seq,
        shift=1,
        user_id="u",
        original_id=paid.receipt_id,
        account_id=None,
        lines=(line,),
        payments=tuple(
            PaymentMessage(GIFT_KIND, -one.amount, paid.account_id, refunds=one.payment_id) for one in settled.payments
        ),
        entries=tuple(EntryMessage(**msgspec.structs.asdict(entry)) for entry in settled.posting.entries),
        rights=counters,
        net=-settled.net,
        returned=paid.back,
    )
    place = transaction.record(op_id, "return", body, now, programme.version)
    till.keep_entries(transaction, op_id, place, settled.posting)
    return settled
