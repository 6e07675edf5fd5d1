"""State coming down: pages of whatever changed since a cursor, and single accounts, built set-wise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import DAY, Instant
from cashier_app.loyalty.cart import CAP_WALLETS, COUPON_WALLETS, POINTS_WALLET
from cashier_app.loyalty.recalculation import LevelReason
from cashier_app.server import problems, tables
from cashier_app.server.among import among
from cashier_app.server.database import OWN_EPOCH, Picture, Transaction
from cashier_app.server.finding import present
from cashier_app.server.homes import Home, home_ahead, home_of, is_at_home, may_be_opened, move_in
from cashier_app.server.nodes import Epoch, Node, epochs_of
from cashier_app.server.nodes import ahead as epochs_ahead
from cashier_app.server.recalling import is_asked
from cashier_app.server.rights import grant_home, may_grant, pool
from cashier_app.server.statement import Statement, Value, param
from cashier_app.server.wallets import CAMPAIGNS
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    Change,
    CouponSummary,
    EpochMark,
    IdentifierState,
    LevelHistory,
    LevelStep,
    LotChange,
    LotSummary,
    MemberSummary,
    NodeChange,
    ProgrammeChange,
    StoreChange,
    WalletSummary,
)

#: Points that lapse within this time are worth telling the member.
EXPIRING_SOON: Final = 30 * DAY
#: What has lapsed of a lot is told for so long after its end: as long as its sale may be returned.
LAPSED_TOLD: Final = 400 * DAY


#: Lots, and coupons, that a member's summary names.
SUMMARY_LOTS: Final = 200
#: Changes of level in one page of a history.
HISTORY_PAGE: Final = 50

_reasons = msgspec.json.Decoder(LevelReason)

_account, _lot, _right = tables.account.c, tables.lot.c, tables.spending_right.c


class _Choice:
    """What is asked about some accounts, which the `param`s of a condition choose."""

    def __init__(self, which: sa.ColumnElement[bool]) -> None:
        self.ids = sa.select(_account.account_id).where(which)
        self.accounts = Statement(sa.select(tables.account).where(which))
        identifier = tables.identifier.c
        columns = identifier.account_id, identifier.hash, identifier.kind, identifier.masked, identifier.state
        self.identifiers = Statement(sa.select(*columns).where(identifier.account_id.in_(self.ids)))
        self.lots = Statement(_lots_of(self.ids, at_home=False))
        self.lots_at_home = Statement(_lots_of(self.ids, at_home=True))
        self.moved = [
            Statement(
                sa.select(table.c.account_id, table.c.epoch, sa.func.max(table.c.seq).label("seq"))
                .where(table.c.account_id.in_(self.ids))
                .group_by(table.c.account_id, table.c.epoch)
            )
            for table in (tables.entry, tables.purchase)
        ]
        self.unsettled = Statement(_unsettled(which))
        used = sa.select(_account.told_marks).where(which)
        self.told = Statement(sa.select(tables.told_marks).where(tables.told_marks.c.marks_id.in_(used)))


def _unsettled(which: sa.ColumnElement[bool]) -> sa.Select[Any]:
    """An account that its home has not been given whole: of most there is none, and nothing has to be written."""
    free = (pool > 0) & sa.not_(is_asked(param("asking")))
    granted = sa.select(_lot.lot_id).where(_lot.account_id == _account.account_id, free)
    return sa.select(_account.account_id).where(which, is_at_home, may_be_opened | granted.exists()).limit(1)


def _lots_of(ids: sa.Select[tuple[str]], at_home: bool) -> sa.Select[Any]:
    """Lots with a balance, or with a right of the asking epoch that it may still have to hear of.

    Lots that lapsed are named too where the asking node has had a right on them: it may have to take back what it
    gave (`Returned`); and caps that are used up, for as long as they count, or a till would take them for untouched.
    Of a campaign, which may have as many lots as it has promo codes, only what the asker needs to know: what it
    holds, what everybody shares, what it asks for (`lot_ids`), and all that others touched where it is the home.
    """
    mine = (_right.lot_id == _lot.lot_id) & (_right.epoch == param("asking")) & (_right.parent == param("me"))
    held = _right.granted + _right.earned - _right.used - _right.released
    moved = sa.select(_right.lot_id).where(
        _right.lot_id == _lot.lot_id, _right.epoch == tables.epoch.c.epoch, tables.epoch.c.node_id == param("node_id")
    )
    lapsed_here = (_lot.lapsed != 0) & (_lot.expires_at > param("lapsed_since")) & moved.exists()
    alive = _lot.expires_at.is_(None) | (_lot.expires_at > param("now"))
    cap = _lot.wallet.startswith(CAP_WALLETS) & alive
    members = (_lot.balance != 0) | (held != 0) | lapsed_here | cap
    campaigns = (held != 0) | (cap & _lot.lot_id.endswith(sa.literal(".") + _lot.account_id))
    if at_home:
        campaigns |= alive & ((_lot.balance != 0) | _right.lot_id.is_(None))
    is_shared = _lot.account_id.startswith(CAMPAIGNS)
    named = sa.or_(sa.and_(sa.not_(is_shared), members), sa.and_(is_shared, campaigns), among(_lot.lot_id, "lot_ids"))
    return (
        sa.select(tables.lot, _right.granted)
        .select_from(tables.lot.outerjoin(tables.spending_right, mine))
        .where(_lot.account_id.in_(ids), named)
        .order_by(_lot.lot_id)
    )


_CHANGED: Final = _Choice((_account.revision > param("after")) & (_account.revision <= param("upto")))
_BEHIND: Final = _Choice(_account.account_id > param("behind"))
# not BETWEEN: its bounds, each with a collation, PostgreSQL cannot read
_FROM_TO: Final = _Choice((_account.account_id >= param("first")) & (_account.account_id <= param("last")))
_ONE: Final = _Choice(_account.account_id == param("account_id"))

_REVISIONS: Final = Statement(
    sa.select(_account.revision)
    .where(_account.revision > param("after"))
    .order_by(_account.revision)
    .limit(param("most"))
)
_IDS: Final = Statement(
    sa.select(_account.account_id)
    .where(_account.account_id > param("behind"))
    .order_by(_account.account_id)
    .limit(param("most"))
)
_PROGRAMMES: Final = Statement(
    sa.select(tables.programme).where(
        tables.programme.c.revision > param("after"), tables.programme.c.revision <= param("upto")
    )
)
_OWNER: Final = Statement(sa.select(tables.identifier.c.account_id).where(tables.identifier.c.hash == param("digest")))


class Page(msgspec.Struct, frozen=True):
    """Changes in the order of their revisions, and where to go on."""

    changes: tuple[Change, ...]
    cursor: str
    more: bool
    #: Of a first load: nothing follows from the cursor but what comes next.
    ahead: bool = False


def page(transaction: Transaction, who: Node, epoch: Epoch, cursor: str, size: int) -> Page:
    """The next changes after a cursor, with what is granted to the asking epoch.

    A cursor of another incarnation, or one that is none, starts from the beginning; `size` 0 gives nothing.
    """
    incarnation = transaction.meta("incarnation")
    loading = _loading(transaction, cursor)
    after = position(transaction, cursor)
    if size == 0:
        return Page((), cursor if loading is not None else f"{incarnation}:{after}", False)
    if loading is not None:
        return _snapshot(transaction, who, epoch, *loading, size)
    found = _REVISIONS.column(transaction.connection, after=after, most=size + 1)
    more = len(found) > size
    if more and not cursor:
        return _snapshot(transaction, who, epoch, transaction.revision, "", size)
    upto = found[size - 1] if more else transaction.revision
    accounts = _accounts(transaction, who, epoch, _CHANGED, {"after": after, "upto": upto})
    changes = [*accounts, *_others(transaction, who, after, upto)]
    changes.sort(key=lambda pair: pair[0])
    return Page(tuple(change for _, change in changes), f"{incarnation}:{upto}", more)


def _others(transaction: Transaction, who: Node, after: int, upto: int) -> list[tuple[int, Change]]:
    """What has changed besides accounts, with its revisions."""
    changes: list[tuple[int, Change]] = [*_programmes(transaction, after, upto)]
    return changes + _company(transaction, who, after, upto) if who.kind == "store" else changes


# --- the first load --------------------------------------------------------------------------------------
#
# All accounts in the order of their ids, as they are when their page is asked for, and then the changes since the
# revision at which it began.  In the order of revisions each account would go to another place of the till's trees,
# and as many pages of its file would be written as there are rows.


def _snapshot(transaction: Transaction, who: Node, epoch: Epoch, begun: int, behind: str, size: int) -> Page:
    """The accounts that follow an id, in the order of ids; with the first of them everything else."""
    incarnation = transaction.meta("incarnation")
    found = _IDS.column(transaction.connection, behind=behind, most=size + 1)
    if len(found) <= size:
        accounts = _accounts(transaction, who, epoch, _BEHIND, {"behind": behind})
        cursor = f"{incarnation}:{begun}"
    else:
        accounts = _accounts(transaction, who, epoch, _FROM_TO, {"first": found[0], "last": found[size - 1]})
        cursor = f"{incarnation}:{begun}:{found[size - 1]}"
    states = sorted((change for _, change in accounts), key=_account_id)
    others = _others(transaction, who, 0, begun) if not behind else []
    return Page((*(change for _, change in others), *states), cursor, True, len(found) > size)


def _account_id(change: AccountChange) -> str:
    return change.account_id


def _loading(transaction: Transaction, cursor: str) -> tuple[int, str] | None:
    """The revision at which a first load began, and the id behind which it goes on; None for any other cursor."""
    of, _, rest = cursor.partition(":")
    begun, _, behind = rest.partition(":")
    if of != transaction.meta("incarnation") or not behind:
        return None
    return (_known(transaction, begun), behind) if _known(transaction, begun) else None


def one_account(
    transaction: Picture, who: Node, epoch: Epoch, account_id: str, lot_ids: Collection[str] = ()
) -> AccountAnswer:
    """An account as it is now, with the lots of `lot_ids` whatever they hold; raises `ApiError` 404."""
    home_ahead(transaction, who)
    epochs_ahead(transaction, who)
    states = _accounts(transaction, who, epoch, _ONE, {"account_id": account_id}, lot_ids)
    if not states:
        raise problems.not_found("account")
    incarnation = transaction.meta("incarnation")
    marks, me = included(transaction, who), transaction.meta(OWN_EPOCH)
    return AccountAnswer(transaction.now, incarnation, marks, states[0][1], me, transaction.revision)


def account_of_identifier(connection: sa.Connection, identifier_hash: str) -> str:
    """The account of a card, phone or virtual card by its keyed hash (hex); raises `ApiError` 404."""
    try:
        wanted = bytes.fromhex(identifier_hash)
    except ValueError as error:
        raise problems.unreadable("The hash of an identifier is 32 hex digits") from error
    account_id = _OWNER.value(connection, digest=wanted)
    if account_id is None:
        raise problems.not_found("identifier")
    return str(account_id)


def included(transaction: Picture, who: Node) -> tuple[EpochMark, ...]:
    """How far each of a node's epochs is inside the states given in this transaction."""
    return tuple(EpochMark(name, seq) for name, seq in epochs_of(transaction, who))


