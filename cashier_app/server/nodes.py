"""Who talks to the server: pairing codes, nodes with their keys, and the epochs that belong to them."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from typing import Final, Literal, TypeAlias

import msgspec
import sqlalchemy as sa

from cashier_app.core.clock import MINUTE, Instant
from cashier_app.core.ids import new_id
from cashier_app.server import homes, problems
from cashier_app.server.database import RESTORED_AT, Picture, Transaction
from cashier_app.server.statement import Statement, param
from cashier_app.server.tables import epoch, node, pairing, store
from cashier_app.sync.chain import chain_start
from cashier_app.sync.messages import EnrolRequest, EnrolResponse

#: Letters and digits that nobody takes for one another.
_ALPHABET: Final = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_CODE_LENGTH: Final = 10
#: Where shops are if nobody has said otherwise.
USUAL_ZONE: Final = "Europe/Moscow"


NodeKind: TypeAlias = Literal["till", "store", "site"]


class Node(msgspec.Struct, frozen=True):
    """An authenticated node; `reported` is the incarnation to which it last reported its rights.

    `kind`: a `till`, the node of a `store` that its tills talk to, or a `site`.
    """

    node_id: str
    store_id: str
    machine: str
    reported: str
    kind: NodeKind = "till"


class Epoch(msgspec.Struct):
    """How far the chain of one life of a node's database is known."""

    epoch: str
    node_id: str
    seq: int
    hash: bytes
    state: str
    #: At a store node: how far the central server has it.
    durable: int = 0


_WITH_KEY: Final = Statement(
    sa.select(node.c.node_id, node.c.store_id, node.c.machine, node.c.reported, node.c.kind).where(
        node.c.key_hash == param("digest"), node.c.state == "active"
    )
)
_SEEN: Final = Statement(sa.update(node).where(node.c.node_id == param("of")).values(last_seen_at=param("now")))
_later = node.c.drained_at < param("settled_at")
_DRAINED: Final = Statement(
    sa.update(node).where(node.c.node_id == param("of"), _later).values(drained_at=param("settled_at"))
)
_STORE_DRAINED: Final = Statement(
    sa.update(node).where(node.c.store_id == param("of"), _later).values(drained_at=param("settled_at"))
)
_HEARD: Final = Statement(sa.update(epoch).where(epoch.c.epoch == param("name")).values(heard_at=param("now")))
_EPOCH: Final = Statement(
    sa.select(
        epoch.c.epoch,
        epoch.c.node_id,
        epoch.c.applied_seq,
        epoch.c.applied_hash,
        epoch.c.state,
        epoch.c.durable_seq,
    ).where(epoch.c.epoch == param("name"))
)
_heads = sa.select(epoch.c.epoch, epoch.c.applied_seq)
_EPOCHS: Final = Statement(_heads.where(epoch.c.node_id == param("of")))
_STORE_EPOCHS: Final = Statement(
    _heads.join(node, node.c.node_id == epoch.c.node_id).where(node.c.store_id == param("of"))
)
_STORE_OF: Final = Statement(sa.select(node.c.store_id).where(node.c.node_id == param("of")))
#: A store's own zone, else that of the oldest store.
_ZONE: Final = Statement(
    sa.select(store.c.zone).order_by(store.c.store_id != param("store_id"), store.c.store_id).limit(1)
)


def make_pairing_code(
    transaction: Transaction,
    store_id: str,
    name: str = "",
    zone: str = "",
    minutes: int = 60,
    usual_zone: str = USUAL_ZONE,
    kind: NodeKind = "till",
) -> str:
    """A fresh one-time code (`XXXXX-XXXXX`) for a store, which is made if it is new; only a hash is kept.

    `name` and `zone` change the store if they are given; `kind` is what may join by it.
    """
    known = transaction.rows(sa.select(store).where(store.c.store_id == store_id))
    if not known:
        transaction.insert(store, [{"store_id": store_id, "name": name, "zone": zone or usual_zone}])
    elif name or zone:
        changed = {key: value for key, value in (("name", name), ("zone", zone)) if value}
        transaction.connection.execute(sa.update(store).where(store.c.store_id == store_id).values(changed))
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_CODE_LENGTH))
    row = {
        "code_hash": _code_hash(code),
        "store_id": store_id,
        "created_at": transaction.now,
        "expires_at": transaction.now + minutes * MINUTE,
        "kind": kind,
    }
    transaction.insert(pairing, [row])
    return f"{code[:5]}-{code[5:]}"


