"""The ten flows of a cashier's day through a real window, each by touches alone and by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.e2e.stage import wait_for
from tests.e2e.test_day import CARD, GOODS, PIN, code, first_person, lines_on_screen, receipts
from tests.e2e.twin import Twin, Way, twin_of

if TYPE_CHECKING:
    from tests.e2e.conftest import Shop


class Flows:
    """What a cashier does most, and where it is seen that it was done."""

    def __init__(self, shop: Shop, twin: Twin) -> None:
        self.shop, self.twin = shop, twin

    def scan(self, name: str) -> None:
        """Goods or a card at both."""
        found = CARD if name == CARD else code(name)
        before = self.shop.receipt_on_screen()
        self.shop.scanner.scan(found)
        wait_for(lambda: self.shop.receipt_on_screen() != before, f"the scan of {name}")
        self.twin.scan(found)

    def sold(self, act: str = "") -> None:
        """Press what finishes the sale; wait for it on the disk; begin the next receipt."""
        count = len(receipts(self.shop))
        self.twin.press(act or "take")
        wait_for(lambda: len(receipts(self.shop)) == count + 1, f"the sale after {act}")
        self.twin.press("done.next")
        self.twin.arrive("selling")

    # --- the ten ---------------------------------------------------------------------------------------------------

    def lock_and_log_in(self) -> None:
        """1. Locked, and opened by the PIN."""
        self.twin.press("strip.lock")
        self.twin.arrive("login")
        self.twin.digits(PIN)
        # the twin's people are others
        self.twin.hand.press("F12") if self.twin.way == "keys" else self.touch_log_in()
        till = self.twin.shell.desk.open_till
        user = next(each for each in till.people.everybody() if each.name == "Лебедев Игорь")
        till.people.log_in(user.user_id, "9753").result(10)
        self.twin.shell.go("selling")
        goods = iter(GOODS.values())

        def again() -> bool:
            """Until the PIN has been checked a scan is refused, and the next goods are tried."""
            self.shop.scanner.scan(next(goods)["Штрихкод"])
            try:
                wait_for(lambda: lines_on_screen(self.shop), "a line", 2)
            except AssertionError:
                return False
            return True

        wait_for(again, "somebody at the till")
        self.twin.scan(code("Чай"))

    def touch_log_in(self) -> None:
        """The log-in button, which the twin does not press."""
        button = self.twin.screen.log_in  # type: ignore[attr-defined]
        self.twin.hand.touch(*self.twin._middle(button))

    def remove_all(self) -> None:
        """2. The line touched last is taken out."""
        self.twin.press("line")
        wait_for(lambda: not lines_on_screen(self.shop), "the line taken out")

    def exact_cash(self) -> None:
        """3. Two goods for exact cash."""
        self.scan("Чай")
        self.scan("Шоколад")
        self.twin.press("pay")
        self.sold("notes.0")

    def change(self) -> None:
        """4. A sum typed, with change."""
        self.scan("Кофе")
        self.twin.press("pay")
        self.twin.digits("5000")
        self.sold()
        paid = self.shop.till_rows("SELECT tendered FROM payment ORDER BY asked_at DESC LIMIT 1")
        assert paid == [(500_000,)]

    def card(self) -> None:
        """5. By card, the number of the terminal's slip typed."""
        self.scan("Чай")
        self.twin.press("pay")
        self.twin.press("card")
        asked = "SELECT 1 FROM payment WHERE state = 'authorising'"
        wait_for(lambda: self.shop.till_rows(asked), "the intent")
        self.twin.digits("004512")
        self.sold()

    def points(self) -> None:
        """6. A buyer's card, and points spent by one touch."""
        self.scan("Кофе")
        self.scan(CARD)
        account = self.shop.receipt_on_screen()["account_id"]
        held = "SELECT 1 FROM lot WHERE account_id = ? AND granted > 0"
        wait_for(lambda: self.shop.till_rows(held, account), "rights to spend")
        self.twin.press("member.redeem")
        wait_for(lambda: self.shop.receipt_on_screen().get("redeem") == "maximum", "points redeemed")
        self.twin.press("pay")
        self.sold("notes.0")
        assert receipts(self.shop)[-1][3] > 0

    def quantity(self) -> None:
        """7. Three of the same."""
        self.scan("Шоколад")
        self.twin.digits("3")
        self.twin.press("quantity")
        wait_for(lambda: lines_on_screen(self.shop)[0]["quantity"] == 3000, "three of them")

    def search(self) -> None:
        """8. Goods found by the last digits of their code."""
        self.twin.press("goods")
        self.twin.arrive("goods")
        self.twin.digits(code("Чай")[-6:])
        self.twin._wait(lambda: self.twin.screen.found.entries, "what is found")  # type: ignore[attr-defined]
        self.twin.press("add")
        self.twin.arrive("selling")
        wait_for(lambda: len(lines_on_screen(self.shop)) == 2, "the line of what was found")

    def park(self) -> None:
        """9. Parked and taken up again, then paid."""
        parked = "SELECT 1 FROM parked_receipt"
        self.twin.press("park")
        wait_for(lambda: self.shop.till_rows(parked), "the parked receipt")
        self.twin.press("park")
        self.twin.arrive("parked")
        self.twin.press("take")
        self.twin.arrive("selling")
        wait_for(lambda: not self.shop.till_rows(parked) and len(lines_on_screen(self.shop)) == 2, "the receipt back")
        self.twin.press("pay")
        self.sold("notes.0")

    def take_back(self) -> None:
        """10. The newest receipt of the list comes back whole."""
        count = len(receipts(self.shop))
        self.twin.press("give_back")
        self.twin.arrive("return")
        self.twin.choose_first("list")
        self.twin.press("everything")
        self.twin.press("give")
        wait_for(lambda: len(receipts(self.shop)) == count + 1, "the return")
        assert receipts(self.shop)[-1][1] == "return"
        self.twin.press("done.next")
        self.twin.arrive("selling")


@pytest.mark.timeout(300)
@pytest.mark.usefixtures("qapp")
def test_ten_flows_by_touches_alone_and_by_keys_alone(shop: Shop, tmp_path: Path) -> None:
    from tests.gui import shop as small

    template = tmp_path / "template"
    small.build(template)
    hand = shop.open_till()
    first_person(shop, hand)
    wait_for(lambda: shop.till_rows("SELECT count(*) FROM account")[0][0] > 50, "members in the cache")
    ways: tuple[Way, ...] = ("touch", "keys")
    for way in ways:
        with twin_of(hand, way, template, tmp_path / f"twin-{way}") as twin:
            flows = Flows(shop, twin)
            for flow in (
                flows.lock_and_log_in,
                flows.remove_all,
                flows.exact_cash,
                flows.change,
                flows.card,
                flows.points,
                flows.quantity,
                flows.search,
                flows.park,
                flows.take_back,
            ):
                flow()
    assert len(receipts(shop)) == 12
