"""States of what is done with goods by hand: discounts, quick goods, hours of sale."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import TYPE_CHECKING, Final

from msgspec.structs import replace
from PIL import Image

from cashier_app.ui.discount import DiscountScreen
from cashier_app.ui.quick_goods import QuickGoodsScreen
from tests.gui import shop
from tests.gui.waiting import settle

if TYPE_CHECKING:
    from cashier_app.ui.shell import Shell


#: Reasons are the shop's own words, in whatever language it speaks.
ENGLISH: Final = ("Shelf life", "Damaged packaging", "Wrong price tag", "Marked down", "Regular customer")


def _sell(shell: Shell, name: str, *codes: str) -> None:
    till = shell.desk.open_till
    if till.words.language == "en":
        selling = replace(till.settings.selling, hand_reasons=ENGLISH)
        till.settings = replace(till.settings, selling=selling)
    shop.log_in(till, name)
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
    screen.reasons.chosen.emit(shell.desk.open_till.hand_discounts.reasons[0])


def discount_whole(shell: Shell) -> None:
    """More off the whole receipt than the cashier may give, and something given already."""
    _sell(shell, "Орлова Вера", *shop.GOODS)
    till = shell.desk.open_till
    till.hand_discounts.give("percent", "5", None, till.hand_discounts.reasons[-1])
    shop.log_in(till, "Иванова Мария")
    shell.go("discount", typed="15")
    screen = shell.current
    assert isinstance(screen, DiscountScreen)
    screen.whole.press()


def discounts_given(shell: Shell) -> None:
    """Discounts of lines and of the whole receipt stand where they can be taken away."""
    _sell(shell, "Орлова Вера", *shop.GOODS)
    till = shell.desk.open_till
    till.hand_discounts.give("price", "999", 5, till.hand_discounts.reasons[1])
    till.hand_discounts.give("percent", "5", None, till.hand_discounts.reasons[-1])
    shell.go("selling")


def _lay_out(shell: Shell) -> str:
    """Bread and a bag at the top, a folder with coffee in it; the folder's tile."""
    till = shell.desk.open_till
    goods = till.goods_page.without_barcode().result(10)
    for item in goods[:3]:
        till.quick_goods.add(item.product_id).result(10)
    folder = till.quick_goods.add_folder("Кофе и чай").result(10)
    for item in till.goods_page.search("кофе").result(10)[:2]:
        till.quick_goods.add(item.product_id, folder).result(10)
    body = BytesIO()
    Image.radial_gradient("L").convert("RGB").save(body, "PNG")
    till.quick_goods.keep_picture(goods[0].product_id, body.getvalue()).result(10)
    return folder


def goods_quick(shell: Shell) -> None:
    """The quick page as a manager laid it out: a picture, initials, a folder."""
    _sell(shell, "Орлова Вера")
    _lay_out(shell)
    shell.go("goods")


def quick_laid_out(shell: Shell) -> None:
    """The quick page being laid out, a folder chosen, a name typed."""
    _sell(shell, "Орлова Вера")
    folder = _lay_out(shell)
    shell.go("quick_goods")
    settle(shell)
    screen = shell.current
    assert isinstance(screen, QuickGoodsScreen)
    screen.list.set_current(folder)
    screen.letters.field.set_text("Выпечка")


STATES_OF_GOODS: Final[dict[str, Callable[[Shell], None]]] = {
    state.__name__: state for state in (discount_line, discount_whole, discounts_given, goods_quick, quick_laid_out)
}
