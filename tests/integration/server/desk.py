"""The server's own functions over a database, without HTTP: for histories that span months."""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec
import sqlalchemy as sa

from cashier_app.loyalty.programme import Programme, load_programme
from cashier_app.server import exchange, jobs, members, nodes, programmes, tables, verify
from cashier_app.server.database import ServerDatabase
from cashier_app.server.levels import Recalculated
from cashier_app.server.programmes import Programmes
from cashier_app.sync.messages import (
    AccountAnswer,
    AccountChange,
    AcquireRequest,
    EnrolRequest,
    ExchangeRequest,
    ExchangeResponse,
)
from tests.clock import ManualClock
from tests.integration.server.till_side import Chain

RESOURCES = Path(__file__).resolve().parents[3] / "resources" / "programmes"


def resource(name: str) -> Programme:
    """A programme that comes with the product."""
    return load_programme((RESOURCES / f"{name}.json").read_bytes())


class Desk:
    """A server's database with a programme; nodes join it, and what a till would ask is asked directly."""

    def __init__(self, place: str, clock: ManualClock, programme: Programme) -> None:
        self.clock = clock
        self.programme = programme
        self.database = ServerDatabase.open(place, clock)
        self.programmes = Programmes()
        self.publish(programme)

    def close(self) -> None:
        """Close the database."""
        self.database.close()

    def publish(self, programme: Programme) -> None:
        """Publish a version."""
        with self.database.write() as transaction:
            programmes.publish(transaction, msgspec.json.encode(programme))

    def join(self, store: str = "1", name: str = "till 1", zone: str = "", kind: nodes.NodeKind = "till") -> nodes.Node:
        """Another till, or a site."""
        with self.database.write() as transaction:
            code = nodes.make_pairing_code(transaction, store, zone=zone, kind=kind)
            answer = nodes.enrol(transaction, EnrolRequest(code, name, name))
        with self.database.read() as connection:
            return nodes.authenticate(connection, f"Bearer {answer.key}")

    def member(self, card: str, home: str = "1", **fields: object) -> str:
        """Bring a member in; the account."""
        record = members.MemberRecord((members.IdentifierRecord("card", card),), "Анна К", home=home, **fields)  # type: ignore[arg-type]
        levels = [level.id for level in self.programme.levels.ladder]
        with self.database.write() as transaction:
            read = [("1", record)]
            members.bring_in(transaction, read, levels[0], levels, home, members.Brought())
            return str(
                transaction.connection.scalar(
                    sa.select(tables.identifier.c.account_id).where(tables.identifier.c.value == card)
                )
            )

    # --- what a till asks ---------------------------------------------------------------------------------

    def exchange(self, who: nodes.Node, request: ExchangeRequest) -> ExchangeResponse:
        """One round trip."""
        return exchange.exchange(self.database, self.programmes, who, request)

    def send(self, who: nodes.Node, chain: Chain, first: int = 1, last: int | None = None) -> ExchangeResponse:
        """Send operations of a chain; every one must be applied."""
        answer = self.exchange(who, chain.request(first, last))
        assert {each.state for each in answer.acknowledged} <= {"applied", "known"}, answer.acknowledged
        return answer

    def acquire(self, who: nodes.Node, epoch: str, account_id: str, *targets: tuple[str, int]) -> AccountAnswer:
        """Ask for rights."""
        return exchange.acquire(self.database, self.programmes, who, AcquireRequest(epoch, account_id, targets))

    def account(self, who: nodes.Node, epoch: str, account_id: str) -> AccountChange:
        """The account as a till is told it."""
        return self.acquire(who, epoch, account_id).account

    # --- what comes by itself, and what is there ----------------------------------------------------------

    def recalculate(self, anew: bool = False) -> Recalculated:
        """Run the job of levels to its end."""
        return jobs.recalculate(self.database, self.programmes, anew)

    def rows(self, query: sa.Select[tuple[object, ...]]) -> list[sa.Row[tuple[object, ...]]]:
        """Rows of the database."""
        with self.database.read() as connection:
            return list(connection.execute(query).all())

    def row(self, account_id: str) -> sa.Row[tuple[object, ...]]:
        """An account's row."""
        return self.rows(sa.select(tables.account).where(tables.account.c.account_id == account_id))[0]

    def history(self, account_id: str) -> list[tuple[int, str, str, str]]:
        """The level history that holds: at, from, to, the reason as it is kept."""
        change = tables.level_change.c
        query = sa.select(tables.level_change).where(change.account_id == account_id, change.superseded_at.is_(None))
        rows = self.rows(query.order_by(change.at, change.change_id))
        return [(row.at, row.from_level, row.to_level, row.reason) for row in rows]

    def alarms(self) -> list[str]:
        """Kinds of the alarms raised so far."""
        return [str(row.kind) for row in self.rows(sa.select(tables.alarm).order_by(tables.alarm.c.alarm_id))]

    def findings(self) -> list[verify.Finding]:
        """What does not hold in the ledger."""
        with self.database.read() as connection:
            return verify.verify(connection)

    def contents(self) -> dict[str, object]:
        """Everything that must not depend on how a history came here: balances, levels, histories."""
        lots = {row.lot_id: (row.account_id, row.balance) for row in self.rows(sa.select(tables.lot))}
        accounts = {
            row.account_id: (
                row.state,
                row.merged_into,
                row.level_id,
                row.level_since,
                row.next_level,
                row.next_level_at,
                row.net_purchases,
                row.purchases,
            )
            for row in self.rows(sa.select(tables.account))
        }
        histories = {account_id: self.history(account_id) for account_id in accounts}
        identifiers = {row.value: row.account_id for row in self.rows(sa.select(tables.identifier))}
        return {"lots": lots, "accounts": accounts, "histories": histories, "identifiers": identifiers}


def op_id(name: str) -> str:
    """An operation's id that is the same in every run."""
    return hashlib.sha256(name.encode()).hexdigest()[:32]
