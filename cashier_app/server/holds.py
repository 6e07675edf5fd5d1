"""Holds of a site: what a buyer is about to spend is taken from the pools for a while, and becomes a sale or goes back.

A site is a node whose database is this one.  It has one epoch; what it holds are rights of that epoch, and whatever
it does are operations of its chain, written here: a sale when a hold is committed, a release when one is given up.
So everything that holds for tills' rights holds for it, `verify` included: of every lot the right of the site's epoch
is the sum of its open holds.

A lease makes an end to holds that nobody comes back for.  It is safe, since nothing can be spent elsewhere but by
this database: one that is over is given back by the job, or by the next request that looks.  A commit that comes
after that takes the same again if it is still there, else it is refused, before anybody has paid for it twice.

All of it is one writing transaction a request: holds, tills' acquisitions and sales stand in one line.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import DAY, HOUR
from cashier_app.core.ids import Id, new_id
from cashier_app.core.money import vat_inside
from cashier_app.core.points import Points
from cashier_app.loyalty.ledger import Posting, RightChange, campaign_account, sale_posting
from cashier_app.loyalty.programme import Programme
from cashier_app.loyalty.quote import quote, quote_digest
from cashier_app.loyalty.quoted import Quote, QuotedLine
from cashier_app.server import baskets, nodes, problems, recalling, rights, tables
from cashier_app.server.among import among
from cashier_app.server.baskets import Asked, Reading
from cashier_app.server.book import Book, Lot
from cashier_app.server.checking import quote_doubts
from cashier_app.server.database import OWN_EPOCH, Transaction, by_key
from cashier_app.server.finding import present
from cashier_app.server.nodes import Epoch, Node
from cashier_app.server.preparing import Prepared
from cashier_app.server.problems import ApiError
from cashier_app.server.programmes import Programmes
from cashier_app.server.receiving import receive
from cashier_app.server.site_messages import (
    CommitRequest,
    HeldLot,
    Hold,
    HoldRequest,
    SitePayment,
    SiteSale,
)
from cashier_app.server.wallets import open_lot
from cashier_app.sync.chain import seal, sealed
from cashier_app.sync.messages import (
    AccrualMessage,
    Body,
    DiscountMessage,
    EntryMessage,
    LineMessage,
    Operation,
    PaymentMessage,
    ReleaseBody,
    RightCounters,
    SaleBody,
    return_right,
)
from cashier_app.words import load_words

#: How long a hold may last in all, however often it is prolonged.
LONGEST: Final = 2 * HOUR
#: How long after its lease a hold may still become a sale, at its frozen price.
LATE: Final = DAY
#: Holds that one run of the job takes.
PAGE: Final = 500
#: Seconds after which a site asks again while this server waits for its tills after a restore.
RESTORED_RETRY: Final = 60

_decoder = msgspec.json.Decoder(Asked)
_operations = msgspec.json.Decoder(Operation)


# --- what a site asks ------------------------------------------------------------------------------------


def acquire(transaction: Transaction, programmes: Programmes, who: Node, request: HoldRequest) -> Hold:
    """Hold what a basket spends, at the price of now; the same request again is the same hold.

    Points are held as far as they are free: `quote` says how many.  Of what tills and store nodes hold beyond that they
    are asked for (`recalling`), so that another hold in a while may get more.  Raises `ApiError`: 404 for a member or
    store that nobody knows, 409 for a blocked member or an id that means something else, 422, 503 after a restore.
    """
    asked_for = hashlib.sha256(msgspec.json.encode(request, order="deterministic")).digest()
    known = _row(transaction, request.hold_id)
    if known is not None:
        if bytes(known.asked) != asked_for or not _is_of(transaction, known, who):
            raise _taken(request.hold_id)
        return describe(transaction, programmes, who, request.hold_id)
    epoch = site_epoch(transaction, who)
    if not rights.may_grant(transaction, epoch):
        raise _restored() if epoch.state == "open" else _closed(epoch)
    expire(transaction, programmes)
    epoch = site_epoch(transaction, who)
    reading = Reading(transaction, programmes, who, request.basket)
    if reading.account is not None and reading.account.state != "active":
        raise _not_active(reading.account.state)
    asked = _with_caps_opened(reading)
    quoted = _quoted(asked, reading.programme)
    needs = _needs(quoted)
    lacking = _lacking(asked, reading.programme, needs)
    for lot_id, points in needs.items():
        _grant(reading.book, reading.book.lots[lot_id], epoch.epoch, points)
    reading.book.write()
    row = {
        "hold_id": request.hold_id,
        "epoch": epoch.epoch,
        "account_id": reading.account.account_id if reading.account is not None else "",
        "state": "open",
        "created_at": transaction.now,
        "lease_until": transaction.now + request.lease_s * 1000,
        "op_id": "",
        "asked": asked_for,
        "digest": quote_digest(quoted),
        "content": msgspec.json.encode(asked),
    }
    transaction.insert(tables.hold, [row])
    parts = [
        {"hold_id": request.hold_id, "lot_id": lot_id, "wallet": reading.book.lots[lot_id].wallet, "points": points}
        for lot_id, points in needs.items()
    ]
    transaction.insert(tables.hold_lot, parts)
    recalling.ask(transaction, lacking, epoch.epoch)
    nodes.seen(transaction, who, transaction.now)
    return describe(transaction, programmes, who, request.hold_id)


def describe(transaction: Transaction, programmes: Programmes, who: Node, hold_id: Id) -> Hold:
    """A hold as it is now; nothing is written.  Raises `ApiError` 404 for one that is not the site's own."""
    row = _own(transaction, who, hold_id)
    state = row.state
    if state == "open" and row.lease_until <= transaction.now:
        # given back by whoever writes next
        state = "over"
    held = _parts(transaction, [hold_id])[hold_id] if state == "open" else ()
    answer = None
    if state == "open":
        asked = _decoder.decode(row.content)
        programme = _programme(transaction, programmes, asked)
        answer = baskets.answered(asked, programme, load_words(asked.language))
    return Hold(
        server_time=transaction.now,
        hold_id=hold_id,
        state=state,
        lease_until=row.lease_until,
        longest_until=row.created_at + LONGEST,
        account_id=row.account_id,
        held=tuple(HeldLot(part.lot_id, part.wallet, part.points) for part in held),
        quote=answer,
        sale=_sale(transaction, row.op_id) if state == "committed" else None,
        awaited=state == "open"
        and bool(row.account_id)
        and recalling.is_awaited(transaction.connection, row.account_id, transaction.now),
    )


