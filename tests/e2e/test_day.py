"""A day at a till with a real window: keys through the X server, codes through a cable, paper from a socket.

What is claimed of the screens is read where it counts: in the bytes on the paper and in both databases.
"""

from __future__ import annotations

import csv
from typing import Any

from tests.e2e.conftest import ROOT, Shop
from tests.e2e.printed import Cut, Paper, Pulse, QrCode, decode
from tests.e2e.stage import Hand, wait_for

#: A member of the demo with points and an active card: silver, 1245 points to spend, 86 pending.
CARD = "7770001000079195"
PIN = "7913"


def goods() -> dict[str, dict[str, str]]:
    """The demo's catalogue by the first words of the names."""
    with (ROOT / "resources" / "demo" / "catalogue.csv").open(encoding="utf-8-sig", newline="") as stream:
        return {row["Наименование"]: row for row in csv.DictReader(stream, delimiter=";")}


GOODS = goods()


def code(beginning: str) -> str:
    """Barcode of the first product whose name begins so."""
    return next(row["Штрихкод"] for name, row in GOODS.items() if name.startswith(beginning))


def kopecks(text: str) -> int:
    """A sum as it stands on paper."""
    return round(float(text.replace("\u00a0", "").replace(" ", "").replace(",", ".")) * 100)


def lines_on_screen(shop: Shop) -> list[dict[str, Any]]:
    """Lines of the receipt on the screen, as the till keeps it for the case of a crash."""
    return list(shop.receipt_on_screen().get("lines", []))


def scan(shop: Shop, code: str) -> None:
    """Scan through the cable and wait until the receipt has one line (or one more of a line) more."""
    before = shop.receipt_on_screen()
    shop.scanner.scan(code)
    wait_for(lambda: shop.receipt_on_screen() != before, f"the scan of {code} on the receipt")


def first_person(shop: Shop, hand: Hand) -> None:
    """The very first start: a name, a PIN twice; then log in and open the shift with 1000 roubles."""
    hand.press("v", "e", "r", "a", "F12")
    hand.type(PIN)
    hand.press("F12")
    hand.type(PIN)
    hand.press("F12")
    wait_for(lambda: shop.till_rows("SELECT * FROM user"), "the first person")
    log_in(shop, hand)
    hand.type("1000")
    hand.press("F12")
    wait_for(lambda: shop.till_rows("SELECT * FROM shift WHERE closed_at IS NULL"), "the open shift")


def log_in(shop: Shop, hand: Hand) -> None:
    """The only person there is chosen already."""
    hand.type(PIN)
    hand.press("F12")


def receipts(shop: Shop) -> list[tuple[Any, ...]]:
    """Final receipts: id, kind, to pay, redeemed points, accrued points."""
    query = "SELECT receipt_id, kind, to_pay, redeemed_points, accrued_points FROM receipt WHERE state = 'final'"
    return shop.till_rows(query + " ORDER BY number")


def slips(shop: Shop, count: int) -> list[Paper]:
    """Wait for so many slips on the paper."""

    def printed() -> list[Paper] | None:
        received = shop.paper.received
        if received.count(b"\x1dV") < count:
            return None
        made = decode(received, chinese=True).slips()
        return made if len(made) >= count else None

    return wait_for(printed, f"{count} slips")


def wait_for_queue(shop: Shop) -> None:
    """Wait until the server has everything."""
    open_ = "SELECT count(*) FROM outbox WHERE state <> 'acknowledged'"
    wait_for(lambda: shop.till_rows(open_)[0][0] == 0, "an empty queue")


def ledgers_agree(shop: Shop) -> None:
    """Operations, money and every lot's points are the same on both sides."""
    wait_for_queue(shop)
    wait_for(lambda: shop.till_rows("SELECT count(*) FROM entry WHERE included = 0")[0][0] == 0, "the feed")
    assert shop.till_rows("SELECT count(*) FROM outbox") == shop.server_rows(
        "SELECT count(*) FROM operation WHERE state = 'applied'"
    )
    mine = "SELECT lot_id, kind, sum(points) FROM entry GROUP BY lot_id, kind ORDER BY 1, 2"
    theirs = "SELECT lot_id, kind, sum(points) FROM entry WHERE epoch <> '' GROUP BY lot_id, kind ORDER BY 1, 2"
    assert shop.till_rows(mine) == shop.server_rows(theirs)
    balances = dict(shop.server_rows("SELECT lot_id, sum(points) FROM entry GROUP BY lot_id"))
    held = dict(shop.till_rows("SELECT lot_id, balance FROM lot"))
    assert held
    assert {lot: balances[lot] for lot in held} == held
    net = "SELECT account_id, sum(net) FROM purchase WHERE op_id IN ({}) GROUP BY account_id ORDER BY 1"
    ids = [op for (op,) in shop.till_rows("SELECT op_id FROM purchase")]
    query = net.format(", ".join("?" * len(ids)))
    assert shop.till_rows(query, *ids) == shop.server_rows(query, *ids)
    assert "The ledger is right" in shop.command("server", "verify")
    assert shop.server_rows("SELECT * FROM alarm") == []


def on_paper(paper: Paper, beginning: str) -> str:
    """What stands at the right of the line that begins so."""
    line = next(line for line in paper.lines if line.startswith(beginning))
    return line[len(beginning) :].strip()


