"""A history so small that every figure of the answer is computed here by hand.

The programme: 10 % back in points worth a rouble, whole points, active at once, living 30 days; half of a receipt may
be paid with points; from 1,000 roubles bought in all the level Gold takes 5 % off.

R1 10.01 A: tea 2 × 100                                     pays 200.00, earns 20 (until 9.02)
R6 15.01 B: tea 1 × 100                                     pays 100.00, earns 10 (until 14.02)
R2 20.01 A: tea 1 × 300; half is 150, holds 20              spends 20, pays 280.00, earns 28 (until 19.02)
R3 21.01 no card: 500                                       pays 500.00
R4 20.02 A: bread 1 × 600; the 28 lapsed on 19.02           pays 600.00, earns 60 (until 22.03); 1,080 bought: Gold
R5 25.02 A: coffee 2 × 500; Gold takes 50; half is 475      spends 60, pays 890.00, earns 89 (until 27.03)
   01.03 A brings R2 back: money 280; the 20 points go to a lot that ended on 9.02 and lapse; the 28 had lapsed
   01.03 A brings half of R5 back: of 1,000 − 50 − 60 = 890 half is 445; 30 points come back; half of 89 is 44.50
"""

from __future__ import annotations

import msgspec
import pytest

from cashier_app.loyalty.cart import CartLine
from cashier_app.loyalty.programme import AccrualRules, AtOnce, ForDays, LotRules, Programme, Rule
from cashier_app.loyalty.rules import OfCategories, PercentOff
from cashier_app.whatif.behaviour import Behaviour
from cashier_app.whatif.comparing import compare
from cashier_app.whatif.figures import Due, GoodsUse, LevelMove, LevelUse, Month, Outcome, per_hundred
from cashier_app.whatif.history import History
from cashier_app.whatif.margin import growth_needed, margin_effect
from cashier_app.whatif.replay import replay
from tests.unit.loyalty.made import level, names, programme
from tests.unit.whatif.past import back, bought, history

MONTH_LOTS = LotRules(activation=AtOnce(), life=ForDays(days=30))


def with_gold(discount: int = 500) -> Programme:
    """The programme of the example."""
    return programme(
        level("base", 0),
        level("gold", 100_000, discount=discount),
        accrual=AccrualRules(rate=1000),
        lots=MONTH_LOTS,
        redemption={"maximum_share": 5000},
    )


def past() -> History:
    """The history of the example; half of the tea's price is its cost, that of the rest is not known."""
    return history(
        [
            bought("R1", "2026-01-10 12:00", "A", CartLine(1, "tea", 10_000, 2000, cost=5000)),
            bought("R6", "2026-01-15 12:00", "B", CartLine(1, "tea", 10_000, 1000, cost=5000)),
            bought("R2", "2026-01-20 12:00", "A", CartLine(1, "tea", 30_000, 1000, cost=15_000)),
            bought("R3", "2026-01-21 12:00", "", CartLine(1, "bread", 50_000, 1000, category="Хлеб")),
            bought("R4", "2026-02-20 12:00", "A", CartLine(1, "bread", 60_000, 1000, category="Хлеб")),
            bought("R5", "2026-02-25 12:00", "A", CartLine(1, "coffee", 50_000, 2000, category="Кофе")),
            back("B1", "2026-03-01 12:00", "R2", (1, 1000)),
            back("B2", "2026-03-01 12:01", "R5", (1, 1000)),
        ]
    )


@pytest.fixture
def answer() -> Outcome:
    """The example replayed, everybody spending all they may."""
    return replay(past(), with_gold(), Behaviour("maximum"))


def test_money_of_the_example(answer: Outcome) -> None:
    assert answer.sold == 270_000
    assert answer.returned == 30_000 + 50_000
    assert answer.turnover == 190_000
    assert answer.discounts == {"level": 5000 - 2500}
    assert answer.redeemed == 2000 + 6000 - 2000 - 3000
    assert answer.paid == 20_000 + 10_000 + 28_000 + 50_000 + 60_000 + 89_000 - 28_000 - 44_500
    assert answer.unaccounted == 0
    assert answer.rounding == 0
    assert (answer.receipts, answer.receipts_with_card, answer.receipts_redeeming, answer.returns) == (6, 5, 2, 2)
    assert answer.member_turnover == 190_000 - 50_000


