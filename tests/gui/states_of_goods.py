"""States of what is done with goods by hand: discounts, quick goods, hours of sale."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from cashier_app.ui.discount import DiscountScreen
from tests.gui import shop

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell


def _sell(shell: Shell, name: str, *codes: str) -> None:
    shop.log_in(shell.desk.open_till, name)
    shell.go("selling")
    for code in codes:
        shell.scan(shop.scanned(code))


def discount_line(shell: Shell) -> None:
    """A new price of one line is being typed, the reason chosen."""
    _sell(shell, "Орлова Вера", *shop.GOODS)
    shell.go("discount", typed="999,90")
    screen = shell.current
    assert isinstance(screen, DiscountScreen)
    screen.kinds["price"].press()
    screen.reasons.chosen.emit("Срок годности")


def discount_whole(shell: Shell) -> None:
    """More off the whole receipt than the cashier may give, and something given already."""
    _sell(shell, "Орлова Вера", *shop.GOODS)
    till = shell.desk.open_till
    till.hand_discounts.give("percent", "5", None, "Постоянный покупатель")
    shop.log_in(till, "Иванова Мария")
    shell.go("discount", typed="15")
    screen = shell.current
    assert isinstance(screen, DiscountScreen)
    screen.whole.press()


def discounts_given(shell: Shell) -> None:
    """Discounts of lines and of the whole receipt stand where they can be taken away."""
    _sell(shell, "Орлова Вера", *shop.GOODS)
    till = shell.desk.open_till
    till.hand_discounts.give("price", "999", 5, "Повреждена упаковка")
    till.hand_discounts.give("percent", "5", None, "Постоянный покупатель")
    shell.go("selling")


STATES_OF_GOODS: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state for state in (discount_line, discount_whole, discounts_given)
}