def prolong(transaction: Transaction, programmes: Programmes, who: Node, hold_id: Id, lease_s: int) -> Hold:
    """Let an open hold last so many seconds from now, never less than it would, as far as its bound goes.

    Raises `ApiError` 404, or 409 for one that is no longer open.
    """
    row = _own(transaction, who, hold_id)
    if row.state != "open" or row.lease_until <= transaction.now:
        raise _not_open(row.state)
    until = max(row.lease_until, min(transaction.now + lease_s * 1000, row.created_at + LONGEST))
    _change(transaction, hold_id, lease_until=until)
    return describe(transaction, programmes, who, hold_id)


def cancel(transaction: Transaction, programmes: Programmes, who: Node, hold_id: Id) -> Hold:
    """Give a hold back; again changes nothing.  Raises `ApiError` 404, or 409 for one that has become a sale."""
    row = _own(transaction, who, hold_id)
    if row.state == "committed":
        raise ApiError(409, "committed", "The hold has become a sale", "Goods come back by a return of that sale")
    if row.state == "open":
        _give_back(transaction, programmes, row.epoch, [hold_id])
    if row.state != "cancelled":
        _change(transaction, hold_id, state="cancelled", content=b"")
    return describe(transaction, programmes, who, hold_id)


def commit(transaction: Transaction, programmes: Programmes, who: Node, hold_id: Id, request: CommitRequest) -> Hold:
    """Make a hold a sale, once; the same request again tells the same sale.

    After the lease it is taken anew if all of it is still there.  Raises `ApiError`: 404 for a hold that is not the
    site's own, 409 where no sale can come of it: another one has, it was cancelled, what it spends is gone, the
    member is blocked, the payments are not the price.
    """
    row = _own(transaction, who, hold_id)
    if row.state == "committed":
        if row.op_id != request.op_id:
            raise ApiError(409, "committed", "The hold has become a sale already", f"Its operation is {row.op_id}")
        return describe(transaction, programmes, who, hold_id)
    if row.state == "cancelled":
        raise ApiError(409, "cancelled", "The hold was cancelled", "Ask for a new one")
    if _is_known(transaction, request.op_id):
        raise ApiError(409, "operation-known", "Another operation has this op_id", "Make a new one for each sale")
    if not row.content or row.lease_until + LATE <= transaction.now:
        raise _gone("Its price is too old")
    asked = _decoder.decode(row.content)
    if row.account_id and (state := present(transaction.connection, row.account_id).state) != "active":
        raise _not_active(state)
    epoch = nodes.epoch_of(transaction, who, row.epoch)
    if epoch.state != "open":
        raise _closed(epoch)
    parts = _parts(transaction, [hold_id])[hold_id]
    if row.state == "over":
        _take_again(transaction, epoch, parts)
    elif row.lease_until <= transaction.now:
        _check_alive(transaction, parts)
    programme = _programme(transaction, programmes, asked)
    quoted = _quoted(asked, programme)
    _check_payments(quoted, request.payments)
    _change(transaction, hold_id, state="committed", op_id=request.op_id, content=b"")
    body = _sale_body(transaction, epoch, asked, quoted, request, parts)
    _book(transaction, programmes, who, epoch, body, request.op_id, asked.programme_version, quote_digest(quoted))
    nodes.seen(transaction, who, transaction.now)
    return describe(transaction, programmes, who, hold_id)


