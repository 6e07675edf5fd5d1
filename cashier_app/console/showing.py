"""A programme as a marketer reads it: its levels as a table, each rule as a sentence, points, redemption, the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cashier_app.core.words import Words
from cashier_app.loyalty.programme import EnrolmentRules, Level, Programme, Selector, Terms
from cashier_app.loyalty.rules import AccrualEffect, GiveCoupon
from cashier_app.quotes import programme_words as said


def show(programme: Programme, words: Words) -> Iterator[str]:
    """The lines."""
    head = words.translate("show", "{name}, version {version}, from {date}")
    yield head.format(
        name=said.name(programme.name, words), version=programme.version, date=said.day(programme.valid_from)
    )
    if programme.pilot is not None:
        yield words.translate("show", "Pilot: only {whom}").format(whom=said.pilot(programme.pilot, words))
    if programme.announcement is not None:
        text = words.translate("show", "Announcement: {text}")
        yield text.format(text=said.name(programme.announcement, words))
    for title, lines in (
        (words.translate("show", "Levels"), _levels(programme, words)),
        (words.translate("show", "Prices and discounts"), _prices(programme, words)),
        (words.translate("show", "Rules"), _rules(programme, words)),
        (words.translate("show", "Points"), _points(programme, words)),
        (words.translate("show", "Redemption"), _redemption(programme, words)),
        (words.translate("show", "Registration"), _enrolment(programme.enrolment, words)),
        (words.translate("show", "Returns"), _returns(programme, words)),
        (words.translate("show", "Notice and network"), _other(programme, words)),
    ):
        yield ""
        yield title
        for line in lines:
            yield f"  {line}" if line else ""


def _levels(programme: Programme, words: Words) -> Iterator[str]:
    rules = programme.levels
    titles = (
        words.translate("show", "Level"),
        words.translate("show", "Purchases from"),
        words.translate("show", "Discount"),
        words.translate("show", "Points"),
        words.translate("show", "Payable with points"),
    )
    yield from aligned([titles, *(_level_row(level, programme, words) for level in rules.ladder)])
    for level in rules.ladder:
        name = said.name(level.name, words)
        for override in level.overrides:
            terms = Terms(discount=override.discount, accrual=override.accrual, maximum_share=override.maximum_share)
            yield f"{name}, {said.goods(override.goods, words)}: {_terms(terms, words)}"
        if level.with_promo_code != Terms():
            text = words.translate("show", "{level}, with a promo code: {terms}")
            yield text.format(level=name, terms=_terms(level.with_promo_code, words))
    if any(not level.is_assigned for level in rules.ladder[1:]):
        text = words.translate(
            "show", "Purchases {window} count; a rise {rise}; when too few are left, the level {fall}"
        )
        yield text.format(
            window=said.window(rules.window, words),
            rise=said.rise(rules.rise, words),
            fall=said.fall(rules.fall, words),
        )
    if rules.minimum_days:
        days = words.translate("show", "A level is held at least {days}")
        yield days.format(days=said.days(rules.minimum_days, words))
    if rules.inactivity is not None:
        text = words.translate("show", "Fall: {inactivity}")
        yield text.format(inactivity=said.inactivity(rules.inactivity, words))
    if rules.exclude != Selector():
        text = words.translate("show", "The level's discount is not given on: {goods}")
        yield text.format(goods=said.goods(rules.exclude, words))


def _level_row(level: Level, programme: Programme, words: Words) -> tuple[str, ...]:
    assigned = words.translate("show", "assigned")
    share = programme.redemption.maximum_share if level.maximum_share is None else level.maximum_share
    return (
        said.name(level.name, words),
        assigned if level.threshold is None else said.money(level.threshold, words),
        said.rate(level.discount, words),
        said.rate(programme.accrual.rate if level.accrual is None else level.accrual, words),
        said.rate(share, words),
    )


def _terms(terms: Terms, words: Words) -> str:
    parts = []
    if terms.discount is not None:
        parts.append(words.translate("show", "discount {rate}").format(rate=said.rate(terms.discount, words)))
    if terms.accrual is not None:
        parts.append(words.translate("show", "points {rate}").format(rate=said.rate(terms.accrual, words)))
    if terms.maximum_share is not None:
        text = words.translate("show", "payable with points {rate}")
        parts.append(text.format(rate=said.rate(terms.maximum_share, words)))
    return ", ".join(parts)


def _prices(programme: Programme, words: Words) -> Iterator[str]:
    prices = programme.member_prices
    if prices.enabled:
        text = words.translate("show", "Card prices of the catalogue are in force as “{name}”")
        yield text.format(name=said.name(prices.name, words))
        if prices.stack:
            yield words.translate("show", "The level's discount comes on top of a card price")
        for product, price in sorted(prices.prices.items()):
            yield words.translate("show", "Card price of {product}: {price}").format(
                product=product, price=said.money(price, words)
            )
    else:
        yield words.translate("show", "Card prices are not in force")
    if programme.no_discounts != Selector():
        text = words.translate("show", "Never any discount on: {goods}")
        yield text.format(goods=said.goods(programme.no_discounts, words))
    if programme.discounts.cost_floor is not None:
        text = words.translate("show", "No discount below the cost and {rate}")
        yield text.format(rate=said.rate(programme.discounts.cost_floor, words))


def _rules(programme: Programme, words: Words) -> Iterator[str]:
    ordered = sorted(programme.rules, key=lambda rule: (rule.priority, rule.id))
    for place, rule in enumerate(ordered, start=1):
        yield f"{place}. {said.rule(rule, programme, words)}"
    if not ordered:
        yield words.translate("show", "none")


def _points(programme: Programme, words: Words) -> Iterator[str]:
    points, accrual = programme.points, programme.accrual
    if not gives_points(programme):
        yield words.translate("show", "No points are given")
        return
    text = words.translate("show", "A point pays {money}, points are given {on}")
    yield text.format(money=said.money(points.kopecks_per_point, words), on=said.accrued_on(accrual.on, words))
    text = words.translate("show", "Base rate {rate}, “{name}”, rounded {rounding} to {step}")
    base = said.rate(accrual.rate, words)
    yield text.format(
        rate=base,
        name=said.name(accrual.name, words).replace("{rate}", base).replace("{level}", "…"),
        rounding=said.rounding(points.accrual_rounding, words),
        step=said.points(points.accrual_step, words),
    )
    yield words.translate("show", "Points are {life}").format(life=said.lots(programme.lots, words))
    if accrual.exclude != Selector():
        yield words.translate("show", "No points for: {goods}").format(goods=said.goods(accrual.exclude, words))


def gives_points(programme: Programme) -> bool:
    """Whether any purchase earns points."""
    rates = [programme.accrual.rate, *(level.accrual or 0 for level in programme.levels.ladder)]
    rates += [override.accrual or 0 for level in programme.levels.ladder for override in level.overrides]
    effects = [rule.effect for rule in programme.rules]
    return any(rates) or any(isinstance(e, AccrualEffect) and not isinstance(e, GiveCoupon) for e in effects)


def shares(programme: Programme) -> Iterator[int]:
    """Shares of a receipt that points may pay somewhere."""
    base = programme.redemption.maximum_share
    for level in programme.levels.ladder:
        yield base if level.maximum_share is None else level.maximum_share
        yield level.with_promo_code.maximum_share or 0
        yield from (override.maximum_share or 0 for override in level.overrides)


def _redemption(programme: Programme, words: Words) -> Iterator[str]:
    rules = programme.redemption
    if not any(shares(programme)):
        yield words.translate("show", "Points are not redeemed")
        return
    text = words.translate("show", "Up to {share} {of}, in steps of {step}; levels may say otherwise")
    yield text.format(
        share=said.rate(rules.maximum_share, words),
        of=said.share_of(rules.share_of, words),
        step=said.points(programme.points.redemption_step, words),
    )
    if rules.minimum:
        yield words.translate("show", "Not less than {points}").format(points=said.points(rules.minimum, words))
    if rules.minimum_receipt:
        text = words.translate("show", "On receipts from {money}")
        yield text.format(money=said.money(rules.minimum_receipt, words))
    if rules.minimum_balance:
        text = words.translate("show", "With a balance from {points}")
        yield text.format(points=said.points(rules.minimum_balance, words))
    if rules.exclude != Selector():
        yield words.translate("show", "Points never pay for: {goods}").format(goods=said.goods(rules.exclude, words))
    floor = words.translate("show", "A unit never costs less than {money}")
    yield floor.format(money=said.money(rules.price_floor, words))
    if rules.cost_floor is not None:
        text = words.translate("show", "Points never pay below the cost and {rate}")
        yield text.format(rate=said.rate(rules.cost_floor, words))
    if rules.exclude_with_promo_code:
        yield words.translate("show", "Not together with a promo code")
    if rules.confirm_above is not None:
        text = words.translate("show", "More than {points} have to be confirmed")
        yield text.format(points=said.points(rules.confirm_above, words))
    for cap in rules.caps:
        yield said.cap(cap, words)


def _enrolment(rules: EnrolmentRules, words: Words) -> Iterator[str]:
    if rules.over is None:
        yield words.translate("show", "Is not offered by itself")
    else:
        text = words.translate("show", "Is offered on purchases over {money}")
        yield text.format(money=said.money(rules.over, words))
    if rules.welcome_points:
        text = words.translate("show", "Gives {points}, “{name}”: {life}")
        yield text.format(
            points=said.points(rules.welcome_points, words),
            name=said.name(rules.name, words),
            life=said.lots(rules.lots, words),
        )


def _returns(programme: Programme, words: Words) -> Iterator[str]:
    rules = programme.returns
    text = words.translate("show", "Points given for the goods that are spent already {debt}")
    yield text.format(debt=said.debt(rules.debt, words))
    if rules.grace_days:
        text = words.translate("show", "Points spent on them that have lapsed meanwhile come back for {days}")
        yield text.format(days=said.days(rules.grace_days, words))
    else:
        yield words.translate("show", "Points spent on them that have lapsed meanwhile come back lapsed")
    text = words.translate("show", "The level may fall: {when}")
    yield text.format(when=said.level_after_return(rules.level, words))


def _other(programme: Programme, words: Words) -> Iterator[str]:
    yield words.translate("show", "Notice of changes: {notice}").format(notice=said.notice(programme.notice, words))
    text = words.translate("show", "Redemption without a network: {offline}")
    yield text.format(offline=said.offline(programme.offline.redemption, words))
    if programme.offline.floor:
        text = words.translate(
            "show", "In advance: {points} until the server has counted it; what was not there is repaid by later points"
        )
        yield text.format(points=said.floor(programme.offline.floor, words))


def aligned(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Rows as a table: the first column to the left, the others to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [row[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(row[1:], widths[1:], strict=True))]
        yield "  ".join(cells).rstrip()
