"""A till as a policy of offline redemption has it: the till's own posting over its real database, without screens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar

from msgspec.structs import asdict, replace

from cashier_app.core.points import Points
from cashier_app.loyalty.cart import Asked, Cart, CartLine, MemberState
from cashier_app.loyalty.ledger import sale_posting
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote
from cashier_app.simulation.chance import Chance
from cashier_app.simulation.disks import open_till
from cashier_app.simulation.machines import TillMachine
from cashier_app.simulation.small_till import ZONE, SmallTill
from cashier_app.storage.database import Database
from cashier_app.storage.rows import MemberRecord
from cashier_app.sync.messages import EntryMessage, LineMessage, PaymentMessage, SaleBody
from cashier_app.sync.worker import Timing
from cashier_app.till.floor import still_lendable
from cashier_app.till.members import buyer_state
from cashier_app.till.opening import Connection
from cashier_app.till.parents import release
from cashier_app.till.posting import Posted, count_purchase, merged_counters, post
from cashier_app.till.writing import Transaction

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

T = TypeVar("T")

#: What a till without a connection spends: what the programme lets it, or whatever its copy of the balance says.
Spends: TypeAlias = Literal["programme", "copy"]


class PolicyTill(SmallTill):
    """Sells one thing to a member; `connection` is what its sync worker has seen."""

    spends: Spends = "programme"
    connection = Connection()

    def sell_to(self, account_id: str, redeem: Asked, price: int) -> Quote:
        """A sale, committed before it returns.  Raises `RightExceeded` as a till does."""
        return self.writer.submit(lambda transaction: self._sell_to(transaction, account_id, redeem, price)).result(30)

    def _sell_to(self, transaction: Transaction, account_id: str, redeem: Asked, price: int) -> Quote:
        unit, now, op_id = transaction.unit, self.clock.now(), self.ids()
        programme, record = self.newest(unit), unit.ledger.member(account_id)
        assert record is not None, "every till knows every member"
        member = self._as_policy(buyer_state(record, now, programme, ZONE, False, self.connection.alone))
        cart = Cart((CartLine(1, "bread", price=price, quantity=1000),), zone=ZONE, redeem=redeem)
        quoted = quote(cart, member, programme, now)
        place = transaction.next_place()
        posted = post(
            unit,
            op_id,
            sale_posting(op_id, account_id, quoted, member.lots),
            place,
            now,
            record.lots,
            must_hold=self.spends == "programme",
            lendable=still_lendable(member.beyond, record, programme),
        )
        count_purchase(unit, op_id, account_id, now, quoted.to_pay, place)
        rights = posted.counters
        if not record.account.home:
            rights = merged_counters(rights, release(unit, account_id, self.connection.hears))
        body = self._body(record, member, cart, quoted, replace(posted, counters=rights), place.seq)
        transaction.record(op_id, "sale", body, now, programme.version, quote_digest(quoted))
        return quoted

    def _as_policy(self, member: MemberState) -> MemberState:
        """A till that trusts its copy of the balance while it can ask nobody."""
        if self.spends == "programme" or not self.connection.alone:
            return member
        return replace(member, lots=tuple(replace(lot, right=max(lot.balance, 0)) for lot in member.lots))

    def _body(
        self, record: MemberRecord, member: MemberState, cart: Cart, quoted: Quote, posted: Posted, number: int
    ) -> SaleBody:
        return SaleBody(
            receipt_id=self.ids(),
            number=number,
            shift=1,
            user_id="u",
            account_id=record.account.account_id,
            unclaimed="",
            lines=(_line(quoted, cart.lines[0].price),),
            payments=(PaymentMessage("cash", quoted.to_pay, payment_id="p"),),
            entries=tuple(EntryMessage(**asdict(entry)) for entry in posted.posting.entries),
            rights=posted.counters,
            net=quoted.to_pay,
            cart=cart,
            member=member,
            quoted_at=self.clock.now(),
            beyond=posted.beyond,
        )

    def lent(self, account_id: str) -> Points:
        """What it has lent a member that the central server has not counted."""
        record = self.member(account_id)
        return record.beyond if record is not None else 0


class PolicyTillMachine(TillMachine):
    """A till of a shop, told now and then how its worker stands."""

    till: PolicyTill

    def open(self) -> None:
        """Start the program."""
        disk: Callable[[Path], Database] = lambda folder: open_till(folder, self.socket)  # noqa: E731
        self._timing = Timing()
        self.till = PolicyTill(self.folder, self.hardware, self._chance.id, self.machine, disk)
        self.worker = None

    def turn(self) -> None:
        """Exchange with the server, or find that there is none."""
        self.sync.turn()
        self.look()

    def look(self) -> None:
        """What the worker has seen is what the till knows of its connection."""
        state = self.sync.state
        self.till.connection = Connection(state.online, state.last_sync or 0, state.past_node, state.central_silent)

    def ask(self, account_id: str, wanted: Points | None = None) -> None:
        """Ask for the right to spend a member's points, as on the scan of the card."""
        if self.till.connection.online:
            self.acquire(account_id, wanted)
            self.look()


class Large(Chance):
    """Lets machines say as much in a message as a shop's own do."""

    def choice(self, seq: SupportsLenAndGetItem[T]) -> T:
        """The largest, which stands last."""
        return seq[len(seq) - 1]


def _line(quoted: Quote, price: int) -> LineMessage:
    """The one thing that was sold."""
    line = quoted.lines[0]
    return LineMessage(
        number=1,
        product_id="bread",
        name="Хлеб",
        quantity=1000,
        price=price,
        base=line.base,
        discount=line.base - line.discounted,
        redeemed=line.redeemed,
        redeemed_points=line.redeemed_points,
        to_pay=line.to_pay,
        accrued_points=line.accrued,
        vat_rate=None,
        vat=0,
    )