def summary(connection: sa.Connection, account_id: str, now: Instant) -> MemberSummary:
    """What a member may be told, of the account that one is part of by now; raises `ApiError` 404."""
    account = present(connection, account_id)
    if account.state in ("erased", "gift"):
        raise problems.not_found("account")
    query = sa.select(tables.lot).where(tables.lot.c.account_id == account.account_id)
    alive = [row for row in connection.execute(query) if row.expires_at is None or row.expires_at > now]
    alive.sort(key=lambda row: (row.expires_at is None, row.expires_at or 0, row.active_at, row.lot_id))
    wallets: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0, 0, 0])
    for row in alive:
        sums = wallets[row.wallet]
        sums[0 if row.active_at <= now else 1] += row.balance
        if row.active_at <= now:
            soon = row.expires_at is not None and row.expires_at <= now + EXPIRING_SOON
            sums[2] += row.balance if soon else 0
            sums[3] += max(min(row.balance, row.balance - row.reserved + row.claim), 0)
    left = [row for row in alive if row.balance]
    points = [row for row in left if row.wallet == POINTS_WALLET]
    coupons = [row for row in left if row.wallet.startswith(COUPON_WALLETS) and row.balance > 0]
    # a change decided for a midnight that has passed has begun, whether the job has come to it or not
    begun = bool(account.next_level) and account.next_level_at <= now
    return MemberSummary(
        server_time=now,
        account_id=account.account_id,
        display=account.display,
        level_id=account.next_level if begun else account.level_id,
        state=account.state,
        net_purchases=account.net_purchases,
        purchases=account.purchases,
        wallets=tuple(WalletSummary(wallet, *sums) for wallet, sums in sorted(wallets.items())),
        level_since=account.next_level_at if begun else account.level_since,
        level_floor=account.level_floor,
        next_level="" if begun else account.next_level,
        next_level_at=0 if begun else account.next_level_at,
        last_purchase_at=account.last_purchase_at,
        segments=tuple(account.segments.splitlines()),
        lots=tuple(
            LotSummary(row.lot_id, row.balance, row.active_at, row.expires_at, row.source)
            for row in points[:SUMMARY_LOTS]
        ),
        coupons=tuple(
            CouponSummary(row.wallet.removeprefix(COUPON_WALLETS), row.active_at, row.expires_at, row.source)
            for row in coupons[:SUMMARY_LOTS]
        ),
    )


