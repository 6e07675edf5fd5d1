"""What happens while a receipt is open, scans, answers, blocks, clocks: money and points stay right."""

from __future__ import annotations

import threading
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import DAY, HOUR, MINUTE, SECOND
from cashier_app.loyalty.ledger import RightExceeded
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    ChainHead,
    EpochMark,
    ExchangeResponse,
    IdentifierState,
    LotChange,
    Operation,
    Recall,
    ReleaseBody,
)
from cashier_app.till.opening import Connection, Till
from cashier_app.till.people import LockedOut, WrongPin
from tests.clock import ManualClock
from tests.integration.till.shop import ANNA, BORIS, COFFEE, MILK, STRANGER, found_shop, hash_of, open_shop, scan


def fill(till: Till, *codes: str) -> None:
    for code in codes:
        till.selling.scan(scan(code))


def lives_elsewhere(till: Till, *accounts: str) -> None:
    """These accounts' rights are another node's, as in a shop with two tills."""
    marks = ", ".join("?" * len(accounts))
    sql = f"UPDATE account SET home = 0 WHERE account_id IN ({marks})"
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute(sql, accounts) and None)


def rights(till: Till, account_id: str) -> int:
    return sum(lot.right for lot in till.database.worker.call(lambda unit: unit.ledger.lots(account_id)))


def bodies(till: Till) -> list[object]:
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 1000))
    return [msgspec.json.decode(row.body, type=Operation).body for row in rows]


def settled(till: Till) -> None:
    """Everything queued behind the screen is written."""
    till.database.worker.call(lambda unit: None)


# --- payment ---------------------------------------------------------------------------------------------


def test_a_card_that_was_declined_does_not_let_points_be_overspent(till: Till) -> None:
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    till.paying.ask_card().result(30)
    till.paying.card_declined().result(30)
    assert till.sync_store.release("anna")
    with pytest.raises(RightExceeded):
        till.paying.pay_cash("5000").result(30)
    assert rights(till, "anna") == 0


def test_no_card_is_charged_for_a_receipt_whose_points_are_gone(till: Till) -> None:
    """What the receipt was frozen by was a moment old: a release was on its way to the disk."""
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    assert till.sync_store.release("anna")
    before = len(bodies(till))
    with pytest.raises(RightExceeded):
        till.paying.ask_card().result(30)
    assert not till.paying.view().card_asked
    assert not till.database.worker.call(lambda unit: unit.receipts.paying())
    till.paying.leave().result(30)
    till.paying.start()
    till.paying.ask_card().result(30)
    sold = till.paying.card_approved("1").result(30).sold
    assert sold is not None
    assert sold.points_redeemed == 0
    assert len(bodies(till)) == before + 1


def test_a_second_card_is_charged_whatever_became_of_the_points(till: Till) -> None:
    """The first has been charged: the buyer has paid a part of this sum already."""
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    till.paying.ask_card("1").result(30)
    till.paying.card_approved("1").result(30)
    assert till.sync_store.release("anna")
    till.paying.ask_card().result(30)
    sold = till.paying.card_approved("2").result(30).sold
    assert sold is not None
    assert sold.points_redeemed > 0


def test_points_that_a_waiting_card_needs_are_kept_when_their_account_becomes_part_of_another(till: Till) -> None:
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    till.paying.ask_card().result(30)
    lots = till.database.worker.call(lambda unit: unit.ledger.lots("anna"))
    together = rights(till, "anna") + rights(till, "boris")
    moved = "UPDATE lot SET account_id = 'boris' WHERE account_id = 'anna'"
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute(moved) and None)
    till.sync_store._give_up([Recall(lot.lot_id, lot.granted) for lot in lots])
    assert rights(till, "boris") == together


def test_a_payment_whose_card_waits_is_not_begun_anew(till: Till) -> None:
    fill(till, COFFEE)
    till.paying.start()
    till.paying.ask_card().result(30)
    assert till.paying.start().card_asked
    assert till.paying.card_approved("1").result(30).sold is not None


