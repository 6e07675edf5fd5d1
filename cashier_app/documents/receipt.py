"""The receipt a buyer reads once, at the door: what each thing cost, what was saved and why, the points."""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

from cashier_app.core.clock import Instant, local_time
from cashier_app.core.money import BasisPoints, Kopecks
from cashier_app.core.number import MINUS, NO_BREAK_SPACE, format_scaled
from cashier_app.core.points import ONE_POINT, Points, format_points
from cashier_app.core.quantity import Thousandths
from cashier_app.core.words import Words
from cashier_app.documents.document import Blank, Block, Cut, Document, DrawerPulse, Logo, Qr, Row, Rule, Text
from cashier_app.documents.layout import SEPARATOR
from cashier_app.documents.template import Rendered, Template, Values, render
from cashier_app.sales.receipt import Unit

Kind: TypeAlias = Literal["sale", "return"]
PaymentKind: TypeAlias = Literal["cash", "card", "sbp", "gift"]


class DiscountFacts(msgspec.Struct, frozen=True):
    """One discount of a line, by the name of the rule that gave it; the amount is positive."""

    name: str
    amount: Kopecks


class LineFacts(msgspec.Struct, frozen=True):
    """One line: `base` = price × quantity before discounts.  A return's amounts are positive too."""

    name: str
    quantity: Thousandths
    price: Kopecks
    base: Kopecks
    unit: Unit = "pc"
    discounts: tuple[DiscountFacts, ...] = ()
    #: What points paid of the line, and what is left to pay; told where anything came off.
    redeemed: Kopecks = 0
    to_pay: Kopecks | None = None
    gift: bool = False
    #: A gift card: an advance, no turnover.
    advance: bool = False


class CodeFacts(msgspec.Struct, frozen=True):
    """A promo code that worked, and the name of its rule."""

    code: str
    name: str


class CouponFacts(msgspec.Struct, frozen=True):
    """A coupon used on this receipt (`given` off), or given for it; the instant at which a new one ends."""

    name: str
    given: bool = False
    expires_at: Instant | None = None


class GiftCardFacts(msgspec.Struct, frozen=True):
    """A gift card after the receipt: `loaded` by it, `back` onto it by a return; `expires_at` of the first to lapse."""

    card: str
    balance: Kopecks
    loaded: Kopecks = 0
    back: Kopecks = 0
    expires_at: Instant | None = None


class EarnedFacts(msgspec.Struct, frozen=True):
    """Points that one rule gave for the purchase."""

    name: str
    points: Points


class VatFacts(msgspec.Struct, frozen=True):
    """VAT of one rate contained in the sum paid; rate None means goods sold without VAT (amount: their sum)."""

    rate: BasisPoints | None
    amount: Kopecks


class PaymentFacts(msgspec.Struct, frozen=True):
    """One payment: `amount` is what it pays, `tendered` the cash handed over (0: exactly the amount)."""

    kind: PaymentKind
    amount: Kopecks
    tendered: Kopecks = 0
    reference: str = ""


class ExpiringFacts(msgspec.Struct, frozen=True):
    """Points that are lost soon unless they are spent."""

    points: Points
    expires_at: Instant


class MemberFacts(msgspec.Struct, frozen=True):
    """The buyer after the sale.

    before - redeemed + restored - taken_back + earned_now = after (the spendable balance).
    `pending` is everything not yet spendable, this purchase's `earned_later` included.
    `restored` and `taken_back` belong to returns.  `as_of` is set only when the balance is not
    the server's present one.
    """

    display: str
    card: str
    level: str
    before: Points
    after: Points
    redeemed: Points = 0
    #: Of the points redeemed those lent beyond what was reserved here, which the server has still to find.
    lent: Points = 0
    restored: Points = 0
    taken_back: Points = 0
    earned_now: Points = 0
    earned_later: Points = 0
    pending: Points = 0
    expiring: tuple[ExpiringFacts, ...] = ()
    #: The level that this purchase has reached, valid from the next one; empty while it is the present one.
    reached_level: str = ""
    #: The midnight from which it, or a change decided before, holds; None: from the next purchase.
    reached_at: Instant | None = None
    #: What each rule gave, in the rules' order.
    earned_by: tuple[EarnedFacts, ...] = ()
    #: Off for the holder of a plain discount card, who neither earns nor spends points.
    points: bool = True
    next_level: str = ""
    to_next_level: Kopecks = 0
    as_of: Instant | None = None