def expire(transaction: Transaction, programmes: Programmes) -> int:
    """Give back what is held by leases that are over, and forget prices that no sale can come of; how many ended.

    A page of them: called again until it gives fewer than `PAGE`.
    """
    hold = tables.hold.c
    over = (hold.state == "open") & (hold.lease_until <= transaction.now)
    rows = transaction.rows(
        sa.select(hold.hold_id, hold.epoch).where(over).order_by(hold.lease_until, hold.hold_id).limit(PAGE)
    )
    by_epoch: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        by_epoch[row.epoch].append(row.hold_id)
    for epoch, hold_ids in by_epoch.items():
        _give_back(transaction, programmes, epoch, hold_ids)
    ended = sa.update(tables.hold).where(among(hold.hold_id, [row.hold_id for row in rows]))
    if rows:
        transaction.connection.execute(ended.values(state="over"))
    too_old = (hold.state == "over") & (hold.lease_until <= transaction.now - LATE) & (hold.content != b"")
    transaction.connection.execute(sa.update(tables.hold).where(too_old).values(content=b""))
    return len(rows)


def drop(transaction: Transaction, programmes: Programmes, account_ids: Iterable[str]) -> int:
    """Give back and forget whatever sites hold for accounts (their person is gone); how many were open."""
    hold = tables.hold.c
    theirs = among(hold.account_id, list(account_ids))
    rows = transaction.rows(sa.select(hold.hold_id, hold.epoch, hold.state).where(theirs, hold.state != "committed"))
    for row in rows:
        if row.state == "open":
            _give_back(transaction, programmes, row.epoch, [row.hold_id])
    hold_ids = [row.hold_id for row in rows]
    if hold_ids:
        changed = sa.update(tables.hold).where(among(hold.hold_id, hold_ids))
        transaction.connection.execute(changed.values(state="cancelled", content=b""))
    return sum(row.state == "open" for row in rows)


def drop_epoch(transaction: Transaction, programmes: Programmes, epoch: str) -> int:
    """Give back whatever a site holds by one of its epochs (the site is gone); how many holds were open."""
    hold = tables.hold.c
    theirs = sa.select(hold.hold_id).where(hold.epoch == epoch, hold.state == "open").order_by(hold.hold_id)
    hold_ids = list(transaction.connection.scalars(theirs))
    if hold_ids:
        _give_back(transaction, programmes, epoch, hold_ids)
        changed = sa.update(tables.hold).where(among(hold.hold_id, hold_ids))
        transaction.connection.execute(changed.values(state="cancelled", content=b""))
    return len(hold_ids)


def site_epoch(transaction: Transaction, who: Node) -> Epoch:
    """The one epoch of a site, begun if it is new.  Raises `ApiError` 409 at a store node, which holds no pools."""
    if transaction.meta(OWN_EPOCH):
        raise ApiError(409, "not-central", "A store node holds nothing for sites", "Ask the central server")
    return nodes.epoch_of(transaction, who, f"site-{who.node_id}")


# --- the ledger ------------------------------------------------------------------------------------------


def _with_caps_opened(reading: Reading) -> Asked:
    """The question after the untouched caps that the basket uses have been opened here."""
    quoted = _quoted(reading.asked, reading.programme)
    member = reading.asked.member.lots if reading.asked.member is not None else ()
    states = {lot.lot_id: lot for lot in (*member, *reading.asked.cart.wallets)}
    wanted = {use.lot_id: use.shared for use in quoted.wallet_uses if use.opens}
    for lot_id, shared in wanted.items():
        state = states[lot_id]
        account = reading.book.accounts[campaign_account(state.source)] if shared else reading.account
        assert account is not None, "a member's cap is the member's"
        open_lot(reading.book, account, state)
    return baskets.opened(reading.asked, wanted)


