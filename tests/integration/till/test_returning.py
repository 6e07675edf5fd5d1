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
from cashier_app.loyalty.sold import TooMuchReturned
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from cashier_app.sync.messages import Operation, Recall, ReturnBody, return_right
from cashier_app.till.goods_back import RefundOpen
from cashier_app.till.loose_return import AboveReturnLimit, NoReturnReason, NotGoods, NothingLoose
from cashier_app.till.opening import Till
from cashier_app.till.paying import NoReference
from cashier_app.till.return_right import HeldElsewhere
from cashier_app.till.return_views import ReturnedReceipt
from cashier_app.till.returning import NoRefundAsked, NothingChosen, ReceiptNotFound, SoldElsewhere
from cashier_app.till.rights import NeedsPermission, Permission
from cashier_app.till.shifts import NoOpenShift, PaymentInDoubt
from cashier_app.till.sold_before import read_original
from tests.clock import ManualClock
from tests.integration.till.seller import audit
from tests.integration.till.shop import (
    ANNA,
    BREAD,
    CHEESE,
    COFFEE,
    MANAGER_PIN,
    MILK,
    PIN,
    SETTINGS,
    STRANGER,
    found_shop,
    hash_of,
    open_shop,
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


def give_back(till: Till) -> ReturnedReceipt:
    """Make the return; the terminal approves whatever it is asked for."""
    done = till.returning.commit().result(30)
    while done is None:
        done = till.returning.approved("RRN8").result(30)
    return done


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
    done = give_back(till)
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
        done = give_back(till)
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
    give_back(till)
    assert till.returning.start(receipt_id).lines[0].returnable == "0,199\u00a0кг"


def test_the_operation_tells_all_of_it(till: Till) -> None:
    receipt_id = sell(till, COFFEE, ANNA, redeem="337")
    till.returning.start(receipt_id)
    till.returning.choose_all()
    done = give_back(till)
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
    give_back(till)
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
    assert give_back(till).total == 9400
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
    assert give_back(till).points_taken_back == lot.left
    record = till.reader.member("gleb")
    assert record is not None
    assert sum(lot.left for lot in record.lots) == 0


# --- refunds on the terminal -----------------------------------------------------------------------------


def asked(till: Till, *codes: str, card: str) -> str:
    """A sale partly by card, all of it chosen and confirmed: the terminal is asked; the sale's id."""
    receipt_id = sell(till, *codes, card=card)
    till.returning.start(receipt_id)
    till.returning.choose_all()
    assert till.returning.commit().result(30) is None
    return receipt_id


def operations(till: Till) -> list[str]:
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))
    return [row.kind for row in rows]


def test_an_intent_holds_the_goods_and_is_in_no_report(till: Till, in_words: InWords) -> None:
    before = balances(till)
    receipt_id = sell(till, MILK, MILK, ANNA, card="50")
    points, totals, recorded = balances(till), till.reports.x().result(30).totals, operations(till)
    assert points != before
    till.returning.start(receipt_id)
    till.returning.choose(1, "1")
    assert till.returning.commit().result(30) is None
    assert till.reports.x().result(30).totals == totals
    assert (balances(till), operations(till)) == (points, recorded)
    assert "return" not in [record.act for record in till.journal.latest().result(30)]
    original = read_original(till.reader, receipt_id)
    assert original is not None
    assert original.returned.quantities == {1: 1000}
    for act in (lambda: till.returning.start(receipt_id), lambda: till.returning.commit().result(30)):
        with pytest.raises(RefundOpen) as refused:
            act()
        in_words(refused.value)
    with pytest.raises(PaymentInDoubt):
        till.shifts.close("0", Permission("close_with_difference", "boss")).result(30)


