"""Steps 1 to 5 of the calculation: promotions, the level, promo codes, discounts by hand.

Which codes work is decided by the amounts before step 4 as they are without any code, so that it never depends on
itself.  A code works when its rule's conditions hold, its caps leave something, and it lowers the receipt or gives
points or a gift.  Where one works, the level's own terms for such receipts (`Level.with_promo_code`) hold.  If with
these terms and all discounts by code the buyer would not pay less than without any code, the codes do nothing and are
refused; a code for points or a gift is what the buyer asked for, dearer or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from cashier_app.core.money import Kopecks, allocate, line_amount, percent_of
from cashier_app.loyalty.codes import Codes
from cashier_app.loyalty.gifts import give_gifts
from cashier_app.loyalty.prepared import MEMBER_PRICE, PreparedRule
from cashier_app.loyalty.programme import Terms
from cashier_app.loyalty.quoted import Discount, Step, TraceStep
from cashier_app.loyalty.stacking import Cuts, Parts, again, alone, stacked
from cashier_app.loyalty.working import Active, WorkingLine, WorkingReceipt

#: No rule takes anything off a line.
_NOTHING: Final[Parts] = []


class _Chain:
    """What becomes of one line in steps 2 to 4: a member price or rules, the level, promo codes, and what remains."""

    __slots__ = ("amount", "beaten", "codes", "level", "member_price", "promotions")

    def __init__(self, amount: Kopecks, member_price: Kopecks, promotions: Parts) -> None:
        self.amount = amount
        self.member_price = member_price
        self.promotions = promotions
        self.level: Kopecks = 0
        self.codes: Parts = _NOTHING
        #: Offers that lost: (rule's id, kopecks off).
        self.beaten: Sequence[tuple[str, Kopecks]] = ()

    @property
    def is_closed(self) -> bool:
        """An exclusive rule has the line: nothing combines with it."""
        return len(self.promotions) == 1 and self.promotions[0][0].exclusive


def discount(receipt: WorkingReceipt) -> None:
    """Take all discounts off the lines, and leave what they used and what became of promo codes with the receipt."""
    for line in receipt.lines:
        receipt.trace.append(TraceStep("base", "", line.number, line.base))
    codes = Codes(receipt)
    for rule in receipt.prepared.coded if receipt.explain else ():
        if rule.codes is not None and rule.codes.isdisjoint(receipt.codes):
            receipt.tell_unmet(rule, "promo_code")
    if receipt.prepared.gifts:
        give_gifts(receipt, codes)
    promotions = receipt.active(receipt.prepared.promotions, "promotions", _base, receipt.circumstances)
    chains, cuts = _promoted(receipt, list(promotions.values()))
    _level(receipt, chains)
    at_work = list(promotions.values())
    all_cuts = [cuts]
    if receipt.codes:
        decided = codes.decide({line: chain.amount for line, chain in chains.items()})
        chains, code_cuts, working = _with_codes(receipt, chains, codes, decided)
        at_work.extend(working)
        all_cuts.append(code_cuts)
    _commit(receipt, chains)
    _count(receipt, at_work, chains, all_cuts)
    if receipt.codes:
        receipt.answers = codes.answers()


def _base(line: WorkingLine) -> Kopecks:
    return line.base


# --- step 2: the better of member price and promotions ---------------------------------------------------


def _promoted(receipt: WorkingReceipt, actives: Sequence[Active]) -> tuple[dict[WorkingLine, _Chain], Cuts]:
    """For each line the best for the buyer of the member price, each exclusive rule alone, and the stacked rest."""
    exclusive = [active for active in actives if active.rule.exclusive]
    rest = [active for active in actives if not active.rule.exclusive]
    capped = [active for active in actives if active.room is not None and active.room.kopecks is not None]
    savings = _member_savings(receipt)
    cuts = Cuts()
    while True:
        for line in receipt.lines:
            line.running = line.amount
        offers = _exclusive_offers(exclusive, cuts)
        stack = stacked(rest, cuts) if rest else {}
        chains = {
            line: _best(line, savings.get(line, 0), offers.get(line, ()), stack.get(line)) for line in receipt.lines
        }
        if not capped or not cuts.cut(capped, _given(chains, capped)):
            return chains, cuts


def _exclusive_offers(exclusive: Sequence[Active], cuts: Cuts) -> dict[WorkingLine, list[Parts]]:
    """What each exclusive rule alone offers the lines, in the rules' order."""
    offers: dict[WorkingLine, list[Parts]] = {}
    for active in exclusive:
        for line, off in zip(active.lines, alone(active, cuts), strict=True):
            if off > 0:
                offers.setdefault(line, []).append([(active.rule, off)])
    return offers


