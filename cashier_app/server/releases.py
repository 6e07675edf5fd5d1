"""Which version of the program is meant for which node, what each node runs, and the files of a version.

A version goes to a share of the nodes of its channel, or to some by name; once several have gone back from it, nobody
else gets it until a person has looked.  What is given out is not judged here: each till holds it against a signature.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.server import tables
from cashier_app.server.database import Transaction
from cashier_app.server.nodes import Node
from cashier_app.sync.messages import UpdateReport
from cashier_app.updates import numbers

#: So many nodes that went back from a version stop it by themselves.
STOPS_AT: Final = 3
MANIFEST: Final = "manifest.json"


class NoSuchRelease(Refused):
    """A version that has no folder here, or none that was given out."""

    text = QT_TRANSLATE_NOOP("errors", "There is no version {version} in the folder of releases")
    way_out = QT_TRANSLATE_NOOP(
        "errors", "Set [node] releases, and put there what “cashier-app update sign” has made, as {folder}"
    )


class NoSuchShare(Refused):
    """A percentage that is none."""

    text = QT_TRANSLATE_NOOP("errors", "{percent} is not a share of the tills")
    way_out = QT_TRANSLATE_NOOP("errors", "Give a whole number from 0 to 100")


class Release(msgspec.Struct, frozen=True):
    """A version as it is given out: to `percent` of a channel's nodes and to those named, and what became of it.

    `runs` nodes have it in force, `ready` have it lying there or on trial, `failed` went back from it.
    """

    version: str
    channel: str
    percent: int
    nodes: tuple[str, ...]
    at: Instant
    author: str
    stopped_at: Instant | None
    runs: int = 0
    ready: int = 0
    failed: int = 0

    @property
    def is_given(self) -> bool:
        """Whether anybody still gets it."""
        return self.stopped_at is None and self.failed < STOPS_AT


def take_report(transaction: Transaction, who: Node, report: UpdateReport) -> None:
    """Keep what a node says of its program, with the instant."""
    row = {
        "node_id": who.node_id,
        "version": report.version,
        "platform": report.platform,
        "channel": report.channel,
        "state": report.state,
        "wanted": report.wanted,
        "why": report.why,
        "told_at": transaction.now,
    }
    transaction.upsert(tables.node_program, [row])


def meant_for(connection: sa.Connection, who: Node, report: UpdateReport, folder: str) -> str:
    """The newest version that is given to a node and that it does not run; "" where there is none."""
    order = numbers.order
    meant = [
        each.version
        for each in listed(connection)
        if each.is_given
        and each.channel == report.channel
        and (who.node_id in each.nodes or share(who.node_id, each.version) < each.percent)
        and order(each.version) > order(report.version)
        and file_of(folder, each.version, MANIFEST) is not None
    ]
    return max(meant, key=order, default="")


def share(node_id: str, version: str) -> int:
    """Where a node stands among a hundred, another place for each version: always the same tills would be unfair."""
    return int.from_bytes(hashlib.sha256(f"{version} {node_id}".encode()).digest()[:8]) % 100


def put(
    transaction: Transaction, version: str, channel: str, percent: int, names: Sequence[str], author: str, folder: str
) -> Release:
    """Give a version out, to more or fewer than before; named nodes are added.

    Raises `NoSuchRelease` where its folder is not there, `NoSuchShare`.
    """
    if not 0 <= percent <= 100:
        raise NoSuchShare(percent=percent)
    if file_of(folder, version, MANIFEST) is None:
        raise NoSuchRelease(version=version, folder=f"{folder or '…'}/{version}/{MANIFEST}")
    before = next((each for each in listed(transaction.connection) if each.version == version), None)
    named = sorted({*names, *(before.nodes if before is not None else ())})
    row = {
        "version": version,
        "channel": channel,
        "percent": percent,
        "nodes": msgspec.json.encode(named).decode(),
        "at": transaction.now,
        "author": author,
        "stopped_at": None,
    }
    transaction.upsert(tables.release, [row])
    return Release(version, channel, percent, tuple(named), transaction.now, author, None)


def stop(transaction: Transaction, version: str) -> bool:
    """Give a version to nobody else; whether it was known.  Who runs it goes on."""
    release = tables.release
    done = transaction.connection.execute(
        sa.update(release).where(release.c.version == version).values(stopped_at=transaction.now)
    )
    return bool(done.rowcount)


def listed(connection: sa.Connection) -> list[Release]:
    """Every version that was ever given out, the newest first, with what became of it."""
    runs, ready, failed = _counts(connection)
    rows = connection.execute(sa.select(tables.release)).all()
    found = [
        Release(
            version=row.version,
            channel=row.channel,
            percent=row.percent,
            nodes=tuple(msgspec.json.decode(row.nodes, type=list[str])),
            at=row.at,
            author=row.author,
            stopped_at=row.stopped_at,
            runs=runs[row.version],
            ready=ready[row.version],
            failed=failed[row.version],
        )
        for row in rows
    ]
    return sorted(found, key=lambda each: numbers.order(each.version), reverse=True)


def file_of(folder: str, version: str, name: str) -> Path | None:
    """A file of a version; None for one that is not there, is hidden, or lies anywhere else."""
    if not folder or not numbers.is_number(version) or name.startswith(".") or Path(name).name != name:
        return None
    home = Path(folder).expanduser() / version
    file = home / name
    try:
        inside = file.resolve(strict=True).parent == home.resolve(strict=True)
    except OSError:
        return None
    return file if inside and file.is_file() else None


def _counts(connection: sa.Connection) -> tuple[Counter[str], Counter[str], Counter[str]]:
    program, node = tables.node_program.c, tables.node.c
    joined = tables.node_program.join(tables.node, node.node_id == program.node_id)
    rows = connection.execute(
        sa.select(program.version, program.state, program.wanted).select_from(joined).where(node.state == "active")
    ).all()
    return (
        Counter(row.version for row in rows),
        Counter(row.wanted for row in rows if row.state in ("ready", "trial")),
        Counter(row.wanted for row in rows if row.state == "failed"),
    )