def _quoted(asked: Asked, programme: Programme) -> Quote:
    return quote(asked.cart, asked.member, programme, asked.at, asked.language)


def _needs(quoted: Quote) -> dict[str, Points]:
    """By lot what a quote spends."""
    needs: defaultdict[str, Points] = defaultdict(int)
    for use in quoted.redemption.uses:
        needs[use.lot_id] += use.points
    for wallet_use in quoted.wallet_uses:
        needs[wallet_use.lot_id] += wallet_use.amount
    return {lot_id: points for lot_id, points in needs.items() if points > 0}


def _lacking(asked: Asked, programme: Programme, needs: Mapping[str, Points]) -> list[str]:
    """Lots of which more would be spent if nobody else held any of them."""
    free = baskets.unheld(asked)
    if free == asked:
        return []
    wanted = _needs(_quoted(free, programme))
    return [lot_id for lot_id, points in wanted.items() if points > needs.get(lot_id, 0)]


def _grant(book: Book, lot: Lot, epoch: str, points: Points) -> None:
    before = book.right(lot.lot_id, epoch).granted
    book.grant(lot, epoch, before + points)
    assert book.right(lot.lot_id, epoch).granted == before + points, "a quote spends no more than the pools hold"


def _take_again(transaction: Transaction, epoch: Epoch, parts: Sequence[Any]) -> None:
    """Hold once more what a hold that is over had; raises `ApiError` 409 unless all of it is there."""
    if not rights.may_grant(transaction, epoch):
        raise _restored()
    _check_alive(transaction, parts)
    book = Book(transaction, "")
    book.load((), (part.lot_id for part in parts))
    for part in parts:
        lot = book.lots[part.lot_id]
        if book.pool(lot) < part.points:
            raise _gone("What it spends has been spent elsewhere, or is held by a shop")
        _grant(book, lot, epoch.epoch, part.points)
    book.write()


def _check_alive(transaction: Transaction, parts: Sequence[Any]) -> None:
    """Points that lapsed after the lease are gone; those that lapsed within it are not."""
    lots = by_key(transaction, tables.lot.c.lot_id, (part.lot_id for part in parts))
    for lot in lots.values():
        if lot.expires_at is not None and lot.expires_at <= transaction.now:
            raise _gone("What it spends has lapsed since")


def _give_back(transaction: Transaction, programmes: Programmes, epoch_name: str, hold_ids: Sequence[str]) -> None:
    """Release the rights of open holds of one epoch by one operation of its chain."""
    found = _parts(transaction, hold_ids)
    lot_ids = {part.lot_id for parts in found.values() for part in parts}
    if not lot_ids:
        return
    who = nodes.node_of(transaction, epoch_name)
    epoch = nodes.epoch_of(transaction, who, epoch_name)
    left = _held_otherwise(transaction, epoch_name, lot_ids, hold_ids)
    book = Book(transaction, "")
    book.load((), lot_ids)
    counters = [
        _after(book, lot_id, epoch_name, RightChange(lot_id), left.get(lot_id, 0)) for lot_id in sorted(lot_ids)
    ]
    _book(transaction, programmes, who, epoch, ReleaseBody(tuple(counters)), new_id(), None, "")


def _after(book: Book, lot_id: str, epoch: str, change: RightChange, left: Points) -> RightCounters:
    """Counters after an operation that leaves the epoch's right at what its other holds have of the lot."""
    right = book.right(lot_id, epoch)
    earned, used = right.earned + change.earned, right.used + change.used
    released = right.granted + earned - used - left
    return RightCounters(lot_id, earned, used, max(released, right.released))


def _held_otherwise(
    transaction: Transaction, epoch: str, lot_ids: Iterable[str], without: Sequence[str]
) -> dict[str, Points]:
    """By lot what the other open holds of an epoch have of it."""
    hold, part = tables.hold.c, tables.hold_lot.c
    query = (
        sa.select(part.lot_id, sa.func.sum(part.points).label("points"))
        .select_from(tables.hold_lot.join(tables.hold, hold.hold_id == part.hold_id))
        .where(hold.epoch == epoch, hold.state == "open", among(part.lot_id, list(lot_ids)))
        .where(sa.not_(among(part.hold_id, list(without))))
        .group_by(part.lot_id)
    )
    return {row.lot_id: int(row.points) for row in transaction.rows(query)}


