"""The people at the till: log-in by PIN, lock-out, one-time permission by a colleague.

PINs are argon2id hashes, checked on the database worker's thread (some 50 ms), never on the screen's.
"""

from __future__ import annotations

from concurrent.futures import Future
from typing import TYPE_CHECKING

import msgspec

from cashier_app.core.clock import Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.till.rights import Permission, Right, Role

if TYPE_CHECKING:
    from cashier_app.till.opening import Till


class User(msgspec.Struct, frozen=True):
    """A person as screens show them."""

    user_id: str
    name: str
    role: Role
    active: bool = True

    def may(self, right: Right) -> bool:
        """Whether the role has a right."""
        raise NotImplementedError


class WrongPin(Refused):
    """Nobody has this PIN."""

    text = QT_TRANSLATE_NOOP("errors", "The PIN is wrong")
    way_out = QT_TRANSLATE_NOOP("errors", "Type it again; after five mistakes the till waits")


class LockedOut(Refused):
    """Too many wrong PINs."""

    text = QT_TRANSLATE_NOOP("errors", "Too many wrong PINs")
    way_out = QT_TRANSLATE_NOOP("errors", "Wait {seconds} s, or ask an administrator")


class UnfitPin(Refused):
    """A new PIN that is too short, not digits, or too easy."""

    text = QT_TRANSLATE_NOOP("errors", "This PIN does not fit")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose 4 to 8 digits that nobody else has and that are not 1234 or 0000")


class People:
    """Who works here and who is at the till now."""

    def __init__(self, till: Till) -> None:
        self._till = till

    @property
    def current(self) -> User | None:
        """Who is logged in; None on the log-in screen."""
        raise NotImplementedError

    def everybody(self) -> list[User]:
        """All active people, by name: the tiles of the log-in screen."""
        raise NotImplementedError

    def log_in(self, user_id: str, pin: str) -> Future[User]:
        """Check a PIN and make its owner the current user.  Raises `WrongPin` or `LockedOut` in the future."""
        raise NotImplementedError

    def log_out(self) -> None:
        """Nobody is at the till; the receipt on the screen stays."""
        raise NotImplementedError

    def lock(self) -> None:
        """Lock the screen: `current` stays known as `locked_by`, and any PIN unlocks (a switch of cashiers)."""
        raise NotImplementedError

    @property
    def locked_by(self) -> User | None:
        """Whose session is locked."""
        raise NotImplementedError

    def locked_until(self, user_id: str) -> Instant:
        """Until when this person's PIN is not taken; 0 if it is."""
        raise NotImplementedError

    def may(self, right: Right) -> bool:
        """Whether the current user has a right."""
        raise NotImplementedError

    def require(self, right: Right, permission: Permission | None = None) -> str:
        """The colleague who allowed it, or "" for a right of one's own.  Raises `NeedsPermission`."""
        raise NotImplementedError

    def allow_once(self, right: Right, user_id: str, pin: str) -> Future[Permission]:
        """A colleague allows one act.  Raises `WrongPin`, `LockedOut` or `NeedsPermission` in the future."""
        raise NotImplementedError

    def add(self, name: str, role: Role, pin: str) -> Future[User]:
        """A new person (right `users`, or the very first one, who becomes administrator).  Raises `UnfitPin`."""
        raise NotImplementedError

    def change_pin(self, user_id: str, pin: str) -> Future[None]:
        """A new PIN, which also ends a lock-out (own PIN, or right `users`).  Raises `UnfitPin`."""
        raise NotImplementedError

    def change(
        self, user_id: str, *, name: str | None = None, role: Role | None = None, active: bool | None = None
    ) -> Future[User]:
        """Change a person (right `users`); the last administrator stays one."""
        raise NotImplementedError