def test_an_approval_books_the_return_once(till: Till, in_words: InWords) -> None:
    before = balances(till)
    receipt_id = asked(till, COFFEE, MILK, ANNA, card="100")
    with pytest.raises(NoReference):
        till.returning.approved(" ")
    first, second = till.returning.approved("R1"), till.returning.approved("R2")
    done = first.result(30)
    assert done is not None
    with pytest.raises(NoRefundAsked) as refused:
        second.result(30)
    in_words(refused.value)
    with pytest.raises(NoRefundAsked):
        till.returning.declined()
    paid = [(each.kind, each.state, each.reference) for each in till.reader.payments(done.receipt_id)]
    assert paid == [("card", "approved", "R1"), ("cash", "approved", "")]
    assert (done.card, balances(till)) == (10_000, before)
    assert operations(till).count("return") == 1
    assert len(till.reader.returns(receipt_id)) == 1
    totals = till.reports.x().result(30).totals
    assert (totals.returns.count, totals.returns.amount) == (1, done.total)
    audit(till, [])


def test_a_declined_refund_leaves_everything_as_it_was(till: Till) -> None:
    receipt_id = sell(till, COFFEE, ANNA, card="100")
    points, totals, recorded = balances(till), till.reports.x().result(30).totals, operations(till)
    till.returning.start(receipt_id)
    chosen = till.returning.choose_all()
    till.returning.commit().result(30)
    till.returning.declined().result(30)
    assert till.returning.view() == chosen
    assert till.reader.returns(receipt_id) == []
    assert (balances(till), till.reports.x().result(30).totals, operations(till)) == (points, totals, recorded)
    assert give_back(till).card == 10_000
    audit(till, [])


@pytest.mark.parametrize("approved", [True, False])
def test_a_stop_before_the_answer_leaves_an_open_question(tmp_path: Path, clock: ManualClock, approved: bool) -> None:
    till = found_shop(tmp_path, clock)
    receipt_id = asked(till, COFFEE, ANNA, card="100")
    till.close()
    till = open_shop(tmp_path, clock)
    assert till.returning.waits
    assert any("терминал" in notice.text for notice in till.notices)
    question = till.returning.view().asked
    assert question is not None
    assert question.unknown
    [held] = till.reader.returns(receipt_id)
    assert [each.state for each in till.reader.payments(held.receipt_id)] == ["unknown"]
    boss = next(user for user in till.people.everybody() if user.role == "administrator")
    till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
    done = (till.returning.approved("R9") if approved else till.returning.declined()).result(30)
    assert not till.returning.waits
    assert (done is not None) is approved
    assert [row.state for row in till.reader.returns(receipt_id)] == (["final"] if approved else [])
    audit(till, [])
    till.close()


def test_the_second_part_is_asked_for_after_the_first_and_again_when_it_is_declined(till: Till) -> None:
    """Once a part has gone back the return is finished, at worst in cash."""
    till.selling.scan(scan(COFFEE))
    till.paying.start()
    till.paying.ask_card("100").result(30)
    till.paying.card_approved("A1").result(30)
    till.paying.ask_card(kind="sbp").result(30)
    sold = till.paying.card_approved("A2").result(30).sold
    assert sold is not None
    till.returning.start(sold.receipt_id)
    till.returning.choose_all()
    for answer in (till.returning.commit, lambda: till.returning.approved("R1"), till.returning.declined):
        assert answer().result(30) is None
        assert till.returning.waits
    question = till.returning.view().asked
    assert question is not None
    assert (question.kind, question.begun) == ("СБП", True)
    done = till.returning.in_cash().result(30)
    assert done is not None
    assert (done.card, done.cash) == (10_000, sold.to_pay - 10_000)
    audit(till, [])


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
    done = give_back(till)
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
    give_back(till)
    till.shifts.close("1000", Permission("close_with_difference", "boss")).result(30)
    with pytest.raises(NoOpenShift):
        till.returning.start(receipt_id, Permission("return", "boss"))


# --- each card its own money -----------------------------------------------------------------------------


