"""The receipt on the screen: what scans and touches do to it, what is refused, in which words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from cashier_app.catalog.codes import check_digit
from cashier_app.config import InStoreMask
from cashier_app.core.clock import DAY, HOUR
from cashier_app.core.errors import WorldError
from cashier_app.core.number import MalformedNumber
from cashier_app.core.quantity import FractionOfPiece, ZeroQuantity
from cashier_app.loyalty.cart import POINTS_WALLET
from cashier_app.sales.receipt import NoMember, NoPrice, NoSuchLine, QuantityTooLarge
from cashier_app.storage.rows import AccountRow, IdentifierRow, LotRow, ProductRow
from cashier_app.till.opening import Connection, Till
from cashier_app.till.rights import NeedsPermission, Permission
from cashier_app.till.selling import BuyerNotFound, NotAPhone, NotEnrolled
from cashier_app.till.selling_view import AgeQuestion, MemberQuestion, Outcome
from cashier_app.words import load_words
from tests.clock import ManualClock
from tests.integration.till.shop import (
    ANNA,
    BLOCKED,
    BORIS,
    BREAD,
    CHEESE,
    COFFEE,
    EXPIRED,
    KEY,
    MILK,
    PIN,
    SETTINGS,
    STRANGER,
    WINE,
    ean,
    found_shop,
    hash_of,
    open_shop,
    scan,
)

InWords = Callable[[WorldError], str]


def label(digits: str) -> str:
    """An EAN-13 as the shop's scales print it."""
    return digits + check_digit(digits)


def amounts(outcome: Outcome) -> list[str]:
    return [line.amount for line in outcome.view.lines]


def log_in_cashier(till: Till) -> None:
    user = next(user for user in till.people.everybody() if user.role == "cashier")
    till.people.log_in(user.user_id, PIN).result(30)


# --- goods -----------------------------------------------------------------------------------------------


def test_a_scan_puts_goods_on_the_receipt_and_another_joins_them(till: Till) -> None:
    first = till.selling.scan(scan(MILK))
    again = till.selling.scan(scan(MILK))
    assert (first.sound, amounts(first)) == ("accepted", ["94,90"])
    assert [(line.name, line.detail, line.amount) for line in again.view.lines] == [("Молоко", "2 × 94,90", "189,80")]
    assert again.view.title.endswith("1 позиция")
    assert again.view.to_pay == 18_980


def test_digits_before_a_scan_are_its_quantity(till: Till) -> None:
    outcome = till.selling.scan(scan(BREAD), "3")
    assert outcome.view.lines[0].detail == "3 × 52,50"
    weighed = till.selling.scan(scan(CHEESE), "0,299")
    assert weighed.view.lines[1].detail == "0,299\u00a0кг × 499,00"
    assert weighed.view.lines[1].amount == "149,20"


@pytest.mark.parametrize("quantity", ["0", "-1", "1e9", "1000000000", "0,0001", "abc", "1,5"])
def test_a_quantity_that_cannot_be_is_refused_before_a_scan_and_after(
    till: Till, quantity: str, in_words: InWords
) -> None:
    refused = till.selling.scan(scan(MILK), quantity)
    assert (refused.sound, refused.view.empty) == ("refused", True)
    assert refused.notice is not None
    assert refused.notice.detail
    till.selling.scan(scan(MILK))
    before = till.selling.view()
    with pytest.raises((MalformedNumber, ZeroQuantity, FractionOfPiece, QuantityTooLarge)) as error:
        till.selling.set_quantity(quantity)
    in_words(error.value)
    assert till.selling.view() == before


def test_a_product_without_a_price_is_refused(till: Till, in_words: InWords) -> None:
    outcome = till.selling.scan(scan(ean(6)))
    assert (outcome.sound, outcome.view.empty) == ("refused", True)
    assert outcome.notice is not None
    assert "Пакет без цены" in outcome.notice.text
    with pytest.raises(NoPrice) as error:
        till.selling.add_product("free")
    in_words(error.value)


def test_a_label_of_the_scales_gives_weight(till: Till) -> None:
    outcome = till.selling.scan(scan(label("220000700299")))
    assert outcome.view.lines[0].detail == "0,299\u00a0кг × 499,00"
    again = till.selling.scan(scan(label("220000700299")))
    assert len(again.view.lines) == 2, "every pack is a line, to be checked against its label"