def level_history(connection: sa.Connection, account_id: str, now: Instant, cursor: str = "") -> LevelHistory:
    """A page of the changes of a member's level, the newest first, from where `cursor` (the last page's) left off.

    Raises `ApiError` 404, or 422 for a cursor that is none.
    """
    account = present(connection, account_id)
    account_id = account.account_id
    change, given = tables.level_change.c, tables.level_assignment.c
    query = sa.select(tables.level_change).where(change.account_id == account_id, change.superseded_at.is_(None))
    if cursor:
        at, _, number = cursor.partition(".")
        if not all(each.isascii() and each.isdecimal() and len(each) <= 15 for each in (at, number)):
            raise problems.unreadable("The cursor of a level history is what the page before said in next")
        query = query.where((change.at < int(at)) | ((change.at == int(at)) & (change.change_id < int(number))))
    query = query.order_by(change.at.desc(), change.change_id.desc()).limit(HISTORY_PAGE + 1)
    rows = connection.execute(query).all()
    notes = {
        (row.at, row.author): row.reason
        for row in connection.execute(sa.select(tables.level_assignment).where(given.account_id == account_id))
    }
    steps = []
    for row in rows[:HISTORY_PAGE]:
        reason = _reasons.decode(row.reason)
        note = notes.get((row.at, reason.by), "") if reason.kind in ("assigned", "floor") else ""
        steps.append(LevelStep(row.at, row.from_level, row.to_level, reason, note))
    last = rows[HISTORY_PAGE - 1] if len(rows) > HISTORY_PAGE else None
    goes_on = f"{last.at}.{last.change_id}" if last is not None else ""
    return LevelHistory(now, account_id, account.level_id, tuple(steps), goes_on)