def enrol(transaction: Transaction, request: EnrolRequest) -> EnrolResponse:
    """Exchange a pairing code for a node and its key, which is told here and never again.

    A machine that has joined this store under this name before becomes the same node again with a fresh
    key (it was paired anew, or revoked by mistake), so that its epochs go on.  It may also repeat the
    request with the same code (its answer was lost) until the key has been used.  Raises `ApiError` otherwise.
    """
    found = transaction.rows(sa.select(pairing).where(pairing.c.code_hash == _code_hash(request.pairing_code)))
    if not found:
        raise problems.bad_pairing("There is no such code")
    row = found[0]
    if row.expires_at <= transaction.now:
        raise problems.bad_pairing("The code is too old")
    key = secrets.token_hex(32)
    incarnation = transaction.meta("incarnation")
    # a till of before a restore may hold rights of which nothing is known here any more, itself among it
    unreported = "" if transaction.meta(RESTORED_AT) else incarnation
    if row.node_id is None:
        before = _joined_before(transaction, row.store_id, request)
        node_id = before.node_id if before is not None else new_id()
        fields = {
            "node_id": node_id,
            "store_id": row.store_id,
            "name": request.node,
            "machine": request.machine,
            "key_hash": key_digest(key),
            "state": "active",
            "enrolled_at": transaction.now,
            "last_seen_at": None,
            "reported": before.reported if before is not None else unreported,
            "kind": row.kind,
            "written_off_at": None,
            "revision": transaction.next_revision(),
        }
        transaction.upsert(node, [fields])
        if before is None:
            homes.company(transaction, row.store_id)
        used = sa.update(pairing).where(pairing.c.code_hash == row.code_hash)
        transaction.connection.execute(used.values(node_id=node_id))
    else:
        node_id = row.node_id
        _fresh_key(transaction, node_id, request.machine, key)
    identifier_key = transaction.meta("identifier_key")
    return EnrolResponse(node_id, row.store_id, key, identifier_key, incarnation, transaction.now, row.kind)