def _best(line: WorkingLine, saving: Kopecks, exclusive: Sequence[Parts], stack: Parts | None) -> _Chain:
    """The best offer; of equals the member price, then exclusive rules in their order, then the stack."""
    if not exclusive:
        if stack is None:
            return _Chain(line.amount - saving, saving, _NOTHING)
        if not saving:
            return _Chain(line.running, 0, stack)
    offers: list[tuple[Kopecks, Parts]] = [(saving, _NOTHING)] if saving else []
    offers.extend([(parts[0][1], parts) for parts in exclusive])
    if stack is not None:
        offers.append((line.amount - line.running, stack))
    off, promotions = max(offers, key=_off_of)
    chain = _Chain(line.amount - off, 0 if promotions else saving, promotions)
    if len(offers) > 1:
        beaten = [(rule.id, part) for _, parts in offers if parts is not promotions for rule, part in parts]
        if saving and promotions:
            beaten.insert(0, (MEMBER_PRICE, saving))
        chain.beaten = beaten
    return chain


def _off_of(offer: tuple[Kopecks, Parts]) -> Kopecks:
    return offer[0]


def _member_savings(receipt: WorkingReceipt) -> dict[WorkingLine, Kopecks]:
    """What member prices take off the lines, where there is one and it is lower.

    It is a price told on the shelf: the cost floor of discounts does not hold for it.
    """
    rules = receipt.programme.member_prices
    if receipt.member is None or not rules.enabled:
        return {}
    savings: dict[WorkingLine, Kopecks] = {}
    prices = rules.prices
    for line in receipt.lines:
        source = line.source
        price = prices.get(source.product_id, source.member_price)
        if price is not None and price < source.price and line.profile.discountable:
            saving = line.amount - line_amount(price, source.quantity)
            if saving > 0:
                savings[line] = saving
    return savings


# --- step 3: the level -----------------------------------------------------------------------------------


def _level(receipt: WorkingReceipt, chains: dict[WorkingLine, _Chain]) -> None:
    """The level's discount, on lines untouched in step 2 unless what touched them lets it stack."""
    if receipt.level is None:
        return
    for line, chain in chains.items():
        rate = receipt.level_discount(line)
        if rate:
            chain.level = _level_off(receipt, line, chain, rate)
            chain.amount -= chain.level


def _level_off(receipt: WorkingReceipt, line: WorkingLine, chain: _Chain, rate: int) -> Kopecks:
    """What the level takes off a line after step 2."""
    if chain.member_price and not receipt.programme.member_prices.stack:
        return 0
    for rule, _ in chain.promotions:
        if not rule.stacks:
            return 0
    return min(percent_of(chain.amount, rate), max(chain.amount - line.floor, 0))


# --- step 4: promo codes ---------------------------------------------------------------------------------


def _with_codes(
    receipt: WorkingReceipt,
    without: dict[WorkingLine, _Chain],
    codes: Codes,
    decided: Sequence[Active],
) -> tuple[dict[WorkingLine, _Chain], Cuts, list[Active]]:
    """The chains with all codes that work, their cuts, and the discounts by code among them.

    Codes that give nothing in the end are left out and everything is worked out once more without them, so that a
    code that is refused changes nothing.
    """
    working = list(decided)
    if not working and not codes.is_asked_for:
        return without, Cuts(), []
    ordinary = receipt.terms
    assert receipt.level is not None or receipt.member is None
    receipt.terms = receipt.level.with_promo_code if receipt.level is not None else Terms()
    before = without
    if receipt.terms.discount is not None:
        before = {line: _levelled_anew(receipt, line, chain) for line, chain in without.items()}
    while True:
        chains, code_cuts = _coded(receipt, before, working)
        giving = {rule for chain in chains.values() for rule, _ in chain.codes}
        effective = [active for active in working if active.rule in giving]
        if len(effective) == len(working):
            break
        working = effective
    if not codes.is_asked_for and (not working or _total(chains) >= _total(without)):
        receipt.terms = ordinary
        codes.beaten(active.rule for active in decided)
        return without, Cuts(), []
    codes.beaten(active.rule for active in decided if active not in working)
    return chains, code_cuts, working


def _levelled_anew(receipt: WorkingReceipt, line: WorkingLine, chain: _Chain) -> _Chain:
    """A chain with the level's discount by the terms now in force."""
    other = _Chain(chain.amount + chain.level, chain.member_price, chain.promotions)
    other.beaten = chain.beaten
    rate = receipt.level_discount(line)
    if rate:
        other.level = _level_off(receipt, line, other, rate)
        other.amount -= other.level
    return other


