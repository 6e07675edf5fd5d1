"""The people at the till: log-in by PIN, lock-out, one-time permission by a colleague.

PINs are argon2id hashes, checked off the screen's thread and off the database's (some 50 ms each).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, Final

import msgspec

from cashier_app.core.clock import MINUTE, SECOND, Instant
from cashier_app.core.errors import QT_TRANSLATE_NOOP, Refused
from cashier_app.core.ids import identifier_hash
from cashier_app.storage.rows import UserRow
from cashier_app.till.rights import ROLES, NeedsPermission, Overrides, Permission, Right, Role, changed, rights_of

if TYPE_CHECKING:
    from cashier_app.till.opening import Till
    from cashier_app.till.writing import Transaction

#: Wrong PINs in a row that cost nothing; each further one doubles the wait.
FREE_ATTEMPTS: Final = 5
FIRST_WAIT: Final[Instant] = 30 * SECOND
LONGEST_WAIT: Final[Instant] = 60 * MINUTE

#: Key of the meta table: which rights of which roles a shop has changed (JSON).
RIGHTS_KEY: Final = "role_rights"
#: Key of the meta table: people whose PIN somebody else chose for one log-in (JSON list of ids).
ONE_TIME_KEY: Final = "one_time_pins"
#: Badges are hashed under a key of their own: the server has no part in them.
_BADGE_KEY: Final = b"cashier-app badge"
_EASY: Final = frozenset({"1234", "4321", "12345", "123456", "1234567", "12345678"})


class User(msgspec.Struct, frozen=True):
    """A person as screens show them."""

    user_id: str
    name: str
    role: Role
    active: bool = True
    #: What the role may do in this shop; None: as installed.
    rights: frozenset[Right] | None = None

    def may(self, right: Right) -> bool:
        """Whether the role has a right."""
        return self.active and right in (ROLES[self.role] if self.rights is None else self.rights)


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
    way_out = QT_TRANSLATE_NOOP("errors", "Choose 4 to 8 digits, not all the same and not 1234")


class UnfitName(Refused):
    """A person without a name, or with one that somebody has."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” cannot be a colleague's name")
    way_out = QT_TRANSLATE_NOOP("errors", "Type a name of at most 60 letters that nobody else here has")


class UnknownBadge(Refused):
    """A badge that is nobody's."""

    text = QT_TRANSLATE_NOOP("errors", "Nobody here has this badge")
    way_out = QT_TRANSLATE_NOOP("errors", "Type the PIN, or ask an administrator to register the badge")


class BadgeTaken(Refused):
    """A badge that somebody else has."""

    text = QT_TRANSLATE_NOOP("errors", "{name} has this badge already")
    way_out = QT_TRANSLATE_NOOP("errors", "Take the badge away from {name} first, or scan another one")


class LastAdministrator(Refused):
    """Somebody must be able to let people in."""

    text = QT_TRANSLATE_NOOP("errors", "“{name}” is the last administrator")
    way_out = QT_TRANSLATE_NOOP("errors", "Make somebody else an administrator first")


class SomebodyHere(Refused):
    """A till is begun that people work at already."""

    text = QT_TRANSLATE_NOOP("errors", "Somebody works at this till already")
    way_out = QT_TRANSLATE_NOOP("errors", "Let an administrator add people on the till's screen")


class OldPin(Refused):
    """A one-time PIN chosen again."""

    text = QT_TRANSLATE_NOOP("errors", "This is the PIN that you were given")
    way_out = QT_TRANSLATE_NOOP("errors", "Choose another one that nobody else knows")