def test_points_of_the_example(answer: Outcome) -> None:
    book = answer.points
    assert book.accrued == 2000 + 1000 + 2800 + 6000 + 8900
    assert book.redeemed == 2000 + 6000
    assert book.restored == 2000 + 3000
    assert book.taken_back == 4450
    assert book.expired == 1000 + 2800 + 2000
    assert book.owed == book.active == 3000 + 4450
    assert (book.pending, book.debt, book.opening) == (0, 0, 0)
    assert book.unaccounted == 0
    # the last day of points that end at the midnight before 22.03 and 27.03
    assert answer.due == (Due("2026-03", 7450),)


def test_cost_of_the_example(answer: Outcome) -> None:
    assert answer.owed_growth == 7450
    assert answer.cost == 2500 + 3000 + 7450
    assert per_hundred(answer.cost, answer.turnover) == 682  # 129.50 of 1,900 roubles: 6.82 of every 100
    assert answer.by_first == 2000 + 1000
    assert answer.by_repeat == 0 + 6000 + (5000 + 8900) - (2500 + 4450)
    assert answer.by_anonymous == 0


def test_months_of_the_example(answer: Outcome) -> None:
    assert answer.months == (
        Month("2026-01", turnover=110_000, discount=0, redeemed=2000, accrued=5800, expired=0, owed=3800),
        Month("2026-02", turnover=160_000, discount=5000, redeemed=6000, accrued=14_900, expired=3800, owed=8900),
        Month("2026-03", turnover=-80_000, discount=-2500, redeemed=-5000, accrued=-7250, expired=2000, owed=7450),
    )


def test_levels_of_the_example(answer: Outcome) -> None:
    assert answer.levels == (
        LevelUse("base", 2, 1, 30_000 + 60_000, 0, 0, 2000 + 1000 + 6000),
        LevelUse("gold", 0, 1, 50_000, 2500, 3000, 4450),
    )
    assert answer.moves == (LevelMove("base", "base", 1), LevelMove("base", "gold", 1))
    assert (answer.rises, answer.falls) == (1, 0)
    assert answer.level_reasons == {"purchases": 1}


def test_rules_and_goods_of_the_example(answer: Outcome) -> None:
    rules = {(rule.step, rule.rule_id): rule for rule in answer.rules}
    gold = rules["level", "gold"]
    assert (gold.receipts, gold.lines, gold.discount, gold.points) == (1, 1, 2500, 0)
    base = rules["accrual", "base"]
    assert (base.receipts, base.lines, base.points) == (4, 4, 2000 + 1000 + 0 + 6000)
    assert rules["accrual", "gold"].points == 4450
    assert answer.categories == (
        GoodsUse("Кофе", 50_000, 2500, 3000, 4450),
        GoodsUse("Хлеб", 110_000, 0, 0, 6000),
        GoodsUse("", 30_000, 0, 0, 3000),
    )
    assert [use.key for use in answer.products] == ["coffee", "bread", "tea"]


def test_members_of_the_example(answer: Outcome) -> None:
    anna, boris = answer.members
    assert (anna.member, anna.receipts, anna.turnover, anna.discount, anna.redeemed) == ("A", 4, 130_000, 2500, 3000)
    assert (anna.accrued, anna.expired, anna.owed, anna.benefit) == (12_450, 4800, 7450, 2500 + 3000 + 7450)
    assert (anna.level_before, anna.level_after) == ("base", "gold")
    assert (boris.member, boris.turnover, boris.expired, boris.owed, boris.benefit) == ("B", 10_000, 1000, 0, 0)


def test_margin_of_the_example(answer: Outcome) -> None:
    known = margin_effect(answer, None)
    assert known is not None
    # tea alone: 200 + 100 + 300 sold, the 300 brought back; 7,450 owed × 300 of 1,900
    assert (known.turnover, known.cost, known.before) == (30_000, 15_000, 15_000)
    assert known.after == 30_000 - 15_000 - 1176
    assert known.covered == 1579
    assumed = margin_effect(answer, 4000)
    assert assumed is not None
    # bread and coffee at a margin of 40 %: 1,600 × 60 % of cost more
    assert (assumed.turnover, assumed.cost, assumed.before) == (190_000, 15_000 + 96_000, 79_000)
    assert assumed.after == 184_500 - 111_000 - 7450
    assert assumed.taken == 1639  # 12,950 of 79,000
    assert growth_needed(assumed.before, assumed.after) == 1961  # 12,950 of 66,050
    assert growth_needed(100, 0) is None


