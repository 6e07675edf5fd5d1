"""States of the screens with gift cards: one being sold, one that pays, one looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from cashier_app.core.clock import DAY
from cashier_app.core.ids import identifier_hash
from cashier_app.loyalty.gift_cards import gift_account
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, ProductRow
from cashier_app.sync.messages import GiftCardLot, GiftCardMove, GiftCardSummary
from cashier_app.ui.gift_balance import GiftBalanceScreen
from cashier_app.ui.payment import PaymentScreen
from tests.clock import START
from tests.gui import shop

if TYPE_CHECKING:
    from collections.abc import Callable

    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.ui.shell import Shell

CARD: Final = "6660000000001234"
FRESH: Final = "6660000000005678"
PRODUCTS: Final = (
    ProductRow("gift-3000", "Подарочная карта 3000 ₽", 300_000, tags="gift_card", digest=b"g1"),
    ProductRow("gift-any", "Подарочная карта на любую сумму", 100, tags="gift_card_any", digest=b"g2"),
)


def seed(unit: UnitOfWork) -> None:
    """Gift cards among the goods, and one that this till holds 1,500 roubles of, another that is not sold."""
    unit.goods.put(PRODUCTS, ())
    digest = identifier_hash(shop.KEY, "gift", CARD)
    account_id = gift_account(digest.hex())
    unit.ledger.put_accounts(
        [AccountRow(account_id, "..1234", "start", "gift", None, 0, 0, START, segments="sold")],
        [IdentifierRow(digest, account_id, "gift", "..1234", "active")],
        [LotRow("gift-lot", account_id, "gift", "sold", 150_000, 0, START + 200 * DAY, granted=150_000)],
        [],
    )


def _ready(shell: Shell) -> None:
    shop.log_in(shell.desk.open_till)
    shell.desk.open_till.database.worker.call(seed)


def gift_waits(shell: Shell) -> None:
    """A gift card of any sum was chosen: the sum is being typed, the card is awaited."""
    _ready(shell)
    shell.go("selling")
    shell.scan(shop.scanned(shop.MILK))
    outcome = shell.desk.open_till.selling.add_product("gift-any")
    shell.go("selling", outcome=outcome)
    assert shell.current is not None
    assert shell.current.keypad is not None
    shell.current.keypad.field.set_text("1500")


def gift_sold(shell: Shell) -> None:
    """A gift card stands on the receipt."""
    _ready(shell)
    shell.go("selling")
    shell.scan(shop.scanned(shop.ANNA))
    shell.scan(shop.scanned(shop.MILK))
    shell.desk.open_till.selling.add_product("gift-3000")
    shell.scan(shop.scanned(FRESH))


def gift_pays(shell: Shell) -> None:
    """A part is paid with a gift card, the rest is still to be paid."""
    _ready(shell)
    till = shell.desk.open_till
    shell.go("selling")
    for code in shop.GOODS:
        shell.scan(shop.scanned(code))
    till.paying.start()
    asked = till.gift_cards.read(CARD)
    assert asked is not None
    till.paying.add_gift(asked, "500").result(30)
    shell.go("payment")
    assert isinstance(shell.current, PaymentScreen)


def gift_balance(shell: Shell) -> None:
    """The balance of a card with its movements."""
    _ready(shell)
    till = shell.desk.open_till
    asked = till.gift_cards.read(CARD)
    assert asked is not None
    shell.go("gift_card")
    screen = shell.current
    assert isinstance(screen, GiftBalanceScreen)
    moves = (
        GiftCardMove(START, "redemption", -124_900),
        GiftCardMove(START - DAY, "reversal", 9490),
        GiftCardMove(START - 2 * DAY, "redemption", -34_590),
        GiftCardMove(START - 9 * DAY, "accrual", 300_000),
    )
    told = GiftCardSummary(
        START,
        asked.account_id,
        "..1234",
        "active",
        150_000,
        150_000,
        0,
        (GiftCardLot(150_000, START + 200 * DAY),),
        moves,
    )
    shell.desk.gift_balance = lambda digest, tell: tell(told)
    shell.desk.open_till.set_connection(_online())
    shell.scan(shop.scanned(CARD))


def _online() -> object:
    from cashier_app.till.opening import Connection

    return Connection(online=True)


STATES_OF_GIFTS: Final[dict[str, Callable[[Shell], None]]] = {
    "gift_waits": gift_waits,
    "gift_sold": gift_sold,
    "gift_pays": gift_pays,
    "gift_balance": gift_balance,
}
