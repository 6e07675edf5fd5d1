"""Every state of every screen worth a look: what the gallery draws and the tests examine."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.devices.printing import PrinterStatus
from cashier_app.devices.scanners import ScannerView
from cashier_app.devices.serial_scanner import ScannerStatus
from cashier_app.sync.state import SyncState
from cashier_app.ui import messages
from cashier_app.ui.goods import GoodsScreen
from cashier_app.ui.lamps import Lamps
from cashier_app.ui.login import LoginScreen
from cashier_app.ui.selling import SellingScreen
from tests.clock import START
from tests.gui import shop
from tests.gui.states_after_selling import MORE_STATES
from tests.gui.states_of_buyers import STATES_OF_BUYERS
from tests.gui.states_of_counter import STATES_OF_COUNTER
from tests.gui.states_of_devices import STATES_OF_DEVICES
from tests.gui.states_of_gifts import STATES_OF_GIFTS
from tests.gui.states_of_goods import STATES_OF_GOODS
from tests.gui.states_of_mechanics import STATES_OF_MECHANICS
from tests.gui.states_of_office import STATES_OF_OFFICE
from tests.gui.states_of_paper import STATES_OF_PAPER
from tests.gui.states_of_reports import STATES_OF_REPORTS
from tests.gui.states_of_scanning import STATES_OF_SCANNING

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell


def _sell(shell: Shell, *codes: str) -> SellingScreen:
    shop.log_in(shell.desk.open_till)
    shell.go("selling")
    screen = shell.current
    assert isinstance(screen, SellingScreen)
    for code in codes:
        shell.scan(shop.scanned(code))
    return screen


def surround(shell: Shell) -> None:
    """An offline server with a queue, a scanner at work, a printer without paper."""
    surroundings = shell.desk.surroundings
    surroundings.set_sync(SyncState(online=False, since=START - 720_000, last_sync=START - 720_000, waiting=7))
    surroundings.set_scanners((ScannerView(name="COM3", address="COM3", found=False, status=ScannerStatus("ready")),))
    surroundings.set_printer(PrinterStatus("down", "paper_out"))
    Lamps(shell).stop()


# --- the states --------------------------------------------------------------------------------------------------


def login_opening(shell: Shell) -> None:
    """Before the till is open."""
    till, shell.desk.till = shell.desk.till, None
    shell.go("login")
    shell.desk.till = till


def login_failed(shell: Shell) -> None:
    """The database cannot be opened."""
    from cashier_app.storage.errors import AlreadyRunning

    till, shell.desk.till = shell.desk.till, None
    shell.go("login")
    screen = shell.current
    assert isinstance(screen, LoginScreen)
    screen.show_failure(AlreadyRunning(pid=4711, path="till.db"))
    shell.desk.till = till


def login(shell: Shell) -> None:
    """Who is at the till, a name chosen, some digits typed."""
    shell.go("login")
    screen = shell.current
    assert isinstance(screen, LoginScreen)
    screen.tiles.chosen.emit(shell.desk.open_till.people.everybody()[1].user_id)
    screen.pad.field.set_text("25")


def locked(shell: Shell) -> None:
    """Locked in the middle of a receipt."""
    _sell(shell, shop.MILK)
    shell.lock()


def first_person(shell: Shell) -> None:
    """Nobody is known yet."""
    shell.go("first_person")


def shift_opening(shell: Shell) -> None:
    """No shift is open."""
    shop.log_in(shell.desk.open_till, shift=False)
    shell.go("shift_opening")


def selling_empty(shell: Shell) -> None:
    """The next buyer is awaited."""
    _sell(shell)


def selling_plain(shell: Shell) -> None:
    """Goods without a card."""
    _sell(shell, *shop.GOODS)


def selling_red(shell: Shell) -> None:
    """A buyer with a card, points redeemed, a red line that bars payment, a quantity being typed."""
    screen = _sell(shell, *shop.GOODS[:3], shop.ANNA, shop.UNKNOWN, *shop.GOODS[3:])
    screen.member.redeem.press()
    screen.pad.field.set_text("3")


def selling_ready(shell: Shell) -> None:
    """A long receipt, points to spend, everything may be paid; a line is chosen."""
    screen = _sell(shell, shop.ANNA, *shop.GOODS, *shop.GOODS)
    screen.list.step(-1)
    screen.list.step(-1)


def selling_no_rights(shell: Shell) -> None:
    """A card whose points cannot be spent here while offline."""
    _sell(shell, *shop.GOODS, shop.VERA)


def selling_past_node(shell: Shell) -> None:
    """The shop's node is silent: the central server answers, and what is held here can be spent."""
    from cashier_app.till.opening import Connection

    shell.desk.surroundings.set_sync(
        SyncState(online=True, trouble="none", last_sync=START, past_node=True, node_trouble="unreachable", waiting=3)
    )
    shell.desk.open_till.set_connection(Connection(True, START, past_node=True))
    Lamps(shell).stop()
    _sell(shell, *shop.GOODS[:3], shop.ANNA)


