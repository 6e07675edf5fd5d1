"""Promo codes, gifts, coupons, caps, large redemptions and prices by the kind of payment, on a real till's files."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cashier_app.core.clock import DAY, local_date
from cashier_app.core.errors import WorldError
from cashier_app.documents.document import decode
from cashier_app.documents.plain import plain_text
from cashier_app.loyalty.cart import Cart
from cashier_app.loyalty.programme import load_programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.sales.receipt import NoSuchCode, TooManyCodes
from cashier_app.storage.rows import LotRow
from cashier_app.sync.messages import Operation, SaleBody
from cashier_app.till.opening import Connection, Till
from cashier_app.till.paying import NotPayable
from cashier_app.till.posting import LimitReached
from cashier_app.till.rights import NeedsPermission, Permission
from cashier_app.till.selling import ConfirmQuestion, GiftNotThere
from tests.clock import ManualClock
from tests.integration.till.mechanics import (
    ONCE,
    campaign_lot,
    change_account,
    give_coupon,
    programme,
    publish,
)
from tests.integration.till.seller import audit
from tests.integration.till.shop import ANNA, BORIS, BREAD, COFFEE, MILK, open_shop, scan

InWords = Callable[[WorldError], str]


def fill(till: Till, *codes: str) -> None:
    for code in codes:
        till.selling.scan(scan(code))


def to_pay(till: Till) -> int:
    return till.selling.view().to_pay


def told(till: Till, text: str) -> str:
    """What the cashier reads when a promo code is given."""
    notice = till.selling.add_code(text).notice
    return f"{notice.text}: {notice.detail}" if notice is not None else ""


def last_sale(till: Till) -> tuple[Operation, SaleBody]:
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 1000))
    for row in reversed(rows):
        operation = msgspec.json.decode(row.body, type=Operation)
        if isinstance(operation.body, SaleBody):
            return operation, operation.body
    raise AssertionError("nothing was sold")


def pay(till: Till) -> str:
    """Pay in cash; the slip."""
    till.paying.start()
    sold = till.paying.pay_cash("100000").result(30).sold
    assert sold is not None
    row = till.database.worker.call(lambda unit: unit.printing.by_id(sold.print_job_id or 0))
    assert row is not None
    return plain_text(decode(row.document), 42)


def confirm_recomputed(till: Till, *rules: str) -> None:
    """The server's view: the operation's own inputs give the very quote that was sold by."""
    operation, body = last_sale(till)
    again = quote(body.cart, body.member, load_programme(programme(*rules)), body.quoted_at, "ru")
    assert quote_digest(again) == operation.quote_digest
    for line, quoted in zip(body.lines, again.lines, strict=True):
        assert line.base - sum(each.amount for each in line.discounts) - line.redeemed == line.to_pay
        assert [each.rule_id for each in line.discounts] == [each.rule_id for each in quoted.discounts]
        assert sum(each.points for each in line.accruals) == line.accrued_points


# --- promo codes ------------------------------------------------------------------------------------------


def test_a_promo_code_lowers_the_price_by_scan_or_typing_and_goes_by_a_touch(till: Till) -> None:
    publish(till, "autumn")
    fill(till, MILK, BREAD)
    plain = to_pay(till)
    outcome = till.selling.scan(scan("AUTUMN10"))
    assert outcome.sound == "accepted"
    assert to_pay(till) == 8541 + 4725
    offer = till.selling.view().offers[0]
    assert (offer.kind, offer.text, offer.tone, offer.act) == ("code", "AUTUMN10", "success", "remove")
    assert "Осень −10 %" in offer.detail
    till.selling.remove_code(offer.key)
    assert to_pay(till) == plain
    assert till.selling.type_code("autumn 10").sound == "accepted"
    assert to_pay(till) == 8541 + 4725


def test_each_code_is_answered_in_words_and_one_that_no_rule_knows_does_not_stay(till: Till) -> None:
    publish(till, "autumn", "old", "thanks")
    fill(till, MILK)
    assert "нет" in told(till, "NOSUCH").lower()
    assert till.selling.receipt.promo_codes == ()
    assert "OLD2025: Срок промокода прошёл" in told(till, "old2025")
    assert "связи нет" in told(till, ONCE)
    assert "осень" in told(till, "AUTUMN10").lower()
    tones = {offer.text: offer.tone for offer in till.selling.view().offers}
    assert tones == {"OLD2025": "warning", ONCE: "warning", "AUTUMN10": "success"}
    assert to_pay(till) == 8541


@pytest.mark.parametrize("text", ["", "   ", "x" * 41, "a\x07b"])
def test_what_cannot_be_a_code_is_refused(till: Till, text: str, in_words: InWords) -> None:
    with pytest.raises(NoSuchCode) as refused:
        till.selling.add_code(text)
    assert in_words(refused.value)


def test_a_receipt_takes_ten_codes_and_refuses_the_eleventh(till: Till, in_words: InWords) -> None:
    publish(till, "autumn")
    receipt = msgspec.structs.replace(till.selling.receipt, promo_codes=tuple(f"code{n}" for n in range(10)))
    till.selling.take_up(receipt, 0, till.clock.now())
    with pytest.raises(TooManyCodes) as refused:
        till.selling.add_code("AUTUMN10")
    assert in_words(refused.value)


def test_codes_survive_a_restart_parking_and_stand_in_the_sale(till: Till, tmp_path: Path, clock: ManualClock) -> None:
    publish(till, "autumn")
    fill(till, MILK)
    till.selling.add_code("AUTUMN10")
    till.parking.park().result(30)
    assert till.selling.view().offers == ()
    till.parking.take_up(till.parking.list()[0].parked_id).result(30)
    assert to_pay(till) == 8541
    till.close()
    again = open_shop(tmp_path, clock)
    try:
        again.people.log_in(again.people.everybody()[1].user_id, "7913").result(30)
        assert again.selling.receipt.promo_codes == ("autumn10",)
        assert to_pay(again) == 8541
        slip = pay(again)
        assert "Промокод AUTUMN10: осень −10 %" in slip
        assert "  к оплате" in slip
        confirm_recomputed(again, "autumn")
        assert last_sale(again)[1].cart.promo_codes == ("autumn10",)
    finally:
        again.close()


# --- what is limited --------------------------------------------------------------------------------------


def test_a_one_use_code_is_used_once_within_its_right_and_never_twice(till: Till) -> None:
    publish(till, "thanks")
    lot_id = f"cap.thanks.0.campaign.{ONCE.casefold()}"
    campaign_lot(till, "thanks", lot_id, balance=1, granted=1)
    fill(till, MILK)
    assert "спасибо" in told(till, ONCE).lower()
    assert to_pay(till) == 8490
    pay(till)
    entries = {(each.kind, each.account_id, each.lot_id, each.points) for each in last_sale(till)[1].entries}
    assert entries == {("redemption", "campaign-thanks", lot_id, -1)}
    confirm_recomputed(till, "thanks")
    fill(till, MILK)
    assert "использован" in told(till, ONCE)
    assert to_pay(till) == 9490
    audit_limits(till)


def test_a_code_that_only_the_server_can_free_is_asked_for_once_and_given_back_unused(till: Till) -> None:
    publish(till, "thanks")
    fill(till, MILK)
    assert till.selling.take_wants() == ()
    told(till, ONCE)
    assert till.selling.take_wants() == (), "offline nobody can be asked"
    till.set_connection(Connection(True, till.clock.now()))
    (want,) = till.selling.take_wants()
    lot_id = f"cap.thanks.0.campaign.{ONCE.casefold()}"
    assert want.account_id == "campaign-thanks"
    assert till.sync_store.targets_for(want.needs) == [(lot_id, 1)]
    assert till.selling.take_wants() == (), "asked once a receipt"
    assert "Спрашиваем" in till.selling.view().offers[0].detail
    campaign_lot(till, "thanks", lot_id, balance=1, granted=1)
    till.selling.answered((want,))
    till.selling.refresh_member()
    assert to_pay(till) == 8490
    till.selling.remove_code(ONCE)
    till.writer.submit(lambda transaction: None).result(30)
    held = till.database.worker.call(lambda unit: unit.ledger.holding("campaign-"))
    assert held == [], "what the code reserved goes back when it is taken off"


def test_a_right_that_went_between_quote_and_commit_is_refused_with_a_way_out(till: Till, in_words: InWords) -> None:
    publish(till, "thanks")
    lot_id = f"cap.thanks.0.campaign.{ONCE.casefold()}"
    campaign_lot(till, "thanks", lot_id, balance=1, granted=1)
    fill(till, MILK)
    till.selling.add_code(ONCE)
    till.paying.start()
    campaign_lot(till, "thanks", lot_id, balance=0, granted=1)
    with pytest.raises(LimitReached) as refused:
        till.paying.pay_cash("1000").result(30)
    assert "чек" in in_words(refused.value).lower()
    till.paying.leave().result(30)
    assert to_pay(till) == 9490


def test_a_members_cap_is_opened_at_home_once_a_day_and_asked_for_elsewhere(till: Till, clock: ManualClock) -> None:
    publish(till, "once-a-day")
    for expected in (4200, 5250):
        fill(till, BREAD, BORIS)
        assert to_pay(till) == expected
        pay(till)
    kinds = [(each.kind, each.wallet, each.points) for each in entries_of(till) if each.wallet == "cap:once-a-day"]
    assert kinds == [("adjustment", "cap:once-a-day", 1), ("redemption", "cap:once-a-day", -1)]
    clock.advance(DAY)
    fill(till, BREAD, BORIS)
    assert to_pay(till) == 4200
    till.selling.begin()
    change_account(till, "boris", home=False)
    clock.advance(DAY)
    fill(till, BREAD, BORIS)
    assert to_pay(till) == 5250
    assert [offer.kind for offer in till.selling.view().offers] == ["capped"]
    audit_limits(till)


def touch_cap(till: Till) -> str:
    """The cap of the day's rule is opened elsewhere; its lot."""
    lot_id = f"cap.once-a-day.0.{local_date(till.clock.now(), till.zone)}.boris"
    touched = LotRow(lot_id, "boris", "cap:once-a-day", "once-a-day", 1, 0, None, granted=1)
    till.database.worker.call(lambda unit: unit.ledger.add_lots([touched]))
    return lot_id


