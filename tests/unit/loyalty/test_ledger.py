"""The ledger: entries applied once, balances equal to their replay, lots spent within their rights."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cashier_app.core.clock import DAY, HOUR, start_of_day
from cashier_app.loyalty.cart import Cart, LotState
from cashier_app.loyalty.ledger import (
    Counters,
    Entry,
    Ledger,
    RightChange,
    RightExceeded,
    apply_change,
    campaign_account,
    cap_lots,
    cap_period,
    consumption_order,
    expiries,
    is_active,
    redemption_uses,
    replay,
    sale_posting,
    standing,
)
from cashier_app.loyalty.programme import Cap, Rule
from cashier_app.loyalty.quote import quote
from cashier_app.loyalty.rules import AccruePercent, OfBrands, WithPromoCode
from tests.unit.loyalty.books import Books
from tests.unit.loyalty.made import (
    NOW,
    ZONE,
    Purchase,
    cart,
    level,
    line,
    lot,
    lots,
    member,
    names,
    programme,
    purchases,
)

kinds = st.sampled_from(["accrual", "redemption", "expiry", "reversal", "adjustment"])


@st.composite
def operations(draw: st.DrawFn) -> list[tuple[str, list[Entry]]]:
    """Operations over a few lots, each with one entry a kind and lot."""
    made = []
    for number in range(draw(st.integers(0, 8))):
        keys = draw(st.lists(st.tuples(kinds, st.sampled_from("abc")), unique=True, max_size=5))
        entries = [Entry(kind, "account", "points", lot_id, draw(st.integers(-500, 500))) for kind, lot_id in keys]
        made.append((f"op-{number}", entries))
    return made


@given(operations(), st.data())
def test_balances_are_equal_to_a_replay_whatever_is_applied_again(
    done: list[tuple[str, list[Entry]]], data: st.DataObject
) -> None:
    ledger = Ledger()
    again = data.draw(st.lists(st.sampled_from(done), max_size=5)) if done else []
    for op_id, entries in [*done, *again]:
        ledger.post(op_id, entries)
    assert {lot_id: lot.balance for lot_id, lot in ledger.lots.items()} == replay(done) == replay([*done, *again])
    assert ledger.balance() == sum(entry.points for _, entries in done for entry in entries)


@given(operations())
def test_an_operation_applied_twice_changes_nothing(done: list[tuple[str, list[Entry]]]) -> None:
    ledger = Ledger()
    for op_id, entries in done:
        assert ledger.post(op_id, entries) == len(entries)
        before = dict(ledger.lots)
        assert ledger.post(op_id, entries) == 0
        assert ledger.lots == before


def test_a_lot_is_opened_as_its_first_entry_describes_it() -> None:
    ledger = Ledger()
    ledger.post("op", [Entry("accrual", "account", "gift", "op.1", 100, NOW, NOW + DAY, "birthday")])
    assert ledger.lots["op.1"] == LotState("op.1", 100, 0, NOW, NOW + DAY, "gift", "birthday")
    assert (ledger.balance(), ledger.balance("gift")) == (0, 100)


# --- rights ----------------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.integers(0, 100), st.integers(0, 100)), max_size=10), st.integers(0, 300))
def test_a_right_is_never_negative_and_counters_only_grow(changes: list[tuple[int, int]], granted: int) -> None:
    counters = Counters(granted=granted)
    for earned, used in changes:
        try:
            after = apply_change(counters, RightChange("lot", earned, used))
        except RightExceeded:
            assert counters.right + earned < used
            continue
        assert after.right == counters.right + earned - used >= 0
        assert (after.earned, after.used) >= (counters.earned, counters.used)
        counters = after


def test_a_right_is_granted_and_earned_less_used_and_released() -> None:
    assert Counters(granted=1_000, earned=200, used=30, released=4).right == 1_166


@given(lots(), st.integers(1, 400_000))
def test_a_redemption_takes_exactly_what_is_asked_within_rights_or_nothing(
    held: tuple[LotState, ...], points: int
) -> None:
    room = sum(min(each.balance, each.right) for each in held if is_active(each, NOW))
    if points > room:
        with pytest.raises(RightExceeded):
            redemption_uses(held, points, NOW)
        return
    uses = redemption_uses(held, points, NOW)
    by_id = {each.lot_id: each for each in held}
    assert sum(use.points for use in uses) == points
    assert all(0 < use.points <= min(by_id[use.lot_id].balance, by_id[use.lot_id].right) for use in uses)
    # a lot is touched only after every lot before it has given all it may
    order = [each for each in sorted(held, key=consumption_order) if is_active(each, NOW)]
    used = {use.lot_id: use.points for use in uses}
    for earlier, later in pairwise(order):
        if used.get(later.lot_id):
            assert used.get(earlier.lot_id, 0) == min(earlier.balance, earlier.right)


def test_a_right_used_beyond_what_is_held_takes_nothing_from_that_to_other_lots() -> None:
    assert standing([lot("a", 100, right=-5), lot("b", 100, right=60)], NOW).spendable == 60


def test_debts_lower_what_may_be_spent() -> None:
    wallet = standing([lot("a", 10_000), lot("owed", -4_000, right=0)], NOW)
    assert (wallet.active, wallet.spendable, wallet.debt) == (6_000, 6_000, 4_000)


@given(lots())
def test_a_wallet_is_the_sum_of_its_living_lots(held: tuple[LotState, ...]) -> None:
    wallet = standing(held, NOW)
    alive = [each for each in held if each.expires_at is None or each.expires_at > NOW]
    assert wallet.active + wallet.pending == sum(each.balance for each in alive)
    assert wallet.spendable <= wallet.active
    ending = [each.expires_at for each in alive if each.expires_at and each.active_at <= NOW and each.balance]
    assert wallet.expiring_at == min(ending, default=None)
    starting = [each.active_at for each in alive if each.active_at > NOW and each.balance]
    assert wallet.pending_at == min(starting, default=None)


def test_the_cashier_reads_out_what_expires_first_and_what_comes_first() -> None:
    wallet = standing(
        [
            lot("never", 1_000),
            lot("soon", 200, expires_at=NOW + DAY),
            lot("as soon", 300, expires_at=NOW + DAY),
            lot("later", 400, expires_at=NOW + 2 * DAY),
            lot("tomorrow", 50, active_at=NOW + DAY),
            lot("next week", 60, active_at=NOW + 7 * DAY),
        ],
        NOW,
    )
    assert (wallet.active, wallet.expiring, wallet.expiring_at) == (1_900, 500, NOW + DAY)
    assert (wallet.pending, wallet.pending_first, wallet.pending_at) == (110, 50, NOW + DAY)


# --- expiry ----------------------------------------------------------------------------------------------


@given(lots())
def test_expiry_takes_what_is_left_of_its_own_lot_once(held: tuple[LotState, ...]) -> None:
    books = Books(held)
    taken = expiries(books.lots(), "account", NOW)
    books.ledger.post("expiry", taken)
    for each in held:
        over = each.expires_at is not None and each.expires_at <= NOW
        assert books.ledger.lots[each.lot_id].balance == (0 if over else each.balance)
    assert expiries(books.lots(), "account", NOW) == ()


@given(lots(), st.lists(st.integers(-50, 400), max_size=6))
def test_expiry_in_pieces_late_or_twice_is_the_same(held: tuple[LotState, ...], days: list[int]) -> None:
    end = NOW + 400 * DAY
    whole = expiries(held, "account", end)
    books = Books(held)
    pieces: list[Entry] = []
    for number, cut in enumerate([*sorted(NOW + day * DAY for day in days), end, end]):
        due = expiries(books.lots(), "account", cut)
        assert all(entry.expires_at is not None and entry.expires_at <= cut for entry in due)
        books.ledger.post(f"expiry-{number}", due)
        pieces.extend(due)
    assert sorted(pieces, key=lambda entry: entry.lot_id) == sorted(whole, key=lambda entry: entry.lot_id)


# --- sales -----------------------------------------------------------------------------------------------


@given(purchases())
def test_a_sale_moves_exactly_what_its_quote_says_and_rights_stay_within_balances(bought: Purchase) -> None:
    who = bought.who
    held = (*(who.lots if who is not None else ()), *bought.cart.wallets)
    books = Books(held)
    before = {each.lot_id: each.balance for each in books.lots()}
    quoted = quote(bought.cart, who, bought.programme, NOW)
    books.sell("sale", bought.cart, quoted, who)
    taken = {use.lot_id: use.points for use in quoted.redemption.uses}
    taken.update({use.lot_id: use.amount - use.opens for use in quoted.wallet_uses})
    given = {f"sale.{n}": new.points for n, new in enumerate(quoted.new_lots, start=1)} if who is not None else {}
    moved = {each.lot_id: each.balance - before.get(each.lot_id, 0) for each in books.lots()}
    expected = {lot_id: -amount for lot_id, amount in taken.items()} | given
    assert {lot_id: by for lot_id, by in moved.items() if by} == {lot_id: by for lot_id, by in expected.items() if by}
    for each in books.lots():
        assert 0 <= each.right <= each.balance


@given(purchases())
def test_a_sale_has_one_entry_a_kind_and_lot_and_posted_twice_it_changes_nothing(bought: Purchase) -> None:
    who = bought.who
    account_id = "account" if who is not None else ""
    quoted = quote(bought.cart, who, bought.programme, NOW)
    posting = sale_posting("sale", account_id, quoted, who.lots if who is not None else ())
    assert len({(entry.kind, entry.lot_id) for entry in posting.entries}) == len(posting.entries)
    assert len({change.lot_id for change in posting.rights}) == len(posting.rights)
    ledger = Ledger()
    assert ledger.post("sale", posting.entries) == len(posting.entries)
    lots_once = dict(ledger.lots)
    assert ledger.post("sale", posting.entries) == 0
    assert ledger.lots == lots_once
    assert {lot_id: each.balance for lot_id, each in lots_once.items()} == replay([("sale", posting.entries)] * 2)
    # what all share stands on the campaign's account, everything else on the buyer's
    shared = {use.lot_id: campaign_account(use.rule_id) for use in quoted.wallet_uses if use.shared}
    for entry in posting.entries:
        assert entry.account_id == shared.get(entry.lot_id, account_id)
        assert entry.points


def test_a_cap_that_nobody_had_touched_is_opened_before_it_is_used() -> None:
    daily = Cap(per="everyone", period="day", of="points", amount=5_000)
    rule = Rule(id="own", name=names("own"), effect=AccruePercent(percent=2000), caps=(daily,))
    terms = programme(rules=(rule,))
    wallets = cap_lots(terms, ZONE, NOW, may_open=True)
    quoted = quote(Cart((line(1, 10_000),), zone=ZONE, wallets=wallets), member(), terms, NOW)
    posting = sale_posting("sale", "account", quoted)
    lot_id = "cap.own.0.2026-11-21.campaign-own"
    assert [(e.kind, e.account_id, e.wallet, e.lot_id, e.points) for e in posting.entries] == [
        ("adjustment", "campaign-own", "cap:own", lot_id, 5_000),
        ("redemption", "campaign-own", "cap:own", lot_id, -2_000),
        ("accrual", "account", "points", "sale.1", 2_000),
    ]
    assert posting.rights == (RightChange(lot_id, 5_000, 2_000), RightChange("sale.1", 2_000))
    opened = [LotState(lot_id, 3_000, 3_000, 0, wallets[0].expires_at, "cap:own", "own")]
    again = quote(Cart((line(1, 20_000),), zone=ZONE, wallets=tuple(opened)), member(), terms, NOW)
    entries = sale_posting("next", "account", again).entries
    assert [(e.kind, e.points) for e in entries] == [("redemption", -3_000), ("accrual", 3_000)]


@pytest.mark.parametrize(
    ("period", "key", "ends"),
    [
        ("campaign", "campaign", None),
        ("day", "2026-12-31", "2027-01-02"),
        ("month", "2026-12", "2027-01-02"),
        ("year", "2026", "2027-01-02"),
        ("birthday", "birthday-2027", "2027-07-08"),
    ],
)
def test_caps_count_in_the_stores_periods(period: str, key: str, ends: str | None) -> None:
    cap = Cap(per="member", period=period, amount=1)  # type: ignore[arg-type]
    now = start_of_day(datetime.date(2027, 1, 1), "Europe/Moscow") - 1
    # a birthday on 3 January is nearer than that of the year before
    assert cap_period(cap, "Europe/Moscow", now, (1, 3)) == (
        key,
        None if ends is None else start_of_day(datetime.date.fromisoformat(ends), "UTC"),
    )
    assert cap_period(cap, "Europe/Moscow", now + 1, (1, 3)) != cap_period(
        cap, "Europe/Moscow", now, (1, 3)
    ) or period in (
        "campaign",
        "birthday",
    )
    assert cap_period(Cap(per="receipt", of="points", amount=1), "Europe/Moscow", now) is None
    assert (cap_period(cap, "Europe/Moscow", now) is None) is (period == "birthday")


def test_lots_of_caps_are_the_same_on_every_machine_and_known_ones_are_left_out() -> None:
    caps = (
        Cap(per="member", period="day", amount=2),
        Cap(per="everyone", of="points", amount=9),
        Cap(per="code", amount=1),
        Cap(per="receipt", of="points", amount=5),
    )
    code = WithPromoCode(codes=frozenset({"ten"}))
    rule = Rule(id="r", name=names("r"), effect=AccruePercent(percent=1), conditions=(code,), caps=caps)
    terms = programme(rules=(rule,), redemption={"caps": (Cap(per="member", of="points", amount=7),)})
    own = cap_lots(terms, ZONE, NOW, account_id="a")
    assert [(each.lot_id, each.balance, each.right, each.active_at, each.opens) for each in own] == [
        ("cap.r.0.2026-11-21.a", 2, 0, 0, 2),
        ("cap.redemption.0.campaign.a", 7, 0, 0, 7),
    ]
    assert cap_lots(terms, ZONE, NOW, account_id="a", known={own[0].lot_id}) == own[1:]
    shared = cap_lots(terms, ZONE, NOW, codes=["ten"], may_open=True)
    assert [(each.lot_id, each.right) for each in shared] == [
        ("cap.r.1.campaign.campaign-r", 9),
        ("cap.r.2.campaign.ten", 1),
    ]
    # tills of two zones with the same calendar day share one lot, to the same instant
    assert cap_lots(terms, "Asia/Kamchatka", NOW - 5 * HOUR, account_id="a")[0] == own[0]


def test_new_points_first_repay_a_debt() -> None:
    books = Books([])
    books.post("old", sale_posting("old", "account", quote(cart(), member(), programme(), NOW)))
    books.ledger.post("return", [Entry("reversal", "account", "points", "old.1", -700)])
    terms = programme(level(accrual=1000))
    for op_id, price, debt, active in (("s1", 5_000, 200, 0), ("s2", 5_000, 0, 300)):
        quoted = quote(cart(line(1, price)), member(*books.lots()), terms, NOW)
        books.post(op_id, sale_posting(op_id, "account", quoted, books.lots()))
        wallet = standing(books.lots(), NOW)
        assert (wallet.debt, wallet.active, wallet.spendable) == (debt, active, active)
    assert books.ledger.balance() == 300
    assert books.balances() == {"s2.1": 300}


def test_a_debt_is_repaid_once_by_the_lots_of_several_rules_and_debts_one_after_the_other() -> None:
    books = Books([])
    owed = [Entry("reversal", "account", "points", lot_id, -points) for lot_id, points in (("d2", 400), ("d1", 700))]
    books.ledger.post("return", owed)
    campaign = Rule(
        id="own",
        name=names("own"),
        effect=AccruePercent(percent=2000),
        conditions=(OfBrands(brands=frozenset({"Own"})),),
    )
    terms = programme(level(accrual=1000), rules=(campaign,))
    goods = cart(line(1, 5_000), line(2, 5_000, brand="Own"))
    quoted = quote(goods, member(*books.lots()), terms, NOW)
    assert [new.points for new in quoted.new_lots] == [500, 1_000]
    books.post("sale", sale_posting("sale", "account", quoted, books.lots()))
    assert books.balances() == {"sale.2": 400}
    assert books.rights() == {"sale.2": 400}


def test_wallets_of_other_things_are_neither_counted_nor_spent() -> None:
    gift = LotState("gift", 100, 100, 0, NOW + DAY, wallet="birthday")
    assert standing([gift, lot("a", 5)], NOW).active == 5
    assert standing([gift], NOW, "birthday").active == 100
    with pytest.raises(RightExceeded):
        redemption_uses([gift, lot("a", 5)], 6, NOW)
