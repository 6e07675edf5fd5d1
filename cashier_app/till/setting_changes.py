"""Changes of settings in the journal: who, when, which key, from what to what; no secret among them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.config_fields import journal_text, value_at
from cashier_app.core.clock import Instant

if TYPE_CHECKING:
    from cashier_app.config import Settings
    from cashier_app.storage.unit import UnitOfWork
    from cashier_app.till.opening import Till
    from cashier_app.till.rights import Permission
    from cashier_app.till.writing import Transaction

ACT = "settings_changed"
#: Changes of one key that are shown at its field.
SHOWN = 5


class Change(msgspec.Struct, frozen=True):
    """One change of one key, as it was written down."""

    at: Instant
    user: str
    old: str
    new: str


def allow_settings(till: Till, changes: Mapping[str, object], permission: Permission | None = None) -> Future[None]:
    """Journal a change of settings before it is made (right `settings`).  Raises `NeedsPermission`."""
    allowed_by = till.people.require("settings", permission)
    user, now, before = till.people.current, till.clock.now(), till.settings
    rows = [
        {"key": path, "old": journal_text(path, _old(before, path)), "new": journal_text(path, value)}
        for path, value in changes.items()
    ]

    def job(transaction: Transaction) -> None:
        for row in rows:
            transaction.journal(ACT, user.user_id if user else "", allowed_by, now, row)

    return till.writer.submit(job)


def history(till: Till, path: str) -> Future[list[Change]]:
    """The latest changes of a key, the newest first; of a list within a section those of the whole list."""

    def job(unit: UnitOfWork) -> list[Change]:
        names = {row.user_id: row.name for row in unit.people.all()}
        found = []
        for row in unit.journal.of_act(ACT):
            details = msgspec.json.decode(row.details)
            key = details.get("key", "")
            if key and (key == path or path.startswith(f"{key}[")):
                user = names.get(row.user_id, row.user_id)
                found.append(Change(row.at, user, str(details.get("old", "")), str(details.get("new", ""))))
                if len(found) == SHOWN:
                    break
        return found

    return till.database.worker.submit(job)


def _old(settings: Settings, path: str) -> object:
    """What stood there; None for a key of an item that is only added now."""
    place, _, _ = path.rpartition(".")
    if "[" in place and value_at(settings, place) is None:
        return None
    return value_at(settings, path)
