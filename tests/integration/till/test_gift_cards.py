"""Gift cards from the till to the server and back: sold, spent at any till within what they hold, returned."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import msgspec
import pytest
import sqlalchemy as sa

from cashier_app.config import CardMask, GiftCards
from cashier_app.core.errors import WorldError
from cashier_app.loyalty.gift_cards import is_gift_account
from cashier_app.sales.receipt import CardTwice, OneCard
from cashier_app.server import gift_cards, tables
from cashier_app.server.gift_cards import Issue
from cashier_app.server.members import IdentifierRecord, MemberRecord
from cashier_app.storage.rows import ProductRow
from cashier_app.sync.enrolment import enrol
from cashier_app.sync.worker import Address, SyncWorker, Timing
from cashier_app.till.frozen import decode_frozen
from cashier_app.till.gift_cards import (
    CardAsked,
    GiftCardBlocked,
    GiftCardEmpty,
    GiftCardHeld,
    GiftCardNominal,
    GiftCardNotKnown,
    GiftCardOutOfReach,
    GiftCardUsed,
)
from cashier_app.till.gift_paying import GiftCardAgain, GiftCardHasLess, GiftPaysGift
from cashier_app.till.gift_selling import GiftSumOutOfBounds, NoGiftSum
from cashier_app.till.loose_return import CardNeedsReceipt
from cashier_app.till.opening import Till
from cashier_app.till.paying import PaymentView
from cashier_app.whatif.history import Purchase
from cashier_app.whatif.reading.database import read_database
from tests.clock import ManualClock
from tests.integration.server.running import RunningServer
from tests.integration.till.mechanics import programme
from tests.integration.till.shop import (
    ANNA,
    BREAD,
    CODES,
    COFFEE,
    GOODS,
    MANAGER_PIN,
    MILK,
    SETTINGS,
    found_shop,
    open_shop,
    scan,
)
from tests.integration.till.test_limits_with_server import Counter as PlainCounter

CARD, SECOND, THIRD = "6660000000001234", "6660000000005678", "6660000000009012"
CARDS = (
    ProductRow("gift-3000", "Подарочная карта 3000", 300_000, tags="gift_card", vat_rate=2000, digest=b"8"),
    ProductRow("gift-any", "Подарочная карта", 100, tags="gift_card_any", digest=b"9"),
)
GIFT_SETTINGS = msgspec.structs.replace(
    SETTINGS,
    selling=msgspec.structs.replace(
        SETTINGS.selling, card_masks=(*SETTINGS.selling.card_masks, CardMask(kind="gift", prefix="666", length=16))
    ),
)


class Counter(PlainCounter):
    """A till of a shop that sells gift cards, over a folder in which it has joined its server already."""

    def __init__(self, folder: Path, clock: ManualClock, server: RunningServer) -> None:
        self.server = server
        self.folder = folder
        self._clock = clock
        self.open()

    def open(self) -> None:
        """The program starts; the administrator is there."""
        self.till = open_shop(self.folder, self._clock, GIFT_SETTINGS)
        self.till.people._enter(self.till.people.everybody()[0])
        address = Address(self.server.url, self.till.sync_store.membership().key)
        timing = Timing(acquire_ms=20_000, return_ms=20_000)
        self.worker = SyncWorker(self.till.sync_store, address, self.till.clock, lambda state: None, timing)
        self.exchange()

    def asked(self, number: str) -> CardAsked:
        """A card as the till reads it."""
        found = self.till.gift_cards.read(number)
        assert found is not None
        return found

    def ask(self, number: str) -> CardAsked:
        """What the payment screen does first: the servers are asked about the card and for all that it holds."""
        asked = self.asked(number)
        if self.worker.state.online:
            store = self.till.sync_store
            self.worker.look_up(store.current_epoch(), asked.hash)
            self.worker.answer_waiting()
            self._ask(asked.account_id, partial(store.targets, asked.account_id, None))
        return asked

    def gift(self, number: str, amount: str = "") -> PaymentView:
        """Pay with a gift card."""
        return self.till.paying.add_gift(self.ask(number), amount).result(30)

    def pay_by(self, number: str, *codes: str, amount: str = "") -> PaymentView:
        """Scan goods and pay for them with a gift card, the whole or so much."""
        self.scan(*codes)
        self.till.paying.start()
        return self.gift(number, amount)

    def bought(self, number: str, *codes: str) -> str:
        """Sell a gift card, then goods for it, and tell the server of both; the receipt of the goods."""
        self.sell_card(number)
        self.exchange()
        sold = self.pay_by(number, *codes).sold
        assert sold is not None
        self.exchange()
        return sold.receipt_id

    def ask_return(self, receipt_id: str) -> str:
        """Ask the servers for another till's receipt and the right to take its goods back; how it was answered."""
        store = self.till.sync_store
        asked = self.worker.ask_sale(store.current_epoch(), receipt_id, partial(store.return_target, receipt_id))
        self.worker.answer_waiting()
        return asked.result(10).outcome

    def sell_card(self, number: str, product: str = "gift-3000", amount: str = "") -> None:
        """Sell a gift card for cash."""
        self.till.selling.add_product(product, amount)
        assert self.till.selling.scan(scan(number)).sound == "accepted"
        self.till.paying.start()
        assert self.till.paying.pay_cash("100000").result(30).sold is not None

    def balance(self, number: str) -> int:
        """What the till knows to be on a card."""
        return self.till.gift_cards.standing(self.asked(number)).balance


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A server with an ordinary programme and a member, and two tills that have joined it and heard of everything."""
    folder, clock = tmp_path_factory.mktemp("gift cards"), ManualClock()
    server = RunningServer(folder / "server.db", clock)
    body = folder / "programme.json"
    body.write_bytes(programme("thanks"))
    server.publish(body)
    server.bring(MemberRecord((IdentifierRecord("card", ANNA),), "Анна К"), store="1")
    counters = []
    for name in ("one", "two"):
        till = open_shop(folder / name, clock, GIFT_SETTINGS)
        till.sync_store.enrolled(enrol(server.url, server.pair("1"), name, name))
        till.database.worker.call(lambda unit: unit.goods.put((*GOODS, *CARDS), CODES))
        boss = till.people.add("Орлова Вера", "administrator", MANAGER_PIN).result(30)
        till.people.log_in(boss.user_id, MANAGER_PIN).result(30)
        till.shifts.open("1000").result(30)
        till.close()
        counters.append(Counter(folder / name, clock, server))
    # the first till was alone and the home of everything until now: it hears that it is not, and says so
    for each in (*counters[:1], *counters):
        each.exchange()
    for each in counters:
        each.close()
    server.stop()
    return folder


@pytest.fixture
def server(tmp_path: Path, clock: ManualClock, template: Path) -> Iterator[RunningServer]:
    """The server."""
    shutil.copytree(template, tmp_path, dirs_exist_ok=True)
    running = RunningServer(tmp_path / "server.db", clock)
    yield running
    running.stop()


@pytest.fixture
def counters(tmp_path: Path, clock: ManualClock, server: RunningServer) -> Iterator[tuple[Counter, Counter]]:
    """The two tills."""
    first, second = (Counter(tmp_path / name, clock, server) for name in ("one", "two"))
    yield first, second
    for each in (first, second):
        each.close()


@pytest.fixture
def till(tmp_path: Path, clock: ManualClock) -> Iterator[Till]:
    """A till that has joined no server, with gift cards among its goods."""
    opened = found_shop(tmp_path, clock, GIFT_SETTINGS)
    opened.database.worker.call(lambda unit: unit.goods.put((*GOODS, *CARDS), CODES))
    yield opened
    opened.close()


def sell_here(till: Till, number: str) -> None:
    """A gift card is sold for cash at a till alone."""
    till.selling.add_product("gift-3000")
    till.selling.scan(scan(number))
    till.paying.start()
    assert till.paying.pay_cash("100000").result(30).sold is not None


def clean(server: RunningServer) -> None:
    """The server's ledger holds, and nothing has to be looked at."""
    assert server.alarms() == []
    assert server.findings() == []