def test_a_cap_touched_elsewhere_since_the_quote_is_told_before_anything_is_charged(
    till: Till, in_words: InWords
) -> None:
    publish(till, "once-a-day")
    fill(till, BREAD, BORIS)
    till.paying.start()
    touch_cap(till)
    with pytest.raises(LimitReached) as refused:
        till.paying.pay_cash("1000").result(30)
    assert in_words(refused.value)
    with pytest.raises(LimitReached):
        till.paying.ask_card().result(30)
    assert not till.paying.view().card_asked


def test_a_cap_touched_elsewhere_while_a_card_is_charged_is_not_opened_a_second_time(till: Till) -> None:
    publish(till, "once-a-day")
    fill(till, BREAD, BORIS)
    till.paying.start()
    till.paying.ask_card().result(30)
    lot_id = touch_cap(till)
    sold = till.paying.card_approved("1").result(30).sold
    assert sold is not None, "what was charged stands"
    kinds = [(each.kind, each.points) for each in entries_of(till) if each.lot_id == lot_id]
    assert kinds == [("redemption", -1)], "used, not filled anew"
    audit_limits(till)


def test_what_a_sale_did_not_use_of_a_campaign_goes_back_with_it(till: Till) -> None:
    publish(till, "thanks")
    lot_id = f"cap.thanks.0.campaign.{ONCE.casefold()}"
    campaign_lot(till, "thanks", lot_id, balance=3, granted=3)
    till.set_connection(Connection(True, till.clock.now()))
    fill(till, MILK)
    till.selling.add_code(ONCE)
    pay(till)
    (counters,) = [each for each in last_sale(till)[1].rights if each.lot_id == lot_id]
    assert (counters.used, counters.released) == (1, 2)