def test_an_internal_number_that_a_mask_fits_too_is_the_product_that_has_it(till: Till) -> None:
    whole = label("220000700455")
    mug = ProductRow("mug", "Кружка", 35_000, digest=b"9")
    till.database.worker.call(lambda unit: unit.goods.put([mug], [(f"0{whole}", "mug")]))
    outcome = till.selling.scan(scan(whole))
    assert [(line.name, line.amount) for line in outcome.view.lines] == [("Кружка", "350,00")]
    assert "кг" not in outcome.view.lines[0].detail
    weighed = till.selling.scan(scan(label("220000700456")))
    assert weighed.view.lines[1].detail == "0,456\u00a0кг × 499,00"


def test_a_label_with_a_price_is_sold_at_exactly_that_price(tmp_path: Path, clock: ManualClock) -> None:
    masks = (InStoreMask(prefix="23", kind="price"),)
    selling = msgspec.structs.replace(SETTINGS.selling, in_store_masks=masks)
    till = found_shop(tmp_path, clock, msgspec.structs.replace(SETTINGS, selling=selling))
    sausage = ProductRow("sausage", "Колбаса", 49_900, unit="kg", fractional=True, digest=b"8")
    till.database.worker.call(lambda unit: unit.goods.put([sausage], [("2300007", "sausage")]))
    for digits, amount in (("230000714920", "149,20"), ("230000710001", "100,01")):
        outcome = till.selling.scan(scan(label(digits)))
        assert outcome.view.lines[-1].amount == amount, outcome
    till.close()


def test_an_unknown_code_is_a_red_line_that_bars_payment_until_it_is_gone(till: Till) -> None:
    till.selling.scan(scan(MILK))
    red = till.selling.scan(scan(ean(99)))
    assert red.sound == "refused"
    assert red.view.red
    assert [line.red for line in red.view.lines] == [False, True]
    assert ean(99) in red.view.lines[1].name
    more = till.selling.scan(scan(BREAD))
    assert more.sound == "accepted", "scanning goes on"
    assert (more.view.pay.enabled, more.view.pay.reason) == (False, "сначала разберите красную строку")
    resolved = till.selling.resolve(2, "coffee")
    assert [line.name for line in resolved.view.lines] == ["Молоко", "Кофе", "Хлеб"]
    assert resolved.view.pay.enabled
    till.selling.scan(scan(ean(98)))
    log_in_cashier(till)
    assert till.selling.remove_line().view.pay.enabled, "a red line goes without anybody's permission"


@pytest.mark.parametrize(
    ("code", "tone"),
    [
        ("https://example.org/promo", "info"),
        ("CASHIER:B:0001", "info"),
        ("CASHIER:R:" + "a" * 32, "info"),
        ("4600000000010"[:-1] + "7", "warning"),
        ("", "warning"),
        ("\x00\x01\x02binary", "warning"),
        ("я" * 20, "warning"),
        ("9" * 4096, "warning"),
        ("ЙЦУКЕН4600", "warning"),
        ("1234567890123456789", "info"),
    ],
)
def test_what_is_no_product_gives_a_notice_and_changes_nothing(till: Till, code: str, tone: str) -> None:
    till.selling.scan(scan(MILK))
    before = till.selling.view()
    outcome = till.selling.scan(scan(code))
    assert outcome.sound == "refused"
    assert outcome.notice is not None
    assert outcome.notice.tone == tone
    assert outcome.notice.text
    assert outcome.view == before


def test_adult_goods_ask_once_and_go_when_the_buyer_is_too_young(till: Till) -> None:
    till.selling.scan(scan(MILK))
    asked = till.selling.scan(scan(WINE))
    assert asked.question == AgeQuestion(18, "Вино")
    assert not asked.view.pay.enabled
    assert "18" in asked.view.pay.reason
    young = till.selling.confirm_age(False)
    assert [line.name for line in young.view.lines] == ["Молоко"]
    assert young.view.pay.enabled
    till.selling.scan(scan(WINE))
    assert till.selling.confirm_age(True).view.pay.enabled
    assert till.selling.scan(scan(WINE)).question is None


