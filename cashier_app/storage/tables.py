"""Tables of the till's database (SQLAlchemy Core).

Money is kopecks, points hundredths, quantity thousandths, instants UTC milliseconds.  JSON columns
hold msgspec-encoded bytes.  The newest migration makes exactly these tables; a test holds them together.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    BigInteger,
    Boolean,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TextClause,
    UniqueConstraint,
    event,
    literal_column,
    text,
)

metadata = MetaData()

# Conditions of partial indexes.  SQLite uses such an index only for a query that says the very same
# words, not a parameter, so both take them from here.
PRODUCT_LISTED = text("product.deleted = 0")
PRODUCT_UNCODED = text("product.coded = 0")
ENTRY_PENDING = text("entry.included = 0")
PURCHASE_PENDING = text("purchase.included = 0")
RECEIPT_PAYING = text("receipt.state = 'paying'")
SHIFT_OPEN = text("shift.closed_at IS NULL")
PRINT_JOB_WAITING = text("print_job.state IN ('queued', 'failed_before_first_byte')")
PRINT_JOB_UNDER_WAY = text("print_job.state IN ('sending', 'unknown')")
OUTBOX_OPEN = text("outbox.state <> 'acknowledged'")
OUTBOX_UNDURABLE = text("outbox.durable = 0")
#: SQLite uses an index over either for a query that says one of the two.
_OUTBOX_UNSETTLED = text(f"{OUTBOX_OPEN.text.partition('.')[2]} OR {OUTBOX_UNDURABLE.text.partition('.')[2]}")


def _bare(condition: TextClause) -> TextClause:
    """A condition as `CREATE INDEX` wants it: without the table's name."""
    return text(condition.text.partition(".")[2])


