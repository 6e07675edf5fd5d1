"""Gift cards at the till: what is known of a card here, and whether it may be sold or pay."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, TypeAlias

import msgspec

from cashier_app.catalog import recognition
from cashier_app.catalog.masks import masks_of
from cashier_app.core.clock import Instant, local_time
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import identifier_hash, masked, plain_identifier
from cashier_app.core.money import Kopecks, money_figure
from cashier_app.core.number import MINUS
from cashier_app.core.words import Words
from cashier_app.loyalty import gift_cards
from cashier_app.loyalty.cart import LotState
from cashier_app.loyalty.gift_cards import GIFT_WALLET, CardFacts, GiftLoad, GiftPayment, card_facts
from cashier_app.till.exchange import IDENTIFIER_KEY
from cashier_app.till.members import NOT_WHEN_SUSPECT, lot_state

if TYPE_CHECKING:
    from cashier_app.loyalty.settlement import ReturnSettlement
    from cashier_app.loyalty.sold import SoldFacts
    from cashier_app.storage.rows import LotRow, MemberRecord
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.sync.messages import GiftCardMove, GiftCardSummary
    from cashier_app.till.frozen import Frozen
    from cashier_app.till.opening import Till

PLUS = "+"
#: How a gift card's number is hashed.
KIND = "gift"


class GiftCardNotActive(Refused):
    """A card that nobody has bought, as far as is known here."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} is not active")
    way_out = QT_TRANSLATE_NOOP("errors", "To sell it, add the gift card as goods first, then scan the card")


class GiftCardNotKnown(GiftCardNotActive):
    """A card that this till has never heard of, and nobody can be asked."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} is not known at this till, and there is no connection")
    way_out = QT_TRANSLATE_NOOP("errors", "Take another payment, or scan the card again when the server answers")


class GiftCardBlocked(Refused):
    """A card that is taken no more."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} is blocked")
    way_out = QT_TRANSLATE_NOOP("errors", "Take another payment; the head office knows why")


class GiftCardEmpty(Refused):
    """A card without money."""

    text = QT_TRANSLATE_NOOP("errors", "Nothing is left on the gift card {card}")
    way_out = QT_TRANSLATE_NOOP("errors", "Take another payment")


class GiftCardOver(Refused):
    """A card whose money has lapsed."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} has expired")
    way_out = QT_TRANSLATE_NOOP("errors", "Take another payment")


class GiftCardOutOfReach(Refused):
    """A card whose money is not reserved here, and nobody can be asked."""

    text = QT_TRANSLATE_NOOP("errors", "No connection: the gift card {card} cannot be spent at this till now")
    way_out = QT_TRANSLATE_NOOP("errors", "Take another payment, or scan the card again when the server answers")


class GiftCardHeld(Refused):
    """A card whose money another till holds."""

    text = QT_TRANSLATE_NOOP("errors", "The money of the gift card {card} is held at another till or shop now")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan the card again in a minute, or take another payment")


class GiftCardSold(Refused):
    """A card that is to be sold a second time."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} has been sold already: {balance} is on it")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan another card")


class GiftCardNominal(Refused):
    """A card that was printed for another sum."""

    text = QT_TRANSLATE_NOOP("errors", "The gift card {card} was issued for {nominal}, not for {sum}")
    way_out = QT_TRANSLATE_NOOP("errors", "Scan a card of that sum, or add the other gift card as goods")


class GiftCardUsed(Refused):
    """A card that is to be brought back as goods, and has paid already or cannot be had whole."""

    text = QT_TRANSLATE_NOOP(
        "errors", "The gift card {card} cannot be returned: what it was sold for is not whole on it"
    )
    way_out = QT_TRANSLATE_NOOP(
        "errors", "A card that has paid for something stays the buyer's; without a connection try again later"
    )


class CardAsked(msgspec.Struct, frozen=True):
    """A card as it was scanned: its account, its keyed hash (hex), its mask."""

    account_id: str
    hash: str
    masked: str


State: TypeAlias = Literal["unknown", "issued", "active", "empty", "over", "blocked"]


class CardStanding(msgspec.Struct, frozen=True):
    """What is known of a card here now; `spendable` is what this till may take of its `balance`."""

    asked: CardAsked
    state: State
    facts: CardFacts
    balance: Kopecks = 0
    spendable: Kopecks = 0
    expires_at: Instant | None = None
    lots: tuple[LotState, ...] = ()

    @property
    def sold(self) -> bool:
        """Whether it has been loaded before."""
        return self.facts.sold or bool(self.lots)


class MoveView(msgspec.Struct, frozen=True):
    """A movement on a card; texts are ready."""

    name: str
    at: str
    amount: str


class GiftBalanceView(msgspec.Struct, frozen=True):
    """A card as the balance screen shows it; texts are ready."""

    title: str
    detail: str
    balance: str
    moves: tuple[MoveView, ...] = ()