def test_against_nothing_everybody_with_a_benefit_gains(answer: Outcome) -> None:
    comparison = compare(answer, None)
    everyone = comparison.everyone
    assert (everyone.gain, everyone.lose, everyone.same, everyone.gained, everyone.lost) == (1, 0, 1, 12_950, 0)
    assert [change.member for change in comparison.winners] == ["A"]


def test_against_the_old_programme_who_loses_is_named() -> None:
    """Without Gold's discount A pays 100 × 5 % more and earns more: 940 paid, 94 earned, the rest follows."""
    new, old = (replay(past(), each, Behaviour("maximum")) for each in (with_gold(discount=0), with_gold()))
    # R5 now: 60 spent, 940 paid, 94 earned; half back: 470, 30 restored, 47 taken back
    anna = new.members[0]
    assert (anna.discount, anna.redeemed, anna.owed) == (0, 3000, 3000 + 4700)
    comparison = compare(new, old)
    (loser,) = comparison.losers
    assert (loser.member, loser.old, loser.new, loser.difference) == ("A", 12_950, 10_700, -2250)
    assert comparison.winners == ()
    gold = next(group for group in comparison.levels if group.key == "gold")
    assert (gold.lose, gold.lost, gold.gain) == (1, 2250, 0)
    assert {change.key: change.new - change.old for change in comparison.categories} == {
        "Кофе": (3000 + 4700) - (2500 + 3000 + 4450),
        "Хлеб": 0,
        "": 0,
    }


def test_the_greatest_gain_and_the_greatest_loss_stand_first() -> None:
    """Tea is half price under the new programme, bread under the old one."""
    events = [
        bought(str(number), "2026-01-10 12:00", member, CartLine(1, goods, price, 1000, category=goods))
        for number, (member, goods, price) in enumerate(
            [
                ("A", "tea", 10_000),
                ("B", "tea", 30_000),
                ("C", "bread", 20_000),
                ("D", "bread", 60_000),
                ("E", "salt", 1),
            ]
        )
    ]

    def half(goods: str) -> Programme:
        where = OfCategories(categories=frozenset({goods}))
        return programme(
            rules=(Rule(id="half", name=names("half"), effect=PercentOff(percent=5000), conditions=(where,)),)
        )

    new, old = (replay(history(events), half(goods), Behaviour("never")) for goods in ("tea", "bread"))
    comparison = compare(new, old)
    assert [(change.member, change.difference) for change in comparison.winners] == [("B", 15_000), ("A", 5000)]
    assert [(change.member, change.difference) for change in comparison.losers] == [("D", -30_000), ("C", -10_000)]
    everyone = comparison.everyone
    assert (everyone.gain, everyone.lose, everyone.same, everyone.gained, everyone.lost) == (2, 2, 1, 20_000, 40_000)


def test_who_never_spends_lets_more_lapse() -> None:
    outcome = replay(past(), with_gold(), Behaviour("never"))
    assert outcome.points.redeemed == outcome.redeemed == 0
    # R2 earns 30 on 300, all lapse; R4 60; R5 95 on 950, half of it taken back
    assert outcome.points.expired == 2000 + 1000 + 3000
    assert outcome.points.owed == 6000 + 4750
    assert outcome.points.unaccounted == 0


def test_what_the_receipts_asked_for_is_asked_for() -> None:
    events = [
        bought("1", "2026-01-10 12:00", "A", CartLine(1, "tea", 100_000, 1000)),
        bought("2", "2026-01-11 12:00", "A", CartLine(1, "tea", 100_000, 1000), redeem=3000),
        bought("3", "2026-01-12 12:00", "A", CartLine(1, "tea", 100_000, 1000)),
    ]
    outcome = replay(history(events), with_gold(), Behaviour("history"))
    assert outcome.redeemed == 3000


def test_the_same_answer_gives_the_same_bytes() -> None:
    first, second = (msgspec.json.encode(replay(past(), with_gold(), Behaviour("share", 5000, 7))) for _ in range(2))
    assert first == second
