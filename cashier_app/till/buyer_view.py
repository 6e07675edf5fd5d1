"""What the buyer sees on a display of her own: lines, sum, points, change; a name never beyond its initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import msgspec

from cashier_app.core.number import MINUS, NO_BREAK_SPACE
from cashier_app.core.words import Words
from cashier_app.till.selling_view import SellingView

if TYPE_CHECKING:
    from cashier_app.till.paying import PaymentView, SoldReceipt

Stage: TypeAlias = Literal["idle", "selling", "paying", "paid"]

#: Signs that a two-line display's code page lacks.
_PLAIN: Final = str.maketrans(
    {"\u00a0": " ", "\u202f": " ", "−": "-", "–": "-", "—": "-", "«": '"', "»": '"', "₽": "р"}
)


class BuyerLine(msgspec.Struct, frozen=True):
    """Goods on the receipt."""

    name: str
    detail: str
    amount: str
    newest: bool = False


class BuyerView(msgspec.Struct, frozen=True):
    """A buyer's display, ready; empty texts are not shown."""

    stage: Stage = "idle"
    lines: tuple[BuyerLine, ...] = ()
    #: `К оплате`, `Осталось оплатить`, `Сдача`, and the sum under it.
    caption: str = ""
    sum: str = ""
    saved: str = ""
    #: `А. К. · Серебро`.
    who: str = ""
    #: Points: given for this purchase, spent on it, to spend.
    points: tuple[str, ...] = ()
    #: What the buyer is to do, or what was said to her.
    told: str = ""


def initials(name: str) -> str:
    """`А. К.` of `Анна К.`."""
    return " ".join(f"{part[0]}." for part in name.split() if part[0].isalpha())


def buyer_of_receipt(view: SellingView, words: Words) -> BuyerView:
    """The receipt while it is scanned; red lines are the cashier's."""
    if view.empty and view.weighing is None:
        return BuyerView()
    member, points = view.member, []
    if view.points.earns:
        points.append(view.points.earns)
    if view.totals.points:
        points.append(words.translate("buyer display", "By points: {sum}").format(sum=view.totals.points))
    who = ""
    if member is not None:
        name = "" if member.unclaimed else initials(member.name)
        who = " · ".join(filter(None, (name, member.level)))
        if view.points.most:
            points.append(words.translate("buyer display", "To spend: {points}").format(points=view.points.most))
    return BuyerView(
        stage="selling",
        lines=tuple(BuyerLine(line.name, line.detail, line.amount, line.newest) for line in view.lines if not line.red),
        caption=words.translate("buyer display", "To pay"),
        sum=view.totals.to_pay,
        saved=_saved(view.totals.saved, words),
        who=who,
        points=tuple(points),
        told=view.weighing.name if view.weighing is not None else "",
    )


def _saved(saved: str, words: Words) -> str:
    return (
        words.translate("buyer display", "You save {sum}").format(sum=f"{saved.lstrip(MINUS)}{NO_BREAK_SPACE}₽")
        if saved
        else ""
    )


def buyer_of_payment(view: PaymentView, before: BuyerView, words: Words) -> BuyerView:
    """The payment while it goes on, beside the lines that were shown `before`; the change once it is over."""
    if view.sold is not None:
        return buyer_of_sale(view.sold, words)
    asked = next((leg for leg in view.legs if leg.state in ("authorising", "unknown")), None)
    if asked is not None:
        return msgspec.structs.replace(
            before,
            stage="paying",
            caption=words.translate("buyer display", "To pay"),
            sum=asked.amount,
            told=words.translate("buyer display", "Follow the payment terminal"),
        )
    begun = any(leg.state in ("given", "approved") for leg in view.legs)
    return msgspec.structs.replace(
        before,
        stage="paying",
        caption=words.translate("buyer display", "Left to pay")
        if begun
        else words.translate("buyer display", "To pay"),
        sum=view.left if begun else view.to_pay,
        told="",
    )


def buyer_of_sale(sold: SoldReceipt, words: Words) -> BuyerView:
    """Change, thanks, and what became of the points."""
    return BuyerView(
        stage="paid",
        caption=words.translate("buyer display", "Your change")
        if sold.change
        else words.translate("buyer display", "Paid"),
        sum=sold.change_text if sold.change else sold.to_pay_text,
        points=tuple(filter(None, (sold.points_text,))),
        told=words.translate("buyer display", "Thank you for your purchase!"),
    )


def two_lines(view: BuyerView, idle: str, columns: int, words: Words) -> tuple[str, str]:
    """The same on a display of two lines: each as wide as the display, without signs that it lacks."""
    if view.stage == "idle":
        upper, _, lower = idle.partition("\n")
        return _centred(upper, columns), _centred(lower, columns)
    newest = next((line for line in view.lines if line.newest), None)
    if view.stage == "paid":
        return _pair(view.caption, view.sum, columns), _centred(view.points[0] if view.points else view.told, columns)
    if view.stage == "paying" and view.told:
        return _pair(view.caption, view.sum, columns), _centred(view.told, columns)
    upper = _pair(newest.name, newest.amount, columns) if newest is not None else _pair(view.who, "", columns)
    return upper, _pair(words.translate("buyer display", "TOTAL"), view.sum, columns)


def _pair(name: str, figure: str, columns: int) -> str:
    """A name at the left, cut where it has to be, and a figure at the right, which never is."""
    name, figure = name.translate(_PLAIN), figure.translate(_PLAIN)[-columns:]
    room = columns - len(figure) - (1 if figure else 0)
    return name[: max(room, 0)].ljust(columns - len(figure)) + figure


def _centred(text: str, columns: int) -> str:
    return text.translate(_PLAIN)[:columns].center(columns)
