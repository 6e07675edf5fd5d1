"""Goods are found by the beginning of any word of theirs, and by the end of a code."""

import sqlalchemy as sa
from alembic import op

from cashier_app.storage.repositories.goods_index import index_all

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the index of words, and fill it."""
    op.drop_index("product_folded", "product")
    op.add_column("product", sa.Column("place", sa.BigInteger(), nullable=True))
    op.create_index("product_place", "product", ["place"], unique=True)
    op.execute(
        "CREATE VIRTUAL TABLE goods_words USING fts5(words, content='', contentless_delete=1, detail=none, "
        "prefix='1 2 3', tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'\")"
    )
    op.execute("CREATE VIRTUAL TABLE goods_vocabulary USING fts5vocab('goods_words', 'row')")
    op.create_index("barcode_tail", "barcode", [sa.text("substr(code, -4)")], unique=False)
    index_all(op.get_bind().connection.driver_connection)