class UnclaimedFacts(msgspec.Struct, frozen=True):
    """A card that this till does not know: its points wait for the owner."""

    card: str
    earned: Points


class ShopFacts(msgspec.Struct, frozen=True):
    """The shop, as a template names it."""

    name: str = ""
    address: str = ""
    inn: str = ""


class ReceiptFacts(msgspec.Struct, frozen=True):
    """Everything a receipt says; amounts are positive for returns too.

    base - discount - redeemed = to_pay, of which `rounding` is let off when all is paid in cash.
    """

    kind: Kind
    receipt_id: str
    number: int
    till: int
    shift: int
    cashier: str
    at: Instant
    zone: str
    #: Shop name, address, INN, greeting: one line each, centred, the first one bold.
    header: tuple[str, ...]
    lines: tuple[LineFacts, ...]
    base: Kopecks
    discount: Kopecks
    redeemed: Kopecks
    to_pay: Kopecks
    vat: tuple[VatFacts, ...] = ()
    payments: tuple[PaymentFacts, ...] = ()
    change: Kopecks = 0
    member: MemberFacts | None = None
    unclaimed: UnclaimedFacts | None = None
    footer: tuple[str, ...] = ()
    #: Of a return: the receipt that the goods were bought by.
    original_number: int | None = None
    original_at: Instant | None = None
    rounding: Kopecks = 0
    #: Of a return: the price of a gift that stays with the buyer, taken off; negative when it comes back after all.
    charged: Kopecks = 0
    #: Of a return by a manager's word: why; the buyer signs for the money.
    reason: str = ""
    #: What the buyer is told of programme versions to come, a line each.
    announcements: tuple[str, ...] = ()
    #: Promo codes that worked; coupons used and given.
    codes: tuple[CodeFacts, ...] = ()
    coupons: tuple[CouponFacts, ...] = ()
    #: Gift cards sold, paid with or given money back.
    cards: tuple[GiftCardFacts, ...] = ()
    #: A slip printed again: it says so at both ends.
    copy: bool = False
    #: The shop's own head and foot, which then stand in the places of `header` and `footer`.
    template: Template | None = None
    shop: ShopFacts = ShopFacts()


#: What the QR code of a receipt begins with; scanning it opens the return.
QR_PREFIX = "CASHIER:R:"


def receipt_document(facts: ReceiptFacts, words: Words) -> Document:
    """The receipt as a document, in the language of `words`.

    Goods first, then the sums, then the points; the law's «not a fiscal document» always, at the end.
    """
    head, foot = _own(facts, words)
    said = head.said | foot.said
    blocks: list[Block] = []
    if facts.copy:
        blocks.append(_copy_mark(words))
    blocks += head.blocks
    blocks += _head(facts, words)
    blocks.append(Rule())
    for line in facts.lines:
        blocks += _line(line, words)
    blocks.append(Rule())
    blocks += _codes(facts, words)
    blocks += _sums(facts, words)
    if facts.member is not None:
        blocks.append(Rule())
        blocks += _member(facts.member, facts.zone, words, said)
    elif facts.unclaimed is not None:
        blocks.append(Rule())
        blocks += _unclaimed(facts.unclaimed, words)
    if facts.cards:
        blocks.append(Rule())
        blocks += [block for card in facts.cards for block in _gift_card(card, facts.zone, words)]
    given = [coupon for coupon in facts.coupons if coupon.given]
    if given:
        blocks.append(Rule())
        blocks += [_new_coupon(coupon, facts.zone, words) for coupon in given]
    if facts.announcements:
        blocks.append(Rule())
        blocks += [Text(line, align="center") for line in facts.announcements]
    blocks += _foot(facts, words, foot.blocks, said)
    title = _title(facts, words)
    return Document(blocks=tuple(blocks), title=title)


