"""People and their PINs, rights lent once, the journal; shifts, the drawer's cash, X and Z."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from cashier_app.core.clock import DAY, HOUR, MINUTE, SECOND
from cashier_app.core.errors import WorldError
from cashier_app.core.number import MalformedNumber
from cashier_app.documents.plain import plain_text
from cashier_app.till.opening import Till
from cashier_app.till.people import LastAdministrator, LockedOut, UnfitName, UnfitPin, UnknownBadge, User, WrongPin
from cashier_app.till.reports import NoSuchShift
from cashier_app.till.rights import RIGHT_NAMES, ROLE_NAMES, ROLES, NeedsPermission, Permission
from cashier_app.till.shifts import (
    NoAmount,
    NoOpenShift,
    NoReason,
    NotEnoughCash,
    PaymentInDoubt,
    ReceiptOpen,
    ShiftAlreadyOpen,
)
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.till.shop import MANAGER_PIN, MILK, PIN, found_shop, open_shop, scan

InWords = Callable[[WorldError], str]


def named(till: Till, role: str) -> User:
    return next(user for user in till.people.everybody() if user.role == role)


def sell(till: Till, *, card: bool = False) -> None:
    till.selling.scan(scan(MILK))
    till.paying.start()
    if card:
        till.paying.ask_card().result(30)
        till.paying.card_approved("1").result(30)
    else:
        till.paying.pay_cash("100").result(30)


# --- people ----------------------------------------------------------------------------------------------


def test_the_first_person_is_the_administrator_and_comes_in_by_pin(tmp_path: Path, clock: ManualClock) -> None:
    till = open_shop(tmp_path, clock)
    first = till.people.add("  Первый   Человек ", "cashier", "5050").result(30)
    assert (first.name, first.role) == ("Первый Человек", "administrator")
    with pytest.raises(NeedsPermission):
        till.people.add("Второй", "cashier", "6060")
    assert till.people.current is None
    assert till.people.log_in(first.user_id, "5050").result(30) == first
    assert till.people.current == first
    kept = till.database.worker.call(lambda unit: unit.people.all())[0].pin_hash
    assert kept.startswith("$argon2id$")
    assert "5050" not in kept
    till.close()


def test_wrong_pins_lock_out_longer_and_longer_and_survive_a_restart(
    tmp_path: Path, clock: ManualClock, in_words: InWords
) -> None:
    till = found_shop(tmp_path, clock)
    cashier = named(till, "cashier")
    for _ in range(4):
        with pytest.raises(WrongPin) as wrong:
            till.people.log_in(cashier.user_id, "0001").result(30)
        in_words(wrong.value)
    with pytest.raises(LockedOut) as locked:
        till.people.log_in(cashier.user_id, "0001").result(30)
    assert "30" in in_words(locked.value)
    with pytest.raises(LockedOut):
        till.people.log_in(cashier.user_id, PIN).result(30)
    assert till.people.locked_until(cashier.user_id) == clock.now() + 30 * SECOND
    till.close()
    till = open_shop(tmp_path, clock)
    with pytest.raises(LockedOut):
        till.people.log_in(cashier.user_id, PIN).result(30)
    clock.advance(31 * SECOND)
    with pytest.raises(LockedOut) as locked:
        till.people.log_in(cashier.user_id, "0001").result(30)
    assert "60" in in_words(locked.value)
    clock.advance(MINUTE + SECOND)
    assert till.people.log_in(cashier.user_id, PIN).result(30) == cashier
    boss = named(till, "administrator")
    till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
    assert "locked_out" in [record.act for record in till.journal.latest().result(30)]
    till.close()


def test_a_lock_out_of_a_time_that_was_wrong_ends_when_the_clock_is_right_again(
    till: Till, clock: ManualClock, expect_log: Callable[[str], None]
) -> None:
    expect_log("it goes back")
    cashier, right = named(till, "cashier"), clock.now()
    clock.set_wall_clock(right + 400 * DAY)
    for _ in range(5):
        with pytest.raises((WrongPin, LockedOut)):
            till.people.log_in(cashier.user_id, "0001").result(30)
    clock.set_wall_clock(right)
    till.clock.server_says(right)
    assert till.people.locked_until(cashier.user_id) == 0
    assert till.people.log_in(cashier.user_id, PIN).result(30) == cashier


def test_a_new_pin_ends_a_lock_out(till: Till) -> None:
    cashier = named(till, "cashier")
    for _ in range(5):
        with pytest.raises((WrongPin, LockedOut)):
            till.people.log_in(cashier.user_id, "0001").result(30)
    till.people.change_pin(cashier.user_id, "8642").result(30)
    assert till.people.log_in(cashier.user_id, "8642").result(30) == cashier
    till.people.change_pin(cashier.user_id, "8643").result(30)
    with pytest.raises(NeedsPermission):
        till.people.change_pin(named(till, "administrator").user_id, "8642")


@pytest.mark.parametrize("pin", ["", "1", "123", "1234", "0000", "7777777", "123456789", "12a4", "١٢٣٤", "4321"])
def test_an_unfit_pin_is_refused(till: Till, pin: str, in_words: InWords) -> None:
    with pytest.raises(UnfitPin) as refused:
        till.people.add("Новый", "cashier", pin)
    in_words(refused.value)
    assert len(till.people.everybody()) == 2


def test_names_are_once_and_fit_the_screen(till: Till, in_words: InWords) -> None:
    for name in ("Иванова Мария", "", "   ", "я" * 61, "a\x00b"):
        with pytest.raises(UnfitName) as refused:
            till.people.add(name, "cashier", "5050").result(30)
        in_words(refused.value)


def test_somebody_can_always_let_people_in(till: Till, in_words: InWords) -> None:
    boss = named(till, "administrator")
    for change in ({"role": "manager"}, {"active": False}):
        with pytest.raises(LastAdministrator) as refused:
            till.people.change(boss.user_id, **change).result(30)  # type: ignore[arg-type]
        in_words(refused.value)
    second = till.people.change(named(till, "cashier").user_id, role="administrator").result(30)
    assert second.role == "administrator"
    till.people.change(boss.user_id, active=False).result(30)
    assert [user.user_id for user in till.people.everybody()] == [second.user_id]
    with pytest.raises(WrongPin):
        till.people.log_in(boss.user_id, MANAGER_PIN).result(30)


def test_a_badge_logs_in(till: Till, in_words: InWords) -> None:
    cashier = named(till, "cashier")
    till.people.set_badge(cashier.user_id, "0001").result(30)
    assert till.people.log_in_by_badge("0001").result(30) == cashier
    with pytest.raises(UnknownBadge) as refused:
        till.people.log_in_by_badge("0002").result(30)
    in_words(refused.value)


def test_locking_keeps_who_was_here_and_anybody_may_unlock(till: Till) -> None:
    boss, cashier = named(till, "administrator"), named(till, "cashier")
    till.people.lock()
    assert (till.people.current, till.people.locked_by) == (None, boss)
    assert not till.people.may("sell")
    till.people.log_in(cashier.user_id, PIN).result(30)
    assert (till.people.current, till.people.locked_by) == (cashier, None)


def test_a_colleague_lends_a_right_once_by_pin(till: Till, in_words: InWords) -> None:
    boss, cashier = named(till, "administrator"), named(till, "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    with pytest.raises(NeedsPermission) as refused:
        till.people.require("return")
    in_words(refused.value)
    with pytest.raises(WrongPin):
        till.people.allow_once("return", boss.user_id, "0001").result(30)
    with pytest.raises(NeedsPermission):
        till.people.allow_once("return", cashier.user_id, PIN).result(30)
    permission = till.people.allow_once("return", boss.user_id, MANAGER_PIN).result(30)
    assert till.people.current == cashier, "nobody else is logged in by it"
    assert till.people.require("return", permission) == boss.user_id
    with pytest.raises(NeedsPermission):
        till.people.require("open_drawer", permission)


def test_every_role_has_the_rights_of_the_one_before_it_and_all_have_names() -> None:
    cashier, senior, manager, administrator = ROLES.values()
    assert cashier < senior < manager < administrator == set(RIGHT_NAMES)
    words = load_words("ru")
    for context, names in (("roles", ROLE_NAMES), ("rights", RIGHT_NAMES)):
        for name in names.values():
            assert words.translate(context, name) != name


def test_the_journal_is_a_chain_that_shows_where_it_was_changed(till: Till) -> None:
    for number in range(5):
        till.shifts.cash("in", "1", f"монета {number}").result(30)
    records = till.journal.latest().result(30)
    assert [record.act for record in records[:2]] == ["cash_in", "cash_in"]
    assert records[0].user == "Орлова Вера"
    assert till.journal.verify().result(30) is None
    assert till.journal.check() is None
    spoil(till, "UPDATE journal SET act = 'x' WHERE number = ?", records[2].number)
    assert till.journal.verify().result(30) == records[2].number


@pytest.mark.parametrize("behind", [0, 2, 5])
def test_a_record_taken_out_is_found_wherever_it_stood_and_selling_goes_on(
    till: Till, behind: int, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[[str], None]
) -> None:
    expect_log("the journal of privileged acts does not hold")
    # several pages even of a short journal
    monkeypatch.setattr("cashier_app.till.journal._PAGE", 2)
    for number in range(6):
        till.shifts.cash("in", "1", f"монета {number}").result(30)
    number = till.journal.latest().result(30)[behind].number
    spoil(till, "DELETE FROM journal WHERE number = ?", number)
    assert till.journal.check() == number
    # the next act fills no hole
    till.shifts.cash("in", "1", "монета").result(30)
    assert till.journal.check() == number
    assert till.journal.verify().result(30) == number


def spoil(till: Till, statement: str, number: int) -> None:
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute(statement, (number,)) and None)


# --- shifts ----------------------------------------------------------------------------------------------


def test_a_shift_from_float_to_z(till: Till, clock: ManualClock) -> None:
    sell(till)
    sell(till, card=True)
    till.shifts.cash("in", "500", "размен").result(30)
    till.shifts.cash("out", "200,50", "инкассация").result(30)
    clock.advance(HOUR)
    x = till.reports.x().result(30)
    assert not x.closed
    assert x.expected_cash == 100_000 + 9490 + 50_000 - 20_050
    assert [(kind.kind, kind.sales) for kind in x.totals.kinds] == [("card", 9490), ("cash", 9490)]
    assert (x.first_number, x.last_number) == (1, 2)
    assert till.reports.x().result(30) == x, "an X report changes nothing"
    preview = till.shifts.preview_closing("1394,40").result(30)
    assert (preview.expected, preview.difference, preview.needs_permission) == (139_440, 0, False)
    closed = till.shifts.close("1394,40").result(30)
    assert closed.report.closed
    assert closed.report.difference == 0
    assert till.shifts.current is None
    assert till.reports.z(1).result(30) == closed.report
    assert till.reports.shifts().result(30) == [closed.report]
    assert till.reports.list_views([closed.report])[0].title == "Смена 1"
    document = till.printing.document(closed.print_job_id or 0).result(30)
    assert document == till.reports.document(closed.report)
    assert "Z-ОТЧЁТ" in plain_text(document, 42)
    assert "X-ОТЧЁТ" in plain_text(till.reports.document(x), 42)
    with pytest.raises(NoSuchShift):
        till.reports.z(2).result(30)
    assert till.shifts.open("1394,40").result(30).number == 2


def test_one_shift_at_a_time(till: Till, in_words: InWords) -> None:
    with pytest.raises(ShiftAlreadyOpen) as refused:
        till.shifts.open("0").result(30)
    assert "1" in in_words(refused.value)


def test_nothing_is_sold_or_moved_without_a_shift(till: Till, in_words: InWords) -> None:
    till.shifts.close("1000").result(30)
    for act in (
        lambda: till.shifts.cash("in", "1", "x"),
        lambda: till.shifts.close("0"),
        lambda: till.shifts.preview_closing("0"),
        till.paying.start,
    ):
        with pytest.raises(NoOpenShift) as refused:
            act()
        in_words(refused.value)
    with pytest.raises(NoOpenShift):
        till.reports.x().result(30)


def test_cash_needs_a_sum_a_reason_and_to_be_there(till: Till, in_words: InWords) -> None:
    for amount, reason, error in (
        ("0", "размен", NoAmount),
        ("-5", "размен", MalformedNumber),
        ("сто", "размен", MalformedNumber),
        ("5", "  ", NoReason),
        ("5", "x" * 201, NoReason),
    ):
        with pytest.raises(error) as refused:
            till.shifts.cash("in", amount, reason)
        in_words(refused.value)
    with pytest.raises(NotEnoughCash) as lacking:
        till.shifts.cash("out", "1000,01", "инкассация").result(30)
    assert "1\u00a0000,00" in in_words(lacking.value)
    till.shifts.cash("out", "1000", "инкассация").result(30)


def test_a_difference_above_the_limit_needs_somebody_else(till: Till) -> None:
    cashier = named(till, "cashier")
    till.people.log_in(cashier.user_id, PIN).result(30)
    assert till.shifts.preview_closing("899,99").result(30).needs_permission
    assert not till.shifts.preview_closing("900").result(30).needs_permission
    with pytest.raises(NeedsPermission) as refused:
        till.shifts.close("899,99").result(30)
    assert refused.value.right == "close_with_difference"
    assert till.shifts.current is not None
    closed = till.shifts.close("899,99", Permission("close_with_difference", "boss")).result(30)
    assert closed.report.difference == -10_001


def test_a_shift_is_not_closed_over_a_receipt_or_a_payment_in_doubt(
    tmp_path: Path, clock: ManualClock, in_words: InWords
) -> None:
    till = found_shop(tmp_path, clock)
    till.selling.scan(scan(MILK))
    with pytest.raises(ReceiptOpen) as refused:
        till.shifts.close("1000")
    in_words(refused.value)
    till.paying.start()
    till.paying.ask_card().result(30)
    till.close()
    till = open_shop(tmp_path, clock)
    till.people._enter(named(till, "administrator"))
    with pytest.raises(PaymentInDoubt) as doubt:
        till.shifts.close("1000").result(30)
    in_words(doubt.value)
    till.close()


def test_a_long_shift_warns_early_and_late(till: Till, clock: ManualClock) -> None:
    assert till.shifts.warning == ""
    clock.advance(23 * HOUR)
    assert "Скоро" in till.shifts.warning
    clock.advance(HOUR)
    assert "больше 24" in till.shifts.warning


def test_the_shift_and_its_cash_survive_a_restart(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    sell(till)
    till.close()
    till = open_shop(tmp_path, clock)
    till.people._enter(named(till, "administrator"))
    assert till.shifts.current is not None
    assert till.reports.x().result(30).expected_cash == 109_490
    till.close()


def test_cancelled_goods_are_in_the_report(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.selling.remove_line()
    till.selling.scan(scan(MILK), "2")
    till.selling.cancel()
    totals = till.reports.x().result(30).totals
    assert (totals.cancelled_lines.count, totals.cancelled_lines.amount) == (1, 9490)
    assert (totals.cancelled_receipts.count, totals.cancelled_receipts.amount) == (1, 18_980)


def test_the_drawer_opens_by_right_and_is_written_down(till: Till) -> None:
    till.shifts.open_drawer().result(30)
    assert till.printing.latest().result(30)[0].kind == "drawer"
    assert till.journal.latest().result(30)[0].act == "drawer_opened"
    till.people.log_in(named(till, "cashier").user_id, PIN).result(30)
    with pytest.raises(NeedsPermission):
        till.shifts.open_drawer()