def _coded(
    receipt: WorkingReceipt, before: dict[WorkingLine, _Chain], working: Sequence[Active]
) -> tuple[dict[WorkingLine, _Chain], Cuts]:
    """For each line the least to pay of: no code, the codes that combine, and each exclusive code by itself.

    Codes combine with what steps 2 and 3 did, except with an exclusive rule.  A code of a group whose rule has given
    something on the line already takes its place there if the buyer then pays less.  An exclusive code stands without
    member price and promotions, and without the level unless it stacks.
    """
    exclusive = [active for active in working if active.rule.exclusive]
    combining = []
    for active in working:
        if not active.rule.exclusive:
            lines = [line for line in active.lines if not before[line].is_closed]
            combining.append(Active(active.rule, lines, active.room, active.code))
    capped = [active for active in working if active.room is not None and active.room.kopecks is not None]
    code_cuts = Cuts()
    while True:
        for line, chain in before.items():
            line.running = chain.amount
        parts = stacked(combining, code_cuts)
        chains = dict(before)
        for line, codes in parts.items():
            chains[line] = _combined(receipt, line, before[line], codes)
        for active in exclusive:
            for line, chain in _alone(receipt, active, code_cuts).items():
                if chain.amount < chains[line].amount:
                    chain.beaten = _displaced(before[line])
                    chains[line] = chain
        if not capped or not code_cuts.cut(capped, _given(chains, capped)):
            return chains, code_cuts


def _combined(receipt: WorkingReceipt, line: WorkingLine, before: _Chain, codes: Parts) -> _Chain:
    """A chain with codes on top; a rule of the same group yields to a code, or the code to it, as is cheaper."""
    clash = _clash(before.promotions, codes)
    if not clash:
        chain = _Chain(line.running, before.member_price, before.promotions)
        chain.level, chain.beaten, chain.codes = before.level, before.beaten, codes
        return chain
    kept = _continued(before, [part for part in codes if part[0].group not in clash], line)
    amount = line.amount
    promotions: Parts = []
    for rule, off in before.promotions:
        part = again(rule, line, amount, off) if rule.group not in clash else 0
        if part > 0:
            promotions.append((rule, part))
            amount -= part
    other = _Chain(amount, 0, promotions)
    rate = receipt.level_discount(line)
    other.level = _level_off(receipt, line, other, rate) if rate else 0
    other.amount -= other.level
    other.beaten = [*before.beaten, *((r.id, off) for r, off in before.promotions if r.group in clash)]
    changed = _continued(other, codes, line)
    return changed if changed.amount < kept.amount else kept


def _clash(promotions: Parts, codes: Parts) -> set[str]:
    """Groups of which both a promotion and a code would apply."""
    groups = {rule.group for rule, _ in promotions if rule.group}
    return {rule.group for rule, _ in codes if rule.group in groups} if groups else groups


def _continued(before: _Chain, codes: Parts, line: WorkingLine) -> _Chain:
    """A chain with these codes applied to what it leaves."""
    chain = _Chain(before.amount, before.member_price, before.promotions)
    chain.level, chain.beaten, chain.codes = before.level, before.beaten, []
    for rule, off in codes:
        part = again(rule, line, chain.amount, off)
        if part > 0:
            chain.codes.append((rule, part))
            chain.amount -= part
    return chain


def _alone(receipt: WorkingReceipt, active: Active, cuts: Cuts) -> dict[WorkingLine, _Chain]:
    """What an exclusive code by itself makes of its lines."""
    chains: dict[WorkingLine, _Chain] = {}
    for line in active.lines:
        chain = chains[line] = _Chain(line.amount, 0, [])
        if active.rule.stacks:
            rate = receipt.level_discount(line)
            chain.level = _level_off(receipt, line, chain, rate) if rate else 0
            chain.amount -= chain.level
        line.running = chain.amount
    for line, off in zip(active.lines, alone(active, cuts), strict=True):
        if off > 0:
            chains[line].codes = [(active.rule, off)]
            chains[line].amount -= off
        else:
            del chains[line]
    return chains


def _displaced(before: _Chain) -> list[tuple[str, Kopecks]]:
    """What an exclusive code has taken the place of."""
    displaced = [*before.beaten, *((rule.id, off) for rule, off in before.promotions)]
    if before.member_price:
        displaced.append((MEMBER_PRICE, before.member_price))
    return displaced


# --- what comes of it ------------------------------------------------------------------------------------


def _total(chains: dict[WorkingLine, _Chain]) -> Kopecks:
    return sum(chain.amount for chain in chains.values())


