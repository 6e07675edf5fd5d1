"""Who is at home where: which till holds an account's rights and may open its caps without asking.

A store's own node is the home of the members who live there: its store node, else its only till.  A member lives where
most visits of the last weeks were, at first where the first was (`living`).  The only till of all stores is the home of
the campaigns and of the gift cards, which otherwise live nowhere: what they hold stays in the pool until it is asked
for.  A store node holds its members' rights, but leaves the opening of caps to the central server.
`account.home_epoch` is the life of a till that has been told so.  It stays there until that till has heard of the
contrary and has nothing left to tell: of an untouched cap's lot (`wallets`) there must never be two openers.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import msgspec
import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.server.database import OWN_EPOCH, Picture, Transaction
from cashier_app.server.statement import Statement, Value, param

if TYPE_CHECKING:
    from cashier_app.server.book import Account
    from cashier_app.server.nodes import Epoch, Node

#: Accounts that are nobody's own: of campaigns, and of gift cards.
_SHARED: Final = ("campaign", "gift")
_account, _epochs, _node = tables.account.c, tables.epoch.c, tables.node.c
#: Nodes that sell or serve tills.
_active_nodes = sa.select(_node.node_id, _node.kind).where(_node.state == "active", _node.kind != "site")
_COMPANY: Final = Statement(_active_nodes.where(_node.store_id == param("store_id")))
_TWO_OF_ALL: Final = Statement(_active_nodes.limit(2))
_TWO_OF_STORE: Final = Statement(_active_nodes.where(_node.store_id == param("store_id")).limit(2))
# spelt as the indices of such accounts are: by a parameter neither database would find them
_somewhere = _account.home_epoch != sa.literal_column("''")
_is_campaign = _account.state == sa.literal_column("'campaign'")
#: Accounts at which earlier lives of a node may open caps; a message of theirs may arrive after the present one began.
_left_behind = _somewhere & _account.home_epoch.in_(
    sa.select(_epochs.epoch).where(
        _epochs.node_id == param("node_id"),
        _epochs.state == "open",
        _epochs.first_seen_at
        < sa.select(_epochs.first_seen_at).where(_epochs.epoch == param("present")).scalar_subquery(),
    )
)
_LEFT_BEHIND: Final = Statement(sa.select(_account.account_id).where(_left_behind))
_LEAVE: Final = Statement(sa.update(tables.account).where(_left_behind).values(home_epoch=""))
#: Members, and campaigns, at which an epoch may open caps.
_members = _somewhere & (_account.home_epoch == param("present")) & (_account.state != "campaign")
_campaigns = _is_campaign & (_account.home_epoch == param("present"))
_OPENS_MEMBERS: Final = Statement(sa.select(_account.account_id).where(_members).limit(1))
_OPENS_CAMPAIGNS: Final = Statement(sa.select(_account.account_id).where(_campaigns).limit(1))
_told = _account.revision <= param("position")
_LEAVE_MEMBERS: Final = Statement(sa.update(tables.account).where(_members, _told).values(home_epoch=""))
#: Members at which an epoch may open caps, and who live in another store by now; spelt as their index is.
_moved_away = (
    _somewhere
    & (_account.served_store != sa.literal_column("''"))
    & (_account.home_epoch == param("present"))
    & (_account.served_store != param("store_id"))
)
_OPENS_MOVED: Final = Statement(sa.select(_account.account_id).where(_moved_away).limit(1))
_MOVED_AWAY: Final = Statement(sa.select(_account.account_id).where(_moved_away, _told))
_LEAVE_MOVED: Final = Statement(sa.update(tables.account).where(_moved_away, _told).values(home_epoch=""))
_LEAVE_CAMPAIGNS: Final = Statement(sa.update(tables.account).where(_campaigns, _told).values(home_epoch=""))


#: The store that a member lives in.
lives_in: Final = sa.case((_account.served_store != "", _account.served_store), else_=_account.home_store)


class Home(msgspec.Struct, frozen=True):
    """Of what a node is the home just now: its store's members; in a chain of one till all that is nobody's own."""

    store_id: str
    members: bool
    campaigns: bool
    opens: bool = True

    def __bool__(self) -> bool:
        """Whether anybody may be at home at the node."""
        return self.members or self.campaigns

    @property
    def values(self) -> dict[str, Value]:
        """For the `param`s of `is_at_home` and `may_be_opened`."""
        return {
            "store_id": self.store_id,
            "members": int(self.members),
            "campaigns": int(self.campaigns),
            "opens": int(self.opens),
        }

    @property
    def accounts(self) -> sa.ColumnElement[bool]:
        """The accounts that live at the node."""
        account = tables.account.c
        members = sa.and_(account.state == "active", lives_in == self.store_id)
        campaigns = account.state.in_(_SHARED)
        return sa.or_(members if self.members else sa.false(), campaigns if self.campaigns else sa.false())

    def is_of(self, state: str, store_id: str) -> bool:
        """Whether an account of that state, and of a member who lives in that store, lives at the node."""
        if state in _SHARED:
            return self.campaigns
        return self.members and state == "active" and store_id == self.store_id


def _is_so(name: str) -> sa.ColumnElement[bool]:
    return sa.bindparam(name, type_=sa.Integer) == sa.literal_column("1")


#: The same as `Home.accounts`, in a statement that is put into words once.
is_at_home: Final = sa.or_(
    _is_so("members") & (_account.state == "active") & (lives_in == param("store_id")),
    _is_so("campaigns") & sa.or_(*(_account.state == state for state in _SHARED)),
)
#: An account that `move_in` would give to its home.
may_be_opened: Final = _is_so("opens") & (_account.home_epoch == "")


def home_ahead(transaction: Picture, who: Node) -> None:
    """Ask what a node is the home of before that is needed."""
    _COMPANY.ahead(transaction.connection, store_id=who.store_id)


def home_of(transaction: Picture, who: Node, epoch: Epoch) -> Home:
    """What the asking epoch is the home of; of nothing once its history has parted, or if this is a store node."""
    alone = not transaction.meta(OWN_EPOCH) and epoch.state == "open" and is_alone(transaction, who)
    return Home(who.store_id, alone, alone and is_only(transaction, who), who.kind == "till")


def move_in(transaction: Transaction, home: Home, epoch: Epoch, ids: sa.Select[tuple[str]]) -> None:
    """Let an epoch open the caps of the accounts that live there and that no other epoch may still open."""
    if not home.opens:
        return
    account = tables.account.c
    free = account.account_id.in_(ids) & home.accounts & (account.home_epoch == "")
    transaction.connection.execute(sa.update(tables.account).where(free).values(home_epoch=epoch.epoch))


def move_out(transaction: Transaction, who: Node, epoch: Epoch, position: int) -> None:
    """Take back who may open caps, from a node that has nothing left to send.

    From its earlier lives: they have told everything.  From the present one: of accounts that no longer live there,
    once the feed has told it so (`position` is the revision that it has reached).
    """
    connection = transaction.connection
    touched = _LEFT_BEHIND.column(connection, node_id=who.node_id, present=epoch.epoch)
    home = home_of(transaction, who, epoch)
    # of two tills with one history, both at home, only one would have heard of it
    for at_home, leave in ((home.members, _LEAVE_MEMBERS), (home.campaigns, _LEAVE_CAMPAIGNS)):
        if not at_home and epoch.state == "open":
            leave.do(connection, present=epoch.epoch, position=position)
    if home.members and epoch.state == "open":
        moved = _MOVED_AWAY.column(connection, present=epoch.epoch, store_id=who.store_id, position=position)
        if moved:
            _LEAVE_MOVED.do(connection, present=epoch.epoch, store_id=who.store_id, position=position)
            # whoever they live with now may open their caps from now on
            touch(transaction, moved)
    if touched:
        _LEAVE.do(connection, node_id=who.node_id, present=epoch.epoch)
        touch(transaction, touched)


def leaving_ahead(picture: Picture, who: Node, epoch: str) -> None:
    """Ask for `is_leaving` before that is needed."""
    home_ahead(picture, who)
    _LEFT_BEHIND.ahead(picture.connection, node_id=who.node_id, present=epoch)


def is_leaving(picture: Picture, who: Node, epoch: Epoch) -> bool:
    """Whether a node that has nothing left to send might have to be taken off some account: `move_out` knows."""
    home, connection = home_of(picture, who, epoch), picture.connection
    return bool(
        _LEFT_BEHIND.column(connection, node_id=who.node_id, present=epoch.epoch)
        or (not home.members and _OPENS_MEMBERS.column(connection, present=epoch.epoch))
        or _OPENS_MOVED.column(connection, present=epoch.epoch, store_id=who.store_id)
        or (not home.campaigns and _OPENS_CAMPAIGNS.column(connection, present=epoch.epoch))
    )


def moved_under(transaction: Transaction, who: Node, position: int) -> None:
    """Take back who may open caps from the tills of a store that has got a store node.

    They have told everything by now, and have heard from it what it has heard up to `position`.
    """
    account, epochs, node = tables.account.c, tables.epoch.c, tables.node.c
    tills = (node.store_id == who.store_id) & (node.kind == "till")
    lives = sa.select(epochs.epoch).join(tables.node, node.node_id == epochs.node_id).where(tills)
    told = account.home_epoch.in_(lives) & (account.revision <= position)
    transaction.connection.execute(sa.update(tables.account).where(told).values(home_epoch=""))


def company(transaction: Transaction, store_id: str) -> None:
    """A node has joined or left a store: whoever was at home there has to hear what that changes."""
    account, epochs, node = tables.account.c, tables.epoch.c, tables.node.c
    lives = sa.select(epochs.epoch).join(tables.node, node.node_id == epochs.node_id).where(node.store_id == store_id)
    gift_cards = (account.state == "gift") & _somewhere
    concerned = (account.home_epoch.in_(lives)) | (account.state == "campaign") | gift_cards
    touch(transaction, transaction.connection.scalars(sa.select(account.account_id).where(concerned)).all())


def write_off(transaction: Transaction, node_id: str) -> None:
    """A node that is gone opens no more caps.

    What it has opened and never told may be given once more: the price of its loss.
    """
    account, epochs = tables.account.c, tables.epoch.c
    lives = sa.select(epochs.epoch).where(epochs.node_id == node_id)
    transaction.connection.execute(sa.update(tables.account).where(account.home_epoch.in_(lives)).values(home_epoch=""))


def may_open(transaction: Transaction, who: Node, account: Account) -> bool:
    """Whether this server may open an account's caps for a node: no till may do so by itself, now or soon."""
    if account.home_epoch:
        return False
    others = _active(transaction, None if account.state == "campaign" else account.lives_in)
    return len(others) != 1 or others == [who.node_id]


def touch(transaction: Transaction, account_ids: Iterable[str]) -> None:
    """Let accounts go out with the feed again, set-wise."""
    rows = [{"of": account_id, "at": transaction.next_revision()} for account_id in account_ids]
    if rows:
        changed = sa.update(tables.account).where(tables.account.c.account_id == sa.bindparam("of"))
        transaction.connection.execute(changed.values(revision=sa.bindparam("at")), rows)


def is_alone(transaction: Picture, who: Node) -> bool:
    """Whether a node is its store's own: the only active store node, else the only active till."""
    here = _COMPANY.rows(transaction.connection, store_id=who.store_id)
    own = [each.node_id for each in here if each.kind == "store"] or [each.node_id for each in here]
    return own == [who.node_id]


def is_only(transaction: Picture, who: Node) -> bool:
    """Whether a till is the only active node of all stores: then everything that buyers share may be held there."""
    return who.kind == "till" and _active(transaction) == [who.node_id]


def _active(transaction: Picture, store_id: str | None = None) -> list[str]:
    """Two nodes that sell or serve tills, at most, of a store or of all."""
    if store_id is None:
        return _TWO_OF_ALL.column(transaction.connection)
    return _TWO_OF_STORE.column(transaction.connection, store_id=store_id)