def as_copy(document: Document, words: Words) -> Document:
    """The same slip marked as a copy at both ends; a drawer pulse is left out."""
    mark = _copy_mark(words)
    kept = [block for block in document.blocks if not isinstance(block, DrawerPulse) and block != mark]
    end = len(kept) - 1 if kept and isinstance(kept[-1], Cut) else len(kept)
    return Document(blocks=(mark, *kept[:end], mark, *kept[end:]), title=document.title)


def _copy_mark(words: Words) -> Text:
    return Text(words.translate("receipt", "COPY"), align="center", bold=True, tall=True)


def _title(facts: ReceiptFacts, words: Words) -> str:
    if facts.kind == "return":
        return words.translate("receipt", "Return {number}").format(number=facts.number)
    return words.translate("receipt", "Receipt {number}").format(number=facts.number)


def _moment(instant: Instant, zone: str) -> str:
    return f"{local_time(instant, zone):%d.%m.%Y %H:%M}".replace(" ", NO_BREAK_SPACE)


def _own(facts: ReceiptFacts, words: Words) -> tuple[Rendered, Rendered]:
    """The shop's head and foot: of its template, or the settings' lines where it has none."""
    head = Rendered((Logo(), *(Text(line, "center", bold=n == 0) for n, line in enumerate(facts.header))), frozenset())
    foot = Rendered(tuple(Text(line, "center") for line in facts.footer), frozenset())
    template = facts.template
    if template is None:
        return head, foot
    values, code = _values(facts, words), QR_PREFIX + facts.receipt_id
    if template.header is not None:
        head = render(template.header, values, code)
    if template.footer is not None:
        foot = render(template.footer, values, code)
    return head, foot


def _values(facts: ReceiptFacts, words: Words) -> Values:
    """What a template's names say on this receipt."""
    member, now = facts.member, local_time(facts.at, facts.zone)
    total = facts.to_pay - facts.charged - facts.rounding
    names = {
        "shop": facts.shop.name,
        "address": facts.shop.address,
        "inn": facts.shop.inn,
        "receipt": str(facts.number),
        "receipt_id": facts.receipt_id,
        "till": str(facts.till),
        "shift": str(facts.shift),
        "cashier": facts.cashier,
        "date": f"{now:%d.%m.%Y}",
        "time": f"{now:%H:%M}",
        "total": words.money(total),
        "saved": words.money(facts.discount) if facts.discount else "",
    }
    about: set[str] = {facts.kind}
    if member is not None:
        about.add("member")
        names |= _buyer_values(member, facts.zone, words)
    return Values(names, frozenset(about), now.date(), total)


def _buyer_values(member: MemberFacts, zone: str, words: Words) -> dict[str, str]:
    names = {"buyer": member.display, "card": member.card, "level": member.level, "next_level": member.next_level}
    if member.next_level:
        names["to_next_level"] = words.money(member.to_next_level)
    if not member.points:
        return names
    names["points"] = words.points(member.after)
    earned = member.earned_now + member.earned_later
    if earned:
        names["earned"] = words.points(earned)
    if member.expiring:
        first = member.expiring[0]
        names["burning_points"] = words.points(first.points)
        names["burning_date"] = f"{local_time(first.expires_at - 1, zone):%d.%m.%Y}"
    return names


def _head(facts: ReceiptFacts, words: Words) -> list[Block]:
    """Kind of slip, number and time, who sold."""
    blocks: list[Block] = []
    if facts.kind == "return":
        blocks.append(Text(words.translate("receipt", "RETURN OF GOODS"), align="center", bold=True, tall=True))
    blocks.append(Row(_title(facts, words), _moment(facts.at, facts.zone)))
    if facts.original_number is not None:
        original = words.translate("receipt", "By receipt {number}").format(number=facts.original_number)
        when = _moment(facts.original_at, facts.zone) if facts.original_at is not None else ""
        blocks.append(Row(original, when))
    elif facts.reason:
        blocks.append(Text(words.translate("receipt", "Without a receipt"), bold=True))
    if facts.reason:
        blocks.append(Text(words.translate("receipt", "Reason: {reason}").format(reason=facts.reason)))
    who = words.translate("receipt", "Till {till} · shift {shift} · cashier {cashier}")
    who = who.format(till=facts.till, shift=facts.shift, cashier=facts.cashier)
    blocks.append(Text(SEPARATOR.join(map(_glued, who.split(" · ")))))
    return blocks