def test_a_coupon_is_shown_used_once_and_printed(till: Till) -> None:
    publish(till, "coupon-milk")
    give_coupon(till, "boris", "milk")
    fill(till, MILK, BORIS)
    member = till.selling.view().member
    assert member is not None
    assert member.perks == ("Купон: молоко за полцены, до 30.11",)
    assert to_pay(till) == 4745
    assert "Использован купон: молоко за полцены" in pay(till)
    fill(till, MILK, BORIS)
    assert to_pay(till) == 8490
    member = till.selling.view().member
    assert member is not None
    assert member.perks == ()
    audit_limits(till)


def test_a_coupon_without_a_right_is_not_spent(till: Till) -> None:
    publish(till, "coupon-milk")
    change_account(till, "boris", home=False)
    give_coupon(till, "boris", "milk", right=0)
    fill(till, MILK, BORIS)
    assert to_pay(till) == 8490


def entries_of(till: Till) -> list:  # type: ignore[type-arg]
    """Every entry told to the server, in order."""
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 1000))
    bodies = (msgspec.json.decode(row.body, type=Operation).body for row in rows)
    return [entry for body in bodies for entry in getattr(body, "entries", ())]


def audit_limits(till: Till) -> None:
    """No lot of any wallet is below zero, no right either, and receipts hold."""
    rows = till.database.worker.call(
        lambda unit: unit.meta._link.driver.execute(
            "SELECT l.lot_id, l.balance + coalesce((SELECT sum(points) FROM entry e WHERE e.lot_id = l.lot_id "
            "AND e.included = 0), 0) AS rest, granted + earned - used - released AS right FROM lot l"
        ).fetchall()
    )
    assert all(rest >= 0 and right >= 0 for _, rest, right in rows), rows


