"""The sums of a replay while it runs, and the outcome they make at its end."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from cashier_app.core.clock import Instant, local_date
from cashier_app.core.money import Kopecks, allocate, divide_half_up, line_amount
from cashier_app.core.points import ONE_POINT, Points
from cashier_app.core.quantity import Thousandths
from cashier_app.loyalty.cart import COUPON_WALLETS, POINTS_WALLET, CartLine
from cashier_app.loyalty.ledger import Entry
from cashier_app.loyalty.prepared import MEMBER_PRICE
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quoted import Quote, QuotedLine
from cashier_app.loyalty.recalculation import LevelChange
from cashier_app.loyalty.settlement import ReturnedLine, ReturnSettlement, after_return
from cashier_app.loyalty.sold import Returned, SoldFacts
from cashier_app.whatif.figures import (
    Due,
    GoodsUse,
    LevelMove,
    LevelUse,
    Margin,
    MemberUse,
    Month,
    Outcome,
    PointsBook,
    RuleUse,
    Title,
)
from cashier_app.whatif.history import Purchase
from cashier_app.whatif.holder import Holder

#: The four sums that goods, levels and months share: turnover, discount, redeemed (kopecks), accrued (points).
_TURNOVER, _DISCOUNT, _REDEEMED, _ACCRUED = range(4)


class SoldBefore:
    """A receipt of which goods come back later: how it was sold, and what has come back so far."""

    __slots__ = ("facts", "first", "given_back", "level_id", "lines", "purchase", "quoted", "returned", "taken_back")

    def __init__(self, purchase: Purchase, quoted: Quote, facts: SoldFacts, level_id: str, first: bool) -> None:
        self.purchase = purchase
        self.quoted = quoted
        self.facts = facts
        self.level_id = level_id
        self.first = first
        self.returned = Returned()
        self.lines = {line.number: (line, sold) for line, sold in zip(purchase.cart.lines, quoted.lines, strict=True)}
        #: Of each line, what has gone back of its discounts and of its points in all.
        self.given_back: Counter[int] = Counter()
        self.taken_back: Counter[int] = Counter()

    def base_back(self, number: int, quantity: Thousandths) -> Kopecks:
        """What goods brought back had cost before discounts, cumulative, whatever the programme."""
        base, sold = self.lines[number][1].base, self.lines[number][0].quantity
        before = self.returned.quantities.get(number, 0)
        return divide_half_up(base * (before + quantity), sold) - divide_half_up(base * before, sold)


class _RuleSums:
    __slots__ = ("discount", "lines", "points", "receipts")

    def __init__(self) -> None:
        self.receipts = self.lines = self.discount = self.points = 0


class _MemberSums:
    __slots__ = ("accrued", "discount", "expired", "opening", "receipts", "redeemed", "turnover")

    def __init__(self, opening: Points) -> None:
        self.opening = opening
        self.receipts = self.turnover = self.discount = self.redeemed = self.accrued = self.expired = 0


class Tally:
    """Everything counted, sale by sale and return by return."""

    def __init__(self, programme: Programme) -> None:
        self._programme = programme
        self._receipts = self._with_card = self._redeeming = self._returns = 0
        self._rounding = 0
        self._sold = self._returned = self._member_turnover = self._redeemed = self._paid = 0
        self._discounts: Counter[str] = Counter()
        self._opening = self._accrued = self._restored = self._spent = self._taken_back = self._expired = 0
        self._months: dict[str, dict[str, int]] = {}
        self._rules: defaultdict[tuple[str, str], _RuleSums] = defaultdict(_RuleSums)
        self._goods: defaultdict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self._levels: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        self._members: dict[str, _MemberSums] = {}
        self._margin = [0, 0, 0]
        self._given = {"first": 0, "repeat": 0, "anonymous": 0}
        self._rises = self._falls = 0
        self._reasons: Counter[str] = Counter()
        self._place = {level.id: place for place, level in enumerate(programme.levels.ladder)}
        self._offered = self._welcome = self._coupons_given = self._coupons_used = 0

    # --- events -------------------------------------------------------------------------------------------

    def opening(self, holder: Holder) -> None:
        """A member appears, with what he held before."""
        points = holder.lots.points()
        self._opening += points
        self._members[holder.member] = _MemberSums(points)

    def sale(self, purchase: Purchase, quoted: Quote, level_id: str, first: bool, month: str) -> None:
        """A receipt sold."""
        member = purchase.member
        given = self._discounts_of(quoted)
        self._receipts += 1
        self._sold += quoted.base
        self._redeemed += quoted.redemption.amount
        self._redeeming += quoted.redemption.points > 0
        self._paid += quoted.to_pay
        sums = (quoted.base, given, quoted.redemption.amount, quoted.accrued)
        self._spread(member, level_id, month, sums)
        self._given[_kind(member, first)] += given + self._worth(quoted.accrued)
        if member:
            self._with_card += 1
            self._members[member].receipts += 1
        for line, sold in zip(purchase.cart.lines, quoted.lines, strict=True):
            self._line(line, sold)
        self._count_rules(quoted)
        if quoted.enrolment is not None:
            self._offered += 1
            self._welcome += quoted.enrolment.points

    def goods_back(self, sold: SoldBefore, settled: ReturnSettlement, month: str) -> None:
        """Goods of an earlier receipt came back: all sums lose their part."""
        member = sold.purchase.member
        self._returns += 1
        base = given = redeemed = accrued = 0
        for back in settled.lines:
            line, quoted = sold.lines[back.number]
            by_rule = self._back_by_rule(sold, quoted, back)
            hand = by_rule.get(("hand", "hand"), 0)
            worth = sold.base_back(back.number, back.quantity)
            self._rounding += back.base - worth
            part = (worth, back.discount - hand, back.redeemed, back.accrued_points)
            base, given, redeemed, accrued = (
                a + b for a, b in zip((base, given, redeemed, accrued), part, strict=True)
            )
            goods = self._goods[line.category, line.product_id]
            for place, amount in enumerate(part):
                goods[place] -= amount
            for (step, rule_id), amount in by_rule.items():
                self._discounts[step] -= amount
                self._rules[step, rule_id].discount -= amount
            self._points_back_by_rule(sold, back)
            self._cost_back(sold, line, back)
            self._paid -= back.to_pay
        if settled.charged:
            given += self._gift_paid_for(sold, settled.charged)
        self._returned += base
        self._redeemed -= redeemed
        self._spread(member, sold.level_id, month, (-base, -given, -redeemed, -accrued))
        self._given[_kind(member, sold.first)] -= given + self._worth(accrued)
        sold.returned = after_return(sold.returned, settled)

    def entry(self, entry: Entry, month: str, selling: bool) -> None:
        """An entry of the ledger, by what it does to the points of a member."""
        if entry.wallet.startswith(COUPON_WALLETS):
            self._coupons_given += entry.kind == "accrual"
            self._coupons_used += entry.kind == "redemption"
        if entry.wallet != POINTS_WALLET:
            return
        points = entry.points
        self._of_month(month)["owed"] += points
        if entry.kind == "expiry":
            self._expired -= points
            self._of_month(month)["expired"] -= points
            self._members[entry.account_id].expired -= points
        elif entry.kind == "accrual":
            self._accrued += points
        elif entry.kind == "redemption":
            self._spent -= points
        elif selling:
            pass  # a debt repaid: what one lot loses another gains
        elif points > 0:
            self._restored += points
        else:
            self._taken_back -= points

    def level_changes(self, changes: Iterable[LevelChange]) -> None:
        """A member's level changed, perhaps several times."""
        for change in changes:
            rose = self._place.get(change.to_level, 0) > self._place.get(change.from_level, 0)
            self._rises += rose
            self._falls += not rose
            self._reasons[change.reason.kind] += 1

    # --- parts of events ----------------------------------------------------------------------------------

    def _discounts_of(self, quoted: Quote) -> Kopecks:
        """Discounts by step; the sum of those that the programme gives."""
        given = 0
        for line in quoted.lines:
            for discount in line.discounts:
                self._discounts[discount.step] += discount.amount
                if discount.step != "hand":
                    given += discount.amount
        return given

    def _spread(self, member: str, level_id: str, month: str, sums: tuple[int, int, int, int]) -> None:
        """The sums of a receipt or of a return, by month, member and level."""
        of_month = self._of_month(month)
        for name, amount in zip(("turnover", "discount", "redeemed", "accrued"), sums, strict=True):
            of_month[name] += amount
        if not member:
            return
        self._member_turnover += sums[_TURNOVER]
        level = self._levels[level_id]
        for place, amount in enumerate(sums):
            level[place] += amount
        of_member = self._members[member]
        of_member.turnover += sums[_TURNOVER]
        of_member.discount += sums[_DISCOUNT]
        of_member.redeemed += sums[_REDEEMED]
        of_member.accrued += sums[_ACCRUED]

    def _line(self, line: CartLine, sold: QuotedLine) -> None:
        goods = self._goods[line.category, line.product_id]
        goods[_TURNOVER] += sold.base
        goods[_REDEEMED] += sold.redeemed
        goods[_ACCRUED] += sold.accrued
        for discount in sold.discounts:
            if discount.step != "hand":
                goods[_DISCOUNT] += discount.amount
        if line.cost is not None:
            self._margin[0] += sold.base
            self._margin[1] += sold.to_pay
            self._margin[2] += line_amount(line.cost, line.quantity)

    def _count_rules(self, quoted: Quote) -> None:
        """How often each rule worked on a receipt, on how many lines, for how much."""
        worked: set[tuple[str, str]] = set()
        key: tuple[str, str]
        for line in quoted.lines:
            for discount in line.discounts:
                key = (discount.step, discount.rule_id)
                rule = self._rules[key]
                rule.lines += 1
                rule.discount += discount.amount
                worked.add(key)
        for lot in quoted.new_lots:
            key = ("accrual", lot.rule_id)
            rule = self._rules[key]
            rule.lines += len(lot.lines)
            rule.points += lot.points if lot.wallet == POINTS_WALLET else 0
            worked.add(key)
        for key in worked:
            self._rules[key].receipts += 1

    def _back_by_rule(self, sold: SoldBefore, quoted: QuotedLine, back: ReturnedLine) -> dict[tuple[str, str], Kopecks]:
        """The returned discount of a line by (step, rule): cumulative, so that a whole return leaves nothing."""
        amounts = [discount.amount for discount in quoted.discounts]
        before = sold.given_back[back.number]
        after = before + back.discount
        sold.given_back[back.number] = after
        by_rule: dict[tuple[str, str], Kopecks] = {}
        for discount, old, new in zip(
            quoted.discounts, allocate(before, amounts), allocate(after, amounts), strict=True
        ):
            key = (discount.step, discount.rule_id)
            by_rule[key] = by_rule.get(key, 0) + new - old
        return by_rule

    def _gift_paid_for(self, sold: SoldBefore, charged: Kopecks) -> Kopecks:
        """A gift that stays although what earned it came back is paid for: its rule has given that much less.

        Negative when such a gift comes back after all.  Returns `charged`.
        """
        parts = [(gift.rule_id, number, amount) for gift in sold.facts.gifts for number, amount in gift.lines]
        for (rule_id, number, _), part in zip(
            parts, allocate(abs(charged), [amount for _, _, amount in parts]), strict=True
        ):
            signed = part if charged > 0 else -part
            line, quoted = sold.lines[number]
            step = next(discount.step for discount in quoted.discounts if discount.rule_id == rule_id)
            self._discounts[step] -= signed
            self._rules[step, rule_id].discount -= signed
            self._goods[line.category, line.product_id][_DISCOUNT] -= signed
        self._paid += charged
        return charged

    def _points_back_by_rule(self, sold: SoldBefore, back: ReturnedLine) -> None:
        """The returned points of a line by the rule that gave them, cumulative as above."""
        given = [
            (lot.rule_id, points)
            for lot in sold.quoted.new_lots
            for number, points in lot.lines
            if number == back.number and lot.wallet == POINTS_WALLET
        ]
        amounts = [points for _, points in given]
        before = sold.taken_back[back.number]
        after = before + back.accrued_points
        sold.taken_back[back.number] = after
        for (rule_id, _), old, new in zip(given, allocate(before, amounts), allocate(after, amounts), strict=True):
            self._rules["accrual", rule_id].points -= new - old

    def _cost_back(self, sold: SoldBefore, line: CartLine, back: ReturnedLine) -> None:
        if line.cost is None:
            return
        cost = line_amount(line.cost, line.quantity)
        before = sold.returned.quantities.get(line.number, 0)
        after = before + back.quantity
        self._margin[0] -= sold.base_back(line.number, back.quantity)
        self._margin[1] -= back.to_pay
        self._margin[2] -= divide_half_up(cost * after, line.quantity) - divide_half_up(cost * before, line.quantity)

    def _of_month(self, month: str) -> dict[str, int]:
        found = self._months.get(month)
        if found is None:
            names = ("turnover", "discount", "redeemed", "accrued", "expired", "owed")
            found = self._months[month] = dict.fromkeys(names, 0)
        return found

    def _worth(self, points: Points) -> Kopecks:
        return divide_half_up(points * self._programme.points.kopecks_per_point, ONE_POINT)

    # --- the outcome --------------------------------------------------------------------------------------

    def outcome(self, holders: Iterable[Holder], zone: str, now: Instant) -> Outcome:
        """All figures as of an instant, when every lot that has ended is posted."""
        holders = list(holders)
        programme = self._programme
        members = tuple(self._member(holder) for holder in sorted(holders, key=lambda holder: holder.member))
        categories, products = self._goods_sold()
        return Outcome(
            version=programme.version,
            name_ru=programme.name.ru,
            name_en=programme.name.en,
            kopecks_per_point=programme.points.kopecks_per_point,
            receipts=self._receipts,
            receipts_with_card=self._with_card,
            receipts_redeeming=self._redeeming,
            returns=self._returns,
            sold=self._sold,
            returned=self._returned,
            member_turnover=self._member_turnover,
            discounts=dict(sorted(self._discounts.items())),
            redeemed=self._redeemed,
            rounding=self._rounding,
            paid=self._paid,
            points=self._points(holders, now),
            due=_due(holders, zone),
            months=self._all_months(),
            rules=self._all_rules(),
            levels=self._all_levels(members),
            moves=_moves(members),
            rises=self._rises,
            falls=self._falls,
            level_reasons=dict(sorted(self._reasons.items())),
            categories=categories,
            products=products,
            margin=Margin(*self._margin),
            by_first=self._given["first"],
            by_repeat=self._given["repeat"],
            by_anonymous=self._given["anonymous"],
            enrolments_offered=self._offered,
            welcome_points=self._welcome,
            coupons_given=self._coupons_given,
            coupons_used=self._coupons_used,
            members=members,
            level_titles={level.id: Title(level.name.ru, level.name.en) for level in programme.levels.ladder},
            rule_titles=_rule_titles(programme),
        )

    def _points(self, holders: Iterable[Holder], now: Instant) -> PointsBook:
        """The book of points; what is owed comes from the lots, the flows from the entries."""
        active = pending = debt = 0
        for holder in holders:
            for lot in holder.lots.live.values():
                if lot.wallet != POINTS_WALLET:
                    continue
                if lot.balance < 0:
                    debt -= lot.balance
                elif lot.active_at > now:
                    pending += lot.balance
                else:
                    active += lot.balance
        return PointsBook(
            opening=self._opening,
            accrued=self._accrued,
            restored=self._restored,
            redeemed=self._spent,
            taken_back=self._taken_back,
            expired=self._expired,
            owed=active + pending - debt,
            active=active,
            pending=pending,
            debt=debt,
        )

    def _all_months(self) -> tuple[Month, ...]:
        months = []
        owed = self._opening
        for name in sorted(self._months):
            sums = self._months[name]
            owed += sums["owed"]
            months.append(
                Month(
                    month=name,
                    turnover=sums["turnover"],
                    discount=sums["discount"],
                    redeemed=sums["redeemed"],
                    accrued=sums["accrued"],
                    expired=sums["expired"],
                    owed=owed,
                )
            )
        return tuple(months)

    def _all_rules(self) -> tuple[RuleUse, ...]:
        """Rules that worked, and the programme's rules that never did, the dearest first."""
        used = {rule_id for _, rule_id in self._rules}
        rules = [
            RuleUse(rule_id, step, sums.receipts, sums.lines, sums.discount, sums.points)
            for (step, rule_id), sums in self._rules.items()
        ]
        idle = [RuleUse(rule.id, "", 0, 0, 0, 0) for rule in self._programme.rules if rule.id not in used]
        return tuple(
            sorted(rules + idle, key=lambda rule: (-rule.discount - self._worth(rule.points), rule.rule_id, rule.step))
        )

    def _all_levels(self, members: Iterable[MemberUse]) -> tuple[LevelUse, ...]:
        before = Counter(member.level_before for member in members)
        after = Counter(member.level_after for member in members)
        return tuple(
            LevelUse(level.id, before[level.id], after[level.id], *self._levels[level.id])
            for level in self._programme.levels.ladder
        )

    def _goods_sold(self) -> tuple[tuple[GoodsUse, ...], tuple[GoodsUse, ...]]:
        """Categories (none if the history knows none) and products, the dearest first."""
        categories: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        products: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
        for (category, product_id), sums in self._goods.items():
            for place, amount in enumerate(sums):
                categories[category][place] += amount
                products[product_id][place] += amount
        named = categories if any(categories) else {}
        return self._by_cost(named), self._by_cost(products)

    def _by_cost(self, goods: Mapping[str, list[int]]) -> tuple[GoodsUse, ...]:
        uses = [GoodsUse(key, *sums) for key, sums in goods.items()]
        return tuple(sorted(uses, key=lambda u: (-u.discount - u.redeemed - self._worth(u.accrued), u.key)))

    def _member(self, holder: Holder) -> MemberUse:
        sums = self._members[holder.member]
        owed = holder.lots.points()
        return MemberUse(
            member=holder.member,
            receipts=sums.receipts,
            turnover=sums.turnover,
            discount=sums.discount,
            redeemed=sums.redeemed,
            accrued=sums.accrued,
            expired=sums.expired,
            owed=owed,
            gained=self._worth(owed) - self._worth(sums.opening),
            level_before=holder.first_level,
            level_after=holder.level_id,
        )


def _rule_titles(programme: Programme) -> dict[str, Title]:
    prices = programme.member_prices.name
    titles = {MEMBER_PRICE: Title(prices.ru, prices.en)}
    titles.update({rule.id: Title(rule.name.ru, rule.name.en) for rule in programme.rules})
    return titles


def _kind(member: str, first: bool) -> str:
    return "anonymous" if not member else "first" if first else "repeat"


def _moves(members: Iterable[MemberUse]) -> tuple[LevelMove, ...]:
    counts = Counter((member.level_before, member.level_after) for member in members)
    return tuple(LevelMove(before, after, count) for (before, after), count in sorted(counts.items()))


def _due(holders: Iterable[Holder], zone: str) -> tuple[Due, ...]:
    """Points held at the end by the month of the last day on which they can be spent; those without an end last."""
    due: Counter[str] = Counter()
    for holder in holders:
        for lot in holder.lots.live.values():
            if lot.wallet == POINTS_WALLET and lot.balance > 0:
                # the last millisecond before the end lies in the last day
                due["" if lot.expires_at is None else f"{local_date(lot.expires_at - 1, zone):%Y-%m}"] += lot.balance
    return tuple(Due(month, due[month]) for month in sorted(due, key=lambda month: (not month, month)))