# --- the operation ---------------------------------------------------------------------------------------


def _sale_body(
    transaction: Transaction,
    epoch: Epoch,
    asked: Asked,
    quoted: Quote,
    request: CommitRequest,
    parts: Sequence[Any],
) -> SaleBody:
    """The sale as a till would tell it; it keeps no rights, not even that to take the goods back."""
    member = asked.member
    account_id, lots = (member.account_id, member.lots) if member is not None else ("", ())
    posting = sale_posting(request.op_id, account_id, quoted, lots)
    receipt_id = request.op_id
    sold = return_right(receipt_id)
    counters = _counters(transaction, epoch, posting, parts)
    return SaleBody(
        receipt_id=receipt_id,
        number=request.number,
        shift=0,
        user_id="",
        account_id=account_id or None,
        unclaimed="",
        lines=_lines(asked, quoted),
        payments=tuple(
            PaymentMessage(paid.kind, paid.amount, paid.reference, payment_id=str(n))
            for n, paid in enumerate(request.payments, start=1)
        ),
        entries=tuple(_entry(entry) for entry in posting.entries),
        rights=(*counters, RightCounters(sold, earned=1, used=0, released=1)),
        net=quoted.to_pay,
        cart=asked.cart,
        member=member,
        quoted_at=asked.at,
        confirmed_by="buyer" if quoted.redemption.confirm else "",
    )


def _counters(
    transaction: Transaction, epoch: Epoch, posting: Posting, parts: Sequence[Any]
) -> tuple[RightCounters, ...]:
    """What the sale makes of the site's counters; `parts` are of a hold that is not open any more."""
    changes = {part.lot_id: RightChange(part.lot_id) for part in parts}
    changes.update({change.lot_id: change for change in posting.rights})
    left = _held_otherwise(transaction, epoch.epoch, changes, ())
    book = Book(transaction, "")
    book.load((), changes)
    return tuple(
        _after(book, lot_id, epoch.epoch, change, left.get(lot_id, 0)) for lot_id, change in sorted(changes.items())
    )


def _book(
    transaction: Transaction,
    programmes: Programmes,
    who: Node,
    epoch: Epoch,
    body: Body,
    op_id: Id,
    version: int | None,
    digest: str,
) -> None:
    """Append an operation to the site's chain and book it as any node's."""
    operation = Operation(
        op_id=op_id,
        epoch=epoch.epoch,
        seq=epoch.seq + 1,
        at=transaction.now,
        zone=nodes.zone_of(transaction.connection, who.store_id),
        boot_id="",
        monotonic_ms=0,
        clock_state="good",
        programme_version=version,
        quote_digest=digest,
        body=body,
    )
    raw, hash_ = seal(epoch.hash, operation)
    doubts = None
    if isinstance(body, SaleBody):
        doubts = quote_doubts(operation, body, programmes.version(transaction.connection, version))
    prepared = Prepared(sealed(operation.seq, hash_, raw), epoch.hash, operation, doubts=doubts)
    [fate] = receive(transaction, who, epoch, [prepared], programmes, {})
    assert fate.state == "applied", fate


def _lines(asked: Asked, quoted: Quote) -> tuple[LineMessage, ...]:
    """The lines as an operation tells them, each discount and accrual with its rule."""
    accrued: defaultdict[int, list[AccrualMessage]] = defaultdict(list)
    for lot in quoted.new_lots:
        for number, points in lot.lines:
            accrued[number].append(AccrualMessage(lot.rule_id, lot.name, points))
    answers: Mapping[int, QuotedLine] = {line.number: line for line in quoted.lines}
    made = []
    for number, (source, line) in enumerate(zip(asked.lines, asked.cart.lines, strict=True), start=1):
        answered = answers[number]
        rate = source.vat_rate
        made.append(
            LineMessage(
                number=number,
                product_id=source.product_id,
                name=source.name,
                quantity=line.quantity,
                price=line.price,
                base=answered.base,
                discount=answered.base - answered.discounted,
                redeemed=answered.redeemed,
                redeemed_points=answered.redeemed_points,
                to_pay=answered.to_pay,
                accrued_points=answered.accrued,
                vat_rate=rate,
                vat=vat_inside(answered.to_pay, rate) if rate else 0,
                discounts=tuple(
                    DiscountMessage(discount.step, discount.rule_id, discount.name, discount.amount)
                    for discount in answered.discounts
                ),
                accruals=tuple(accrued[number]),
                unit=source.unit,
                fractional=source.fractional,
            )
        )
    return tuple(made)