# --- gifts ------------------------------------------------------------------------------------------------


def test_a_gift_is_offered_added_by_one_touch_and_shown_as_one(till: Till, in_words: InWords) -> None:
    publish(till, "bread-gift")
    fill(till, COFFEE)
    (offer,) = till.selling.view().offers
    assert (offer.kind, offer.act, offer.text) == ("gift", "add", "Подарок: Хлеб")
    till.selling.add_gift(offer.key)
    view = till.selling.view()
    assert view.offers == ()
    assert [line.gift for line in view.lines] == [False, True]
    assert view.to_pay == 124_900 + 1
    slip = pay(till)
    assert "Хлеб (подарок)" in slip
    assert "хлеб в подарок" in slip
    confirm_recomputed(till, "bread-gift")
    with pytest.raises(GiftNotThere) as refused:
        till.selling.add_gift("bread-gift")
    assert in_words(refused.value)


# --- large redemptions ------------------------------------------------------------------------------------


def test_a_large_redemption_bars_payment_until_a_colleague_allows_it(till: Till, clock: ManualClock) -> None:
    publish(till, confirm_above=10_000)
    cashier = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(cashier.user_id, "2580").result(30)
    fill(till, COFFEE, COFFEE, ANNA)
    till.selling.redeem("maximum")
    question = till.selling.unanswered()
    assert isinstance(question, ConfirmQuestion)
    assert question.by == "colleague"
    with pytest.raises(NotPayable):
        till.paying.start()
    with pytest.raises(NeedsPermission):
        till.selling.confirm_redemption()
    boss = next(user for user in till.people.everybody() if user.role == "administrator")
    till.selling.confirm_redemption(Permission("confirm_redemption", boss.user_id))
    assert till.selling.unanswered() is None
    pay(till)
    assert last_sale(till)[1].confirmed_by == boss.user_id
    till.people.log_in(boss.user_id, "7913").result(30)
    acts = [record.act for record in till.journal.latest().result(30)]
    assert "redemption_confirmed" in acts


def test_the_buyer_confirms_where_the_shop_says_so_and_a_larger_sum_is_asked_anew(till: Till) -> None:
    publish(till, confirm_above=10_000)
    selling = msgspec.structs.replace(till.settings.selling, redemption_confirmation="buyer")
    till.settings = msgspec.structs.replace(till.settings, selling=selling)
    fill(till, COFFEE, ANNA)
    till.selling.redeem("maximum")
    till.selling.confirm_redemption()
    assert till.selling.view().pay.enabled
    fill(till, COFFEE)
    assert isinstance(till.selling.unanswered(), ConfirmQuestion), "more points than were confirmed"
    till.selling.undo_redemption()
    assert till.selling.unanswered() is None


# --- prices by the kind of payment ------------------------------------------------------------------------


def test_a_kind_of_payment_lowers_the_price_before_the_terminal_is_asked(till: Till) -> None:
    publish(till, "sbp")
    fill(till, COFFEE)
    view = till.paying.start()
    assert view.to_pay_kopecks == 124_900
    (kind,) = view.kinds
    assert (kind.kind, kind.left_kopecks) == ("sbp", 123_651)
    assert "СБП −1 % −12,49" in kind.text
    asked = till.paying.ask_card(kind="sbp").result(30)
    assert asked.legs[0].amount == "1\u00a0236,51\u00a0₽"
    assert asked.to_pay_kopecks == 123_651
    sold = till.paying.card_approved("77").result(30).sold
    assert sold is not None
    assert sold.to_pay == 123_651
    assert last_sale(till)[1].cart.payment_kinds == frozenset({"sbp"})
    confirm_recomputed(till, "sbp")


def test_declined_it_costs_what_it_did_and_another_kind_pays_the_full_price(till: Till) -> None:
    publish(till, "sbp")
    fill(till, COFFEE)
    till.paying.start()
    till.paying.ask_card(kind="sbp").result(30)
    view = till.paying.card_declined().result(30)
    assert view.to_pay_kopecks == 124_900
    sold = till.paying.pay_cash("1249").result(30).sold
    assert sold is not None
    assert (sold.to_pay, sold.change) == (124_900, 0)
    audit(till, [])


def test_a_part_by_sbp_promises_nothing_and_never_costs_more_than_was_told(till: Till) -> None:
    publish(till, "sbp")
    fill(till, COFFEE)
    till.paying.start()
    till.paying.ask_card("500", "sbp").result(30)
    view = till.paying.card_approved("1").result(30)
    assert view.to_pay_kopecks == 124_900, "the rest may be paid otherwise"
    assert view.left_kopecks == 74_900
    assert [(kind.kind, kind.left_kopecks) for kind in view.kinds] == [("sbp", 73_651)]
    sold = till.paying.add_cash("749").result(30).sold
    assert sold is not None
    assert sold.to_pay == 124_900
    audit(till, [])