def is_up_to_date(picture: Picture, cursor: str) -> bool:
    """Whether a cursor stands at the newest change."""
    return cursor == f"{picture.meta('incarnation')}:{picture.revision}"


def position(transaction: Transaction, cursor: str) -> int:
    """The revision a cursor stands at; 0 for one that is not of this incarnation, or of a first load under way."""
    of, _, revision = cursor.partition(":")
    return _known(transaction, revision) if of == transaction.meta("incarnation") else 0


def _known(transaction: Transaction, revision: str) -> int:
    """A revision that has been given; 0 for whatever is none."""
    if not revision.isascii() or not revision.isdigit() or len(revision) > 15:
        return 0
    return int(revision) if int(revision) <= transaction.revision else 0


def _accounts(
    transaction: Picture,
    who: Node,
    epoch: Epoch,
    choice: _Choice,
    chosen: dict[str, Value],
    lot_ids: Collection[str] = (),
) -> list[tuple[int, AccountChange]]:
    """(revision, state) of the accounts chosen, in a few queries whatever their number."""
    home = home_of(transaction, who, epoch)
    if isinstance(transaction, Transaction) and _is_unsettled(transaction, home, epoch, choice, chosen):
        ids = choice.ids.params(chosen)
        grant_home(transaction, home, epoch, ids)
        move_in(transaction, home, epoch, ids)
    of_lots = {**_asker(transaction, who, epoch), "lot_ids": list(lot_ids), **chosen}
    lots_asked = choice.lots_at_home if home.campaigns else choice.lots
    choice.identifiers.ahead(transaction.connection, **chosen)
    lots_asked.ahead(transaction.connection, **of_lots)
    choice.accounts.ahead(transaction.connection, **chosen)
    identifiers = _identifiers(transaction, choice, chosen)
    lots = _lots(transaction, lots_asked, of_lots)
    at_node = bool(transaction.meta(OWN_EPOCH))
    seen = _seen(transaction, choice, chosen) if at_node else defaultdict(list)
    ahead = _ahead(transaction, who, choice, chosen) if at_node else {}
    states = []
    for row in choice.accounts.rows(transaction.connection, **chosen):
        state = AccountChange(
            row.account_id,
            row.display,
            row.level_id,
            row.state,
            row.birthday,
            row.net_purchases,
            row.purchases,
            tuple(identifiers[row.account_id]),
            tuple(lots[row.account_id]),
            (row.home_epoch == epoch.epoch or not home.opens)
            and home.is_of(row.state, row.served_store or row.home_store),
            tuple(row.segments.splitlines()),
            row.level_since,
            row.level_floor,
            row.next_level,
            row.next_level_at,
            row.last_purchase_at,
            row.told_at,
            (*seen[row.account_id], *ahead.get(row.told_marks, ())),
        )
        states.append((row.revision, state))
    return states