def _entry(entry: Any) -> EntryMessage:
    return EntryMessage(**msgspec.structs.asdict(entry))


def _check_payments(quoted: Quote, payments: Sequence[SitePayment]) -> None:
    paid = sum(payment.amount for payment in payments)
    if paid != quoted.to_pay:
        detail = f"{paid} kopecks are paid, the price is {quoted.to_pay}"
        raise ApiError(409, "payments", "The payments are not the price", detail)


# --- rows ------------------------------------------------------------------------------------------------


def _row(transaction: Transaction, hold_id: Id) -> sa.Row[Any] | None:
    return transaction.connection.execute(sa.select(tables.hold).where(tables.hold.c.hold_id == hold_id)).first()


def _own(transaction: Transaction, who: Node, hold_id: Id) -> sa.Row[Any]:
    """A hold of the asking site; raises `ApiError` 404."""
    row = _row(transaction, hold_id)
    if row is None or not _is_of(transaction, row, who):
        raise problems.not_found("hold")
    return row


def _is_of(transaction: Transaction, row: sa.Row[Any], who: Node) -> bool:
    epoch = tables.epoch.c
    owner = transaction.connection.scalar(sa.select(epoch.node_id).where(epoch.epoch == row.epoch))
    return bool(owner == who.node_id)


def _parts(transaction: Transaction, hold_ids: Sequence[str]) -> defaultdict[str, list[sa.Row[Any]]]:
    """By hold what it holds, by lot."""
    part = tables.hold_lot.c
    found: defaultdict[str, list[sa.Row[Any]]] = defaultdict(list)
    query = sa.select(tables.hold_lot).where(among(part.hold_id, hold_ids)).order_by(part.hold_id, part.lot_id)
    for row in transaction.rows(query):
        found[row.hold_id].append(row)
    return found


def _change(transaction: Transaction, hold_id: Id, **values: object) -> None:
    changed = sa.update(tables.hold).where(tables.hold.c.hold_id == hold_id)
    transaction.connection.execute(changed.values(values))


def _is_known(transaction: Transaction, op_id: Id) -> bool:
    operation = tables.operation.c
    known = sa.select(operation.op_id).where(operation.op_id == op_id, operation.state == "applied")
    return transaction.connection.execute(known).first() is not None


def _programme(transaction: Transaction, programmes: Programmes, asked: Asked) -> Programme:
    programme = programmes.version(transaction.connection, asked.programme_version)
    assert programme is not None, "a version that was quoted by is kept for ever"
    return programme


def _sale(transaction: Transaction, op_id: Id) -> SiteSale:
    operation = tables.operation.c
    query = sa.select(operation.body).where(operation.op_id == op_id, operation.state == "applied")
    told = _operations.decode(transaction.connection.execute(query).one().body)
    sale = told.body
    assert isinstance(sale, SaleBody)
    return SiteSale(
        op_id=op_id,
        receipt_id=sale.receipt_id,
        at=told.at,
        number=sale.number,
        to_pay=sum(line.to_pay for line in sale.lines),
        redeemed_points=sum(line.redeemed_points for line in sale.lines),
        accrued_points=sum(line.accrued_points for line in sale.lines),
    )


# --- refusals --------------------------------------------------------------------------------------------


def _taken(hold_id: Id) -> ApiError:
    return ApiError(409, "hold-known", "Another hold has this id", f"Make a new id for each basket: {hold_id}")


def _not_active(state: str) -> ApiError:
    return ApiError(409, "not-active", "The member's points cannot be spent", f"The account is {state}")


def _not_open(state: str) -> ApiError:
    return ApiError(409, "not-open", "The hold is no longer open", f"It is {'over' if state == 'open' else state}")


def _gone(detail: str) -> ApiError:
    return ApiError(409, "hold-over", "The hold is over, and cannot be had again", f"{detail}. Ask for a new one")


def _closed(epoch: Epoch) -> ApiError:
    return ApiError(409, "epoch-closed", "This site can hold nothing any more", f"Its epoch is {epoch.state}")


def _restored() -> ApiError:
    return ApiError(
        503, "restored", "The server was restored and waits for its tills", "No rights are granted yet", RESTORED_RETRY
    )