class GiftCards:
    """What a card is and holds; called on the screen's thread."""

    def __init__(self, till: Till) -> None:
        self._till = till

    def asked(self, found: recognition.GiftCard) -> CardAsked:
        """A card as it was recognised.  Raises `NotEnrolled`."""
        from cashier_app.till.selling import NotEnrolled

        key = self._till.reader.meta(IDENTIFIER_KEY)
        if not key:
            raise NotEnrolled()
        number = plain_identifier(KIND, found.value)
        digest = identifier_hash(bytes.fromhex(key), KIND, number).hex()
        return CardAsked(gift_cards.gift_account(digest), digest, masked(KIND, number))

    def read(self, text: str, raw: bytes = b"", symbology: str = "") -> CardAsked | None:
        """The gift card that a scan or a typed number is; None for anything else.  Raises `NotEnrolled`."""
        settings = self._till.settings.selling
        masks = masks_of(settings.card_masks, settings.in_store_masks)
        found = recognition.recognise(text, raw, symbology, masks)
        return self.asked(found) if isinstance(found, recognition.GiftCard) else None

    @property
    def used(self) -> bool:
        """Whether the shop has gift cards at all."""
        return any(mask.kind == "gift" for mask in self._till.settings.selling.card_masks)

    def standing(self, asked: CardAsked) -> CardStanding:
        """The card as it is known here now."""
        reader, now = self._till.reader, self._till.clock.now()
        record = reader.member(asked.account_id)
        rows = record.lots if record is not None else reader.account_lots(asked.account_id)
        return standing(asked, record, rows, now, self._till.clock.state == "suspect")

    def check_paying(self, card: CardStanding) -> None:
        """Whether a card may pay here; raises the one reason why not."""
        raise_unless_active(card, self._till.connection.online)
        if not card.spendable:
            alone = self._till.connection.alone
            raise (GiftCardOutOfReach if alone else GiftCardHeld)(card=card.asked.masked)

    def texts(self, card: CardStanding) -> tuple[str, str]:
        """A card in two lines: `Подарочная карта ..1234: 1 500,00 ₽`, `действует до 30.11.2027`."""
        words = self._till.words
        title = words.translate("gift cards", "Gift card {card}: {balance}")
        title = title.format(card=card.asked.masked, balance=words.money(card.balance))
        return title, "; ".join(filter(None, (state_text(card, words), until(card.expires_at, self._till.zone, words))))

    def view(self, asked: CardAsked, told: GiftCardSummary | None, asking: bool) -> GiftBalanceView:
        """A card's balance, end and last movements: as the server has `told` of it, else as it is known here."""
        words, zone, card = self._till.words, self._till.zone, self.standing(asked)
        title = words.translate("gift cards", "Gift card {card}").format(card=asked.masked)
        if told is None:
            here = words.translate("gift cards", "as this till knows it")
            if asking:
                here = words.translate("gift cards", "the server is being asked…")
            elif card.state == "active":
                here = words.translate("gift cards", "as this till knows it; up to {sum} may be spent here")
                here = here.format(sum=words.money(card.spendable))
            detail = "; ".join(filter(None, (state_text(card, words), until(card.expires_at, zone, words), here)))
            return GiftBalanceView(title, detail, words.money(card.balance))
        ends = min((lot.expires_at for lot in told.lots if lot.expires_at is not None), default=None)
        state: dict[str, State] = {"issued": "issued", "spent": "empty", "blocked": "blocked"}
        known = msgspec.structs.replace(card, state=state.get(told.state, "active"))
        detail = "; ".join(filter(None, (state_text(known, words), until(ends, zone, words))))
        moves = tuple(
            MoveView(
                _move_name(move, words),
                f"{local_time(move.at, zone):%d.%m.%Y %H:%M}",
                f"{PLUS if move.amount > 0 else MINUS}{words.sum(abs(move.amount))}",
            )
            for move in told.moves
        )
        return GiftBalanceView(title, detail, words.money(told.balance), moves)


def _move_name(move: GiftCardMove, words: Words) -> str:
    """What a movement was."""
    match move.kind:
        case "accrual":
            return words.translate("gift cards", "Sold")
        case "redemption":
            return words.translate("gift cards", "Paid with")
        case "expiry":
            return words.translate("gift cards", "Expired")
        case "reversal" if move.amount > 0:
            return words.translate("gift cards", "Given back by a return")
        case "reversal":
            return words.translate("gift cards", "The card was returned")
        case _ if move.amount > 0:
            return words.translate("gift cards", "Put on by the head office")
        case _:
            return words.translate("gift cards", "Taken off by the head office")


