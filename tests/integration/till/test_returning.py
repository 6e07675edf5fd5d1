"""Returns: found, chosen, previewed, committed; never more than was sold, points to the lots they came from."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import DAY
from cashier_app.core.errors import WorldError
from cashier_app.core.number import MalformedNumber
from cashier_app.core.quantity import FractionOfPiece
from cashier_app.documents.document import decode
from cashier_app.documents.plain import plain_text
from cashier_app.loyalty.settlement import TooMuchReturned
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from cashier_app.sync.messages import Operation, ReturnBody
from cashier_app.till.opening import Till
from cashier_app.till.returning import NothingChosen, ReceiptNotFound
from cashier_app.till.rights import NeedsPermission, Permission
from cashier_app.till.shifts import NoOpenShift
from tests.clock import ManualClock
from tests.integration.till.seller import audit
from tests.integration.till.shop import (
    ANNA,
    BREAD,
    CHEESE,
    COFFEE,
    MILK,
    PIN,
    SETTINGS,
    STRANGER,
    found_shop,
    hash_of,
    scan,
)

InWords = Callable[[WorldError], str]


def sell(till: Till, *codes: str, redeem: str = "", card: str = "", quantity: str = "") -> str:
    """A sale; its id.  `card` is the sum paid by card, the rest is cash."""
    for code in codes:
        till.selling.scan(scan(code), quantity)
    if redeem:
        till.selling.redeem(redeem)
    till.paying.start()
    if card:
        till.paying.ask_card(card).result(30)
        till.paying.card_approved("RRN7").result(30)
    sold = till.paying.pay_cash("100000").result(30).sold
    assert sold is not None
    return sold.receipt_id


def balances(till: Till) -> dict[str, tuple[int, int]]:
    lots = till.database.worker.call(lambda unit: unit.ledger.lots("anna"))
    return {lot.lot_id: (lot.left, lot.right) for lot in lots if lot.left or lot.right}


def net(till: Till) -> int:
    record = till.reader.member("anna")
    assert record is not None
    return record.account.net_purchases + record.pending_net


def test_a_whole_return_restores_money_points_lots_and_window_exactly(till: Till) -> None:
    before, window = balances(till), net(till)
    receipt_id = sell(till, COFFEE, MILK, BREAD, ANNA, redeem="maximum", card="100")
    view = till.returning.start(receipt_id)
    assert not view.enabled
    view = till.returning.choose_all()
    assert view.enabled
    row = till.reader.receipt(receipt_id)
    assert row is not None
    assert view.total_kopecks == row.to_pay
    assert [kind for kind, _ in view.money] == ["Картой", "Наличными"] or len(view.money) == 2
    assert any("Вернётся на карту" in sentence for sentence in view.points)
    done = till.returning.commit().result(30)
    assert (done.total, done.card, done.cash) == (row.to_pay, 10_000, row.to_pay - 10_000)
    assert (done.points_restored, done.points_taken_back) == (row.redeemed_points, row.accrued_points)
    assert balances(till) == before
    assert net(till) == window
    audit(till, [])
    totals = till.reports.x().result(30).totals
    assert totals.sales.amount == totals.returns.amount
    assert totals.cash_expected == 100_000


def test_parts_sum_exactly_to_the_whole_and_never_exceed_it(till: Till, in_words: InWords) -> None:
    before = balances(till)
    receipt_id = sell(till, MILK, MILK, MILK, BREAD, ANNA, redeem="maximum")
    row = till.reader.receipt(receipt_id)
    assert row is not None
    total = restored = taken = 0
    for line, quantity in ((1, "1"), (1, "1"), (2, "1"), (1, "1")):
        till.returning.start(receipt_id)
        till.returning.choose(line, quantity)
        done = till.returning.commit().result(30)
        total, restored = total + done.total, restored + done.points_restored
        taken += done.points_taken_back
    assert (total, restored, taken) == (row.to_pay, row.redeemed_points, row.accrued_points)
    assert balances(till) == before
    view = till.returning.start(receipt_id)
    assert not view.enabled
    assert view.reason == "всё уже возвращено"
    with pytest.raises(TooMuchReturned) as refused:
        till.returning.choose(1, "1")
    in_words(refused.value)
    audit(till, [])


def test_more_than_was_sold_is_refused_in_the_transaction_too(till: Till) -> None:
    """Two windows of the same return: the second finds nothing left."""
    receipt_id = sell(till, MILK)
    till.returning.start(receipt_id)
    till.returning.choose_all()
    first, second = till.returning.commit(), till.returning.commit()
    first.result(30)
    with pytest.raises(TooMuchReturned):
        second.result(30)
    assert len(till.reader.returns(receipt_id)) == 1
    audit(till, [])


@pytest.mark.parametrize(
    ("quantity", "error"),
    [("2", TooMuchReturned), ("0,5", FractionOfPiece), ("-1", MalformedNumber), ("abc", MalformedNumber)],
)
def test_a_quantity_that_cannot_come_back_is_refused(
    till: Till, quantity: str, error: type[WorldError], in_words: InWords
) -> None:
    till.returning.start(sell(till, MILK))
    before = till.returning.view()
    with pytest.raises(error) as refused:
        till.returning.choose(1, quantity)
    in_words(refused.value)
    assert till.returning.view() == before
    with pytest.raises(NothingChosen):
        till.returning.commit()


def test_weighed_goods_come_back_by_grams(till: Till) -> None:
    receipt_id = sell(till, CHEESE, quantity="0,299")
    till.returning.start(receipt_id)
    view = till.returning.choose(1, "0,1")
    assert view.lines[0].returnable == "0,299\u00a0кг"
    assert view.lines[0].amount == "49,90"
    till.returning.commit().result(30)
    assert till.returning.start(receipt_id).lines[0].returnable == "0,199\u00a0кг"


def test_the_operation_tells_all_of_it(till: Till) -> None:
    receipt_id = sell(till, COFFEE, ANNA, redeem="337")
    till.returning.start(receipt_id)
    till.returning.choose_all()
    done = till.returning.commit().result(30)
    last = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))[-1]
    operation = msgspec.json.decode(last.body, type=Operation)
    body = operation.body
    assert isinstance(body, ReturnBody)
    assert (operation.op_id, body.original_id) == (done.receipt_id, receipt_id)
    assert body.net == -done.total
    assert sum(payment.amount for payment in body.payments) == -done.total
    assert sorted((entry.kind, entry.lot_id, entry.points) for entry in body.entries) == sorted(
        [
            ("reversal", "soon", 30_000),
            ("reversal", "late", 3_700),
            ("reversal", f"{receipt_id}.1", -done.points_taken_back),
        ]
    )
    slip = till.printing.document(done.print_job_id or 0).result(30)
    text = plain_text(slip, 42)
    assert "ВОЗВРАТ" in text
    assert "По чеку 1" in text
    row = till.database.worker.call(lambda unit: unit.printing.by_id(done.print_job_id or 0))
    assert row is not None
    assert decode(row.document) == slip


def test_points_spent_since_become_a_debt_that_the_next_purchase_repays(till: Till) -> None:
    first = sell(till, COFFEE, COFFEE, ANNA)
    record = till.reader.member("anna")
    assert record is not None
    earned = next(lot for lot in record.lots if lot.lot_id.startswith(first))

    def spend(unit: object) -> None:
        driver = unit.meta._link.driver  # type: ignore[attr-defined]
        driver.execute("UPDATE lot SET balance = 0, granted = 0")
        driver.execute(
            "INSERT INTO entry SELECT NULL, 'spent', 'redemption', account_id, wallet, lot_id, ?, 0, '', 0, 0 FROM lot "
            "WHERE lot_id = ?",
            (-earned.left, earned.lot_id),
        )
        driver.execute("UPDATE lot SET used = used + ? WHERE lot_id = ?", (earned.left, earned.lot_id))

    till.database.worker.call(spend)
    till.returning.start(first)
    view = till.returning.choose_all()
    assert any("долгом" in sentence for sentence in view.points)
    till.returning.commit().result(30)
    record = till.reader.member("anna")
    assert record is not None
    assert sum(lot.left for lot in record.lots) == -earned.left
    sell(till, COFFEE, COFFEE, COFFEE, ANNA)
    record = till.reader.member("anna")
    assert record is not None
    assert all(lot.left >= 0 for lot in record.lots), "the new points repaid the debt"


def test_cash_rounding_goes_back_as_it_was_paid(tmp_path: Path, clock: ManualClock) -> None:
    selling = msgspec.structs.replace(SETTINGS.selling, cash_rounding=100)
    till = found_shop(tmp_path, clock, msgspec.structs.replace(SETTINGS, selling=selling))
    receipt_id = sell(till, MILK)
    till.returning.start(receipt_id)
    till.returning.choose_all()
    assert till.returning.commit().result(30).total == 9400
    assert till.reports.x().result(30).totals.cash_expected == 100_000
    till.close()


def test_points_of_an_unknown_card_are_taken_back_from_who_owns_them_now(till: Till, clock: ManualClock) -> None:
    receipt_id = sell(till, COFFEE, STRANGER)
    unclaimed = f"unclaimed-{hash_of(STRANGER).hex()}"
    lot = till.database.worker.call(lambda unit: unit.ledger.lots(unclaimed))[0]
    account = AccountRow("gleb", "Глеб Т.", "start", "active", None, 0, 0, clock.now(), True)
    identifier = IdentifierRow(hash_of(STRANGER), "gleb", "card", "..0005", "active")
    moved = LotRow(lot.lot_id, "gleb", lot.wallet, lot.source, lot.left, lot.active_at, lot.expires_at)
    epoch = till.identity.epoch
    till.database.worker.call(
        lambda unit: unit.ledger.put_accounts([account], [identifier], [moved], [(epoch, 1_000_000)])
    )
    till.returning.start(receipt_id)
    till.returning.choose_all()
    assert till.returning.commit().result(30).points_taken_back == lot.left
    record = till.reader.member("gleb")
    assert record is not None
    assert sum(lot.left for lot in record.lots) == 0


# --- finding ---------------------------------------------------------------------------------------------


def test_a_receipt_is_found_by_code_number_day_sum_and_card(till: Till, clock: ManualClock) -> None:
    first = sell(till, MILK, ANNA)
    clock.advance(2 * DAY)
    second = sell(till, COFFEE)
    returning = till.returning
    assert returning.start_by_code(f"CASHIER:R:{first}").title == "Чек 1"
    assert returning.start_by_code("2").title == "Чек 2"
    assert [found.receipt_id for found in returning.find(number="1")] == [first]
    assert [found.receipt_id for found in returning.find()] == [second, first]
    assert [found.receipt_id for found in returning.find(day=date(2026, 11, 21))] == [first]
    assert [found.receipt_id for found in returning.find(amount="1249")] == [second]
    assert [found.receipt_id for found in returning.find(card=ANNA)] == [first]
    assert returning.find(number="1")[0].detail == "21.11.2026 14:00 · 1 позиция"


@pytest.mark.parametrize("code", ["CASHIER:R:" + "0" * 32, "99", "", "CASHIER:R:", "4600000000015", "x" * 4000])
def test_what_is_no_receipt_of_this_till_is_told(till: Till, code: str, in_words: InWords) -> None:
    with pytest.raises(ReceiptNotFound) as refused:
        till.returning.start_by_code(code)
    in_words(refused.value)


def test_a_search_for_nothing_is_told(till: Till) -> None:
    for asked in ({"number": "5"}, {"day": date(2001, 1, 1)}, {"amount": "1"}, {"card": ANNA}, {"card": "нет"}):
        with pytest.raises(ReceiptNotFound):
            till.returning.find(**asked)  # type: ignore[arg-type]
    with pytest.raises(MalformedNumber):
        till.returning.find(number="первый")


def test_a_return_is_no_receipt_to_return_by(till: Till) -> None:
    receipt_id = sell(till, MILK)
    till.returning.start(receipt_id)
    till.returning.choose_all()
    done = till.returning.commit().result(30)
    with pytest.raises(ReceiptNotFound):
        till.returning.start(done.receipt_id)
    with pytest.raises(ReceiptNotFound):
        till.returning.find(number="2")


def test_a_return_is_a_right_and_needs_a_shift(till: Till) -> None:
    receipt_id = sell(till, MILK)
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.returning.start(receipt_id)
    till.returning.start(receipt_id, Permission("return", "boss"))
    till.returning.choose_all()
    till.returning.commit().result(30)
    till.shifts.close("1000", Permission("close_with_difference", "boss")).result(30)
    with pytest.raises(NoOpenShift):
        till.returning.start(receipt_id, Permission("return", "boss"))