def _given(
    chains: dict[WorkingLine, _Chain], actives: Iterable[Active]
) -> dict[PreparedRule, list[tuple[WorkingLine, Kopecks]]]:
    """What each of these rules takes off which lines."""
    given: dict[PreparedRule, list[tuple[WorkingLine, Kopecks]]] = {active.rule: [] for active in actives}
    for line, chain in chains.items():
        for parts in (chain.promotions, chain.codes):
            for rule, off in parts:
                if rule in given:
                    given[rule].append((line, off))
    return given


def _commit(receipt: WorkingReceipt, chains: dict[WorkingLine, _Chain]) -> None:
    """Write the chains down on the lines and in the trace, then what the cashier gave by hand (step 5)."""
    trace, language = receipt.trace, receipt.language
    for line, chain in chains.items():
        if chain.member_price:
            name = receipt.programme.member_prices.name.in_language(language)
            line.take_off("member_price", MEMBER_PRICE, name, chain.member_price, trace)
        if chain.promotions:
            _take_off(receipt, line, "promotion", chain.promotions)
        for rule_id, off in chain.beaten:
            trace.append(TraceStep("beaten", rule_id, line.number, -off, "a better price was found"))
        if chain.level and receipt.level is not None:
            rate = receipt.level_discount(line)
            name = receipt.prepared.level_discount_name(receipt.level, rate, language)
            line.take_off("level", receipt.level.id, name, chain.level, trace)
        if chain.codes:
            _take_off(receipt, line, "promo_code", chain.codes)
        source = line.source
        if source.hand_discount or source.hand_rate or source.hand_price is not None:
            _by_hand(line, trace)
        if line.floor and line.amount <= line.floor:
            trace.append(TraceStep("floor", "", line.number, 0, "cost"))
    if receipt.cart.hand_discount or receipt.cart.hand_rate:
        _by_hand_off_all(receipt)


def _take_off(
    receipt: WorkingReceipt, line: WorkingLine, step: Step, parts: Iterable[tuple[PreparedRule, Kopecks]]
) -> None:
    """Write down what rules take off a line; none of it is nothing, nor more than is left."""
    discounts, trace, number = line.discounts, receipt.trace, line.number
    for rule, off in parts:
        name = receipt.name(rule)
        discounts.append(Discount(step, rule.id, name, off))
        trace.append(TraceStep(step, rule.id, number, -off, name))
        line.amount -= off


def _by_hand(line: WorkingLine, trace: list[TraceStep]) -> None:
    """What the cashier took off by hand, down to the line's floor; nothing of goods without discounts."""
    source = line.source
    if not line.profile.discountable:
        trace.append(TraceStep("hand", "hand", line.number, 0, "no discounts on this product"))
        return
    off = min(source.hand_discount, percent_of(line.amount, source.hand_most))
    off += percent_of(line.amount, source.hand_rate)
    if source.hand_price is not None:
        off = max(off, line.amount - line_amount(source.hand_price, source.quantity))
    line.take_off("hand", "hand", source.hand_discount_reason, min(off, max(line.amount - line.floor, 0)), trace)


def _by_hand_off_all(receipt: WorkingReceipt) -> None:
    """What the cashier took off the whole receipt: of each line that takes discounts, down to its floor.

    A sum is spread by the allocation rule over what the lines cost by then; what has no room is not given.
    """
    cart, trace = receipt.cart, receipt.trace
    lines = [line for line in receipt.lines if line.profile.discountable and line.amount > line.floor]
    amounts = [line.amount for line in lines]
    rooms = [line.amount - line.floor for line in lines]
    total = min(cart.hand_discount, percent_of(sum(amounts), cart.hand_most), sum(rooms))
    shares = allocate(total, amounts, [line.tie for line in lines], rooms) if total else [0] * len(lines)
    for line, share, room in zip(lines, shares, rooms, strict=True):
        off = min(share + percent_of(line.amount, cart.hand_rate), room)
        line.take_off("hand", "hand", cart.hand_discount_reason, off, trace)
        if line.floor and line.amount <= line.floor:
            trace.append(TraceStep("floor", "", line.number, 0, "cost"))


def _count(
    receipt: WorkingReceipt, actives: Iterable[Active], chains: dict[WorkingLine, _Chain], all_cuts: Sequence[Cuts]
) -> None:
    """Count what limited rules gave on their caps and coupons, and tell which were cut."""
    counted = [active for active in actives if active.rule.is_counted]
    if not counted:
        return
    given = _given(chains, counted)
    for active in counted:
        offs = [(line.number, off) for line, off in given[active.rule]]
        if offs:
            receipt.spend(active, offs, kopecks=sum(off for _, off in offs))
        if active.room is not None and any(cuts.part(active.rule) is not None for cuts in all_cuts):
            receipt.refuse(active.rule, active.room)