def test_two_cards_of_one_sale_are_asked_one_after_another_each_for_its_own_part(till: Till) -> None:
    """2 498,00 by two cards, 1 000,00 and 1 498,00: a half goes back as 500,00 and 749,00."""
    till.selling.scan(scan(COFFEE), "2")
    till.paying.start()
    for amount, reference in (("1000", "VISA1"), ("", "MIR2")):
        till.paying.ask_card(amount).result(30)
        sold = till.paying.card_approved(reference).result(30).sold
    assert sold is not None
    paid = {row.payment_id: (row.amount, row.reference) for row in till.reader.payments(sold.receipt_id)}
    till.returning.start(sold.receipt_id)
    view = till.returning.choose(1, "1")
    assert [amount for _, amount in view.money] == ["500,00", "749,00"]
    assert till.returning.commit().result(30) is None
    asked = till.returning.view().asked
    assert asked is not None
    assert asked.amount == "500,00\u00a0₽"
    assert till.returning.approved("R1").result(30) is None
    done = till.returning.approved("R2").result(30)
    assert done is not None
    back = {paid[row.refunds]: (-row.amount, row.reference) for row in till.reader.payments(done.receipt_id)}
    assert back == {(100_000, "VISA1"): (50_000, "R1"), (149_800, "MIR2"): (74_900, "R2")}
    till.returning.start(sold.receipt_id)
    till.returning.choose_all()
    rest = give_back(till)
    back = {paid[row.refunds]: (-row.amount, "") for row in till.reader.payments(rest.receipt_id)}
    assert back == {(100_000, "VISA1"): (50_000, ""), (149_800, "MIR2"): (74_900, "")}
    audit(till, [])


def test_a_refund_given_in_cash_counts_against_its_card(till: Till) -> None:
    receipt_id = sell(till, MILK, MILK, card="100")
    till.returning.start(receipt_id)
    till.returning.choose(1, "1")
    assert till.returning.commit().result(30) is None
    assert till.returning.in_cash().result(30) is not None
    card = next(row for row in till.reader.payments(receipt_id) if row.kind == "card")
    original = read_original(till.reader, receipt_id)
    assert original is not None
    assert original.returned.payments[card.payment_id] == 5_000
    till.returning.start(receipt_id)
    till.returning.choose_all()
    assert give_back(till).card == 5_000
    audit(till, [])


# --- the right to return ---------------------------------------------------------------------------------


def joined(till: Till) -> None:
    """A till that has joined a server may have to share the right to return."""
    till.database.worker.call(lambda unit: unit.meta.put("node_key", "key"))


def recalled(till: Till, receipt_id: str, granted: int = 0) -> None:
    """The server asks for the right to a receipt's goods, at an exchange."""
    till.sync_store._give_up([Recall(return_right(receipt_id), granted)])


def test_a_till_keeps_the_right_to_what_it_sold_until_somebody_else_needs_it(till: Till, in_words: InWords) -> None:
    receipt_id = sell(till, MILK, MILK)
    joined(till)
    till.returning.start(receipt_id)
    recalled(till, receipt_id)  # the receipt is on the screen: not now
    till.returning.choose(1, "1")
    give_back(till)
    recalled(till, receipt_id)
    assert operations(till)[-1] == "release"
    with pytest.raises(SoldElsewhere) as refused:
        till.returning.start(receipt_id)
    in_words(refused.value)
    recalled(till, receipt_id)
    assert operations(till).count("release") == 1
    assert till.sync_store.return_target(receipt_id) == 1


def test_a_right_that_goes_while_the_choice_is_confirmed_is_noticed_in_the_transaction(till: Till) -> None:
    receipt_id = sell(till, MILK)
    joined(till)
    till.returning.start(receipt_id)
    till.returning.choose_all()
    till.sync_store.in_use = lambda: ""
    recalled(till, receipt_id)
    with pytest.raises(HeldElsewhere):
        till.returning.commit().result(30)
    assert till.reader.returns(receipt_id) == []


def test_a_restored_database_returns_nothing_of_its_former_life_without_asking(
    tmp_path: Path, clock: ManualClock
) -> None:
    till = found_shop(tmp_path / "till", clock)
    joined(till)
    receipt_id = sell(till, MILK)
    till.close()
    moved = open_shop(tmp_path / "till", clock, machine="another")
    boss = next(user for user in moved.people.everybody() if user.role == "administrator")
    moved.people.log_in(boss.user_id, MANAGER_PIN).result(30)
    with pytest.raises(SoldElsewhere):
        moved.returning.start(receipt_id)
    moved.returning.start_money_only(receipt_id)
    view = moved.returning.choose_all()
    assert view.money_only
    assert "сервер" in view.points[0]
    give_back(moved)
    last = moved.database.worker.call(lambda unit: unit.outbox.since(moved.identity.epoch, 1, 100))[-1]
    body = msgspec.json.decode(last.body, type=Operation).body
    assert isinstance(body, ReturnBody)
    assert (body.points, body.entries, bool(body.reason), body.original_id) == ("server", (), True, receipt_id)
    assert moved.journal.latest().result(30)[0].act == "return_money_only"
    assert moved.reports.x().result(30).totals.returns_by_word.count == 1
    moved.close()