def _asker(picture: Picture, who: Node, epoch: Epoch) -> dict[str, Value]:
    """For the `param`s of `_lots_of`: who asks, whom, and when."""
    return {
        "asking": epoch.epoch,
        "me": picture.meta(OWN_EPOCH),
        "node_id": who.node_id,
        "now": picture.now,
        "lapsed_since": picture.now - LAPSED_TOLD,
    }


def is_settled(picture: Picture, who: Node, epoch: Epoch, account_id: str) -> bool:
    """Whether telling a node of an account as it is gives the node nothing: what it is to have it has already."""
    return not _is_unsettled(picture, home_of(picture, who, epoch), epoch, _ONE, {"account_id": account_id})


def _is_unsettled(picture: Picture, home: Home, epoch: Epoch, choice: _Choice, chosen: dict[str, Value]) -> bool:
    """Whether a home may be given something of the accounts chosen."""
    if not home or not may_grant(picture, epoch):
        return False
    return bool(choice.unsettled.column(picture.connection, asking=epoch.epoch, **home.values, **chosen))


def _seen(transaction: Picture, choice: _Choice, chosen: dict[str, Value]) -> defaultdict[str, list[EpochMark]]:
    """At a store node: how far the epochs of its tills moved accounts since they were told."""
    last: dict[tuple[str, str], int] = {}
    for moved in choice.moved:
        for row in moved.rows(transaction.connection, **chosen):
            key = row.account_id, row.epoch
            last[key] = max(last.get(key, 0), row.seq)
    found: defaultdict[str, list[EpochMark]] = defaultdict(list)
    for (account_id, epoch), seq in sorted(last.items()):
        found[account_id].append(EpochMark(epoch, seq))
    return found


