"""Tables of the loyalty server's database (SQLAlchemy Core), the same on SQLite and PostgreSQL.

Money is kopecks, points hundredths, instants UTC milliseconds.  The newest migration makes exactly
these tables; a test holds them together.  Personal data stand in `member` and `identifier.value` alone.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    UniqueConstraint,
    text,
    types,
)

metadata = MetaData()

#: Text that both databases compare and sort by code points, whatever language PostgreSQL was set up for.
Text = types.Text().with_variant(types.Text(collation="C"), "postgresql")

#: A number that only grows across tables: big on PostgreSQL, SQLite's own row number there.
BigNumber = BigInteger().with_variant(Integer, "sqlite")

#: One value a key: incarnation, the key under which identifiers are hashed.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

#: Numbers that only grow: `revision` of the feed, `time` of the last transaction, `expiry` of the last run, `journal`
#: of the last record.
counter = Table(
    "counter", metadata, Column("name", Text, primary_key=True), Column("value", BigInteger, nullable=False)
)

# --- who talks to us -------------------------------------------------------------------------------------

store = Table(
    "store",
    metadata,
    Column("store_id", Text, primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("zone", Text, nullable=False),
)

#: A one-time code by which a node joins; only its hash is kept.
pairing = Table(
    "pairing",
    metadata,
    Column("code_hash", LargeBinary, primary_key=True),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False),
    Column("created_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger, nullable=False),
    Column("node_id", Text),  # that used it
    Column("kind", Text, nullable=False, default="till"),  # of the node that may join by it
)

node = Table(
    "node",
    metadata,
    Column("node_id", Text, primary_key=True),
    Column("store_id", Text, ForeignKey("store.store_id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("machine", Text, nullable=False),
    Column("key_hash", LargeBinary, nullable=False, unique=True),
    Column("state", Text, nullable=False),  # active | revoked
    Column("enrolled_at", BigInteger, nullable=False),
    Column("last_seen_at", BigInteger),
    Column("drained_at", BigInteger, nullable=False, default=0),  # when it last had nothing more to send
    Column("reported", Text, nullable=False),  # incarnation to which it last reported its rights
    Column("kind", Text, nullable=False, default="till"),  # till | store | site
    Column("written_off_at", BigInteger),  # a person gave it up
    Column("revision", BigInteger, nullable=False, default=0),  # of the feed, for the store's own node
)

#: One continuous life of a node's database, and how far its chain is known here.
epoch = Table(
    "epoch",
    metadata,
    Column("epoch", Text, primary_key=True),
    Column("node_id", Text, ForeignKey("node.node_id"), nullable=False, index=True),
    Column("first_seen_at", BigInteger, nullable=False),
    Column("applied_seq", BigInteger, nullable=False),
    Column("applied_hash", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),  # open | frozen | closed
    Column("durable_seq", BigInteger, nullable=False, default=0),  # how far the central server has it
    Column("heard_at", BigInteger),  # when it was last the present life of whoever asked
    Column("closed_at", BigInteger),
    Column("closed_why", Text, nullable=False, default=""),  # written_off | finished
)

#: What a person wrote off, or a machine gave up, of a closed epoch's right under a parent: `points` went back to the
#: pool, `spent` of them have come all the same as facts that arrived later, `flagged` of these were not there any more.
written_off = Table(
    "written_off",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("epoch", Text, primary_key=True),
    Column("parent", Text, primary_key=True, default=""),
    Column("at", BigInteger, nullable=False),
    Column("points", BigInteger, nullable=False),
    Column("spent", BigInteger, nullable=False, default=0),
    Column("flagged", BigInteger, nullable=False, default=0),
    sqlite_with_rowid=False,
)

#: An epoch has left a parent, the epoch of a store node, for ever: nothing is held or used under it from then on.
parting = Table(
    "parting",
    metadata,
    Column("epoch", Text, ForeignKey("epoch.epoch"), primary_key=True),
    Column("parent", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# --- facts -----------------------------------------------------------------------------------------------

#: Every operation as it came, byte for byte; a rejected one is the dead letter a person looks at.
operation = Table(
    "operation",
    metadata,
    Column("epoch", Text, ForeignKey("epoch.epoch"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", LargeBinary, nullable=False),
    Column("op_id", Text, nullable=False, default=""),
    Column("kind", Text, nullable=False, default=""),
    Column("state", Text, nullable=False),  # applied | duplicate | rejected
    Column("reason", Text, nullable=False, default=""),
    Column("detail", Text, nullable=False, default=""),
    Column("at", BigInteger, nullable=False),
    Column("received_at", BigInteger, nullable=False),
    Column("account_id", Text, index=True),
    Column("receipt_id", Text, index=True),
    Column("original_id", Text, index=True),
    Column("number", BigInteger, index=True),  # of the receipt
    Column("body", LargeBinary, nullable=False),
    Column("rewritten", LargeBinary),  # hash of the body after a person's data were taken out of it
    sqlite_with_rowid=False,
)
Index(
    "operation_once",
    operation.c.op_id,
    unique=True,
    sqlite_where=text("state = 'applied'"),
    postgresql_where=text("state = 'applied'"),
)

Index(
    "operation_rejected",
    operation.c.received_at,
    sqlite_where=text("state = 'rejected'"),
    postgresql_where=text("state = 'rejected'"),
)

#: A known number with another content: the evidence by which a person decides.
fork = Table(
    "fork",
    metadata,
    Column("epoch", Text, ForeignKey("epoch.epoch"), primary_key=True),
    Column("seq", BigInteger, primary_key=True),
    Column("hash", LargeBinary, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("received_at", BigInteger, nullable=False),
)

#: What a person should look at; nothing is refused because of it.
alarm = Table(
    "alarm",
    metadata,
    Column("alarm_id", BigNumber, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("epoch", Text, nullable=False, default=""),
    Column("seq", BigInteger, nullable=False, default=0),
    Column("op_id", Text, nullable=False, default=""),
    Column("account_id", Text, nullable=False, default=""),
    Column("lot_id", Text, nullable=False, default="", index=True),
    Column("amount", BigInteger, nullable=False, default=0),
    Column("detail", Text, nullable=False, default=""),
    Column("resolved_at", BigInteger),
    Column("resolved_by", Text, nullable=False, default=""),
    Column("note", Text, nullable=False, default=""),  # what the person said who settled it
)
Index(
    "alarm_open",
    alarm.c.kind,
    sqlite_where=text("resolved_at IS NULL"),
    postgresql_where=text("resolved_at IS NULL"),
)

# --- members and points ----------------------------------------------------------------------------------

account = Table(
    "account",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("display", Text, nullable=False, default=""),  # initials: "Анна К."
    Column("level_id", Text, nullable=False),
    Column("state", Text, nullable=False),  # active | blocked | erased | unclaimed | merged | campaign | gift
    Column("birthday", Text),  # MM-DD
    Column("segments", Text, nullable=False, default=""),  # one a line
    Column("home_store", Text, nullable=False, default=""),  # where it began: its days are the member's days
    Column("net_purchases", BigInteger, nullable=False, default=0),  # within the qualification window
    Column("purchases", BigInteger, nullable=False, default=0),
    Column("merged_into", Text, nullable=False, default=""),
    Column("created_at", BigInteger, nullable=False),
    Column("born", BigInteger, nullable=False, default=0),  # which account was known here first: grows with each
    Column("revision", BigInteger, nullable=False, unique=True),
    # the level as `recalculating` works it out of purchases, assignments and programmes
    Column("level_since", BigInteger, nullable=False, default=0),
    Column("level_floor", Text, nullable=False, default=""),
    Column("next_level", Text, nullable=False, default=""),
    Column("next_level_at", BigInteger, nullable=False, default=0),
    Column("last_purchase_at", BigInteger, nullable=False, default=0),
    Column("level_due", BigInteger, default=0),  # when something may change without anybody doing anything
    # where the member lives now, once that has been another store than the first: whose node holds its rights
    Column("served_store", Text, nullable=False, default=""),
    Column("home_epoch", Text, nullable=False, default=""),  # that may open untouched caps by itself
    # at a store node: when the central server told this account, and which operations of the store that contained
    Column("told_at", BigInteger, nullable=False, default=0),
    Column("told_marks", BigInteger, nullable=False, default=0),
)
Index("account_due", account.c.level_due)
Index(
    "account_campaign",
    account.c.state,
    sqlite_where=text("state = 'campaign'"),
    postgresql_where=text("state = 'campaign'"),
)
Index(
    "account_home",
    account.c.home_epoch,
    sqlite_where=text("home_epoch <> ''"),
    postgresql_where=text("home_epoch <> ''"),
)

Index(
    "account_moved",
    account.c.home_epoch,
    sqlite_where=text("home_epoch <> '' AND served_store <> ''"),
    postgresql_where=text("home_epoch <> '' AND served_store <> ''"),
)

#: Accounts that have bought in another store than where they live, until somebody has looked where that is now.
visit_elsewhere = Table(
    "visit_elsewhere",
    metadata,
    Column("account_id", Text, ForeignKey("account.account_id"), primary_key=True),
    sqlite_with_rowid=False,
)

#: At a store node: how far the epochs of its store were contained in what the central server told (JSON, pairs).
told_marks = Table(
    "told_marks",
    metadata,
    Column("marks_id", BigInteger, primary_key=True, autoincrement=False),
    Column("marks", Text, nullable=False, unique=True),
)

#: The person behind an account; erased without touching the ledger.
member = Table(
    "member",
    metadata,
    Column("account_id", Text, ForeignKey("account.account_id"), primary_key=True),
    Column("name", Text, nullable=False, default=""),
    Column("registered_at", BigInteger, nullable=False),
    # where and how it was registered; empty for members brought in from a file
    Column("registered_by", Text, nullable=False, default=""),  # the operation
    Column("store_id", Text, nullable=False, default=""),
    Column("channel", Text, nullable=False, default=""),
    Column("consent", Text, nullable=False, default=""),  # the text agreed to
    Column("consented_at", BigInteger, nullable=False, default=0),
)

identifier = Table(
    "identifier",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("account_id", Text, ForeignKey("account.account_id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # card | phone | virtual | email | gift
    Column("value", Text, nullable=False),
    Column("masked", Text, nullable=False),  # "..4417"
    Column("state", Text, nullable=False),  # active | blocked | expired | replaced
)

#: The secret of a card in a telephone whose code changes every half minute; it never leaves this server but for the
#: telephone.  `last_step` is the half minute of the last code taken, `attempt` who asked for it; `wrong` counts wrong
#: codes in the half minute `wrong_step`.
phone_card = Table(
    "phone_card",
    metadata,
    Column("hash", LargeBinary, primary_key=True),  # of the identifier
    Column("secret", LargeBinary, nullable=False),
    Column("given_at", BigInteger, nullable=False),
    Column("last_step", BigInteger, nullable=False),
    Column("attempt", Text, nullable=False),
    Column("wrong_step", BigInteger, nullable=False),
    Column("wrong", BigInteger, nullable=False),
)

#: `balance` is the sum of the lot's entries and `reserved` that of its rights, both derived and checked by
#: `verify`.  `claim` is what was taken that was not there: pool = balance - reserved + claim, never negative.
lot = Table(
    "lot",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("account_id", Text, ForeignKey("account.account_id"), nullable=False, index=True),
    Column("wallet", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("active_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger),
    Column("balance", BigInteger, nullable=False),
    Column("reserved", BigInteger, nullable=False),
    Column("claim", BigInteger, nullable=False),
    Column("lapsed", BigInteger, nullable=False, default=0),  # what has expired: less the sum of expiry entries
)
Index(
    "lot_expiring",
    lot.c.expires_at,
    sqlite_where=text("balance <> 0"),
    postgresql_where=text("balance <> 0"),
)

#: Append-only.  `at` is the till's instant, `booked_at` this server's.
entry = Table(
    "entry",
    metadata,
    Column("entry_id", BigNumber, primary_key=True),
    Column("op_id", Text, nullable=False),
    Column("n", Integer, nullable=False),
    Column("kind", Text, nullable=False),  # accrual | redemption | expiry | reversal | adjustment
    Column("account_id", Text, nullable=False, index=True),
    Column("wallet", Text, nullable=False),
    Column("lot_id", Text, nullable=False, index=True),
    Column("points", BigInteger, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("booked_at", BigInteger, nullable=False),
    Column("epoch", Text, nullable=False, default=""),
    Column("seq", BigInteger, nullable=False, default=0),
    UniqueConstraint("op_id", "n"),
)

#: Cumulative counters of one lot in one epoch under one parent (empty: the central server, else the epoch of a store
#: node); each only grows, and a right granted from here is never negative.  Of rights that somebody else granted only
#: what the operations tell is known.  A restored server may hear of a right before the lot's operation has come again:
#: no foreign key.
spending_right = Table(
    "spending_right",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("epoch", Text, ForeignKey("epoch.epoch"), primary_key=True),
    Column("parent", Text, primary_key=True, default=""),
    Column("granted", BigInteger, nullable=False),
    Column("earned", BigInteger, nullable=False),
    Column("used", BigInteger, nullable=False),
    Column("released", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

#: A right that somebody else needs: its holder is asked for it at every exchange until it is given up, or until an
#: instant (`until`); so long it is not granted to the member's home again by itself.
recall = Table(
    "recall",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("epoch", Text, ForeignKey("epoch.epoch"), primary_key=True, index=True),
    Column("parent", Text, primary_key=True, default=""),  # who granted it
    Column("asked_at", BigInteger, nullable=False),
    Column("until", BigInteger),
    sqlite_with_rowid=False,
)

#: What a site holds of the pools for a buyer who is about to pay (`server.holds`): until `lease_until` it is open,
#: then it goes back.  `content` is the frozen question (`baskets.Asked`, JSON), empty once no sale can come of it.
hold = Table(
    "hold",
    metadata,
    Column("hold_id", Text, primary_key=True),
    Column("epoch", Text, ForeignKey("epoch.epoch"), nullable=False),
    Column("account_id", Text, nullable=False, index=True),  # empty: a buyer without a card
    Column("state", Text, nullable=False),  # open | over | cancelled | committed
    Column("created_at", BigInteger, nullable=False),
    Column("lease_until", BigInteger, nullable=False),
    Column("op_id", Text, nullable=False, default=""),  # of the sale it became
    Column("asked", LargeBinary, nullable=False),  # SHA-256 of the request
    Column("digest", Text, nullable=False),  # of the quote
    Column("content", LargeBinary, nullable=False),
)
Index("hold_open", hold.c.lease_until, sqlite_where=text("state = 'open'"), postgresql_where=text("state = 'open'"))
Index("hold_kept", hold.c.lease_until, sqlite_where=text("state = 'over'"), postgresql_where=text("state = 'over'"))

#: The parts of the site's rights that are a hold's.  Σ over open holds = the right of the site's epoch on the lot.
hold_lot = Table(
    "hold_lot",
    metadata,
    Column("hold_id", Text, ForeignKey("hold.hold_id"), primary_key=True),
    Column("lot_id", Text, primary_key=True, index=True),
    Column("wallet", Text, nullable=False),
    Column("points", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

#: Money that counts for levels: `at` says in which window (for a return the sale's instant), `counted_at` from when
#: it may change a level (0: the same), `booked_at` when this account got it here.
purchase = Table(
    "purchase",
    metadata,
    Column("op_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("net", BigInteger, nullable=False),  # negative for a return
    Column("store_id", Text, nullable=False),
    Column("counted_at", BigInteger, nullable=False, default=0),
    Column("is_return", Integer, nullable=False, default=0),
    Column("booked_at", BigInteger, nullable=False, default=0),
    Column("epoch", Text, nullable=False, default=""),
    Column("seq", BigInteger, nullable=False, default=0),
)
Index("purchase_of", purchase.c.account_id, purchase.c.at)

#: The level history.  `at` is the instant from which a level holds, `recorded_at` when this server worked it out;
#: a purchase that comes late may change the past: what was told until then is kept, superseded.
level_change = Table(
    "level_change",
    metadata,
    Column("change_id", BigNumber, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("from_level", Text, nullable=False),
    Column("to_level", Text, nullable=False),
    Column("reason", Text, nullable=False),  # loyalty.recalculation.LevelReason, JSON
    Column("recorded_at", BigInteger, nullable=False),
    Column("superseded_at", BigInteger),
)
Index("level_change_of", level_change.c.account_id, level_change.c.at)

#: How far the history of a level is worked out: `state` at `state_at`, going on from `base` (loyalty.recalculation's
#: LevelState, JSON), which holds what was booked before `base_at`; `terms` are the zone, store and segments it is for.
level_state = Table(
    "level_state",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("base", Text, nullable=False),
    Column("base_at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),
    Column("state_at", BigInteger, nullable=False),
    Column("terms", Text, nullable=False),
    sqlite_with_rowid=False,
)

#: Levels given by hand or by another system: facts that the history is worked out from.
level_assignment = Table(
    "level_assignment",
    metadata,
    Column("assignment_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False, index=True),
    Column("at", BigInteger, nullable=False),
    Column("level_id", Text, nullable=False),  # empty: purchases decide again
    Column("kind", Text, nullable=False),  # level | floor
    Column("reason", Text, nullable=False, default=""),
    Column("author", Text, nullable=False, default=""),
    Column("booked_at", BigInteger, nullable=False),
)

#: Old programmes taken over: the report of each, as finance signed it.
migration = Table(
    "migration",
    metadata,
    Column("digest", Text, primary_key=True),  # of the files, the mapping and the programme
    Column("at", BigInteger, primary_key=True),
    Column("author", Text, nullable=False),
    Column("report", LargeBinary, nullable=False),
)

#: Hash-chained record of privileged acts (`server.journal`); the counter `journal` says how many there are.
journal = Table(
    "journal",
    metadata,
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    Column("at", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("act", Text, nullable=False),
    Column("details", Text, nullable=False),  # JSON
    Column("hash", LargeBinary, nullable=False),
)

programme = Table(
    "programme",
    metadata,
    Column("version", BigInteger, primary_key=True, autoincrement=False),
    Column("valid_from", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("author", Text, nullable=False, default=""),
    Column("published_at", BigInteger, nullable=False),
    Column("withdrawn_at", BigInteger),
    Column("revision", BigInteger, nullable=False, unique=True),
)

#: What version of the program a node runs, as it said last, and how it stands with the next one (`UpdateReport`).
node_program = Table(
    "node_program",
    metadata,
    Column("node_id", Text, primary_key=True),
    Column("version", Text, nullable=False),
    Column("platform", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("wanted", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("told_at", BigInteger, nullable=False),
)

#: Versions of the program that are given to nodes: to a share of a channel, and to some by name.
release = Table(
    "release",
    metadata,
    Column("version", Text, primary_key=True),
    Column("channel", Text, nullable=False),
    Column("percent", BigInteger, nullable=False),
    Column("nodes", Text, nullable=False),  # ids, JSON
    Column("at", BigInteger, nullable=False),
    Column("author", Text, nullable=False),
    Column("stopped_at", BigInteger),
)