def unit_name(unit: Unit, words: Words) -> str:
    """The short name of a unit on paper; nothing for pieces."""
    if unit == "kg":
        return words.translate("receipt", "kg")
    if unit == "l":
        return words.translate("receipt", "l")
    if unit == "m":
        return words.translate("receipt", "m")
    return ""


def _line(line: LineFacts, words: Words) -> list[Block]:
    """Name; quantity × price = amount; each discount by its name, the points, and what is left to pay."""
    quantity = words.quantity(line.quantity)
    if line.unit != "pc":
        quantity += NO_BREAK_SPACE + unit_name(line.unit, words)
    name = words.translate("receipt", "{name} (a gift)").format(name=line.name) if line.gift else line.name
    blocks: list[Block] = [
        Text(name),
        Row(f"{quantity} × {words.sum(line.price)}", words.sum(line.base), indent=2),
    ]
    if line.advance:
        blocks.append(Text(words.translate("receipt", "advance payment"), indent=2))
    blocks += [Row(discount.name, MINUS + words.sum(discount.amount), indent=2) for discount in line.discounts]
    if line.redeemed:
        blocks.append(Row(words.translate("receipt", "with points"), MINUS + words.sum(line.redeemed), indent=2))
    if line.to_pay is not None and line.to_pay != line.base:
        blocks.append(Row(words.translate("receipt", "to pay"), words.sum(line.to_pay), indent=2))
    return blocks


def _gift_card(card: GiftCardFacts, zone: str, words: Words) -> list[Block]:
    """`Остаток на карте ..1234   500,00`, and until when; of a card sold what was put on it."""
    blocks: list[Block] = []
    if card.loaded:
        name = words.translate("receipt", "Put on the gift card {card}").format(card=card.card)
        blocks.append(Row(name, words.sum(card.loaded)))
    if card.back:
        name = words.translate("receipt", "Given back to the gift card {card}").format(card=card.card)
        blocks.append(Row(name, words.sum(card.back)))
    if card.balance != card.loaded:
        name = words.translate("receipt", "Left on the gift card {card}").format(card=card.card)
        blocks.append(Row(name, words.sum(card.balance)))
    if card.expires_at is not None and card.balance:
        day = f"{local_time(card.expires_at - 1, zone):%d.%m.%Y}"
        blocks.append(Text(words.translate("receipt", "valid until {date}").format(date=day), indent=2))
    return blocks


def _codes(facts: ReceiptFacts, words: Words) -> list[Block]:
    """Promo codes that worked and coupons used: whence a discount came."""
    blocks: list[Block] = []
    for code in facts.codes:
        text = words.translate("receipt", "Promo code {code}: {name}")
        blocks.append(Text(text.format(code=code.code, name=code.name)))
    used = [coupon for coupon in facts.coupons if not coupon.given]
    blocks += [Text(words.translate("receipt", "Coupon used: {name}").format(name=coupon.name)) for coupon in used]
    return blocks