def test_points_gone_meanwhile_are_off_the_receipt_when_payment_is_left(till: Till) -> None:
    fill(till, COFFEE, ANNA)
    till.selling.redeem()
    till.paying.start()
    assert till.sync_store.release("anna")
    with pytest.raises(RightExceeded):
        till.paying.pay_cash("5000").result(30)
    till.paying.leave().result(30)
    view = till.selling.view()
    assert not view.points.redeemed
    assert till.paying.start().to_pay_kopecks == view.to_pay


def test_no_drawer_opens_for_cash_that_was_given_back(till: Till) -> None:
    fill(till, COFFEE)
    till.paying.start()
    till.paying.add_cash("100").result(30)
    till.paying.ask_card("200").result(30)
    till.paying.card_declined().result(30)
    till.paying.remove_cash()
    till.paying.ask_card().result(30)
    sold = till.paying.card_approved("1").result(30).sold
    assert sold is not None
    kinds = [row.kind for row in till.database.worker.call(lambda unit: unit.printing.waiting())]
    assert kinds.count("drawer") == 0


# --- parking ---------------------------------------------------------------------------------------------


def test_goods_scanned_while_a_receipt_is_being_parked_are_not_lost(till: Till) -> None:
    fill(till, COFFEE)
    parked = till.parking.park("first")
    fill(till, MILK)
    parked.result(30)
    on_screen = [line.item.product_id for line in till.selling.receipt.goods]
    body = till.reader.parked()[0].body
    assert (b"milk" in body) + on_screen.count("milk") == 1


def test_a_buyer_replaced_by_a_parked_receipt_gives_the_rights_back(till: Till) -> None:
    lives_elsewhere(till, "boris")
    till.set_connection(Connection(online=True))
    fill(till, COFFEE, ANNA)
    till.parking.park("first").result(30)
    fill(till, BORIS)
    assert rights(till, "boris") > 0
    till.parking.take_up(till.parking.list()[0].parked_id).result(30)
    settled(till)
    assert rights(till, "boris") == 0


@pytest.mark.parametrize("how", ["cancelled", "parked"])
def test_the_next_receipt_survives_a_crash_however_slow_the_disk_was(
    tmp_path: Path, clock: ManualClock, how: str
) -> None:
    """One receipt is put away and the next begun while the disk is still busy with the first one's draft."""
    till = found_shop(tmp_path, clock)
    slow = threading.Event()
    till.database.worker.submit(lambda unit: slow.wait(30) and None)
    fill(till, COFFEE)
    if how == "cancelled":
        till.selling.cancel()
    else:
        till.parking.park("first")
    fill(till, MILK)
    slow.set()
    settled(till)
    draft = till.database.worker.call(lambda unit: unit.drafts.load())
    till.close()
    assert draft is not None
    assert b"milk" in draft
    assert b"coffee" not in draft


# --- the buyer -------------------------------------------------------------------------------------------


def test_an_account_blocked_after_its_card_was_scanned_spends_nothing(till: Till, clock: ManualClock) -> None:
    fill(till, COFFEE, ANNA)
    assert till.selling.redeem().view.points.redeemed
    lots = till.database.worker.call(lambda unit: unit.ledger.lots("anna"))
    blocked = AccountRow("anna", "Анна К.", "silver", "blocked", None, 0, 0, clock.now(), True)
    card = IdentifierRow(hash_of(ANNA), "anna", "card", ".." + ANNA[-4:], "active")
    till.database.worker.call(lambda unit: unit.ledger.put_accounts([blocked], [card], lots, []))
    view = till.selling.refresh_member()
    assert not view.points.redeemed
    assert not view.points.enabled
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    assert sold.points_redeemed == 0


def answer(till: Till, at: int, seq: int, balance: int) -> tuple[AccountChange, tuple[EpochMark, ...], int]:
    lot = LotChange("boris-lot", "points", "base", balance, at - DAY, None, 150_000)
    card = IdentifierState(hash_of(BORIS).hex(), "card", "..0002", "active")
    change = AccountChange("boris", "Борис Л.", "start", "active", None, 0, 0, (card,), (lot,), True)
    return change, (EpochMark(till.identity.epoch, seq),), at