def selling_held_elsewhere(shell: Shell) -> None:
    """Online, and part of the points is held by another till."""
    from cashier_app.till.opening import Connection

    till = shell.desk.open_till
    till.set_connection(Connection(True, START))
    screen = _sell(shell, *shop.GOODS[:3], shop.VERA)
    member = till.selling.member
    assert member is not None
    till.selling.rights_came(member.account_id)
    screen.refreshed()


def selling_unknown_card(shell: Shell) -> None:
    """A card this till does not know: points wait for their owner."""
    _sell(shell, shop.GOODS[0], shop.NOBODY)


def selling_phone_card(shell: Shell) -> None:
    """A card in a telephone whose changing code has not been verified: it earns, and spends nothing."""
    _sell(shell, *shop.GOODS, f"CASHIER:V:{shop.ANNA}:12345678")


def selling_two_cards(shell: Shell) -> None:
    """A second card: whose purchase is it?"""
    _sell(shell, shop.GOODS[0], shop.ANNA, shop.VERA)


def selling_age(shell: Shell) -> None:
    """Goods for adults."""
    _sell(shell, shop.GOODS[0], shop.WINE)


def selling_cancel(shell: Shell) -> None:
    """The whole receipt is to be cancelled."""
    screen = _sell(shell, *shop.GOODS)
    screen.cancel.press()


def selling_message(shell: Shell) -> None:
    """A card that is blocked: a notice that bars nothing."""
    _sell(shell, *shop.GOODS, shop.BORIS)


def goods_folders(shell: Shell) -> None:
    """Goods without a barcode."""
    _sell(shell)
    shell.go("goods")


def goods_search(shell: Shell) -> None:
    """Goods found while typing."""
    _sell(shell)
    shell.go("goods", typed="сыр")


def goods_letters(shell: Shell) -> None:
    """The letters of the search, nothing found."""
    _sell(shell)
    shell.go("goods", typed="фывапролдж")
    screen = shell.current
    assert isinstance(screen, GoodsScreen)
    screen.pad.show_letters(True)


def buyer_none(shell: Shell) -> None:
    """A buyer is sought by telephone."""
    _sell(shell, shop.MILK)
    shell.go("buyer", typed="900000")


def buyer_there(shell: Shell) -> None:
    """A card is on the receipt."""
    _sell(shell, shop.MILK, shop.ANNA)
    shell.go("buyer")


def permission(shell: Shell) -> None:
    """A colleague is asked for a right."""
    till = shell.desk.open_till
    shop.log_in(till, "Иванова Мария")
    shell.go("selling")
    shell.scan(shop.scanned(shop.MILK))
    screen = shell.current
    assert isinstance(screen, SellingScreen)
    screen.cancel.press()
    screen.question.first.press()


def long_message(shell: Shell) -> None:
    """The longest thing that is told."""
    _sell(shell, *shop.GOODS)
    messages.failure(KeyError("x"))


STATES: Final[dict[str, Callable[[Shell], None]]] = (
    {
        state.__name__: state
        for state in (
            login_opening,
            login_failed,
            login,
            locked,
            first_person,
            shift_opening,
            selling_empty,
            selling_plain,
            selling_red,
            selling_ready,
            selling_no_rights,
            selling_past_node,
            selling_held_elsewhere,
            selling_unknown_card,
            selling_phone_card,
            selling_two_cards,
            selling_age,
            selling_cancel,
            selling_message,
            goods_folders,
            goods_search,
            goods_letters,
            buyer_none,
            buyer_there,
            permission,
            long_message,
        )
    }
    | MORE_STATES
    | STATES_OF_SCANNING
    | STATES_OF_DEVICES
    | STATES_OF_MECHANICS
    | STATES_OF_COUNTER
    | STATES_OF_GOODS
    | STATES_OF_PAPER
    | STATES_OF_REPORTS
    | STATES_OF_GIFTS
    | STATES_OF_BUYERS
    | STATES_OF_OFFICE
)