def standing(
    asked: CardAsked, record: MemberRecord | None, rows: Iterable[LotRow], now: Instant, suspect: bool
) -> CardStanding:
    """A card by its account's row (None: never told) and its lots."""
    facts = card_facts(record.account.segments.splitlines()) if record is not None else CardFacts()
    lots = tuple(_lot(row, now, suspect, facts.blocked) for row in rows if row.wallet == GIFT_WALLET)
    held = gift_cards.balance(lots, now)
    state: State = "active"
    if facts.blocked:
        state = "blocked"
    elif not lots and not facts.sold:
        state = "unknown" if record is None else "issued"
    elif held <= 0:
        state = "over" if any(lot.balance > 0 for lot in lots) else "empty"
    return CardStanding(asked, state, facts, held, gift_cards.spendable(lots, now), gift_cards.expiry(lots, now), lots)


def _lot(row: LotRow, now: Instant, suspect: bool, blocked: bool) -> LotState:
    """A lot as it may be spent here: with a suspect clock not near its end, of a blocked card never."""
    ends_soon = row.expires_at is not None and row.expires_at - now < NOT_WHEN_SUSPECT
    return lot_state(row, 0 if blocked or (suspect and ends_soon) else None)


def raise_unless_active(card: CardStanding, online: bool) -> None:
    """Raise why a card has nothing to pay with, if it has not."""
    kinds: dict[State, type[Refused]] = {
        "unknown": GiftCardNotActive if online else GiftCardNotKnown,
        "issued": GiftCardNotActive,
        "blocked": GiftCardBlocked,
        "empty": GiftCardEmpty,
        "over": GiftCardOver,
    }
    if card.state != "active":
        raise kinds[card.state](card=card.asked.masked)


def state_text(card: CardStanding, words: Words) -> str:
    """What is wrong with a card, in words; empty for one that may be spent."""
    match card.state:
        case "unknown":
            return words.translate("gift cards", "not known here")
        case "issued":
            return words.translate("gift cards", "not sold yet")
        case "blocked":
            return words.translate("gift cards", "blocked")
        case "empty":
            return words.translate("gift cards", "spent")
        case "over":
            return words.translate("gift cards", "expired")
        case "active":
            return ""


def until(expires_at: Instant | None, zone: str, words: Words) -> str:
    """The last day on which the money can be spent; empty for money that never lapses."""
    if expires_at is None:
        return ""
    day = local_time(expires_at - 1, zone)
    return words.translate("gift cards", "valid until {date}").format(date=f"{day:%d.%m.%Y}")


# --- in the sale's transaction ---------------------------------------------------------------------------


def taken(unit: UnitOfWork, payments: Sequence[GiftPayment], now: Instant, must_hold: bool) -> tuple[GiftPayment, ...]:
    """The payments with the lots that each takes, as the rights are at this moment.  Raises `GiftCardShort`."""
    found = []
    for paid in payments:
        lots = [lot_state(row) for row in unit.ledger.lots(paid.account_id)]
        uses = gift_cards.take(lots, paid.amount, now, must_hold)
        found.append(msgspec.structs.replace(paid, uses=uses))
    return tuple(found)


def loads_of(till: Till, frozen: Frozen, now: Instant) -> tuple[GiftLoad, ...]:
    """What the sale puts on the cards that it sells, and until when."""
    amounts = {line.number: line.to_pay for line in frozen.quote.lines}
    ends = expiry_of_sale(till, now)
    return tuple(GiftLoad(number, card.account_id, amounts[number], ends) for number, card in frozen.loads)


def expiry_of_sale(till: Till, now: Instant) -> Instant | None:
    """When a card sold now lapses: at a midnight of the shop's; None for ever."""
    from datetime import timedelta

    from cashier_app.core.clock import local_date, start_of_day

    days = till.settings.gift_cards.valid_days
    return start_of_day(local_date(now, till.zone) + timedelta(days=days + 1), till.zone) if days else None


def check_cards_back(unit: UnitOfWork, sold: SoldFacts, settlement: ReturnSettlement) -> None:
    """A gift card comes back as goods only whole: nothing of its sale spent, and all of it to be had here.

    Raises `GiftCardUsed`.
    """
    returned = {line.number: line.to_pay for line in settlement.lines}
    for line in sold.lines:
        amount = returned.get(line.number, 0)
        if line.gift_card and amount:
            row = next(iter(unit.ledger.named_lots([gift_cards.gift_lot(sold.op_id, line.number)])), None)
            if row is None or min(row.right, row.left) < amount:
                raise GiftCardUsed(card=unit.ledger.card_of(line.gift_card) or line.name)


def check_sold_once(unit: UnitOfWork, frozen: Frozen) -> None:
    """A card that turns out to be sold already is not sold again by mistake.  Raises `GiftCardSold`."""
    for _, card in frozen.loads:
        record = unit.ledger.member(card.account_id)
        rows = record.lots if record is not None else unit.ledger.lots(card.account_id)
        asked = CardAsked(card.account_id, "", card.masked)
        if not card.topped_up and standing(asked, record, rows, 0, False).sold:
            raise GiftCardSold(card=card.masked, balance=money_figure(sum(row.left for row in rows)))