def test_both_parts_by_sbp_get_its_price_in_the_end(till: Till) -> None:
    publish(till, "sbp")
    fill(till, COFFEE)
    till.paying.start()
    till.paying.ask_card("500", "sbp").result(30)
    till.paying.card_approved("1").result(30)
    asked = till.paying.ask_card(kind="sbp").result(30)
    assert asked.legs[-1].amount == "736,51\u00a0₽"
    sold = till.paying.card_approved("2").result(30).sold
    assert sold is not None
    assert sold.to_pay == 123_651
    audit(till, [])


def test_a_crash_while_the_terminal_is_asked_keeps_the_price_that_was_shown(
    till: Till, tmp_path: Path, clock: ManualClock
) -> None:
    publish(till, "sbp")
    fill(till, COFFEE)
    till.paying.start()
    till.paying.ask_card(kind="sbp").result(30)
    till.close()
    again = open_shop(tmp_path, clock)
    try:
        again.people.log_in(again.people.everybody()[1].user_id, "7913").result(30)
        view = again.paying.in_doubt()
        assert view is not None
        assert view.to_pay_kopecks == 123_651
        declined = again.paying.card_declined().result(30)
        assert declined.to_pay_kopecks == 124_900
    finally:
        again.close()


# --- levels -----------------------------------------------------------------------------------------------


def test_a_level_decided_for_midnight_is_announced_and_starts_by_itself(till: Till, clock: ManualClock) -> None:
    change_account(till, "boris", next_level="silver", next_level_at=till.clock.now() + DAY)
    fill(till, COFFEE, BORIS)
    member = till.selling.view().member
    assert member is not None
    assert (member.level, member.coming) == ("Старт", "С 22.11: Серебро")
    clock.advance(DAY)
    till.selling.refresh_member()
    member = till.selling.view().member
    assert member is not None
    assert (member.level, member.coming) == ("Серебро", "")
    assert to_pay(till) == 112_410


def test_the_holder_of_a_discount_card_sees_no_points_and_no_progress(till: Till) -> None:

    document = json.loads(programme())
    document["levels"]["ladder"].append(
        {
            "id": "seven",
            "name": {"ru": "Скидка 7 %", "en": "7 % off"},
            "discount": 700,
            "accrual": 0,
            "maximum_share": 0,
        }
    )
    body = json.dumps(document).encode()
    till.database.worker.call(lambda unit: unit.programmes.put(2, till.clock.now() - DAY, body))
    till.database.worker.call(lambda unit: unit.meta._link.driver.execute("DELETE FROM lot WHERE account_id = 'boris'"))
    change_account(till, "boris", level_id="seven")
    fill(till, COFFEE, BORIS)
    view = till.selling.view()
    member = view.member
    assert member is not None
    assert (member.level, member.progress, member.spendable, member.pending) == ("Скидка 7 %", None, "", "")
    assert view.to_pay == 116_157
    slip = pay(till)
    assert "Баллы" not in slip


# --- the honest price -------------------------------------------------------------------------------------


def test_every_step_of_a_lines_price_is_named_and_adds_up(till: Till) -> None:
    publish(till, "autumn")
    fill(till, COFFEE, ANNA)
    till.selling.add_code("AUTUMN10")
    till.selling.redeem("100")
    rows = till.selling.explain(1)
    assert [row.name for row in rows] == [
        "1 × 1\u00a0249,00",
        "Серебро 10\u00a0%",
        "Осень −10 %",
        "Баллами (100 баллов)",
        "К оплате",
        "За покупку",
    ]
    assert [row.figure for row in rows] == [
        "1\u00a0249,00",
        "−124,90",
        "−112,41",
        "−100,00",
        "911,69",
        "+45 баллов",
    ]
    assert till.selling.explain(99) == ()
    slip = pay(till)
    for row in ("Серебро 10 %", "осень −10 %", "баллами", "к оплате", "За покупку"):
        assert row in slip


def test_a_cart_in_the_operation_is_what_the_engine_saw(till: Till) -> None:
    publish(till, "autumn", "thanks")
    fill(till, MILK)
    till.selling.add_code(ONCE)
    cart = till.selling.cart()
    assert isinstance(cart, Cart)
    assert [lot.lot_id for lot in cart.wallets] == [f"cap.thanks.0.campaign.{ONCE.casefold()}"]
