"""A gift card sold is an advance that reports name apart, and a kind of payment like any other."""

from __future__ import annotations

from pathlib import Path

from cashier_app.till.manager_reports import Asked, gather, report_of
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.reports.days import close
from tests.integration.till.shop import MILK, found_shop, scan
from tests.integration.till.test_gift_cards import CARD, CARDS, GIFT_SETTINGS


def test_reports_of_a_shift_with_gift_cards_are_its_z_report(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock, GIFT_SETTINGS)
    till.database.worker.call(lambda unit: unit.goods.put(CARDS, ()))
    till.selling.add_product("gift-3000", "")
    till.selling.scan(scan(CARD))
    till.paying.start()
    till.paying.pay_cash("3000").result(30)
    till.selling.scan(scan(MILK))
    till.paying.start()
    asked = till.gift_cards.read(CARD)
    assert asked is not None
    till.paying.add_gift(asked, "50").result(30)
    till.paying.pay_cash("100").result(30)
    number = close(till)
    z = till.reports.z(number).result(30).totals
    till.close()

    def cells(name: str) -> dict[str, tuple[object, ...]]:
        made = report_of(
            gather(tmp_path / "till.db", Asked(name, None, 1), clock.now(), GIFT_SETTINGS.shop.zone),
            GIFT_SETTINGS,
            load_words("ru"),
        )
        return {str(row[0]): row[1:] for row in made.rows}

    summary = cells("summary")
    assert summary["из продаж подарочные карты (аванс)"] == (z.cards_sold.count, z.cards_sold.amount) == (1, 300_000)
    assert summary["Выручка"][1] == z.takings
    assert [row[2] for row in cells("shifts").values()] == [z.takings]
    assert summary["Продажи"] == (z.sales.count, z.sales.amount)
    paid = {kind.kind: kind.net for kind in z.kinds}
    assert cells("payments")["Подарочными картами"][4] == paid["gift"] == 5_000
    categories = cells("categories")
    assert categories["подарочные карты (аванс)"][1] == 300_000
    assert sum(int(str(row[3])) for row in categories.values()) == z.sales.amount