def authenticate(connection: sa.Connection, authorization: str | None) -> Node:
    """The node whose key an `Authorization: Bearer` header carries; raises `ApiError` 401."""
    scheme, _, key = (authorization or "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise problems.unauthorised()
    row = _WITH_KEY.first(connection, digest=key_digest(key.strip()))
    if row is None:
        raise problems.unauthorised()
    return Node(*row)


def heard(transaction: Transaction, name: str) -> None:
    """Remember that a node has spoken as this life of its."""
    _HEARD.do(transaction.connection, name=name, now=transaction.now)


def seen(transaction: Transaction, who: Node, settled_at: Instant | None) -> None:
    """Remember that a node has been here, and since when it has had nothing more to send (None: it has).

    A store node says so for all of its store.
    """
    _SEEN.do(transaction.connection, of=who.node_id, now=transaction.now)
    if settled_at is None:
        return
    if who.kind == "store":
        _STORE_DRAINED.do(transaction.connection, of=who.store_id, settled_at=settled_at)
    else:
        _DRAINED.do(transaction.connection, of=who.node_id, settled_at=settled_at)


def owner_of(who: Node, of_node: str) -> Node:
    """The node whose operations another one delivers: itself, or a till of the store."""
    return Node(of_node, who.store_id, "", who.reported) if of_node not in ("", who.node_id) else who


def node_of(transaction: Transaction, epoch_name: str) -> Node:
    """The node of an epoch that is known, whether its key still opens anything or not."""
    columns = node.c.node_id, node.c.store_id, node.c.machine, node.c.reported, node.c.kind
    of = node.join(epoch, epoch.c.node_id == node.c.node_id)
    [row] = transaction.rows(sa.select(*columns).select_from(of).where(epoch.c.epoch == epoch_name))
    return Node(row.node_id, row.store_id, row.machine, row.reported, row.kind)


def ahead(transaction: Picture, who: Node, *names: str) -> None:
    """Ask for epochs, and for how far those of a node are applied, before that is needed."""
    for name in names:
        _EPOCH.ahead(transaction.connection, name=name)
    if who.kind == "store":
        _STORE_EPOCHS.ahead(transaction.connection, of=who.store_id)
    else:
        _EPOCHS.ahead(transaction.connection, of=who.node_id)


def epoch_of(transaction: Transaction, who: Node, name: str, of_node: str = "") -> Epoch:
    """An epoch of the asking node, begun if it is new; raises `ApiError` 403 for another node's.

    A store node also speaks for the nodes of its store (`of_node`).
    """
    owner = of_node or who.node_id
    if owner != who.node_id and not (who.kind == "store" and _is_of_store(transaction, owner, who.store_id)):
        raise problems.foreign_epoch(name)
    known = known_epoch(transaction, name, owner)
    if known is not None:
        return known
    fresh = Epoch(name, owner, 0, chain_start(name), "open")
    fields = {
        "epoch": name,
        "node_id": owner,
        "first_seen_at": transaction.now,
        "applied_seq": 0,
        "applied_hash": fresh.hash,
        "state": fresh.state,
        "durable_seq": 0,
    }
    transaction.insert(epoch, [fields])
    if owner != who.node_id or who.kind == "store":
        tell_of_node(transaction, owner)
    return fresh


def known_epoch(picture: Picture, name: str, owner: str) -> Epoch | None:
    """An epoch of a node, None for a new one; raises `ApiError` 403 for another node's."""
    row = _EPOCH.first(picture.connection, name=name)
    if row is None:
        return None
    if row.node_id != owner:
        raise problems.foreign_epoch(name)
    return Epoch(*row)


def tell_of_node(transaction: Transaction, node_id: str) -> None:
    """Let a node go out with the feed of its store's own node again."""
    changed = sa.update(node).where(node.c.node_id == node_id)
    transaction.connection.execute(changed.values(revision=transaction.next_revision()))


def epochs_of(transaction: Picture, who: Node) -> Sequence[tuple[str, int]]:
    """Every epoch of a node, of a store node those of its store's tills too, and how far it is applied."""
    if who.kind == "store":
        rows = _STORE_EPOCHS.rows(transaction.connection, of=who.store_id)
    else:
        rows = _EPOCHS.rows(transaction.connection, of=who.node_id)
    return [(row.epoch, row.applied_seq) for row in rows]


def _is_of_store(transaction: Transaction, node_id: str, store_id: str) -> bool:
    return bool(_STORE_OF.value(transaction.connection, of=node_id) == store_id)


def zone_ahead(connection: sa.Connection, store_id: str) -> None:
    """Ask for the zone of a store before that is needed."""
    _ZONE.ahead(connection, store_id=store_id)


def zone_of(connection: sa.Connection, store_id: str) -> str:
    """The time zone whose days count in a store; for a store that nobody has made, the one of the oldest store.

    The days of a member are those of the home store.
    """
    return _ZONE.value(connection, store_id=store_id) or USUAL_ZONE


def _joined_before(transaction: Transaction, store_id: str, request: EnrolRequest) -> sa.Row[str, str] | None:
    """The node that this machine was under this name."""
    same = (node.c.store_id == store_id) & (node.c.name == request.node) & (node.c.machine == request.machine)
    return transaction.connection.execute(sa.select(node.c.node_id, node.c.reported).where(same)).first()


def revoke(transaction: Transaction, node_id: str) -> bool:
    """Let a node's key open nothing any more; False if there is no such active node.

    What it holds stays reserved: its operations are still facts, should it come back.
    """
    active = (node.c.node_id == node_id) & (node.c.state == "active")
    changed = transaction.connection.execute(sa.update(node).where(active).values(state="revoked"))
    if changed.rowcount == 1:
        tell_of_node(transaction, node_id)
        homes.write_off(transaction, node_id)
    return changed.rowcount == 1


def give_up(transaction: Transaction, node_id: str) -> bool:
    """Take the key of a node away whose machine is gone, and remember that a person said so; False if it was so."""
    gone = (node.c.node_id == node_id) & node.c.written_off_at.is_(None)
    marked = transaction.connection.execute(sa.update(node).where(gone).values(written_off_at=transaction.now))
    revoked = revoke(transaction, node_id)
    if marked.rowcount and not revoked:
        tell_of_node(transaction, node_id)
    return bool(marked.rowcount) or revoked


def _fresh_key(transaction: Transaction, node_id: str, machine: str, key: str) -> None:
    row = transaction.rows(sa.select(node).where(node.c.node_id == node_id))[0]
    if row.machine != machine or row.last_seen_at is not None or row.state != "active":
        raise problems.bad_pairing("The code has been used")
    transaction.connection.execute(sa.update(node).where(node.c.node_id == node_id).values(key_hash=key_digest(key)))


def _code_hash(code: str) -> bytes:
    plain = "".join(character for character in code.upper() if character.isalnum())
    return hashlib.sha256(b"pairing:" + plain.encode()).digest()


def key_digest(key: str) -> bytes:
    """What is kept of a node's key."""
    # 256 random bits need no slow hash
    return hashlib.sha256(b"key:" + key.encode()).digest()
