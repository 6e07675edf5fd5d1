"""What a change of a member's card means for the cards known here, also while the server has not heard of it yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.ids import masked
from cashier_app.storage.rows import IdentifierRow
from cashier_app.sync.messages import CardBody, Operation, unclaimed_account

if TYPE_CHECKING:
    from cashier_app.storage.unit import UnitOfWork

_operations = msgspec.json.Decoder(Operation)


def apply_card(unit: UnitOfWork, body: CardBody) -> None:
    """The old card is used no more, the new one is the member's, with what it had collected."""
    if body.old:
        unit.ledger.set_identifier(bytes.fromhex(body.old), body.act)
    new = body.new
    if new is not None:
        shown = masked(new.kind, new.value)
        unit.ledger.put_identifier(IdentifierRow(bytes.fromhex(new.hash), body.account_id, new.kind, shown, "active"))
        unit.ledger.move_lots(unclaimed_account(new.hash), body.account_id)


def keep_cards(unit: UnitOfWork) -> None:
    """What the server told of accounts may be older than changes that wait here to be sent: they hold all the same."""
    for content in unit.outbox.unsettled("card"):
        body = _operations.decode(content).body
        if isinstance(body, CardBody) and unit.ledger.member(body.account_id) is not None:
            apply_card(unit, body)