def test_an_answer_that_was_overtaken_by_the_feed_changes_nothing(till: Till, clock: ManualClock) -> None:
    """A question's answer, made before the sale came to the server, arrives after the exchange that counted it."""
    fill(till, COFFEE, BORIS)
    till.selling.redeem("100")
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    lots = till.database.worker.call(lambda unit: unit.ledger.lots("boris"))
    left = sum(lot.left for lot in lots)
    earned = sum(lot.left for lot in lots if lot.lot_id != "boris-lot")
    seq = till.database.worker.call(lambda unit: unit.outbox.current()).last_seq  # type: ignore[union-attr]
    early, late = clock.now() + 10, clock.now() + 200

    change, included, at = answer(till, late, seq, left - earned)
    new = next(lot for lot in lots if lot.lot_id != "boris-lot")
    with_new = LotChange(new.lot_id, "points", "base", earned, new.active_at, new.expires_at, 0)
    change = msgspec.structs.replace(change, lots=(*change.lots, with_new))
    head = ChainHead(till.identity.epoch, seq, "00", seq, "open")
    sent = till.sync_store.outgoing(100, 1_000_000)
    till.sync_store.take(sent, ExchangeResponse(at, "i", (), head, included, (change,), "i:1", False), clock.now())

    stale, before, then = answer(till, early, seq - 1, 150_000)
    till.sync_store.take_account(AccountAnswer(then, "i", before, stale), clock.now())
    lots = till.database.worker.call(lambda unit: unit.ledger.lots("boris"))
    assert sum(lot.left for lot in lots) == left


def test_what_was_earned_offline_goes_back_when_the_server_answers_again(till: Till) -> None:
    """In a shop with two tills points earned at one while it was offline must not stay locked up there."""
    lives_elsewhere(till, "boris")
    till.set_connection(Connection(online=False))
    fill(till, COFFEE, BORIS)
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    fill(till, COFFEE, STRANGER)
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    assert rights(till, "boris") > 0
    assert rights(till, f"unclaimed-{hash_of(STRANGER).hex()}") > 0
    till.set_connection(Connection(online=True))
    settled(till)
    assert rights(till, "boris") == 0
    assert rights(till, f"unclaimed-{hash_of(STRANGER).hex()}") == 0
    assert isinstance(bodies(till)[-1], ReleaseBody)
    assert rights(till, "anna") > 0, "a home account's rights stay"


def test_what_a_card_on_the_receipt_holds_stays_when_the_server_answers_again(till: Till) -> None:
    lives_elsewhere(till, "boris")
    till.set_connection(Connection(online=False))
    fill(till, COFFEE, BORIS)
    till.selling.cancel()
    fill(till, COFFEE, BORIS)
    till.set_connection(Connection(online=True))
    settled(till)
    assert rights(till, "boris") > 0