#: One value a key: database identity, marks of the feed, the last clock reading.
meta = Table("meta", metadata, Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

#: One continuous life of this database (sync protocol); seq is gapless within it.
epoch = Table(
    "epoch",
    metadata,
    Column("epoch", Text, primary_key=True),
    Column("node", Text, nullable=False),
    Column("started_at", BigInteger, nullable=False),
    Column("machine", Text, nullable=False),
    Column("boots", Integer, nullable=False, default=0),
    Column("last_seq", Integer, nullable=False, default=0),
    Column("last_hash", LargeBinary, nullable=False),
    Column("state", Text, nullable=False),  # current | closed
)

# --- catalogue -------------------------------------------------------------------------------------------

product = Table(
    "product",
    metadata,
    Column("product_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("unit", Text, nullable=False, default="pc"),
    Column("fractional", Boolean, nullable=False, default=False),
    Column("member_price", BigInteger),
    Column("category", Text, nullable=False, default=""),
    Column("brand", Text, nullable=False, default=""),
    Column("supplier", Text, nullable=False, default=""),
    Column("tags", Text, nullable=False, default=""),  # separated by spaces
    Column("cost", BigInteger),
    Column("vat_rate", Integer),
    Column("minimum_age", Integer, nullable=False, default=0),
    Column("article", Text, nullable=False, default=""),
    Column("stock", BigInteger),
    Column("deleted", Boolean, nullable=False, default=False),
    Column("digest", LargeBinary, nullable=False),  # of the imported content: tells unchanged from changed
    Column("folded", Text, nullable=False),  # the name as it is searched: lower case, ё as е
    Column("coded", Boolean, nullable=False, default=True),  # some barcode finds it
    # its place among all goods on sale, and the row of `goods_words` that finds it; none while it is not on sale
    Column("place", BigInteger),
)
Index("product_place", product.c.place, unique=True)
Index("product_category", product.c.category, product.c.folded, sqlite_where=_bare(PRODUCT_LISTED))
Index("product_uncoded", product.c.folded, sqlite_where=_bare(PRODUCT_UNCODED))
Index("product_article", product.c.article)

#: The words of all goods on sale (`catalog.goods_words`); `rowid` is the product's place, so that what a cashier would
#: take first is found first, and a search of a common word ends after one page.  Words are separated by spaces alone.
GOODS_WORDS = (
    "CREATE VIRTUAL TABLE goods_words USING fts5(words, content='', contentless_delete=1, detail=none, prefix='1 2 3', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\")"
)
#: Every word of the index once.
GOODS_VOCABULARY = "CREATE VIRTUAL TABLE goods_vocabulary USING fts5vocab('goods_words', 'row')"
for _virtual in (GOODS_WORDS, GOODS_VOCABULARY):
    event.listen(product, "after_create", DDL(_virtual))  # type: ignore[no-untyped-call]

#: A code as it is compared: a GTIN zero-padded to 14 digits, anything else as it is.
barcode = Table(
    "barcode",
    metadata,
    Column("code", Text, primary_key=True),
    Column("product_id", Text, ForeignKey("product.product_id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)
#: By its last four digits, which are what a person reads out.
BARCODE_TAIL: ColumnElement[str] = literal_column("substr(code, -4)")
Index("barcode_tail", BARCODE_TAIL, _table=barcode)

#: The quick page as a manager laid it out: goods, and folders of goods that stand at its top.
quick_tile = Table(
    "quick_tile",
    metadata,
    Column("tile_id", Text, primary_key=True),
    Column("folder", Text, nullable=False, default=""),  # tile of the folder that it is in; empty: at the top
    Column("position", Integer, nullable=False),
    Column("product_id", Text, nullable=False, default=""),  # empty: a folder
    Column("name", Text, nullable=False, default=""),  # a folder's
)

#: Small pictures (JPEG or PNG) of goods by their id, and of folders by their tile's, with `tile:` before it.
picture = Table(
    "picture",
    metadata,
    Column("owner", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
)

# --- loyalty cache ---------------------------------------------------------------------------------------

programme = Table(
    "programme",
    metadata,
    Column("version", Integer, primary_key=True),
    Column("valid_from", BigInteger, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("withdrawn_at", BigInteger),
)

account = Table(
    "account",
    metadata,
    Column("account_id", Text, primary_key=True),
    Column("display", Text, nullable=False),  # initials: "Анна К."
    Column("level_id", Text, nullable=False),
    # active | blocked | erased | unclaimed | merged | campaign | gift
    Column("state", Text, nullable=False, default="active"),
    Column("birthday", Text),  # MM-DD
    Column("net_purchases", BigInteger, nullable=False, default=0),
    Column("purchases", Integer, nullable=False, default=0),
    Column("as_of", BigInteger, nullable=False),  # when the central server knew it so
    Column("told_at", BigInteger, nullable=False, default=0),  # when whoever told it did, a store node later than that
    Column("seen", Text, nullable=False, default=""),  # JSON [[epoch, number], …] that a store node counted in besides
    Column("home", Boolean, nullable=False, default=False),  # its rights are held here and kept
    Column("segments", Text, nullable=False, default=""),  # one a line
    Column("level_since", BigInteger, nullable=False, default=0),
    Column("level_floor", Text, nullable=False, default=""),
    Column("next_level", Text, nullable=False, default=""),  # a change decided already, and when it starts
    Column("next_level_at", BigInteger, nullable=False, default=0),
    Column("last_purchase_at", BigInteger, nullable=False, default=0),
    sqlite_with_rowid=False,
)

#: Keyed hash of a card, phone or virtual card.
identifier = Table(
    "identifier",
    metadata,
    Column("hash", LargeBinary, primary_key=True),
    Column("account_id", Text, ForeignKey("account.account_id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # card | phone | virtual | email
    Column("masked", Text, nullable=False),  # "..4417"
    Column("state", Text, nullable=False, default="active"),  # active | blocked | expired | replaced
    sqlite_with_rowid=False,
)

#: `balance` is the server's, as of the last feed; entries not yet included are added to it when read.
#: granted + earned - used - released is the spending right of this till's current epoch under the central server.
lot = Table(
    "lot",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False, index=True),
    Column("wallet", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("balance", BigInteger, nullable=False),
    Column("active_at", BigInteger, nullable=False),
    Column("expires_at", BigInteger),
    Column("granted", BigInteger, nullable=False, default=0),
    Column("earned", BigInteger, nullable=False, default=0),
    Column("used", BigInteger, nullable=False, default=0),
    Column("released", BigInteger, nullable=False, default=0),
    Column("lapsed", BigInteger, nullable=False, default=0),  # what the server has let expire of it
    sqlite_with_rowid=False,
)

#: The same counters under a store node, by its epoch: what it granted, and what was earned here with it as the parent.
node_right = Table(
    "node_right",
    metadata,
    Column("lot_id", Text, primary_key=True),
    Column("parent", Text, primary_key=True),
    Column("granted", BigInteger, nullable=False, default=0),
    Column("earned", BigInteger, nullable=False, default=0),
    Column("used", BigInteger, nullable=False, default=0),
    Column("released", BigInteger, nullable=False, default=0),
    sqlite_with_rowid=False,
)

#: Points that operations took beyond the rights; they count until the central server has the operation.
beyond = Table(
    "beyond",
    metadata,
    Column("op_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False, index=True),
    Column("points", BigInteger, nullable=False),
)

#: Append-only.  `included` tells whether the server's balance in `lot` already contains it.
entry = Table(
    "entry",
    metadata,
    Column("entry_id", Integer, primary_key=True),
    Column("op_id", Text, nullable=False),
    Column("kind", Text, nullable=False),  # accrual | redemption | expiry | reversal | adjustment
    Column("account_id", Text, nullable=False),
    Column("wallet", Text, nullable=False),
    Column("lot_id", Text, nullable=False),
    Column("points", BigInteger, nullable=False),  # signed
    Column("at", BigInteger, nullable=False),
    Column("epoch", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("included", Boolean, nullable=False, default=False),
    UniqueConstraint("op_id", "kind", "lot_id"),
)
Index("entry_pending", entry.c.account_id, sqlite_where=_bare(ENTRY_PENDING))
Index("entry_lot_pending", entry.c.lot_id, sqlite_where=_bare(ENTRY_PENDING))

#: Money that counts for levels, committed here and not yet inside the server's `net_purchases`.
purchase = Table(
    "purchase",
    metadata,
    Column("op_id", Text, primary_key=True),
    Column("account_id", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
    Column("net", BigInteger, nullable=False),  # negative for a return
    Column("epoch", Text, nullable=False),
    Column("seq", Integer, nullable=False),
    Column("included", Boolean, nullable=False, default=False),
)
Index("purchase_pending", purchase.c.account_id, sqlite_where=_bare(PURCHASE_PENDING))

# --- people and shifts -----------------------------------------------------------------------------------

user = Table(
    "user",
    metadata,
    Column("user_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),  # cashier | senior | manager | administrator
    Column("pin_hash", Text, nullable=False),
    Column("badge_hash", LargeBinary),
    Column("active", Boolean, nullable=False, default=True),
    Column("failed_attempts", Integer, nullable=False, default=0),
    Column("locked_until", BigInteger, nullable=False, default=0),
)

shift = Table(
    "shift",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("opened_at", BigInteger, nullable=False),
    Column("opened_by", Text, ForeignKey("user.user_id"), nullable=False),
    Column("float", BigInteger, nullable=False),
    Column("closed_at", BigInteger),
    Column("closed_by", Text, ForeignKey("user.user_id")),
    Column("counted", BigInteger),
    Column("report", LargeBinary),  # the Z report, kept
)
Index("shift_one_open", text("(closed_at IS NULL)"), unique=True, _table=shift, sqlite_where=_bare(SHIFT_OPEN))

cash_operation = Table(
    "cash_operation",
    metadata,
    Column("op_id", Text, primary_key=True),
    Column("shift", Integer, ForeignKey("shift.number"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # in | out
    Column("amount", BigInteger, nullable=False),
    Column("reason", Text, nullable=False),
    Column("user_id", Text, ForeignKey("user.user_id"), nullable=False),
    Column("at", BigInteger, nullable=False),
)

# --- receipts --------------------------------------------------------------------------------------------

receipt = Table(
    "receipt",
    metadata,
    Column("receipt_id", Text, primary_key=True),
    Column("number", Integer, unique=True),  # given when final
    Column("kind", Text, nullable=False),  # sale | return
    Column("state", Text, nullable=False),  # paying | final | cancelled
    Column("shift", Integer, ForeignKey("shift.number"), nullable=False, index=True),
    Column("user_id", Text, ForeignKey("user.user_id"), nullable=False),
    Column("account_id", Text, index=True),
    Column("unclaimed", Text, nullable=False, default=""),
    Column("opened_at", BigInteger, nullable=False),
    Column("closed_at", BigInteger, index=True),
    Column("base", BigInteger, nullable=False),
    Column("discount", BigInteger, nullable=False),
    Column("redeemed", BigInteger, nullable=False),
    Column("to_pay", BigInteger, nullable=False),
    Column("redeemed_points", BigInteger, nullable=False),
    Column("accrued_points", BigInteger, nullable=False),
    Column("original_id", Text, index=True),  # of a return; the sale may be another till's
    Column("programme_version", Integer),
    Column("quote", LargeBinary, nullable=False),  # the quote the sale was made by, or the return's settlement
    Column("epoch", Text, nullable=False, default=""),  # under which it was sealed
    Column("reason", Text, nullable=False, default=""),  # of a return by a manager's word
)

Index("receipt_paying", receipt.c.state, sqlite_where=_bare(RECEIPT_PAYING))

receipt_line = Table(
    "receipt_line",
    metadata,
    Column("receipt_id", Text, ForeignKey("receipt.receipt_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("product_id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("item", LargeBinary, nullable=False),
    Column("code", Text, nullable=False),
    Column("quantity", BigInteger, nullable=False),
    Column("price", BigInteger, nullable=False),
    Column("base", BigInteger, nullable=False),
    Column("discount", BigInteger, nullable=False),
    Column("redeemed", BigInteger, nullable=False),
    Column("redeemed_points", BigInteger, nullable=False),
    Column("to_pay", BigInteger, nullable=False),
    Column("accrued_points", BigInteger, nullable=False),
    Column("vat_rate", Integer),
    Column("vat", BigInteger, nullable=False),
    Column("original_line", Integer),  # of a return
    sqlite_with_rowid=False,
)

payment = Table(
    "payment",
    metadata,
    Column("payment_id", Text, primary_key=True),
    Column("receipt_id", Text, ForeignKey("receipt.receipt_id"), nullable=False, index=True),
    Column("kind", Text, nullable=False),  # cash | card | sbp
    Column("amount", BigInteger, nullable=False),  # what it pays; negative for a refund
    Column("tendered", BigInteger, nullable=False),  # cash handed over
    Column("state", Text, nullable=False),  # authorising | approved | declined | unknown
    Column("reference", Text, nullable=False, default=""),
    Column("refunds", Text, nullable=False, default=""),  # of a refund: the payment that it gives back
    Column("asked_at", BigInteger, nullable=False),
    Column("resolved_at", BigInteger),
)

#: Sales as the server told of them, with all their returns: of other tills, and own ones returned elsewhere.
told_sale = Table(
    "told_sale",
    metadata,
    Column("receipt_id", Text, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("told_at", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

parked_receipt = Table(
    "parked_receipt",
    metadata,
    Column("parked_id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("total", BigInteger, nullable=False),
    Column("user_id", Text, ForeignKey("user.user_id"), nullable=False),
    Column("at", BigInteger, nullable=False),
)

#: The receipt on the screen, so that a crash gives it back.
draft = Table(
    "draft",
    metadata,
    Column("draft_id", Integer, primary_key=True),
    Column("body", LargeBinary, nullable=False),
    Column("saved_at", BigInteger, nullable=False),
)

#: What a question of reports found of a closed shift within one day of the shop: receipts lie at random by their ids,
#: and a month of them is read from here instead.  It can be made anew at any time (`storage.report_keeping`).  A row
#: without a question says that the whole shift is kept, by which zone's days and in which version of the questions.
kept_answer = Table(
    "kept_answer",
    metadata,
    Column("question", Text, primary_key=True),
    Column("shift", Integer, primary_key=True),
    Column("day", Text, primary_key=True),  # YYYY-MM-DD
    Column("zone", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("answer", LargeBinary, nullable=False),  # packed JSON
    sqlite_with_rowid=False,
)

# --- queues ----------------------------------------------------------------------------------------------

print_job = Table(
    "print_job",
    metadata,
    Column("job_id", Integer, primary_key=True),
    Column("kind", Text, nullable=False),  # drawer | receipt | copy | report | test
    Column("receipt_id", Text, index=True),
    Column("document", LargeBinary, nullable=False),  # msgspec JSON of documents.document.Document
    Column(
        "state", Text, nullable=False
    ),  # queued | sending | confirmed | sent_unconfirmed | failed_before_first_byte | unknown | dismissed
    Column("attempts", Integer, nullable=False, default=0),
    Column("next_at", BigInteger, nullable=False, default=0),
    Column("created_at", BigInteger, nullable=False),
    Column("changed_at", BigInteger, nullable=False),
    Column("detail", Text, nullable=False, default=""),
    # which printer printed it, or is the only one to do so; "": whichever is first
    Column("printer", Text, nullable=False, default=""),
)
Index("print_job_waiting", print_job.c.job_id, sqlite_where=_bare(PRINT_JOB_WAITING))
Index("print_job_under_way", print_job.c.state, sqlite_where=_bare(PRINT_JOB_UNDER_WAY))

outbox = Table(
    "outbox",
    metadata,
    Column("epoch", Text, ForeignKey("epoch.epoch"), primary_key=True),
    Column("seq", Integer, primary_key=True),
    Column("op_id", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    Column("hash", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),  # the encoded operation, exactly as hashed
    Column("at", BigInteger, nullable=False),
    Column("state", Text, nullable=False),  # pending | sending | acknowledged | rejected
    Column("reason", Text, nullable=False, default=""),
    Column("durable", Boolean, nullable=False, default=False),
    sqlite_with_rowid=False,
)
Index("outbox_open", outbox.c.state, sqlite_where=_OUTBOX_UNSETTLED)

#: Hash-chained record of privileged acts.
journal = Table(
    "journal",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("at", BigInteger, nullable=False, index=True),
    Column("user_id", Text, nullable=False),
    Column("allowed_by", Text, nullable=False, default=""),
    Column("act", Text, nullable=False),
    Column("details", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