def _sums(facts: ReceiptFacts, words: Words) -> list[Block]:
    """What it would have cost, what was saved, what is to pay, VAT and the money."""
    back = facts.kind == "return"
    blocks: list[Block] = []
    if facts.discount or facts.redeemed or facts.rounding or facts.charged:
        blocks.append(Row(words.translate("receipt", "Without discounts"), words.sum(facts.base)))
    if facts.discount:
        text = words.translate("receipt", "Discounts") if back else words.translate("receipt", "You saved")
        blocks.append(Row(text, words.sum(facts.discount)))
    if facts.redeemed:
        text = (
            words.translate("receipt", "Given back in points")
            if back
            else words.translate("receipt", "Paid with points")
        )
        blocks.append(Row(text, words.sum(facts.redeemed)))
    if facts.rounding:
        blocks.append(Row(words.translate("receipt", "Rounding in your favour"), words.sum(facts.rounding)))
    if facts.charged > 0:
        blocks.append(Row(words.translate("receipt", "A gift stays with the buyer"), MINUS + words.sum(facts.charged)))
    elif facts.charged:
        blocks.append(Row(words.translate("receipt", "Paid for the gift before"), words.sum(-facts.charged)))
    total = words.translate("receipt", "TO GIVE BACK") if back else words.translate("receipt", "TO PAY")
    blocks.append(Row(total, words.sum(facts.to_pay - facts.charged - facts.rounding), bold=True, tall=True))
    for vat in facts.vat:
        if vat.rate is None:
            blocks.append(Row(words.translate("receipt", "without VAT"), words.sum(vat.amount)))
        else:
            rate = format_scaled(vat.rate, 2, words.decimal_mark) + NO_BREAK_SPACE + "%"
            blocks.append(
                Row(words.translate("receipt", "including VAT {rate}").format(rate=rate), words.sum(vat.amount))
            )
    blocks += [_payment(payment, facts, words) for payment in facts.payments]
    return blocks


def _payment(payment: PaymentFacts, facts: ReceiptFacts, words: Words) -> Row:
    """One kind of money; cash tells what was handed over and the change."""
    if payment.kind == "cash":
        name = words.translate("receipt", "In cash")
        if facts.change and payment.tendered > payment.amount:
            change = words.translate("receipt", "change {sum}").format(sum=words.sum(facts.change))
            return Row(f"{name} {words.sum(payment.tendered)}", change)
        return Row(name, words.sum(payment.amount))
    if payment.kind == "gift":
        name = words.translate("receipt", "By gift card {card}").format(card=payment.reference)
        return Row(name.rstrip(), words.sum(payment.amount))
    if payment.kind == "card":
        name = words.translate("receipt", "By card")
    else:
        name = words.translate("receipt", "By Fast Payments (SBP)")
    if payment.reference:
        name = f"{name}, №{NO_BREAK_SPACE}{payment.reference}"
    return Row(name, words.sum(payment.amount))


def _amount(points: Points, words: Words) -> str:
    return format_points(points, words.decimal_mark)


def _plural_count(points: Points) -> int:
    """The count a plural is chosen by: a fraction takes the form of 2, as Russian does."""
    return points // ONE_POINT if points % ONE_POINT == 0 else 2


def _member(member: MemberFacts, zone: str, words: Words, said: frozenset[str]) -> list[Block]:
    """Who, and what happened to the points: the balance adds up on paper."""
    blocks = _points(member, zone, words, said) if member.points else []
    card = words.translate("receipt", "card {card}").format(card=member.card)
    blocks.insert(0, Text(SEPARATOR.join(_glued(part) for part in (member.display, card, member.level) if part)))
    if member.reached_level and member.reached_at is not None:
        risen = words.translate("receipt", "New level from {date}: {level}")
        day = f"{local_time(member.reached_at, zone):%d.%m.%Y}"
        blocks.append(Text(risen.format(date=day, level=member.reached_level)))
    elif member.reached_level:
        risen = words.translate("receipt", "New level from the next purchase: {level}")
        blocks.append(Text(risen.format(level=member.reached_level)))
    if member.next_level and "level_progress" not in said:
        to_go = words.translate("receipt", "To the level “{level}”: {sum}")
        blocks.append(Text(to_go.format(level=member.next_level, sum=words.money(member.to_next_level))))
    if member.as_of is not None:
        blocks.append(Text(words.translate("receipt", "as of {time}").format(time=_moment(member.as_of, zone))))
    return blocks


