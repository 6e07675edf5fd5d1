"""Rows written at once come back as they were, whatever stands in them, on both databases."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from cashier_app.server import tables
from cashier_app.server.among import among
from cashier_app.server.database import ServerDatabase
from tests.clock import ManualClock
from tests.server_places import ServerPlaces

ODD = ("plain", "", "NULL", 'a "word"', "back\\slash", "{curly},{}", "two\nlines", " ", "Ёжик “ё”", '"', '","', "\\x00")


@pytest.mark.parametrize("count", [1, 2, 5, len(ODD)])
def test_odd_texts_bytes_and_missing_values_come_back(count: int, place: ServerPlaces, clock: ManualClock) -> None:
    written = [
        {
            "account_id": f"{n}{text}",
            "display": text,
            "level_id": "start",
            "state": "active",
            "birthday": text if n % 2 else None,
            "created_at": n * 10**14,
            "revision": n + 1,
            "net_purchases": -n,
            "level_due": None if n % 3 else n,
        }
        for n, text in enumerate(ODD[:count])
    ]
    cards = [
        {
            "hash": bytes([n, 0, 34, 92, 255]),
            "account_id": row["account_id"],
            "kind": "card",
            "value": row["display"],
            "masked": "",
            "state": "active",
        }
        for n, row in enumerate(written)
    ]
    with ServerDatabase.open(place(), clock) as database:
        with database.write() as transaction:
            transaction.insert(tables.account, written)
            transaction.insert(tables.identifier, cards)
        with database.write() as transaction:
            transaction.upsert(tables.account, [{**row, "display": row["display"] + "!"} for row in written])
        with database.read() as connection:
            columns = [tables.account.c[name] for name in written[0]]
            named = among(tables.account.c.account_id, [row["account_id"] for row in written])
            found = connection.execute(sa.select(*columns).where(named).order_by(tables.account.c.revision)).all()
            hashes = among(tables.identifier.c.hash, [card["hash"] for card in cards])
            known = connection.execute(sa.select(tables.identifier).where(hashes)).all()
    assert [dict(row._mapping) for row in found] == [{**row, "display": f"{row['display']}!"} for row in written]
    assert sorted((bytes(row.hash), row.value) for row in known) == [(card["hash"], card["value"]) for card in cards]
