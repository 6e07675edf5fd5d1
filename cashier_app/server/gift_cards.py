"""Gift cards at the server: accounts of their own, opened by their sale or issued beforehand, blocked, looked up.

A card's account has no member and no level.  The number of a card is money to whoever knows it, so that it is kept as
its keyed hash alone.  What a card holds stays in the pool until somebody asks for it: a card is given away, and
nobody can say in which shop it will be spent.  Only a chain of one till has everything there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import identifier_hash, masked, new_id, plain_identifier
from cashier_app.core.money import Kopecks
from cashier_app.loyalty.gift_cards import (
    GIFT_KIND,
    GIFT_WALLET,
    CardFacts,
    card_facts,
    gift_account,
    gift_hash,
    gift_lot,
    is_gift_account,
)
from cashier_app.server import journal, tables
from cashier_app.server.among import among
from cashier_app.server.book import Account, Book, Source
from cashier_app.server.database import Transaction, by_key, chunks, read_meta
from cashier_app.sync.messages import (
    EntryMessage,
    GiftCardLot,
    GiftCardMove,
    GiftCardState,
    GiftCardSummary,
    SaleBody,
)

#: The state of a gift card's account.
GIFT_STATE: Final = "gift"
#: The kind of its identifier.
GIFT_IDENTIFIER: Final = "gift"
#: Cards that one transaction issues.
BATCH: Final = 500
#: Movements that a card's summary tells.
MOVES: Final = 10


class NoSuchGiftCard(Refused):
    """A number that is no gift card's."""

    text = QT_TRANSLATE_NOOP("errors", "No gift card {card} is known")
    way_out = QT_TRANSLATE_NOOP("errors", "Check the number; a card that was never issued or sold is not known")


# --- what operations do ----------------------------------------------------------------------------------


def open_cards(book: Book, body: SaleBody, source: Source, store: str) -> None:
    """Know the cards that a sale loads, and that they are sold; what is odd about it is noted.

    To be called before the sale's entries are posted.
    """
    loaded = [(line.gift_card, line.to_pay) for line in body.lines if line.gift_card is not None]
    if not loaded:
        return
    digests = {digest: card for card, _ in loaded if (digest := gift_hash(card.account_id)) is not None}
    known = set(by_key(book.transaction, tables.identifier.c.hash, digests))
    known |= {row["hash"] for row in book.added(tables.identifier)}
    for digest, card in digests.items():
        account = book.accounts.get(card.account_id) or book.new_account(card.account_id, GIFT_STATE, store)
        account.display = account.display or card.masked
        if digest not in known:
            row = {"hash": digest, "account_id": card.account_id, "kind": GIFT_IDENTIFIER, "value": ""}
            book.add(tables.identifier, {**row, "masked": card.masked, "state": "active"})
    for card, amount in loaded:
        account = book.accounts[card.account_id]
        facts = facts_of(account)
        if facts.sold and not card.topped_up:
            book.alarm("gift_card_sold_twice", source, account.account_id, amount=amount, detail=card.masked)
        if facts.nominal and facts.nominal != amount and not facts.sold:
            detail = f"{card.masked}: issued for {facts.nominal}"
            book.alarm("gift_card_nominal", source, account.account_id, amount=amount, detail=detail)
        account.segments = "\n".join(msgspec.structs.replace(facts, sold=True).as_segments())
        book.touch(account)


def facts_of(account: Account) -> CardFacts:
    """What is known of a card besides its lots."""
    return card_facts(account.segments.splitlines())


def is_spendable(account: Account) -> bool:
    """Whether rights on a card's lots are given."""
    return account.state == GIFT_STATE and not facts_of(account).blocked


def note_blocked(book: Book, body: SaleBody, source: Source) -> None:
    """Note a sale that was paid with a blocked card: a block applies when it arrives, and what was sold stands."""
    for account_id in dict.fromkeys(paid.reference for paid in body.payments if paid.kind == GIFT_KIND):
        account = book.accounts.get(account_id)
        if account is not None and facts_of(account).blocked:
            book.alarm("not_active", source, account_id, detail="blocked gift card")