class People:
    """Who works here and who is at the till now."""

    def __init__(self, till: Till) -> None:
        self._till = till
        self._current: User | None = None
        self._locked_by: User | None = None
        self._overrides = _decode(till.reader.meta(RIGHTS_KEY))
        self._one_time = frozenset(_ids(till.reader.meta(ONE_TIME_KEY)))
        self._hashing = ThreadPoolExecutor(1, thread_name_prefix="pins")

    def close(self) -> None:
        """Stop the thread that checks PINs."""
        self._hashing.shutdown(wait=True, cancel_futures=True)

    # --- who is here -------------------------------------------------------------------------------------

    @property
    def current(self) -> User | None:
        """Who is logged in; None on the log-in screen and while the till is locked."""
        return self._current

    @property
    def locked_by(self) -> User | None:
        """Whose session is locked."""
        return self._locked_by

    def everybody(self) -> list[User]:
        """All active people, by name: the tiles of the log-in screen."""
        return [self._user(row) for row in self._till.reader.users() if row.active]

    def all(self) -> list[User]:
        """Everybody who ever worked here, by name."""
        return [self._user(row) for row in self._till.reader.users()]

    def with_badges(self) -> frozenset[str]:
        """Ids of the people who have a badge."""
        return frozenset(row.user_id for row in self._till.reader.users() if row.badge_hash is not None)

    def has_one_time_pin(self, user_id: str) -> bool:
        """Whether a person has to choose a PIN of her own before anything else."""
        return user_id in self._one_time

    def locked_until(self, user_id: str) -> Instant:
        """Until when this person's PIN is not taken; 0 if it is."""
        for row in self._till.reader.users():
            if row.user_id == user_id and _is_locked(row, self._till.clock.now()):
                return row.locked_until
        return 0

    # --- coming and going --------------------------------------------------------------------------------

    def log_in(self, user_id: str, pin: str) -> Future[User]:
        """Check a PIN and make its owner the current user.  Raises `WrongPin` or `LockedOut` in the future."""
        return self._hashing.submit(lambda: self._enter(self._checked(user_id, pin)))

    def log_in_by_badge(self, badge: str) -> Future[User]:
        """Make the owner of a badge the current user.  Raises `UnknownBadge` in the future."""
        return self._hashing.submit(lambda: self._enter(self._owner(badge)))

    def _owner(self, badge: str) -> User:
        """Whose badge it is; raises `UnknownBadge`.  On the PIN thread."""
        digest = identifier_hash(_BADGE_KEY, "badge", badge)
        for row in self._till.database.worker.call(lambda unit: unit.people.all()):
            if row.active and row.badge_hash == digest:
                return self._user(row)
        raise UnknownBadge()

    def stays(self, user_id: str) -> bool:
        """Let somebody whose PIN was checked elsewhere go on here; whether this till knows such a person."""
        user = next((each for each in self.everybody() if each.user_id == user_id), None)
        if user is not None:
            self._enter(user)
        return user is not None

    def _enter(self, user: User) -> User:
        self._current, self._locked_by = user, None
        return user

    def log_out(self) -> None:
        """Nobody is at the till; the receipt on the screen stays."""
        self._current = self._locked_by = None

    def lock(self) -> None:
        """Lock the screen: who was here stays known as `locked_by`, and anybody's PIN unlocks."""
        if self._current is not None:
            self._current, self._locked_by = None, self._current

    # --- rights ------------------------------------------------------------------------------------------

    def may(self, right: Right) -> bool:
        """Whether the current user has a right."""
        return self._current is not None and self._current.may(right)

    def require(self, right: Right, permission: Permission | None = None) -> str:
        """The colleague who allowed it, or "" for a right of one's own.  Raises `NeedsPermission`."""
        if self.may(right):
            return ""
        if permission is not None and permission.right == right:
            return permission.allowed_by
        raise NeedsPermission(right)

    def allow_once(self, right: Right, user_id: str, pin: str) -> Future[Permission]:
        """A colleague allows one act.  Raises `WrongPin`, `LockedOut` or `NeedsPermission` in the future."""

        def allow() -> Permission:
            colleague = self._checked(user_id, pin)
            if not colleague.may(right):
                raise NeedsPermission(right)
            return Permission(right, colleague.user_id)

        return self._hashing.submit(allow)

    def allow_once_by_badge(self, right: Right, badge: str) -> Future[Permission]:
        """A colleague allows one act by the badge.  Raises `UnknownBadge` or `NeedsPermission` in the future."""

        def allow() -> Permission:
            colleague = self._owner(badge)
            if not colleague.may(right):
                raise NeedsPermission(right)
            return Permission(right, colleague.user_id)

        return self._hashing.submit(allow)

    def _checked(self, user_id: str, pin: str) -> User:
        """Whose PIN it is; counts mistakes.  On the PIN thread."""
        worker, now = self._till.database.worker, self._till.clock.now()
        row = worker.call(lambda unit: unit.people.by_id(user_id))
        if row is None or not row.active:
            raise WrongPin()
        if _is_locked(row, now):
            raise LockedOut(seconds=-(-(row.locked_until - now) // SECOND))
        if _verify(row.pin_hash, pin):
            if row.failed_attempts:
                worker.call(lambda unit: unit.people.set_attempts(user_id, 0, 0))
            return self._user(row)
        failed = row.failed_attempts + 1
        wait = 0
        if failed >= FREE_ATTEMPTS:
            wait = min(FIRST_WAIT << min(failed - FREE_ATTEMPTS, 20), LONGEST_WAIT)
        worker.call(lambda unit: unit.people.set_attempts(user_id, failed, now + wait if wait else 0))
        if wait:
            self._till.journal.write("locked_out", user=row.name, attempts=failed)
            raise LockedOut(seconds=wait // SECOND)
        raise WrongPin()

    def _user(self, row: UserRow) -> User:
        role: Role = next((role for role in ROLES if role == row.role), "cashier")
        return User(row.user_id, row.name, role, bool(row.active), rights_of(role, self._overrides))

    # --- rights of roles ---------------------------------------------------------------------------------

    def rights_of(self, role: Role) -> frozenset[Right]:
        """What a role may do in this shop."""
        return rights_of(role, self._overrides)

    def change_right(self, role: Role, right: Right, given: bool) -> Future[Overrides]:
        """Give a role a right or take it (right `users`, journalled).  Raises `RightLocked` or `RightOfNobody`."""
        self.require("users")
        changed(self._overrides, role, right, given)  # refused before anything is written
        act = "right_given" if given else "right_taken"
        return self._keep_rights(lambda now: changed(now, role, right, given), act, role=role, right=right)

    def rights_as_installed(self) -> Future[Overrides]:
        """All roles as they were installed (right `users`, journalled)."""
        self.require("users")
        return self._keep_rights(lambda now: {}, "rights_as_installed")

    def _keep_rights(self, make: Callable[[Overrides], Overrides], act: str, **details: str) -> Future[Overrides]:
        """Change what is kept, one change after the other; in force at once, for who is logged in too."""

        def write(transaction: Transaction) -> Overrides:
            overrides = make(_decode(transaction.unit.meta.get(RIGHTS_KEY)))
            transaction.unit.meta.put(RIGHTS_KEY, msgspec.json.encode(overrides).decode())
            self._journal(transaction, act, **details)
            return overrides

        def written(overrides: Overrides) -> None:
            self._overrides = overrides
            if self._current is not None:
                rights = rights_of(self._current.role, overrides)
                self._current = msgspec.structs.replace(self._current, rights=rights)

        return self._till.writer.submit(write, after=written)

    # --- changing people ---------------------------------------------------------------------------------

    def add(self, name: str, role: Role, pin: str) -> Future[User]:
        """A new person (right `users`; the very first one becomes administrator without it).  Raises `UnfitPin`."""
        first = not self._till.reader.users()
        if not first:
            self.require("users")
        check_pin(pin)
        name = " ".join(name.split())

        def write(transaction: Transaction, pin_hash: str) -> User:
            self._check_name(transaction, name, "")
            given: Role = role if transaction.unit.people.count() else "administrator"
            row = UserRow(self._till.ids(), name, given, pin_hash)
            transaction.unit.people.put(row)
            self._journal(transaction, "user_added", user=name, role=given)
            return self._user(row)

        return self._hashing.submit(lambda: self._write_hashed(pin, write))

    def begin(self, name: str, pin: str = "", pin_hash: str = "", *, one_time: bool) -> Future[User]:
        """The administrator of a till that nobody works at yet, by a PIN or by what is kept of one (`hash_pin`).

        A `one_time` PIN has to be changed at the first log-in.  Raises `UnfitPin`, and `UnfitName` or
        `SomebodyHere` in the future.
        """
        if pin:
            check_pin(pin)
        name = " ".join(name.split())

        def write(transaction: Transaction, kept: str) -> User:
            if transaction.unit.people.count():
                raise SomebodyHere()
            self._check_name(transaction, name, "")
            row = UserRow(self._till.ids(), name, "administrator", kept)
            transaction.unit.people.put(row)
            if one_time:
                self._keep_one_time(transaction, row.user_id, True)
            self._journal(transaction, "user_added", user=name, role=row.role)
            return self._user(row)

        if pin:
            return self._hashing.submit(lambda: self._write_hashed(pin, write))
        return self._till.writer.submit(lambda transaction: write(transaction, pin_hash))

    def _keep_one_time(self, transaction: Transaction, user_id: str, given: bool) -> None:
        """Say, or no longer say, that a person has to choose a PIN of her own."""
        before = frozenset(_ids(transaction.unit.meta.get(ONE_TIME_KEY)))
        after = before | {user_id} if given else before - {user_id}
        if after != before:
            transaction.unit.meta.put(ONE_TIME_KEY, msgspec.json.encode(sorted(after)).decode())
        self._one_time = after

    def change_pin(self, user_id: str, pin: str) -> Future[None]:
        """A new PIN, which also ends a lock-out (own PIN, or right `users`).  Raises `UnfitPin`."""
        own = self._current is not None and self._current.user_id == user_id
        if not own:
            self.require("users")
        check_pin(pin)

        def write(transaction: Transaction, pin_hash: str) -> None:
            row = transaction.unit.people.by_id(user_id)
            if row is not None:
                if own and user_id in self._one_time and _verify(row.pin_hash, pin):
                    raise OldPin()
                transaction.unit.people.put(
                    msgspec.structs.replace(row, pin_hash=pin_hash, failed_attempts=0, locked_until=0)
                )
                self._keep_one_time(transaction, user_id, False)
                self._journal(transaction, "pin_changed", user=row.name)

        return self._hashing.submit(lambda: self._write_hashed(pin, write))

    def set_badge(self, user_id: str, badge: str) -> Future[None]:
        """Register a person's badge (right `users`); an empty one takes it away.  Raises `BadgeTaken` in the future."""
        self.require("users")
        digest = identifier_hash(_BADGE_KEY, "badge", badge) if badge else None

        def write(transaction: Transaction) -> None:
            for other in transaction.unit.people.all() if digest is not None else ():
                if other.badge_hash == digest and other.user_id != user_id:
                    raise BadgeTaken(name=other.name)
            self._change(transaction, user_id, badge_hash=digest)
            row = transaction.unit.people.by_id(user_id)
            self._journal(transaction, "badge_given" if badge else "badge_taken", user=row.name if row else "")

        return self._till.writer.submit(write)

    def change(
        self, user_id: str, *, name: str | None = None, role: Role | None = None, active: bool | None = None
    ) -> Future[User]:
        """Change a person (right `users`); the last administrator stays one.

        Raises `LastAdministrator` or `UnfitName` in the future.
        """
        self.require("users")
        given: dict[str, Any] = {"name": name and " ".join(name.split()), "role": role, "active": active}
        changes = {key: value for key, value in given.items() if value is not None}

        def write(transaction: Transaction) -> User:
            if "name" in changes:
                self._check_name(transaction, changes["name"], user_id)
            self._change(transaction, user_id, **changes)
            everybody = transaction.unit.people.all()
            if not any(row.active and row.role == "administrator" for row in everybody):
                raise LastAdministrator(name=next(row.name for row in everybody if row.user_id == user_id))
            changed = transaction.unit.people.by_id(user_id)
            assert changed is not None
            if self._current is not None and self._current.user_id == user_id:
                self._current = self._user(changed)
            return self._user(changed)

        return self._till.writer.submit(write)

    def _change(self, transaction: Transaction, user_id: str, **changes: Any) -> None:
        row = transaction.unit.people.by_id(user_id)
        if row is None:
            raise WrongPin()
        transaction.unit.people.put(msgspec.structs.replace(row, **changes))
        shown = {key: value for key, value in changes.items() if key != "badge_hash"}
        if shown:
            self._journal(transaction, "user_changed", user=row.name, **shown)

    def _write_hashed(self, pin: str, write: Callable[[Transaction, str], Any]) -> Any:
        """Hash a PIN, then write it; on the PIN thread."""
        pin_hash = hash_pin(pin)
        return self._till.writer.submit(lambda transaction: write(transaction, pin_hash)).result(30.0)

    def _check_name(self, transaction: Transaction, name: str, user_id: str) -> None:
        taken = any(row.name == name and row.user_id != user_id for row in transaction.unit.people.all())
        if taken or not fits_name(name):
            raise UnfitName(name=name[:60])

    def _journal(self, transaction: Transaction, act: str, **details: Any) -> None:
        who = self._current.user_id if self._current else ""
        transaction.journal(act, who, "", self._till.clock.now(), details)


def _is_locked(row: UserRow, now: Instant) -> bool:
    """Whether a PIN is still not taken; an end further away than any was set while the till's time was wrong."""
    return now < row.locked_until <= now + LONGEST_WAIT


def _decode(kept: str | None) -> Overrides:
    """The rights that a shop has changed; as installed where another version of the program wrote them."""
    try:
        return msgspec.json.decode(kept or "{}", type=dict[str, dict[str, bool]])
    except msgspec.MsgspecError:
        return {}


def _ids(kept: str | None) -> list[str]:
    """The people with a one-time PIN."""
    try:
        return msgspec.json.decode(kept or "[]", type=list[str])
    except msgspec.MsgspecError:
        return []


def fits_name(name: str) -> bool:
    """Whether a name can be a colleague's."""
    return 0 < len(name) <= 60 and name.isprintable()


def is_pin_hash(text: str) -> bool:
    """Whether a text is what is kept of a PIN (`hash_pin`)."""
    from argon2 import extract_parameters
    from argon2.exceptions import InvalidHashError

    try:
        return extract_parameters(text).type.name == "ID"
    except (InvalidHashError, ValueError):
        return False


def check_pin(pin: str) -> None:
    """Raises `UnfitPin` for a new PIN that is too short, no digits, or too easy."""
    if not (pin.isascii() and pin.isdigit() and 4 <= len(pin) <= 8) or pin in _EASY or len(set(pin)) == 1:
        raise UnfitPin()


def _hasher() -> Any:
    """argon2id with the parameters of RFC 9106's low-memory profile, thinned for a till's old processor."""
    from argon2 import PasswordHasher

    return PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def hash_pin(pin: str) -> str:
    """What is kept of a PIN; some 50 ms of work."""
    return str(_hasher().hash(pin))


def _verify(pin_hash: str, pin: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    try:
        return bool(_hasher().verify(pin_hash, pin))
    except (VerificationError, InvalidHashError):
        return False