def test_a_day(shop: Shop) -> None:
    hand = shop.open_till()
    first_person(shop, hand)
    wait_for(lambda: shop.till_rows("SELECT count(*) FROM account")[0][0] > 50, "members in the cache")

    # scan by cable and by keyboard; the buyer's card; points; cash and card
    scan(shop, code("Кофе"))
    scan(shop, code("Шоколад"))
    before = lines_on_screen(shop)
    hand.wedge(code("Чай"))
    wait_for(lambda: len(lines_on_screen(shop)) == len(before) + 1, "the keyboard scanner's line")
    scan(shop, CARD)
    account = shop.receipt_on_screen()["account_id"]
    wait_for(
        lambda: shop.till_rows("SELECT 1 FROM lot WHERE account_id = ? AND granted > 0", account), "rights to spend"
    )
    hand.press("F6")
    wait_for(lambda: shop.receipt_on_screen().get("redeem") == "maximum", "points redeemed")
    hand.press("F12")
    hand.type("100")
    hand.press("F12")
    hand.press("F7")
    wait_for(lambda: shop.till_rows("SELECT 1 FROM payment WHERE state = 'authorising'"), "the intent of the card")
    shop.display.photograph(shop.folder / "screens" / "card.png")
    hand.type("004512")
    hand.press("F12")
    (sale,) = wait_for(lambda: receipts(shop), "the sale")
    receipt_id, kind, to_pay, redeemed, accrued = sale
    assert kind == "sale"
    assert redeemed > 0
    assert accrued > 0
    payments = shop.till_rows("SELECT kind, amount, state, reference FROM payment ORDER BY kind")
    assert payments == [("card", to_pay - 10000, "approved", "004512"), ("cash", 10000, "approved", "")]

    # what the buyer holds in her hand
    (slip,) = slips(shop, 1)
    everything = decode(shop.paper.received, chinese=True)
    kinds = [type(event) for event in everything.events if isinstance(event, Pulse | Cut)]
    assert kinds[0] is Pulse, "the drawer opens before the receipt is printed"
    assert kinds.count(Pulse) == 1
    assert kopecks(on_paper(slip, "К ОПЛАТЕ")) == to_pay
    assert [event.data for event in slip.all(QrCode)] == [f"CASHIER:R:{receipt_id}".encode()]  # type: ignore[union-attr]
    for beginning in ("Кофе", "Шоколад", "Чай"):
        assert beginning in slip.text
    assert "Не является фискальным документом" in slip.text
    assert all(len(line) <= 42 for line in slip.lines)
    hand.press("F12")
    ledgers_agree(shop)

    # the server is gone: points are spent all the same, the queue waits, and drains when it is back
    shop.stop_server()
    scan(shop, code("Кофе"))
    scan(shop, CARD)
    hand.press("F6")
    wait_for(lambda: shop.receipt_on_screen().get("redeem") == "maximum", "points redeemed offline")
    hand.press("F12")
    hand.type("5000")
    hand.press("F12")
    wait_for(lambda: len(receipts(shop)) == 2, "the offline sale")
    assert receipts(shop)[1][3] > 0, "points were spent without the server"
    assert shop.till_rows("SELECT count(*) FROM outbox WHERE state <> 'acknowledged'")[0][0] > 0
    slips(shop, 2)
    hand.press("F12")
    shop.start_server()
    ledgers_agree(shop)

    # the till is cut off in the middle of a receipt and gives it back
    scan(shop, code("Шоколад"))
    shop.close_till()
    hand = shop.open_till()
    log_in(shop, hand)
    wait_for(lambda: len(lines_on_screen(shop)) == 1, "the receipt given back")

    # a line of the first receipt comes back by its QR code, typed by a scanner on a Russian keyboard
    def cancelled() -> bool:
        """Keys pressed while the PIN is still being checked go nowhere: they are pressed again."""
        hand.press("F8", "plus")
        return not lines_on_screen(shop)

    wait_for(cancelled, "the cancelled receipt")
    hand.press("F9")
    shop.display.set_layout("ru")  # Latin letters arrive as Cyrillic ones
    hand.wedge(f"CASHIER:R:{receipt_id}")
    shop.display.set_layout("us")
    hand.press("Down", "Return", "F12")
    # part of it goes back by card: the terminal is asked, and answers with a number
    wait_for(
        lambda: shop.till_rows("SELECT 1 FROM payment WHERE state = 'authorising' AND amount < 0"),
        "the intent of the refund",
    )
    hand.type("004513")
    hand.press("F12")
    wait_for(lambda: len(receipts(shop)) == 3, "the return")
    assert receipts(shop)[2][1] == "return"
    hand.press("F12")
    ledgers_agree(shop)
    refunded = shop.till_rows("SELECT sum(amount) FROM payment WHERE amount < 0")[0][0]
    assert -refunded == abs(receipts(shop)[2][2])


def test_a_printer_that_is_off_stops_nothing_and_prints_once_when_it_is_back(shop: Shop) -> None:
    hand = shop.open_till()
    first_person(shop, hand)
    shop.paper.switch_off()
    for number in (1, 2):
        scan(shop, code("Шоколад"))
        hand.press("F12")
        hand.type("500")
        hand.press("F12")
        wait_for(lambda: len(receipts(shop)) == number, "the sale")  # noqa: B023 - waited for within the loop
        hand.press("F12")
    waiting = (
        "SELECT count(*) FROM print_job WHERE kind = 'receipt' AND state IN ('queued', 'failed_before_first_byte')"
    )
    assert shop.till_rows(waiting)[0][0] == 2
    shop.paper.switch_on()
    wait_for(lambda: shop.till_rows(waiting)[0][0] == 0, "the slips to be printed")
    printed = slips(shop, 2)
    assert [on_paper(slip, "Чек").split()[0] for slip in printed] == ["1", "2"]
    assert len(printed) == 2
