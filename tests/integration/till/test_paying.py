"""Payment: cash, card and mixtures; one transaction makes the sale, and nothing of it stands alone."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import DAY, HOUR
from cashier_app.core.errors import WorldError
from cashier_app.core.number import MalformedNumber
from cashier_app.documents.document import decode
from cashier_app.documents.plain import plain_text
from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.sales.payment import CashBelowSum, MoreThanDue
from cashier_app.storage.errors import DiskFull
from cashier_app.storage.rows import AccountRow
from cashier_app.sync.chain import chain_start, first_break
from cashier_app.sync.messages import Operation, SaleBody, SealedOperation
from cashier_app.till.opening import Connection, Till
from cashier_app.till.paying import CardCharged, CardInDoubt, NoCardAsked, NoPayment, NoReference, NoSum, NotPayable
from cashier_app.till.shifts import NobodyThere
from tests.clock import ManualClock
from tests.integration.till.seller import audit
from tests.integration.till.shop import (
    ANNA,
    BREAD,
    CHEESE,
    COFFEE,
    MILK,
    SETTINGS,
    STRANGER,
    ean,
    found_shop,
    hash_of,
    scan,
)

InWords = Callable[[WorldError], str]


def fill(till: Till, *codes: str) -> None:
    for code in codes:
        till.selling.scan(scan(code))


def operations(till: Till) -> list[Operation]:
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 1000))
    chain = [SealedOperation(row.seq, row.hash.hex(), msgspec.Raw(row.body)) for row in rows]
    assert first_break(chain_start(till.identity.epoch), chain) is None
    return [msgspec.json.decode(row.body, type=Operation) for row in rows]


def slip(till: Till, job_id: int | None) -> str:
    assert job_id is not None
    row = till.database.worker.call(lambda unit: unit.printing.by_id(job_id))
    assert row is not None
    return plain_text(decode(row.document), 42)


# --- what a sale leaves ----------------------------------------------------------------------------------


def test_cash_with_change(till: Till) -> None:
    fill(till, MILK, MILK, BREAD)
    view = till.paying.start()
    assert view.quick_notes[0] == ("Без сдачи: 242,30", "242,30")
    assert view.quick_notes[1] == ("500\u00a0₽", "500")
    assert till.paying.change_for("300") == "Сдача 57,70\u00a0₽"
    assert till.paying.change_for("200") == "Не хватает 42,30\u00a0₽"
    assert till.paying.change_for("abc") == ""
    sold = till.paying.pay_cash("300").result(30).sold
    assert sold is not None
    assert (sold.number, sold.to_pay, sold.change) == (1, 24_230, 5770)
    assert sold.change_text == "57,70\u00a0₽"
    assert till.selling.view().empty
    assert not till.paying.active
    text = slip(till, sold.print_job_id)
    assert "Наличными 300,00" in text
    assert "сдача 57,70" in text
    jobs = till.printing.latest().result(30)
    assert [job.kind for job in jobs] == ["receipt", "drawer"], "the drawer opens before the slip is printed"
    audit(till, [])


def test_a_member_redeems_and_earns_and_all_of_it_is_one_operation(till: Till) -> None:
    fill(till, COFFEE, MILK, ANNA)
    till.selling.redeem("350")
    quoted = till.selling.quoted
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    assert (sold.points_redeemed, sold.points_accrued) == (35_000, quoted.accrued)
    assert "Списано: 350 баллов" in sold.points_text
    operation = operations(till)[-1]
    body = operation.body
    assert isinstance(body, SaleBody)
    assert operation.op_id == body.receipt_id == sold.receipt_id
    assert operation.programme_version == 1
    assert len(operation.quote_digest) == 64
    assert [(entry.kind, entry.lot_id, entry.points) for entry in body.entries] == [
        ("redemption", "soon", -30_000),
        ("redemption", "late", -5_000),
        ("accrual", f"{sold.receipt_id}.1", quoted.accrued),
    ], "earliest expiry first; the new lot is named by the operation"
    assert {(right.lot_id, right.earned, right.used) for right in body.rights} == {
        ("soon", 0, 30_000),
        ("late", 0, 5_000),
        (f"{sold.receipt_id}.1", quoted.accrued, 0),
    }
    assert body.net == quoted.to_pay
    assert sum(payment.amount for payment in body.payments) == quoted.to_pay
    record = till.reader.member("anna")
    assert record is not None
    assert (record.pending_net, record.pending_purchases) == (quoted.to_pay, 1)
    assert sum(lot.left for lot in record.lots) == 150_000 - 35_000 + quoted.accrued
    text = slip(till, sold.print_job_id)
    assert "было1500,списано350,стало1150" in re.sub(r"\s", "", text)
    audit(till, [])


def test_card_and_mixture(till: Till) -> None:
    fill(till, COFFEE)
    till.paying.start()
    view = till.paying.add_cash("200").result(30)
    assert (view.left, len(view.legs)) == ("1\u00a0049,00\u00a0₽", 1)
    asked = till.paying.ask_card("49").result(30)
    assert asked.card_asked
    assert not asked.can_leave
    row = till.reader.receipt(till.selling.receipt.receipt_id)
    assert row is not None
    assert row.state == "paying", "the intent is on the disk before the terminal is asked"
    after = till.paying.card_approved("RRN-0042").result(30)
    assert after.left_kopecks == 100_000
    till.paying.ask_card(kind="sbp").result(30)
    sold = till.paying.card_approved("55").result(30).sold
    assert sold is not None
    paid = {(payment.kind, payment.amount, payment.reference) for payment in till.reader.payments(sold.receipt_id)}
    assert paid == {("cash", 20_000, ""), ("card", 4_900, "RRN-0042"), ("sbp", 100_000, "55")}
    audit(till, [])


def test_card_alone_opens_no_drawer(till: Till) -> None:
    fill(till, MILK)
    till.paying.start()
    till.paying.ask_card().result(30)
    assert till.paying.card_approved("1").result(30).sold is not None
    assert [job.kind for job in till.printing.latest().result(30)] == ["receipt"]


def test_a_declined_card_leaves_the_sum_to_pay_and_the_payment_can_be_left(till: Till) -> None:
    fill(till, MILK)
    till.paying.start()
    till.paying.ask_card().result(30)
    view = till.paying.card_declined().result(30)
    assert (view.left_kopecks, view.legs[0].state, view.can_leave) == (9490, "declined", True)
    till.paying.leave().result(30)
    row = till.reader.receipt(till.selling.receipt.receipt_id)
    assert row is not None
    assert row.state == "cancelled"
    assert till.selling.view().lines, "the goods are still there"
    till.paying.start()
    assert till.paying.pay_cash("100").result(30).sold is not None
    audit(till, [])


def test_cash_is_rounded_down_for_who_pays_in_cash_alone(tmp_path: Path, clock: ManualClock) -> None:
    selling = msgspec.structs.replace(SETTINGS.selling, cash_rounding=100)
    till = found_shop(tmp_path, clock, msgspec.structs.replace(SETTINGS, selling=selling))
    fill(till, MILK)
    view = till.paying.start()
    assert view.to_pay == "94,90\u00a0₽"
    assert view.cash_rounded == "Наличными 94,00\u00a0₽"
    assert view.quick_notes[0][1] == "94,00"
    sold = till.paying.pay_cash("94").result(30).sold
    assert sold is not None
    assert (sold.to_pay, sold.change) == (9400, 0)
    body = operations(till)[-1].body
    assert isinstance(body, SaleBody)
    assert (body.rounding, body.net) == (90, 9490)
    fill(till, MILK)
    till.paying.start()
    till.paying.ask_card().result(30)
    sold = till.paying.card_approved("1").result(30).sold
    assert sold is not None
    assert sold.to_pay == 9490, "a card pays to the kopeck"
    till.close()


def test_an_unknown_card_earns_under_its_hash(till: Till) -> None:
    fill(till, COFFEE, STRANGER)
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    body = operations(till)[-1].body
    assert isinstance(body, SaleBody)
    assert (body.account_id, body.unclaimed) == (None, hash_of(STRANGER).hex())
    assert {entry.account_id for entry in body.entries} == {f"unclaimed-{hash_of(STRANGER).hex()}"}
    assert STRANGER[-4:] in slip(till, sold.print_job_id)


def test_rights_that_live_elsewhere_go_back_with_the_sale_while_the_server_answers(
    till: Till, clock: ManualClock
) -> None:
    away = AccountRow("anna", "Анна К.", "silver", "active", None, 0, 0, clock.now(), home=False)
    till.database.worker.call(lambda unit: unit.ledger._link.run(_away(away)))
    for online in (True, False):
        till.set_connection(Connection(online=online))
        fill(till, MILK, ANNA)
        till.paying.start()
        assert till.paying.pay_cash("5000").result(30).sold is not None
        body = operations(till)[-1].body
        assert isinstance(body, SaleBody)
        rights = {lot.lot_id: lot.right for lot in till.database.worker.call(lambda unit: unit.ledger.lots("anna"))}
        if online:
            assert set(rights.values()) == {0}
            assert {right.lot_id: right.released for right in body.rights} == {
                "soon": 30_000,
                "late": 120_000,
                f"{body.receipt_id}.1": body.rights[0].earned,
            } or all(right.released for right in body.rights)
        else:
            assert rights[f"{body.receipt_id}.1"] > 0, "offline they stay where they were earned"


def _away(row: AccountRow) -> object:
    from sqlalchemy import update

    from cashier_app.storage.statements import Statement
    from cashier_app.storage.tables import account

    return Statement(update(account).where(account.c.account_id == row.account_id).values(home=0))


# --- what is refused -------------------------------------------------------------------------------------


def test_cash_below_the_sum_and_nonsense_change_nothing(till: Till, in_words: InWords) -> None:
    fill(till, MILK)
    before = till.paying.start()
    for typed, error in (
        ("94,89", CashBelowSum),
        ("abc", MalformedNumber),
        ("-100", MalformedNumber),
        ("", MalformedNumber),
        ("1e9", MalformedNumber),
        ("99999999999", MalformedNumber),
    ):
        with pytest.raises(error) as refused:
            till.paying.pay_cash(typed)
        in_words(refused.value)
    with pytest.raises(NoSum):
        till.paying.add_cash("0")
    for typed in ("94,91", "100000"):
        with pytest.raises(MoreThanDue) as refused:
            till.paying.ask_card(typed)
        in_words(refused.value)
    with pytest.raises(NoSum):
        till.paying.ask_card("0")
    assert till.paying.view() == before


def test_answers_of_the_terminal_need_a_question_and_a_number(till: Till, in_words: InWords) -> None:
    fill(till, MILK)
    for act in (till.paying.view, till.paying.card_declined, till.paying.leave):
        with pytest.raises(NoPayment) as refused:
            act()
        in_words(refused.value)
    till.paying.start()
    with pytest.raises(NoCardAsked):
        till.paying.card_approved("12")
    with pytest.raises(NoCardAsked):
        till.paying.card_declined()
    till.paying.ask_card("10").result(30)
    for typed in ("", "   ", "12 34", "<script>", "x" * 41):
        with pytest.raises(NoReference) as missing:
            till.paying.card_approved(typed)
        in_words(missing.value)
    for act in (lambda: till.paying.pay_cash("500"), lambda: till.paying.ask_card("1"), till.paying.leave):
        with pytest.raises(CardInDoubt) as doubt:
            act()
        in_words(doubt.value)
    till.paying.card_approved("12").result(30)
    with pytest.raises(CardCharged) as charged:
        till.paying.leave()
    in_words(charged.value)


def test_payment_does_not_open_over_red_lines_adult_goods_or_nothing(till: Till, in_words: InWords) -> None:
    with pytest.raises(NotPayable) as refused:
        till.paying.start()
    in_words(refused.value)
    fill(till, MILK, ean(99))
    with pytest.raises(NotPayable) as refused:
        till.paying.start()
    assert "красную строку" in in_words(refused.value)
    till.people.log_out()
    with pytest.raises(NobodyThere):
        till.paying.start()


def test_the_price_and_the_points_freeze_when_payment_opens(till: Till, clock: ManualClock) -> None:
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    view = till.paying.start()
    clock.advance(3 * HOUR)
    till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute("UPDATE product SET price = 1 WHERE product_id = 'coffee'") and None
    )
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    assert sold.to_pay == view.to_pay_kopecks


def test_rights_are_checked_again_in_the_transaction(till: Till, in_words: InWords) -> None:
    """Between the touch and the commit the points went elsewhere: nothing is written, and the cashier is told."""
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    assert till.sync_store.release("anna")
    before = len(operations(till))
    with pytest.raises(RightExceeded) as refused:
        till.paying.pay_cash("5000").result(30)
    in_words(refused.value)
    assert till.reader.receipt_by_number(1) is None
    assert len(operations(till)) == before
    assert till.paying.active
    till.paying.leave().result(30)
    assert not till.selling.refresh_member().points.enabled
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    audit(till, [])


def test_a_sale_that_a_card_has_paid_is_never_refused(till: Till) -> None:
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    till.paying.ask_card().result(30)
    assert till.sync_store.release("anna")
    sold = till.paying.card_approved("1").result(30).sold
    assert sold is not None
    assert sold.points_redeemed > 0


def test_a_full_disk_at_payment_loses_nothing_and_the_sale_goes_through_later(till: Till, in_words: InWords) -> None:
    fill(till, COFFEE, MILK, BREAD, ANNA)

    def limit(pages: int) -> Callable[[object], None]:
        def job(unit: object) -> None:
            driver = unit.meta._link.driver  # type: ignore[attr-defined]
            count = pages or driver.execute("PRAGMA page_count").fetchone()[0]
            driver.execute(f"PRAGMA max_page_count={count}")

        return job

    till.paying.start()
    till.database.worker.call(limit(0))
    with pytest.raises(DiskFull) as refused:
        till.paying.pay_cash("5000").result(30)
    assert "Диск" in in_words(refused.value)
    assert till.paying.active
    assert till.selling.view().lines
    till.database.worker.call(limit(1_000_000))
    assert till.paying.pay_cash("5000").result(30).sold is not None
    audit(till, [])


def test_a_payment_touched_twice_is_one_sale(till: Till) -> None:
    fill(till, MILK)
    till.paying.start()
    first, second = till.paying.pay_cash("100"), till.paying.pay_cash("100")
    assert first.result(30).sold is not None
    with pytest.raises(WorldError):
        second.result(30)
    assert till.reader.next_number() == 2
    audit(till, [])


# --- many ------------------------------------------------------------------------------------------------


def test_a_busy_day_balances(till: Till, clock: ManualClock) -> None:
    """Random receipts, members, points and payments; entries, rights, money, chain and slips agree at the end."""
    chance = random.Random(7)
    for _ in range(120):
        clock.advance(chance.randrange(1, 20 * 60_000))
        fill(till, *chance.choices((MILK, BREAD, COFFEE), k=chance.randrange(1, 8)))
        if chance.random() < 0.3:
            till.selling.scan(scan(CHEESE), f"0,{chance.randrange(1, 999):03d}")
        if chance.random() < 0.7:
            fill(till, chance.choice((ANNA, STRANGER)))
        if till.selling.receipt.account_id and chance.random() < 0.7:
            till.selling.redeem(chance.choice(("maximum", "1", "50", "99999")))
        view = till.paying.start()
        if chance.random() < 0.5:
            till.paying.ask_card(str(view.to_pay_kopecks // 300) if view.to_pay_kopecks >= 300 else "").result(30)
            till.paying.card_approved("1").result(30)
        if till.paying.active:
            assert till.paying.pay_cash("100000").result(30).sold is not None
    assert till.clock.now() > DAY
    audit(till, [])
    report = till.reports.x().result(30)
    assert report.totals.sales.count == 120
    till.shifts.close(f"{report.expected_cash // 100},{report.expected_cash % 100:02d}").result(30)