# --- without a receipt -----------------------------------------------------------------------------------


def test_goods_without_a_receipt_stand_in_the_operation_the_report_the_journal_and_on_the_slip(till: Till) -> None:
    before = balances(till)
    loose = till.loose_returning
    loose.start()
    loose.scan(scan(MILK), "2")
    loose.scan(scan(CHEESE), "0,2")
    assert not loose.view().enabled
    view = loose.say_why("Брак")
    assert (view.enabled, view.total_kopecks) == (True, 2 * 9_490 + 9_980)
    done = loose.commit().result(30)
    assert (done.total, done.cash, done.card) == (28_960, 28_960, 0)
    last = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))[-1]
    body = msgspec.json.decode(last.body, type=Operation).body
    assert isinstance(body, ReturnBody)
    assert (body.points, body.original_id, body.account_id, body.entries) == ("nobody", None, None, ())
    assert (body.reason, [line.original_line for line in body.lines]) == ("Брак", [None, None])
    assert sum(payment.amount for payment in body.payments) == -28_960 == body.net
    record = till.journal.latest().result(30)[0]
    assert (record.act, record.details["amount"]) == ("return_without_receipt", 28_960)
    totals = till.reports.x().result(30).totals
    assert (totals.returns_by_word.count, totals.returns_by_word.amount) == (1, 28_960)
    assert totals.cash_expected == 100_000 - 28_960
    text = plain_text(till.printing.document(done.print_job_id or 0).result(30), 42)
    assert "Без чека" in text
    assert "Причина: Брак" in text
    assert "Подпись о получении денег" in text
    report = plain_text(till.reports.document(till.reports.x().result(30)), 42)
    assert "из них по решению управляющего" in report
    assert balances(till) == before


def test_without_a_receipt_never_more_than_the_settings_allow(
    tmp_path: Path, clock: ManualClock, in_words: InWords
) -> None:
    selling = msgspec.structs.replace(SETTINGS.selling, return_without_receipt=100)
    till = found_shop(tmp_path, clock, msgspec.structs.replace(SETTINGS, selling=selling))
    loose = till.loose_returning
    loose.start()
    loose.scan(scan(MILK))
    loose.say_why("Брак")
    assert loose.view().enabled
    view = loose.scan(scan(MILK))
    assert not view.enabled
    with pytest.raises(AboveReturnLimit) as refused:
        loose.commit()
    in_words(refused.value)
    loose.choose(1, "1")
    assert loose.commit().result(30).total == 9_490
    till.settings = msgspec.structs.replace(
        till.settings, selling=msgspec.structs.replace(selling, return_without_receipt=0)
    )
    with pytest.raises(AboveReturnLimit):
        loose.start()
    till.close()


@pytest.mark.parametrize("reason", ["", "   ", "x" * 201])
def test_without_a_reason_no_money_goes_back_without_a_receipt(till: Till, reason: str, in_words: InWords) -> None:
    till.loose_returning.start()
    with pytest.raises(NothingLoose) as nothing:
        till.loose_returning.commit()
    in_words(nothing.value)
    till.loose_returning.scan(scan(MILK))
    till.loose_returning.say_why(reason)
    with pytest.raises(NoReturnReason) as refused:
        till.loose_returning.commit()
    in_words(refused.value)
    assert operations(till).count("return") == 0


def test_a_return_without_a_receipt_is_a_managers_right(till: Till) -> None:
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.loose_returning.start()
    till.loose_returning.start(permission=Permission("return_without_receipt", "boss"))


def test_what_is_no_product_cannot_come_back(till: Till, in_words: InWords) -> None:
    till.loose_returning.start()
    for code in (ANNA, "4600000999992", "CASHIER:R:" + "0" * 32):
        with pytest.raises(NotGoods) as refused:
            till.loose_returning.scan(scan(code))
        in_words(refused.value)
    assert till.loose_returning.view().lines == ()