def _ahead(transaction: Picture, who: Node, choice: _Choice, chosen: dict[str, Value]) -> dict[int, list[EpochMark]]:
    """At a store node, by what accounts were told with: operations of the asker that are in them, and not here yet.

    The asker told the central server of them while this node did not answer.
    """
    here = dict(epochs_of(transaction, who))
    ahead = {}
    for row in choice.told.rows(transaction.connection, **chosen):
        told = msgspec.json.decode(row.marks, type=list[tuple[str, int]])
        ahead[row.marks_id] = [EpochMark(name, seq) for name, seq in told if seq > here.get(name, seq)]
    return ahead


def _identifiers(
    transaction: Picture, choice: _Choice, chosen: dict[str, Value]
) -> defaultdict[str, list[IdentifierState]]:
    found: defaultdict[str, list[IdentifierState]] = defaultdict(list)
    for row in choice.identifiers.rows(transaction.connection, **chosen):
        found[row.account_id].append(IdentifierState(bytes(row.hash).hex(), row.kind, row.masked, row.state))
    return found


def _lots(transaction: Picture, asked: Statement, of_lots: dict[str, Value]) -> defaultdict[str, list[LotChange]]:
    """The lots that the asking epoch needs to know (`_lots_of`), with what is granted to it."""
    rows = asked.rows(transaction.connection, **of_lots)
    found: defaultdict[str, list[LotChange]] = defaultdict(list)
    for row in rows:
        state = LotChange(
            row.lot_id, row.wallet, row.source, row.balance, row.active_at, row.expires_at, row.granted or 0, row.lapsed
        )
        found[row.account_id].append(state)
    return found


def _company(transaction: Transaction, who: Node, after: int, upto: int) -> list[tuple[int, Change]]:
    """The tills of a store node's store, and the store itself in front of them."""
    node, epoch = tables.node.c, tables.epoch.c
    at = (node.store_id == who.store_id) & (node.kind == "till") & (node.revision > after) & (node.revision <= upto)
    rows = transaction.rows(sa.select(tables.node).where(at).order_by(node.revision))
    if not rows and after:
        return []
    of = epoch.node_id.in_([row.node_id for row in rows])
    lives: defaultdict[str, list[tuple[str, Any, int, str]]] = defaultdict(list)
    for life in transaction.rows(sa.select(tables.epoch).where(of).order_by(epoch.first_seen_at)):
        head = life.epoch, life.state, life.applied_seq, bytes(life.applied_hash).hex()
        lives[life.node_id].append(head)
    [store] = transaction.rows(sa.select(tables.store).where(tables.store.c.store_id == who.store_id))
    tills: list[tuple[int, Change]] = []
    for row in rows:
        key = bytes(row.key_hash).hex()
        told = NodeChange(
            row.node_id,
            row.name,
            row.machine,
            key,
            row.state,
            tuple(lives[row.node_id]),
            row.written_off_at is not None,
        )
        tills.append((row.revision, told))
    return [(after, StoreChange(store.store_id, store.name, store.zone)), *tills]


def _programmes(transaction: Transaction, after: int, upto: int) -> list[tuple[int, ProgrammeChange]]:
    return [
        (row.revision, ProgrammeChange(row.version, row.valid_from, msgspec.Raw(row.body), row.withdrawn_at))
        for row in _PROGRAMMES.rows(transaction.connection, after=after, upto=upto)
    ]
