"""What the selling screen shows, ready: texts in the person's language, nothing left to compute.

Amounts are texts without a currency where the column already says roubles (`1 234,56`).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

import msgspec

Tone: TypeAlias = Literal["info", "success", "warning", "error"]


class Notice(msgspec.Struct, frozen=True):
    """A sentence for the cashier that bars nothing and goes away by itself."""

    text: str
    detail: str = ""
    tone: Tone = "info"


class MemberQuestion(msgspec.Struct, frozen=True):
    """A second card: whose purchase is it?  Answer with `Selling.keep_member()` or `Selling.take_new_member()`."""

    attached: str
    scanned: str


class AgeQuestion(msgspec.Struct, frozen=True):
    """Goods for adults: asked once a receipt.  Answer with `Selling.confirm_age(True | False)`; never by Enter."""

    age: int
    product: str


class ConfirmQuestion(msgspec.Struct, frozen=True):
    """So many points are spent only when somebody agrees to it: the buyer, or a colleague by PIN.

    Answer with `Selling.confirm_redemption()`, or `Selling.undo_redemption()`; never by Enter.
    """

    points: str
    by: Literal["buyer", "colleague"]


Question: TypeAlias = MemberQuestion | AgeQuestion | ConfirmQuestion


class Outcome(msgspec.Struct, frozen=True):
    """What became of a scan or a touch: the sound, perhaps a sentence, perhaps a question, the new view."""

    sound: Literal["accepted", "refused", "none"]
    view: SellingView
    notice: Notice | None = None
    question: Question | None = None
    #: The buyer whose card was just attached: ask the server for rights in the background (`sync` acquire),
    #: then call `Selling.refresh_member()`.
    attached: str | None = None
    #: The gift card just scanned (its keyed hash, hex): ask the server about it in the background, then call
    #: `Selling.gift_told()`.
    gift: str | None = None


class GiftToSellView(msgspec.Struct, frozen=True):
    """A gift card chosen as goods that waits for its card: its name, its sum or the bounds of one, what to do."""

    name: str
    sum: str
    told: str
    bounds: str = ""


class LineView(msgspec.Struct, frozen=True):
    """One line of the receipt.  A `red` one is a code that nobody knows: find it or remove it."""

    number: int
    name: str
    #: `2 × 94,90`, `0,299 кг × 499,00`; of a red line: why.
    detail: str
    #: Discounts by name: `Цена по карте −14,92`.
    chips: tuple[str, ...]
    amount: str
    #: Amount before discounts, to be struck through; empty when there are none.
    base: str = ""
    red: bool = False
    newest: bool = False
    code: str = ""
    #: The line, or a part of it, is a gift.
    gift: bool = False


class PriceRow(msgspec.Struct, frozen=True):
    """One step of a line's price: `Серебро 10 %` and `−124,90`; points earned stand under what is to pay."""

    name: str
    figure: str
    tone: Literal["plain", "saved", "points", "total"] = "plain"


class OfferView(msgspec.Struct, frozen=True):
    """What the receipt has besides its lines: a promo code with its answer, a gift to be scanned, a cap that is met.

    What was given by hand off the whole receipt stands here too (`HandDiscounts.take_away(None)`).
    A touch on a code removes it (`Selling.remove_code(key)`); on a gift it adds the one product there is to choose
    (`Selling.add_gift(key)`); where there are several, or nothing to do, `act` is empty.
    """

    kind: Literal["code", "gift", "capped", "hand"]
    key: str
    text: str
    #: The whole answer, and the same in two or three words.
    detail: str
    brief: str
    tone: Tone
    act: Literal["remove", "add", ""]


class EnrolmentView(msgspec.Struct, frozen=True):
    """The offer of a card to a buyer without one: `Предложите карту`, `+100 баллов, за эту покупку +64`."""

    text: str
    detail: str


class HandView(msgspec.Struct, frozen=True):
    """A line, or the whole receipt, about to be given a discount by hand; sums are texts."""

    title: str
    #: What it costs without what was given by hand, and with it.
    before: str
    now: str
    #: What is given by hand already, by name; empty: nothing.
    given: str
    #: What would come of what is typed, or why nothing can; and whose permission it needs, empty: nobody's.
    would: str = ""
    needs: str = ""


class WeighingView(msgspec.Struct, frozen=True):
    """Goods that wait for their weight: `Selling.take_weight`, `weigh_by_hand` or `leave_unweighed` ends it."""

    name: str
    #: `499,00 ₽ за кг`.
    price: str


class WeightView(msgspec.Struct, frozen=True):
    """What the scale says of them: weight and sum, or why the weight cannot be taken yet and what to do."""

    figure: str
    amount: str
    reason: str = ""
    way_out: str = ""
    #: The package that the scale has taken off.
    tare: str = ""

    @property
    def enabled(self) -> bool:
        """Whether the weight can be taken."""
        return not self.reason


class TotalsView(msgspec.Struct, frozen=True):
    """Running totals; `saved` and `points` are empty when there are none."""

    base: str
    saved: str
    points: str
    to_pay: str


class MemberView(msgspec.Struct, frozen=True):
    """The buyer's panel; empty texts are not shown."""

    name: str
    level: str
    #: 0–100 towards the next level; None without one (top level, unknown card).
    progress: int | None
    #: `до Золота 2 830 ₽`.
    progress_text: str
    spendable: str
    pending: str
    #: `Сгорят 30.11` and how many.
    expiring_label: str
    expiring: str
    birthday: str
    #: `Офлайн: здесь до 120 баллов`, `Карта не в кэше: …`.
    note: str
    note_tone: Tone
    card: str
    #: This till does not know whose card it is.
    unclaimed: bool = False
    #: What the buyer is told of programme versions to come.
    announcement: str = ""
    #: `данные 14:15`; a change of level that is decided: `С 22.11: Серебро`.
    as_of: str = ""
    coming: str = ""
    #: Coupons held and a birthday gift that waits, in words.
    perks: tuple[str, ...] = ()


class PointsView(msgspec.Struct, frozen=True):
    """The points button: its text, the one limit in words (or why it is disabled), and the earning."""

    text: str
    detail: str
    enabled: bool
    #: Points are being redeemed: a second touch undoes it.
    redeemed: bool
    #: `За покупку: +68 баллов`.
    earns: str
    #: The most that can be spent on this receipt: `300 баллов`.
    most: str = ""


class PayView(msgspec.Struct, frozen=True):
    """The pay button; `reason` stands on it while it is disabled."""

    enabled: bool
    reason: str


class SellingView(msgspec.Struct, frozen=True):
    """The whole selling screen."""

    #: `Чек 1187 · 5 поз.`.
    title: str
    lines: tuple[LineView, ...]
    totals: TotalsView
    member: MemberView | None
    points: PointsView
    pay: PayView
    empty: bool
    #: Kopecks to pay, for the customer display and tests.
    to_pay: int = 0
    #: The receipt holds red lines.
    red: bool = False
    #: Promo codes, gifts and caps, what needs the cashier first.
    offers: tuple[OfferView, ...] = ()
    enrolment: EnrolmentView | None = None
    #: Goods on the scale, or about to be put there.
    weighing: WeighingView | None = None
    gift: GiftToSellView | None = None


class GoodsView(msgspec.Struct, frozen=True):
    """A product on the goods page."""

    product_id: str
    name: str
    price: str
    detail: str