def test_what_was_earned_offline_goes_back_after_a_restart_too(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    lives_elsewhere(till, "boris")
    fill(till, COFFEE, BORIS)
    till.paying.start()
    assert till.paying.pay_cash("5000").result(30).sold is not None
    till.close()
    till = open_shop(tmp_path, clock)
    try:
        till.set_connection(Connection(online=True))
        settled(till)
        assert rights(till, "boris") == 0
        assert rights(till, "anna") > 0
    finally:
        till.close()


def test_rights_granted_after_the_buyer_has_gone_are_given_back(till: Till) -> None:
    """The answer to a question asked for a card comes after its receipt was paid."""
    lives_elsewhere(till, "boris")
    till.set_connection(Connection(online=True))
    fill(till, COFFEE, BORIS)
    till.give_back_idle(["boris"])
    settled(till)
    assert rights(till, "boris") > 0, "the card is on the receipt"
    till.selling.cancel()
    settled(till)
    assert rights(till, "boris") == 0
    more = LotRow("boris-lot", "boris", "points", "base", 150_000, 0, None, granted=300_000)
    row = AccountRow("boris", "Борис Л.", "start", "active", None, 0, 0, 1, False)
    till.database.worker.call(lambda unit: unit.ledger.put_accounts([row], [], [more], []))
    assert rights(till, "boris") > 0
    till.give_back_idle(["boris"])
    settled(till)
    assert rights(till, "boris") == 0


# --- discounts -------------------------------------------------------------------------------------------


def test_a_hand_discount_is_of_what_the_line_costs_by_then(till: Till) -> None:
    fill(till, MILK, ANNA)
    before = till.selling.view().to_pay
    assert before < 9490
    after = till.hand_discounts.give("percent", "10", 1, "Уценка").view.to_pay
    assert before - after == (before * 10 + 50) // 100
    fill(till, MILK)
    till.selling.set_quantity("3", 1)
    assert till.selling.view().to_pay > 0


def test_a_hand_discount_never_leaves_nothing_to_pay(till: Till) -> None:
    fill(till, MILK, ANNA)
    assert till.hand_discounts.give("percent", "99", 1, "Уценка").view.to_pay > 0


# --- time ------------------------------------------------------------------------------------------------


def test_time_goes_on_while_the_machines_clock_is_years_behind(tmp_path: Path, clock: ManualClock) -> None:
    """A flat battery: the clock begins in 2000 without a network; a PIN locked for a while opens again."""
    till = found_shop(tmp_path, clock)
    boss = till.people.everybody()[0]
    till.close()
    last = clock.now()
    clock.set_wall_clock(946_684_800_000)
    till = open_shop(tmp_path, clock)
    try:
        assert till.clock.now() >= last - MINUTE
        for _ in range(30):
            try:
                till.people.log_in(boss.user_id, "0000").result(30)
            except WrongPin:
                continue
            except LockedOut:
                break
        assert till.people.locked_until(boss.user_id)
        clock.advance(HOUR)
        assert not till.people.locked_until(boss.user_id)
        assert till.clock.state == "suspect"
    finally:
        till.close()


def test_time_never_runs_backwards_and_meets_the_machines_again(till: Till, clock: ManualClock) -> None:
    before = till.clock.now()
    clock.set_wall_clock(clock.now() - 10 * SECOND)
    moments = [before]
    for _ in range(60):
        clock.advance(SECOND)
        moments.append(till.clock.now())
    assert moments == sorted(moments)
    assert till.clock.now() == clock.now()


# --- returns ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spent", [False, True])
def test_points_of_a_sale_that_lapsed_unspent_are_not_taken_from_other_points(
    till: Till, clock: ManualClock, spent: bool
) -> None:
    """The server has written their expiry long ago; only what was really spent is asked for at a late return."""
    fill(till, COFFEE, BORIS)
    till.paying.start()
    sold = till.paying.pay_cash("5000").result(30).sold
    assert sold is not None
    clock.advance(2 * DAY)
    if spent:
        # the lot that expires first is the one just earned
        fill(till, COFFEE, BORIS)
        till.selling.redeem("50")
        till.paying.start()
        assert till.paying.pay_cash("5000").result(30).sold is not None
    clock.advance(500 * DAY)
    epoch = till.database.worker.call(lambda unit: unit.outbox.current())
    assert epoch is not None
    row = AccountRow("boris", "Борис Л.", "start", "active", None, 0, 0, clock.now(), True)
    card = IdentifierRow(hash_of(BORIS), "boris", "card", ".." + BORIS[-4:], "active")
    lot = LotRow("boris-lot", "boris", "points", "base", 150_000, clock.now() - DAY, None, granted=150_000)
    lapsed = 0 if spent else sold.points_accrued
    over = LotRow(f"{sold.receipt_id}.1", "boris", "points", "base", 0, 0, clock.now() - DAY, lapsed=lapsed)
    marks = [(epoch.epoch, epoch.last_seq)]
    till.database.worker.call(lambda unit: unit.ledger.put_accounts([row], [card], [lot, over], marks))
    till.returning.start(sold.receipt_id)
    till.returning.choose_all()
    done = till.returning.commit().result(30)
    assert done.points_taken_back == (sold.points_accrued if spent else 0)
