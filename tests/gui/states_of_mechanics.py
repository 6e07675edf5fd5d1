"""States of the screens with promo codes, gifts, coupons, limits, new cards and prices by the kind of payment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

import msgspec

from cashier_app.config import Printer
from cashier_app.ui.codes import CodesScreen
from cashier_app.ui.payment import PaymentScreen
from cashier_app.ui.registering import RegisteringScreen
from cashier_app.ui.selling import SellingScreen
from tests.gui import mechanics, shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell

COFFEE: Final = shop.GOODS[4]


def _sell(shell: Shell, *codes: str) -> SellingScreen:
    shop.log_in(shell.desk.open_till)
    mechanics.publish(shell.desk.open_till)
    shell.go("selling")
    screen = shell.current
    assert isinstance(screen, SellingScreen)
    for code in codes:
        shell.scan(shop.scanned(code))
    return screen


def offer_of_card(shell: Shell) -> None:
    """A large receipt without a card: the calm offer of one."""
    _sell(shell, *shop.GOODS)


def codes_two(shell: Shell) -> None:
    """A promo code that works and one that is over."""
    _sell(shell, shop.ANNA, *shop.GOODS[:4], "AUTUMN10", "OLD2025")


def codes_many(shell: Shell) -> None:
    """More to tell than has room: a gift, three codes, a limit."""
    _sell(shell, shop.ANNA, *shop.GOODS, "AUTUMN10", "OLD2025", "THX-7Q2M")


def code_needs_server(shell: Shell) -> None:
    """A one-use code without a connection is refused with words."""
    _sell(shell, shop.MILK, "THX-7Q2M")


def gift_offered(shell: Shell) -> None:
    """Coffee earns cookies, which are not on the receipt yet."""
    _sell(shell, shop.MILK, COFFEE)


def gift_given(shell: Shell) -> None:
    """The cookies are on the receipt as a gift; a coupon and a birthday gift wait for the buyer."""
    screen = _sell(shell, shop.ANNA, shop.MILK, COFFEE)
    shell.scan(shop.scanned(mechanics.COOKIES_CODE))
    screen.list.choose(None)


def limit_reached(shell: Shell) -> None:
    """The day's chocolates are all given: a quiet notice."""
    screen = _sell(shell, shop.MILK)
    till = shell.desk.open_till
    lot_id = till.selling.cart().wallets[-1].lot_id
    mechanics.known_campaign(till, "today", lot_id, 0, 0)
    shell.scan(shop.scanned(shop.GOODS[3]))
    assert screen.offers.isVisible() or screen.offers.offers


def level_coming(shell: Shell) -> None:
    """A level that begins tomorrow, a coupon, a birthday, and no connection: the fullest panel."""
    _sell(shell, shop.ANNA, shop.MILK)
    mechanics.next_level(shell.desk.open_till, "gold", 1)
    shell.refreshed()


def buyer_with_perks(shell: Shell) -> None:
    """The buyer's own screen says all that the panel has no room for."""
    level_coming(shell)
    shell.go("buyer")


def honest_price(shell: Shell) -> None:
    """A line was touched: how its price came about, points included."""
    screen = _sell(shell, shop.ANNA, *shop.GOODS, "AUTUMN10")
    shell.desk.open_till.selling.redeem("300")
    shell.refreshed()
    screen.list.choose(screen.list.lines[3].number)


def confirm_colleague(shell: Shell) -> None:
    """So many points need a colleague."""
    screen = _sell(shell, shop.ANNA, *shop.GOODS, *shop.GOODS)
    screen.member.redeem.press()


def codes_screen(shell: Shell) -> None:
    """Promo codes with their answers, one being typed."""
    _sell(shell, shop.ANNA, *shop.GOODS, "AUTUMN10", "OLD2025", "THX-7Q2M")
    shell.go("codes", typed="SPRING")
    assert isinstance(shell.current, CodesScreen)


def codes_none(shell: Shell) -> None:
    """No promo code yet."""
    _sell(shell, shop.MILK)
    shell.go("codes")


def registering_empty(shell: Shell) -> None:
    """A new card: nothing filled in."""
    _sell(shell, *shop.GOODS)
    shell.go("registering")


def registering_name(shell: Shell) -> None:
    """Card and telephone are there, the name is being typed."""
    _sell(shell, *shop.GOODS)
    shell.go("registering", typed="89161234567")
    shell.scan(shop.scanned(shop.NOBODY))
    screen = shell.current
    assert isinstance(screen, RegisteringScreen)
    screen.fields["name"].press()
    screen.letters.field.set_text("Анна Кузнецова")
    screen.consent.press()


def registered(shell: Shell) -> None:
    """The new member is on the receipt; the points are for the next one."""
    registering_name(shell)
    screen = shell.current
    assert isinstance(screen, RegisteringScreen)
    screen.register.press()
    settle(shell)


def payment_by_kind(shell: Shell) -> None:
    """SBP makes the receipt cheaper, and a card may be offered."""
    _sell(shell, *shop.GOODS)
    shell.go("payment")
    assert isinstance(shell.current, PaymentScreen)


def payment_sbp(shell: Shell) -> None:
    """SBP was chosen: its price is asked of the terminal."""
    payment_by_kind(shell)
    screen = shell.current
    assert isinstance(screen, PaymentScreen)
    screen.sbp.press()
    settle(shell)


def sold_explained(shell: Shell) -> None:
    """Paid: the slip explains every line, the code, the coupon, the gift and the points."""
    _sell(shell, shop.ANNA, shop.MILK, COFFEE, mechanics.COOKIES_CODE, "AUTUMN10")
    till = shell.desk.open_till
    till.selling.redeem("100")
    till.settings = msgspec.structs.replace(till.settings, printers=(Printer(address="127.0.0.1:9"),))
    shell.go("payment")
    screen = shell.current
    assert isinstance(screen, PaymentScreen)
    screen.notes[0].press()
    settle(shell)


STATES_OF_MECHANICS: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state
    for state in (
        offer_of_card,
        codes_two,
        codes_many,
        code_needs_server,
        gift_offered,
        gift_given,
        limit_reached,
        level_coming,
        buyer_with_perks,
        honest_price,
        confirm_colleague,
        codes_screen,
        codes_none,
        registering_empty,
        registering_name,
        registered,
        payment_by_kind,
        payment_sbp,
        sold_explained,
    )
}