def differences(op_id: str, body: SaleBody) -> list[str]:
    """What a sale says of gift cards otherwise than its lines and payments do.  Pure."""
    loads = {gift_lot(op_id, line.number): line.to_pay for line in body.lines if line.gift_card is not None}
    advances = {line.number for line in body.lines if line.gift_card is not None}
    paid: defaultdict[str, Kopecks] = defaultdict(int)
    for payment in body.payments:
        if payment.kind == GIFT_KIND:
            paid[payment.reference] += payment.amount
    moved = [entry for entry in body.entries if is_gift_account(entry.account_id)]
    if not (loads or paid or moved or body.cart.advances):
        return []
    loaded = {entry.lot_id: entry.points for entry in moved if entry.kind == "accrual"}
    taken: defaultdict[str, Kopecks] = defaultdict(int)
    for entry in moved:
        if entry.kind == "redemption":
            taken[entry.account_id] -= entry.points
    found = []
    if loaded != loads:
        found.append(f"cards loaded {loaded}, should be {loads}")
    if dict(taken) != dict(paid):
        found.append(f"taken of cards {dict(taken)}, paid {dict(paid)}")
    if advances != body.cart.advances:
        found.append(f"advances {sorted(body.cart.advances)}, cards on {sorted(advances)}")
    if loads and paid:
        found.append("a gift card was paid with a gift card")
    net = sum(line.to_pay for line in body.lines if line.gift_card is None)
    if body.net != net:
        found.append(f"net {body.net}, should be {net}")
    return found


# --- issuing and blocking --------------------------------------------------------------------------------


class Issued(msgspec.Struct):
    """What became of an issue: cards that are new, those that were there already, kopecks loaded at once."""

    fresh: int = 0
    known: int = 0
    loaded: Kopecks = 0


class Issue(msgspec.Struct, frozen=True):
    """A batch: its name, what the cards are printed for (0: any sum), until when money loaded at once lives.

    `load`: the cards hold their nominal at once (sold to a company by invoice); else the till loads them.
    """

    batch: str
    nominal: Kopecks = 0
    load: bool = False
    expires_at: Instant | None = None


def issue(transaction: Transaction, asked: Issue, cards: Sequence[tuple[str, Kopecks]], author: str) -> Issued:
    """Make cards known, each by its number with a nominal of its own (0: the batch's); the same again is nothing."""
    key = bytes.fromhex(read_meta(transaction.connection, "identifier_key"))
    wanted = {identifier_hash(key, GIFT_IDENTIFIER, number): (number, nominal) for number, nominal in cards}
    known = by_key(transaction, tables.identifier.c.hash, wanted)
    book = Book(transaction, "")
    done = Issued(known=len(known))
    source = Source(new_id(), transaction.now)
    for digest, (number, own) in wanted.items():
        if digest in known:
            continue
        shown, nominal = masked(GIFT_IDENTIFIER, plain_identifier(GIFT_IDENTIFIER, number)), own or asked.nominal
        account = book.new_account(gift_account(digest.hex()), GIFT_STATE)
        account.display = shown
        loads = asked.load and nominal > 0
        account.segments = "\n".join(CardFacts(nominal, asked.batch, sold=loads).as_segments())
        row = {"hash": digest, "account_id": account.account_id, "kind": GIFT_IDENTIFIER, "value": ""}
        book.add(tables.identifier, {**row, "masked": shown, "state": "active"})
        if loads:
            lot_id = f"issued.{account.account_id}"
            fields = account.account_id, GIFT_WALLET, lot_id, nominal, 0, asked.expires_at, asked.batch
            book.post(EntryMessage("adjustment", *fields), done.fresh, source)
            done.loaded += nominal
        done.fresh += 1
    book.write()
    if done.fresh:
        told: dict[str, journal.Detail] = {"batch": asked.batch, "cards": done.fresh, "loaded": done.loaded}
        journal.write(transaction, "gift_cards_issued", author, **told)
    return done


def set_blocked(transaction: Transaction, number: str, blocked: bool, author: str, reason: str) -> tuple[str, bool]:
    """Block a card, or let it in again: its mask, and whether that changed anything.  Raises `NoSuchGiftCard`."""
    account_id = account_named(transaction.connection, number)
    book = Book(transaction, "")
    book.load([account_id], ())
    account = book.accounts[account_id]
    facts = facts_of(account)
    fresh = facts.blocked is not blocked
    if fresh:
        account.segments = "\n".join(msgspec.structs.replace(facts, blocked=blocked).as_segments())
        book.touch(account)
        book.write()
        act = "gift_card_blocked" if blocked else "gift_card_unblocked"
        journal.write(transaction, act, author, account=account_id, card=account.display, reason=reason)
    return account.display, fresh