def _points(member: MemberFacts, zone: str, words: Words, said: frozenset[str]) -> list[Block]:
    """Balance before and after, what each rule gave, what is pending, what is lost soon."""
    blocks: list[Block] = []
    parts = [words.translate("receipt", "Points: before {points}").format(points=_amount(member.before, words))]
    if member.redeemed:
        parts.append(words.translate("receipt", "spent {points}").format(points=_amount(member.redeemed, words)))
    if member.restored:
        parts.append(words.translate("receipt", "given back {points}").format(points=_amount(member.restored, words)))
    if member.taken_back:
        parts.append(words.translate("receipt", "taken back {points}").format(points=_amount(member.taken_back, words)))
    if member.earned_now:
        parts.append(words.translate("receipt", "earned {points}").format(points=_amount(member.earned_now, words)))
    parts.append(words.translate("receipt", "now {points}").format(points=_amount(member.after, words)))
    blocks.append(Text(", ".join((parts[0], *map(_glued, parts[1:])))))
    if member.lent:
        lent = words.translate("receipt", "{points} of those spent in advance: the server could not be asked")
        blocks.append(Text(lent.format(points=words.points(member.lent)), indent=2))
    blocks += [
        Row(earned.name, f"+{_amount(earned.points, words)}", indent=2) for earned in member.earned_by if earned.points
    ]
    if member.pending:
        blocks.append(Text(_pending(member, words), indent=2))
    # a template says the first of them in its own words; the others are the buyer's to know all the same
    skipped = 1 if "burning" in said else 0
    for expiring in member.expiring[skipped:]:
        count = _plural_count(expiring.points)
        lost = words.translate("receipt", "%n point(s) will be lost after {date}", "", count)
        # A lot lives while now < expires_at: the last day it can be spent is the one before that instant.
        date = f"{local_time(expiring.expires_at - 1, zone):%d.%m.%Y}"
        lost = lost.replace(str(count), _amount(expiring.points, words), 1)
        blocks.append(Text(lost.format(date=date), indent=2))
    return blocks


def _new_coupon(coupon: CouponFacts, zone: str, words: Words) -> Text:
    """`Новый купон: кофе в подарок, до 30.11.2026`."""
    if coupon.expires_at is None:
        return Text(words.translate("receipt", "A new coupon: {name}").format(name=coupon.name))
    # A coupon lives while now < expires_at: the last day it can be used is the one before that instant.
    date = f"{local_time(coupon.expires_at - 1, zone):%d.%m.%Y}"
    return Text(words.translate("receipt", "A new coupon: {name}, until {date}").format(name=coupon.name, date=date))


def _glued(part: str) -> str:
    """Words that stay on one line wherever they fit on one: `стало 945`."""
    return part.replace(" ", NO_BREAK_SPACE)


def _pending(member: MemberFacts, words: Words) -> str:
    """What is not spendable yet, and how much of it this purchase gave."""
    count = _plural_count(member.pending)
    text = words.translate("receipt", "%n more point(s) will become spendable", "", count)
    text = text.replace(str(count), _amount(member.pending, words), 1)
    if member.earned_later and not member.earned_by:
        earned = words.translate("receipt", "({points} for this purchase)")
        text += " " + _glued(earned.format(points=_amount(member.earned_later, words)))
    return text


def _unclaimed(unclaimed: UnclaimedFacts, words: Words) -> list[Block]:
    """A card the till could not look up: the buyer is told that the points are not lost."""
    text = words.translate("receipt", "Card {card}: {points} for this purchase")
    return [
        Text(text.format(card=unclaimed.card, points=_glued(words.points(unclaimed.earned)))),
        Text(words.translate("receipt", "They come to the card when the till has a connection")),
    ]


def _foot(facts: ReceiptFacts, words: Words, own: tuple[Block, ...], said: frozenset[str]) -> list[Block]:
    """The code a return is made by, the shop's own lines, and what the law wants said."""
    blocks: list[Block] = []
    if facts.reason:
        blocks += [Blank(), Row(words.translate("receipt", "Buyer's name"), "_" * 20), Blank()]
        blocks += [Row(words.translate("receipt", "Signature for the money"), "_" * 16), Blank()]
    blocks.append(Rule())
    if "receipt_code" not in said:
        blocks.append(Qr(QR_PREFIX + facts.receipt_id))
        if facts.kind == "sale":
            blocks.append(Text(words.translate("receipt", "For a return, show this code"), align="center"))
    blocks += own
    blocks.append(Text(words.translate("receipt", "This is not a fiscal document"), align="center"))
    if facts.copy:
        blocks.append(_copy_mark(words))
    blocks.append(Cut())
    return blocks