# --- lines -----------------------------------------------------------------------------------------------


def test_lines_are_changed_by_number_or_the_newest(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.selling.scan(scan(BREAD))
    assert till.selling.set_quantity("2").view.lines[1].detail == "2 × 52,50"
    assert till.selling.set_quantity("4", 1).view.lines[0].detail == "4 × 94,90"
    assert [line.name for line in till.selling.remove_line(1).view.lines] == ["Хлеб"]
    with pytest.raises(NoSuchLine):
        till.selling.set_quantity("4", 1)
    assert till.journal.latest().result(30)[0].act == "line_removed"


def test_cancelling_a_receipt_is_a_right_and_is_written_down(till: Till) -> None:
    till.selling.scan(scan(MILK))
    log_in_cashier(till)
    with pytest.raises(NeedsPermission):
        till.selling.cancel()
    assert not till.selling.view().empty
    assert till.selling.cancel(Permission("cancel_receipt", "boss")).view.empty
    boss = next(user for user in till.people.everybody() if user.role == "administrator")
    till.people._enter(boss)
    newest = till.journal.latest().result(30)[0]
    assert (newest.act, newest.allowed_by, newest.details["amount"]) == ("receipt_cancelled", "boss", 9490)


def test_a_view_says_why_nothing_can_be_paid(tmp_path: Path, clock: ManualClock) -> None:
    till = found_shop(tmp_path, clock)
    assert till.selling.view().pay.reason == "отсканируйте товар"
    till.shifts.close("1000").result(30)
    till.selling.scan(scan(MILK))
    assert till.selling.view().pay.reason == "сначала откройте смену"
    till.shifts.open("0").result(30)
    assert till.selling.view().pay.enabled
    till.close()


# --- buyers ----------------------------------------------------------------------------------------------


def test_a_card_brings_its_buyer_and_the_receipt_is_priced_anew(till: Till) -> None:
    till.selling.scan(scan(MILK))
    outcome = till.selling.scan(scan(ANNA))
    assert (outcome.sound, outcome.attached) == ("accepted", "anna")
    member = outcome.view.member
    assert member is not None
    assert (member.name, member.level) == ("Анна К.", "Серебро")
    assert (member.spendable, member.pending) == ("1\u00a0500", "0")
    assert (member.expiring_label, member.expiring) == ("Сгорят 26.11", "300")
    assert member.birthday == "День рождения через 3 дня"
    assert "до уровня «Золото»" in member.progress_text
    assert "данные 14:00" in member.as_of
    assert 0 < (member.progress or 0) < 100
    assert outcome.view.lines[0].chips == ("Цена по карте −10,00",)
    assert outcome.view.points.earns.startswith("За покупку: +")


def test_the_panel_says_when_the_till_is_offline_and_what_may_be_spent(till: Till) -> None:
    till.selling.scan(scan(ANNA))
    member = till.selling.view().member
    assert member is not None
    assert member.note == "Офлайн, можно списать здесь: 1\u00a0500 баллов"
    till.set_connection(Connection(online=True))
    member = till.selling.view().member
    assert member is not None
    assert member.note == ""


def test_only_points_with_a_right_here_are_spendable_here(till: Till) -> None:
    def less(unit: object) -> None:
        unit.meta._link.driver.execute("UPDATE lot SET granted = 10000 WHERE lot_id = 'late'")  # type: ignore[attr-defined]
        unit.meta._link.driver.execute("UPDATE lot SET granted = 0 WHERE lot_id = 'soon'")  # type: ignore[attr-defined]

    till.database.worker.call(less)
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    view = till.selling.redeem().view
    assert view.totals.points == "−100,00"
    assert "сервер" in view.points.detail
    assert view.member is not None
    assert view.member.spendable == "1\u00a0500"


def test_a_second_card_asks_whose_purchase_it_is(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.selling.scan(scan(ANNA))
    assert till.selling.scan(scan(ANNA)).question is None, "the same card again changes nothing"
    asked = till.selling.scan(scan(BORIS))
    assert isinstance(asked.question, MemberQuestion)
    assert "Анна" in asked.question.attached
    assert "Борис" in asked.question.scanned
    kept = till.selling.keep_member()
    assert kept.view.member is not None
    assert kept.view.member.name == "Анна К."
    till.selling.scan(scan(BORIS))
    taken = till.selling.take_new_member()
    assert taken.view.member is not None
    assert taken.view.member.name == "Борис Л."
    assert till.selling.detach_member().view.member is None


@pytest.mark.parametrize(("code", "reason"), [(BLOCKED, "заблокирована"), (EXPIRED, "истёк")])
def test_a_card_that_may_not_be_used_is_refused_with_its_reason(till: Till, code: str, reason: str) -> None:
    outcome = till.selling.scan(scan(code))
    assert outcome.sound == "refused"
    assert outcome.notice is not None
    assert reason in outcome.notice.text
    assert outcome.view.member is None


def test_a_blocked_account_is_refused(till: Till, clock: ManualClock) -> None:
    blocked = AccountRow("anna", "Анна К.", "silver", "blocked", None, 0, 0, clock.now(), True)
    card = IdentifierRow(hash_of(ANNA), "anna", "card", "..0001", "active")
    till.database.worker.call(lambda unit: unit.ledger.put_accounts([blocked], [card], [], []))
    outcome = till.selling.scan(scan(ANNA))
    assert outcome.notice is not None
    assert "счёт заблокирован" in outcome.notice.text


def test_an_unknown_card_earns_for_its_owner_and_becomes_his_when_the_feed_brings_him(
    till: Till, clock: ManualClock
) -> None:
    till.selling.scan(scan(COFFEE))
    outcome = till.selling.scan(scan(STRANGER))
    assert outcome.sound == "accepted"
    member = outcome.view.member
    assert member is not None
    assert STRANGER[-4:] in member.name
    assert member.note_tone == "warning"
    assert outcome.view.points.earns
    assert not outcome.view.points.enabled
    with pytest.raises(NoMember):
        till.selling.redeem()

    account = AccountRow("new", "Глеб Т.", "gold", "active", None, 0, 0, clock.now(), True)
    identifier = IdentifierRow(hash_of(STRANGER), "new", "card", "..0005", "active")
    lot = LotRow("n", "new", "points", "base", 100_000, clock.now() - DAY, None, granted=100_000)
    till.database.worker.call(lambda unit: unit.ledger.put_accounts([account], [identifier], [lot], []))
    view = till.selling.refresh_member()
    assert view.member is not None
    assert view.member.name == "Глеб Т."
    assert view.points.enabled


def test_a_buyer_is_found_by_the_full_telephone(till: Till, in_words: InWords) -> None:
    for typed in ("8 900 000-00-01", "+79000000001", "9000000001"):
        till.selling.detach_member()
        found = till.selling.find_phone(typed)
        assert found.view.member is not None
        assert found.view.member.name == "Анна К."
    for typed, error in (("0001", NotAPhone), ("привет", NotAPhone), ("89000000002", BuyerNotFound)):
        with pytest.raises(error) as refused:
            till.selling.find_phone(typed)
        in_words(refused.value)


def test_a_till_that_no_server_knows_sells_without_cards(tmp_path: Path, clock: ManualClock) -> None:
    till = open_shop(tmp_path, clock)
    outcome = till.selling.scan(scan(ANNA))
    assert outcome.sound == "refused"
    assert outcome.notice is not None
    with pytest.raises(NotEnrolled):
        till.selling.find_phone("89000000001")
    assert till.selling.view().member is None
    till.close()


def test_a_suspect_clock_holds_back_points_about_to_expire(till: Till, clock: ManualClock) -> None:
    clock.advance(4 * DAY + HOUR)
    till.selling.scan(scan(COFFEE), "9")
    till.selling.scan(scan(ANNA))

    def spendable() -> int:
        assert till.selling.member is not None
        return sum(lot.right for lot in till.selling.member.lots if lot.wallet == POINTS_WALLET)

    assert spendable() == 150_000
    till.sync_store.note_server_time(10 * HOUR, suspect=True)
    till.selling.refresh_member()
    assert spendable() == 120_000


# --- points ----------------------------------------------------------------------------------------------


def test_one_touch_redeems_the_maximum_and_another_undoes_it(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    offered = till.selling.view().points
    assert offered.enabled
    assert offered.text.startswith("Списать ")
    assert "30\u00a0%" in offered.detail
    view = till.selling.redeem().view
    assert view.points.redeemed
    assert "ещё раз — вернуть" in view.points.detail
    assert view.totals.points.startswith("−")
    assert till.selling.undo_redemption().view.totals.points == ""


def test_an_own_sum_is_redeemed_and_less_is_explained(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    exact = till.selling.redeem("100")
    assert (exact.notice, exact.view.totals.points) == (None, "−100,00")
    assert exact.view.points.text.startswith("Списано 100 из ")
    less = till.selling.redeem("5000")
    assert less.notice is not None
    assert "30\u00a0%" in less.notice.detail
    assert less.view.totals.points == "−337,00"


def test_a_sum_that_cannot_be_leaves_the_points_redeemed_before(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    till.selling.redeem("100")
    slip = till.selling.redeem("5")
    assert slip.sound == "refused"
    assert slip.notice is not None
    assert slip.notice.text == "Списание осталось прежним"
    assert slip.view.totals.points == "−100,00"


@pytest.mark.parametrize("typed", ["-5", "abc", "", "1e5", "12,345", "5 баллов"])
def test_points_that_are_no_number_are_refused(till: Till, typed: str, in_words: InWords) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    before = till.selling.view()
    with pytest.raises(MalformedNumber) as error:
        till.selling.redeem(typed)
    in_words(error.value)
    assert till.selling.view() == before


def test_a_fraction_of_a_step_is_rounded_down_and_said(till: Till) -> None:
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    outcome = till.selling.redeem("12,5")
    assert outcome.notice is not None
    assert outcome.notice.detail


def test_points_without_a_card_are_refused(till: Till, in_words: InWords) -> None:
    till.selling.scan(scan(COFFEE))
    with pytest.raises(NoMember) as error:
        till.selling.redeem()
    in_words(error.value)
    assert not till.selling.view().points.enabled


# --- the rest --------------------------------------------------------------------------------------------


def test_goods_are_found_by_hand(till: Till) -> None:
    assert [(goods.name, goods.price) for goods in till.goods_page.search("сыр").result(10)] == [
        ("Сыр", "499,00\u00a0₽ за кг")
    ]
    assert till.goods_page.categories().result(10) == ["Вино", "Кофе", "Молочные", "Прочее", "Хлеб"]
    assert [goods.product_id for goods in till.goods_page.without_barcode().result(10)] == ["bag"]
    assert till.selling.add_product("cheese", "0,5").view.lines[0].amount == "249,50"


def test_the_language_changes_while_the_receipt_stays(till: Till) -> None:
    till.selling.scan(scan(MILK))
    till.selling.scan(scan(ANNA))
    russian = till.selling.view()
    till.set_words(load_words("en"))
    english = till.selling.view()
    assert english.to_pay == russian.to_pay
    assert english.lines[0].chips != russian.lines[0].chips
    assert english.title != russian.title


def test_a_programme_of_tomorrow_starts_at_the_stores_midnight_without_a_network(
    till: Till, clock: ManualClock
) -> None:
    now = msgspec.json.decode(till.reader.programmes()[0].body)
    tomorrow = {**now, "version": 2, "valid_from": "2026-11-22"}
    tomorrow["redemption"] = {**now["redemption"], "maximum_share": 0}
    for level in tomorrow["levels"]["ladder"]:
        level["maximum_share"] = 0
    till.database.worker.call(lambda unit: unit.programmes.put(2, 0, msgspec.json.encode(tomorrow)))
    till.selling.refresh_member()
    till.selling.scan(scan(COFFEE))
    till.selling.scan(scan(ANNA))
    assert till.selling.view().points.enabled
    clock.advance(10 * HOUR)
    assert till.selling.refresh_member().points.enabled is False, "it is past midnight in Yekaterinburg"
    assert till.selling.programme.version == 2


def test_the_key_of_identifiers_is_needed_to_know_a_card() -> None:
    assert hash_of(ANNA) != hash_of(BORIS)
    assert len(KEY) == 32