def lots(server: RunningServer) -> list[int]:
    """What the server has of gift cards, lot by lot."""
    with server.database.read() as connection:
        query = sa.select(tables.lot.c.balance).where(tables.lot.c.wallet == "gift").order_by(tables.lot.c.balance)
        return list(connection.scalars(query))


def issue(server: RunningServer, nominal: int, *numbers: str, load: bool = False) -> gift_cards.Issued:
    """Cards made known beforehand."""
    with server.database.write() as transaction:
        return gift_cards.issue(transaction, Issue("осень", nominal, load), [(each, 0) for each in numbers], "boss")


def block(server: RunningServer, number: str, blocked: bool = True) -> None:
    """Take a card no more, or again."""
    with server.database.write() as transaction:
        gift_cards.set_blocked(transaction, number, blocked, "boss", "lost")


# --- selling ---------------------------------------------------------------------------------------------


def test_a_card_sold_at_one_till_pays_at_another_to_the_kopeck(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.sell_card(CARD)
    first.exchange()
    second.exchange()
    assert second.balance(CARD) == 300_000
    view = second.pay_by(CARD, COFFEE, COFFEE)
    assert view.sold is not None
    assert (view.sold.to_pay, view.sold.change) == (249_800, 0)
    assert view.sold.points_text == "На подарочной карте ..1234: 502,00\xa0₽"
    slip = second.last_slip(1)
    assert "Подарочной картой ..1234" in slip
    assert "Остаток на карте ..1234" in slip
    assert "502,00" in slip
    second.exchange()
    first.exchange()
    assert first.balance(CARD) == 50_200
    assert lots(server) == [50_200]
    clean(server)


def test_a_sold_card_is_an_advance_no_discount_no_points_no_level_and_named_apart(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, _ = counters
    first.scan(ANNA, MILK)
    before = first.till.selling.quoted
    first.till.selling.add_product("gift-3000")
    first.till.selling.scan(scan(CARD))
    after = first.till.selling.quoted
    assert after.to_pay == before.to_pay + 300_000
    assert (after.accrued, after.discount) == (before.accrued, before.discount)
    view = first.till.selling.view()
    assert view.lines[-1].name == "Подарочная карта 3000 ..1234"
    first.pay()
    slip = first.last_slip(1)
    assert "аванс" in slip
    assert "На подарочную карту ..1234" in slip
    report = first.till.reports.x().result(30)
    assert (report.totals.cards_sold.count, report.totals.cards_sold.amount) == (1, 300_000)
    assert report.totals.cash_expected == 100_000 + before.to_pay + 300_000
    text = str(first.till.reports.document(report))
    assert "подарочные карты" in text
    first.exchange()
    with server.database.read() as connection:
        row = connection.execute(sa.select(tables.account).where(tables.account.c.net_purchases != 0)).one()
        assert row.net_purchases == before.to_pay
    clean(server)


def test_a_card_of_any_sum_takes_the_sum_typed_within_bounds(till: Till) -> None:
    selling = till.selling
    with pytest.raises(GiftSumOutOfBounds):
        selling.add_product("gift-any", "100")
    selling.add_product("gift-any")
    assert selling.view().gift is not None
    assert not selling.view().pay.enabled
    outcome = selling.scan(scan(CARD))
    assert outcome.notice is not None
    assert outcome.notice.text == till.words.error(NoGiftSum())[0]
    assert selling.scan(scan(CARD), "1500").sound == "accepted"
    assert selling.view().to_pay == 150_000
    selling.add_product("gift-any", "700,50")
    assert selling.scan(scan(SECOND)).sound == "accepted"
    assert selling.view().to_pay == 150_000 + 70_050


def test_a_line_that_is_a_card_has_one_piece_no_discount_and_its_own_card(till: Till) -> None:
    selling = till.selling
    selling.add_product("gift-3000")
    selling.scan(scan(CARD))
    with pytest.raises(OneCard):
        selling.set_quantity("2")
    with pytest.raises(OneCard):
        till.hand_discounts.give("percent", "5", 1)
    selling.add_product("gift-3000")
    outcome = selling.scan(scan(CARD))
    assert outcome.notice is not None
    assert outcome.notice.text == till.words.error(CardTwice(card="..1234"))[0]
    selling.leave_gift()
    assert selling.view().gift is None


def test_a_card_printed_for_a_sum_is_sold_for_that_sum_once(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    assert issue(server, 500_000, CARD).fresh == 1
    assert issue(server, 500_000, CARD).known == 1
    first.exchange()
    first.till.selling.add_product("gift-3000")
    outcome = first.till.selling.scan(scan(CARD))
    expected = GiftCardNominal(card="..1234", nominal="5\xa0000,00", sum="3\xa0000,00")
    assert outcome.notice is not None
    assert outcome.notice.text == first.till.words.error(expected)[0]
    first.till.selling.leave_gift()
    first.sell_card(CARD, "gift-any", "5000")
    first.exchange()
    second.exchange()
    second.till.selling.add_product("gift-any", "5000")
    outcome = second.till.selling.scan(scan(CARD))
    assert outcome.notice is not None
    assert "уже продана" in outcome.notice.text
    clean(server)


def test_a_card_that_turns_out_to_be_sold_elsewhere_leaves_the_receipt_with_words(
    counters: tuple[Counter, Counter],
) -> None:
    first, second = counters
    first.sell_card(CARD)
    first.exchange()
    second.till.selling.add_product("gift-3000")
    outcome = second.till.selling.scan(scan(CARD))
    assert outcome.gift is not None
    assert len(second.till.selling.view().lines) == 1
    second.ask(CARD)
    notice = second.till.selling.gift_told(outcome.gift)
    assert notice is not None
    assert notice.tone == "error"
    assert second.till.selling.view().lines == ()


def test_a_card_sold_twice_offline_holds_both_sums_and_is_told_to_a_person(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.sell_card(CARD)
    second.sell_card(CARD)
    first.exchange()
    second.exchange()
    assert server.alarms() == ["gift_card_sold_twice"]
    assert server.findings() == []
    assert lots(server) == [300_000, 300_000]


def test_a_card_is_loaded_once_more_where_the_shop_allows_it(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.till.settings = msgspec.structs.replace(first.till.settings, gift_cards=GiftCards(top_up=True))
    first.sell_card(CARD)
    first.sell_card(CARD, "gift-any", "1000")
    first.exchange()
    second.exchange()
    assert second.balance(CARD) == 400_000
    clean(server)


# --- paying ----------------------------------------------------------------------------------------------


def test_several_cards_and_cash_pay_one_receipt_and_each_is_returned_its_own(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, _ = counters
    first.sell_card(CARD, "gift-any", "500")
    first.sell_card(SECOND, "gift-any", "700")
    first.exchange()
    first.exchange()
    view = first.pay_by(CARD, COFFEE, COFFEE)
    assert view.left_kopecks == 249_800 - 50_000
    with pytest.raises(GiftCardAgain):
        first.gift(CARD)
    with pytest.raises(GiftCardHasLess):
        first.gift(SECOND, "800")
    view = first.gift(SECOND, "600,50")
    assert view.left_kopecks == 249_800 - 50_000 - 60_050
    sold = first.till.paying.pay_cash("2000").result(30).sold
    assert sold is not None
    assert sold.change == 200_000 - 139_750
    assert first.balance(CARD) == 0
    assert first.balance(SECOND) == 9_950
    report = first.till.reports.x().result(30)
    paid = {kind.kind: kind.sales for kind in report.totals.kinds}
    assert paid["gift"] == 110_050
    assert report.totals.cash_expected == 100_000 + 120_000 + 139_750
    first.exchange()
    returning = first.till.returning
    returning.start(sold.receipt_id)
    view_back = returning.choose(1, "1")
    assert [kind for kind, _ in view_back.money].count("Подарочными картами") == 2
    made = returning.commit().result(30)
    assert made is not None
    back = {number: first.balance(number) for number in (CARD, SECOND)}
    assert sum(back.values()) == 9_950 + 124_900 - made.cash
    assert "Возвращено на карту ..1234" in first.last_slip(1)
    returning.start(sold.receipt_id)
    returning.choose(1, "1")
    returning.commit().result(30)
    assert (first.balance(CARD), first.balance(SECOND)) == (50_000, 70_000)
    first.exchange()
    assert lots(server) == [50_000, 70_000]
    clean(server)


def test_a_payment_that_is_left_takes_nothing_and_gives_the_money_back_to_all_tills(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    first.sell_card(CARD)
    first.exchange()
    second.exchange()
    view = first.pay_by(CARD, MILK, amount="50")
    assert view.left_kopecks == 9490 - 5000
    first.exchange()
    second.scan(COFFEE)
    second.till.paying.start()
    with pytest.raises(GiftCardHeld):
        second.gift(CARD)
    first.till.paying.leave().result(30)
    first.till.writer.catch_up()
    first.exchange()
    assert second.gift(CARD).sold is not None
    second.exchange()
    assert lots(server) == [300_000 - 124_900]
    clean(server)


def test_a_card_taken_off_the_payment_pays_nothing(counters: tuple[Counter, Counter], server: RunningServer) -> None:
    first, _ = counters
    first.sell_card(CARD)
    first.exchange()
    first.pay_by(CARD, MILK, amount="50")
    assert first.till.paying.remove_cash().left_kopecks == 9490
    assert first.till.paying.pay_cash("100").result(30).sold is not None
    first.exchange()
    assert lots(server) == [300_000]
    clean(server)


def test_a_gift_card_buys_no_gift_card(till: Till) -> None:
    sell_here(till, CARD)
    till.selling.add_product("gift-3000")
    till.selling.scan(scan(SECOND))
    assert till.paying.start().no_gift
    asked = till.gift_cards.read(CARD)
    assert asked is not None
    with pytest.raises(GiftPaysGift):
        till.paying.add_gift(asked)


def test_a_blocked_card_and_an_empty_one_are_refused_in_words(
    counters: tuple[Counter, Counter], server: RunningServer, in_words: Callable[[WorldError], str]
) -> None:
    first, second = counters
    first.sell_card(CARD)
    first.exchange()
    block(server, CARD)
    second.exchange()
    second.scan(MILK)
    second.till.paying.start()
    with pytest.raises(GiftCardBlocked) as blocked:
        second.gift(CARD)
    assert "..1234" in in_words(blocked.value)
    block(server, CARD, blocked=False)
    second.exchange()
    assert second.gift(CARD).sold is not None
    second.exchange()
    assert second.pay_by(CARD, COFFEE, COFFEE, COFFEE).sold is None
    assert second.till.paying.pay_cash("5000").result(30).sold is not None
    second.exchange()
    second.scan(MILK)
    second.till.paying.start()
    with pytest.raises(GiftCardEmpty) as empty:
        second.gift(CARD)
    in_words(empty.value)


# --- without a connection --------------------------------------------------------------------------------


def test_offline_a_card_pays_only_where_it_was_sold_and_never_twice(
    counters: tuple[Counter, Counter], server: RunningServer, clock: ManualClock
) -> None:
    first, second = counters
    second.sell_card(SECOND)
    second.exchange()
    first.exchange()
    server.stop()
    for each in (first, second):
        each.exchange()
        assert not each.worker.state.online
    first.sell_card(CARD)
    assert first.pay_by(CARD, COFFEE).sold is not None, "what was loaded here is spendable here"
    second.scan(COFFEE)
    second.till.paying.start()
    with pytest.raises(GiftCardNotKnown):
        second.gift(CARD)
    first.scan(MILK)
    first.till.paying.start()
    with pytest.raises(GiftCardOutOfReach):
        first.gift(SECOND)
    assert first.gift(CARD).sold is not None
    server.start()
    first.exchange()
    first.exchange()
    second.exchange()
    assert second.gift(CARD).sold is not None, "known everywhere once the server has it"
    second.exchange()
    assert lots(server) == [300_000 - 2 * 124_900 - 9490, 300_000]
    clean(server)


# --- goods back ------------------------------------------------------------------------------------------


def test_an_unused_card_comes_back_as_goods_and_is_empty_then_a_used_one_stays(
    counters: tuple[Counter, Counter], server: RunningServer, in_words: Callable[[WorldError], str]
) -> None:
    first, second = counters
    first.sell_card(CARD)
    first.sell_card(SECOND)
    receipts = first.till.returning.find(day=None)
    first.exchange()
    second.exchange()
    assert second.pay_by(SECOND, MILK).sold is not None
    second.exchange()
    first.exchange()
    used, unused = receipts[0].receipt_id, receipts[1].receipt_id
    returning = first.till.returning
    returning.start(used)
    first.ask(SECOND)
    with pytest.raises(GiftCardUsed) as refused:
        returning.choose(1, "1")
    assert "..5678" in in_words(refused.value)
    assert returning.choose_all().total_kopecks == 0
    returning.leave()
    returning.start(unused)
    with pytest.raises(GiftCardUsed):
        returning.choose(1, "1")
    first.ask(CARD)
    assert returning.choose_all().total_kopecks == 300_000
    assert returning.commit().result(30) is not None
    assert first.balance(CARD) == 0
    report = first.till.reports.x().result(30)
    assert report.totals.cards_returned.amount == 300_000
    first.exchange()
    second.exchange()
    second.scan(COFFEE)
    second.till.paying.start()
    with pytest.raises(GiftCardEmpty):
        second.gift(CARD)
    assert lots(server) == [0, 300_000 - 9490]
    clean(server)


def test_goods_paid_with_a_card_come_back_at_another_till_onto_that_card(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    receipt_id = first.bought(CARD, COFFEE)
    second.exchange()
    for _ in range(3):
        if second.ask_return(receipt_id) == "held":
            break
        first.exchange()
    returning = second.till.returning
    returning.start(receipt_id)
    returning.choose_all()
    made = returning.commit().result(30)
    assert made is not None
    assert made.cash == 0
    second.exchange()
    first.exchange()
    assert first.balance(CARD) == second.balance(CARD) == 300_000
    assert lots(server) == [300_000]
    clean(server)


def test_money_alone_by_a_managers_word_reaches_the_card_by_the_server(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    receipt_id = first.bought(CARD, COFFEE)
    assert second.ask_return(receipt_id) == "asked"
    returning = second.till.returning
    returning.start_money_only(receipt_id)
    returning.choose_all()
    made = returning.commit().result(30)
    assert made is not None
    assert made.cash == 0
    second.exchange()
    assert lots(server) == [300_000]
    assert server.alarms() == ["return_elsewhere"]
    assert server.findings() == []


# --- the server ------------------------------------------------------------------------------------------


def test_a_card_issued_with_money_pays_and_is_nobodys_account(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, _ = counters
    assert issue(server, 200_000, CARD, SECOND, load=True).loaded == 400_000
    first.exchange()
    assert first.pay_by(CARD, MILK).sold is not None
    first.exchange()
    with server.database.read() as connection:
        summary = gift_cards.summary(connection, first.asked(CARD).account_id, server.database.now())
        rows = list(gift_cards.listed(connection, server.database.now(), "осень"))
    assert summary is not None
    assert (summary.state, summary.balance, summary.masked) == ("active", 200_000 - 9490, "..1234")
    assert {(move.kind, move.amount) for move in summary.moves} == {("redemption", -9490), ("adjustment", 200_000)}
    assert gift_cards.liability(rows) == 400_000 - 9490
    clean(server)


def test_what_a_sale_says_of_cards_otherwise_than_its_lines_is_noted(till: Till) -> None:
    sell_here(till, CARD)
    rows = till.database.worker.call(lambda unit: unit.outbox.since(till.identity.epoch, 1, 100))
    from cashier_app.sync.messages import Operation, SaleBody

    told = [msgspec.json.decode(row.body, type=Operation) for row in rows]
    sale = next(each for each in told if isinstance(each.body, SaleBody))
    assert isinstance(sale.body, SaleBody)
    assert gift_cards.differences(sale.op_id, sale.body) == []
    richer = [msgspec.structs.replace(entry, points=entry.points + 1) for entry in sale.body.entries]
    assert gift_cards.differences(sale.op_id, msgspec.structs.replace(sale.body, entries=tuple(richer)))
    assert gift_cards.differences(sale.op_id, msgspec.structs.replace(sale.body, net=300_000))
    assert all(is_gift_account(entry.account_id) for entry in sale.body.entries)


def test_a_sale_keeps_which_lots_of_a_card_paid_for_it(till: Till) -> None:
    sell_here(till, CARD)
    till.selling.scan(scan(MILK))
    till.paying.start()
    asked = till.gift_cards.read(CARD)
    assert asked is not None
    sold = till.paying.add_gift(asked).result(30).sold
    assert sold is not None
    row = till.reader.receipt(sold.receipt_id)
    assert row is not None
    [paid] = decode_frozen(row.quote).gifts
    assert (paid.amount, sum(use.points for use in paid.uses), paid.masked) == (9490, 9490, "..1234")


def test_no_gift_card_comes_back_without_its_receipt(till: Till) -> None:
    till.loose_returning.start()
    with pytest.raises(CardNeedsReceipt):
        till.loose_returning.add_product("gift-3000")


def test_money_given_in_cash_for_another_tills_receipt_does_not_reach_the_card_as_well(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, second = counters
    receipt_id = first.bought(CARD, BREAD)
    loose = second.till.loose_returning
    loose.start(receipt_id)
    loose.scan(scan(BREAD))
    loose.say_why("брак")
    assert loose.commit().result(30).cash == 5250
    second.exchange()
    assert lots(server) == [300_000 - 5250]
    assert server.findings() == []


def test_a_card_and_a_bank_card_in_doubt_are_both_there_after_a_sudden_stop(
    counters: tuple[Counter, Counter], server: RunningServer
) -> None:
    first, _ = counters
    first.sell_card(CARD)
    first.exchange()
    first.pay_by(CARD, COFFEE, amount="500")
    assert first.till.paying.ask_card().result(30).card_asked
    # stopped as by a power cut: what the database holds is all there is
    first.close()
    first.open()
    view = first.till.paying.in_doubt()
    assert view is not None
    assert [(leg.kind, leg.title) for leg in view.legs] == [
        ("gift", "Подарочная карта ..1234"),
        ("card", "Карта"),
    ]
    done = first.till.paying.card_approved("77").result(30)
    assert done.sold is not None
    first.exchange()
    assert lots(server) == [250_000]
    clean(server)


def test_a_history_for_trying_programmes_knows_no_advance(till: Till, tmp_path: Path) -> None:
    sell_here(till, CARD)
    till.selling.add_product("gift-3000")
    till.selling.scan(scan(SECOND))
    till.selling.scan(scan(MILK))
    till.paying.start()
    till.paying.pay_cash("100000").result(30)
    history = read_database(f"sqlite:///{tmp_path / 'till.db'}")
    assert [
        [line.product_id for line in event.cart.lines] for event in history.events if isinstance(event, Purchase)
    ] == [["milk"]]
    assert [(part.kind, part.rows) for part in history.reading.left_out] == [("gift_card", 1)]