# --- looking up ------------------------------------------------------------------------------------------


def account_named(connection: sa.Connection, number: str) -> str:
    """The account of a card by its number.  Raises `NoSuchGiftCard`."""
    key = bytes.fromhex(read_meta(connection, "identifier_key"))
    account_id = gift_account(identifier_hash(key, GIFT_IDENTIFIER, number.strip()).hex())
    if _row(connection, account_id) is None:
        raise NoSuchGiftCard(card=masked(GIFT_IDENTIFIER, number.strip()))
    return account_id


def summary(connection: sa.Connection, account_id: str, now: Instant) -> GiftCardSummary | None:
    """What may be told about a card; None for one that is not known."""
    row = _row(connection, account_id)
    if row is None:
        return None
    lot, entry = tables.lot.c, tables.entry.c
    lots = connection.execute(sa.select(tables.lot).where(lot.account_id == account_id, lot.wallet == GIFT_WALLET))
    alive = [each for each in lots if each.balance and (each.expires_at is None or each.expires_at > now)]
    alive.sort(key=lambda each: (each.expires_at is None, each.expires_at or 0, each.lot_id))
    moves = connection.execute(
        sa.select(entry.at, entry.kind, entry.points)
        .where(entry.account_id == account_id)
        .order_by(entry.at.desc(), entry.booked_at.desc(), entry.n.desc())
        .limit(MOVES)
    )
    free = (max(min(each.balance, each.balance - each.reserved + each.claim), 0) for each in alive)
    return GiftCardSummary(
        server_time=now,
        account_id=account_id,
        masked=row.display,
        state=_state(card_facts(row.segments.splitlines()), sum(each.balance for each in alive)),
        balance=sum(each.balance for each in alive),
        free=sum(free),
        nominal=card_facts(row.segments.splitlines()).nominal,
        lots=tuple(GiftCardLot(each.balance, each.expires_at) for each in alive),
        moves=tuple(GiftCardMove(each.at, each.kind, each.points) for each in moves),
    )


class CardRow(msgspec.Struct, frozen=True):
    """A card in a list; `expires_at` is when the first of its money lapses."""

    account_id: str
    masked: str
    batch: str
    state: GiftCardState
    nominal: Kopecks
    balance: Kopecks
    expires_at: Instant | None


def listed(connection: sa.Connection, now: Instant, batch: str = "", state: str = "") -> Iterator[CardRow]:
    """Cards by batch and mask, of one batch or in one state."""
    account, lot = tables.account.c, tables.lot.c
    query = sa.select(account.account_id, account.display, account.segments).where(account.state == GIFT_STATE)
    rows = connection.execute(query).all()
    held: dict[str, tuple[Kopecks, Instant | None]] = {}
    alive = (lot.wallet == GIFT_WALLET) & (lot.balance != 0) & (lot.expires_at.is_(None) | (lot.expires_at > now))
    for chunk in chunks([row.account_id for row in rows]):
        sums = sa.select(
            lot.account_id, sa.func.sum(lot.balance).label("held"), sa.func.min(lot.expires_at).label("ends")
        )
        for row in connection.execute(sums.where(among(lot.account_id, chunk), alive).group_by(lot.account_id)):
            held[row.account_id] = int(row.held), row.ends
    found = []
    for row in rows:
        facts = card_facts(row.segments.splitlines())
        holds, ends = held.get(row.account_id, (0, None))
        card = CardRow(row.account_id, row.display, facts.batch, _state(facts, holds), facts.nominal, holds, ends)
        if (not batch or card.batch == batch) and (not state or card.state == state):
            found.append(card)
    return iter(sorted(found, key=lambda card: (card.batch, card.masked, card.account_id)))


def liability(rows: Iterable[CardRow]) -> Kopecks:
    """What is owed to the holders of cards."""
    return sum(row.balance for row in rows)


def _state(facts: CardFacts, holds: Kopecks) -> GiftCardState:
    if facts.blocked:
        return "blocked"
    if not facts.sold:
        return "issued"
    return "active" if holds > 0 else "spent"


class _Card(msgspec.Struct, frozen=True):
    display: str
    segments: str


def _row(connection: sa.Connection, account_id: str) -> _Card | None:
    account = tables.account.c
    query = sa.select(account.display, account.segments)
    query = query.where(account.account_id == account_id, account.state == GIFT_STATE)
    found = connection.execute(query).first()
    return _Card(found.display, found.segments) if found is not None else None
